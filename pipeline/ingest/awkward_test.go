package ingest_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
	"nhipcau/pipeline/ingest"
	"nhipcau/pipeline/ingest/testdata/awkward"
)

var update = flag.Bool("update", false, "rewrite the expected reports; a person reads the diff")

const (
	golden = "testdata/awkward.golden"
	page   = "testdata/README.md"
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
	if len(cases) < 60 {
		t.Fatalf("%d files, want 60 at least", len(cases))
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			if _, twice := got[c.Name]; twice {
				t.Fatal("two cases of this name")
			}
			got[c.Name] = checked(t, c)
			if diff := cmp.Diff(want[c.Name], got[c.Name]); diff != "" && !*update {
				t.Errorf("%s (-want +got):\n%s", c.Odd, diff)
			}
		})
	}
	if *update {
		rewrite(t, cases, got)
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

// rewrite stores the reports, and the page that shows them to people.
func rewrite(t *testing.T, cases []awkward.Case, got map[string]string) {
	archive := &txtar.Archive{Comment: []byte("What `nhipcau check` says of each file of testdata/awkward. Rewritten by go test -update; a person reads the diff.\n")}
	var b strings.Builder
	b.WriteString("# Tệp khó và báo cáo của chúng · Awkward files and their reports\n\nMỗi tệp do mã tạo ra (`awkward/cases.go`); báo cáo là của `nhipcau check`. Trang này do `go test ./pipeline/ingest -update` viết.\n")
	for _, c := range cases {
		archive.Files = append(archive.Files, txtar.File{Name: c.Name, Data: []byte(got[c.Name])})
		fmt.Fprintf(&b, "\n## %s (`%s`)\n\n%s\n\n", c.Name, c.File, c.Odd)
		if text := c.Bytes; text != nil {
			if content := text(); len(content) < 1500 && isText(content) {
				fmt.Fprintf(&b, "```\n%s```\n\n→\n\n", content)
			}
		}
		fmt.Fprintf(&b, "```\n%s```\n", got[c.Name])
	}
	for path, content := range map[string][]byte{golden: txtar.Format(archive), page: []byte(b.String())} {
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func isText(b []byte) bool {
	return len(b) > 0 && b[len(b)-1] == '\n' && !bytes.ContainsAny(b, "\x00\ufffd") && strings.ToValidUTF8(string(b), "") == string(b)
}
