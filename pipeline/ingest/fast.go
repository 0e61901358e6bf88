package ingest

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"nhipcau/internal/engine"
	"nhipcau/internal/viet"
)

// errNotPlain sends a file to the careful reader.
var errNotPlain = errors.New("not a plain table")

// fast lets the engine split the records, and looks for a mark of secrecy meanwhile: what was stored of a file that may bear one is
// taken back. Its rows are numbered by their place in the Parquet file.
func (r *reader) fast(path string, h header, delimiter rune) error {
	type look struct {
		marked bool
		lines  int64
		err    error
	}
	looked := make(chan look, 1)
	go func() {
		marked, lines, err := lookThrough(path, delimiter)
		looked <- look{marked, lines, err}
	}()
	in := engine.CSV{Path: path, Delimiter: delimiter, Skip: int(h.line), Width: h.width}
	for _, c := range h.columns {
		in.Pick = append(in.Pick, engine.Column{At: c.at, Name: c.name})
	}
	parts := r.parts
	query := fmt.Sprintf("select '%s' as file_sha, '%s' as sheet, cast(null as bigint) as row_no, cast(%d as bigint) as row_base%s from %s",
		r.file.SHA, strings.ReplaceAll(r.sheetName(""), "'", "''"), h.line+1, r.allColumns(h, nil), r.dialect.CSV(in))
	err := r.store(h.table, "", query)
	l := <-looked
	if err == nil && l.marked {
		err = errNotPlain
	} else {
		err = errors.Join(err, l.err)
	}
	if err != nil {
		return r.forget(parts, err)
	}
	if r.result.Tables[len(r.result.Tables)-1].Rows > mostRows {
		return r.forget(parts, tooManyRows())
	}
	if err := r.onlyRecords(h); err != nil {
		return r.forget(parts, err)
	}
	if l.lines > h.line+r.result.Tables[len(r.result.Tables)-1].Rows {
		if err := r.noneSwallowed(h, delimiter); err != nil {
			return r.forget(parts, err)
		}
	}
	if err := r.maskStored(h); err != nil {
		return r.forget(parts, err)
	}
	return nil
}

// allColumns lists every column of a table: those the sheet has not are null.
func (r *reader) allColumns(h header, instead map[string]string) string {
	var b strings.Builder
	for _, c := range r.lexicon.Of(h.table) {
		name := r.dialect.Ident(c.Name)
		switch {
		case instead[c.Name] != "":
			fmt.Fprintf(&b, ", %s as %s", instead[c.Name], name)
		case h.has(c.Name):
			b.WriteString(", " + name)
		default:
			fmt.Fprintf(&b, ", cast(null as varchar) as %s", name)
		}
	}
	return b.String()
}

func (r *reader) stored() string {
	last := r.result.Tables[len(r.result.Tables)-1]
	return r.dialect.Parquet([]string{r.file.Dir + "/" + last.File})
}

// onlyRecords asks of the stored rows what the careful reader asks of each: is one blank, a total, a note, a header again?
// A blank line would also put the numbering off.
func (r *reader) onlyRecords(h header) error {
	var keys []string
	for _, name := range []string{"session_code", "unit", "held_on"} {
		if h.has(name) {
			keys = append(keys, r.dialect.Ident(name))
		}
	}
	if len(keys) == 0 {
		return errNotPlain
	}
	odd := make([]string, 0, len(keys)*2)
	blank := make([]string, len(keys))
	for i, k := range keys {
		blank[i] = k + " is null"
		odd = append(odd, "lower("+k+") like 'tổng%'", "lower("+k+") like 'cộng%'", "lower("+k+") like 'ghi chú%'", "lower("+k+") like 'toàn %'")
	}
	for _, c := range h.columns[:min(2, len(h.columns))] {
		odd = append(odd, r.dialect.Ident(c.name)+" = '"+strings.ReplaceAll(c.words, "'", "''")+"'")
	}
	var n int64
	query := "select count(*) from " + r.stored() + " where " + strings.Join(blank, " and ") + " or " + strings.Join(odd, " or ")
	if err := r.work.QueryRowContext(r.ctx, query).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return errNotPlain
	}
	return nil
}

