package ingest

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// largestDocument bounds the text part of a Word file: the longest annex has a few megabytes.
const largestDocument = 128 << 20

// docx reads the tables of a Word document, each a surface. The paragraphs before a table are its titles, those behind it
// may be its notes.
func (r *reader) docx() error {
	r.result.Format, r.result.Encoding = "docx", string(viet.UTF8)
	parts, err := openParts(r.file.Path)
	if err != nil {
		return err
	}
	defer parts.Close()
	if err := parts.secret("word/", "docProps/"); err != nil {
		return err
	}
	tables, lines, legacy, err := parts.tables()
	if err != nil {
		return refuse("document_unreadable",
			"Không đọc được tệp Word: tệp hỏng hoặc bị cắt ngang. Xin lưu lại và gửi lại",
			"The Word file cannot be read: damaged or cut off. Please save and send it again")
	}
	if err := secretIn(lines); err != nil {
		return err
	}
	if legacy != "" {
		r.result.Encoding = string(misread(legacy))
	}
	found := false
	var before *wordTable // the last table that was read
	for i, t := range tables {
		s := surface{name: fmt.Sprintf("Bảng %d", i+1), above: t.above, heads: t.heads, below: t.below, rows: slicesOfRows(t.rows), merges: t.merges}
		rows, enc, err := r.decoded(s.rows)
		if err != nil {
			return err
		}
		if s.rows = rows; enc != viet.UTF8 {
			r.result.Encoding = string(enc)
			s.above, s.below = decodeLines(s.above, enc), decodeLines(s.below, enc)
		}
		ok, err := r.walk(s)
		if err != nil {
			return err
		}
		if ok {
			before = t
		} else if ok, err = r.continued(s, before, t); err != nil {
			return err
		}
		if found = found || ok; !ok { // a letterhead is often a table without borders
			if r.passed > 0 {
				r.note(s.name, 0, "", s.name, "table_unknown", s.name)
			}
			for _, later := range tables[i+1:] {
				later.above = slices.Concat(t.words(), later.above)
			}
		}
	}
	if !found {
		return r.noHeader()
	}
	if r.result.Encoding != string(viet.UTF8) {
		r.note("", 0, "", r.result.Encoding, "encoding_converted", r.result.Encoding)
	}
	return nil
}

// continued reads a table without a header as the rest of the one right before it, when it has as many columns: Word parts a long
// table where somebody pressed Enter.
func (r *reader) continued(s surface, before, t *wordTable) (bool, error) {
	if before == nil || len(t.heads) > 0 || r.suggest != nil || widthOf(t.rows) != widthOf(before.rows) {
		return false, nil
	}
	for i := range before.rows {
		h, depth, ok := r.lexicon.headerFrom(before.rows[i:min(i+deepest, len(before.rows))], r.file.Map)
		if !ok {
			continue
		}
		rows := slices.Clone(before.rows[i : i+depth])
		for n := range rows {
			rows[n].no = 0
		}
		s.above, s.heads, s.rows = before.above, before.heads, slicesOfRows(slices.Concat(rows, t.rows))
		r.note(s.name, 0, h.table, s.name, "table_continued", fmt.Sprint(len(t.rows)))
		return r.walk(s)
	}
	return false, nil
}

func decodeLines(lines []string, enc viet.Encoding) []string {
	font := ".VnTime"
	if enc == viet.UTF8VNI {
		font = "VNI-Times"
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i], _ = viet.DecodeCell(l, font)
	}
	return out
}

func slicesOfRows(rows []sheetRow) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		for _, r := range rows {
			if !yield(sheetRow{no: r.no, cells: slices.Clone(r.cells)}, nil) {
				return
			}
		}
	}
}

// wordTable is a table of a document, with the paragraphs around it.
type wordTable struct {
	above []string // all paragraphs before it
	heads []string // those since the table before
	below []string // those up to the next table
	rows  []sheetRow
	merges
}

