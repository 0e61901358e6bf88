package dashboards

import (
	"cmp"
	"net/http"
	"nhipcau/internal/i18n"
	"slices"
	"strconv"
	"time"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// minCompared is the n from which a place is labelled and ranked; below it the rate is drawn hollow and listed apart.
const minCompared = 20

// matured is the age a session must have for the result rates of this page: the citizen's clock, notice and reply added up.
// A table that counted younger sessions would punish who held one last week (stats/methods.md §2.5).
const matured = 40 * 24 * time.Hour

// comparePage answers: which places stand apart from the others by more than ordinary variation?
type comparePage struct {
	layout
	Filter   filter
	Metric   semantic.Metric
	Name     string
	Num, Den string
	Warnings []callout
	Sentence []string
	Figure   figure
	Left     *table // shown, but neither labelled nor ranked, with the reason
	Silent   []cell // places without a record in this period
	Orders   []navItem
	Overall  *pair
	crosses  bool // the period has places of both maps: they overlap and are neither labelled nor ranked
}

// compared is one place in the comparison.
type compared struct {
	ID     string
	Name   string
	Value  semantic.Value
	Band   stat.Band
	Rank   stat.RankRange
	Stable float64
	Lacks  *semantic.Incomplete // an old province of this one has not reported: no sum is shown
}

func compare(q *request) error {
	page := comparePage{}
	metricID := q.choice(atMetric, "resolved", slices.Concat(resultRates, deadlineRates)...)
	metric, ok := q.facts().catalog.Metrics[metricID]
	if !ok {
		return errNotFound
	}
	year, kind := q.year(atYear, q.span().latest()), q.sessionKind()
	basis := q.likeBasis(year)
	order := q.choice(atOrder, "ma", "ma", "on-dinh")
	level, err := q.likeLevel(year)
	if err != nil {
		return err
	}
	page.Filter = q.filter("/so-sanh", q.metricField(metricID), q.yearField(atYear, year, true), q.levelField(level), q.kindField(kind), q.basisField(basis), q.orderField(order))
	page.Metric, page.Name = metric, q.metricName(metric)
	page.Num, page.Den = pick(q.Printer, metric.NumVi, metric.NumEn), pick(q.Printer, metric.DenVi, metric.DenEn)
	from, to := period(year)
	if !metric.Clocked {
		to = q.maturedUntil(to)
	}
	if from.IsZero() || to.IsZero() || from.Before(to) {
		result, err := q.run(semantic.Query{Metrics: []string{metricID}, By: []semantic.Dim{semantic.ByProvince}, Where: semantic.Where{Level: level, SessionKind: kind}, From: from, To: to, Basis: basis})
		if err != nil {
			return err
		}
		page.crosses = q.breakNote(year, basis) != ""
		if err := page.fill(q, result, page.Name+", "+q.periodName(year), order, basis); err != nil {
			return err
		}
	}
	page.warn(q, metric, year, level, basis)
	if page.Figure.Table == nil {
		page.Figure = figure{Title: page.Name + ", " + q.periodName(year), Empty: q.T("compare.empty"), Source: q.source()}
	}
	page.Figure.Note = q.T("compare.den", "den", page.Den)
	page.layout = q.layout("nav.compare", "/so-sanh")
	page.Lede = q.T("compare.lede")
	page.Facts = []pair{{Name: q.T("fact.cutoff"), Value: q.Date(q.held.AsOf)}, {Name: q.T("fact.period"), Value: q.periodName(year)},
		{Name: q.T("field.cap"), Value: q.levelName(level)}, {Name: q.T("field.ban-do"), Value: q.T("basis." + string(basis))}}
	return q.render(http.StatusOK, "compare.html", page)
}

// likeBasis is the map asked for; by default the map of today where a period has places of both, since every record of the 63
// has its place among the 34, and as recorded elsewhere.
func (q *request) likeBasis(year int) semantic.Basis {
	if q.values.Get(atBasis) == "" && q.breakNote(year, semantic.AsRecorded) != "" {
		return semantic.Basis34
	}
	return q.basis()
}

// maturedUntil ends the period where sessions are too young to be judged; whole months.
func (q *request) maturedUntil(to time.Time) time.Time {
	old := q.held.AsOf.Add(-matured)
	limit := time.Date(old.Year(), old.Month(), 1, 0, 0, 0, 0, time.UTC)
	if to.IsZero() || limit.Before(to) {
		return limit
	}
	return to
}

// likeLevel is the level asked for, or the one with most opinions in the period: like is compared with like.
func (q *request) likeLevel(year int) (string, error) {
	if q.values.Get(atLevel) != "" {
		return q.level("commune"), nil
	}
	from, to := period(year)
	result, err := q.run(semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByLevel}, From: from, To: to})
	if err != nil {
		return "", err
	}
	best, most := "commune", int64(-1)
	for _, r := range result.Rows {
		if r.Values[0].Num > most && slices.Contains(levels, r.Keys[0]) {
			best, most = r.Keys[0], r.Values[0].Num
		}
	}
	return best, nil
}

