package dashboards

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

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
	Funnel   *figure // rates against what their n is worth, where places are labelled by a funnel
	Left     *table  // shown, but neither labelled nor ranked, with the reason
	Silent   []cell  // places without a record in this period
	Overall  *pair   // of the places compared
}

// compared is one place as semantic.Compare judged it; Name is the one the page shows.
type compared = semantic.Place

func compare(q *request) error {
	page := comparePage{}
	metricID := q.choice(atMetric, "resolved", slices.Concat(resultRates, deadlineRates)...)
	metric, ok := q.facts().catalog.Metrics[metricID]
	if !ok {
		return errNotFound
	}
	year, kind := q.year(atYear, q.span().latest()), q.sessionKind()
	basis := q.likeBasis(year)
	q.oneMap = year != 0 && year != breakOn.Year()
	order := q.choice(atOrder, "ma", "ma", "on-dinh")
	level, err := q.likeLevel(year)
	if err != nil {
		return err
	}
	alike := semantic.Alike{Kind: q.choice(atSort, "", unitKinds...), Region: q.choice(atRegion, "", semantic.Regions...), Size: q.choice(atSize, "", semantic.Sizes...)}
	page.Filter = q.filter("/so-sanh", q.metricField(metricID), q.yearField(atYear, year, true), q.levelField(level), q.basisField(basis))
	page.Filter.more(q, q.values.Get(atOrder)+kind+alike.Kind+alike.Region+alike.Size != "", q.orderField(order), q.kindField(kind),
		q.alikeField(atSort, alike.Kind, unitKinds), q.alikeField(atRegion, alike.Region, semantic.Regions), q.alikeField(atSize, alike.Size, semantic.Sizes))
	page.Metric, page.Name = metric, q.metricName(metric)
	page.Num, page.Den = pick(q.Printer, metric.NumVi, metric.NumEn), pick(q.Printer, metric.DenVi, metric.DenEn)
	from, to := period(year)
	if !metric.Clocked {
		to = q.maturedUntil(to)
	}
	if from.IsZero() || to.IsZero() || from.Before(to) {
		v, err := q.compared(semantic.Query{Metrics: []string{metricID}, By: []semantic.Dim{semantic.ByProvince},
			Where: semantic.Where{Level: level, SessionKind: kind}, From: from, To: to, Basis: basis}, alike)
		if err != nil {
			return err
		}
		page.fill(q, v, page.Name+", "+q.periodName(year), order)
	}
	page.about(q, metric)
	if page.Figure.Table == nil {
		page.Figure = figure{Title: page.Name + ", " + q.periodName(year), Empty: q.T("compare.empty"), Source: q.source()}
	}
	page.Figure.Note = q.T("compare.den", "den", page.Den)
	if len(q.span().Years) == 0 {
		page.Answer = []string{q.T("overview.empty.text." + q.origin())}
	}
	page.layout = q.layout("nav.compare", "/so-sanh", page.Answer...)
	page.Lede = q.T("compare.lede")
	page.Facts = []pair{{Name: q.T("fact.cutoff"), Value: q.Date(q.held.AsOf)}, {Name: q.T("fact.period"), Value: q.periodName(year)},
		{Name: q.T("field.cap"), Value: q.levelName(level)}, {Name: q.T("field.ban-do"), Value: q.T("basis." + string(basis))}}
	return q.render(http.StatusOK, "compare.html", page)
}

