package ingest

import (
	"fmt"
	"iter"
	"path/filepath"
	"strings"

	"nhipcau/internal/store"
)

const placeColumns = "file_sha varchar, sheet varchar, row_no bigint, row_base bigint"

// part names the next Parquet file of this landing.
func (r *reader) part(table string) string {
	r.parts++
	return fmt.Sprintf("%s-%02d.parquet", table, r.parts)
}

// write stores rows read one by one: file_sha, sheet, row_no, row_base, then the columns.
func (r *reader) write(table, sheet string, columns []string, rows iter.Seq[[]any]) error {
	temp := fmt.Sprintf("part_%d", r.parts)
	list := placeColumns
	for _, c := range columns {
		list += ", " + r.dialect.Ident(c) + " varchar"
	}
	if _, err := r.work.ExecContext(r.ctx, "create or replace table main."+temp+" ("+list+")"); err != nil {
		return err
	}
	if err := r.work.Append(r.ctx, "main", temp, rows); err != nil {
		return err
	}
	if err := r.store(table, sheet, "select * from main."+temp); err != nil {
		return err
	}
	_, err := r.work.ExecContext(r.ctx, "drop table main."+temp)
	return err
}

// store writes a query's rows into the landing folder and notes the part.
func (r *reader) store(table, sheet, query string) error {
	name := r.part(table)
	path := filepath.Join(r.file.Dir, name)
	if err := r.work.WriteParquet(r.ctx, query, path); err != nil {
		return err
	}
	p := store.Parsed{Table: table, File: name, Sheet: sheet}
	from := r.dialect.Parquet([]string{path})
	if err := r.work.QueryRowContext(r.ctx, "select count(*) from "+from).Scan(&p.Rows); err != nil {
		return err
	}
	r.result.Tables = append(r.result.Tables, p)
	return nil
}

// sheetRow is one line of a sheet: its number as a spreadsheet counts, and its cells.
type sheetRow struct {
	no    int64
	cells []string
}

// register stores the rows under a header. A row with more cells than the header has columns is set aside, a row without
// any text is no row.
func (r *reader) register(sheet string, h header, rows iter.Seq2[sheetRow, error]) error {
	var failed error
	columns := h.names()
	out := func(yield func([]any) bool) {
		for row, err := range rows {
			switch {
			case err != nil:
				failed = err
				return
			case strings.TrimSpace(strings.Join(row.cells, "")) == "":
				continue
			case overflows(row.cells, h.width):
				r.bad = append(r.bad, badRow{sheet: sheet, row: row.no, table: h.table, rule: "row_unreadable", value: strings.Join(row.cells, " | ")})
				continue
			}
			values := []any{r.file.SHA, sheet, row.no, int64(0)}
			for _, c := range h.columns {
				values = append(values, cell(row.cells, c.at))
			}
			if !yield(values) {
				return
			}
		}
	}
	if err := r.write(h.table, sheet, columns, out); err != nil {
		return err
	}
	return failed
}

func overflows(cells []string, width int) bool {
	for _, c := range cells[min(width, len(cells)):] {
		if strings.TrimSpace(c) != "" {
			return true
		}
	}
	return false
}

func cell(cells []string, at int) any {
	if at >= len(cells) || cells[at] == "" {
		return nil
	}
	return cells[at]
}
