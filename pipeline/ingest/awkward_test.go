package ingest_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
	"nhipcau/pipeline/clean"
	"nhipcau/pipeline/ingest"
	"nhipcau/pipeline/ingest/testdata/awkward"
)

var update = flag.Bool("update", false, "rewrite the expected reports; a person reads the diff")

const (
	golden = "testdata/awkward.golden"
	page   = "testdata/README.md"
	// readme has, between two marks, the page in short: what came in and what was made of it.
	readme                 = "../../data/README.md"
	beginTable, afterTable = "<!-- trước / sau: begin -->\n", "<!-- trước / sau: end -->"
)

// TestAwkwardFiles checks every file of testdata/awkward as `nhipcau check` would and holds the report against the expected
// one, word for word.
func TestAwkwardFiles(t *testing.T) {
	archive, err := txtar.ParseFile(golden)
	if err != nil && !*update {
		t.Fatal(err)
	}
	want, got := map[string]string{}, map[string]string{}
	if archive != nil {
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
		}
	}
	cases := awkward.Cases()
	if len(cases) < 150 {
		t.Fatalf("%d files, want 150 at least: cases are added, not taken away", len(cases))
	}
	var mu sync.Mutex
	t.Run("file", func(t *testing.T) { // ends when all its files have been read
		for _, c := range cases {
			t.Run(c.Name, func(t *testing.T) {
				t.Parallel()
				report := checked(t, c)
				mu.Lock()
				defer mu.Unlock()
				if _, twice := got[c.Name]; twice {
					t.Fatal("two cases of this name")
				}
				got[c.Name] = report
				if diff := cmp.Diff(want[c.Name], report); diff != "" && !*update {
					t.Errorf("%s (-want +got):\n%s", c.Odd, diff)
				}
			})
		}
	})
	if len(got) < len(cases) && !*update {
		return // only some were asked for
	}
	for _, c := range cases { // of those not asked for the report stands
		if _, ok := got[c.Name]; !ok {
			got[c.Name] = want[c.Name]
		}
	}
	pages := map[string]string{page: pageOf(cases, got), readme: inReadme(t, tableOf(cases, got))}
	if *update {
		pages[golden] = goldenOf(cases, got)
	}
	for path, want := range pages {
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if have, err := os.ReadFile(path); err != nil || string(have) != want {
			t.Errorf("%s is not what the files give: go test ./pipeline/ingest -run Awkward -update (%v)", path, err)
		}
	}
}

// TestRulesAreTested: each rule of the checks is broken by a file, a script or another test on purpose.
func TestRulesAreTested(t *testing.T) {
	var tests strings.Builder
	for _, dir := range []string{"..", "../../internal/store", "../../cmd"} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".txtar") && filepath.Base(path) != filepath.Base(golden) {
				return err
			}
			b, err := os.ReadFile(path)
			tests.Write(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(string(clean.Checks)) {
		rule, _, _ := strings.Cut(line, ",")
		if rule == "rule" || strings.HasPrefix(rule, "file_") {
			continue // what becomes of a file beside others is tested with its history, by deed and not by rule
		}
		if !strings.Contains(tests.String(), rule) {
			t.Errorf("%s: no test breaks this rule", rule)
		}
	}
}

// checked is the report on one file. Accepted and rejected are all that was received, always.
func checked(t *testing.T, c awkward.Case) string {
	t.Helper()
	name, content := c.File, contentOf(t, c)
	received := pipeline.Received{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
	if c.Map != "" {
		m, err := ingest.ParseMap([]byte(c.Map))
		if err != nil {
			t.Fatal(err)
		}
		received.Map = m
	}
	out, err := pipeline.Check(t.Context(), duckdb.New(), pipeline.Request{
		Files: []pipeline.Received{received}, AsOf: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), Now: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC), Reference: data.FS,
	})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range out.Refused {
		fmt.Fprintf(&b, "refused %s: %s\n", r.Reason.Rule, r.Reason.Vi)
	}
	for _, r := range out.Receipts {
		if r.Accepted+r.Rejected != r.Received {
			t.Errorf("%d accepted + %d rejected are not %d received", r.Accepted, r.Rejected, r.Received)
		}
		fmt.Fprintf(&b, "%s %s: %d received, %d accepted, %d rejected, %d warned", r.Format, r.Encoding, r.Received, r.Accepted, r.Rejected, r.Warned)
		if len(r.Notes) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(r.Notes, ", "))
		}
		b.WriteByte('\n')
		for _, i := range r.Issues {
			fmt.Fprintf(&b, "%s %s [%s] row %d, %s: %s\n", i.Severity, i.Rule, i.Sheet, i.Row, i.Column, strings.ReplaceAll(i.Value, "\n", "⏎"))
		}
	}
	return b.String()
}

