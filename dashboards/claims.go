package dashboards

import (
	"math"
	"time"

	"nhipcau/internal/i18n"
	"nhipcau/internal/stat"
)

// claim is one published figure with all that says what it means. It is shown in its own words and never computed with,
// except by arithmetic on its logical bounds.
type claim struct {
	ID, SourceID, UnitID, Scope, Channel, Kind, Period, Measure, CountingUnit, Text, Qualifier, Status, DenominatorID, Note string
	Subordinates, Cumulative, LoOpen, HiOpen                                                                                bool
	Value, Lo, Hi                                                                                                           nullFloat
	From, To                                                                                                                date
	SourceTitle, Publisher, SourceKind, Locator, SourceNote                                                                 string
	PublishedOn                                                                                                             date
}

func (c *claim) fields() []any {
	return []any{&c.ID, &c.SourceID, &c.UnitID, &c.Scope, &c.Subordinates, &c.Channel, &c.Kind, &c.From, &c.To, &c.Period, &c.Cumulative, &c.Measure,
		&c.CountingUnit, &c.Text, &c.Value, &c.Qualifier, &c.Lo, &c.Hi, &c.LoOpen, &c.HiOpen, &c.Status, &c.DenominatorID, &c.Note,
		&c.SourceTitle, &c.Publisher, &c.SourceKind, &c.Locator, &c.SourceNote, &c.PublishedOn}
}

// claims are all published figures of the snapshot, read once; there are hundreds, not millions. Do not change the slice.
func (q *request) claims() ([]claim, error) { return q.held.claims() }

// isShare says whether the figure is a share of something.
func (c *claim) isShare() bool {
	return len(c.Measure) > 6 && c.Measure[len(c.Measure)-6:] == "_share"
}

// bounds are the logical bounds of the words, no more.
func (c *claim) bounds() stat.Bounds {
	b := stat.Bounds{LoOpen: c.LoOpen, HiOpen: c.HiOpen}
	if c.Lo.Valid {
		b.Lo = &c.Lo.V
	}
	if c.Hi.Valid {
		b.Hi = &c.Hi.V
	}
	return b
}

// boundWords says what the words of a figure bound: "dưới 90%, không có cận dưới".
func (c *claim) boundWords(p *i18n.Printer) string {
	number := func(v float64) string { return boundNumber(p, v, c.isShare()) }
	switch {
	case c.Status != "reported":
		return ""
	case c.Lo.Valid && c.Hi.Valid && c.Lo.V == c.Hi.V:
		return p.T("bound.exact")
	case c.Lo.Valid && c.Hi.Valid:
		return p.T("bound.between", "lo", number(c.Lo.V), "hi", number(c.Hi.V))
	case c.Hi.Valid && c.HiOpen:
		return p.T("bound.below", "v", number(c.Hi.V))
	case c.Hi.Valid:
		return p.T("bound.at_most", "v", number(c.Hi.V))
	case c.Lo.Valid && c.LoOpen:
		return p.T("bound.above", "v", number(c.Lo.V))
	case c.Lo.Valid:
		return p.T("bound.at_least", "v", number(c.Lo.V))
	}
	return p.T("bound.none")
}

func boundNumber(p *i18n.Printer, v float64, share bool) string {
	switch {
	case share:
		return p.PercentBound(v)
	case v == math.Trunc(v):
		return p.Int(int64(v))
	}
	return p.Decimal(v, 1)
}

// group are figures of one source about one place, scope, channel and period: they may be read together.
type group struct {
	UnitID, Scope, Channel, Period, SourceID string
	Claims                                   []claim
}

func (g *group) of(measure string) *claim {
	for i := range g.Claims {
		if g.Claims[i].Measure == measure && g.Claims[i].Status == "reported" {
			return &g.Claims[i]
		}
	}
	return nil
}

// groups puts figures together in the order they come.
func groups(all []claim) []*group {
	var list []*group
	at := map[[5]string]*group{}
	for _, c := range all {
		key := [5]string{c.UnitID, c.Scope, c.Channel, c.Period, c.SourceID}
		g := at[key]
		if g == nil {
			g = &group{UnitID: c.UnitID, Scope: c.Scope, Channel: c.Channel, Period: c.Period, SourceID: c.SourceID}
			at[key] = g
			list = append(list, g)
		}
		g.Claims = append(g.Claims, c)
	}
	return list
}

