package dashboards

import (
	"context"
	"errors"
	"net/http"
	"path"

	"nhipcau/internal/semantic"
)

// errNotFound says that what the address names does not exist in this snapshot.
var errNotFound = errors.New("not found")

// kind is what an error means to the reader: a status and a text of the catalogue.
func kind(err error) (status int, key string) {
	switch {
	case errors.Is(err, errNotFound):
		return http.StatusNotFound, "error.not_found"
	case errors.Is(err, semantic.ErrQuery):
		return http.StatusBadRequest, "error.query"
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, "error.slow"
	}
	return http.StatusInternalServerError, "error.fault"
}

type errorPage struct {
	layout
	Text string
	Home string
}

// fail answers with a page in the reader's language. What happened inside is for the log only.
func (q *request) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return // nobody is there to read
	}
	status, key := kind(err)
	if status >= http.StatusInternalServerError {
		q.server.log.Error("page failed", "path", q.http.URL.Path, "error", err)
	}
	page := errorPage{layout: q.layout(key+".title", ""), Text: q.T(key + ".text"), Home: q.path("/")}
	if err := q.render(status, "error.html", page); err != nil {
		q.server.log.Error("error page failed", "error", err)
		http.Error(q.w, http.StatusText(status), status)
	}
}

// notFound answers where no route is. An address with a slash too many means the one without; cleaned, because "//host/" would
// lead a reader to another host.
func notFound(q *request) error {
	if p := q.http.URL.Path; p != "/" && p[len(p)-1] == '/' {
		http.Redirect(q.w, q.http, path.Clean(p), http.StatusMovedPermanently)
		return nil
	}
	return errNotFound
}

// nothingPage is shown until a first snapshot is published.
type nothingPage struct{ layout }
