package dashboards

import (
	"net/http"
	"slices"
	"strconv"

	"nhipcau/internal/semantic"
)

// deadlinesPage answers: is the notice sent and the reply given in time, by the rule's clock and by the citizen's?
type deadlinesPage struct {
	layout
	Filter      filter
	Warnings    []callout
	Tiles       []tile
	ByPlace     figure
	Statuses    []figure
	Course      []figure // how long replies took; what was open at each month's end
	Regulations *table
	Rules       *table
	Unruled     *table
	Empty       *callout
}

// dutyStatuses in the order they are read: what counts as in time, what counts as late, what stands beside.
var dutyStatuses = []string{"met", "missed_done", "missed_open", "not_due", "no_clock", "exempt", "unknown"}

func deadlines(q *request) error {
	page := deadlinesPage{}
	year, level, kind := q.year(atYear, q.span().latest()), q.level(""), q.sessionKind()
	basis := q.likeBasis(year)
	q.oneMap = year != 0 && year != breakOn.Year()
	page.Filter = q.filter("/thoi-han", q.yearField(atYear, year, true), q.levelField(level), q.kindField(kind), q.basisField(basis))
	if err := page.regulations(q); err != nil {
		return err
	}
	where := semantic.Where{Level: level, SessionKind: kind}
	if len(q.span().Years) == 0 {
		page.Empty = &callout{Title: q.T("value.no_record"), Texts: []string{q.T("coverage.missing")}}
	} else if err := page.computed(q, where, year, basis); err != nil {
		return err
	}
	if n := q.breakNote(year, basis); n != "" {
		page.Warnings = append(page.Warnings, callout{Warn: true, Texts: []string{n}})
	}
	if page.Empty != nil {
		page.Answer = []string{q.T("overview.empty.text." + q.origin())}
	}
	page.layout = q.layout("nav.deadlines", "/thoi-han", page.Answer...)
	page.Lede = q.T("deadlines.lede")
	page.Facts = []pair{{Name: q.T("fact.cutoff"), Value: q.Date(q.held.AsOf)}, {Name: q.T("fact.period"), Value: q.periodName(year)}, {Name: q.T("field.cap"), Value: q.levelName(level)}}
	return q.render(http.StatusOK, "deadlines.html", page)
}

func (page *deadlinesPage) computed(q *request, where semantic.Where, year int, basis semantic.Basis) error {
	from, to := period(year)
	total, err := q.run(semantic.Query{Metrics: deadlineRates, Where: where, From: from, To: to, Basis: basis})
	if err != nil {
		return err
	}
	if len(total.Rows) > 0 {
		for i, m := range total.Metrics {
			page.Tiles = append(page.Tiles, q.tile(m, total.Rows[0].Values[i]))
			if m.ID == "reply_on_time" {
				page.Answer = []string{q.rateAnswer(m, q.periodName(year), total.Rows[0].Values[i])}
			}
		}
	}
	places, err := q.run(semantic.Query{Metrics: append(slices.Clone(deadlineRates), "sessions"), By: []semantic.Dim{semantic.ByProvince}, Where: where, From: from, To: to, Basis: basis})
	if err != nil {
		return err
	}
	page.byPlace(q, places, basis, year)
	if err := page.statuses(q, where, year, basis); err != nil {
		return err
	}
	waiting, err := q.waiting(where.Level, year)
	if err != nil {
		return err
	}
	if d, err := q.durations(where.Level, year); err == nil && d != nil {
		page.Answer = append(page.Answer, capital(q.medianSentence(d)))
	}
	backlog, err := q.backlogFigure(where.Level, where.SessionKind, year)
	page.Course = []figure{waiting, backlog}
	return err
}

