package dashboards

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// asked turns a published figure into what records are looked for: hosts, months, bounds.
func (q *request) asked(c *claim) semantic.Claim {
	s := semantic.Claim{ID: c.ID, Measure: c.Measure, CountingUnit: c.CountingUnit, Channel: c.Channel, SessionKind: c.Kind, Status: c.Status, Bounds: c.bounds(),
		Place: c.UnitID, Scope: fmt.Sprintf("%s %t", c.Scope, c.Subordinates)}
	if c.From.Valid && c.To.Valid {
		s.From, s.To = c.From.Time, c.To.Time
	}
	p, ok := q.facts().units[c.UnitID]
	if !ok {
		return s
	}
	s.Province = p.Province
	switch {
	case p.Level == "province" && c.Scope == "all":
		s.Scoped = c.Subordinates
	case p.Level == "province":
		s.Level, s.Scoped = c.Scope, c.Subordinates != (c.Scope == "province")
	default:
		s.Units = q.hosts(c, p)
		s.Scoped = len(s.Units) > 0
	}
	return s
}

// hosts are the units a figure of a district or commune speaks for, as far as its words name a level; none when they do not.
func (q *request) hosts(c *claim, p *place) []string {
	own, below := c.Scope == p.Level && !c.Subordinates, p.Level == "district" && c.Subordinates && (c.Scope == "commune" || c.Scope == "all")
	var list []string
	if own || below && c.Scope == "all" {
		list = []string{p.ID}
	}
	if !below {
		return list
	}
	for _, id := range q.facts().children[p.ID] {
		u := q.facts().units[id]
		if u.Level == "commune" && (!u.From.Valid || u.From.Time.Before(c.To.Time)) && (!u.To.Valid || u.To.Time.After(c.From.Time)) {
			list = append(list, id)
		}
	}
	return list
}

// setBeside sets the records of the page's origin beside published figures, once a snapshot.
func (q *request) setBeside(claims []claim, key string) ([]semantic.Beside, error) {
	key = fmt.Sprintf("beside %s %s", q.origin(), key)
	if v, ok := q.held.memo.recall(key).([]semantic.Beside); ok {
		return v, nil
	}
	asked := make([]semantic.Claim, len(claims))
	for i := range claims {
		asked[i] = q.asked(&claims[i])
	}
	v, err := q.facts().catalog.SetBeside(q.ctx(), q.held, asked, q.origin())
	if err == nil {
		q.held.memo.remember(key, v, 2*len(v)+1)
	}
	return v, err
}

// besideTable is each figure of direct dialogue in its words, the records of the same scope and period, and the gap; those that can be
// compared come first, the others say why not.
func (q *request) besideTable(claims []claim, key string) (*table, error) {
	own := slices.DeleteFunc(slices.Clone(claims), func(c claim) bool { return c.Channel != "doi_thoai" })
	if len(own) == 0 {
		return nil, nil
	}
	list, err := q.setBeside(own, key)
	if err != nil {
		return nil, err
	}
	t := &table{Caption: q.T("beside.table"), Note: q.T("value.cutoff", "date", q.Date(q.held.AsOf)), Tall: len(list) > 20,
		Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.measure")}, {Text: q.T("head.words")}, {Text: q.T("head.bounds"), NoSort: true},
			{Text: q.T("head.records"), Num: true}, {Text: q.T("head.coverage"), Num: true}, {Text: q.T("head.gap"), NoSort: true}}}
	for _, compared := range []bool{true, false} {
		for i, b := range list {
			if b.Compared() == compared {
				t.Rows = append(t.Rows, q.besideRow(&own[i], b))
			}
		}
	}
	return t, nil
}

func (q *request) besideRow(c *claim, b semantic.Beside) row {
	words := q.wordsCell(c)
	words.Small, words.Href = "", q.claimHref(c)
	cells := []cell{{Text: q.facts().fullName(c.UnitID), Lang: q.vi(), Href: q.path("/dia-phuong/" + c.UnitID), Small: q.scopeWords(c)},
		{Text: q.facts().word(q.Printer, "measure", c.Measure), Small: c.Period, SmallLang: q.vi()}, words, {Text: c.boundWords(q.Printer)}}
	if !b.Compared() {
		return row{Muted: true, Cells: append(cells, cell{Text: "–", Num: true, Sort: "-"}, q.coverageCell(b.Coverage),
			cell{Text: q.T("beside.not_comparable"), Badge: "badge-na", Small: q.why(b.Reasons)})}
	}
	recorded := cell{Text: q.Int(b.Recorded.Num), Num: true, Sort: strconv.FormatInt(b.Recorded.Num, 10)}
	if c.isShare() {
		recorded = q.bothCell(b.Recorded)
	}
	fits := q.T("beside.fits")
	switch {
	case b.Gap.IsEverything():
		fits = ""
	case b.Coverage.Reporting < b.Coverage.Expected:
		fits = q.T("beside.unsettled") // the missing units may hold the gap
	case !b.Fits:
		fits = q.T("beside.outside")
	}
	return row{Cells: append(cells, recorded, q.coverageCell(b.Coverage), cell{Text: q.gapWords(b.Gap, c.isShare()), Small: fits})}
}

