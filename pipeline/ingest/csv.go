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
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nhipcau/internal/viet"
)

var delimiters = []rune{',', ';', '\t', '|'}

var byteOrderMark = []byte("\ufeff")

// csv reads a delimited text file: by the engine when it is plain, else record by record.
func (r *reader) csv() error {
	r.result.Format = "csv"
	path, done, err := r.unicode()
	if err != nil {
		return err
	}
	defer done()
	sample, err := sampleOf(path)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(sample, byteOrderMark))) == 0 {
		return refuse("file_empty", "Tệp trống", "The file is empty")
	}
	if loneReturn(sample) {
		if path, err = r.withLines(path); err != nil {
			return err
		}
		defer os.Remove(path)
		if sample, err = sampleOf(path); err != nil {
			return err
		}
	}
	if err := tooLong(path, sample); err != nil {
		return err
	}
	delimiter, ok := r.delimiter(sample)
	if r.suggest != nil || !ok && r.file.Map != nil {
		if !ok {
			delimiter = likelyDelimiter(sample)
		}
	} else if !ok {
		if err := secretText(string(sample)); err != nil {
			return err
		}
		if encodedTwice(sample) {
			return refuse("encoding_twice",
				"Tệp UTF-8 đã bị đọc nhầm bảng mã rồi lưu lại (“á»™” thay cho “ộ”): hãy xuất lại từ tệp gốc với bảng mã Unicode UTF-8",
				"A UTF-8 file was opened in a wrong encoding and saved again (“á»™” for “ộ”): export it once more from the original as Unicode UTF-8")
		}
		return r.noHeader()
	}
	if h, plain := r.plain(sample, delimiter); plain && r.suggest == nil {
		if err = r.fast(path, h, delimiter); err == nil {
			r.remark("", h)
			return nil
		}
		if _, refused := AsRefusal(err); refused || r.ctx.Err() != nil {
			return errors.Join(r.ctx.Err(), err)
		}
	}
	rows := records(path, delimiter)
	if r.nfd {
		rows = composed(rows)
	}
	found, err := r.walk(surface{rows: rows})
	if err == nil && !found {
		return r.noHeader()
	}
	return err
}

// tooLong refuses a file that is by its size and its first lines far beyond the limit, before it is read. Nearer to the limit
// the rows are counted.
func tooLong(path string, sample []byte) error {
	lines := int64(bytes.Count(sample, []byte{'\n'}))
	info, err := os.Stat(path)
	if err != nil || lines == 0 {
		return err
	}
	if perRow := int64(len(sample))/lines + 1; info.Size()/perRow > 2*mostRows {
		return tooManyRows()
	}
	return nil
}

func tooManyRows() error {
	return refuse("sheet_too_large",
		fmt.Sprintf("Bảng có quá nhiều dòng (nhiều nhất %s): hãy chia thành nhiều tệp, chẳng hạn theo năm hoặc theo tỉnh", viet.FormatInt(mostRows, viet.Vi)),
		fmt.Sprintf("The table has too many rows (at most %s): split it into several files, by year or by province", viet.FormatInt(mostRows, viet.En)))
}

func headerMissing() error {
	return refuse("header_missing",
		"Không tìm thấy dòng tiêu đề của sổ: cần ít nhất cột đơn vị tổ chức và ngày tổ chức, hoặc mã cuộc, hoặc các cột số liệu tổng hợp. Có thể dùng “nhipcau check --suggest” để lập tệp ánh xạ cột",
		"No header row of a register was found: it needs at least the host and the date, or the session code, or columns of counts. “nhipcau check --suggest” writes a file that maps the columns")
}

// unicode finds the encoding and, when the file is not plain UTF-8, writes it anew as UTF-8 beside the Parquet files.
func (r *reader) unicode() (path string, done func(), err error) {
	f, err := os.Open(r.file.Path)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	text, d, err := viet.NewReader(f, "")
	if errors.Is(err, viet.ErrUndecided) {
		return "", nil, refuse("encoding_undecided",
			"Không xác định được bảng mã của tệp (không phải Unicode, TCVN3, VNI hay windows-1258 một cách rõ ràng): hãy lưu lại với bảng mã Unicode UTF-8",
			"The file's encoding cannot be decided (not clearly Unicode, TCVN3, VNI or windows-1258): save it again as Unicode UTF-8")
	}
	if err != nil {
		return "", nil, err
	}
	r.encoding(d)
	if d.Encoding == viet.UTF8 || d.Encoding == viet.UTF8BOM {
		// NFD needs no new file: every reader of a value compares by key, and the careful reader composes.
		r.nfd = d.NFD
		return r.file.Path, func() {}, nil
	}
	out, err := os.CreateTemp(r.file.Dir, "unicode-*.tmp")
	if err != nil {
		return "", nil, err
	}
	done = func() { os.Remove(out.Name()) }
	if _, err = io.Copy(out, text); err == nil {
		err = out.Close()
	}
	if err != nil {
		out.Close()
		done()
		return "", nil, err
	}
	if n := text.Damaged(); n > 0 {
		r.note("", 0, "", filepath.Base(r.file.Name), "text_damaged", fmt.Sprint(n))
	}
	return out.Name(), done, nil
}

