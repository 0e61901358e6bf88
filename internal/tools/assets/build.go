package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// entryPoints are the files a page may ask for by name; everything else is reached from them.
var entryPoints = []string{"js/app.js", "js/charts.js", "css/app.css"}

// build makes dist from the web folder and returns what the manifest says.
func build(web string) (map[string]asset, error) {
	web, err := filepath.Abs(web)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(web, "node_modules", ".package-lock.json")); err != nil {
		return nil, fmt.Errorf("%s: npm packages are not installed, run `npm ci --ignore-scripts` there: %w", web, err)
	}
	dist := filepath.Join(web, "dist")
	if err := empty(dist); err != nil {
		return nil, err
	}
	outputs, err := bundle(web, dist)
	if err != nil {
		return nil, err
	}
	if err := copyLicences(web, dist); err != nil {
		return nil, err
	}
	files, err := describe(dist, outputs)
	if err != nil {
		return nil, err
	}
	return files, writeManifest(dist, files)
}

// bundle runs esbuild and returns logical name → file name in dist, for the entry points only.
func bundle(web, dist string) (map[string]string, error) {
	entries := make([]api.EntryPoint, len(entryPoints))
	for i, e := range entryPoints {
		base := filepath.Base(e)
		entries[i] = api.EntryPoint{InputPath: e, OutputPath: strings.TrimSuffix(base, filepath.Ext(base))}
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:       web,
		EntryPointsAdvanced: entries,
		Outdir:              dist,
		EntryNames:          "[name]-[hash]",
		ChunkNames:          "chunk-[hash]",
		AssetNames:          "[name]-[hash]",
		Bundle:              true,
		Splitting:           true,
		Write:               true,
		Metafile:            true,
		Format:              api.FormatESModule,
		Target:              api.ES2020,
		MinifyWhitespace:    true,
		MinifyIdentifiers:   true,
		MinifySyntax:        true,
		LegalComments:       api.LegalCommentsLinked,
		Charset:             api.CharsetUTF8,
		Loader:              map[string]api.Loader{".woff2": api.LoaderFile},
		Define:              map[string]string{"process.env.NODE_ENV": `"production"`},
	})
	if len(result.Errors) > 0 {
		lines := api.FormatMessages(result.Errors, api.FormatMessagesOptions{})
		return nil, fmt.Errorf("esbuild: %s", strings.Join(lines, "\n"))
	}
	return entryOutputs(result.Metafile)
}

// entryOutputs reads from esbuild's metafile which output each entry point became.
func entryOutputs(metafile string) (map[string]string, error) {
	var meta struct {
		Outputs map[string]struct {
			EntryPoint string `json:"entryPoint"`
		} `json:"outputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, fmt.Errorf("esbuild metafile: %w", err)
	}
	names := make(map[string]string, len(entryPoints))
	for path, out := range meta.Outputs {
		if out.EntryPoint != "" {
			names[filepath.Base(out.EntryPoint)] = filepath.Base(path)
		}
	}
	for _, e := range entryPoints {
		if names[filepath.Base(e)] == "" {
			return nil, fmt.Errorf("esbuild wrote no output for %s", e)
		}
	}
	return names, nil
}

// empty removes everything from dist but .keep, the manifest first: an interrupted build must not look finished.
func empty(dist string) error {
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(dist, manifestName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	entries, err := os.ReadDir(dist)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == ".keep" {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dist, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
