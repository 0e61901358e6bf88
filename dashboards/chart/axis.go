package chart

import (
	"math"
	"unicode/utf8"
)

// Room for the names of rows, in pixels, and the width of their letters at 13 px.
const (
	deskLabel  = 230
	phoneLabel = 118
	letter     = 7.0
	rowStep    = 28.0 // ROW_HEIGHT of js/figures.js
	lineHeight = 16.0
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
	width := func(most float64) object {
		return object{"yAxis": []any{object{"axisLabel": object{"width": labelWidth(names, most)}}}}
	}
	return width(phoneLabel), width(deskLabel)
}

// labelWidth is the room the longest name wants, up to most.
func labelWidth(names []string, most float64) int {
	wanted := 0.0
	for _, n := range names {
		for _, line := range splitLines(n) {
			wanted = math.Max(wanted, letter*1.12*float64(utf8.RuneCountInString(line)))
		}
	}
	return int(math.Min(most, math.Ceil(wanted)))
}

// rowsFor is the height of a chart of named rows in steps of 28 px, with room for the longest name as a phone breaks it.
// Two lines stand in one step's room when their neighbours are short, as names of places are.
func rowsFor(names []string) int {
	most := 1
	for _, n := range names {
		lines := 0
		for _, line := range splitLines(n) {
			lines += max(1, int(math.Ceil(letter*float64(min(utf8.RuneCountInString(line), maxName))/phoneLabel)))
		}
		most = max(most, lines)
	}
	step := math.Max(1, (float64(most)*lineHeight+4)/rowStep)
	if most == 2 {
		step = 1.1
	}
	return max(3, int(math.Ceil(step*float64(len(names)))))
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

// shareAxis runs from 0 to 100% unless told: a cut axis makes small differences look large.
func shareAxis(name string, limits *[2]float64) object {
	lo, hi := 0.0, 1.0
	if limits != nil && finite(limits[0], limits[1]) && limits[0] < limits[1] {
		lo, hi = limits[0], limits[1]
	}
	return object{"type": "value", "min": round6(lo), "max": round6(hi), "name": name, "axisLabel": object{"formatter": "fmt:percent0"}}
}

func countAxis(name string) object {
	return object{"type": "value", "min": 0, "minInterval": 1, "name": name, "axisLabel": object{"formatter": "fmt:int"}}
}

// below puts an axis' name in the middle under a horizontal axis, where a phone has room for it.
func below(axis object) object {
	axis["nameLocation"], axis["nameGap"] = "middle", 28
	return axis
}