// encoding puts into the report what was detected.
func (r *reader) encoding(d viet.Detection) {
	r.result.Encoding = string(d.Encoding)
	if d.NFD {
		r.result.Encoding += " nfd"
	}
	switch d.Encoding {
	case viet.Windows1258, viet.TCVN3, viet.TCVN3Caps, viet.VNI, viet.UTF8TCVN3, viet.UTF8VNI:
		r.note("", 0, "", string(d.Encoding), "encoding_converted", string(d.Encoding))
	}
}

// sampleOf is the head of a file, cut at a line's end.
func sampleOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := make([]byte, viet.SampleSize)
	n, err := io.ReadFull(f, b)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	whole := n < len(b)
	b = b[:n]
	if cut := bytes.LastIndexByte(b, '\n'); !whole && cut > 0 {
		b = b[:cut+1]
	}
	return b, nil
}

// delimiter is the one under which a header answers to most columns.
func (r *reader) delimiter(sample []byte) (best rune, ok bool) {
	most := 0
	for _, d := range delimiters {
		var head []sheetRow
		for row, err := range recordsOf(bytes.NewReader(sample), d) {
			if err != nil || len(head) == headRows+deepest {
				break
			}
			if row.filled() > 0 {
				head = append(head, row)
			}
			if r.lying == 0 && sideways(row) {
				r.lying = row.no
			}
		}
		for i := range head {
			if widthOf(head[i:min(i+acrossDepth, len(head))]) <= most {
				continue // no more columns can answer than there are
			}
			if h, _, found := r.lexicon.headerAt(head[i:min(i+deepest, len(head))], r.file.Map); found && h.score() > most {
				best, most, ok = d, h.score(), true
			}
			if t, found := r.lexicon.acrossAt(head[i:min(i+acrossDepth, len(head))]); found && len(t.head) > most {
				best, most, ok = d, len(t.head), true
			}
		}
	}
	return best, ok
}

func widthOf(rows []sheetRow) (n int) {
	for _, r := range rows {
		n = max(n, len(r.cells))
	}
	return n
}

// plain: the header is the first line, and nothing in the sample but records stands below it. Such a file goes to the
// engine, with the header returned.
func (r *reader) plain(sample []byte, delimiter rune) (h header, ok bool) {
	if r.file.Map != nil {
		return h, false
	}
	n := 0
	for row, err := range recordsOf(bytes.NewReader(sample), delimiter) {
		if err != nil {
			return h, false
		}
		if n++; n == 1 {
			var depth int
			h, depth, ok = r.lexicon.headerAt([]sheetRow{row}, nil)
			if !ok || depth != 1 || h.table == "aggregate" || len(h.ticks) > 0 || marksSecrecy(h) || r.leans(h) {
				return h, false
			}
			continue
		}
		if n > 400 {
			break
		}
		if row.bad != "" || row.filled() == 0 || h.kindOf(row, n-2, false) != rowData || r.lexicon.mayBeHeader(row) {
			return h, false
		}
	}
	return h, ok && n > 1
}

// leans: the file's name may have to stand for a parent that its rows do not give.
func (r *reader) leans(h header) bool {
	if h.has("parent") || !h.has("unit") || r.lexicon.provinceIn(r.file.Name) == "" {
		return false
	}
	info, err := os.Stat(r.file.Path)
	return err == nil && info.Size() < leanBytes
}

// marksSecrecy: a column of marks ("Độ mật") is read cell by cell.
func marksSecrecy(h header) bool {
	for _, p := range h.unknown {
		if strings.Contains(viet.Key4(p.words), "domat") {
			return true
		}
	}
	return false
}

