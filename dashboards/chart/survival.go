package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// DayShare is the share that had ended by a day. Lo and Hi are nil where no interval exists.
type DayShare struct {
	Day, Share float64
	Lo, Hi     *float64
	Note       string // the number followed, for the tooltip
}

// DayCurve is one step curve.
type DayCurve struct {
	Name string
	Days []DayShare // by rising day
}

// DayMark is a day named on the axis: a deadline.
type DayMark struct {
	Day  float64
	Name string
}

// Survival follows by how many days things had ended: step curves of shares, the first with its interval, marks at deadlines.
// Its table is the page's own, which has the days that are asked for.
type Survival struct {
	Frame
	ShareName, DayName string
	Curves             []DayCurve
	Marks              []DayMark
	Text               string // what is seen, for the description
}

// Build draws the curves.
func (v Survival) Build(p Printer) Chart {
	s := speak(p)
	c := Chart{Kind: KindLines, Rows: 12, Description: v.Text}
	days := countAxis(v.DayName)
	days["max"] = v.last()
	pl := plot{x: []object{below(days)}, y: []object{above(shareAxis(v.ShareName, nil), 30)}}
	for i, curve := range v.Curves {
		colour := seriesColours[i%len(seriesColours)]
		pl.add(v.band(curve, i, colour)...)
		pl.add(v.line(s, curve, i, colour))
	}
	if len(pl.series) > 0 {
		pl.series[len(pl.series)-1].MarkLines = v.marks()
	}
	return v.finish(s, c, pl, len(pl.series) > 0)
}

func (v Survival) last() float64 {
	last := 1.0
	for _, c := range v.Curves {
		for _, d := range c.Days {
			last = max(last, d.Day)
		}
	}
	return last
}

func (v Survival) line(s speaker, c DayCurve, i int, colour string) series {
	var data []any
	for _, d := range c.Days {
		if finite(d.Day, d.Share) {
			data = append(data, datum(lines(c.Name, s.Percent(d.Share), d.Note, s.asOf(v.AsOf)), d.Day, round6(d.Share)))
		}
	}
	line := series{SingleSeries: charts.SingleSeries{Name: c.Name, Type: "line", Color: colour, Symbol: "circle", SymbolSize: 5, Data: data,
		LineStyle: &opts.LineStyle{Color: colour, Width: 2.5, Type: []string{"solid", "dashed", "dotted"}[i%3]}}}
	line.more = object{"step": "end", "z": 4}
	return line
}

// band is the interval under a curve, where all its days have one.
func (v Survival) band(c DayCurve, i int, colour string) []series {
	var low, width []any
	for _, d := range c.Days {
		if d.Lo != nil && d.Hi != nil && finite(*d.Lo, *d.Hi) {
			low, width = append(low, []any{d.Day, round6(*d.Lo)}), append(width, []any{d.Day, round6(*d.Hi - *d.Lo)})
		}
	}
	if len(low) == 0 {
		return nil
	}
	out := []series{bandLine(c.Name, "km"+key(float64(i)), colour, 0, low), bandLine(c.Name, "km"+key(float64(i)), colour, 0.16, width)}
	for j := range out {
		out[j].more["step"] = "end"
	}
	return out
}

func (v Survival) marks() *opts.MarkLines {
	var data []any
	for _, m := range v.Marks {
		if m.Day <= v.last() {
			data = append(data, object{"name": m.Name, "xAxis": m.Day})
		}
	}
	return &opts.MarkLines{Data: data, MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"},
		LineStyle: &opts.LineStyle{Color: soft, Type: "dotted", Width: 1.5},
		Label:     &opts.Label{Show: opts.Bool(true), Position: "end", Formatter: "{b}", Color: soft, FontSize: 12}}}
}
