package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
)

// TestRowLimit: a table above the limit is refused on the fast way, on the careful way, and by its size alone; one at the limit
// is taken in.
func TestRowLimit(t *testing.T) {
	defer func(most int64) { mostRows = most }(mostRows)
	mostRows = 1000
	lex, err := LoadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	head, row := "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức\n", "A1,xã Lam Cốt,tỉnh Bắc Giang,18/01/2024\n"
	for _, c := range []struct {
		name    string
		text    string
		refused bool
	}{
		{"at the limit", head + strings.Repeat(row, 1000), false},
		{"fast", head + strings.Repeat(row, 1001), true},
		{"careful", "SỔ ĐỐI THOẠI\n" + head + strings.Repeat(row, 1001), true},
		{"by size", head + strings.Repeat(row, 40_000), true},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "so.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := duckdb.New().Work(t.Context(), "", engine.Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = Read(t.Context(), w, duckdb.New().Dialect(), lex, File{Path: path, Name: "so.csv", SHA: strings.Repeat("0", 64), Dir: dir})
		w.Close()
		reason, refused := AsRefusal(err)
		if refused != c.refused || refused && reason.Rule != "sheet_too_large" || !refused && err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*.parquet")); c.refused && len(left) > 0 {
			t.Errorf("%s: refused, and %v is left behind", c.name, left)
		}
	}
	for _, c := range []struct {
		size int64
		want bool
	}{{700 << 20, false}, {20 << 30, true}} {
		mostRows = 60_000_000
		path := filepath.Join(t.TempDir(), "large.csv")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString(head + strings.Repeat(row, 1000))
		if err := f.Truncate(c.size); err != nil { // a hole: nothing of it is read
			t.Fatal(err)
		}
		f.Close()
		if err := tooLong(path, []byte(head+strings.Repeat(row, 1000))); (err != nil) != c.want {
			t.Errorf("%d bytes: %v", c.size, err)
		}
	}
}
