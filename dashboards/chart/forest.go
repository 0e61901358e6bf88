package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// ForestRow is one locality (or topic, or level) in a comparison.
type ForestRow struct {
	Name  string
	Href  string
	Rate  Rate
	Label string // what may be said of it against the line: "cao hơn", "chưa thấy khác biệt"
	Note  string // coverage, why it is left out of a comparison
}

// Forest compares rates: a point and its 95% interval a row, hollow for n 5–19, none under 5. Rows stay in the order
// given: the administrative one, unless a reader asked for another.
type Forest struct {
	Frame
	RateName   string // name of the rate, for the axis
	RowHead    string // heading of the first column; empty: Địa phương
	Rows       []ForestRow
	Target     *float64    // line to compare with, as a share
	TargetName string      // "Mức chung", "Mục tiêu"
	Range      *[2]float64 // another axis than 0–100%
}

// Build draws the forest.
func (f Forest) Build(p Printer) Chart {
	s := speak(p)
	names := make([]string, len(f.Rows))
	rates := make([]Rate, len(f.Rows))
	labelled := false
	for i, r := range f.Rows {
		names[i], rates[i] = r.Name, r.Rate
		labelled = labelled || r.Label != ""
	}
	c := Chart{Kind: KindForest, Rows: rowsFor(names), Description: f.describe(s), Table: f.table(s)}
	phone, desk := nameMedia(names)
	pl := plot{
		x: []object{below(shareAxis(f.RateName, f.Range, rates...))}, y: []object{nameAxis(names)},
		phone: phone, desk: desk,
	}
	pl.add(f.marks(s, pl.x[0])...)
	if labelled {
		pl.sideWords(f.labels())
	}
	return f.finish(s, c, pl, len(f.Rows) > 0)
}

// marks are the whiskers, the solid and the hollow points, and words where there is no point.
func (f Forest) marks(s speaker, axis object) []series {
	var whiskers, solid, few, words []any
	start := axis["min"]
	for i, r := range f.Rows {
		if !r.Rate.Shown() {
			words = append(words, wordAt(s.rateWord(r.Rate), start, i))
			continue
		}
		tip := f.tip(s, r)
		if r.Rate.interval() {
			whiskers = append(whiskers, datum(tip, i, round6(r.Rate.Lo), round6(r.Rate.Hi)))
		}
		point := datum(tip, round6(r.Rate.share()), i)
		if r.Rate.few() {
			few = append(few, point)
		} else {
			solid = append(solid, point)
		}
	}
	interval := custom(s.t("interval"), "interval", true, whiskers)
	interval.Color = gray
	points := scatter(s.t("solid"), "circle", 10, solid)
	points.Color = teal
	hollow := scatter(s.t("few"), "circle", 10, few)
	hollow.more = object{"mark": "few", "z": 4}
	out := []series{interval, points, hollow, wordSeries(words)}
	out[1].more = object{"z": 4}
	if finitePtr(f.Target) {
		out[1].MarkLines = targetLine(f.targetText(s), *f.Target)
	}
	return out
}

func (f Forest) targetText(s speaker) string {
	name := f.TargetName
	if name == "" {
		name = s.t("overall")
	}
	return name + " " + s.Percent(*f.Target)
}

func (f Forest) tip(s speaker, r ForestRow) string {
	return lines(r.Name, s.rateTip(r.Rate), r.Label, r.Note, s.asOf(f.AsOf))
}

func (f Forest) labels() []string {
	out := make([]string, len(f.Rows))
	for i, r := range f.Rows {
		out[i] = r.Label
	}
	return out
}

func (f Forest) describe(s speaker) string {
	low, high, shown, missing := -1, -1, 0, 0
	for i, r := range f.Rows {
		if !r.Rate.Shown() {
			missing++
			continue
		}
		shown++
		if low < 0 || r.Rate.share() < f.Rows[low].Rate.share() {
			low = i
		}
		if high < 0 || r.Rate.share() > f.Rows[high].Rate.share() {
			high = i
		}
	}
	parts := []string{s.t("d.forest", f.Title, s.count(shown), s.count(len(f.Rows)))}
	if low >= 0 {
		say := func(i int) string { return f.Rows[i].Name + " " + s.rateText(f.Rows[i].Rate) }
		parts = append(parts, s.t("d.extremes", say(low), say(high)))
	}
	if finitePtr(f.Target) {
		parts = append(parts, s.t("d.target", f.targetText(s)))
	}
	if missing > 0 {
		parts = append(parts, s.t("d.norate", s.count(missing)))
	}
	return sentences(parts...)
}

func (f Forest) table(s speaker) Table {
	first := f.RowHead
	if first == "" {
		first = s.t("h.place")
	}
	labelled := false
	for _, r := range f.Rows {
		labelled = labelled || r.Label != ""
	}
	t := Table{Head: append([]Head{{Text: first}}, s.rateHeads()...)}
	if labelled {
		t.Head = append(t.Head, Head{Text: s.t("h.compare")})
	}
	t.Head = append(t.Head, Head{Text: s.t("h.note")})
	for _, r := range f.Rows {
		row := append([]Cell{{Text: r.Name, Href: r.Href, Header: true}}, s.rateCells(r.Rate)...)
		if labelled {
			row = append(row, Cell{Text: r.Label})
		}
		t.Rows = append(t.Rows, append(row, s.rateNote(r.Rate, r.Note)))
	}
	return t
}

// targetLine is an upright line over horizontal rows, its words at the top.
func targetLine(text string, at float64) *opts.MarkLines {
	return &opts.MarkLines{
		Data: []any{object{"name": text, "xAxis": round6(at)}},
		MarkLineStyle: opts.MarkLineStyle{
			Symbol:    []string{"none", "none"},
			LineStyle: &opts.LineStyle{Color: soft, Type: "dashed", Width: 1.5},
			Label:     &opts.Label{Show: opts.Bool(true), Position: "start", Formatter: "{b}"},
		},
	}
}

// wordAt stands in a row without a number, where its bar or point would begin: "chưa báo cáo" is not zero.
func wordAt(word string, at any, row int) object {
	return object{"name": word, "value": []any{at, row}, "tip": word}
}

func wordSeries(words []any) series {
	return series{
		SingleSeries: charts.SingleSeries{
			Type: "scatter", Symbol: "circle", Color: gray, SymbolSize: 3, Data: words,
			Label: &opts.Label{Show: opts.Bool(true), Position: "right", Formatter: "{b}", Color: soft, FontStyle: "italic", FontSize: 12},
		},
		more: object{"z": 2, "cursor": "default"},
	}
}
