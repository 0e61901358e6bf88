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
	want := map[string]string{"Nơi gặp dân": "unit", "Ngày gặp mặt đối thoại": "held_on", "Số người đã dự": "attendees", "Họ tên người nêu": "-"}
	if diff := cmp.Diff(want, m.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s\n%s", diff, got)
	}
}

// TestSuggestThenCorrect: of three files whose headers nobody would guess, the map that is proposed and then corrected by a
// person decides: every row is taken in, and what the corrected columns hold is what is read.
func TestSuggestThenCorrect(t *testing.T) {
	for _, c := range oddHeaders {
		t.Run(c.name, func(t *testing.T) {
			awk := awkwardCase(t, c.name)
			path := filepath.Join(t.TempDir(), awk.File)
			if err := os.WriteFile(path, awk.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			lex, err := ingest.LoadLexicon(data.FS)
			if err != nil {
				t.Fatal(err)
			}
			got, err := ingest.Suggest(t.Context(), nil, duckdb.New().Dialect(), lex, ingest.File{Path: path, Name: awk.File, Dir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			text := string(got)
			for _, edit := range c.corrections {
				if !strings.Contains(text, edit[0]) {
					t.Fatalf("%q is not proposed in\n%s", edit[0], text)
				}
				text = strings.Replace(text, edit[0], edit[1], 1)
			}
			awk.Map = text
			if diff := cmp.Diff(c.want, checked(t, awk)); diff != "" {
				t.Errorf("(-want +got):\n%s\nwith the map\n%s", diff, text)
			}
		})
	}
}

// oddHeaders are cases of testdata/awkward, with what a person changes in the proposed map.
var oddHeaders = []struct {
	name        string
	corrections [][2]string
	want        string
}{
	{"odd_session_headers", [][2]string{{`"Ai ngồi ghế chủ tọa": "-"`, `"Ai ngồi ghế chủ tọa": host_role`}, {`"Đông bao nhiêu": "-"`, `"Đông bao nhiêu": attendees`}, {`"Mấy câu hỏi": "-"`, `"Mấy câu hỏi": opinions_at`}},
		"csv utf-8: 2 received, 2 accepted, 0 rejected, 0 warned\n"},
	{"odd_report_headers", [][2]string{{`"SCĐT": "-"`, `"SCĐT": sessions`}, {`"SYK": "-"`, `"SYK": opinions`}, {`"ĐGQX": "-"`, `"ĐGQX": resolved`}, {`"TLGQ": "-"`, `"TLGQ": resolved_share`}},
		"xlsx utf-8: 2 received, 2 accepted, 0 rejected, 1 warned (rows_total:1)\nwarning total_differs [B1] row 6, Đã giải quyết xong: 31 ≠ 30\n"},
	{"odd_opinion_headers", [][2]string{{`"When": collected`, `"When": held_on`}, {`"Field": "-"`, `"Field": topic`}, {`"Fate": "-"`, `"Fate": outcome`}},
		"docx utf-8: 2 received, 2 accepted, 0 rejected, 0 warned\n"},
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
