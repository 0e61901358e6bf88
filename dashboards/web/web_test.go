package web

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

func testBundle() *bundle {
	return newBundle(fstest.MapFS{
		"manifest.json":  {Data: []byte(`{"files":{"app.js":{"path":"app-AB.js","integrity":"sha384-x","size":4}}}`)},
		"app-AB.js":      {Data: []byte("js()")},
		"app-AB.js.gz":   {Data: []byte("zipped")},
		"font-CD.woff2":  {Data: []byte("font")},
		"licences.txt":   {Data: []byte("OFL")},
		"sub/inner-E.js": {Data: []byte("x")},
	})
}

func TestHandler(t *testing.T) {
	tests := []struct {
		name, method, path, accept string
		status                     int
		body, encoding, cache      string
	}{
		{"plain", "GET", "/assets/app-AB.js", "", 200, "js()", "", "public, max-age=31536000, immutable"},
		{"gzip", "GET", "/assets/app-AB.js", "br, gzip;q=0.8", 200, "zipped", "gzip", "public, max-age=31536000, immutable"},
		{"gzip refused", "GET", "/assets/app-AB.js", "gzip;q=0", 200, "js()", "", "public, max-age=31536000, immutable"},
		{"no gzip copy", "GET", "/assets/font-CD.woff2", "gzip", 200, "font", "", "public, max-age=31536000, immutable"},
		{"a name without hash is not kept for good", "GET", "/assets/licences.txt", "", 200, "OFL", "", "public, max-age=3600"},
		{"head", "HEAD", "/assets/app-AB.js", "", 200, "", "", "public, max-age=31536000, immutable"},
		{"manifest is not public", "GET", "/assets/manifest.json", "", 404, "404 page not found\n", "", ""},
		{"gzip copy not by name", "GET", "/assets/app-AB.js.gz", "", 404, "404 page not found\n", "", ""},
		{"no folders", "GET", "/assets/sub/inner-E.js", "", 404, "404 page not found\n", "", ""},
		{"no climbing", "GET", "/assets/../web.go", "", 404, "404 page not found\n", "", ""},
		{"no writing", "POST", "/assets/app-AB.js", "", 405, "Method Not Allowed\n", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.path, nil)
			if tt.accept != "" {
				r.Header.Set("Accept-Encoding", tt.accept)
			}
			w := httptest.NewRecorder()
			testBundle().ServeHTTP(w, r)
			if w.Code != tt.status || w.Body.String() != tt.body {
				t.Errorf("got %d %q, want %d %q", w.Code, w.Body.String(), tt.status, tt.body)
			}
			if got := w.Header().Get("Content-Encoding"); got != tt.encoding {
				t.Errorf("Content-Encoding %q, want %q", got, tt.encoding)
			}
			if got := w.Header().Get("Cache-Control"); got != tt.cache {
				t.Errorf("Cache-Control %q, want %q", got, tt.cache)
			}
		})
	}
}

func TestAsset(t *testing.T) {
	url, integrity := testBundle().asset("app.js")
	if url != "/assets/app-AB.js" || integrity != "sha384-x" {
		t.Errorf("app.js: got %q %q", url, integrity)
	}
	if url, integrity := testBundle().asset("other.js"); url != "" || integrity != "" {
		t.Errorf("unknown name: got %q %q, want nothing", url, integrity)
	}
}

func TestWithoutBundleTheRemedyIsNamed(t *testing.T) {
	b := newBundle(fstest.MapFS{".keep": {}})
	if _, err := b.manifest(); !errors.Is(err, ErrNotBuilt) {
		t.Fatalf("manifest: %v, want ErrNotBuilt", err)
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, httptest.NewRequest("GET", "/assets/app-AB.js", nil))
	if w.Code != http.StatusServiceUnavailable || w.Body.String() != ErrNotBuilt.Error()+"\n" {
		t.Errorf("got %d %q", w.Code, w.Body.String())
	}
}

// TestEmbeddedBundle holds a built bundle to what the templates ask for; on a fresh clone there is none yet.
func TestEmbeddedBundle(t *testing.T) {
	if _, err := Manifest(); errors.Is(err, ErrNotBuilt) {
		t.Skip("no bundle: run make assets")
	} else if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"app.css", "app.js", "charts.js"} {
		url, integrity := Asset(name)
		if url == "" || integrity == "" {
			t.Errorf("%s is not in the manifest", name)
			continue
		}
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, httptest.NewRequest("GET", url, nil))
		if w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("%s: status %d, %d bytes", url, w.Code, w.Body.Len())
		}
	}
}
