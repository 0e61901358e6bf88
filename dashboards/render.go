package dashboards

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
)

//go:embed pages/*.html
var pageFiles embed.FS

// templates are the pages, each with the frame and the parts, parsed once.
type templates struct {
	byName  map[string]*template.Template
	version string // of all template files, part of each page's ETag
}

// shared are the files every page may use; the others are pages.
var shared = []string{"pages/layout.html", "pages/parts.html"}

func parseTemplates() (templates, error) {
	t := templates{byName: map[string]*template.Template{}}
	sum := sha256.New()
	base, err := template.New("layout.html").ParseFS(pageFiles, shared...)
	if err != nil {
		return t, err
	}
	names, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil {
		return t, err
	}
	for _, name := range names {
		b, err := fs.ReadFile(pageFiles, name)
		if err != nil {
			return t, err
		}
		sum.Write(b)
		if name == shared[0] || name == shared[1] {
			continue
		}
		own, err := base.Clone()
		if err != nil {
			return t, err
		}
		if t.byName[path.Base(name)], err = own.ParseFS(pageFiles, name); err != nil {
			return t, err
		}
	}
	t.version = hex.EncodeToString(sum.Sum(nil)[:8]) + programVersion()
	return t, nil
}

func (t templates) execute(w io.Writer, name string, page any) error {
	own, ok := t.byName[name]
	if !ok {
		return fmt.Errorf("no template %q", name)
	}
	return own.ExecuteTemplate(w, "layout.html", page)
}
