package dashboards

import (
	"strings"

	"nhipcau/dashboards/web"
	"nhipcau/internal/i18n"
)

// layout is what stands around every page. Pages embed it, so their templates have T and its kin.
type layout struct {
	*i18n.Printer
	Title     string
	Lede      string
	Answer    []string // what the page is asked for, before anything is explained
	Simulated bool
	Nav       []navItem
	Languages []navItem
	Notes     []string
	Crumbs    []crumb
	Facts     []pair
	CutOff    string
	Snapshot  string
	Origin    string
	Switch    crumb // to the simulated pages and back
	PrintURL  string
	CSS, JS   asset
	Charts    string
}

type asset struct{ URL, Integrity string }

type navItem struct {
	Label, Href, Lang string
	Current           bool
}

type crumb struct{ Label, Href, Lang string }

// pair is a name and its value, as in "Ngày chốt số liệu: 31/12/2019".
type pair struct{ Name, Value, Lang, Href string }

var nav = []struct{ path, key string }{
	{"/", "nav.overview"}, {"/so-sanh", "nav.compare"}, {"/dia-phuong", "nav.localities"}, {"/chu-de", "nav.topics"}, {"/thoi-han", "nav.deadlines"},
	{"/so-lieu-cong-bo", "nav.published"}, {"/cach-tinh", "nav.methods"}, {"/du-lieu", "nav.data"}, {checkPath, "nav.check"},
}

// layout fills the frame; title is a catalogue key, current the path of the page in the navigation, answer what the page says first.
func (q *request) layout(title, current string, answer ...string) layout {
	l := layout{Printer: q.Printer, Answer: answer, Title: q.T(title), Simulated: q.simulated, Notes: q.notes, PrintURL: "http://" + q.http.Host + q.http.URL.RequestURI()}
	for _, n := range nav {
		href := q.path(n.path)
		if n.path == checkPath {
			if q.server.config.Check == nil {
				continue
			}
			href = view{lang: q.lang}.prefix() + checkPath // nothing of it is simulated
		}
		l.Nav = append(l.Nav, navItem{Label: q.T(n.key), Href: href, Current: n.path == current})
	}
	l.Languages = q.languages()
	if q.held != nil {
		l.CutOff, l.Snapshot = q.Date(q.held.AsOf), q.held.ID
	}
	l.Origin = q.T("origin." + q.origin())
	other := view{lang: q.lang, simulated: !q.simulated}
	l.Switch = crumb{Label: q.T(map[bool]string{true: "nav.to_real", false: "nav.to_simulated"}[q.simulated]), Href: orRoot(other.prefix())}
	l.CSS.URL, l.CSS.Integrity = web.Asset("app.css")
	l.JS.URL, l.JS.Integrity = web.Asset("app.js")
	if q.drawn {
		l.Charts, _ = web.Asset("charts.js")
	}
	return l
}

func orRoot(path string) string {
	if path == "" {
		return "/"
	}
	return path
}

// languages gives the same page in both languages.
func (q *request) languages() []navItem {
	rest := strings.TrimPrefix(q.http.URL.Path, view{lang: q.lang}.prefix())
	if rest == "/" {
		rest = ""
	}
	query := ""
	if q.http.URL.RawQuery != "" {
		query = "?" + q.http.URL.Query().Encode()
	}
	return []navItem{
		{Label: "Tiếng Việt", Lang: "vi", Href: orRoot(rest) + query, Current: q.lang == i18n.Vi},
		{Label: "English", Lang: "en", Href: "/en" + rest + query, Current: q.lang == i18n.En},
	}
}
