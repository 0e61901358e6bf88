package duckdb

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"

	duck "github.com/duckdb/duckdb-go/v2"

	"nhipcau/internal/engine"
)

// Append uses DuckDB's appender on one connection.
func (d *database) Append(ctx context.Context, schema, table string, rows iter.Seq[[]any]) error {
	conn, err := d.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		appender, err := duck.NewAppenderFromConn(c.(driver.Conn), schema, table)
		if err != nil {
			return fmt.Errorf("append to %s.%s: %w", schema, table, err)
		}
		args := []driver.Value{}
		for row := range rows {
			args = args[:0]
			for _, v := range row {
				args = append(args, v)
			}
			if err := appender.AppendRow(args...); err != nil {
				appender.Close()
				return fmt.Errorf("append to %s.%s: %w", schema, table, err)
			}
		}
		if err := appender.Close(); err != nil {
			return fmt.Errorf("append to %s.%s: %w", schema, table, err)
		}
		return nil
	})
}

// WriteParquet compresses with zstd; the caller hashes and syncs the file, COPY does neither.
func (d *database) WriteParquet(ctx context.Context, query, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("write %s: it exists", path)
	}
	_, err := d.ExecContext(ctx, fmt.Sprintf("copy (%s) to %s (format parquet, compression zstd, row_group_size %d)", query, quote(path), rowGroup))
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// Publish writes tables, functions and views into a new file. Storage version v1.4.0 or later refuses a foreign write-ahead log.
func (d *database) Publish(ctx context.Context, file string, tables []engine.Sorted) (err error) {
	conn, err := d.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	exec := func(q string) error {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("publish %s: %w", file, err)
		}
		return nil
	}
	if err := exec("attach " + quote(file) + " as outfile (storage_version 'v1.4.0')"); err != nil {
		return err
	}
	defer func() {
		if e := exec("detach outfile"); err == nil {
			err = e
		}
	}()
	schemas, views := map[string]bool{}, []string{}
	for _, t := range tables {
		schema, _, _ := strings.Cut(t.Table, ".")
		if !schemas[schema] {
			schemas[schema] = true
			if err := exec("create schema outfile." + schema); err != nil {
				return err
			}
		}
		if t.View != "" {
			views = append(views, "create view "+t.Table+" as "+t.View)
			continue
		}
		if err := exec("create table outfile." + t.Table + " as select * from " + t.Table + orderBy(t.By)); err != nil {
			return err
		}
	}
	var home string
	if err := conn.QueryRowContext(ctx, "select current_database()").Scan(&home); err != nil {
		return err
	}
	// A view, and a macro that calls another, is bound when it is made, in the database one stands in.
	for _, q := range slices.Concat([]string{"use outfile"}, macros(), views, []string{"use " + dialect{}.Ident(home), "checkpoint outfile"}) {
		if err := exec(q); err != nil {
			return err
		}
	}
	return nil
}

func orderBy(by string) string {
	switch by {
	case engine.AsMade:
		return ""
	case "":
		by = "all"
	}
	return " order by " + by
}
