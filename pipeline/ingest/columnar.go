package ingest

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/ipc"

	"nhipcau/internal/viet"
)

// parquet reads a Parquet file through the engine, every column as text.
func (r *reader) parquet() error {
	r.result.Format, r.result.Encoding = "parquet", string(viet.UTF8)
	found, err := r.walk(surface{rows: r.parquetRows(), records: true})
	if err == nil && !found {
		return headerMissing()
	}
	return err
}

func columnarBroken(err error) error {
	if _, ok := AsRefusal(err); ok || errors.Is(err, errStopped) {
		return err
	}
	return refuse("columnar_unreadable",
		"Không đọc được tệp Parquet hoặc Arrow: tệp hỏng hoặc bị cắt ngang. Xin gửi lại",
		"The Parquet or Arrow file cannot be read: damaged or cut off. Please send it again")
}

func (r *reader) parquetRows() iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		from := r.dialect.Parquet([]string{r.file.Path})
		names, err := r.parquetColumns(from)
		if err != nil {
			yield(sheetRow{}, columnarBroken(err))
			return
		}
		var count int64 // the file's last bytes tell
		if err := r.work.QueryRowContext(r.ctx, "select count(*) from "+from).Scan(&count); err == nil && count > mostRows {
			yield(sheetRow{}, tooManyRows())
			return
		}
		if !yield(sheetRow{no: 0, cells: names}, nil) {
			return
		}
		list := make([]string, len(names))
		for i, n := range names {
			list[i] = "cast(" + r.dialect.Ident(n) + " as varchar)"
		}
		rows, err := r.work.QueryContext(r.ctx, "select "+strings.Join(list, ", ")+" from "+from+" order by file_row_number")
		if err != nil {
			yield(sheetRow{}, columnarBroken(err))
			return
		}
		defer rows.Close()
		for no := int64(1); rows.Next(); no++ {
			cells, err := scanTexts(rows, len(names))
			if !yield(sheetRow{no: no, cells: cells}, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(sheetRow{}, columnarBroken(err))
		}
	}
}

func (r *reader) parquetColumns(from string) ([]string, error) {
	rows, err := r.work.QueryContext(r.ctx, "select * from "+from+" limit 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var list []string
	for _, n := range names {
		if n != "file_row_number" {
			list = append(list, n)
		}
	}
	if len(list) == 0 {
		return nil, errors.New("no columns")
	}
	return list, nil
}

func scanTexts(rows *sql.Rows, n int) ([]string, error) {
	values := make([]sql.NullString, n)
	targets := make([]any, n)
	for i := range values {
		targets[i] = &values[i]
	}
	if err := rows.Scan(targets...); err != nil {
		return nil, err
	}
	cells := make([]string, n)
	for i, v := range values {
		cells[i] = typedText(v.String)
	}
	return cells, nil
}

// typedText writes a typed value as text: a moment at midnight is a day, truth is có or không.
func typedText(s string) string {
	switch s {
	case "true":
		return "có"
	case "false":
		return "không"
	}
	if day, ok := strings.CutSuffix(s, " 00:00:00"); ok {
		return day
	}
	return s
}

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

func openArrow(f *os.File) (batches, error) {
	if file, err := ipc.NewFileReader(f); err == nil {
		return &arrowFile{FileReader: file}, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	stream, err := ipc.NewReader(f)
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
			if !visit(sheetRow{no: no, cells: arrowCells(batch, i)}) {
				return nil
			}
		}
	}
}

func arrowCells(batch arrow.RecordBatch, row int) []string {
	cells := make([]string, batch.NumCols())
	for i := range cells {
		if col := batch.Column(i); col.IsValid(row) {
			cells[i] = typedText(col.ValueStr(row))
		}
	}
	return cells
}
