package dashboards

import (
	"encoding/json"
	"net/http"
	"runtime/debug"

	"nhipcau/dashboards/web"
	"nhipcau/internal/i18n"
)

// healthz says that the server answers, and on which snapshot.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	h := s.live.acquire()
	if h == nil {
		w.Write([]byte("ok, no snapshot\n"))
		return
	}
	defer h.release()
	w.Header().Set("X-Snapshot", h.ID)
	w.Write([]byte("ok " + h.ID + "\n"))
}

type listedPage struct {
	Path  string    `json:"path"`
	Lang  i18n.Lang `json:"lang"`
	Title string    `json:"title"`
}

// pagesJSON lists the pages that the browser test opens: every page in the four views, some with filters.
func (s *Server) pagesJSON(w http.ResponseWriter, _ *http.Request) {
	pages := []struct{ path, title string }{
		{"/", "nav.overview"}, {"/so-sanh", "nav.compare"}, {"/so-sanh?ban-do=34&cap=commune&chi-tieu=replied&sap-xep=on-dinh", "nav.compare"},
		{"/dia-phuong", "nav.localities"}, {"/dia-phuong?q=bac+giang", "nav.localities"}, {"/dia-phuong/p24@2004", ""}, {"/dia-phuong/p24@2025", ""}, {"/dia-phuong/d221@2004", ""},
		{"/chu-de", "nav.topics"}, {"/chu-de?cap=commune&chu-de=MT", "nav.topics"}, {"/thoi-han", "nav.deadlines"}, {"/thoi-han?ban-do=63&nam=2024", "nav.deadlines"},
		{"/so-lieu-cong-bo", "nav.published"}, {"/so-lieu-cong-bo?dia-ban=p19@2004&kenh=tiep_xuc_cu_tri", "nav.published"}, {"/cach-tinh", "nav.methods"}, {"/du-lieu", "nav.data"},
	}
	var list []listedPage
	for _, v := range []view{{lang: i18n.Vi}, {lang: i18n.En}, {lang: i18n.Vi, simulated: true}, {lang: i18n.En, simulated: true}} {
		for _, p := range pages {
			path := v.prefix() + p.path
			if p.path == "/" && path != "/" {
				path = v.prefix()
			}
			title := ""
			if p.title != "" {
				title = i18n.For(v.lang).T(p.title)
			}
			list = append(list, listedPage{Path: path, Lang: v.lang, Title: title})
		}
	}
	if s.config.Check != nil {
		for _, v := range []view{{lang: i18n.Vi}, {lang: i18n.En}} {
			list = append(list, listedPage{Path: v.prefix() + checkPath, Lang: v.lang, Title: i18n.For(v.lang).T("nav.check")})
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(list)
}

// programVersion tells two builds apart, so that a reader's cached page does not outlive the program that drew it.
func programVersion() string {
	css, _ := web.Asset("app.css")
	js, _ := web.Asset("app.js")
	v := css + js
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.time" {
				v += s.Value
			}
		}
	}
	return v
}
