package dashboards

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"nhipcau/internal/i18n"
	"nhipcau/internal/semantic"
)

// view is which of the four faces of a page is asked for.
type view struct {
	lang      i18n.Lang
	simulated bool
}

func (v view) prefix() string {
	p := ""
	if v.lang == i18n.En {
		p = "/en"
	}
	if v.simulated {
		p += "/mo-phong"
	}
	return p
}

// viewOf reads the view from a path that no route knows.
func viewOf(r *http.Request) view {
	v := view{lang: i18n.Vi}
	rest, en := strings.CutPrefix(r.URL.Path+"/", "/en/")
	if en {
		v.lang = i18n.En
		rest = "/" + rest
	}
	v.simulated = strings.HasPrefix(rest, "/mo-phong/")
	return v
}

// request is one page being made: the view, the snapshot it holds, the state in its address, and the notes it collects.
type request struct {
	*i18n.Printer
	view
	server *Server
	http   *http.Request
	held   *held // nil when no snapshot was published yet
	values url.Values
	notes  []string // what was wrong with the address and what is shown instead
	drawn  bool     // the page has a chart
	oneMap bool     // all places of the page are of one map, so that names need not tell which
	w      http.ResponseWriter
}

// handler makes one page. Its error becomes a status and a page in the reader's language.
type handler func(q *request) error

// page holds the live snapshot for the request and answers with the page, or with 304 when the reader has it.
func (s *Server) page(viewFor func(*http.Request) view, h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := viewFor(r)
		q := &request{Printer: i18n.For(v.lang), view: v, server: s, http: r, values: r.URL.Query(), w: w, held: s.live.acquire()}
		if q.held == nil {
			if err := q.render(http.StatusServiceUnavailable, "nothing.html", nothingPage{layout: q.layout("nothing.title", "")}); err != nil {
				s.log.Error("cannot answer", "path", r.URL.Path, "error", err)
			}
			return
		}
		defer func() {
			if err := q.held.release(); err != nil {
				s.log.Error("cannot close the old snapshot", "error", err)
			}
		}()
		w.Header().Set("X-Snapshot", q.held.ID)
		tag := q.etag()
		if strings.Contains(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		q.w.Header().Set("ETag", tag)
		if err := h(q); err != nil {
			q.fail(err)
		}
	}
}

// etag names the page: the snapshot, the address, and the program that draws it.
func (q *request) etag() string {
	sum := sha256.Sum256([]byte(q.held.ID + "\n" + q.http.Host + q.http.URL.RequestURI() + "\n" + q.server.pages.version))
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

func (q *request) ctx() context.Context { return q.http.Context() }

func (q *request) facts() *facts { return q.held.facts }

func (q *request) origin() string {
	if q.simulated {
		return fromSimulation
	}
	return fromRegisters
}

func (q *request) span() span { return q.facts().spans[q.origin()] }

// run asks the metrics of this page's origin. The answer may be shared with other requests: do not change it.
func (q *request) run(query semantic.Query) (semantic.Result, error) {
	query.Origin = q.origin()
	query.Exact = true // a page hides small cells over all its tables at once (topics_hidden.go), which is more than one answer can
	if r, ok := q.held.memo.get(query); ok {
		return r, nil
	}
	r, err := q.facts().catalog.Run(q.ctx(), q.held, query)
	if err == nil {
		q.held.memo.put(query, r)
	}
	return r, err
}

// param is a parameter in the path, with its escapes resolved.
func (q *request) param(name string) string {
	v := chi.URLParam(q.http, name)
	if u, err := url.PathUnescape(v); err == nil {
		return u
	}
	return v
}

// path makes an address in the same view.
func (q *request) path(path string, args ...string) string {
	p := q.prefix() + path
	if path == "/" && p != "/" {
		p = strings.TrimSuffix(p, "/")
	}
	v := url.Values{}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i+1] != "" {
			v.Set(args[i], args[i+1])
		}
	}
	if len(v) > 0 {
		p += "?" + v.Encode()
	}
	return p
}

// here is this address with some values changed; an empty value leaves the field out.
func (q *request) here(args ...string) string {
	v := url.Values{}
	for key, list := range q.values {
		v[key] = list
	}
	for i := 0; i+1 < len(args); i += 2 {
		if v.Del(args[i]); args[i+1] != "" {
			v.Set(args[i], args[i+1])
		}
	}
	if len(v) == 0 {
		return q.http.URL.Path
	}
	return q.http.URL.Path + "?" + v.Encode()
}

// note tells the reader something about the address they gave.
func (q *request) note(key string, args ...any) { q.notes = append(q.notes, q.T(key, args...)) }

// vi marks what exists in Vietnamese only: on an English page it gets lang="vi".
func (q *request) vi() string {
	if q.Lang == i18n.En {
		return "vi"
	}
	return ""
}

// render writes a page only once it is whole.
func (q *request) render(status int, name string, page any) error {
	var b bytes.Buffer
	if err := q.server.pages.execute(&b, name, page); err != nil {
		return err
	}
	h := q.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(q.Lang))
	if status == http.StatusOK {
		h.Set("Cache-Control", "private, no-cache")
	} else {
		h.Del("ETag")
		h.Set("Cache-Control", "no-store")
	}
	q.w.WriteHeader(status)
	_, err := b.WriteTo(q.w)
	if err != nil {
		q.server.log.Debug("the reader went away", "error", err)
	}
	return nil
}
