package dashboards

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/klauspost/compress/gzhttp"

	"nhipcau/dashboards/web"
	"nhipcau/internal/i18n"
)

// router is every address of the product. The four views are the same pages: two languages, registers or simulation.
func (s *Server) router() http.Handler {
	r := chi.NewRouter()
	r.Use(s.recovers, secure, getOrCheck)
	r.Handle("/assets/*", web.Handler())
	r.Get("/healthz", s.healthz)
	r.Group(func(r chi.Router) {
		r.Use(compress)
		r.Get("/pages.json", s.pagesJSON)
		s.views(r, "", view{lang: i18n.Vi})
		s.views(r, "/en", view{lang: i18n.En})
		s.views(r, "/mo-phong", view{lang: i18n.Vi, simulated: true})
		s.views(r, "/en/mo-phong", view{lang: i18n.En, simulated: true})
	})
	if s.config.Check != nil {
		s.checkRoutes(r, "", view{lang: i18n.Vi})
		s.checkRoutes(r, "/en", view{lang: i18n.En})
	}
	r.NotFound(s.page(viewOf, notFound))
	return r
}

func (s *Server) views(r chi.Router, prefix string, v view) {
	get := func(path string, h handler) {
		r.Get(prefix+path, s.page(func(*http.Request) view { return v }, h))
	}
	get(rootOf(prefix), overview)
	get("/so-sanh", compare)
	get("/dia-phuong", localities)
	get("/dia-phuong/{unit}", locality)
	get("/chu-de", topics)
	get("/thoi-han", deadlines)
	get("/so-lieu-cong-bo", published)
	get("/cach-tinh", methods)
	get("/du-lieu", dataPage)
}

// checkRoutes are the page that takes files: the only addresses that answer a POST, and what they take is gone with the answer.
func (s *Server) checkRoutes(r chi.Router, prefix string, v view) {
	r.With(compress).Get(prefix+checkPath, s.checkable(v, checkForm))
	r.With(compress).Post(prefix+checkPath, s.checkable(v, checkFiles))
	r.With(compress).Get(prefix+backPath, http.RedirectHandler(prefix+checkPath, http.StatusSeeOther).ServeHTTP)
	r.Post(prefix+backPath, s.checkable(v, checkBack))
}

func rootOf(prefix string) string {
	if prefix == "" {
		return "/"
	}
	return ""
}

var compress = func(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) }
