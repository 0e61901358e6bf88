package ingest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhipcau/data"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline/ingest"
)

// TestSuggest: what is proposed can be read back, and a person has only to correct the doubtful lines.
func TestSuggest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "so.csv")
	text := "UBND HUYỆN TÂN YÊN;;;\nNơi gặp dân;Ngày gặp mặt đối thoại;Số người đã dự;Họ tên người nêu\nxã Lam Cốt;18/01/2024;39;x\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	lex, err := ingest.LoadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ingest.Suggest(t.Context(), nil, duckdb.New().Dialect(), lex, ingest.File{Path: path, Name: "so.csv", Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	m, err := ingest.ParseMap(got)
	if err != nil {
		t.Fatalf("%v in\n%s", err, got)
	}
	if m.Table != "session" || m.Parent != "huyện Tân Yên" {
		t.Errorf("table %q of %q, want session of huyện Tân Yên", m.Table, m.Parent)
	}
	want := map[string]string{"Nơi gặp dân": "-", "Ngày gặp mặt đối thoại": "held_on", "Số người đã dự": "attendees", "Họ tên người nêu": "-"}
	if diff := cmp.Diff(want, m.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s\n%s", diff, got)
	}
}

// TestMapErrors: a slip of the pen in a map must not pass for a decision.
func TestMapErrors(t *testing.T) {
	for _, text := range []string{"tabel: session", "table: sessions", "locale: fr", "columns: [a, b]", "sheets: x", "parent: [x]", ": : :", "table: {a: b}"} {
		if _, err := ingest.ParseMap([]byte(text)); err == nil {
			t.Errorf("%q is taken for a map", text)
		}
	}
	m, err := ingest.ParseMap([]byte("table: opinion\nparent: tỉnh Bắc Giang\nsheets: [Biểu 1]\ncolumns:\n  \"Số buổi\": sessions\n"))
	if err != nil || m.Table != "opinion" || m.Columns["Số buổi"] != "sessions" || strings.Join(m.Sheets, "") != "Biểu 1" {
		t.Errorf("%+v, %v", m, err)
	}
}
