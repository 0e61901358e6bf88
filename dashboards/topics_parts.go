package dashboards

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"nhipcau/dashboards/chart"
	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// shares is how much each topic was spoken of, by opinions and by sessions, and who filed it there.
func (page *topicsPage) shares(q *request, v topicView, values map[string]semantic.Value) error {
	uses, err := q.topicUses(v)
	if err != nil {
		return err
	}
	f := figure{ID: "linh-vuc", Title: q.T("topics.shares", "period", q.periodName(v.year)), Note: q.T("topics.sessions_note"), Source: q.source(),
		Table: &table{Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}, {Text: q.T("topics.head.sessions"), Num: true}}}}
	filing := &table{Caption: q.T("topics.filing"), Note: q.periodName(v.year), Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("topics.head.reported"), Num: true},
		{Text: q.T("topics.head.rule"), Num: true}, {Text: q.T("topics.head.neither"), Num: true}}}
	list, hidden := q.facts().firstLevel(), page.unseen.of(v.year)
	if !page.unseen.one() {
		list = bySize(list, values)
	}
	for _, t := range list {
		use, err := uses.Of(t.ID)
		if err != nil {
			return err
		}
		name := t.label(q.Printer)
		cells := []cell{{Text: name, Href: q.here(atTopic, t.ID)}, q.rateCell(values[t.ID]), q.ratioCell(values[t.ID]), q.bothCell(use.Sessions)}
		if hidden[t.ID] {
			cells[1], cells[2], cells[3] = q.hiddenCell(), cell{Text: "–", Num: true, Sort: "-"}, cell{Text: "–", Num: true, Sort: "-"}
		}
		f.Table.Rows = append(f.Table.Rows, row{Cells: cells})
		filing.Rows = append(filing.Rows, q.filingRow(name, use))
		if t.ID == semantic.Other && !use.Hidden {
			page.FiledKH = q.T("topics.filed_other", "all", use.Opinions, "reported", use.Reported, "neither", use.Neither())
		}
	}
	filing.Foot = []row{q.filingRow(q.T("topics.all"), uses.All)}
	q.drawTopics(&f, list, values, hidden)
	if page.Shares = f; !page.unseen.one() {
		page.Filing = filing
	}
	return nil
}

func (q *request) filingRow(name string, use semantic.TopicUse) row {
	cells := []cell{{Text: name}}
	for _, n := range []int64{use.Reported, use.Rule, use.Neither()} {
		if use.Hidden {
			cells = append(cells, q.hiddenCell())
			continue
		}
		cells = append(cells, cell{Text: q.Int(n), Num: true, Sort: strconv.FormatInt(n, 10)})
	}
	return row{Cells: cells}
}

func (q *request) topicUses(v topicView) (semantic.TopicUses, error) {
	c, err := q.facts().cubes.ready()
	if err != nil {
		return semantic.TopicUses{}, err
	}
	from, to := period(v.year)
	return c.raised.Uses(semantic.Query{Origin: q.origin(), Where: v.where, From: from, To: to})
}

