package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

const manifestName = "manifest.json"

// asset is one line of the manifest; dashboards/web reads the same JSON.
type asset struct {
	Path      string `json:"path"`      // file name in dist, hash included
	Integrity string `json:"integrity"` // Subresource Integrity, "sha384-…"
	Size      int    `json:"size"`      // bytes
	GzipSize  int    `json:"gzip_size"` // bytes of the .gz beside it
}

// describe hashes each entry point, and leaves a gzip copy beside every text file (chunks too): compressing
// once at build time keeps the server from doing it for each reader.
func describe(dist string, outputs map[string]string) (map[string]asset, error) {
	compressed := map[string]int{}
	for _, pattern := range []string{"*.js", "*.css"} {
		paths, err := filepath.Glob(filepath.Join(dist, pattern))
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			if compressed[filepath.Base(p)], err = compress(p); err != nil {
				return nil, err
			}
		}
	}
	files := make(map[string]asset, len(outputs))
	for name, file := range outputs {
		content, err := os.ReadFile(filepath.Join(dist, file))
		if err != nil {
			return nil, err
		}
		sum := sha512.Sum384(content)
		files[name] = asset{
			Path: file, Size: len(content), GzipSize: compressed[file],
			Integrity: "sha384-" + base64.StdEncoding.EncodeToString(sum[:]),
		}
	}
	return files, nil
}

// compress writes path.gz and returns its size. The gzip header carries no name and no time, so that the
// bytes depend on the content alone.
func compress(path string) (int, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	var buf bytes.Buffer
	zw, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := zw.Write(content); err != nil {
		return 0, err
	}
	if err := zw.Close(); err != nil {
		return 0, err
	}
	return buf.Len(), os.WriteFile(path+".gz", buf.Bytes(), 0o644)
}

// writeManifest writes through a rename: a reader sees a whole manifest or none.
func writeManifest(dist string, files map[string]asset) error {
	content, err := json.MarshalIndent(map[string]any{"files": files}, "", "  ")
	if err != nil {
		return err
	}
	tmp := filepath.Join(dist, ".manifest.tmp")
	if err := os.WriteFile(tmp, append(content, '\n'), 0o644); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dist, manifestName)); err != nil {
		return fmt.Errorf("publish manifest: %w", err)
	}
	return nil
}

// licences are the texts that the licences of the bundled packages ask to travel with the copies
// (Apache-2.0 §4, OFL-1.1 §2, 0BSD for courtesy).
var licences = []string{
	"@fontsource/be-vietnam-pro/LICENSE", "echarts/LICENSE", "echarts/NOTICE", "htmx.org/LICENSE", "tslib/LICENSE.txt", "zrender/LICENSE",
}

// copyLicences puts them all in dist/licences.txt, each under its package's name.
func copyLicences(web, dist string) error {
	var buf bytes.Buffer
	for _, name := range licences {
		content, err := os.ReadFile(filepath.Join(web, "node_modules", filepath.FromSlash(name)))
		if err != nil {
			return fmt.Errorf("licence of a bundled package: %w", err)
		}
		fmt.Fprintf(&buf, "==== %s ====\n\n%s\n\n", name, bytes.TrimSpace(content))
	}
	return os.WriteFile(filepath.Join(dist, "licences.txt"), buf.Bytes(), 0o644)
}

func sortedNames(files map[string]asset) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
