// Package web is the browser side of the dashboards as one embedded folder.
//
// It reads dist, which `make assets` bundles from js, css and the pinned npm packages, and serves it under
// /assets/. It promises that a file's bytes never change under its name (names carry a hash), so browsers may
// keep it for good, and that nothing a page needs comes from another host. A binary built without the bundle
// still starts: every question then answers ErrNotBuilt, which names the remedy.
package web

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// dist/.keep is committed so that the pattern matches on a fresh clone.
//
//go:embed all:dist
var embedded embed.FS

// Prefix is the path the Handler expects to be mounted at; the URLs of Asset begin with it.
const Prefix = "/assets/"

// ErrNotBuilt says that the binary was built before the browser bundle.
var ErrNotBuilt = errors.New("the browser bundle is missing: run make assets, then build again")

// File is one entry point of the bundle.
type File struct {
	Path      string `json:"path"`      // name in dist, hash included
	Integrity string `json:"integrity"` // for the integrity attribute, "sha384-…"
	Size      int    `json:"size"`      // bytes
}

// bundle is a dist folder with its manifest; a type of its own so that tests can bring their own folder.
type bundle struct {
	files    fs.FS
	manifest func() (map[string]File, error)
}

func newBundle(files fs.FS) *bundle {
	b := &bundle{files: files}
	b.manifest = sync.OnceValues(b.read)
	return b
}

var built = newBundle(mustSub(embedded, "dist"))

// Manifest maps logical names (app.css, app.js, charts.js) to files; ErrNotBuilt when there is no bundle.
func Manifest() (map[string]File, error) { return built.manifest() }

// Asset gives the URL and integrity of a logical name. An unknown name or a missing bundle gives two empty
// strings: the page then shows without style, and serve has already said why at its start.
func Asset(name string) (url, integrity string) { return built.asset(name) }

func (b *bundle) asset(name string) (url, integrity string) {
	manifest, err := b.manifest()
	if err != nil {
		return "", ""
	}
	f, ok := manifest[name]
	if !ok {
		return "", ""
	}
	return Prefix + f.Path, f.Integrity
}

func (b *bundle) read() (map[string]File, error) {
	content, err := fs.ReadFile(b.files, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, fmt.Errorf("browser bundle: %w", err)
	}
	var manifest struct {
		Files map[string]File `json:"files"`
	}
	if err := json.Unmarshal(content, &manifest); err != nil {
		return nil, fmt.Errorf("browser bundle: manifest.json: %w", err)
	}
	return manifest.Files, nil
}

func mustSub(f embed.FS, dir string) fs.FS {
	sub, err := fs.Sub(f, dir)
	if err != nil {
		panic(err) // dir is a constant of this file
	}
	return sub
}
