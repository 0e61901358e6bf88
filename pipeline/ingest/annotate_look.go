package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"nhipcau/internal/engine"
)

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
	whole := s
	s.rows = l.passing(r, s)
	src := newRowSource(s.rows)
	defer src.stop()
	return l.tables(r, whole, s, src)
}

// tables walks a surface, or the part of a whole one that holds one of several tables side by side.
func (l *looker) tables(r *reader, whole, s surface, src *rowSource) (found bool, err error) {
	around := surroundings{}
	for {
		h, ok, err := r.nextHeader(s, src, &around, found)
		if err != nil || !ok {
			return found, err
		}
		found = true
		switch {
		case len(h.beside) > 0:
			return true, l.beside(r, whole, h, src)
		case h.table == "across":
			groups, line, err := r.acrossGroups(s, h.across, src)
			if err != nil {
				return found, err
			}
			for _, g := range groups {
				l.layouts = append(l.layouts, acrossLayout(r, whole, s, g, line))
			}
			continue
		}
		l.layouts = append(l.layouts, layoutOf(r, whole, s, h))
		if err := l.below(r, s, h, src, &around); err != nil {
			if errors.Is(err, errSeenEnough) {
				err = nil
			}
			return found, err
		}
	}
}

// below passes over the records of a table.
func (l *looker) below(r *reader, s surface, h header, src *rowSource, around *surroundings) error {
	n := 0
	return r.eachRow(s, h, src, around, func(sheetRow, rowKind) error {
		if n++; l.rows == nil && (s.records || n > lookFor) {
			return errSeenEnough
		}
		return nil
	})
}

// beside looks at each of several tables side by side, when every row has passed by.
func (l *looker) beside(r *reader, whole surface, h header, src *rowSource) error {
	for l.rows != nil && len(src.peek(1)) > 0 {
		src.skip(1)
	}
	if src.err != nil {
		return src.err
	}
	for _, b := range h.beside {
		part := whole
		part.name, part.rows = partOf(whole.name, b.label()), within(whole.rows, h.top, b)
		rows := newRowSource(part.rows)
		from := len(l.layouts)
		quiet := looker{layouts: l.layouts}
		_, err := quiet.tables(r, whole, part, rows)
		rows.stop()
		if err != nil {
			return err
		}
		l.layouts = quiet.layouts
		for i := range l.layouts[from:] {
			l.layouts[from+i].From, l.layouts[from+i].To = b.from, b.to
			if b.last {
				l.layouts[from+i].To = 0
			}
		}
	}
	return nil
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