// composed gives rows whose letters and marks are one.
func composed(in iter.Seq2[sheetRow, error]) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		for row, err := range in {
			for i, c := range row.cells {
				row.cells[i] = norm.NFC.String(c)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// textReader is a CSV reader that knows whether its input has ended, and how.
type textReader struct {
	*csv.Reader
	in   *bufio.Reader
	last *lastByte
}

// lastByte remembers the last byte that was read.
type lastByte struct {
	io.Reader
	b byte
}

func (l *lastByte) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if n > 0 {
		l.b = p[n-1]
	}
	return n, err
}

func (t textReader) more() bool {
	_, err := t.in.Peek(1)
	return err == nil
}

func (t textReader) endsLine() bool { return t.last.b == '\n' || t.last.b == '\r' }

func newCSV(r io.Reader, delimiter rune) textReader {
	last := &lastByte{Reader: r}
	size := 1 << 20
	if sample, ok := r.(*bytes.Reader); ok {
		size = min(size, sample.Len())
	}
	br := bufio.NewReaderSize(last, size)
	if head, err := br.Peek(len(byteOrderMark)); err == nil && bytes.Equal(head, byteOrderMark) {
		br.Discard(len(byteOrderMark))
	}
	c := csv.NewReader(br)
	c.Comma, c.FieldsPerRecord, c.LazyQuotes = delimiter, -1, true
	return textReader{c, br, last}
}

// records reads a file one record at a time, keeping each record's own line number.
func records(path string, delimiter rune) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(sheetRow{}, err)
			return
		}
		defer f.Close()
		for row, err := range recordsOf(f, delimiter) {
			if !yield(row, err) {
				return
			}
		}
	}
}

// longestCell bounds a cell of a text file: an open quote would make one cell of all that follows.
const longestCell = 1 << 20

func recordsOf(in io.Reader, delimiter rune) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		c := newCSV(in, delimiter)
		breaks := 0 // lines that ended inside a cell: a spreadsheet counts rows, not lines
		for {
			cells, err := c.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil || cells != nil {
				err = soundCells(cells)
			}
			if err != nil {
				yield(sheetRow{}, err)
				return
			}
			line, _ := c.FieldPos(0)
			row := sheetRow{no: int64(line - breaks), cells: cells}
			for _, cell := range cells {
				breaks += strings.Count(cell, "\n")
			}
			if !c.more() {
				row.cut = !c.endsLine() || len(cells) > 0 && strings.Contains(cells[len(cells)-1], "\n")
			}
			row.bad = swallowed(cells, delimiter)
			if !yield(row, nil) {
				return
			}
		}
	}
}

// encodedTwice: letters that UTF-8 taken for Western text is full of.
func encodedTwice(sample []byte) bool {
	n := 0
	for _, sign := range []string{"á»", "áº", "Ä‘", "Æ°", "Ã¡", "Ã\u00a0"} {
		n += bytes.Count(sample, []byte(sign))
	}
	return n >= 4
}

// swallowed is the column of a quoted cell that holds a record of its own: a quote was opened and not closed, and the rows that follow
// went into the cell. Such a line has as many cells as the row, a day among them. What it says is not repeated: it was never masked.
func swallowed(cells []string, delimiter rune) string {
	if len(cells) < 3 {
		return ""
	}
	for at, c := range cells {
		_, rest, several := strings.Cut(c, "\n")
		if !several {
			continue
		}
		for line := range strings.Lines(rest) {
			parts := strings.Split(strings.TrimRight(line, "\r\n"), string(delimiter))
			if len(parts) >= len(cells) && slices.ContainsFunc(parts, isDay) {
				return columnName(at)
			}
		}
	}
	return ""
}

func isDay(s string) bool {
	d, err := viet.ParseDate(strings.Trim(s, `" `), time.Time{})
	return err == nil && d.Precision == viet.Day && d.Flag == viet.DatePlain
}

func truncated() error {
	return refuse("file_truncated",
		"Tệp bị cắt ngang, hoặc có dấu nháy mở mà không đóng: xin gửi lại cả tệp",
		"The file was cut off, or a quote is opened and never closed: please send the whole file again")
}

// cutRune: only the end of the text is no UTF-8, and it is the beginning of a letter.
func cutRune(s string) bool {
	for n := 1; n <= 3 && n <= len(s); n++ {
		if c := s[len(s)-n]; c >= 0xc0 {
			return !utf8.FullRuneInString(s[len(s)-n:]) && utf8.ValidString(s[:len(s)-n])
		}
	}
	return false
}

func soundCells(cells []string) error {
	for _, c := range cells {
		if len(c) > longestCell {
			return truncated()
		}
		if cutRune(c) {
			return truncated()
		}
		if !utf8.ValidString(c) {
			return refuse("encoding_mixed",
				"Tệp lẫn nhiều bảng mã: có chỗ không phải UTF-8. Hãy lưu lại cả tệp với bảng mã Unicode UTF-8",
				"The file mixes encodings: part of it is not UTF-8. Save the whole file again as Unicode UTF-8")
		}
	}
	return nil
}
