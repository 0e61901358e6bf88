//go:build duckdb_arrow

package duckdb

import (
	"context"
	"database/sql/driver"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	duck "github.com/duckdb/duckdb-go/v2"

	"nhipcau/internal/engine"
)

// Export streams a result batch by batch through Arrow: the locked instance may not write files itself.
func (d *database) Export(ctx context.Context, query string, f engine.Format, w io.Writer) error {
	conn, err := d.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		a, err := duck.NewArrowFromConn(c.(driver.Conn))
		if err != nil {
			return err
		}
		batches, err := a.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer batches.Release()
		switch f {
		case engine.Arrow:
			return writeArrow(batches, w)
		case engine.Parquet:
			return writeParquet(batches, w)
		}
		return fmt.Errorf("no export form %q", f)
	})
}

func writeArrow(batches array.RecordReader, w io.Writer) error {
	out := ipc.NewWriter(w, ipc.WithSchema(batches.Schema()), ipc.WithZstd())
	for batches.Next() {
		if err := out.Write(batches.RecordBatch()); err != nil {
			return err
		}
	}
	if err := batches.Err(); err != nil {
		return err
	}
	return out.Close()
}

func writeParquet(batches array.RecordReader, w io.Writer) error {
	props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd))
	out, err := pqarrow.NewFileWriter(batches.Schema(), w, props, pqarrow.DefaultWriterProps())
	if err != nil {
		return err
	}
	for batches.Next() {
		if err := out.WriteBuffered(batches.RecordBatch()); err != nil {
			return err
		}
	}
	if err := batches.Err(); err != nil {
		return err
	}
	return out.Close()
}
