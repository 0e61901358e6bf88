package dashboards

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
	"nhipcau/internal/unit"
)

// localityPage answers: what was this place called, what was published about it, and how are its opinions answered?
type localityPage struct {
	layout
	Dissolved *callout
	Versions  *table
	Lineage   []*table
	Published *table
	Beside    *table
	Scope     string
	Figures   []figure
	Deadlines *table
	Topics    *figure
	Apart     *apartPart
	Below     *table
	Empty     *callout
	Rules     []cell
	Sentences []string
}

func locality(q *request) error {
	p, ok := q.facts().units[q.param("unit")]
	if !ok {
		return fmt.Errorf("unit %q: %w", clip(q.param("unit")), errNotFound)
	}
	page := localityPage{}
	for _, part := range []func(*request, *place) error{page.history, page.lineage, page.publishedPart, page.computed} {
		if err := part(q, p); err != nil {
			return err
		}
	}
	page.layout = q.layout("nav.localities", "/dia-phuong", page.Sentences...)
	page.Title = p.FullName
	page.Lede = q.T("locality.lede")
	page.Crumbs = q.crumbs(p)
	page.Facts = []pair{{Name: q.T("head.level"), Value: q.facts().word(q.Printer, "level", p.Level)}, {Name: q.T("head.code"), Value: orDash(p.Code)},
		{Name: q.T("head.in_force"), Value: q.inForce(p.From, p.To)}}
	if p.Parent != "" {
		page.Facts = append(page.Facts, pair{Name: q.T("head.belongs"), Value: q.facts().fullName(p.Parent), Lang: q.vi(), Href: q.path("/dia-phuong/" + p.Parent)})
	}
	return q.render(http.StatusOK, "locality.html", page)
}

func (q *request) crumbs(p *place) []crumb {
	list := []crumb{{Label: q.facts().name(p.ID), Lang: q.vi()}}
	for id, depth := p.Parent, 0; id != "" && depth < 4; depth++ {
		list = append([]crumb{{Label: q.facts().name(id), Href: q.path("/dia-phuong/" + id), Lang: q.vi()}}, list...)
		up, ok := q.facts().units[id]
		if !ok {
			break
		}
		id = up.Parent
	}
	return append([]crumb{{Label: q.T("nav.localities"), Href: q.path("/dia-phuong")}}, list...)
}

// history is what the place was called and where it belonged.
func (page *localityPage) history(q *request, p *place) error {
	type version struct {
		FullName, Parent, Decree string
		From, To                 date
	}
	versions, err := list(q.ctx(), q.held, "locality.version", func(v *version) []any { return []any{&v.FullName, &v.Parent, &v.From, &v.To, &v.Decree} }, p.ID)
	if err != nil {
		return err
	}
	page.Versions = &table{Caption: q.T("locality.versions"), Unsorted: true, Heads: []head{{Text: q.T("head.name")}, {Text: q.T("head.belongs")}, {Text: q.T("head.in_force")}, {Text: q.T("head.decree")}}}
	for _, v := range versions {
		parent := cell{Text: "–"}
		if v.Parent != "" {
			parent = cell{Text: q.facts().fullName(v.Parent), Lang: q.vi(), Href: q.path("/dia-phuong/" + v.Parent)}
		}
		page.Versions.Rows = append(page.Versions.Rows, row{Cells: []cell{{Text: v.FullName, Lang: q.vi()}, parent, {Text: q.inForce(v.From, v.To)}, {Text: orDash(v.Decree), Lang: q.vi()}}})
	}
	return nil
}

