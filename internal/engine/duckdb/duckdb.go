// Package duckdb is the embedded engine.
//
// It is the one door to duckdb-go: every instance of the product is opened here, with the whole list of settings in
// settings.go. Files it writes hold no PRIMARY KEY, UNIQUE or INDEX, because DuckDB 1.5.5 loses index rows when it replays
// a log.
package duckdb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	duck "github.com/duckdb/duckdb-go/v2"

	"nhipcau/internal/engine"
)

// Engine is DuckDB.
type Engine struct{}

// New returns the DuckDB engine.
func New() Engine { return Engine{} }

// Name is "duckdb".
func (Engine) Name() string { return "duckdb" }

// Dialect is DuckDB's SQL.
func (Engine) Dialect() engine.Dialect { return dialect{} }

// rowGroup is how many rows of a table one thread takes at a time, while we work and in the Parquet files we write. DuckDB's own 122,880 is
// more than a country holds sessions in five years: all that is asked of them would run on one core. A multiple of 2,048.
const rowGroup = 40_960

// Work opens a database to build in: file, or memory when file is empty.
func (Engine) Work(ctx context.Context, file string, o engine.Options) (engine.Work, error) {
	once, each := workSettings(o), []string(nil)
	if file != "" {
		once, each, file = append(once, fmt.Sprintf("attach %s as work (row_group_size %d)", quote(file), rowGroup)), []string{"use work"}, ""
	}
	db, err := open(ctx, file, once, each)
	if err != nil {
		return nil, fmt.Errorf("duckdb: open work database: %w", err)
	}
	return &database{DB: db}, nil
}

// Open attaches a published file read-only to a locked instance.
func (Engine) Open(ctx context.Context, file string, o engine.Options) (engine.Reader, error) {
	if err := refuseLog(file); err != nil {
		return nil, err
	}
	attach := []string{
		"attach if not exists " + quote(file) + " as snapshot (read_only)",
	}
	db, err := open(ctx, "", append(attach, readSettings(o)...), []string{"use snapshot"})
	if err != nil {
		return nil, fmt.Errorf("duckdb: open %s: %w", file, err)
	}
	return &database{DB: db}, nil
}

// refuseLog: DuckDB replays a .wal beside a file into it, whoever wrote the log.
func refuseLog(file string) error {
	if _, err := os.Stat(file); err != nil {
		return fmt.Errorf("duckdb: %w", err)
	}
	logs, err := filepath.Glob(file + ".wal*")
	if err != nil {
		return err
	}
	if len(logs) > 0 {
		return fmt.Errorf("duckdb: refuse %s: a write-ahead log lies beside it (%s)", file, filepath.Base(logs[0]))
	}
	return nil
}

// open runs once on the first connection of the instance and each on every connection.
func open(ctx context.Context, file string, once, each []string) (*sql.DB, error) {
	var first sync.Once
	connector, err := duck.NewConnector(file, func(c driver.ExecerContext) error {
		var err error
		first.Do(func() { err = execAll(ctx, c, once) })
		if err != nil {
			return err
		}
		return execAll(ctx, c, each)
	})
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func execAll(ctx context.Context, c driver.ExecerContext, statements []string) error {
	for _, s := range statements {
		if _, err := c.ExecContext(ctx, s, nil); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

type database struct{ *sql.DB }
