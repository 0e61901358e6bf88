package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// miniWeb is a web folder with one line of everything the build looks for.
func miniWeb(t *testing.T) string {
	t.Helper()
	web := t.TempDir()
	files := map[string]string{
		"js/app.js": `import("./charts.js").then((c) => c.draw());`, "js/charts.js": `export function draw() { console.log("đ"); }`,
		"css/app.css": "body { color: #000000 }", "dist/.keep": "", "dist/old-AAAA.js": "stale", "node_modules/.package-lock.json": "{}",
	}
	for _, l := range licences {
		files["node_modules/"+l] = "licence of " + l
	}
	for name, content := range files {
		path := filepath.Join(web, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return web
}

func TestBuild(t *testing.T) {
	web := miniWeb(t)
	first, err := build(web)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(web, "dist", manifestName))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Files map[string]asset }
	if err := json.Unmarshal(content, &manifest); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"app.js", "charts.js", "app.css"} {
		f := manifest.Files[name]
		if !strings.HasPrefix(f.Integrity, "sha384-") || f.Size == 0 || f.GzipSize == 0 {
			t.Errorf("%s: %+v", name, f)
		}
		for _, file := range []string{f.Path, f.Path + ".gz"} {
			if _, err := os.Stat(filepath.Join(web, "dist", file)); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(web, "dist", "old-AAAA.js")); err == nil {
		t.Error("a file of an older build is still there")
	}
	if _, err := os.Stat(filepath.Join(web, "dist", ".keep")); err != nil {
		t.Error("dist/.keep must survive: a fresh clone does not compile without it")
	}
	second, err := build(web)
	if err != nil {
		t.Fatal(err)
	}
	for name := range first {
		if first[name] != second[name] {
			t.Errorf("%s: same sources, other bytes: %+v, %+v", name, first[name], second[name])
		}
	}
}

func TestFailedBuildLeavesNoManifest(t *testing.T) {
	web := miniWeb(t)
	if _, err := build(web); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(web, "js", "app.js"), []byte("import './none.js'"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := build(web)
	if err == nil || !strings.Contains(err.Error(), "none.js") {
		t.Errorf("error %v, want one that names none.js", err)
	}
	if _, err := os.Stat(filepath.Join(web, "dist", manifestName)); err == nil {
		t.Error("the manifest of the older build is still there")
	}
}

func TestPackagesMustBeInstalled(t *testing.T) {
	web := miniWeb(t)
	if err := os.RemoveAll(filepath.Join(web, "node_modules")); err != nil {
		t.Fatal(err)
	}
	if _, err := build(web); err == nil || !strings.Contains(err.Error(), "npm ci") {
		t.Errorf("error %v, want one that names npm ci", err)
	}
}
