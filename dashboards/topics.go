package dashboards

import (
	"net/http"
	"slices"

	"nhipcau/internal/semantic"
)

// topicsPage answers: what do people speak about, and what has risen by more than chance?
type topicsPage struct {
	layout
	Filter   filter
	Warnings []callout
	Shares   figure
	Filing   *table
	FiledKH  string
	Changes  *figure
	Change   string
	Risen    []string
	Fallen   []string
	Trend    *figure
	TopicOf  string
	Bursts   *table
	Burst    []string
	Second   *table
	Apart    *crumb
	Empty    *callout
	Hidden   string // why counts of a province are hidden

	unseen *unseen
}

// topicView is what the address of the page asks for.
type topicView struct {
	where        semantic.Where
	year, before int // year 0: all; before is set beside the year, or beside the last full one when all are shown
	chosen       string
}

func topics(q *request) error {
	page := topicsPage{}
	v := topicView{year: q.year(atYear, q.lastFullYear()), where: semantic.Where{Level: q.level(""), Province: q.province()}}
	var err error
	if page.unseen, err = q.unseenOf(v.where.Province); err != nil {
		return err
	}
	if page.unseen.one() {
		page.Hidden = q.T("topics.hidden", "least", semantic.SmallCell)
		v.where.Level = "" // a level less the sum of all levels would give small counts away
	}
	v.before = q.year(atBefore, q.yearBefore(v.changed(q)))
	v.chosen = q.choice(atTopic, "", q.topicIDs()...)
	page.Filter = q.filter("/chu-de", q.yearField(atYear, v.year, true), q.yearField(atBefore, v.before, false), q.levelField(v.where.Level), q.provinceField(v.where.Province), q.topicField(v.chosen, q.T("topics.any")))
	values, err := q.topicShares(v.where, v.year)
	if err != nil {
		return err
	}
	if len(values) == 0 {
		page.Empty = &callout{Title: q.T("value.no_record"), Texts: []string{q.T("coverage.missing")}}
	} else {
		if v.chosen == "" {
			v.chosen = largest(values) // of one province too: the topic of most opinions is the last to be small
		}
		if err := page.parts(q, v, values); err != nil {
			return err
		}
	}
	if n := q.breakNote(v.year, semantic.AsRecorded); n != "" && v.where.Province != "" {
		page.Warnings = append(page.Warnings, callout{Warn: true, Texts: []string{n}})
	}
	page.layout = q.layout("nav.topics", "/chu-de", page.answer(q, v, values, page.unseen.of(v.year))...)
	page.Lede = q.T("topics.lede")
	page.Facts = []pair{{Name: q.T("fact.cutoff"), Value: q.Date(q.held.AsOf)}, {Name: q.T("fact.period"), Value: q.periodName(v.year)}, {Name: q.T("field.cap"), Value: q.levelName(v.where.Level)}}
	return q.render(http.StatusOK, "topics.html", page)
}

func (page *topicsPage) parts(q *request, v topicView, values map[string]semantic.Value) error {
	page.TopicOf = q.facts().topicName(q.Printer, v.chosen)
	if id := v.where.Province; id != "" {
		page.Apart = &crumb{Label: q.T("topics.apart_link", "place", q.facts().fullName(id)), Href: q.path("/dia-phuong/"+id) + "#khac-biet"}
	}
	if err := page.shares(q, v, values); err != nil {
		return err
	}
	if err := page.changes(q, v); err != nil {
		return err
	}
	if err := page.trend(q, v); err != nil {
		return err
	}
	return page.second(q, v)
}

// changed is the year whose change is looked at.
func (v topicView) changed(q *request) int {
	if v.year == 0 {
		return q.lastFullYear()
	}
	return v.year
}

// lastFullYear is the last year that was over at the cut-off, or the last one when none was.
func (q *request) lastFullYear() int {
	v := q.span()
	for _, y := range slices.Backward(v.Years) {
		if !q.partial(y) {
			return y
		}
	}
	return v.latest()
}

// partial says that the cut-off came before the year's last day.
func (q *request) partial(year int) bool {
	_, end := period(year)
	return q.held.AsOf.AddDate(0, 0, 1).Before(end)
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

func largest(values map[string]semantic.Value) string {
	best := ""
	for id, v := range values {
		if best == "" || v.Num > values[best].Num || v.Num == values[best].Num && id < best {
			best = id
		}
	}
	return best
}

// second is the split of one topic, from the cube: no metric table knows the second level.
func (page *topicsPage) second(q *request, v topicView) error {
	where, year, id := v.where, v.year, v.chosen
	c, err := q.facts().cubes.ready()
	if err != nil {
		return err
	}
	ids := []string{""}
	for _, s := range q.facts().topics {
		if s.Parent == id {
			ids = append(ids, s.ID)
		}
	}
	hidden := map[int]map[string]bool{}
	if page.unseen.one() {
		if page.unseen.of(year)[id] {
			return nil
		}
		here, rest := c.topicCounts(q.origin(), where.Province, func(s topicSum) (string, bool) { return s.L2, s.L1 == id })
		if hidden, err = hiddenByYear(ids, here, rest); err != nil {
			return err
		}
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
		cells := []cell{{Text: name}, q.rateCell(v), q.ratioCell(v)}
		if hidden[year][id] {
			cells[1], cells[2] = q.hiddenCell(), cell{Text: "–", Num: true, Sort: "-"}
		}
		t.Rows = append(t.Rows, row{Cells: cells})
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
