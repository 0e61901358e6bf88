package chart

import (
	"unicode/utf8"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// BarRow is one count: of a level, a kind, a topic, a year.
type BarRow struct {
	Name  string
	Href  string
	Count Count
	Note  string
}

// Bars shows counts. Bars lie when names are long, as Vietnamese ones are, and stand for a few short ones.
type Bars struct {
	Frame
	CountName string // what is counted: "ý kiến"
	RowHead   string // heading of the first column
	Rows      []BarRow
}

// Build draws the bars.
func (b Bars) Build(p Printer) Chart {
	s := speak(p)
	names := make([]string, len(b.Rows))
	for i, r := range b.Rows {
		names[i] = r.Name
	}
	c := Chart{Kind: KindBars, Description: b.describe(s), Table: b.table(s)}
	pl := plot{}
	lying := len(b.Rows) > 8 || longest(names) > 7
	if lying {
		c.Rows = rowsFor(names)
		pl.phone, pl.desk = nameMedia(names)
		pl.x, pl.y = []object{below(countAxis(b.CountName))}, []object{nameAxis(names)}
	} else {
		pl.x = []object{{"type": "category", "data": names, "axisLabel": object{"interval": 0, "hideOverlap": false}}}
		pl.y = []object{above(countAxis(b.CountName), 15)}
	}
	pl.add(b.marks(s, lying)...)
	return b.finish(s, c, pl, len(b.Rows) > 0)
}

func (b Bars) marks(s speaker, lying bool) []series {
	data := make([]any, len(b.Rows))
	var words []any
	for i, r := range b.Rows {
		n, ok := r.Count.number()
		if !ok {
			data[i] = nil
			words = append(words, turn(wordAt(s.state(r.Count.State), 0, i), lying))
			continue
		}
		data[i] = datum(lines(r.Name, s.Int(n)+" "+b.CountName, s.state(r.Count.State), r.Note, s.asOf(b.AsOf)), n)
	}
	position := "top"
	if lying {
		position = "right"
	}
	bars := series{SingleSeries: charts.SingleSeries{
		Type: "bar", Color: teal, Data: data,
		Label: &opts.Label{Show: opts.Bool(true), Position: position, Formatter: "fmt:int", Color: ink, FontSize: 13},
	}}
	bars.more = object{"barMaxWidth": 30}
	missing := wordSeries(words)
	if !lying {
		missing.Label.Position = "top"
		missing.more["label"] = object{"width": 62, "overflow": "break", "lineHeight": 14}
	}
	return []series{bars, missing}
}

// turn swaps a point's coordinates for bars that stand.
func turn(point object, lying bool) object {
	if !lying {
		v := point["value"].([]any)
		point["value"] = []any{v[1], v[0]}
	}
	return point
}

func (b Bars) describe(s speaker) string {
	low, high, shown := -1, -1, 0
	for i, r := range b.Rows {
		n, ok := r.Count.number()
		if !ok {
			continue
		}
		shown++
		if low < 0 || n < b.Rows[low].Count.N {
			low = i
		}
		if high < 0 || n > b.Rows[high].Count.N {
			high = i
		}
	}
	parts := []string{s.t("d.bars", b.Title, s.count(shown), s.count(len(b.Rows)))}
	if low >= 0 {
		say := func(i int) string { n, _ := b.Rows[i].Count.number(); return b.Rows[i].Name + " " + s.Int(n) }
		parts = append(parts, s.t("d.extremes", say(low), say(high)))
	}
	if missing := len(b.Rows) - shown; missing > 0 {
		parts = append(parts, s.t("d.nonumber", s.count(missing)))
	}
	return sentences(parts...)
}

func (b Bars) table(s speaker) Table {
	first := b.RowHead
	if first == "" {
		first = s.t("h.item")
	}
	name := b.CountName
	if name == "" {
		name = s.t("h.count")
	}
	t := Table{Head: []Head{{Text: first}, {Text: name, Num: true}, {Text: s.t("h.note")}}}
	for _, r := range b.Rows {
		note := r.Note
		if word := s.state(r.Count.State); word != "" {
			note = joinKept("; ", []string{word, r.Note})
		}
		t.Rows = append(t.Rows, []Cell{{Text: r.Name, Href: r.Href, Header: true}, s.countCell(r.Count), {Text: note, Badge: badge(r.Count.State)}})
	}
	return t
}

func longest(names []string) int {
	most := 0
	for _, n := range names {
		most = max(most, utf8.RuneCountInString(n))
	}
	return most
}
