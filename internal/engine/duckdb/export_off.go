//go:build !duckdb_arrow

package duckdb

import (
	"context"
	"errors"
	"io"

	"nhipcau/internal/engine"
)

// Export needs the Arrow bridge: the Makefile builds with the tag duckdb_arrow.
func (d *database) Export(context.Context, string, engine.Format, io.Writer) error {
	return errors.New("built without the tag duckdb_arrow: no Parquet or Arrow export")
}