// noneSwallowed: where there are more lines than rows, a cell may hold the rows that follow a quote that was never closed. The careful
// reader tells such a cell from a long text.
func (r *reader) noneSwallowed(h header, delimiter rune) error {
	if h.width < 3 {
		return nil
	}
	if len(h.columns) < h.width { // a column that is not stored cannot be asked
		return errNotPlain
	}
	line := fmt.Sprintf("\n([^\n]*[%c]){%d}", delimiter, h.width-1)
	odd := make([]string, len(h.columns))
	for i, c := range h.columns {
		odd[i] = "regexp_matches(" + r.dialect.Ident(c.name) + ", '" + line + "')"
	}
	var n int64
	if err := r.work.QueryRowContext(r.ctx, "select count(*) from "+r.stored()+" where "+strings.Join(odd, " or ")).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return errNotPlain
	}
	return nil
}

// forget takes back what a failed fast reading stored.
func (r *reader) forget(parts int, err error) error {
	for len(r.result.Tables) > 0 && r.parts > parts {
		last := r.result.Tables[len(r.result.Tables)-1]
		err = errors.Join(err, os.Remove(r.file.Dir+"/"+last.File))
		r.result.Tables = r.result.Tables[:len(r.result.Tables)-1]
		r.parts--
	}
	r.parts = parts
	return err
}

// maskStored masks the free texts of a stored table, each distinct text once. The table is written again only when there
// was something to hide.
func (r *reader) maskStored(h header) error {
	texts := map[string][][2]string{} // column → text, masked
	for _, c := range h.columns {
		if !masked(r.lexicon.kind(h.table, c.name)) {
			continue
		}
		found, err := r.toMask(c.name)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			texts[c.name] = found
		}
	}
	if len(texts) == 0 {
		return nil
	}
	return r.rewriteMasked(h, texts)
}

// toMask finds the distinct texts of a column that hold something to hide.
func (r *reader) toMask(column string) ([][2]string, error) {
	name := r.dialect.Ident(column)
	rows, err := r.work.QueryContext(r.ctx, "select distinct "+name+" from "+r.stored()+" where "+name+" is not null")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	batches := make(chan []string, 4)
	var mu sync.Mutex
	var found [][2]string
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for batch := range batches {
				for _, text := range batch {
					if m, n, _ := viet.Mask(text); n > 0 {
						mu.Lock()
						found = append(found, [2]string{text, m})
						mu.Unlock()
					}
				}
			}
		})
	}
	var batch []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if batch = append(batch, text); len(batch) == 1024 {
			batches <- batch
			batch = nil
		}
	}
	batches <- batch
	close(batches)
	group.Wait()
	slices.SortFunc(found, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return found, rows.Err()
}

// rewriteMasked replaces the stored table by one with the masked texts, in the same order of rows.
func (r *reader) rewriteMasked(h header, texts map[string][][2]string) error {
	if _, err := r.work.ExecContext(r.ctx, "create or replace table main.masked (field varchar, text varchar, masked varchar)"); err != nil {
		return err
	}
	err := r.work.Append(r.ctx, "main", "masked", func(yield func([]any) bool) {
		for column, list := range texts {
			for _, t := range list {
				if !yield([]any{column, t[0], t[1]}) {
					return
				}
			}
		}
	})
	if err != nil {
		return err
	}
	instead := map[string]string{}
	joins := ""
	for column := range texts {
		alias := r.dialect.Ident("m_" + column)
		instead[column] = "coalesce(" + alias + ".masked, " + r.dialect.Ident(column) + ")"
		joins += fmt.Sprintf(" left join main.masked %s on %s.field = '%s' and %s.text = t.%s", alias, alias, column, alias, r.dialect.Ident(column))
		var n int64
		if err := r.work.QueryRowContext(r.ctx, fmt.Sprintf("select count(*) from %s t join main.masked m on m.field = '%s' and m.text = t.%s", r.stored(), column, r.dialect.Ident(column))).Scan(&n); err != nil {
			return err
		}
		r.masks.hidden[column] = n
	}
	old := r.result.Tables[len(r.result.Tables)-1]
	query := "select t.file_sha, t.sheet, t.row_no, t.row_base" + r.allColumns(h, instead) + " from " + r.stored() + " t" + joins + " order by t.file_row_number"
	if err := r.store(h.table, "", query); err != nil {
		return err
	}
	n := len(r.result.Tables)
	r.result.Tables = append(r.result.Tables[:n-2], r.result.Tables[n-1])
	r.tellMasks("", h)
	if err := os.Remove(r.file.Dir + "/" + old.File); err != nil {
		return err
	}
	_, err = r.work.ExecContext(r.ctx, "drop table main.masked")
	return err
}
