package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// ChangeRow is the change of one share between two periods: of a topic, mostly.
type ChangeRow struct {
	Name          string
	Href          string
	Before, After Rate
	Lo, Hi        float64 // 95% interval of the difference (Newcombe), as shares: -0.02 … 0.05
	Clear         bool    // unlikely to be chance after all comparisons made; drawn solid
	Note          string
}

func (r ChangeRow) shown() bool {
	return r.Before.Shown() && r.After.Shown() && finite(r.Lo, r.Hi) && r.Lo <= r.Hi && r.Lo >= -1 && r.Hi <= 1
}

func (r ChangeRow) diff() float64 { return r.After.share() - r.Before.share() }

// Change shows differences of shares with their intervals, in percentage points around zero.
type Change struct {
	Frame
	RowHead           string
	BeforeName, After string // "2023", "2024"
	Rows              []ChangeRow
}

// Build draws the changes.
func (ch Change) Build(p Printer) Chart {
	s := speak(p)
	names := make([]string, len(ch.Rows))
	for i, r := range ch.Rows {
		names[i] = r.Name
	}
	c := Chart{Kind: KindChange, Rows: rowsFor(names), Description: ch.describe(s), Table: ch.table(s)}
	reach := ch.reach()
	pl := plot{y: []object{nameAxis(names)}, x: []object{below(object{
		"type": "value", "min": -reach, "max": reach, "interval": ch.interval(reach), "name": s.t("points_axis"), "axisLabel": object{"formatter": "fmt:int", "showMinLabel": true, "showMaxLabel": true},
	})}}
	pl.phone, pl.desk = nameMedia(names)
	pl.add(ch.marks(s)...)
	return ch.finish(s, c, pl, len(ch.Rows) > 0)
}

// reach is the same to both sides, so that a rise and a fall of one size look alike.
func (ch Change) reach() int {
	most := 0.0
	for _, r := range ch.Rows {
		if r.shown() {
			most = math.Max(most, math.Max(math.Abs(r.Lo), math.Abs(r.Hi)))
		}
	}
	step := 5.0
	if most > 0.2 {
		step = 10
	}
	return int(math.Max(step, math.Ceil(100*most/step-1e-9)*step))
}

// interval makes ticks that are even on both sides of zero, at most seven.
func (ch Change) interval(reach int) int {
	if reach <= 15 {
		return 5
	}
	return (reach + 29) / 30 * 10
}

func (ch Change) marks(s speaker) []series {
	var whiskers, clear, unclear, words []any
	for i, r := range ch.Rows {
		if !r.shown() {
			words = append(words, wordAt(s.t("no_change"), float64(-ch.reach()), i))
			continue
		}
		tip := lines(r.Name, ch.BeforeName+": "+s.rateText(r.Before), ch.After+": "+s.rateText(r.After), ch.said(s, r), r.Note, s.asOf(ch.AsOf))
		whiskers = append(whiskers, datum(tip, i, round6(100*r.Lo), round6(100*r.Hi)))
		point := datum(tip, round6(100*r.diff()), i)
		if r.Clear {
			clear = append(clear, point)
		} else {
			unclear = append(unclear, point)
		}
	}
	interval := custom(s.t("interval"), "interval", true, whiskers)
	interval.Color = gray
	zero := &opts.MarkLines{Data: []any{object{"name": "", "xAxis": 0}}, MarkLineStyle: opts.MarkLineStyle{
		Symbol: []string{"none", "none"}, LineStyle: &opts.LineStyle{Color: soft, Type: "solid", Width: 1.2}, Label: &opts.Label{Show: opts.Bool(false)},
	}}
	interval.MarkLines = zero
	solid := scatter(s.t("clear"), "diamond", 12, clear)
	solid.Color, solid.more = teal, object{"z": 4}
	hollow := scatter(s.t("unclear"), "circle", 10, unclear)
	hollow.more = object{"mark": "few", "z": 4}
	return []series{interval, solid, hollow, wordSeries(words)}
}

// said is the difference in words: +3,2 điểm phần trăm (từ +1,1 đến +5,3).
func (ch Change) said(s speaker, r ChangeRow) string {
	text := s.t("points", s.Points(r.diff()), s.Points(r.Lo), s.Points(r.Hi))
	if !r.Clear {
		return text + "; " + s.t("unclear")
	}
	return text
}

func (ch Change) describe(s speaker) string {
	low, high, shown, clear := -1, -1, 0, 0
	for i, r := range ch.Rows {
		if !r.shown() {
			continue
		}
		shown++
		if r.Clear {
			clear++
		}
		if low < 0 || r.diff() < ch.Rows[low].diff() {
			low = i
		}
		if high < 0 || r.diff() > ch.Rows[high].diff() {
			high = i
		}
	}
	parts := []string{s.t("d.change", ch.Title, ch.BeforeName, ch.After, s.count(shown), s.count(len(ch.Rows)), s.count(clear))}
	if low >= 0 {
		say := func(i int) string { return ch.Rows[i].Name + " " + ch.said(s, ch.Rows[i]) }
		parts = append(parts, s.t("d.extremes", say(low), say(high)))
	}
	return sentences(parts...)
}

func (ch Change) table(s speaker) Table {
	first := ch.RowHead
	if first == "" {
		first = s.t("h.topic")
	}
	t := Table{Head: []Head{{Text: first}, {ch.BeforeName, true}, {ch.After, true}, {s.t("h.change"), true}, {s.t("interval"), true}, {Text: s.t("h.note")}}}
	for _, r := range ch.Rows {
		change, interval, note := Cell{Text: "–", Num: true}, Cell{Text: "–", Num: true}, s.t("no_change")
		if r.shown() {
			change = Cell{Text: s.Points(r.diff()), Sort: key(round6(r.diff())), Num: true}
			interval = Cell{Text: s.t("from_to", s.Points(r.Lo), s.Points(r.Hi)), Sort: key(round6(r.Lo)), Num: true}
			note = s.t("unclear")
			if r.Clear {
				note = s.t("clear")
			}
		}
		t.Rows = append(t.Rows, []Cell{
			{Text: r.Name, Href: r.Href, Header: true}, s.pairCell(r.Before), s.pairCell(r.After), change, interval,
			{Text: joinKept("; ", []string{note, r.Note})},
		})
	}
	return t
}

// pairCell is a rate and its x/n in one cell.
func (s speaker) pairCell(r Rate) Cell {
	if !r.Shown() {
		return Cell{Text: s.rateWord(r), Num: true}
	}
	return Cell{Text: s.Percent(r.share()), Sub: s.ratio(r), Sort: key(round6(r.share())), Num: true}
}