// compared answers a comparison by the product's rule, once a snapshot; who reads one must not change it.
func (q *request) compared(query semantic.Query, alike semantic.Alike) (semantic.Comparison, error) {
	query.Origin = q.origin()
	key := fmt.Sprintf("compared %#v %s", alike, memoKey(query))
	if v, ok := q.held.memo.recall(key).(semantic.Comparison); ok {
		return v, nil
	}
	v, err := q.facts().catalog.Compare(q.ctx(), q.held, query, semantic.Options{Alike: alike})
	if err == nil {
		q.held.memo.remember(key, v, 3*(len(v.Places)+len(v.Left)+1)) // a place is held in the result, in the list and in a group
	}
	return v, err
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
	old := q.held.AsOf.Add(-semantic.Matured)
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

// What places of like kind, region and size are asked for by.
const (
	atSort   = "loai-don-vi"
	atRegion = "vung"
	atSize   = "quy-mo"
)

// unitKinds are the kinds of the places compared: provinces.
var unitKinds = []string{"Tỉnh", "Thành phố"}

// alikeField chooses places of one sort.
func (q *request) alikeField(name, chosen string, codes []string) field {
	f := field{ID: "f-" + name, Name: name, Label: q.T("field." + name), Options: []option{{Text: q.T("alike.any"), Selected: chosen == ""}}}
	for _, c := range codes {
		f.Options = append(f.Options, option{Value: c, Text: q.T("alike." + alikeKey(c)), Selected: c == chosen})
	}
	return f
}

func alikeKey(code string) string {
	switch code {
	case "Tỉnh":
		return "tinh"
	case "Thành phố":
		return "thanh_pho"
	}
	return code
}

func (q *request) orderField(order string) field {
	f := field{ID: "f-sap-xep", Name: atOrder, Label: q.T("field.sap-xep")}
	for _, o := range []string{"ma", "on-dinh"} {
		f.Options = append(f.Options, option{Value: o, Text: q.T("order." + o), Selected: o == order})
	}
	return f
}

// fill shows what may be said of the places compared, and lists the others with the reasons.
func (page *comparePage) fill(q *request, v semantic.Comparison, title, order string) {
	list := slices.Clone(v.Places)
	switch {
	case order == "on-dinh" && v.Refused:
		q.note("note.no_order")
	case order == "on-dinh":
		list = v.ByStability()
	}
	basis := v.Result.Query.Basis
	for i := range list {
		list[i].Name = q.placeName(list[i].ID, basis)
	}
	var share *float64
	if v.Overall.Status == stat.OK {
		share = &v.Overall.Rate
		page.Overall = &pair{Name: q.T("compare.overall"), Value: q.Percent(v.Overall.Rate) + " (" + q.ratio(v.Overall) + ")"}
	}
	if len(list) > 0 {
		page.Figure = q.compareFigure(list, v.Metric, title, share)
		page.Sentence = q.compareSentences(v)
		page.Funnel = q.funnelFigure(v, list, title)
	}
	page.leave(q, v)
	left := 0
	if page.Left != nil {
		left = len(page.Left.Rows)
	}
	page.Answer = q.compareAnswer(v, list, left, len(page.Silent))
	if len(list) == 0 && page.Left != nil {
		page.alone(q, v, title)
	}
	for _, n := range v.Notices {
		page.Warnings = append(page.Warnings, q.noticeCallout(n))
	}
}

// alone draws the places one by one where none can be compared: no common line, no label, no place in order, and the reasons beside.
func (page *comparePage) alone(q *request, v semantic.Comparison, title string) {
	var list []compared
	for _, p := range v.Left {
		if _, percent := q.shown(p.Value); percent && p.ID != "" {
			p.Name = q.placeName(p.ID, v.Result.Query.Basis)
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		return
	}
	page.Figure = figure{ID: "so-sanh", Title: title, Source: q.source(), Table: page.Left}
	q.drawCompare(&page.Figure, list, nil)
	page.Left, page.Sentence = nil, []string{q.T("sentence.alone")}
}

// noticeCallout says a notice; where both maps meet it leads to either of them.
func (q *request) noticeCallout(n semantic.Notice) callout {
	c := callout{Warn: n.Refuses, Texts: []string{pick(q.Printer, n.Vi, n.En)}}
	if n.Code == "two_maps" {
		c.Links = []crumb{{Label: q.T("basis.63"), Href: q.here(atBasis, "63")}, {Label: q.T("basis.34"), Href: q.here(atBasis, "34")}}
	}
	return c
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
	if basis != semantic.AsRecorded || q.oneMap {
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

// leave lists the places left out: those with figures in a table beside the reasons, those without any record by name alone, for
// they are not zero but not known.
func (page *comparePage) leave(q *request, v semantic.Comparison) {
	t := &table{Caption: q.T("compare.left"), Tall: len(v.Left) > 20,
		Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.rate"), Num: true}, {Text: q.T("head.xn"), Num: true}, {Text: q.T("head.reason"), NoSort: true}}}
	for _, p := range v.Left {
		p.Name = q.placeName(p.ID, v.Result.Query.Basis)
		place := q.placeCell(p)
		if p.ID == "" {
			place = cell{Text: p.Name}
		}
		if p.Reasons[0].Code == "not_reported" {
			page.Silent = append(page.Silent, place)
			continue
		}
		t.Rows = append(t.Rows, row{Muted: true, Cells: []cell{place, q.rateCell(p.Value), q.ratioCell(p.Value), {Text: q.whyLeft(p, v.Metric)}}})
	}
	if len(t.Rows) > 0 {
		page.Left = t
	}
}

// whyLeft is every reason a place is left out, as one sentence.
func (q *request) whyLeft(p compared, m semantic.Metric) string {
	var words []string
	for _, r := range p.Reasons {
		text := pick(q.Printer, r.Vi, r.En)
		if r.Code == "no_data" && m.Clocked {
			text = q.whyNothingDue(p.Value, text)
		}
		words = append(words, text)
	}
	return capital(strings.Join(words, "; "))
}

// capital begins a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// whyNothingDue says which of the clock's reasons emptied the denominator of a deadline rate.
func (q *request) whyNothingDue(v semantic.Value, otherwise string) string {
	switch {
	case v.NotDue > 0:
		return q.T("reason.not_due")
	case v.NoClock > 0:
		return q.T("reason.no_clock")
	case v.Exempt > 0:
		return q.T("reason.exempt")
	}
	return otherwise
}

// compareSentences say how to read the labels, ranges and order of the table.
func (q *request) compareSentences(v semantic.Comparison) []string {
	if v.Refused {
		return []string{q.T("sentence.refused")}
	}
	var out []string
	if v.Labels.Basis == stat.BasisFunnel && v.Labels.Status == stat.OK {
		out = append(out, q.T("sentence.league"))
	} else {
		out = append(out, q.T("sentence.few_units", "k", v.Labels.K, "min", stat.FunnelMinUnits))
	}
	if v.Metric.Better != "none" && len(v.Places) > 1 {
		out = append(out, q.T("sentence.rank"))
	}
	return append(out, q.T("sentence.stable"))
}

// about adds what the metric's own period or clock asks the reader to know.
func (page *comparePage) about(q *request, m semantic.Metric) {
	text := q.T("deadlines.sentence")
	if !m.Clocked {
		text = q.T("note.matured", "days", int(semantic.Matured/(24*time.Hour)), "until", q.Month(q.maturedUntil(time.Time{}).AddDate(0, -1, 0)))
	}
	page.Warnings = append(page.Warnings, callout{Texts: []string{text}})
}