// tables reads word/document.xml as a stream of elements.
func (z *zipParts) tables() (tables []*wordTable, lines []string, legacy viet.Encoding, err error) {
	b, err := z.read("word/document.xml", largestDocument)
	if err != nil {
		return nil, nil, "", err
	}
	w := wordReader{dec: xml.NewDecoder(strings.NewReader(string(b))), styles: z.wordFonts()}
	if err := w.read(); err != nil {
		return nil, nil, "", err
	}
	return w.tables, w.lines, w.legacy, nil
}

// words are the lines of a table's cells, as far as a letterhead has them.
func (t *wordTable) words() (lines []string) {
	for _, row := range t.rows[:min(len(t.rows), 6)] {
		for _, c := range row.cells {
			for line := range strings.Lines(c) {
				lines = append(lines, strings.TrimSpace(line))
			}
		}
	}
	return lines
}

type wordReader struct {
	dec    *xml.Decoder
	tables []*wordTable
	lines  []string // paragraphs outside tables
	heads  []string
	depth  int // tables within tables: an inner one is text of its cell
	text   strings.Builder
	row    []string
	open   map[int]int64 // columns merged downwards, and the row they began in
	cell   wordCell
	styles wordFonts
	marks  int           // inside the properties of a paragraph, whose font is that of its end mark
	style  string        // style of the paragraph
	font   string        // of the run, empty: that of the style
	legacy viet.Encoding // of the last text that its font decoded
	raised bool          // the run is a superscript: mark of a footnote, or m²
	gone   int           // inside what a reader does not see: moved away, or the copy of a text box for old programs
	inRow  bool          // inside the properties of a row
	struck bool          // the row is struck out by a tracked change
}

type wordCell struct {
	span      int
	continues bool
	starts    bool
}

func (w *wordReader) read() error {
	for nested := 0; ; {
		token, err := w.dec.RawToken()
		if errors.Is(err, io.EOF) {
			if nested != 0 {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if nested++; nested > 1000 {
				return errors.New("too deep")
			}
			if err := w.start(t); err != nil {
				return err
			}
			if t.Name.Local == "t" {
				nested-- // its end went with its characters
			}
		case xml.EndElement:
			nested--
			w.end(t.Name.Local)
		}
	}
}

func (w *wordReader) start(t xml.StartElement) error {
	if unseen[t.Name.Local] {
		w.gone++
	}
	if w.gone > 0 && t.Name.Local != "t" {
		return nil
	}
	switch t.Name.Local {
	case "tbl":
		if w.depth++; w.depth == 1 {
			w.tables = append(w.tables, &wordTable{above: slices.Clone(w.lines), heads: w.heads, merges: merges{}})
			w.heads, w.open = nil, map[int]int64{}
			w.text.Reset()
		}
	case "tr":
		if w.depth == 1 {
			w.row, w.struck = nil, false
		}
	case "gridBefore":
		if w.depth == 1 {
			w.row = append(w.row, make([]string, min(smallNumber(attr(t, "val")), 200))...)
		}
	case "trPr":
		w.inRow = true
	case "del":
		w.struck = w.struck || w.inRow && w.depth == 1
	case "tc":
		if w.depth == 1 {
			w.cell = wordCell{span: 1}
			w.text.Reset()
		}
	case "gridSpan":
		if w.depth == 1 {
			w.cell.span = min(max(smallNumber(attr(t, "val")), 1), 200)
		}
	case "vMerge":
		if w.depth == 1 {
			w.cell.starts = attr(t, "val") == "restart"
			w.cell.continues = !w.cell.starts
		}
	case "p":
		w.style = ""
	case "pPr":
		w.marks++
	case "pStyle":
		w.style = attr(t, "val")
	case "r":
		w.font, w.raised = "", false
	case "vertAlign":
		w.raised = w.marks == 0 && attr(t, "val") == "superscript"
	case "noBreakHyphen":
		w.text.WriteByte('-')
	case "rStyle":
		w.font = first(w.font, w.styles.of(attr(t, "val")))
	case "rFonts":
		if name := first(attr(t, "ascii"), attr(t, "hAnsi")); w.marks == 0 && name != "" {
			w.font = name
		}
	case "t":
		return w.characters()
	case "sym": // Insert Symbol: a letter of Wingdings by its place
		w.text.WriteString(symbols[strings.ToUpper(attr(t, "char"))])
	case "tab":
		w.text.WriteByte(' ')
	case "br", "cr":
		w.text.WriteByte('\n')
	}
	return nil
}

// characters copies the text of a run up to its end.
func (w *wordReader) characters() error {
	for {
		token, err := w.dec.RawToken()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			if w.gone > 0 {
				continue
			}
			text := w.decode(string(t))
			if w.raised {
				text = raised.Replace(text)
			}
			w.text.WriteString(text)
		case xml.StartElement:
			return errors.New("an element inside a text")
		case xml.EndElement:
			return nil
		}
	}
}

