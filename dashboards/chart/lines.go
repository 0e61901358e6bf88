package chart

import (
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Grain is the length of a period.
type Grain string

// The grains of time.
const (
	Monthly   Grain = "month"
	Quarterly Grain = "quarter"
	Yearly    Grain = "year"
)

// reform is the day from which there are 34 provinces and no districts: Luật Tổ chức chính quyền địa phương 2025. No
// line is drawn across it, because the places on its two sides are not the same places.
var reform = time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)

// Point is one value of a line: a Rate where Lines.Rates, else a Count.
type Point struct {
	Rate  Rate
	Count Count
	Note  string
}

// LineSeries is one line: as many points as there are periods.
type LineSeries struct {
	Name   string
	Points []Point
}

// Lines follows rates or counts over time: with intervals, broken at 1/7/2025 and wherever a period is missing.
type Lines struct {
	Frame
	Grain     Grain
	Rates     bool
	ValueName string      // name of the rate or of what is counted
	Periods   []time.Time // first day of each period, without gaps, in order
	Series    []LineSeries
	Range     *[2]float64 // of rates; nil: 0–100%
	Bands     []Band
}

// Band shades periods that something is said about, beside the line itself: a burst of a topic.
type Band struct {
	From, To int // indices into Periods, both within
	Name     string
}

// Build draws the lines.
func (l Lines) Build(p Printer) Chart {
	s := speak(p)
	slots, names := l.slots(s)
	c := Chart{Kind: KindLines, Description: l.describe(s), Table: l.table(s)}
	if len(l.Series) > 2 {
		c.Rows = 12 // a legend of many lines takes its rows from the drawing
	}
	pl := plot{}
	pl.phone, pl.desk = periodMedia(names)
	value := countAxis(l.ValueName)
	if l.Rates {
		var rates []Rate
		for _, one := range l.Series {
			for _, pt := range one.Points {
				rates = append(rates, pt.Rate)
			}
		}
		value = shareAxis(l.ValueName, l.Range, rates...)
	}
	for i := range l.Series {
		pl.add(l.marks(s, i, slots)...)
	}
	pl.add(l.shades(s, slots, value["max"])...)
	gap := 15
	if at := l.breakAt(slots); at >= 0 && len(pl.series) > 0 {
		pl.series[0].MarkLines = breakLine(s.t("break"), at, len(slots))
		gap = 42
	}
	pl.x, pl.y = []object{periodAxis(names)}, []object{above(value, gap)}
	if len(l.Series) < 2 {
		pl.legend = nil
	}
	return l.finish(s, c, pl, len(l.Periods) > 0 && len(pl.series) > 0)
}

// slots are the places on the axis: the index of a period, or -1 for the gap at the reform. A year cannot be cut in
// two, so 2025 stands between two gaps.
func (l Lines) slots(s speaker) (slots []int, names []string) {
	gap := func() { slots, names = append(slots, -1), append(names, "") }
	for i, start := range l.Periods {
		cut := start.Equal(reform) || l.Grain == Yearly && start.Year() == 2025 || l.Grain == Yearly && start.Year() == 2026
		if cut && i > 0 {
			gap()
		}
		slots, names = append(slots, i), append(names, s.period(l.Grain, start))
	}
	return slots, names
}

// breakAt is the slot the mark of the reform stands on: the gap, or the year 2025 itself; -1 where the span has none.
func (l Lines) breakAt(slots []int) int {
	for at, slot := range slots {
		if l.Grain == Yearly && slot >= 0 && l.Periods[slot].Year() == 2025 || l.Grain != Yearly && slot < 0 {
			return at
		}
	}
	return -1
}

func (s speaker) period(g Grain, start time.Time) string {
	switch g {
	case Monthly:
		return s.Month(start)
	case Quarterly:
		return s.Quarter(start)
	default:
		return start.Format("2006")
	}
}

// value is what may be drawn of a point.
func (l Lines) value(pt Point) (float64, bool) {
	if l.Rates {
		if !pt.Rate.Shown() {
			return 0, false
		}
		return round6(pt.Rate.share()), true
	}
	n, ok := pt.Count.number()
	return float64(n), ok
}

func (l Lines) point(i, slot int) (Point, bool) {
	if slot < 0 || slot >= len(l.Series[i].Points) {
		return Point{}, false
	}
	return l.Series[i].Points[slot], true
}

// marks are a line with its points, and under it the interval: a band where neighbours are known, a whisker where not.
func (l Lines) marks(s speaker, i int, slots []int) []series {
	one := l.Series[i]
	colour, symbol := seriesColours[i%len(seriesColours)], seriesSymbols[i%len(seriesSymbols)]
	data := make([]any, len(slots))
	drawn := 0
	for at, slot := range slots {
		pt, ok := l.point(i, slot)
		if !ok {
			continue
		}
		v, ok := l.value(pt)
		if !ok {
			continue
		}
		drawn++
		d := datum(l.tip(s, one.Name, slot, pt), v)
		if l.Rates && pt.Rate.few() {
			d["mark"] = "few"
		}
		data[at] = d
	}
	if drawn == 0 {
		return nil
	}
	line := series{SingleSeries: charts.SingleSeries{
		Name: one.Name, Type: "line", Color: colour, Symbol: symbol, SymbolSize: 8, Data: data, ShowSymbol: opts.Bool(true),
		LineStyle: &opts.LineStyle{Color: colour, Width: 2.5},
	}}
	line.more = object{"connectNulls": false, "z": 4, "showAllSymbol": true}
	return append(l.band(s, i, slots, colour), line)
}

