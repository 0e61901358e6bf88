package dashboards

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"nhipcau/internal/semantic"
)

// overviewPage answers: what is known, how sure is it, and what is missing.
type overviewPage struct {
	layout
	Headline      []tile
	HeadlineTitle string
	HeadlineNote  string
	HeadlineLink  crumb
	Certain       []string
	Coverage      []pair
	CoverageNotes []string
	Empty         *callout // said when no register was taken in yet
	Filter        *filter
	PeriodTitle   string
	Results       []tile
	Counts        []tile
	Deadlines     []tile
	Figures       []figure
	Others        *table // places with published figures
}

func overview(q *request) error {
	page := overviewPage{}
	if !q.simulated {
		if err := page.publishedPart(q); err != nil {
			return err
		}
	}
	year := q.year(atYear, q.span().latest())
	if len(q.span().Years) == 0 {
		page.Empty = &callout{Title: q.T("overview.empty.title"), Texts: []string{q.T("overview.empty.text." + q.origin()), q.T("overview.empty.command")}}
		if !q.simulated {
			page.Empty.Links = []crumb{{Label: q.T("nav.to_simulated"), Href: view{lang: q.lang, simulated: true}.prefix()}}
		}
	} else if err := page.computedPart(q, year); err != nil {
		return err
	}
	page.coverage(q)
	page.layout = q.layout("nav.overview", "/", page.Answer...)
	page.Lede = q.T("overview.lede")
	if q.simulated {
		page.Lede = q.T("overview.lede_simulated")
	}
	return q.render(http.StatusOK, "overview.html", page)
}

func (page *overviewPage) publishedPart(q *request) error {
	all, err := q.claims()
	if err != nil {
		return err
	}
	list := groups(all)
	if g := featured(list); g != nil {
		for _, m := range headline {
			if c := g.of(m); c != nil {
				page.Headline = append(page.Headline, q.claimTile(c))
			}
		}
		if share, opinions := g.of("resolved_share"), g.of("opinions"); share != nil && opinions != nil && share.DenominatorID == opinions.ID {
			page.Headline[0].Ratio = q.T("claim.of", "words", opinions.Text, "n", int64(opinions.Value.V), "how", q.T("published"))
		}
		first := g.Claims[0]
		page.HeadlineTitle = q.facts().fullName(g.UnitID) + ", " + g.Period
		page.HeadlineNote = q.T("overview.headline_note", "publisher", first.Publisher, "date", q.dateOr(first.PublishedOn), "title", first.SourceTitle)
		page.HeadlineLink = crumb{Label: q.T("overview.headline_link"), Href: q.path("/dia-phuong/" + g.UnitID)}
		page.Certain = q.certain(g)
	}
	page.Others = q.claimPlaces(list)
	return nil
}

// claimPlaces lists the places that somebody published dialogue figures about, in those figures' own words.
func (q *request) claimPlaces(list []*group) *table {
	t := &table{Caption: q.T("overview.places"), Note: q.T("published"), Tall: len(list) > 20, Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.scope")}, {Text: q.T("head.period")},
		{Text: q.T("head.sessions"), NoSort: true}, {Text: q.T("head.opinions"), NoSort: true}, {Text: q.T("head.result"), NoSort: true}}}
	first := func(g *group, measures ...string) cell {
		for _, m := range measures {
			if c := g.of(m); c != nil {
				return cell{Text: c.Text, Lang: q.wordsLang(c), Href: q.claimHref(c), Small: smallMeasure(q, m, measures[0])}
			}
		}
		return cell{Text: "–"}
	}
	for _, g := range list {
		if g.Channel != "doi_thoai" {
			continue
		}
		t.Rows = append(t.Rows, row{Cells: []cell{
			{Text: q.facts().fullName(g.UnitID), Lang: q.vi(), Href: q.path("/dia-phuong/" + g.UnitID)},
			{Text: q.facts().word(q.Printer, "level", g.Scope)}, {Text: g.Period, Lang: q.vi()},
			first(g, "sessions"), first(g, "opinions", "opinions_at", "issues"), first(g, "resolved_share", "resolved", "handled_share", "handled", "answered_share"),
		}})
	}
	return t
}

// smallMeasure names the measure when it is not the one of the column: an answer at the session is no resolution.
func smallMeasure(q *request, measure, usual string) string {
	if measure == usual {
		return ""
	}
	return q.facts().word(q.Printer, "measure", measure)
}

func (page *overviewPage) computedPart(q *request, year int) error {
	f := q.filter("/", q.yearField(atYear, year, true))
	page.Filter = &f
	page.PeriodTitle = q.periodName(year)
	from, to := period(year)
	result, err := q.run(semantic.Query{Metrics: slices.Concat(resultRates, counts, deadlineRates), From: from, To: to})
	if err != nil {
		return err
	}
	page.Answer = q.overviewAnswer(result, page.PeriodTitle)
	if len(result.Rows) > 0 {
		for i, m := range result.Metrics {
			t := q.tile(m, result.Rows[0].Values[i])
			switch {
			case i < len(resultRates):
				page.Results = append(page.Results, t)
			case i < len(resultRates)+len(counts):
				page.Counts = append(page.Counts, t)
			default:
				page.Deadlines = append(page.Deadlines, t)
			}
		}
	}
	byYear, err := q.byDim(semantic.ByYear, q.T("head.year"), 0, func(key string) cell { return cell{Text: key, Sort: key} })
	if err != nil {
		return err
	}
	byYear.Title = q.T("overview.by_year")
	byQuarter, err := q.quarters(semantic.Where{}, semantic.AsRecorded)
	if err != nil {
		return err
	}
	byLevel, err := q.byDim(semantic.ByLevel, q.T("head.level"), year, func(key string) cell {
		return cell{Text: q.facts().word(q.Printer, "level", key), Sort: levelOrder(key)}
	})
	if err != nil {
		return err
	}
	byLevel.Title = q.T("overview.by_level", "period", page.PeriodTitle)
	page.Figures = append(page.Figures, byQuarter, byYear, byLevel)
	topics, err := q.topicFigure(year)
	if err != nil {
		return err
	}
	page.Figures = append(page.Figures, topics)
	return nil
}

func levelOrder(level string) string { return strconv.Itoa(slices.Index(levels, level) + 1) }

// coveredProvinces counts the provinces of the two maps apart: their sum is a number of no country.
func (q *request) coveredProvinces(v span) string {
	var parts []string
	if v.Before > 0 {
		parts = append(parts, q.T("coverage.before", "n", v.Before, "of", len(q.facts().provinces("2004"))))
	}
	if v.After > 0 {
		parts = append(parts, q.T("coverage.after", "n", v.After, "of", len(q.facts().provinces("2025"))))
	}
	return strings.Join(parts, "; ")
}

// coverage says what there is and what is missing; a place without data is not a place with nothing.
func (page *overviewPage) coverage(q *request) {
	if v := q.span(); len(v.Years) > 0 {
		first, last := v.Years[0], v.latest()
		page.Coverage = append(page.Coverage, pair{Name: q.T("coverage.provinces"), Value: q.coveredProvinces(v)},
			pair{Name: q.T("coverage.span"), Value: q.Month(v.First) + " – " + q.Month(v.Last)},
			pair{Name: q.T("coverage.years"), Value: strconv.Itoa(last - first + 1)})
	} else {
		page.Coverage = append(page.Coverage, pair{Name: q.T("coverage.provinces"), Value: q.T("coverage.none", "of", len(q.facts().provinces("2025")))})
	}
	page.CoverageNotes = append(page.CoverageNotes, q.T("coverage.missing"))
}
