package pipeline

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/pipeline/clean"
	"nhipcau/pipeline/ingest"
)

// Source is everything a build reads.
type Source struct {
	AsOf      time.Time           // the cut-off date
	Reference fs.FS               // data/reference and data/published, or a user's newer copy of them
	Parsed    map[string][]string // raw table → Parquet files that landed
}

// registers are the raw tables that files fill; their columns come from reference/headers.csv. bad_row holds rows that no
// reader could split into cells.
var registers = []string{"session", "opinion"}

// manyFiles: every reading of a view opens all its Parquet files again, so above this number they are copied once.
const manyFiles = 4

const place = "file_sha varchar, sheet varchar, row_no bigint"

// landed adds to schema raw what is of this build alone: the cut-off date, and the registers as views over what landed.
func landed(ctx context.Context, w engine.Work, d engine.Dialect, s Source) error {
	if _, err := w.ExecContext(ctx, "create table raw.run as select ? as as_of", s.AsOf.Format(time.DateOnly)); err != nil {
		return err
	}
	columns, err := RegisterColumns(s.Reference)
	if err != nil {
		return err
	}
	for _, table := range registers {
		if err := register(ctx, w, d, table, columns[table], s.Parsed[table]); err != nil {
			return err
		}
	}
	if err := register(ctx, w, d, "bad_row", []string{"table_name", "column_name", "rule", "value_text"}, s.Parsed["bad_row"]); err != nil {
		return err
	}
	return register(ctx, w, d, "aggregate", ingest.AggregateColumns, s.Parsed["aggregate"])
}

func register(ctx context.Context, w engine.Work, d engine.Dialect, table string, columns, files []string) error {
	query := "create table raw." + table + " (" + place
	for _, c := range columns {
		query += ", " + d.Ident(c) + " varchar"
	}
	query += ")"
	if len(files) > 0 {
		// A fast reader numbers rows by their place in the Parquet file (row_base is the line of its first row less one);
		// a careful one wrote row_no itself.
		kind := "view"
		if len(files) > manyFiles {
			kind = "table"
		}
		query = "create " + kind + " raw." + table + " as select file_sha, sheet, coalesce(row_no, file_row_number + row_base) as row_no"
		for _, c := range columns {
			query += ", " + d.Ident(c)
		}
		query += " from " + d.Parquet(files)
	}
	if _, err := w.ExecContext(ctx, query); err != nil {
		return fmt.Errorf("raw.%s: %w", table, err)
	}
	return nil
}

// RegisterColumns reads, for each kind of register, its columns in the template's order.
func RegisterColumns(reference fs.FS) (map[string][]string, error) {
	columns := map[string][]string{}
	err := eachRecord(reference, "reference/headers.csv", func(record map[string]string) error {
		columns[record["table"]] = append(columns[record["table"]], record["column"])
		return nil
	})
	return columns, err
}

// reference loads every reviewed CSV into raw.<file name> as text: reference/units/alias.csv is raw.alias.
func reference(ctx context.Context, w engine.Work, files fs.FS) error {
	for _, dir := range []string{"reference", "reference/units", "published"} {
		names, err := fs.Glob(files, dir+"/*.csv")
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := loadReference(ctx, w, files, name); err != nil {
				return err
			}
		}
	}
	return LoadCSV(ctx, w, "raw", "check", bytes.NewReader(clean.Checks))
}

func loadReference(ctx context.Context, w engine.Work, files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return fmt.Errorf("reference: %w", err)
	}
	defer f.Close()
	return LoadCSV(ctx, w, "raw", strings.TrimSuffix(path.Base(name), ".csv"), f)
}

// Separators of ASCII for fields and records: no cell of reviewed data holds them.
const (
	fieldEnd  = "\x1f"
	recordEnd = "\x1e"
)

// LoadCSV makes schema.table of text columns out of a CSV with a header row. Empty cells become null. The whole text goes over as one
// parameter and the engine cuts it: cell by cell, 40,000 rows of reference took a third of a second at every build.
func LoadCSV(ctx context.Context, w engine.Work, schema, table string, r io.Reader) error {
	c := csv.NewReader(r)
	header, err := c.Read()
	if err != nil {
		return fmt.Errorf("%s.%s: header: %w", schema, table, err)
	}
	text, err := joined(c)
	if err != nil {
		return fmt.Errorf("%s.%s: %w", schema, table, err)
	}
	list := make([]string, len(header))
	for i, h := range header {
		list[i] = fmt.Sprintf("nullif(cells[%d], '') as %s", i+1, quoteIdent(h))
	}
	query := "create table " + schema + "." + table + " as select " + strings.Join(list, ", ") +
		" from (select string_split(unnest(string_split(?::varchar, chr(30))), chr(31)) as cells) where len(cells) > 1 or cells[1] <> ''"
	if _, err := w.ExecContext(ctx, query, text); err != nil {
		return fmt.Errorf("%s.%s: %w", schema, table, err)
	}
	return nil
}

// joined puts all records of a CSV into one text.
func joined(c *csv.Reader) (string, error) {
	var b strings.Builder
	for line := 2; ; line++ {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		text := strings.Join(record, fieldEnd)
		if strings.Count(text, fieldEnd) >= len(record) || strings.Contains(text, recordEnd) {
			return "", fmt.Errorf("record %d: a control character", line)
		}
		if b.Len() > 0 {
			b.WriteString(recordEnd)
		}
		b.WriteString(text)
	}
}

func quoteIdent(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func eachRecord(files fs.FS, name string, visit func(map[string]string) error) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	c := csv.NewReader(f)
	header, err := c.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		m := map[string]string{}
		for i, h := range header {
			m[h] = record[i]
		}
		if err := visit(m); err != nil {
			return err
		}
	}
}