func (q *request) levelName(level string) string {
	if level == "" {
		return q.T("level.all")
	}
	return q.facts().word(q.Printer, "level", level)
}

func (q *request) metricField(id string) field {
	f := field{ID: "f-chi-tieu", Name: atMetric, Label: q.T("field.chi-tieu"), Wide: true}
	for _, m := range slices.Concat(resultRates, deadlineRates) {
		f.Options = append(f.Options, option{Value: m, Text: q.metricName(q.facts().catalog.Metrics[m]), Selected: m == id})
	}
	return f
}

func (q *request) orderField(order string) field {
	f := field{ID: "f-sap-xep", Name: atOrder, Label: q.T("field.sap-xep")}
	for _, o := range []string{"ma", "on-dinh"} {
		f.Options = append(f.Options, option{Value: o, Text: q.T("order." + o), Selected: o == order})
	}
	return f
}

// fill splits the places into those that can be compared and those that cannot, and labels the former.
func (page *comparePage) fill(q *request, result semantic.Result, title, order string, basis semantic.Basis) error {
	var in, out []compared
	seen := map[string]bool{}
	var num, den int64
	for _, r := range result.Rows {
		id, v := r.Keys[0], r.Values[0]
		seen[id] = true
		num, den = num+v.Num, den+v.Den
		c := compared{ID: id, Name: q.placeName(id, basis), Value: v, Band: stat.BandNotCompared, Lacks: r.Incomplete}
		if v.Den >= minCompared && id != "" {
			in = append(in, c)
		} else {
			out = append(out, c)
		}
	}
	labels := stat.Labels{Basis: stat.BasisTarget, K: len(in)}
	if !page.crosses {
		var err error
		if labels, err = judge(in, result.Metrics[0].Better); err != nil {
			return err
		}
	} else if order == "on-dinh" {
		q.note("note.no_order")
		order = "ma"
	}
	sortCompared(in, order)
	sortCompared(out, "ma")
	var share *float64
	if den > 0 {
		v := float64(num) / float64(den)
		share = &v
	}
	if len(in) > 0 {
		page.Figure = q.compareFigure(in, result.Metrics[0], title, share)
	}
	page.Left = q.leftOut(out, result.Metrics[0])
	page.silent(q, seen, basis)
	if den > 0 {
		page.Overall = &pair{Name: q.T("compare.overall"), Value: q.Percent(float64(num)/float64(den)) + " (" + q.Int(num) + "/" + q.Int(den) + ")"}
	}
	if !page.crosses {
		page.Sentence = q.compareSentences(in, labels, result.Metrics[0])
	}
	return nil
}

