package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/xuri/excelize/v2"

	"nhipcau/internal/engine"
)

// Layout is how one table of a file was read: where its header ends and what each of its columns stands for.
type Layout struct {
	Sheet   string         `json:"sheet,omitempty"`
	Table   string         `json:"table"` // session | opinion | aggregate
	Line    int64          `json:"line"`  // row of the header's last line; 0: records of a data format, which have names and no header row
	Columns []LayoutColumn `json:"columns"`
}

// LayoutColumn is one column of a header.
type LayoutColumn struct {
	At      int    `json:"at"` // 0 is column A
	Words   string `json:"words"`
	Column  string `json:"column,omitempty"` // name in schema raw; empty: not taken in
	LabelVi string `json:"label_vi,omitempty"`
	LabelEn string `json:"label_en,omitempty"`
	Fate    string `json:"fate"` // read | unknown | twice | personal
}

// Letter is the column's name in a spreadsheet.
func (c LayoutColumn) Letter() string {
	name, err := excelize.ColumnNumberToName(c.At + 1)
	if err != nil {
		return ""
	}
	return name
}

// Address is a cell's name as a spreadsheet has it ("B7"); empty when the table has no cells of that kind.
func (l Layout) Address(column string, row int64) string {
	at, ok := l.at(column)
	if !ok || row < 1 || l.Line == 0 {
		return ""
	}
	return cellName(at, row)
}

// At is where a column stands, 0 is A; -1 when the table has none of this name, label or words.
func (l Layout) At(column string) int {
	if at, ok := l.at(column); ok {
		return at
	}
	return -1
}

// at finds a column by its name, its label or its words.
func (l Layout) at(column string) (int, bool) {
	if column == "" {
		return 0, false
	}
	for _, same := range []func(LayoutColumn) bool{
		func(c LayoutColumn) bool { return c.Column == column },
		func(c LayoutColumn) bool { return c.LabelVi == column || c.LabelEn == column },
		func(c LayoutColumn) bool { return c.Words == column },
	} {
		if i := slices.IndexFunc(l.Columns, same); i >= 0 {
			return l.Columns[i].At, true
		}
	}
	return 0, false
}

func cellName(at int, row int64) string {
	name, err := excelize.CoordinatesToCellName(at+1, int(row))
	if err != nil {
		return ""
	}
	return name
}

// LayoutOf is the table a row belongs to: of those on its sheet the last whose header stands at or above it.
func LayoutOf(layouts []Layout, sheet string, row int64) (Layout, bool) {
	best, found := Layout{}, false
	for _, l := range layouts {
		if l.Sheet == sheet && l.Line <= max(row, 0) && (!found || l.Line >= best.Line) {
			best, found = l, true
		}
	}
	return best, found
}

// Seen is one row that Look passes by: its sheet, its number, its cells in Unicode, and whether records count from the row
// below it (the names of a data format stand in row 0).
type Seen struct {
	Sheet string
	Row   int64
	Cells []string
}

// lookFor is how many rows below a header are searched for the header of another table when nobody asked for the rows.
const lookFor = 5000

// Look finds the tables of a file as Read does and stores nothing. rows, when not nil, is handed every row of every sheet
// that has a table; its error ends the looking. w is needed for Parquet only. f.Dir takes temporary files.
func Look(ctx context.Context, w engine.Work, d engine.Dialect, lex *Lexicon, f File, rows func(Seen) error) ([]Layout, error) {
	l := looker{rows: rows}
	r := &reader{ctx: ctx, work: w, dialect: d, lexicon: lex, file: f, seen: map[string]int64{}, masks: newMasker()}
	r.suggest = &suggestion{look: l.see}
	err := r.open()
	if reason, ok := AsRefusal(err); ok && reason.Rule == "header_missing" && len(l.layouts) > 0 {
		err = nil // an archive counts what was stored, and nothing was
	}
	if err != nil {
		return nil, fmt.Errorf("look: %w", err)
	}
	return l.layouts, nil
}

type looker struct {
	rows    func(Seen) error
	layouts []Layout
}

var errSeenEnough = errors.New("seen enough")

// see walks one surface from header to header.
func (l *looker) see(r *reader, s surface) (found bool, err error) {
	s.rows = l.passing(r, s)
	src := newRowSource(s.rows)
	defer src.stop()
	around := surroundings{}
	for {
		h, ok, err := r.nextHeader(s, src, &around, found)
		if err != nil || !ok {
			return found, err
		}
		found = true
		l.layouts = append(l.layouts, layoutOf(r, s, h))
		n := 0
		err = r.eachRow(s, h, src, &around, func(sheetRow, rowKind) error {
			if n++; l.rows == nil && (s.records || n > lookFor) {
				return errSeenEnough
			}
			return nil
		})
		if errors.Is(err, errSeenEnough) {
			return true, nil
		}
		if err != nil {
			return found, err
		}
	}
}

// passing hands each row on to who asked for it.
func (l *looker) passing(r *reader, s surface) iter.Seq2[sheetRow, error] {
	if l.rows == nil {
		return s.rows
	}
	return func(yield func(sheetRow, error) bool) {
		for row, err := range s.rows {
			if err == nil {
				err = l.rows(Seen{r.sheetName(s.name), row.no, row.cells})
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func layoutOf(r *reader, s surface, h header) Layout {
	l := Layout{Sheet: r.sheetName(s.name), Table: h.table, Line: h.line}
	if s.records {
		l.Line = 0
	}
	for fate, list := range map[string][]placed{"read": h.columns, "unknown": h.unknown, "twice": h.twice, "personal": h.personal} {
		for _, p := range list {
			c := LayoutColumn{At: p.at, Words: p.words, Fate: fate}
			if fate == "read" {
				c.Column, c.LabelVi, c.LabelEn = p.name, r.lexicon.Label(h.table, p.name, "vi"), r.lexicon.Label(h.table, p.name, "en")
			}
			l.Columns = append(l.Columns, c)
		}
	}
	slices.SortFunc(l.Columns, func(a, b LayoutColumn) int { return a.At - b.At })
	return l
}
