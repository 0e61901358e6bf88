package ingest

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"nhipcau/internal/store"
)

const placeColumns = "file_sha varchar, sheet varchar, row_no bigint, row_base bigint"

// part names the next Parquet file of this landing.
func (r *reader) part(table string) string {
	r.parts++
	return fmt.Sprintf("%s-%02d.parquet", table, r.parts)
}

// chunk is how many rows are written at a time, so that memory does not grow with a sheet.
const chunk = 50_000

// write stores rows read one by one: file_sha, sheet, row_no, row_base, then the columns.
func (r *reader) write(table, sheet string, columns []string, rows iter.Seq[[]any]) error {
	next, stop := iter.Pull(rows)
	defer stop()
	for row, more := next(); ; {
		some := func(yield func([]any) bool) {
			for n := 0; more && n < chunk && yield(row); n++ {
				row, more = next()
			}
		}
		if err := r.writeChunk(table, sheet, columns, some); err != nil || !more {
			return err
		}
	}
}

func (r *reader) writeChunk(table, sheet string, columns []string, rows iter.Seq[[]any]) error {
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
		os.Remove(path) // what was begun of it
		return err
	}
	p := store.Parsed{Table: table, File: name, Sheet: r.sheetName(sheet)}
	r.result.Tables = append(r.result.Tables, p)
	from := r.dialect.Parquet([]string{path})
	if err := r.work.QueryRowContext(r.ctx, "select count(*) from "+from).Scan(&p.Rows); err != nil {
		return err
	}
	r.result.Tables[len(r.result.Tables)-1] = p
	return nil
}
