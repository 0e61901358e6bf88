package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// file is one Go file of the product, read for its imports and comments.
type file struct {
	dir, name string
	syntax    *ast.File
}

func (f file) test() bool { return strings.HasSuffix(f.name, "_test.go") }

func (f file) imports() []string {
	var list []string
	for _, i := range f.syntax.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			panic(err) // the parser accepted it
		}
		list = append(list, path)
	}
	return list
}

func files(t *testing.T) []file {
	t.Helper()
	var list []file
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && rel != "." || e.Name() == "node_modules" || e.Name() == "testdata" || rel == "internal/tools") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		list = append(list, file{filepath.ToSlash(filepath.Dir(rel)), e.Name(), syntax})
		return nil
	})
	if err != nil || len(list) < 50 {
		t.Fatalf("%d files, %v", len(list), err)
	}
	return list
}

// alone are packages that import nothing of ours.
var alone = []string{"data", "internal/dialogue", "internal/viet", "internal/stat", "internal/i18n"}

func TestSomePackagesImportNothingOfOurs(t *testing.T) {
	for _, f := range files(t) {
		if !slices.Contains(alone, f.dir) || f.test() {
			continue
		}
		for _, path := range f.imports() {
			if strings.HasPrefix(path, "nhipcau/") {
				t.Errorf("%s/%s imports %s", f.dir, f.name, path)
			}
		}
	}
}

func TestDashboardsNeverImportThePipeline(t *testing.T) {
	for _, f := range files(t) {
		if !strings.HasPrefix(f.dir, "dashboards") || f.test() {
			continue
		}
		for _, path := range f.imports() {
			if strings.HasPrefix(path, "nhipcau/pipeline") {
				t.Errorf("%s/%s imports %s: what shows numbers may not make them", f.dir, f.name, path)
			}
		}
	}
}

// doors: a library is let in at one place, so that it can be changed there.
var doors = map[string][]string{
	"github.com/duckdb/duckdb-go":      {"internal/engine/duckdb"},
	"github.com/go-echarts/go-echarts": {"dashboards/chart"},
	"github.com/go-chi/chi":            {"dashboards", "dashboards/api"},
	"github.com/xuri/excelize":         {"pipeline/ingest"},
	"github.com/apache/arrow-go":       {"internal/engine/duckdb", "pipeline/ingest"}, // results out, received files in
	"github.com/spf13/cobra":           {"cmd/nhipcau"},
	"github.com/knadh/koanf/v2":        {"cmd/nhipcau"},
	"github.com/knadh/koanf/parsers":   {"cmd/nhipcau", "pipeline/ingest"}, // nhipcau.yaml, and *.map.yaml beside a received file
	"github.com/vbauerster/mpb":        {"cmd/nhipcau"},
	"gonum.org/v1/gonum":               {"internal/stat"},
}

func TestALibraryHasOneDoor(t *testing.T) {
	used := map[string]bool{}
	for _, f := range files(t) {
		for _, path := range f.imports() {
			for library, at := range doors {
				if !strings.HasPrefix(path, library) {
					continue
				}
				used[library] = true
				if !f.test() && !slices.Contains(at, f.dir) {
					t.Errorf("%s/%s imports %s, whose door is %v", f.dir, f.name, path, at)
				}
			}
		}
	}
	for library := range doors {
		if !used[library] {
			t.Errorf("no file imports %s: its door can go", library)
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	said := map[string]bool{}
	for _, f := range files(t) {
		if f.test() {
			continue
		}
		said[f.dir] = said[f.dir] || f.syntax.Doc != nil && len(f.syntax.Doc.Text()) > 60
	}
	for dir, ok := range said {
		if !ok {
			t.Errorf("%s has no package comment", dir)
		}
	}
}

// known are the folders of the design's house, and those the README gives a reason for.
var known = []string{
	"cmd", "cmd/nhipcau",
	"data", "data/published", "data/reference", "data/reference/units", "data/sample",
	"pipeline", "pipeline/ingest", "pipeline/clean", "pipeline/model", "pipeline/metrics", "pipeline/metrics/beside",
	"internal", "internal/dialogue", "internal/viet", "internal/unit", "internal/stat", "internal/semantic",
	"internal/engine", "internal/engine/duckdb", "internal/engine/enginetest", "internal/store", "internal/i18n", "internal/arch",
	"internal/simulate", "internal/tools", "internal/tools/assets",
	"dashboards", "dashboards/chart", "dashboards/api", "dashboards/pages", "dashboards/queries",
	"dashboards/web", "dashboards/web/js", "dashboards/web/css", "dashboards/web/fonts", "dashboards/web/browser", "dashboards/web/dist",
}

// grown may have folders of their own making inside.
var grown = []string{"testdata", "node_modules", "words", "dist"}

func TestNoFolderTheDesignDoesNotKnow(t *testing.T) {
	outside := []string{"bin", "warehouse", "sim", "shots"}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() || path == root {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		rel = filepath.ToSlash(rel)
		if strings.HasPrefix(e.Name(), ".") || slices.Contains(outside, rel) {
			return filepath.SkipDir
		}
		if slices.Contains(grown, e.Name()) && slices.Contains(known, filepath.ToSlash(filepath.Dir(rel))) {
			return filepath.SkipDir
		}
		if !slices.Contains(known, rel) {
			t.Errorf("folder %s is not in the design", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestReadmeListsEverySetting(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(root, "cmd/nhipcau/config.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, part := range strings.Split(string(source), "koanf:\"")[1:] {
		name, _, _ := strings.Cut(part, "\"")
		found++
		if !strings.Contains(string(readme), "`--"+name+"`") {
			t.Errorf("README.md does not list --%s", name)
		}
	}
	if found < 5 {
		t.Errorf("only %d settings found in config.go", found)
	}
}
