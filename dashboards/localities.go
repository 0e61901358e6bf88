package dashboards

import (
	"net/http"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// localitiesPage finds a place by name, or lists the provinces of both maps.
type localitiesPage struct {
	layout
	Filter  filter
	Results *table
	Lists   []placeList
}

type placeList struct {
	ID, Title string
	Items     []cell
}

// maxFound bounds a list of matches: "xã" is in ten thousand names.
const maxFound = 100

func localities(q *request) error {
	search := strings.TrimSpace(q.values.Get(atSearch))
	page := localitiesPage{Filter: q.filter("/dia-phuong", field{ID: "f-q", Name: atSearch, Label: q.T("field.q"), Text: search, Wide: true})}
	if search != "" {
		found, all := q.facts().search(search)
		if len(found) == 0 {
			q.note("localities.none", "text", clip(search))
		} else {
			page.Results = q.foundTable(found)
			if all > len(found) {
				q.note("localities.more", "shown", len(found), "all", all)
			}
		}
	}
	for _, list := range []string{"2025", "2004"} {
		l := placeList{ID: "ds-" + list, Title: q.T("localities.list_" + list)}
		for _, p := range q.facts().provinces(list) {
			l.Items = append(l.Items, cell{Text: p.Name, Lang: q.vi(), Href: q.path("/dia-phuong/" + p.ID)})
		}
		page.Lists = append(page.Lists, l)
	}
	page.layout = q.layout("nav.localities", "/dia-phuong")
	page.Lede = q.T("localities.lede")
	return q.render(http.StatusOK, "localities.html", page)
}

// search finds places whose name holds the text; with marks only names with those marks, without marks any. Provinces come
// first, then districts, then communes.
func (f *facts) search(text string) (found []*place, all int) {
	fold := viet.Key4
	if viet.HasDiacritics(text) {
		fold = viet.Key1
	}
	key := fold(text)
	if key == "" {
		return nil, 0
	}
	for _, p := range f.units {
		if p.Level != "other" && strings.Contains(fold(p.FullName), key) {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b *place) int {
		if c := slices.Index(levels, a.Level) - slices.Index(levels, b.Level); c != 0 {
			return c
		}
		return compareKeys(a.ID, b.ID)
	})
	all = len(found)
	return found[:min(all, maxFound)], all
}

func (q *request) foundTable(found []*place) *table {
	t := &table{Caption: q.T("localities.found"), Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.level")}, {Text: q.T("head.belongs")}, {Text: q.T("head.in_force")}}}
	for _, p := range found {
		t.Rows = append(t.Rows, row{Muted: p.To.Valid, Cells: []cell{
			{Text: p.FullName, Lang: q.vi(), Href: q.path("/dia-phuong/" + p.ID)}, {Text: q.facts().word(q.Printer, "level", p.Level)},
			{Text: orDash(q.facts().fullNameOrEmpty(p.Parent)), Lang: q.vi()}, {Text: q.inForce(p.From, p.To), Sort: "-"},
		}})
	}
	return t
}

func (f *facts) fullNameOrEmpty(id string) string {
	if id == "" {
		return ""
	}
	return f.fullName(id)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// inForce says when a unit existed; the end is the last day, as a decree says it.
func (q *request) inForce(from, to date) string {
	switch {
	case to.Valid && from.Valid:
		return q.T("force.between", "from", q.Date(from.Time), "to", q.Date(to.Time.AddDate(0, 0, -1)))
	case to.Valid:
		return q.T("force.until", "to", q.Date(to.Time.AddDate(0, 0, -1)))
	case from.Valid:
		return q.T("force.since", "from", q.Date(from.Time))
	}
	return q.T("force.now")
}
