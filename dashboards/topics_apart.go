package dashboards

import (
	"strconv"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// apartPart is what sets a place apart by its topics.
type apartPart struct {
	Title, Note string
	Sentences   []string
	Table       *table
}

// setsApart compares a place with all others of its level; remembered, for hiding small cells takes a search.
func (q *request) setsApart(p *place, where semantic.Where) (semantic.Apart, error) {
	query := semantic.Query{Where: where}
	key := "apart " + q.origin() + memoKey(query)
	if v, ok := q.held.memo.recall(key).(semantic.Apart); ok {
		return v, nil
	}
	levels := []string{p.Level}
	switch p.Level {
	case "province":
		levels = nil // with everything in it, against all other provinces with everything in them
	case "district":
		levels = []string{"district", "commune"}
	}
	v, err := q.facts().catalog.SetsApart(q.run, query, levels, q.topicIDs())
	if err == nil {
		q.held.memo.remember(key, v, len(v.Topics)+1)
	}
	return v, err
}

// apartOf says it in words and a table; hidden are topics that other tables of the place hide.
func (q *request) apartOf(p *place, v semantic.Apart, hidden map[string]bool) *apartPart {
	part := &apartPart{Title: q.T("apart.title"), Note: q.T("apart.note", "levels", q.T("apart.others."+p.Level), "n", v.N, "rest", v.Rest)}
	if v.Status != stat.OK {
		part.Sentences = []string{q.T("apart.few", "least", semantic.ApartLeast, "n", v.N)}
		return part
	}
	part.Table = &table{Caption: part.Title, Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("apart.head.here"), Num: true}, {Text: q.T("apart.head.rest"), Num: true}, {Text: "z", Num: true}, {Text: q.T("head.reading"), NoSort: true}}}
	for _, t := range v.Topics {
		name := q.facts().topicName(q.Printer, t.Topic)
		if t.Hidden || hidden[t.Topic] {
			part.Table.Rows = append(part.Table.Rows, row{Muted: true, Cells: []cell{{Text: name}, q.hiddenCell(), q.hiddenCell(), {Text: "–", Num: true, Sort: "-"}, {Text: q.T("apart.hidden")}}})
			continue
		}
		part.Table.Rows = append(part.Table.Rows, row{Cells: []cell{{Text: name}, q.bothCell(t.Here), q.bothCell(t.Rest),
			{Text: q.signed(t.Odds.Z), Num: true, Sort: sortKey(t.Odds.Z)}, {Text: q.T("apart." + string(t.Direction()))}}})
		if t.Direction() != semantic.NoDifference && len(part.Sentences) < 3 {
			part.Sentences = append(part.Sentences, q.T("apart.sentence."+string(t.Direction()), "topic", name, "x", t.Here.Num, "n", t.Here.Den, "here", q.Percent(t.Here.Rate), "rest", q.Percent(t.Rest.Rate), "z", q.signed(t.Odds.Z)))
		}
	}
	if len(part.Sentences) == 0 {
		part.Sentences = []string{q.T("apart.nothing")}
	}
	return part
}

func (q *request) hiddenCell() cell {
	return cell{Text: q.T("value.hidden"), Badge: "badge-na", Num: true, Sort: "-"}
}

// signed writes a z value with its sign.
func (q *request) signed(v float64) string {
	if v < 0 {
		return "−" + q.Decimal(-v, 1)
	}
	return "+" + q.Decimal(v, 1)
}

// chance writes a probability with its sign: one that would be rounded to nothing is below a thousandth, not zero.
func (q *request) chance(p float64) string {
	if p < 0.001 {
		return "< " + q.Decimal(0.001, 3)
	}
	return "= " + q.Decimal(p, 3)
}

// topicExamples are the three methods of the topics page on figures made for the purpose; worked, not typed.
func (q *request) topicExamples() ([]string, error) {
	d, err := stat.Newcombe(165, 1000, 120, 1000, 0.95)
	if err != nil {
		return nil, err
	}
	bh, err := stat.BH([]float64{0.004, 0.03, 0.2, 0.6})
	if err != nil {
		return nil, err
	}
	out := []string{q.T("example.change", "before", "120/"+q.Int(1000), "after", "165/"+q.Int(1000), "diff", q.Points(d.Diff), "lo", q.Points(d.Lower), "hi", q.Points(d.Upper),
		"p", q.Decimal(0.03, 3), "q", q.Decimal(bh[1], 3))}
	here, rest := []float64{40, 10, 5, 3, 2}, []float64{80, 190, 75, 57, 13}
	background := make([]float64, len(here))
	for i := range here {
		background[i] = here[i] + rest[i]
	}
	prior, err := stat.BackgroundPrior(background, semantic.ApartPrior)
	if err != nil {
		return nil, err
	}
	odds, err := stat.LogOdds(here, rest, prior)
	if err != nil {
		return nil, err
	}
	out = append(out, q.T("example.apart", "here", "40/60", "rest", "80/415", "prior", semantic.ApartPrior, "delta", q.Decimal(odds[0].Delta, 2), "z", q.signed(odds[0].Z), "p", q.chance(odds[0].Q)))
	r, n := []float64{0, 2, 1, 6, 7, 2, 8, 7, 2, 1}, []float64{9, 11, 12, 10, 10, 8, 12, 10, 13, 11} // README of nmarinsek/burst_detection
	b, err := stat.KleinbergBursts(r, n, 2, 1)
	if err != nil {
		return nil, err
	}
	list := ""
	for _, one := range b.Bursts {
		list += "; " + q.T("example.burst_one", "from", strconv.Itoa(one.Start+1), "to", strconv.Itoa(one.End+1), "weight", q.Decimal(one.Weight, 2))
	}
	return append(out, q.T("example.burst", "p0", q.Percent(b.P0), "p1", q.Percent(b.P1), "list", list[2:])), nil
}
