package ingest

import (
	"iter"
	"strings"
)

// sheetRow is one line of a sheet: its number as a spreadsheet counts, and its cells.
type sheetRow struct {
	no    int64
	cells []string
	cut   bool   // the last of a text file, and the file ends inside a line or a cell
	bad   string // why it is no row, in the file's own words; empty: it is one
}

// filled counts the cells that say something.
func (r sheetRow) filled() (n int) {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

func (r sheetRow) cell(at int) string {
	if at < 0 || at >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[at])
}

// first is the first cell that says something; at is -1 when none does.
func (r sheetRow) first() (text string, at int) {
	for i, c := range r.cells {
		if c = strings.TrimSpace(c); c != "" {
			return c, i
		}
	}
	return "", -1
}

// surface is one table-like part of a file, whatever its container: a CSV file, a sheet, a table of a Word document.
type surface struct {
	name    string
	above   []string // lines that stand above it outside any cell
	heads   []string // those of them that stand between it and the table before
	below   []string // lines that stand below it
	rows    iter.Seq2[sheetRow, error]
	merges  merges
	records bool                               // rows are records of a data format: no titles, totals or notes among them
	written func(raw string, date bool) string // how a raw cell would be written by hand; nil: as it is
}

func (s surface) asWritten(raw string, date bool) string {
	if s.written == nil {
		return raw
	}
	return s.written(raw, date)
}

// merges are the cells of a sheet that reach over several rows: column → spans of rows.
type merges map[int][]rowSpan

type rowSpan struct{ from, to int64 }

// top is the row whose cell a merged cell shows.
func (m merges) top(at int, row int64) (int64, bool) {
	for _, s := range m[at] {
		if s.from < row && row <= s.to {
			return s.from, true
		}
	}
	return 0, false
}

// rowSource hands out rows that say something, with a look ahead.
type rowSource struct {
	next  func() (sheetRow, error, bool)
	stop  func()
	ahead []sheetRow
	read  int64 // rows taken from the file, and how many it may have
	most  int64
	err   error
	done  bool
}

func newRowSource(rows iter.Seq2[sheetRow, error]) *rowSource {
	next, stop := iter.Pull2(rows)
	return &rowSource{next: next, stop: stop, most: mostRows}
}

// peek is the next rows without taking them: at most n, fewer at the end.
func (s *rowSource) peek(n int) []sheetRow {
	for len(s.ahead) < n && !s.done {
		row, err, ok := s.next()
		if s.read++; ok && err == nil && s.read > s.most {
			err = tooManyRows()
		}
		if !ok || err != nil {
			s.done, s.err = true, err
			break
		}
		if _, at := row.first(); at >= 0 {
			s.ahead = append(s.ahead, row)
		}
	}
	return s.ahead[:min(n, len(s.ahead))]
}

func (s *rowSource) skip(n int) {
	copy(s.ahead, s.ahead[n:])
	s.ahead = s.ahead[:len(s.ahead)-n]
}
