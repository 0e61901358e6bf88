// Package engine is the seam between the product and the database that computes its tables.
//
// The pipeline writes through a Work database and can do nothing else; everything that shows numbers reads a
// Reader and can do nothing else. DuckDB (folder duckdb) is the embedded engine and the only one most users need;
// a distributed engine takes its place by implementing Engine and passing enginetest.Run.
package engine

import (
	"context"
	"database/sql"
	"errors"
	"iter"
)

// ErrNotSelect says that a text handed to a read-only place is not exactly one SELECT.
var ErrNotSelect = errors.New("not exactly one SELECT statement")

// Options bounds what one database may use. The zero value means the engine's defaults.
type Options struct {
	MemoryMB int    // memory for operators, in MiB
	Threads  int    // worker threads; 0 means one a core
	TempDir  string // where operators may spill; empty: nowhere
}

// Engine opens databases of one kind.
type Engine interface {
	Name() string
	Dialect() Dialect
	// Work opens a private database to build in. It lives in file, or in memory when file is empty.
	Work(ctx context.Context, file string, o Options) (Work, error)
	// Open opens a published file read-only. It refuses a file with a write-ahead log beside it, because a
	// log left by somebody else would be replayed into the answers.
	Open(ctx context.Context, file string, o Options) (Reader, error)
}

// Reader answers SELECT statements; placeholders are `?`.
type Reader interface {
	Exporter
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	// Reads lists the schema.table names that one SELECT reads, from the engine's own parser, sorted, each once.
	// Names of the statement's own WITH clauses are left out. ErrNotSelect when the text is anything else.
	Reads(ctx context.Context, query string) ([]string, error)
	Close() error
}

// Work is a database that may be written.
type Work interface {
	Reader
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	// Append adds rows to schema.table, values in column order.
	Append(ctx context.Context, schema, table string, rows iter.Seq[[]any]) error
	// WriteParquet stores the result of a SELECT, in its order, at a path that must not exist.
	WriteParquet(ctx context.Context, query, path string) error
	// Publish copies tables ("schema.table", with the columns to sort by) into a new database file, whole and checkpointed,
	// and makes Functions there.
	Publish(ctx context.Context, file string, tables []Sorted) error
}

// Functions are what SQL on a published file can call beside the engine's own: the intervals of internal/stat and the reading of a
// deadline, under the same names and giving the same numbers in every engine. kaplan_meier, rank_rates and shrink give tables, of lists.
//
// The rest of internal/stat has no namesake in SQL: what needs the quantiles of other distributions (Clopper-Pearson, Poisson, exact tests), a search
// (Kleinberg's path, hidden cells), iteration (logistic trend) or the winsorised spread of a whole table (adjusted funnel). Medians, log-rank
// and cumulative shares of several outcomes could be had from the same rows and are not there.
var Functions = []string{
	"wilson_lower", "wilson_upper", "newcombe_lower", "newcombe_upper", "design_effect", "clustered_lower", "clustered_upper",
	"funnel_lower", "funnel_upper", "on_time", "z_for", "kaplan_meier", "rank_rates", "shrink",
}

// Sorted names a table and the order its rows are stored in, so that the same input gives the same file content; or a view, which is
// made anew over the tables and views named before it.
type Sorted struct {
	Table string // schema.table
	By    string // order-by list; empty: all columns; AsMade: in the order the table was filled
	View  string // the SELECT of a view, naming schema.table only
}

// AsMade says that a table's rows lie in their order already.
const AsMade = "-"

// CSV says how a delimited text file maps to a table.
type CSV struct {
	Path      string
	Delimiter rune
	Skip      int      // physical lines above the first data record
	Width     int      // columns in the file
	Pick      []Column // columns to keep, in this order
}

// Column is one column of a CSV: its position (0-based) and its name in the table.
type Column struct {
	At   int
	Name string
}

// Dialect is what differs between the SQL of two engines.
type Dialect interface {
	// Parquet is the FROM item that reads these Parquet files as one table with a column file_row_number.
	Parquet(paths []string) string
	// CSV is the FROM item that reads a delimited file as text columns, in file order. A record that does not fit the
	// width, or a broken quote, fails the query: the caller then reads the file record by record.
	CSV(in CSV) string
	// Checksum is a SELECT giving (rows, checksum) over every column of a table, independent of row order.
	Checksum(table string) string
	// Ident quotes a name.
	Ident(name string) string
}