func (q *request) why(list []semantic.Reason) string {
	var words []string
	for _, r := range list {
		words = append(words, pick(q.Printer, r.Vi, r.En))
	}
	return strings.Join(words, "; ")
}

// coverageCell is how many of the units that should have reported did. The units are counted once a year.
func (q *request) coverageCell(c semantic.Coverage) cell {
	share, ok := c.Share()
	if !ok {
		return cell{Text: q.T("beside.coverage_unknown"), Num: true, Sort: "-"}
	}
	v := cell{Text: q.Int(c.Reporting) + "/" + q.Int(c.Expected), Num: true, Sort: sortKey(share)}
	if c.Reporting < c.Expected {
		v.Small = q.T("beside.partly")
	}
	return v
}

// gapWords says a gap by its ends: "trên −19", "từ −5 đến 5 điểm phần trăm". An end the claim does not have is not made up.
func (q *request) gapWords(b stat.Bounds, share bool) string {
	number := func(v float64) string {
		switch {
		case share:
			return q.T("beside.points", "v", q.Points(v))
		case v > 0:
			return "+" + q.Int(int64(v))
		case v < 0:
			return "−" + q.Int(int64(-v))
		}
		return q.Int(0)
	}
	switch {
	case b.Empty || b.IsEverything():
		return q.T("beside.gap_none")
	case b.IsExact():
		return number(*b.Lo)
	case b.Lo != nil && b.Hi != nil:
		return q.T("beside.gap_between", "lo", number(*b.Lo), "hi", number(*b.Hi))
	case b.Lo != nil && b.LoOpen:
		return q.T("bound.above", "v", number(*b.Lo))
	case b.Lo != nil:
		return q.T("bound.at_least", "v", number(*b.Lo))
	case b.HiOpen:
		return q.T("bound.below", "v", number(*b.Hi))
	}
	return q.T("bound.at_most", "v", number(*b.Hi))
}

// readingTable is what the words are customarily taken to mean. It stands apart: no number is made of it and nothing is ordered by it.
func (q *request) readingTable(claims []claim) *table {
	t := &table{Caption: q.T("beside.readings"), Note: q.T("beside.readings_note"), Unsorted: true,
		Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.measure")}, {Text: q.T("head.words")}, {Text: q.T("head.bounds")}, {Text: q.T("head.reading_of")}}}
	for _, c := range claims {
		if words, ok := q.reading(&c); ok {
			t.Rows = append(t.Rows, row{Cells: []cell{{Text: q.facts().name(c.UnitID), Lang: q.vi()}, {Text: q.facts().word(q.Printer, "measure", c.Measure)},
				{Text: c.Text, Lang: q.wordsLang(&c), Href: q.claimHref(&c)}, {Text: c.boundWords(q.Printer)}, {Text: words}}})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

func (q *request) reading(c *claim) (string, bool) {
	if c.Status != "reported" || !c.Value.Valid {
		return "", false
	}
	value, kind, scale := c.Value.V, stat.QuantCount, 1.0
	if c.isShare() {
		value, kind, scale = 100*c.Value.V, stat.QuantPct, 0.01
	}
	p, err := stat.FromQualifier(stat.Qualifier(c.Qualifier), value, 0, kind)
	if err != nil || p.Reading == nil || p.Reading.Lo == nil || p.Reading.Hi == nil {
		return "", false
	}
	number := func(v float64) string { return boundNumber(q.Printer, scale*v, c.isShare()) }
	key := "beside.reading"
	if p.Reading.HiOpen {
		key = "beside.reading_open"
	}
	return q.T(key, "lo", number(*p.Reading.Lo), "hi", number(*p.Reading.Hi)), true
}

// ordered says which of two places' claims is the larger, where the words alone decide.
func (q *request) ordered(claims []claim) (*table, string) {
	asked := make([]semantic.Claim, len(claims))
	for i := range claims {
		asked[i] = q.asked(&claims[i])
	}
	pairs, apart := semantic.OrderClaims(asked)
	t := &table{Caption: q.T("beside.order"), Unsorted: true,
		Heads: []head{{Text: q.T("head.measure")}, {Text: q.T("head.place")}, {Text: q.T("head.words")}, {Text: q.T("head.order")}, {Text: q.T("head.place")}, {Text: q.T("head.words")}}}
	for _, p := range pairs {
		a, b := &claims[p.A], &claims[p.B]
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: q.facts().word(q.Printer, "measure", a.Measure), Small: a.Period, SmallLang: q.vi()},
			{Text: q.facts().name(a.UnitID), Lang: q.vi()}, {Text: a.Text, Lang: q.wordsLang(a)}, {Text: q.T("order_of." + string(p.Order))},
			{Text: q.facts().name(b.UnitID), Lang: q.vi()}, {Text: b.Text, Lang: q.wordsLang(b)}}})
	}
	if len(t.Rows) == 0 {
		words := q.T("beside.order_none")
		if apart > 0 {
			words += " " + q.T("beside.order_apart", "apart", apart)
		}
		return nil, words
	}
	return t, q.T("beside.order_note", "pairs", len(pairs), "apart", apart)
}