// lineage is what the place was made from and what became of it.
func (page *localityPage) lineage(q *request, p *place) error {
	type link struct {
		Old, New, Relation, Decree, OldName, NewName string
		On                                           date
	}
	links, err := list(q.ctx(), q.held, "locality.lineage", func(l *link) []any {
		return []any{&l.Old, &l.New, &l.On, &l.Relation, &l.Decree, &l.OldName, &l.NewName}
	}, p.ID, p.ID)
	if err != nil {
		return err
	}
	make := func(caption string) *table {
		return &table{Caption: caption, Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.relation")}, {Text: q.T("head.on")}, {Text: q.T("head.decree")}}}
	}
	from, to := make(q.T("locality.made_from")), make(q.T("locality.became"))
	for _, l := range links {
		t, other, name := to, l.New, l.NewName
		if l.New == p.ID {
			t, other, name = from, l.Old, l.OldName
		}
		if name == "" {
			name = q.facts().fullName(other)
		}
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: name, Lang: q.vi(), Href: q.path("/dia-phuong/" + other)},
			{Text: q.T("relation." + l.Relation)}, {Text: q.Date(l.On.Time), Sort: l.On.Time.Format("2006-01-02")}, {Text: orDash(l.Decree), Lang: q.vi()}}})
	}
	if p.Level == "district" && len(to.Rows) == 0 && p.To.Valid {
		if err := page.heirs(q, p, to); err != nil {
			return err
		}
	}
	for _, t := range []*table{to, from} {
		if t.Tall = len(t.Rows) > 20; len(t.Rows) > 0 {
			page.Lineage = append(page.Lineage, t)
		}
	}
	if p.To.Valid {
		page.Dissolved = &callout{Warn: true, Title: q.T("locality.ended", "date", q.Date(p.To.Time)), Texts: []string{q.T("locality.ended_text")}}
		if len(to.Rows) == 0 {
			page.Dissolved.Texts = append(page.Dissolved.Texts, q.T("locality.no_successor"))
		}
	}
	return nil
}

// heirs are the communes that took over from a district that ended: no decree says "district into …".
func (page *localityPage) heirs(q *request, p *place, to *table) error {
	g, err := q.server.gazetteer()
	if err != nil {
		return err
	}
	for _, l := range g.DistrictLinks() {
		if l.OldID != p.ID {
			continue
		}
		relation := q.T("relation.part")
		if l.Wholly {
			relation = q.T("relation.wholly")
		}
		to.Rows = append(to.Rows, row{Cells: []cell{{Text: q.facts().fullName(l.NewID), Lang: q.vi(), Href: q.path("/dia-phuong/" + l.NewID)},
			{Text: relation}, {Text: q.Date(unit.Reform), Sort: unit.Reform.Format("2006-01-02")}, {Text: "–"}}})
	}
	return nil
}

func (page *localityPage) publishedPart(q *request, p *place) error {
	if q.simulated {
		return nil // what was published is real: it never stands on a simulated page
	}
	all, err := q.claims()
	if err != nil {
		return err
	}
	var own []claim
	for _, c := range all {
		if c.UnitID == p.ID {
			own = append(own, c)
		}
	}
	if len(own) == 0 {
		return nil
	}
	page.Published = q.claimTable(own, false)
	if page.Beside, err = q.besideTable(own, p.ID); err != nil {
		return err
	}
	for _, g := range groups(own) {
		page.Sentences = append(page.Sentences, q.certain(g)...)
	}
	return nil
}

// scope is what the computed part counts: the province with everything in it, a district with its communes, or one host.
func (q *request) scope(p *place) (where semantic.Where, basis semantic.Basis, words string) {
	switch p.Level {
	case "province":
		return semantic.Where{Province: p.ID}, semantic.AsRecorded, q.T("scope.province")
	case "district":
		return semantic.Where{Units: append([]string{p.ID}, q.facts().children[p.ID]...)}, semantic.AsRecorded, q.T("scope.district")
	}
	return semantic.Where{Units: []string{p.ID}}, semantic.AsRecorded, q.T("scope.own")
}

func (page *localityPage) computed(q *request, p *place) error {
	where, basis, words := q.scope(p)
	page.Scope = words
	result, err := q.run(semantic.Query{Metrics: slices.Concat(counts, resultRates), By: []semantic.Dim{semantic.ByYear}, Where: where, Basis: basis})
	if err != nil {
		return err
	}
	if len(result.Rows) == 0 {
		page.Empty = &callout{Title: q.T("locality.no_record"), Texts: []string{q.T("coverage.missing")}}
		return nil
	}
	years := q.ratesFigure(result, q.T("head.year"), func(key string) cell { return cell{Text: key, Sort: key} })
	years.ID, years.Title, years.Note = "theo-nam", q.T("locality.by_year"), words
	page.Figures = append(page.Figures, years)
	last := result.Rows[0]
	for _, r := range result.Rows {
		if r.Keys[0] > last.Keys[0] {
			last = r
		}
	}
	page.Sentences = append(page.Sentences, q.rateSentence(last.Values[len(counts)+2], last.Keys[0]))
	if err := page.besideAll(q, last.Keys[0]); err != nil {
		return err
	}
	quarters, err := q.quarters(where, basis)
	if err != nil {
		return err
	}
	page.Figures = append(page.Figures, quarters)
	for _, part := range []func(*request, *place, semantic.Where) error{page.deadlineTable, page.topicTable, page.belowTable} {
		if err := part(q, p, where); err != nil {
			return err
		}
	}
	return nil
}

