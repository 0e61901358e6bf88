package dashboards

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"

	"nhipcau/internal/semantic"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// query reads one SELECT of queries/, named <page>.<what>. The files are embedded, so a missing one is a fault of the build.
func query(name string) string {
	b, err := queryFiles.ReadFile("queries/" + name + ".sql")
	if err != nil {
		panic(err)
	}
	return string(b)
}

// list runs a SELECT of queries/ and scans each row into a T by the pointers that fields gives.
func list[T any](ctx context.Context, r semantic.Reader, name string, fields func(*T) []any, args ...any) ([]T, error) {
	rows, err := r.QueryContext(ctx, query(name), args...)
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", name, err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := rows.Scan(fields(&v)...); err != nil {
			return nil, fmt.Errorf("query %s: %w", name, err)
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

type (
	nullFloat = sql.Null[float64]
	nullInt   = sql.Null[int64]
)

// date is a date column that may be empty.
type date = sql.NullTime

func joinClose(err error, c io.Closer) error { return errors.Join(err, c.Close()) }