// featured is the group a reader should see first: dialogue figures of a whole province at all levels that say how much was
// held, heard and resolved; the one that says most, then the latest.
func featured(all []*group) *group {
	var best *group
	score := func(g *group) (int, time.Time) {
		n := 0
		for _, m := range headline {
			if g.of(m) != nil {
				n++
			}
		}
		return n, g.Claims[0].To.Time
	}
	for _, g := range all {
		if g.Channel != "doi_thoai" || g.Scope != "all" || len(g.UnitID) == 0 || g.UnitID[0] != 'p' || g.of("resolved_share") == nil || g.of("opinions") == nil {
			continue
		}
		if best == nil {
			best = g
			continue
		}
		n, on := score(g)
		if m, old := score(best); n > m || n == m && on.After(old) {
			best = g
		}
	}
	return best
}

var headline = []string{"resolved_share", "opinions", "sessions", "attendees"}

// certain are the sentences that follow from the words of a group by arithmetic on their bounds, with nothing assumed.
func (q *request) certain(g *group) []string {
	var out []string
	opinions, share, sessions := g.of("opinions"), g.of("resolved_share"), g.of("sessions")
	if opinions != nil && share != nil && opinions.bounds().IsExact() {
		n := opinions.Value.V
		part, err := stat.PartOf(share.bounds(), n)
		if err == nil && !part.Empty {
			rest := stat.Rest(part, stat.Exactly(n))
			if part.Hi != nil && *part.Hi < n {
				out = append(out, q.T("certain.resolved", "words", q.said(share), "max", int64(*part.Hi), "n", int64(n)))
			}
			if rest.Lo != nil && *rest.Lo > 0 {
				out = append(out, q.T("certain.open", "min", int64(*rest.Lo)))
			}
		}
	}
	if opinions != nil && sessions != nil {
		held := sessions.bounds().Whole()
		per := stat.Ratio(opinions.bounds(), held)
		if per.Hi != nil && held.Lo != nil && opinions.bounds().IsExact() {
			// The fraction is what is certain; its decimal form is only near it, and says so.
			key := "certain.per_session"
			if sessions.bounds().IsExact() { // then the quotient is the mean itself, not its bound
				key = "certain.per_session_exact"
			}
			out = append(out, q.T(key, "words", q.said(sessions), "n", int64(opinions.Value.V), "held", int64(*held.Lo), "max", q.shortDecimal(*per.Hi)))
		}
	}
	return out
}

// shortDecimal writes two digits after the comma, or none where there is nothing after it.
func (q *request) shortDecimal(v float64) string {
	if v == math.Trunc(v) {
		return q.Int(int64(v))
	}
	return q.Decimal(v, 2)
}

// said quotes a claim inside a sentence of ours: a plain count that was printed in the other language is quoted by its number.
func (q *request) said(c *claim) string {
	if q.wordsLang(c) != "" && c.Qualifier == "exact" && !c.isShare() {
		return q.Int(int64(c.Value.V))
	}
	return c.Text
}

// certainOf are the same sentences with the place and period they are of.
func (q *request) certainOf(g *group) []string {
	list := q.certain(g)
	for i := range list {
		list[i] = q.facts().fullName(g.UnitID) + ", " + g.Period + ": " + list[i]
	}
	return list
}

// claimTile shows a figure as it was published.
func (q *request) claimTile(c *claim) tile {
	t := tile{Label: q.facts().word(q.Printer, "measure", c.Measure), Value: c.Text, Lang: q.wordsLang(c), Class: "kpi-claim",
		Interval: c.boundWords(q.Printer), Foot: q.T("claim.foot", "publisher", c.Publisher, "date", q.dateOr(c.PublishedOn)),
		FootHref: q.claimHref(c), Ratio: q.T("published")}
	return t
}

func (q *request) claimHref(c *claim) string {
	return view{lang: q.lang}.prefix() + "/so-lieu-cong-bo#" + c.ID
}

// dateOr writes a date that a source may not have.
func (q *request) dateOr(d date) string {
	if !d.Valid {
		return q.T("date.none")
	}
	return q.Date(d.Time)
}
