package dashboards

import (
	"net/http"
	"slices"

	"nhipcau/internal/i18n"
)

// publishedPage answers: what did somebody publish, in which words, and what do these words say for certain?
type publishedPage struct {
	layout
	Filter   filter
	Channels []channelPart
	Shares   *figure
	Beside   *table // each claim of direct dialogue with what the records of the same scope and period give
	Lede2    []string
	Certain  []string
	Ordered  *table
	Order    string
	Readings *table
	Sources  *table
	Empty    *callout
}

// channelPart are the figures of one channel. Channels are never added up.
type channelPart struct {
	ID, Title string
	Note      string
	Table     *table
}

func published(q *request) error {
	page := publishedPage{}
	all, err := q.claims()
	if err != nil {
		return err
	}
	if q.simulated {
		return page.simulated(q, all)
	}
	place := q.choice(atPlace, "", values(all, func(c claim) string { return c.UnitID })...)
	measure := q.choice("so-do", "", values(all, func(c claim) string { return c.Measure })...)
	channel := q.choice("kenh", "", values(all, func(c claim) string { return c.Channel })...)
	page.Filter = q.claimFilter(all, place, measure, channel)
	shown := slices.DeleteFunc(slices.Clone(all), func(c claim) bool {
		return place != "" && c.UnitID != place || measure != "" && c.Measure != measure || channel != "" && c.Channel != channel
	})
	page.channels(q, shown)
	page.shares(q, shown)
	if page.Beside, err = q.besideTable(shown, place+" "+measure+" "+channel); err != nil {
		return err
	}
	page.Lede2 = []string{q.T("beside.lede")}
	for _, g := range groups(shown) {
		if g.Channel == "doi_thoai" {
			page.Certain = append(page.Certain, q.certainOf(g)...)
		}
	}
	page.Ordered, page.Order = q.ordered(shown)
	page.Readings = q.readingTable(shown)
	page.Sources = q.sourceTable(shown)
	page.layout = q.layout("nav.published", "/so-lieu-cong-bo", q.publishedAnswer(shown)...)
	page.Lede = q.T("published.lede")
	page.Facts = []pair{{Name: q.T("published.count"), Value: q.Int(int64(len(shown)))}, {Name: q.T("published.all"), Value: q.Int(int64(len(all)))}}
	return q.render(http.StatusOK, "published.html", page)
}

// simulated shows only how claims are set beside records: what was published stands in full on the real page, under its own heading.
func (page *publishedPage) simulated(q *request, all []claim) error {
	page.Empty = &callout{Title: q.T("published.simulated"), Texts: []string{q.T("published.simulated_text")},
		Links: []crumb{{Label: q.T("nav.published"), Href: view{lang: q.lang}.prefix() + "/so-lieu-cong-bo"}}}
	var err error
	if page.Beside, err = q.besideTable(all, ""); err != nil {
		return err
	}
	page.Lede2 = []string{q.T("beside.lede_simulated"), q.T("beside.lede")}
	page.layout = q.layout("nav.published", "/so-lieu-cong-bo")
	return q.render(http.StatusOK, "published.html", page)
}