// changes compares two years topic by topic; with fifteen looked at together, q values keep chance findings few.
func (page *topicsPage) changes(q *request, v topicView) error {
	year := v.changed(q)
	if v.before == 0 || v.before == year {
		return nil
	}
	list, err := q.topicChanges(v, year)
	if err != nil || len(list) == 0 {
		return err
	}
	page.Change = q.T("topics.change", "now", strconv.Itoa(year), "before", strconv.Itoa(v.before))
	t := &table{Caption: page.Change, Heads: []head{{Text: q.T("head.topic")}, {Text: strconv.Itoa(v.before), Num: true}, {Text: strconv.Itoa(year), Num: true},
		{Text: q.T("head.points"), Num: true}, {Text: q.T("head.reading"), NoSort: true}}}
	var rows []chart.ChangeRow
	for _, c := range list {
		name := q.facts().topicName(q.Printer, c.Topic)
		points := cell{Text: "–", Num: true, Sort: "-"}
		if c.Diff.Status == stat.OK {
			points = cell{Text: q.Points(c.Diff.Diff), Small: q.Points(c.Diff.Lower) + " … " + q.Points(c.Diff.Upper), Num: true, Sort: sortKey(c.Diff.Diff)}
		}
		if before, now := page.unseen.of(v.before), page.unseen.of(year); before[c.Topic] || now[c.Topic] {
			t.Rows = append(t.Rows, row{Muted: true, Cells: []cell{{Text: name}, q.hiddenOr(c.Before, before[c.Topic]), q.hiddenOr(c.After, now[c.Topic]), {Text: "–", Num: true, Sort: "-"}, {Text: q.T("apart.hidden")}}})
			continue
		}
		page.name(c, name)
		rows = append(rows, chart.ChangeRow{Name: name, Before: chartRate(c.Before), After: chartRate(c.After), Lo: c.Diff.Lower, Hi: c.Diff.Upper, Clear: c.Direction != semantic.NoDifference})
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: name}, q.bothCell(c.Before), q.bothCell(c.After), points, {Text: q.T("change." + string(c.Direction))}}})
	}
	notes := []string{q.T("sentence.topics"), q.T("topics.change_note", "n", len(list))}
	for _, y := range []int{v.before, year} {
		if q.partial(y) {
			notes = append(notes, q.T("topics.partial", "year", strconv.Itoa(y), "date", q.Date(q.held.AsOf)))
		}
	}
	f := figure{ID: "thay-doi", Title: page.Change, Note: strings.Join(notes, " "), Source: q.source(), Table: t}
	q.drawChanges(&f, strconv.Itoa(v.before), strconv.Itoa(year), rows)
	page.Changes = &f
	return nil
}

// name keeps the topics that went up or down for the sentence above the table; Khác is no topic that could.
func (page *topicsPage) name(c semantic.TopicChange, name string) {
	switch {
	case c.Topic == semantic.Other:
	case c.Direction == semantic.Up:
		page.Risen = append(page.Risen, name)
	case c.Direction == semantic.Down:
		page.Fallen = append(page.Fallen, name)
	}
}

func (q *request) topicChanges(v topicView, year int) ([]semantic.TopicChange, error) {
	now := semantic.Query{Where: v.where}
	now.From, now.To = period(year)
	from, to := period(v.before)
	return semantic.TopicChanges(q.run, now, from, to, q.topicIDs())
}

// trend follows one topic by month, with the months of a burst shaded; beside it stand the bursts of all topics.
func (page *topicsPage) trend(q *request, v topicView) error {
	bursts, err := q.topicBursts(v.where)
	if err != nil {
		return err
	}
	page.burstTable(q, bursts)
	if page.unseen.one() && page.unseen.months[v.chosen] {
		return page.yearly(q, v)
	}
	result, err := q.run(semantic.Query{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByMonth}, Where: semantic.Where{Level: v.where.Level, Province: v.where.Province, Topic: v.chosen}})
	if err != nil {
		return err
	}
	result.Rows = slices.Clone(result.Rows)
	slices.SortFunc(result.Rows, func(a, b semantic.Row) int { return compareKeys(a.Keys[0], b.Keys[0]) })
	f := figure{ID: "xu-huong", Title: q.T("topics.trend", "topic", page.TopicOf), Note: q.T("topics.trend_note"), Source: q.source(),
		Table: &table{Tall: len(result.Rows) > 20, Heads: []head{{Text: q.T("head.month")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}}}}
	for _, r := range result.Rows {
		f.Table.Rows = append(f.Table.Rows, row{Cells: []cell{{Text: q.monthName(r.Keys[0]), Sort: r.Keys[0]}, q.rateCell(r.Values[0]), q.ratioCell(r.Values[0])}})
	}
	own := slices.DeleteFunc(slices.Clone(bursts.Bursts), func(b semantic.TopicBurst) bool { return b.Topic != v.chosen })
	if len(own) > 0 {
		f.Note += " " + q.T("topics.trend_bursts")
	}
	q.drawTrend(&f, page.TopicOf, result, own)
	page.Trend = &f
	return nil
}

