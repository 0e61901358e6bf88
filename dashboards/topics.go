package dashboards

import (
	"net/http"
	"slices"
	"strconv"

	"nhipcau/dashboards/chart"
	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// topicsPage answers: what do people speak about, and what has risen by more than chance?
type topicsPage struct {
	layout
	Filter   filter
	Warnings []callout
	Shares   figure
	Changes  *figure
	Change   string
	Risen    []string
	Trend    *figure
	TopicOf  string
	Second   *table
	Empty    *callout
}

func topics(q *request) error {
	page := topicsPage{}
	year := q.year(atYear, q.span().latest())
	before := q.year(atBefore, q.yearBefore(year))
	level := q.level("")
	province := q.province()
	chosen := q.choice(atTopic, "", q.topicIDs()...)
	page.Filter = q.filter("/chu-de", q.yearField(atYear, year, true), q.yearField(atBefore, before, false), q.levelField(level), q.provinceField(province), q.topicField(chosen, q.T("topics.any")))
	where := semantic.Where{Level: level, Province: province}
	values, err := q.topicShares(where, year)
	if err != nil {
		return err
	}
	if len(values) == 0 {
		page.Empty = &callout{Title: q.T("value.no_record"), Texts: []string{q.T("coverage.missing")}}
	} else {
		page.Shares = q.sharesFigure(values, year)
		if before != 0 && year != 0 && before != year {
			if err := page.changes(q, where, values, year, before); err != nil {
				return err
			}
		}
		if chosen == "" {
			chosen = largest(values)
		}
		if err := page.trend(q, where, chosen); err != nil {
			return err
		}
		if err := page.second(q, where, year, chosen); err != nil {
			return err
		}
	}
	if n := q.breakNote(year, semantic.AsRecorded); n != "" && province != "" {
		page.Warnings = append(page.Warnings, callout{Warn: true, Texts: []string{n}})
	}
	page.layout = q.layout("nav.topics", "/chu-de")
	page.Lede = q.T("topics.lede")
	page.Facts = []pair{{Name: q.T("fact.cutoff"), Value: q.Date(q.held.AsOf)}, {Name: q.T("fact.period"), Value: q.periodName(year)}, {Name: q.T("field.cap"), Value: q.levelName(level)}}
	return q.render(http.StatusOK, "topics.html", page)
}

func (q *request) yearBefore(year int) int {
	if q.span().has(year - 1) {
		return year - 1
	}
	return 0
}

func (q *request) topicIDs() []string {
	var ids []string
	for _, t := range q.facts().firstLevel() {
		ids = append(ids, t.ID)
	}
	return ids
}

// province reads a province of either map.
func (q *request) province() string {
	var ids []string
	for _, p := range q.facts().codes {
		ids = append(ids, p.ID)
	}
	return q.choice(atPlace, "", ids...)
}

func (q *request) provinceField(id string) field {
	f := field{ID: "f-dia-ban", Name: atPlace, Label: q.T("field.dia-ban"), Options: []option{{Text: q.T("place.all"), Selected: id == ""}}}
	for _, p := range q.facts().codes {
		f.Options = append(f.Options, option{Value: p.ID, Text: q.placeName(p.ID, semantic.AsRecorded), Selected: p.ID == id, Lang: q.vi()})
	}
	return f
}

// topicShares is the share of each first-level topic; the ones nobody spoke of are there with 0 of n.
func (q *request) topicShares(where semantic.Where, year int) (map[string]semantic.Value, error) {
	from, to := period(year)
	result, err := q.run(semantic.Query{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByTopic}, Where: where, From: from, To: to})
	if err != nil {
		return nil, err
	}
	values := map[string]semantic.Value{}
	for _, r := range result.Rows {
		values[r.Keys[0]] = r.Values[0]
	}
	return values, nil
}

func (q *request) sharesFigure(values map[string]semantic.Value, year int) figure {
	f := figure{ID: "linh-vuc", Title: q.T("topics.shares", "period", q.periodName(year)), Source: q.source(), Split: true,
		Table: &table{Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}}}}
	list := q.facts().firstLevel()
	for _, t := range list {
		v := values[t.ID]
		f.Table.Rows = append(f.Table.Rows, row{Cells: []cell{{Text: t.label(q.Printer), Href: q.here(atTopic, t.ID)}, q.rateCell(v), q.ratioCell(v)}})
	}
	q.drawTopics(&f, list, values)
	return f
}

func largest(values map[string]semantic.Value) string {
	best := ""
	for id, v := range values {
		if best == "" || v.Num > values[best].Num || v.Num == values[best].Num && id < best {
			best = id
		}
	}
	return best
}

