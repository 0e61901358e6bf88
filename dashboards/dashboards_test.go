package dashboards_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"nhipcau/dashboards"
	"nhipcau/data"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// One warehouse for all tests: the published figures and the sample registers, built once by the pipeline itself.
var (
	warehouse *store.Warehouse
	server    *dashboards.Server
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "dashboards")
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ctx := context.Background()
	if warehouse, err = store.Open(dir, duckdb.New()); err != nil {
		return 1, err
	}
	names, err := fs.Glob(data.FS, "sample/*.csv")
	if err != nil || len(names) == 0 {
		return 1, fmt.Errorf("no sample: %w", err)
	}
	if err := build(ctx, time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC), names...); err != nil {
		return 1, err
	}
	if server, err = dashboards.New(ctx, dashboards.Config{Warehouse: warehouse, Reference: data.FS, Poll: 20 * time.Millisecond}); err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	return m.Run(), nil
}

func build(ctx context.Context, asOf time.Time, names ...string) error {
	var files []pipeline.Received
	for _, name := range names {
		files = append(files, pipeline.Received{Name: path.Base(name), Open: func() (io.ReadCloser, error) { return data.FS.Open(name) }})
	}
	_, err := pipeline.Run(ctx, warehouse, pipeline.Request{
		Files: files, AsOf: asOf, Now: asOf, Reference: data.FS, Program: "test",
		Verify: func(ctx context.Context, file string, want []store.TableSum) error {
			return store.VerifyFile(ctx, warehouse.Engine, file, want)
		},
	})
	return err
}

// get fetches a page and parses it.
func get(t *testing.T, path string) (*http.Response, *html.Node) {
	t.Helper()
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return w.Result(), doc
}

// find lists the elements of a tag that have a class; an empty one stands for any.
func find(n *html.Node, tag, class string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (tag == "" || d.Data == tag) && (class == "" || contains(strings.Fields(attr(d, "class")), class)) {
			out = append(out, d)
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text is what a reader sees in an element, blanks made one.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