// besideAll adds what all places together had in the same year: a place is read against something.
func (page *localityPage) besideAll(q *request, key string) error {
	year, err := strconv.Atoi(key)
	if err != nil {
		return nil // a row without a year has no such sentence
	}
	from, to := period(year)
	result, err := q.run(semantic.Query{Metrics: []string{"resolved"}, From: from, To: to})
	if err != nil || len(result.Rows) == 0 {
		return err
	}
	if v := result.Rows[0].Values[0]; show(v) == stat.DisplayFull {
		page.Sentences = append(page.Sentences, q.T("answer.overall", "rate", q.Percent(v.Rate), "x", v.Num, "n", v.Den))
	}
	return nil
}

// rateSentence says a rate in words: "10 trên 11 ý kiến đã giải quyết (90,9%); vì số ít nên mức thực có thể từ 62% đến 98%."
func (q *request) rateSentence(v semantic.Value, year string) string {
	switch show(v) {
	case stat.DisplayNone:
		return q.T("sentence.no_opinion", "year", year)
	case stat.DisplayCount:
		return q.T("sentence.resolved_tiny", "year", year, "x", v.Num, "n", v.Den)
	case stat.DisplayHollow:
		return q.T("sentence.resolved_few", "year", year, "x", v.Num, "n", v.Den, "rate", q.Percent(v.Rate), "lo", q.Percent(v.Lo), "hi", q.Percent(v.Hi))
	}
	return q.T("sentence.resolved", "year", year, "x", v.Num, "n", v.Den, "rate", q.Percent(v.Rate), "lo", q.Percent(v.Lo), "hi", q.Percent(v.Hi))
}

func (page *localityPage) deadlineTable(q *request, p *place, where semantic.Where) error {
	result, err := q.run(semantic.Query{Metrics: deadlineRates, By: []semantic.Dim{semantic.ByYear}, Where: where})
	if err != nil {
		return err
	}
	page.Deadlines = q.clockTable(result, q.T("head.year"), func(key string) cell { return cell{Text: key, Sort: key} })
	page.Deadlines.Caption = q.T("locality.deadlines")
	return nil
}

// clockTable is a table of the deadline rates with what stands in neither part beside them.
func (q *request) clockTable(result semantic.Result, first string, name func(string) cell) *table {
	t := &table{Heads: []head{{Text: first}}, Tall: len(result.Rows) > 20, Compact: true}
	for _, m := range result.Metrics {
		t.Heads = append(t.Heads, head{Text: q.short(m), Num: true})
	}
	t.Heads = append(t.Heads, head{Text: q.T("head.beside"), NoSort: true})
	for _, r := range result.Rows {
		cells := []cell{name(r.Keys[0])}
		var duty semantic.Value
		for i, v := range r.Values {
			cells = append(cells, q.dutyCell(v))
			if result.Metrics[i].ID == "reply_on_time" {
				duty = v
			}
		}
		cells = append(cells, cell{Text: q.beside(duty)})
		t.Rows = append(t.Rows, row{Cells: cells})
	}
	slices.SortStableFunc(t.Rows, func(a, b row) int { return compareKeys(a.Cells[0].Sort, b.Cells[0].Sort) })
	return t
}

// beside says how many duties stand in neither part of the rate, and why.
func (q *request) beside(v semantic.Value) string {
	var parts []string
	for _, c := range []struct {
		name string
		n    int64
	}{{"not_due", v.NotDue}, {"no_clock", v.NoClock}, {"exempt", v.Exempt}, {"unknown", v.Unknown}} {
		parts = append(parts, q.T("short."+c.name)+" "+q.Int(c.n))
	}
	return strings.Join(parts, " · ")
}