// changes compares two years topic by topic; with fifteen looked at together, q values keep chance findings few.
func (page *topicsPage) changes(q *request, where semantic.Where, now map[string]semantic.Value, year, before int) error {
	old, err := q.topicShares(where, before)
	if err != nil || len(old) == 0 {
		return err
	}
	page.Change = q.T("topics.change", "now", strconv.Itoa(year), "before", strconv.Itoa(before))
	t := &table{Caption: page.Change, Heads: []head{{Text: q.T("head.topic")}, {Text: strconv.Itoa(before), Num: true}, {Text: strconv.Itoa(year), Num: true},
		{Text: q.T("head.points"), Num: true}, {Text: q.T("head.reading"), NoSort: true}}}
	list := q.facts().firstLevel()
	diffs := make([]stat.Difference, len(list))
	ps := make([]float64, len(list))
	for i, topic := range list {
		a, b := now[topic.ID], old[topic.ID]
		if diffs[i], err = stat.Newcombe(float64(a.Num), float64(a.Den), float64(b.Num), float64(b.Den), 0.95); err != nil {
			return err
		}
		ps[i] = twoShares(a, b)
	}
	qs, err := stat.BH(ps)
	if err != nil {
		return err
	}
	var rows []chart.ChangeRow
	for i, topic := range list {
		d := diffs[i]
		reading := q.T("change.none")
		points := cell{Text: "–", Num: true, Sort: "-"}
		if d.Status == stat.OK {
			points = cell{Text: q.Points(d.Diff), Small: q.Points(d.Lower) + " … " + q.Points(d.Upper), Num: true, Sort: sortKey(d.Diff)}
			if d.Clear && qs[i] < 0.05 {
				reading = q.T(map[bool]string{true: "change.up", false: "change.down"}[d.Diff > 0])
				if d.Diff > 0 && topic.ID != "KH" {
					page.Risen = append(page.Risen, topic.label(q.Printer))
				}
			}
		}
		rows = append(rows, chart.ChangeRow{Name: topic.label(q.Printer), Before: chartRate(old[topic.ID]), After: chartRate(now[topic.ID]), Lo: d.Lower, Hi: d.Upper, Clear: reading != q.T("change.none")})
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: topic.label(q.Printer)}, q.bothCell(old[topic.ID]), q.bothCell(now[topic.ID]), points, {Text: reading}}})
	}
	f := figure{ID: "thay-doi", Title: page.Change, Note: q.T("sentence.topics"), Source: q.source(), Table: t}
	q.drawChanges(&f, strconv.Itoa(before), strconv.Itoa(year), rows)
	page.Changes = &f
	return nil
}

func (page *topicsPage) trend(q *request, where semantic.Where, id string) error {
	result, err := q.run(semantic.Query{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByQuarter}, Where: semantic.Where{Level: where.Level, Province: where.Province, Topic: id}})
	if err != nil {
		return err
	}
	page.TopicOf = q.facts().topicName(q.Printer, id)
	result.Rows = slices.Clone(result.Rows)
	slices.SortFunc(result.Rows, func(a, b semantic.Row) int { return compareKeys(a.Keys[0], b.Keys[0]) })
	f := figure{ID: "xu-huong", Title: q.T("topics.trend", "topic", page.TopicOf), Note: q.T("series.note"), Source: q.source(),
		Table: &table{Tall: len(result.Rows) > 20, Heads: []head{{Text: q.T("head.quarter")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}}}}
	for _, r := range result.Rows {
		f.Table.Rows = append(f.Table.Rows, row{Cells: []cell{{Text: q.quarterName(r.Keys[0]), Sort: r.Keys[0]}, q.rateCell(r.Values[0]), q.ratioCell(r.Values[0])}})
	}
	q.drawTrend(&f, page.TopicOf, result)
	page.Trend = &f
	return nil
}

// second is the split of one topic, from the cube: no metric table knows the second level.
func (page *topicsPage) second(q *request, where semantic.Where, year int, id string) error {
	c, err := q.facts().cubes.ready()
	if err != nil {
		return err
	}
	counts := map[string]int64{}
	var all int64
	for _, s := range c.topics {
		if s.Origin != q.origin() || s.L1 != id || year != 0 && s.Year != year || where.Level != "" && s.Level != where.Level || where.Province != "" && s.Province != where.Province {
			continue
		}
		counts[s.L2] += s.N
		all += s.N
	}
	t := &table{Caption: q.T("topics.second", "topic", page.TopicOf), Note: q.periodName(year), Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}}}
	add := func(name, id string) error {
		v, err := wilson(counts[id], all)
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: name}, q.rateCell(v), q.ratioCell(v)}})
		return err
	}
	for _, s := range q.facts().topics {
		if s.Parent == id {
			if err := add(s.label(q.Printer), s.ID); err != nil {
				return err
			}
		}
	}
	if counts[""] > 0 {
		if err := add(q.T("topics.no_second"), ""); err != nil {
			return err
		}
	}
	if len(t.Rows) > 0 {
		page.Second = t
	}
	return nil
}
