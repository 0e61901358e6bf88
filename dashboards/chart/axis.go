package chart

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Room for the names of rows, in pixels.
const (
	deskLabel  = 230
	phoneLabel = 124
	letter     = 6.7  // at 12 px: phones
	rowStep    = 28.0 // ROW_HEIGHT of js/figures.js
	lineHeight = 15.0
)

// nameAxis is the axis of row names: from the top down, none ever left out, long ones broken over lines.
func nameAxis(names []string) object {
	return object{
		"type": "category", "inverse": true, "data": names, "axisTick": object{"show": false},
		"axisLabel": object{"interval": 0, "hideOverlap": false, "width": labelWidth(names, deskLabel), "overflow": "break", "lineHeight": int(lineHeight)},
	}
}

// nameMedia are the widths of the name axis for phones and desks.
func nameMedia(names []string) (phone, desk object) {
	width := func(most float64, size int) object {
		return object{"yAxis": []any{object{"axisLabel": object{"width": labelWidth(names, most), "fontSize": size}}}}
	}
	return width(phoneLabel, 12), width(deskLabel, 13)
}

// labelWidth is the room the longest name wants, up to most.
func labelWidth(names []string, most float64) int {
	wanted := 0.0
	for _, n := range names {
		for _, line := range splitLines(n) {
			wanted = math.Max(wanted, letter*1.2*float64(utf8.RuneCountInString(line)))
		}
	}
	return int(math.Min(most, math.Ceil(wanted)))
}

// rowsFor is the height of a chart of named rows in steps of 28 px, with room for the longest name as a phone breaks it.
// A long name may lean into the room of short neighbours.
func rowsFor(names []string) int {
	most := 2.0 // lines of two neighbours
	before := 1
	for _, n := range names {
		lines := phoneLines(n)
		most = math.Max(most, float64(lines+before))
		before = lines
	}
	step := math.Max(1, (most/2*lineHeight+5)/rowStep)
	return max(3, int(math.Ceil(step*float64(len(names)))))
}

// phoneLines is how many lines a name takes on a phone, broken between its words.
func phoneLines(name string) int {
	lines := 0
	for _, line := range splitLines(name) {
		room := 0.0
		for i, word := range strings.Fields(line) {
			wide := letter * float64(min(utf8.RuneCountInString(word)+1, maxName))
			if i == 0 || wide-letter > room {
				lines += max(1, int(math.Ceil((wide-letter)/phoneLabel)))
				room = phoneLabel
			}
			room -= wide
		}
	}
	return max(1, lines)
}

func splitLines(s string) []string {
	var out []string
	start := 0
	for i := range len(s) {
		if s[i] == '\n' {
			out, start = append(out, s[start:i]), i+1
		}
	}
	return append(out, s[start:])
}

// shareAxis runs from 0 to 100% unless told: a cut axis makes small differences look large. A range that would leave a
// point outside, where it is not drawn, is widened to hold it; only whiskers may run out of the frame.
func shareAxis(name string, limits *[2]float64, rates ...Rate) object {
	axis := object{"type": "value", "min": 0, "max": 1, "interval": 0.25, "name": name, "axisLabel": object{"formatter": "fmt:percent0"}}
	if limits != nil && finite(limits[0], limits[1]) && limits[0] < limits[1] {
		lo, hi := math.Max(0, limits[0]), math.Min(1, limits[1])
		for _, r := range rates {
			if r.Shown() {
				lo, hi = math.Min(lo, math.Floor(r.share()*20)/20), math.Max(hi, math.Ceil(r.share()*20)/20)
			}
		}
		axis["min"], axis["max"] = round6(lo), round6(hi)
		delete(axis, "interval")
	}
	return axis
}

func countAxis(name string) object {
	return object{"type": "value", "min": 0, "minInterval": 1, "name": name, "axisLabel": object{"formatter": "fmt:int"}}
}

// above puts the name of an upright axis over it, in a row of its own; gap leaves room for the label of a line there.
func above(axis object, gap int) object {
	if axis["name"] == "" {
		axis["name"] = "\u00a0" // the room is for the label
	}
	axis["nameGap"], axis["nameTextStyle"] = gap, object{"align": "left"}
	return axis
}

// below puts an axis' name in the middle under a horizontal axis, where a phone has room for it.
func below(axis object) object {
	axis["nameLocation"], axis["nameGap"] = "middle", 28
	return axis
}
