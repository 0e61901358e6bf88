package engine

import (
	"context"
	"io"
)

// Format is a binary form a result can be written in.
type Format string

const (
	Parquet Format = "parquet" // one Parquet file
	Arrow   Format = "arrow"   // an Arrow IPC stream
)

// Exporter is a Reader that can write a SELECT's result in a binary form.
type Exporter interface {
	Export(ctx context.Context, query string, f Format, w io.Writer) error
}
