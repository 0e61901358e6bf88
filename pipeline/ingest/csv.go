package ingest

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"unicode/utf8"

	"nhipcau/internal/engine"
)

// headRows is how far down a header row may stand: title blocks of reports are above it.
const headRows = 40

var delimiters = []rune{',', ';', '\t', '|'}

var byteOrderMark = []byte("\ufeff")

// csv reads a delimited text file: by the engine when every record fits the header, else record by record.
func (r *reader) csv() error {
	r.result.Format = "csv"
	sample, err := r.sample()
	if err != nil {
		return err
	}
	h, delimiter, ok := r.header(sample)
	if !ok {
		return refuse("header_missing",
			"Không tìm thấy dòng tiêu đề của sổ: cần ít nhất cột đơn vị tổ chức và ngày tổ chức, hoặc mã cuộc",
			"No header row of a register was found: it needs at least the host and the date, or the session code")
	}
	r.remark("", h)
	if err := r.fast(h, delimiter); err == nil {
		return nil
	}
	return r.register("", h, r.records(h, delimiter))
}

// sample is the head of the file, cut at a line's end.
func (r *reader) sample() ([]byte, error) {
	f, err := os.Open(r.file.Path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := make([]byte, 256<<10)
	n, err := io.ReadFull(f, b)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	b = b[:n]
	if cut := bytes.LastIndexByte(b, '\n'); n == cap(b) && cut > 0 {
		b = b[:cut+1]
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, refuse("file_empty", "Tệp trống", "The file is empty")
	}
	if !utf8.Valid(b) {
		return nil, refuse("encoding_unknown",
			"Tệp không phải UTF-8: hãy lưu lại với bảng mã Unicode UTF-8",
			"The file is not UTF-8: save it again as Unicode UTF-8")
	}
	r.result.Encoding = "UTF-8"
	if bytes.HasPrefix(b, byteOrderMark) {
		r.result.Encoding = "UTF-8 BOM"
	}
	return b, nil
}

// header tries each delimiter and keeps the header that answers to most columns.
func (r *reader) header(sample []byte) (best header, delimiter rune, ok bool) {
	for _, d := range delimiters {
		c := newCSV(bytes.NewReader(sample), d)
		for line := int64(1); line <= headRows; line++ {
			cells, err := c.Read()
			if err != nil && cells == nil {
				break
			}
			at, _ := c.FieldPos(0)
			h, understood := r.lexicon.understand(cells, int64(at))
			if understood && len(h.columns) > len(best.columns) {
				best, delimiter, ok = h, d, true
			}
		}
	}
	return best, delimiter, ok
}

func newCSV(r io.Reader, delimiter rune) *csv.Reader {
	br := bufio.NewReaderSize(r, 1<<20)
	if head, err := br.Peek(len(byteOrderMark)); err == nil && bytes.Equal(head, byteOrderMark) {
		br.Discard(len(byteOrderMark))
	}
	c := csv.NewReader(br)
	c.Comma, c.FieldsPerRecord, c.LazyQuotes = delimiter, -1, true
	return c
}

// fast lets the engine split the records. Its rows are numbered by their place in the Parquet file.
func (r *reader) fast(h header, delimiter rune) error {
	in := engine.CSV{Path: r.file.Path, Delimiter: delimiter, Skip: int(h.line), Width: h.width}
	for _, c := range h.columns {
		in.Pick = append(in.Pick, engine.Column{At: c.at, Name: c.name})
	}
	parts := r.parts
	query := fmt.Sprintf("select '%s' as file_sha, '' as sheet, cast(null as bigint) as row_no, cast(%d as bigint) as row_base, * from %s",
		r.file.SHA, h.line+1, r.dialect.CSV(in))
	if err := r.store(h.table, "", query); err != nil {
		return r.forget(parts, err)
	}
	// A blank line would be skipped or counted as an empty row, and the numbering would be off: such a file is read with care.
	empty := make([]string, len(h.columns))
	for i, c := range h.columns {
		empty[i] = r.dialect.Ident(c.name) + " is null"
	}
	var blanks int64
	last := r.result.Tables[len(r.result.Tables)-1]
	from := r.dialect.Parquet([]string{r.file.Dir + "/" + last.File})
	if err := r.work.QueryRowContext(r.ctx, "select count(*) from "+from+" where "+strings.Join(empty, " and ")).Scan(&blanks); err != nil {
		return r.forget(parts, err)
	}
	if blanks > 0 {
		return r.forget(parts, errors.New("blank rows"))
	}
	return nil
}

// forget takes back what a failed fast reading stored.
func (r *reader) forget(parts int, err error) error {
	for len(r.result.Tables) > 0 && r.parts > parts {
		last := r.result.Tables[len(r.result.Tables)-1]
		err = errors.Join(err, os.Remove(r.file.Dir+"/"+last.File))
		r.result.Tables = r.result.Tables[:len(r.result.Tables)-1]
		r.parts--
	}
	return err
}

// records reads one by one, keeping each record's own line number.
func (r *reader) records(h header, delimiter rune) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		f, err := os.Open(r.file.Path)
		if err != nil {
			yield(sheetRow{}, err)
			return
		}
		defer f.Close()
		c := newCSV(f, delimiter)
		for {
			cells, err := c.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil && cells == nil {
				yield(sheetRow{}, err)
				return
			}
			line, _ := c.FieldPos(0)
			if int64(line) <= h.line {
				continue
			}
			if !yield(sheetRow{int64(line), cells}, nil) {
				return
			}
		}
	}
}