// dutyCell is a deadline rate; where no duty was due the reason is said, and a place without a known rule is not rated.
func (q *request) dutyCell(v semantic.Value) cell {
	switch {
	case v.Den > 0:
		return q.bothCell(v)
	case v.NotDue+v.NoClock+v.Exempt+v.Unknown > 0:
		return cell{Text: q.T("short.none_due"), Badge: "badge-none", Sort: "-", Num: true}
	}
	return cell{Text: q.T("short.no_rule"), Badge: "badge-na", Sort: "-", Num: true}
}

func (page *localityPage) topicTable(q *request, p *place, where semantic.Where) error {
	result, err := q.run(semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByTopic}, Where: where})
	if err != nil {
		return err
	}
	var all int64
	values := map[string]semantic.Value{}
	for _, r := range result.Rows {
		all += r.Values[0].Num
	}
	for _, r := range result.Rows {
		if values[r.Keys[0]], err = wilson(r.Values[0].Num, all); err != nil {
			return err
		}
	}
	f := figure{ID: "linh-vuc", Title: q.T("locality.topics"), Note: capital(q.periodName(0)), Source: q.source(), Split: true,
		Table: &table{Heads: []head{{Text: q.T("head.topic")}, {Text: q.T("head.share"), Num: true}, {Text: q.T("head.xn"), Num: true}}}}
	apart, err := q.setsApart(p, where)
	if err != nil {
		return err
	}
	hidden := apart.Hidden
	if p.Level == "province" {
		u, err := q.unseenOf(p.ID)
		if err != nil {
			return err
		}
		hidden = u.of(0)
	}
	if p.Level != "other" {
		page.Apart = q.apartOf(p, apart, hidden)
	}
	var shown []topic
	topics := q.facts().firstLevel()
	if len(hidden) == 0 {
		topics = bySize(topics, values)
	}
	for _, t := range topics {
		v, ok := values[t.ID]
		if !ok {
			if v, err = wilson(0, all); err != nil {
				return err
			}
			values[t.ID] = v
		}
		shown = append(shown, t)
		cells := []cell{{Text: t.label(q.Printer), Href: q.path("/chu-de", atTopic, t.ID)}, q.rateCell(v), q.ratioCell(v)}
		if hidden[t.ID] { // the two tables of one page must not give each other away
			cells[1], cells[2] = q.hiddenCell(), cell{Text: "–", Num: true, Sort: "-"}
		}
		f.Table.Rows = append(f.Table.Rows, row{Cells: cells})
	}
	q.drawTopics(&f, shown, values, hidden)
	page.Topics = &f
	return nil
}

// wilson makes a value of x of n where only the counts are at hand.
func wilson(x, n int64) (semantic.Value, error) {
	p, err := stat.Wilson(float64(x), float64(n), 0.95)
	v := semantic.Value{Status: p.Status, Num: x, Den: n, Warnings: p.Warnings}
	if p.Status == stat.OK {
		v.Rate, v.Lo, v.Hi = p.Rate, p.Lower, p.Upper
	}
	return v, err
}

// maxBelow bounds the table of hosts under a place; a province has some hundred communes.
const maxBelow = 400

func (page *localityPage) belowTable(q *request, p *place, where semantic.Where) error {
	if p.Level == "commune" || p.Level == "other" {
		return nil
	}
	result, err := q.run(semantic.Query{Metrics: slices.Concat(counts, resultRates), By: []semantic.Dim{semantic.ByUnit}, Where: where})
	if err != nil {
		return err
	}
	f := q.ratesFigure(result, q.T("head.host"), func(key string) cell {
		u := q.facts().units[key]
		order := "9"
		if u != nil {
			order = strconv.Itoa(slices.Index(levels, u.Level))
		}
		return cell{Text: q.facts().fullName(key), Lang: q.vi(), Href: q.path("/dia-phuong/" + key), Sort: order + strings.TrimLeft(key, "pdco")}
	})
	page.Below = f.Table
	page.Below.Rows = page.Below.Rows[:min(len(page.Below.Rows), maxBelow)]
	page.Below.Caption, page.Below.Note, page.Below.Tall = q.T("locality.below"), q.T("period.all"), len(page.Below.Rows) > 20
	return nil
}