// decode reads a run's text by its font: its own, that of its paragraph's style, or the document's.
func (w *wordReader) decode(text string) string {
	font := first(w.font, w.styles.of(w.style), w.styles.ordinary)
	if _, legacy := viet.EncodingOfFont(font); !legacy {
		return text
	}
	decoded, enc := viet.DecodeCell(text, font)
	if decoded != text {
		w.legacy = enc
	}
	return decoded
}

// unseen are elements whose text is not what a reader sees: what a tracked change moved away, and the copy of a text box
// that programs before 2010 show instead of it.
var unseen = map[string]bool{"moveFrom": true, "Fallback": true}

// raised writes the digits of a superscript as such: 39 with the mark of footnote 1 must not become 391.
var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *wordReader) end(name string) {
	if unseen[name] {
		w.gone = max(0, w.gone-1)
		return
	}
	if w.gone > 0 {
		return
	}
	switch name {
	case "trPr":
		w.inRow = false
	case "pPr":
		w.marks = max(0, w.marks-1)
	case "p":
		w.paragraph()
	case "tbl":
		w.depth = max(0, w.depth-1)
	case "tc":
		if w.depth == 1 {
			w.endCell()
		}
	case "tr":
		if w.depth == 1 && len(w.tables) > 0 {
			t := w.tables[len(w.tables)-1]
			if w.struck {
				w.row = nil
			}
			t.rows = append(t.rows, sheetRow{no: int64(len(t.rows) + 1), cells: w.row})
		}
	}
}

func (w *wordReader) paragraph() {
	if w.depth > 0 {
		w.text.WriteByte('\n')
		return
	}
	line := viet.Tidy(w.text.String())
	w.text.Reset()
	if line == "" {
		return
	}
	w.lines, w.heads = append(w.lines, line), append(w.heads, line)
	if len(w.tables) > 0 {
		t := w.tables[len(w.tables)-1]
		t.below = append(t.below, line)
	}
}

func (w *wordReader) endCell() {
	t := w.tables[len(w.tables)-1]
	at, no := len(w.row), int64(len(t.rows)+1)
	switch {
	case w.cell.starts:
		w.open[at] = no
	case w.cell.continues && w.open[at] > 0:
		t.merges.extend(at, w.open[at], no)
	default:
		delete(w.open, at)
	}
	w.row = append(w.row, strings.TrimSpace(w.text.String()))
	for range w.cell.span - 1 {
		w.row = append(w.row, "")
	}
	w.text.Reset()
}

// extend makes a merged cell reach down to a row.
func (m merges) extend(at int, from, to int64) {
	if n := len(m[at]); n > 0 && m[at][n-1].from == from {
		m[at][n-1].to = to
		return
	}
	m[at] = append(m[at], rowSpan{from, to})
}