// values are the different values of a column, in the order they come.
func values(all []claim, of func(claim) string) []string {
	var list []string
	for _, c := range all {
		if v := of(c); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

func (q *request) claimFilter(all []claim, place, measure, channel string) filter {
	make := func(name, chosen, any string, codes []string, text func(string) string, lang string) field {
		f := field{ID: "f-" + name, Name: name, Label: q.T("field." + name), Options: []option{{Text: any, Selected: chosen == ""}}}
		for _, c := range codes {
			f.Options = append(f.Options, option{Value: c, Text: text(c), Selected: c == chosen, Lang: lang})
		}
		return f
	}
	word := func(field string) func(string) string {
		return func(code string) string { return q.facts().word(q.Printer, field, code) }
	}
	return q.filter("/so-lieu-cong-bo",
		make(atPlace, place, q.T("place.all"), values(all, func(c claim) string { return c.UnitID }), q.facts().fullName, q.vi()),
		make("so-do", measure, q.T("measure.all"), values(all, func(c claim) string { return c.Measure }), word("measure"), ""),
		make("kenh", channel, q.T("channel.all"), values(all, func(c claim) string { return c.Channel }), word("channel"), ""))
}

// channels puts direct dialogue first; the other channels stand apart.
func (page *publishedPage) channels(q *request, shown []claim) {
	for _, ch := range append([]string{"doi_thoai"}, values(shown, func(c claim) string { return c.Channel })...) {
		if slices.ContainsFunc(page.Channels, func(p channelPart) bool { return p.ID == ch }) {
			continue
		}
		own := slices.DeleteFunc(slices.Clone(shown), func(c claim) bool { return c.Channel != ch })
		if len(own) == 0 {
			continue
		}
		part := channelPart{ID: ch, Title: q.facts().word(q.Printer, "channel", ch), Table: q.claimTable(own, true)}
		if ch != "doi_thoai" {
			part.Note = q.T("published.other_channel")
		}
		page.Channels = append(page.Channels, part)
	}
}

// claimTable lists figures in their own words; place says whether a column for the place is wanted.
func (q *request) claimTable(own []claim, place bool) *table {
	t := &table{Caption: q.T("published.table"), Note: q.T("published"), Tall: len(own) > 20}
	if place {
		t.Heads = append(t.Heads, head{Text: q.T("head.place")})
	}
	t.Heads = append(t.Heads, head{Text: q.T("head.measure")}, head{Text: q.T("head.words")}, head{Text: q.T("head.bounds"), NoSort: true}, head{Text: q.T("head.period")},
		head{Text: q.T("head.scope")}, head{Text: q.T("head.source")})
	for _, c := range own {
		var cells []cell
		if place {
			cells = append(cells, cell{Text: q.facts().fullName(c.UnitID), Lang: q.vi(), Href: q.path("/dia-phuong/" + c.UnitID)})
		}
		cells = append(cells, cell{Text: q.facts().word(q.Printer, "measure", c.Measure)}, q.wordsCell(&c), cell{Text: c.boundWords(q.Printer)},
			cell{Text: c.Period, Lang: q.vi(), Small: q.cumulative(&c), Sort: claimSort(&c)}, cell{Text: q.scopeWords(&c)},
			cell{Text: orDash(c.Publisher), Lang: q.vi(), Small: q.dateOr(c.PublishedOn), Href: view{lang: q.lang}.prefix() + "/so-lieu-cong-bo#" + c.SourceID})
		r := row{Cells: cells}
		if place {
			r.ID = c.ID
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func claimSort(c *claim) string {
	if c.To.Valid {
		return c.To.Time.Format("2006-01-02")
	}
	return "-"
}

func (q *request) cumulative(c *claim) string {
	if c.Cumulative {
		return q.T("published.cumulative")
	}
	return ""
}

// wordsCell is what was printed, or the state when nothing was.
func (q *request) wordsCell(c *claim) cell {
	switch c.Status {
	case "none_occurred":
		return cell{Text: q.T("state.none_occurred"), Badge: "badge-none"}
	case "not_reported":
		return cell{Text: q.T("state.not_reported"), Badge: "badge-missing"}
	case "not_applicable":
		return cell{Text: q.T("state.not_applicable"), Badge: "badge-na"}
	}
	words := cell{Text: c.Text, Lang: q.wordsLang(c)}
	if q.vi() == "" {
		words.Small = c.Note
	}
	if c.Value.Valid {
		words.Sort = sortKey(c.Value.V)
	}
	return words
}

// wordsLang is the language a figure was printed in, where it is not the page's.
func (q *request) wordsLang(c *claim) string {
	printed := i18n.Vi
	if c.SourceKind == "press_en" {
		printed = i18n.En
	}
	if printed == q.Lang {
		return ""
	}
	return string(printed)
}

func (q *request) scopeWords(c *claim) string {
	words := q.facts().word(q.Printer, "level", c.Scope)
	if c.Subordinates {
		words += ", " + q.T("published.with_below")
	}
	return words
}

// shares draws the shares of direct dialogue by their bounds, hatched: what the words say and no more.
func (page *publishedPage) shares(q *request, shown []claim) {
	own := slices.DeleteFunc(slices.Clone(shown), func(c claim) bool {
		return !c.isShare() || c.Status != "reported" || !c.Lo.Valid && !c.Hi.Valid
	})
	if len(own) == 0 {
		return
	}
	f := figure{ID: "ty-le-cong-bo", Title: q.T("published.shares"), Note: q.T("published.shares_note"), Source: q.T("published.source", "date", q.Date(q.held.AsOf), "id", q.held.ID),
		Table: &table{Caption: q.T("published.shares"), Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.measure")}, {Text: q.T("head.words")}, {Text: q.T("head.bounds"), NoSort: true}}}}
	for _, c := range own {
		f.Table.Rows = append(f.Table.Rows, row{Cells: []cell{{Text: q.facts().name(c.UnitID), Lang: q.vi(), Href: q.path("/dia-phuong/" + c.UnitID)},
			{Text: q.facts().word(q.Printer, "measure", c.Measure)}, {Text: c.Text, Lang: q.wordsLang(&c)}, {Text: c.boundWords(q.Printer)}}})
	}
	q.drawClaims(&f, own)
	page.Shares = &f
}

func (q *request) sourceTable(shown []claim) *table {
	t := &table{Caption: q.T("published.sources"), Heads: []head{{Text: q.T("head.title")}, {Text: q.T("head.publisher")}, {Text: q.T("head.on")}, {Text: q.T("head.kind")}, {Text: q.T("head.locator"), NoSort: true}}}
	seen := map[string]bool{}
	for _, c := range shown {
		if seen[c.SourceID] {
			continue
		}
		seen[c.SourceID] = true
		on := cell{Text: q.dateOr(c.PublishedOn), Sort: "-"}
		if c.PublishedOn.Valid {
			on.Sort = c.PublishedOn.Time.Format("2006-01-02")
		}
		title := cell{Text: c.SourceTitle, Lang: q.vi()}
		if q.vi() == "" {
			title.Small = c.SourceNote
		}
		t.Rows = append(t.Rows, row{ID: c.SourceID, Cells: []cell{title, {Text: c.Publisher, Lang: q.vi()}, on, {Text: q.T("source." + c.SourceKind)}, {Text: c.Locator, Lang: q.vi()}}})
	}
	return t
}
