package web

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// types are fixed here, not asked of the machine: a Windows registry or a thin container may say
// text/plain for .js, and a module script with that type does not run.
var types = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2",
	".txt": "text/plain; charset=utf-8",
}

// Handler serves the bundle under Prefix: hashed names, so cached for a year and immutable; the gzip copy when
// the browser takes it; 404 for all else, the manifest and folders included. Without a bundle it answers 503
// with ErrNotBuilt's words.
func Handler() http.Handler { return built }

func (b *bundle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, err := b.manifest(); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, Prefix)
	contentType := types[path.Ext(name)]
	if !ok || contentType == "" || strings.Contains(name, "/") {
		http.NotFound(w, r)
		return
	}
	b.serveFile(w, r, name, contentType)
}

func (b *bundle) serveFile(w http.ResponseWriter, r *http.Request, name, contentType string) {
	file := name
	compressed := false
	if _, err := fs.Stat(b.files, name+".gz"); err == nil {
		w.Header().Set("Vary", "Accept-Encoding")
		if compressed = takesGzip(r.Header.Get("Accept-Encoding")); compressed {
			file += ".gz"
		}
	}
	content, err := fs.ReadFile(b.files, file)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	if compressed {
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", contentType)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", cacheControl(name))
	if r.Method == http.MethodHead {
		return
	}
	w.Write(content) // a reader who has gone away is no error of ours
}

// cacheControl: licence texts keep their name when their content changes, all else is named by its hash.
func cacheControl(name string) string {
	if path.Ext(name) == ".txt" {
		return "public, max-age=3600"
	}
	return "public, max-age=31536000, immutable"
}

// takesGzip reads Accept-Encoding: gzip or * named and not refused by q=0.
func takesGzip(header string) bool {
	for _, part := range strings.Split(header, ",") {
		coding, params, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil || (coding != "gzip" && coding != "*") {
			continue
		}
		return strings.Trim(params["q"], "0.") != "" || params["q"] == ""
	}
	return false
}
