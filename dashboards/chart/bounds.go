package chart

import (
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// BoundRow is one published figure: its words as printed and what they bound.
type BoundRow struct {
	Name           string // where and when: "Bắc Giang, 2019"
	Href           string
	Words          string   // as printed: gần 90%
	Exact          *float64 // a plain number; then no bounds are drawn
	Lo, Hi         *float64 // logical bounds; nil: none on that side
	LoOpen, HiOpen bool     // the bound itself is excluded
	ReadLo, ReadHi *float64 // an assumed reading of the words, never used to compare; both or none
	State          State
	Note           string // source
}

// Bounds shows published figures of one measure: a solid mark for an exact number, a hatched bar for bounds with an
// arrow where a side is open, a lighter one for a reading. The words as printed stand at every row.
type Bounds struct {
	Frame
	ValueName string // what is measured: for the axis
	Share     bool   // shares of 1, drawn as percents on 0–100%
	Rows      []BoundRow
}

// Build draws the figures.
func (b Bounds) Build(p Printer) Chart {
	s := speak(p)
	b.Rows = settled(b.Rows)
	names := make([]string, len(b.Rows))
	for i, r := range b.Rows {
		names[i] = joinKept("\n", []string{shorten(r.Name, maxName/2), quoted(shorten(r.Words, maxName/2-4))})
	}
	c := Chart{Kind: KindBounds, Rows: rowsFor(names), Description: b.describe(s), Table: b.table(s)}
	axis := countAxis(b.ValueName)
	if b.Share {
		axis = shareAxis(b.ValueName, nil)
	} else {
		axis["max"], axis["interval"] = b.scale()
	}
	pl := plot{x: []object{below(axis)}, y: []object{nameAxis(names)}}
	pl.phone, pl.desk = nameMedia(names)
	pl.add(b.marks(s)...)
	return b.finish(s, c, pl, len(b.Rows) > 0)
}

// settled takes two equal closed bounds for the one number that they leave.
func settled(rows []BoundRow) []BoundRow {
	out := slices.Clone(rows)
	for i, r := range out {
		if r.Exact == nil && finitePtr(r.Lo) && finitePtr(r.Hi) && *r.Lo == *r.Hi && !r.LoOpen && !r.HiOpen {
			out[i].Exact = r.Lo
		}
	}
	return out
}

func quoted(words string) string {
	if words == "" {
		return ""
	}
	return "“" + words + "”"
}

// scale leaves room beyond the largest number for an arrow, and cuts the axis into two to four even steps.
func (b Bounds) scale() (top, step float64) {
	most := 1.0
	for _, r := range b.Rows {
		for _, v := range []*float64{r.Exact, r.Lo, r.Hi, r.ReadHi} {
			if finitePtr(v) {
				most = math.Max(most, *v)
			}
		}
	}
	most *= 1.12
	unit := math.Pow(10, math.Floor(math.Log10(most/4)))
	step = 10 * unit
	for _, nice := range []float64{1, 2, 5} {
		if most/(nice*unit) <= 4 {
			step = nice * unit
			break
		}
	}
	step = math.Max(1, step)
	return math.Ceil(most/step) * step, step
}

func (r BoundRow) exact() bool { return r.State == Reported && finitePtr(r.Exact) }
func (r BoundRow) bounded() bool {
	return !r.exact() && r.State == Reported && (finitePtr(r.Lo) || finitePtr(r.Hi))
}
func (r BoundRow) read() bool {
	return !r.exact() && r.State == Reported && finitePtr(r.ReadLo) && finitePtr(r.ReadHi) && *r.ReadLo < *r.ReadHi
}

func (b Bounds) marks(s speaker) []series {
	var exact, bounds, words []any
	under, reading := make([]any, len(b.Rows)), make([]any, len(b.Rows))
	some := false
	for i, r := range b.Rows {
		tip := lines(r.Name, quoted(r.Words), b.reads(s, r), r.Note, s.asOf(b.AsOf))
		switch {
		case r.exact():
			exact = append(exact, datum(tip, *r.Exact, i))
		case r.bounded():
			bounds = append(bounds, datum(tip, i, orNil(r.Lo), orNil(r.Hi)))
		case !r.read():
			words = append(words, wordAt(b.why(s, r), 0, i))
		}
		if r.read() {
			some = true
			under[i], reading[i] = *r.ReadLo, datum(tip, *r.ReadHi-*r.ReadLo)
		}
	}
	solid := scatter(s.t("b.exact"), "diamond", 13, exact)
	solid.Color, solid.more = teal, object{"z": 5}
	box := custom(s.t("b.bounds"), "claim", true, bounds)
	box.Color, box.more["mark"] = claim, "claim" // the legend shows the hatch too
	out := []series{solid, box}
	if some {
		out = append(out, readingBars(s.t("b.reading"), under, reading)...)
	}
	return append(out, wordSeries(words))
}

// readingBars lie on unseen ones that end where the reading begins.
func readingBars(name string, under, reading []any) []series {
	base := series{SingleSeries: charts.SingleSeries{Type: "bar", Stack: "reading", Data: under, BarMaxWidth: "12"}}
	base.more = object{"silent": true, "tooltip": object{"show": false}, "itemStyle": object{"color": "transparent"}}
	bar := series{SingleSeries: charts.SingleSeries{Name: name, Type: "bar", Stack: "reading", Data: reading, BarMaxWidth: "12"}}
	bar.more = object{"z": 4, "itemStyle": object{
		"color": "#fdf8ef", "borderColor": sand, "borderWidth": 1, "borderType": "dotted", "decal": stripes("rgba(163,90,8,.28)", math.Pi/4),
	}}
	return []series{base, bar}
}

// orNil is a bound as the renderItem takes it: null is an open side.
func orNil(p *float64) any {
	if !finitePtr(p) {
		return nil
	}
	return *p
}

func (b Bounds) number(s speaker, v float64) string {
	if b.Share {
		return s.PercentBound(v)
	}
	return s.Int(int64(math.Round(v)))
}

// reads says what the words bound, and nothing more.
func (b Bounds) reads(s speaker, r BoundRow) string {
	switch {
	case r.exact():
		return s.t("b.exact") + ": " + b.number(s, *r.Exact)
	case !r.bounded():
		return b.why(s, r)
	}
	var parts []string
	if finitePtr(r.Lo) {
		parts = append(parts, s.t(edge("b.lo", r.LoOpen), b.number(s, *r.Lo)))
	} else {
		parts = append(parts, s.t("b.nolo"))
	}
	if finitePtr(r.Hi) {
		parts = append(parts, s.t(edge("b.hi", r.HiOpen), b.number(s, *r.Hi)))
	} else {
		parts = append(parts, s.t("b.nohi"))
	}
	return joinKept(", ", parts)
}

func edge(key string, open bool) string {
	if open {
		return key + ".open"
	}
	return key
}

func (b Bounds) why(s speaker, r BoundRow) string {
	if r.State != Reported {
		return s.state(r.State)
	}
	return s.t("b.none")
}

func (b Bounds) describe(s speaker) string {
	exact, bounded := 0, 0
	parts := []string{""}
	for _, r := range b.Rows {
		switch {
		case r.exact():
			exact++
		case r.bounded():
			bounded++
		}
		parts = append(parts, r.Name+": "+joinKept(" – ", []string{quoted(r.Words), b.reads(s, r)})+".")
	}
	parts[0] = s.t("d.bounds", b.Title, s.count(len(b.Rows)), s.count(exact), s.count(bounded))
	return sentences(parts...)
}

func (b Bounds) table(s speaker) Table {
	t := Table{Head: []Head{{Text: s.t("h.figure")}, {Text: s.t("h.words")}, {Text: s.t("b.bounds")}, {Text: s.t("b.reading")}, {Text: s.t("h.note")}}}
	for _, r := range b.Rows {
		reading := "–"
		if r.read() {
			reading = b.number(s, *r.ReadLo) + "–" + b.number(s, *r.ReadHi)
		}
		words := quoted(r.Words)
		if words == "" {
			words = "–"
		}
		t.Rows = append(t.Rows, []Cell{
			{Text: r.Name, Href: r.Href, Header: true}, {Text: words, Sort: b.sortKey(r)}, {Text: b.reads(s, r), Badge: badge(r.State)}, {Text: reading}, {Text: r.Note},
		})
	}
	return t
}

// sortKey orders figures by what is known of them; words without a bound come last.
func (b Bounds) sortKey(r BoundRow) string {
	for _, v := range []*float64{r.Exact, r.Lo, r.Hi, r.ReadLo} {
		if finitePtr(v) {
			return key(*v)
		}
	}
	return ""
}
