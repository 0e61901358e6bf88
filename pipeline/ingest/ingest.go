// Package ingest reads what localities send: a file becomes rows of schema raw, kept as received with file, sheet and row.
//
// It reads a file and writes Parquet files in the file's landing folder; it changes no value. One format a file: csv.go,
// xlsx.go. What it cannot read as rows becomes raw.bad_row with the reason, what is no register at all is refused.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

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
}

// Result is what was found in a file.
type Result struct {
	Format   string
	Encoding string
	Tables   []store.Parsed
}

// Read parses a file by its form.
func Read(ctx context.Context, w engine.Work, d engine.Dialect, lex *Lexicon, f File) (Result, error) {
	r := reader{ctx: ctx, work: w, dialect: d, lexicon: lex, file: f}
	var err error
	switch strings.ToLower(filepath.Ext(f.Name)) {
	case ".csv", ".tsv", ".txt":
		err = r.csv()
	case ".xlsx":
		err = r.xlsx()
	default:
		err = refuse("format_unknown",
			"Không nhận dạng được loại tệp: hãy gửi .csv, .tsv hoặc .xlsx theo mẫu (nhipcau template)",
			"File type not known: send .csv, .tsv or .xlsx in the template's form (nhipcau template)")
	}
	if err != nil {
		return Result{}, fmt.Errorf("read %s: %w", f.Name, err)
	}
	if err := r.flush(); err != nil {
		return Result{}, fmt.Errorf("read %s: %w", f.Name, err)
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

// clip keeps a value short enough for a report; the received file itself has it whole.
func clip(s string) string {
	const most = 200
	if len([]rune(s)) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

func emptyNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
