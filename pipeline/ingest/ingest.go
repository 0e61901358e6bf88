// Package ingest reads what localities send: a file becomes rows of schema raw, kept as received with file, sheet and row.
//
// It reads a file and writes Parquet files in the file's landing folder. A container (csv.go, xlsx.go, docx.go, json.go …)
// gives surfaces, that is rows of cells; layout.go and walk.go find the tables on a surface whatever its container: titles,
// headers of several rows, sections, totals, notes. A plain CSV is split by the engine and only checked here.
//
// Values are kept as received, with three exceptions that the report names: legacy encodings become Unicode, personal
// columns are dropped, personal data inside a text is masked. What cannot be read as a row becomes raw.bad_row with the
// reason; what is no register at all, or carries a mark of secrecy, is refused whole.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

// Refusal is why a file cannot be taken in at all, in both languages.
type Refusal struct{ Rule, Vi, En string }

func (r *Refusal) Error() string { return r.En }

func refuse(rule, vi, en string) error { return &Refusal{rule, vi, en} }

// AsRefusal unwraps a refusal.
func AsRefusal(err error) (*Refusal, bool) {
	var r *Refusal
	return r, errors.As(err, &r)
}

// File is one file to read: where its bytes are and what the sender called it.
type File struct {
	Path string
	Name string
	SHA  string
	Dir  string // where the Parquet files go
	Map  *Map   // what a person decided about the file's columns; nil: nothing was decided
}

// Result is what was found in a file.
type Result struct {
	Format   string
	Encoding string
	Tables   []store.Parsed
	Notes    []string // what was recognised and left out, with its number: "rows_total:3", "columns_personal:2"
}

// Read parses a file by its content; the name's ending only decides between kinds of text.
func Read(ctx context.Context, w engine.Work, d engine.Dialect, lex *Lexicon, f File) (Result, error) {
	r := &reader{ctx: ctx, work: w, dialect: d, lexicon: lex, file: f, seen: map[string]int64{}, masks: newMasker()}
	err := r.open()
	if err == nil {
		err = r.flush()
	}
	r.result.Notes = r.notes()
	if err != nil {
		return Result{}, fmt.Errorf("read %s: %w", filepath.Base(f.Name), errors.Join(err, r.clear()))
	}
	return r.result, nil
}

// reader is the reading of one file.
type reader struct {
	ctx     context.Context
	work    engine.Work
	dialect engine.Dialect
	lexicon *Lexicon
	file    File
	result  Result
	bad     []badRow
	parts   int
	seen    map[string]int64 // counts of what was recognised, for Notes
	masks   *masker
	titles  []sheetRow  // the lines above the header that was found last
	lying   int64       // the first row that looks like the head of a table on its side; 0: none
	leaned  bool        // the file's name was said to stand for a parent
	passed  int64       // rows that look like records on a surface where no header was found
	nfd     bool        // letters and marks stand apart in the file
	suggest *suggestion // not nil: nothing is read, only looked at
	inside  string      // name of the file inside an archive, for the sheet column
}

// badRow is a row that could not be split into cells (column empty), or a remark on the sheet's columns.
type badRow struct {
	sheet  string
	row    int64
	table  string
	column string
	rule   string
	value  string
}

// remark notes something about a sheet that is no row.
func (r *reader) note(sheet string, row int64, table, column, rule, value string) {
	r.bad = append(r.bad, badRow{sheet: r.sheetName(sheet), row: row, table: table, column: column, rule: rule, value: value})
}

func (r *reader) sheetName(sheet string) string {
	switch {
	case r.inside == "":
		return sheet
	case sheet == "":
		return r.inside
	}
	return r.inside + " / " + sheet
}

// flush writes the rows that were set aside.
func (r *reader) flush() error {
	if len(r.bad) == 0 {
		return nil
	}
	rows := func(yield func([]any) bool) {
		for _, b := range r.bad {
			if !yield([]any{r.file.SHA, b.sheet, b.row, int64(0), b.table, emptyNull(b.column), b.rule, clip(b.value)}) {
				return
			}
		}
	}
	return r.write("bad_row", "", []string{"table_name", "column_name", "rule", "value_text"}, rows)
}

// clear removes what a refused file left behind: nothing of it is visible.
func (r *reader) clear() (err error) {
	for _, p := range r.result.Tables {
		err = errors.Join(err, os.Remove(filepath.Join(r.file.Dir, p.File)))
	}
	return err
}

// clip keeps a value short enough for a report; the received file itself has it whole.
func clip(s string) string {
	const most = 200
	if len(s) <= most {
		return s
	}
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}

func emptyNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