func contentOf(t *testing.T, c awkward.Case) []byte {
	t.Helper()
	if c.SQL == "" {
		return c.Bytes()
	}
	w, err := duckdb.New().Work(t.Context(), "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	path := filepath.Join(t.TempDir(), "x.parquet")
	if err := w.WriteParquet(t.Context(), c.SQL, path); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func goldenOf(cases []awkward.Case, got map[string]string) string {
	archive := &txtar.Archive{Comment: []byte("What `nhipcau check` says of each file of testdata/awkward. Rewritten by go test -update; a person reads the diff.\n")}
	for _, c := range cases {
		archive.Files = append(archive.Files, txtar.File{Name: c.Name, Data: []byte(got[c.Name])})
	}
	return string(txtar.Format(archive))
}

// pageOf shows every file, where it is text, and its whole report.
func pageOf(cases []awkward.Case, got map[string]string) string {
	var b strings.Builder
	b.WriteString("# Tệp khó và báo cáo của chúng · Awkward files and their reports\n\nMỗi tệp do mã tạo ra (`awkward/*.go`); báo cáo là của `nhipcau check`. Trang này do `go test ./pipeline/ingest -update` viết.\n")
	for i, c := range cases {
		if i == 0 || cases[i-1].Kind != c.Kind {
			fmt.Fprintf(&b, "\n# %s\n", c.Kind)
		}
		fmt.Fprintf(&b, "\n## %s (`%s`)\n\n%s\n\n", c.Name, c.File, c.Odd)
		if text := c.Bytes; text != nil {
			if content := text(); len(content) < 1500 && isText(content) {
				fmt.Fprintf(&b, "```\n%s```\n\n→\n\n", content)
			}
		}
		fmt.Fprintf(&b, "```\n%s```\n", got[c.Name])
	}
	return b.String()
}

// tableOf is the page in short: a line a file.
func tableOf(cases []awkward.Case, got map[string]string) string {
	var b strings.Builder
	for i, c := range cases {
		if i == 0 || cases[i-1].Kind != c.Kind {
			fmt.Fprintf(&b, "\n**%s**\n\n| tệp gửi đến · what came in | đọc thành · what was made of it |\n|---|---|\n", c.Kind)
		}
		fmt.Fprintf(&b, "| `%s` %s | %s |\n", c.File, strings.ReplaceAll(c.Odd, "|", "\\|"), strings.ReplaceAll(inShort(got[c.Name]), "|", "\\|"))
	}
	return b.String()
}

// inShort is the first line of a report and the rules that follow.
func inShort(report string) string {
	first, rest, _ := strings.Cut(report, "\n")
	if rule, refused := strings.CutPrefix(first, "refused "); refused {
		rule, _, _ = strings.Cut(rule, ":")
		return "refused: `" + rule + "`"
	}
	var rules []string
	for line := range strings.Lines(rest) {
		if _, after, ok := strings.Cut(line, " "); ok {
			rule, _, _ := strings.Cut(after, " ")
			if rule = "`" + rule + "`"; !slices.Contains(rules, rule) {
				rules = append(rules, rule)
			}
		}
	}
	if len(rules) == 0 {
		return first
	}
	return first + ": " + strings.Join(rules, ", ")
}

// inReadme is data/README.md with the table in its place.
func inReadme(t *testing.T, table string) string {
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(b), beginTable)
	_, after, ends := strings.Cut(rest, afterTable)
	if !ok || !ends {
		t.Fatalf("%s has no place for the table", readme)
	}
	return before + beginTable + table + "\n" + afterTable + after
}

func isText(b []byte) bool {
	return len(b) > 0 && b[len(b)-1] == '\n' && !bytes.ContainsAny(b, "\x00\ufffd") && strings.ToValidUTF8(string(b), "") == string(b)
}