// byPlace lists the places a rule is known for; places without one are listed apart and not rated.
func (page *deadlinesPage) byPlace(q *request, result semantic.Result, basis semantic.Basis, year int) {
	rated := semantic.Result{Metrics: result.Metrics[:len(deadlineRates)], Query: result.Query, AsOf: result.AsOf}
	unruled := &table{Caption: q.T("deadlines.unruled"), Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.sessions"), Num: true}, {Text: q.T("head.state"), NoSort: true}}}
	for _, r := range result.Rows {
		known := false
		for _, v := range r.Values[:len(deadlineRates)] {
			known = known || v.Den+v.NotDue+v.NoClock+v.Exempt+v.Unknown > 0
		}
		if known {
			rated.Rows = append(rated.Rows, semantic.Row{Keys: r.Keys, Values: r.Values[:len(deadlineRates)]})
			continue
		}
		unruled.Rows = append(unruled.Rows, row{Muted: true, Cells: []cell{q.placeCell(compared{ID: r.Keys[0], Name: q.placeName(r.Keys[0], basis)}),
			q.countCell(r.Values[len(deadlineRates)]), {Text: q.T("duty.no_rule"), Badge: "badge-na"}}})
	}
	t := q.clockTable(rated, q.T("head.place"), func(id string) cell {
		c := q.placeCell(compared{ID: id, Name: q.placeName(id, basis)})
		for len(c.Sort) < 5 {
			c.Sort = "0" + c.Sort
		}
		return c
	})
	page.ByPlace = figure{ID: "theo-dia-phuong", Title: q.T("deadlines.by_place", "period", q.periodName(year)), Note: q.T("deadlines.two_clocks"), Source: q.source(), Table: t}
	if len(t.Rows) == 0 {
		page.ByPlace.Empty = q.T("deadlines.none")
	}
	if len(unruled.Rows) > 0 {
		page.Unruled = unruled
	}
}

// statuses counts the duties by what became of them, for each kind of duty and both clocks of the reply.
func (page *deadlinesPage) statuses(q *request, where semantic.Where, year int, basis semantic.Basis) error {
	c, err := q.facts().cubes.ready()
	if err != nil {
		return err
	}
	type key struct{ kind, status string }
	sums := map[key]int64{}
	totals := map[string]int64{}
	for _, d := range c.duties {
		if d.Origin != q.origin() || year != 0 && d.Year != year || where.Level != "" && d.Level != where.Level || where.SessionKind != "" && d.SessionKind != where.SessionKind {
			continue
		}
		sums[key{d.Kind, d.Status}] += d.N
		totals[d.Kind] += d.N
		if d.Kind == "reply" && d.Citizen != "" {
			sums[key{"reply_citizen", d.Citizen}] += d.N
			totals["reply_citizen"] += d.N
		}
	}
	t := &table{Heads: []head{{Text: q.T("head.duty")}}, Unsorted: true}
	for _, s := range dutyStatuses {
		t.Heads = append(t.Heads, head{Text: q.T("status." + s), Num: true})
	}
	t.Heads = append(t.Heads, head{Text: q.T("head.all"), Num: true})
	var rows []statusRow
	for _, k := range []string{"announce", "notice", "reply", "reply_citizen", "publish"} {
		if totals[k] == 0 {
			continue
		}
		cells := []cell{{Text: q.T("duty." + k)}}
		counts := map[string]int64{}
		for _, s := range dutyStatuses {
			n := sums[key{k, s}]
			counts[s] = n
			cells = append(cells, cell{Text: q.Int(n), Num: true, Sort: strconv.FormatInt(n, 10)})
		}
		rows = append(rows, statusRow{Name: q.T("duty." + k), Counts: counts})
		t.Rows = append(t.Rows, row{Cells: append(cells, cell{Text: q.Int(totals[k]), Num: true})})
	}
	if totals["reply"] > 0 {
		page.Answer = append(page.Answer, q.T("answer.overdue", "date", q.Date(q.held.AsOf), "n", sums[key{"reply", "missed_open"}]))
	}
	f := figure{ID: "tinh-trang", Title: q.T("deadlines.statuses", "period", q.periodName(year)), Note: q.T("deadlines.statuses_note"), Source: q.source(), Table: t}
	if len(t.Rows) == 0 {
		f.Empty = q.T("deadlines.none")
	} else {
		q.drawStatuses(&f, rows)
	}
	page.Statuses = append(page.Statuses, f)
	return nil
}

// statusRow is one kind of duty with its counts by status.
type statusRow struct {
	Name   string
	Counts map[string]int64
}

type regulation struct {
	ID, Number, Vi, En, Issuer, Scope, Channel, Verification, Note string
	IssuedOn, From, To                                             date
	Rules                                                          int
}

type rule struct {
	ID, Regulation, Number, Article, Level, Kind, Per, DayType, Anchor, Direction, Exempt, Verification, Note string
	Value                                                                                                     nullInt
}

func (q *request) regulations() ([]regulation, error) {
	return list(q.ctx(), q.held, "regulation.all", func(r *regulation) []any {
		return []any{&r.ID, &r.Number, &r.Vi, &r.En, &r.Issuer, &r.IssuedOn, &r.Scope, &r.From, &r.To, &r.Channel, &r.Verification, &r.Note, &r.Rules}
	})
}

func (q *request) rules() ([]rule, error) {
	return list(q.ctx(), q.held, "regulation.rule", func(r *rule) []any {
		return []any{&r.ID, &r.Regulation, &r.Number, &r.Article, &r.Level, &r.Kind, &r.Per, &r.DayType, &r.Anchor, &r.Direction, &r.Exempt, &r.Verification, &r.Note, &r.Value}
	})
}

func (page *deadlinesPage) regulations(q *request) error {
	all, err := q.regulations()
	if err != nil {
		return err
	}
	page.Regulations = q.regulationTable(all)
	rules, err := q.rules()
	if err != nil {
		return err
	}
	page.Rules = q.ruleTable(rules)
	return nil
}

func (q *request) regulationTable(all []regulation) *table {
	t := &table{Caption: q.T("deadlines.regulations"), Heads: []head{{Text: q.T("head.number")}, {Text: q.T("head.title")}, {Text: q.T("head.scope")}, {Text: q.T("head.in_force")},
		{Text: q.T("head.verified")}, {Text: q.T("head.rules"), Num: true}}}
	for _, r := range all {
		scope := cell{Text: q.T("scope.country")}
		if r.Scope != "" {
			scope = cell{Text: q.facts().fullName(r.Scope), Lang: q.vi(), Href: q.path("/dia-phuong/" + r.Scope)}
		}
		rules := cell{Text: q.Int(int64(r.Rules)), Num: true}
		if r.Rules == 0 {
			rules = cell{Text: "0", Small: q.T("duty.no_rule"), Num: true, Sort: "0"}
		}
		t.Rows = append(t.Rows, row{ID: r.ID, Cells: []cell{{Text: r.Number, Lang: q.vi()}, {Text: pick(q.Printer, r.Vi, r.En), Small: q.facts().word(q.Printer, "channel", r.Channel)}, scope, {Text: q.inForce(r.From, r.To)},
			q.verified(r.Verification), rules}})
	}
	return t
}

func (q *request) verified(v string) cell {
	return cell{Text: q.T("verification." + v), Badge: map[string]string{"verified": "badge-verified", "press": "badge-press"}[v] + map[bool]string{true: "badge-unverified"}[v != "verified" && v != "press"]}
}

func (q *request) ruleTable(rules []rule) *table {
	t := &table{Caption: q.T("deadlines.rules"), Heads: []head{{Text: q.T("head.number")}, {Text: q.T("head.duty")}, {Text: q.T("head.rule")}, {Text: q.T("head.level")}, {Text: q.T("head.verified")}}}
	for _, r := range rules {
		t.Rows = append(t.Rows, row{ID: r.ID, Cells: []cell{{Text: r.Number, Lang: q.vi(), Href: "#" + r.Regulation, Small: r.Article, SmallLang: q.vi()}, {Text: q.T("duty." + r.Kind)}, {Text: q.ruleWords(r)},
			{Text: q.facts().word(q.Printer, "level", r.Level)}, q.verified(r.Verification)}})
	}
	return t
}

// ruleWords says a rule in a sentence: "chậm nhất 30 ngày, tính từ ngày thông báo kết luận".
func (q *request) ruleWords(r rule) string {
	if !r.Value.Valid {
		return "–"
	}
	n := r.Value.V
	if r.Kind == "frequency" {
		return q.T("rule.frequency", "n", n, "per", q.T("per."+r.Per))
	}
	days := q.T("rule.days."+r.DayType, "n", n)
	words := q.T("rule."+r.Direction, "days", days, "anchor", q.T("anchor."+r.Anchor))
	if r.Exempt != "" {
		words += "; " + q.T("rule.exempt")
	}
	return words
}