// band is drawn by two stacked lines, an unseen one at the lower end and one with an area up to the upper end.
func (l Lines) band(s speaker, i int, slots []int, colour string) []series {
	if !l.Rates {
		return nil
	}
	low, width := make([]any, len(slots)), make([]any, len(slots))
	has := func(at int) bool {
		if at < 0 || at >= len(slots) {
			return false
		}
		pt, ok := l.point(i, slots[at])
		return ok && pt.Rate.interval()
	}
	var alone []any
	banded := false
	for at, slot := range slots {
		if !has(at) {
			continue
		}
		r := l.Series[i].Points[slot].Rate
		if !has(at-1) && !has(at+1) {
			alone = append(alone, []any{at, round6(r.Lo), round6(r.Hi)})
			continue
		}
		banded = true
		low[at], width[at] = round6(r.Lo), round6(r.Hi-r.Lo)
	}
	name := l.Series[i].Name
	whisker := custom(name, "interval", false, alone)
	whisker.Color = colour
	whisker.more["silent"] = true
	out := []series{whisker}
	if banded {
		out = append(out, bandLine(name, "ci"+key(float64(i)), colour, 0, low), bandLine(name, "ci"+key(float64(i)), colour, 0.16, width))
	}
	return out
}

// shades are bars as high as the drawing behind its lines: an area between two months of an axis would leave out half of each, and a
// single month altogether.
func (l Lines) shades(s speaker, slots []int, top any) []series {
	if len(l.Bands) == 0 || !l.Rates {
		return nil
	}
	data := make([]any, len(slots))
	for _, b := range l.Bands {
		for at, slot := range slots {
			if slot >= b.From && slot <= b.To && slot < len(l.Periods) {
				data[at] = datum(lines(b.Name, s.asOf(l.AsOf)), top)
			}
		}
	}
	bar := series{SingleSeries: charts.SingleSeries{Name: s.t("band"), Type: "bar", Color: amber, Data: data}}
	bar.more = object{"barWidth": "100%", "z": 0, "itemStyle": object{"color": amber, "opacity": 0.22}}
	return []series{bar}
}

func bandLine(name, stack, colour string, opacity float32, data []any) series {
	line := series{SingleSeries: charts.SingleSeries{
		Name: name, Type: "line", Stack: stack, Symbol: "none", Color: colour, Data: data,
		LineStyle: &opts.LineStyle{Width: 0, Opacity: opts.Float(0)},
	}}
	line.more = object{"silent": true, "z": 1, "connectNulls": false, "tooltip": object{"show": false}, "areaStyle": object{"color": colour, "opacity": opacity}}
	return line
}

func (l Lines) tip(s speaker, name string, slot int, pt Point) string {
	value := s.rateTip(pt.Rate)
	if !l.Rates {
		n, _ := pt.Count.number()
		value = s.Int(n) + " " + l.ValueName
	}
	return lines(joinKept(" · ", []string{name, s.period(l.Grain, l.Periods[slot])}), value, pt.Note, s.asOf(l.AsOf))
}

// periodAxis names every period where they are few. Of many months it may leave some out, the only axis that may: what
// stands between two labels is known.
func periodAxis(names []string) object {
	label := object{"hideOverlap": true}
	if len(names) <= fewPeriods {
		label = object{"hideOverlap": false, "interval": 0}
	}
	return object{"type": "category", "data": names, "boundaryGap": true, "axisLabel": label}
}

// fewPeriods is how many periods are all named.
const fewPeriods = 14

// periodMedia turns the names of periods where they would run into each other.
func periodMedia(names []string) (phone, desk object) {
	wanted := float64(len(names)*longest(names))*letter + 10*float64(len(names))
	turned := func(room float64, angle int) object {
		if wanted <= room || len(names) > fewPeriods {
			angle = 0
		}
		return object{"xAxis": []any{object{"axisLabel": object{"rotate": angle}}}}
	}
	return turned(270, 50), turned(560, 35)
}

// breakLine has its words over the frame, in two rows, on the side where there is more room.
func breakLine(text string, at, slots int) *opts.MarkLines {
	align := "left"
	if 2*at >= slots {
		align = "right"
	}
	return &opts.MarkLines{
		Data: []any{object{"name": strings.Replace(text, ": ", ":\n", 1), "xAxis": at}},
		MarkLineStyle: opts.MarkLineStyle{
			Symbol:    []string{"none", "none"},
			LineStyle: &opts.LineStyle{Color: soft, Type: "dotted", Width: 1.5},
			Label:     &opts.Label{Show: opts.Bool(true), Position: "end", Formatter: "{b}", Color: soft, FontSize: 12, Align: align, LineHeight: 15},
		},
	}
}
