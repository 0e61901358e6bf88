package dashboards

import (
	"cmp"
	"slices"
	"time"

	"nhipcau/internal/semantic"
)

// byDim is a figure of the four result rates with the counts behind them, one row a value of a dimension.
func (q *request) byDim(dim semantic.Dim, head string, year int, name func(key string) cell) (figure, error) {
	from, to := period(year)
	result, err := q.run(semantic.Query{Metrics: slices.Concat(counts, resultRates), By: []semantic.Dim{dim}, From: from, To: to})
	if err != nil {
		return figure{}, err
	}
	return q.ratesFigure(result, head, name), nil
}

// ratesFigure is the table of counts and four rates of any grouping; of says what a row is.
func (q *request) ratesFigure(result semantic.Result, of string, name func(key string) cell) figure {
	t := &table{Heads: []head{{Text: of}}, Tall: len(result.Rows) > 20, Compact: true}
	for _, m := range result.Metrics {
		t.Heads = append(t.Heads, head{Text: q.short(m), Num: true})
	}
	for _, r := range result.Rows {
		cells := []cell{name(r.Keys[0])}
		for i, m := range result.Metrics {
			if m.Unit == "count" {
				cells = append(cells, q.countCell(r.Values[i]))
			} else {
				cells = append(cells, q.bothCell(r.Values[i]))
			}
		}
		t.Rows = append(t.Rows, row{Cells: cells})
	}
	slices.SortStableFunc(t.Rows, func(a, b row) int { return compareKeys(a.Cells[0].Sort, b.Cells[0].Sort) })
	f := figure{Source: q.source(), Table: t}
	if len(t.Rows) == 0 {
		f.Empty = q.T("value.no_record")
	}
	return f
}

func compareKeys(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// quarters is the course of the four rates by quarter, broken where the map changed.
func (q *request) quarters(where semantic.Where, basis semantic.Basis) (figure, error) {
	result, err := q.run(semantic.Query{Metrics: slices.Concat(counts, resultRates), By: []semantic.Dim{semantic.ByQuarter}, Where: where, Basis: basis})
	if err != nil {
		return figure{}, err
	}
	f := q.ratesFigure(result, q.T("head.quarter"), func(key string) cell { return cell{Text: q.quarterName(key), Sort: key} })
	f.ID, f.Title, f.Note = "theo-quy", q.T("series.title"), q.T("series.note")
	q.drawQuarters(&f, result)
	return f, nil
}

func (q *request) quarterName(key string) string {
	t, err := time.Parse(time.DateOnly, key)
	if err != nil {
		return key
	}
	return q.Quarter(t)
}

// bySize puts the topics of most opinions first and Khác last. It is for numbers that may be seen: an order would tell of hidden ones.
func bySize(topics []topic, values map[string]semantic.Value) []topic {
	list := slices.Clone(topics)
	slices.SortStableFunc(list, func(a, b topic) int {
		switch {
		case a.ID == semantic.Other:
			return 1
		case b.ID == semantic.Other:
			return -1
		}
		return cmp.Compare(values[b.ID].Num, values[a.ID].Num)
	})
	return list
}

// topicFigure is the share of each topic in a period.
func (q *request) topicFigure(year int) (figure, error) {
	from, to := period(year)
	result, err := q.run(semantic.Query{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByTopic}, From: from, To: to})
	if err != nil {
		return figure{}, err
	}
	f := figure{ID: "linh-vuc", Title: q.T("overview.topics", "period", q.periodName(year)), Source: q.source(), Split: true,
		Table: &table{Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}}}}
	values := map[string]semantic.Value{}
	for _, r := range result.Rows {
		values[r.Keys[0]] = r.Values[0]
	}
	if len(values) == 0 {
		f.Empty = q.T("value.no_record")
		return f, nil
	}
	topics := bySize(q.facts().firstLevel(), values)
	for _, t := range topics {
		v := values[t.ID]
		f.Table.Rows = append(f.Table.Rows, row{Cells: []cell{{Text: t.label(q.Printer), Href: q.path("/chu-de", atTopic, t.ID)}, q.rateCell(v), q.ratioCell(v)}})
	}
	q.drawTopics(&f, topics, values, nil)
	return f, nil
}