// judge labels and ranks by what n is worth: opinions of one session are not independent.
func judge(list []compared, better string) (stat.Labels, error) {
	units := make([]stat.Unit, len(list))
	x, n := make([]float64, len(list)), make([]float64, len(list))
	rawX, rawN := make([]float64, len(list)), make([]float64, len(list))
	for i, c := range list {
		rawX[i], rawN[i] = float64(c.Value.Num), float64(c.Value.Den)
		eff := rawN[i] / max(1, c.Value.Deff)
		units[i] = stat.Unit{X: rawX[i], N: rawN[i], NEff: eff}
		x[i], n[i] = rawX[i]/rawN[i]*eff, eff
	}
	labels, err := stat.LabelUnits(units, nil)
	if err != nil {
		return labels, err
	}
	shrunk, err := stat.Shrink(rawX, rawN)
	if err != nil {
		return labels, err
	}
	for i := range list {
		list[i].Band = labels.Units[i].Band
		if shrunk.Status == stat.OK {
			list[i].Stable = shrunk.Estimate[i]
		}
	}
	if better == "none" || len(list) < 2 {
		return labels, nil
	}
	ranks, err := stat.RankRates(x, n, 0.05, stat.LargestFirst)
	if err != nil {
		return labels, err
	}
	for i := range list {
		list[i].Rank = ranks[i]
	}
	return labels, nil
}

func sortCompared(list []compared, order string) {
	slices.SortStableFunc(list, func(a, b compared) int {
		if order == "on-dinh" {
			if c := cmp.Compare(b.Stable, a.Stable); c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(eraOrder(a.ID), eraOrder(b.ID)), cmp.Compare(codeOrder(a.ID), codeOrder(b.ID)), cmp.Compare(a.ID, b.ID))
	})
}

func eraOrder(id string) int {
	if len(id) > 5 && id[len(id)-5:] == "@2025" {
		return 1
	}
	return 0
}

// placeName tells the era of a name that stands on both maps, when both may be in the list.
func (q *request) placeName(id string, basis semantic.Basis) string {
	if id == "" {
		return q.T("compare.unplaced")
	}
	name := q.facts().name(id)
	if basis != semantic.AsRecorded {
		return name
	}
	return name + " " + q.T("era."+[2]string{"2004", "2025"}[eraOrder(id)])
}

