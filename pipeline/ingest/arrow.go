package ingest

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"

	"nhipcau/internal/viet"
)

// arrow reads an Arrow IPC file or stream.
func (r *reader) arrow() error {
	r.result.Format, r.result.Encoding = "arrow", string(viet.UTF8)
	found, err := r.walk(surface{rows: arrowRows(r.file.Path), records: true})
	if err == nil && !found {
		return headerMissing()
	}
	return err
}

// batches is what file and stream have in common.
type batches interface {
	Schema() *arrow.Schema
	next() (arrow.RecordBatch, error)
}

type arrowFile struct {
	*ipc.FileReader
	at int
}

func (f *arrowFile) next() (arrow.RecordBatch, error) {
	if f.at >= f.NumRecords() {
		return nil, io.EOF
	}
	f.at++
	return f.RecordBatch(f.at - 1)
}

type arrowStream struct{ *ipc.Reader }

func (s arrowStream) next() (arrow.RecordBatch, error) { return s.Read() }

// openArrow opens a file or stream whose claims were checked.
func openArrow(f *os.File) (batches, error) {
	limits := []ipc.Option{ipc.WithMetadataSizeLimit(mostArrowMetadata), ipc.WithBodySizeLimit(mostArrowMemory)}
	if isArrowFile(f) {
		file, err := ipc.NewFileReader(f, limits...)
		return &arrowFile{FileReader: file}, err
	}
	stream, err := ipc.NewReaderFromMessageReader(ipc.NewMessageReader(f, limits...))
	return arrowStream{stream}, err
}

func arrowRows(path string) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		stopped := false
		err := eachArrow(path, func(row sheetRow) bool {
			stopped = !yield(row, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(sheetRow{}, columnarBroken(err))
		}
	}
}

// eachArrow visits the names as a header and each record as a row. The library panics on some damaged files.
func eachArrow(path string, visit func(sheetRow) bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("arrow: %v", p)
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := checkArrow(f); err != nil {
		return err
	}
	in, err := openArrow(f)
	if err != nil {
		return err
	}
	var names []string
	for _, field := range in.Schema().Fields() {
		names = append(names, field.Name)
	}
	if !visit(sheetRow{no: 0, cells: names}) {
		return nil
	}
	for no := int64(0); ; {
		batch, err := in.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range int(batch.NumRows()) {
			no++
			cells := arrowCells(batch, i)
			if err := soundValues(cells); err != nil {
				return err
			}
			if !visit(sheetRow{no: no, cells: cells}) {
				return nil
			}
		}
	}
}

func arrowCells(batch arrow.RecordBatch, row int) []string {
	cells := make([]string, batch.NumCols())
	for i := range cells {
		// A column of nothing calls its cells valid; the value of a dictionary can be nothing too.
		if col := batch.Column(i); col.IsValid(row) {
			if text := col.ValueStr(row); text != array.NullValueStr {
				cells[i] = typedText(text)
			}
		}
	}
	return cells
}