// yearly follows a topic of one province whose months are too small to be seen.
func (page *topicsPage) yearly(q *request, v topicView) error {
	result, err := q.run(semantic.Query{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByYear}, Where: semantic.Where{Province: v.where.Province, Topic: v.chosen}})
	if err != nil {
		return err
	}
	f := figure{ID: "xu-huong", Title: q.T("topics.trend_years", "topic", page.TopicOf), Note: q.T("topics.trend_hidden"), Source: q.source(),
		Table: &table{Heads: []head{{Text: q.T("head.year")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}}}}
	rows := slices.Clone(result.Rows)
	slices.SortFunc(rows, func(a, b semantic.Row) int { return compareKeys(a.Keys[0], b.Keys[0]) })
	for _, r := range rows {
		year, err := strconv.Atoi(r.Keys[0])
		if err != nil {
			continue
		}
		cells := []cell{{Text: r.Keys[0]}, q.rateCell(r.Values[0]), q.ratioCell(r.Values[0])}
		if page.unseen.of(year)[v.chosen] {
			cells[1], cells[2] = q.hiddenCell(), cell{Text: "–", Num: true, Sort: "-"}
		}
		f.Table.Rows = append(f.Table.Rows, row{Cells: cells})
	}
	page.Trend = &f
	return nil
}

// hiddenOr is a rate, or that it is hidden.
func (q *request) hiddenOr(v semantic.Value, hidden bool) cell {
	if hidden {
		return q.hiddenCell()
	}
	return q.bothCell(v)
}

// topicBursts looks at fifteen topics month by month: remembered, like every answer.
func (q *request) topicBursts(where semantic.Where) (semantic.TopicBursts, error) {
	query := semantic.Query{Where: where}
	key := "bursts " + q.origin() + memoKey(query)
	if b, ok := q.held.memo.recall(key).(semantic.TopicBursts); ok {
		return b, nil
	}
	b, err := q.facts().catalog.Bursts(q.run, query, q.topicIDs())
	if err == nil {
		q.held.memo.remember(key, b, len(b.Bursts)+1)
	}
	return b, err
}

func (page *topicsPage) burstTable(q *request, bursts semantic.TopicBursts) {
	for _, s := range bursts.Sides {
		if !s.Judged {
			page.Burst = append(page.Burst, q.T("bursts.short", "months", q.months(s.From, s.To), "n", s.Months))
		}
	}
	judged := slices.ContainsFunc(bursts.Sides, func(s semantic.BurstSide) bool { return s.Judged })
	if len(bursts.Bursts) == 0 && judged {
		page.Burst = append(page.Burst, q.T("bursts.none"))
	}
	if len(bursts.Bursts) == 0 {
		return
	}
	page.Bursts = &table{Caption: q.T("bursts.title"), Tall: len(bursts.Bursts) > 20, Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("bursts.head.months")}, {Text: q.T("bursts.head.level"), Num: true},
		{Text: q.T("bursts.head.share"), Num: true}, {Text: q.T("bursts.head.usual"), Num: true}, {Text: q.T("head.reading"), NoSort: true}}}
	if page.unseen.one() { // the months of a province are small: when and how strong, without counts
		page.Bursts.Heads = slices.Delete(page.Bursts.Heads, 3, 5)
		for _, b := range bursts.Bursts {
			page.Bursts.Rows = append(page.Bursts.Rows, row{Cells: []cell{{Text: q.facts().topicName(q.Printer, b.Topic), Href: q.here(atTopic, b.Topic) + "#xu-huong"},
				{Text: q.months(b.From, b.To), Sort: b.From.Format(time.DateOnly)}, {Text: strconv.Itoa(b.Level), Num: true}, {Text: q.T("bursts.level." + strconv.Itoa(b.Level))}}})
		}
		return
	}
	for _, b := range bursts.Bursts {
		page.Bursts.Rows = append(page.Bursts.Rows, row{Cells: []cell{{Text: q.facts().topicName(q.Printer, b.Topic), Href: q.here(atTopic, b.Topic) + "#xu-huong"},
			{Text: q.months(b.From, b.To), Sort: b.From.Format(time.DateOnly)}, {Text: strconv.Itoa(b.Level), Num: true}, q.bothCell(b.Value), q.bothCell(b.Usual), {Text: q.burstWords(b)}}})
	}
}

func (q *request) burstWords(b semantic.TopicBurst) string {
	return q.T("bursts.words."+strconv.Itoa(b.Level), "times", q.Decimal(b.Value.Rate/b.Usual.Rate, 1))
}

// months writes a stretch of months: 3/2024, or 3/2024–5/2024.
func (q *request) months(from, to time.Time) string {
	if from.Equal(to) {
		return q.Month(from)
	}
	return q.Month(from) + "–" + q.Month(to)
}

func (q *request) monthName(key string) string {
	t, err := time.Parse(time.DateOnly, key)
	if err != nil {
		return key
	}
	return q.Month(t)
}