func (q *request) compareFigure(list []compared, m semantic.Metric, title string, overall *float64) figure {
	t := &table{Caption: q.metricName(m), Note: q.T("value.cutoff", "date", q.Date(q.held.AsOf)), Tall: len(list) > 25,
		Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.rate"), Num: true}, {Text: q.T("head.xn"), Num: true}, {Text: q.T("head.sessions"), Num: true}}}
	ranked, labelled := false, false
	for _, c := range list {
		labelled = labelled || c.Band != stat.BandNotCompared
		ranked = ranked || c.Rank.Status == stat.OK
	}
	if labelled {
		t.Heads = append(t.Heads, head{Text: q.T("head.label"), NoSort: true})
	}
	if ranked {
		t.Heads = append(t.Heads, head{Text: q.T("head.rank"), Num: true})
	}
	for _, c := range list {
		cells := []cell{q.placeCell(c), q.rateCell(c.Value), q.ratioCell(c.Value), {Text: q.Int(c.Value.Sessions), Num: true, Sort: strconv.FormatInt(c.Value.Sessions, 10)}}
		if labelled {
			cells = append(cells, cell{Text: q.T("band." + string(c.Band))})
		}
		if ranked {
			cells = append(cells, q.rankCell(c.Rank))
		}
		t.Rows = append(t.Rows, row{Cells: cells})
	}
	f := figure{ID: "so-sanh", Title: title, Source: q.source(), Table: t}
	q.drawCompare(&f, list, overall)
	return f
}

func (q *request) placeCell(c compared) cell {
	// the sort key keeps the official order
	return cell{Text: c.Name, Lang: q.vi(), Href: q.path("/dia-phuong/" + c.ID), Sort: strconv.Itoa(1000*eraOrder(c.ID) + codeOrder(c.ID))}
}

func (q *request) rankCell(r stat.RankRange) cell {
	switch {
	case r.Status != stat.OK:
		return cell{Text: "–", Num: true, Sort: "-"}
	case r.Low == r.High:
		return cell{Text: q.Int(int64(r.Low)), Num: true, Sort: strconv.Itoa(r.Low)}
	}
	return cell{Text: q.Int(int64(r.Low)) + "–" + q.Int(int64(r.High)), Num: true, Sort: strconv.Itoa(r.Low*1000 + r.High)}
}

func (q *request) leftOut(list []compared, m semantic.Metric) *table {
	if len(list) == 0 {
		return nil
	}
	t := &table{Caption: q.T("compare.left"), Tall: len(list) > 20,
		Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.rate"), Num: true}, {Text: q.T("head.xn"), Num: true}, {Text: q.T("head.reason"), NoSort: true}}}
	for _, c := range list {
		reason := q.T("reason.few", "min", minCompared)
		switch {
		case c.ID == "":
			reason = q.T("reason.unplaced")
		case c.Lacks != nil && q.lang == i18n.En:
			reason = c.Lacks.En()
		case c.Lacks != nil:
			reason = c.Lacks.Vi()
		case c.Value.Den == 0 && m.Clocked && c.Value.NotDue > 0:
			reason = q.T("reason.not_due")
		case c.Value.Den == 0 && m.Clocked && c.Value.NoClock > 0:
			reason = q.T("reason.no_clock")
		case c.Value.Den == 0 && m.Clocked && c.Value.Exempt > 0:
			reason = q.T("reason.exempt")
		case c.Value.Den == 0:
			reason = q.T("reason.none")
		}
		place := q.placeCell(c)
		if c.ID == "" {
			place = cell{Text: c.Name}
		}
		t.Rows = append(t.Rows, row{Muted: true, Cells: []cell{place, q.rateCell(c.Value), q.ratioCell(c.Value), {Text: reason}}})
	}
	return t
}

// silent lists the places of the map that have no record here: not zero, not known.
func (page *comparePage) silent(q *request, seen map[string]bool, basis semantic.Basis) {
	list := "2025"
	if basis == semantic.Basis63 || basis == semantic.AsRecorded && !q.held.AsOf.IsZero() && page.before(q) {
		list = "2004"
	}
	for _, p := range q.facts().provinces(list) {
		if !seen[p.ID] {
			page.Silent = append(page.Silent, cell{Text: p.Name, Lang: q.vi(), Href: q.path("/dia-phuong/" + p.ID)})
		}
	}
}

// before says whether the period shown ends before the map changed.
func (page *comparePage) before(q *request) bool {
	y := q.year(atYear, q.span().latest())
	return y != 0 && y < breakOn.Year()
}

func (q *request) compareSentences(list []compared, labels stat.Labels, m semantic.Metric) []string {
	var out []string
	switch {
	case len(list) == 0:
		return nil
	case labels.Basis == stat.BasisFunnel && labels.Status == stat.OK:
		out = append(out, q.T("sentence.league"))
	default:
		out = append(out, q.T("sentence.few_units", "k", labels.K, "min", stat.FunnelMinUnits))
	}
	if m.Better != "none" && len(list) > 1 {
		out = append(out, q.T("sentence.rank"))
	}
	out = append(out, q.T("sentence.stable"))
	return out
}

func (page *comparePage) warn(q *request, m semantic.Metric, year int, level string, basis semantic.Basis) {
	if n := q.breakNote(year, basis); n != "" {
		page.Warnings = append(page.Warnings, callout{Warn: true, Texts: []string{n}, Links: []crumb{
			{Label: q.T("basis.63"), Href: q.here(atBasis, "63")}, {Label: q.T("basis.34"), Href: q.here(atBasis, "34")}}})
	}
	if level == "" {
		page.Warnings = append(page.Warnings, callout{Warn: true, Texts: []string{q.T("note.levels_mixed")}})
	}
	if !m.Clocked {
		page.Warnings = append(page.Warnings, callout{Texts: []string{q.T("note.matured", "days", 40, "until", q.Month(q.maturedUntil(time.Time{}).AddDate(0, -1, 0)))}})
	} else {
		page.Warnings = append(page.Warnings, callout{Texts: []string{q.T("deadlines.sentence")}})
	}
}
