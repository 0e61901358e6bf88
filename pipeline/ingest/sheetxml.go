package ingest

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"nhipcau/internal/viet"
)

// sheetReader streams the cells of a sheet as text. It reads the part itself, for three things decide what a cell says that a
// list of values does not tell: whether it was typed as text or holds a number, its number format, and its font.
type sheetReader struct {
	parts    *zipParts
	path     string
	shared   *sharedTexts
	styles   []cellStyle
	from1904 bool
	legacy   map[viet.Encoding]int64 // cells that their font decoded
	unread   int64                   // formulas that no program has worked out yet
	unreadAt string                  // the first of them
}

// lastRow and lastColumn are the last a sheet can have.
const (
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

// rows reads from the top each time it is asked.
func (s *sheetReader) rows() iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		s.legacy, s.unread = map[viet.Encoding]int64{}, 0
		f := s.parts.part(s.path)
		if f == nil {
			yield(sheetRow{}, io.ErrUnexpectedEOF)
			return
		}
		in, err := f.Open()
		if err != nil {
			yield(sheetRow{}, err)
			return
		}
		defer in.Close()
		scan := sheetScan{sheetReader: s, dec: xml.NewDecoder(bufio.NewReaderSize(in, 1<<18))}
		scan.all(yield)
	}
}

type sheetScan struct {
	*sheetReader
	dec *xml.Decoder
	row sheetRow
}

// all hands out the rows inside sheetData; what follows is not read here.
func (s *sheetScan) all(yield func(sheetRow, error) bool) {
	for last := int64(0); ; {
		token, err := s.dec.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF // the end of the data was not seen
			}
			yield(sheetRow{}, err)
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				no, err := strconv.ParseInt(attr(t, "r"), 10, 64)
				if err != nil || no <= last {
					no = last + 1
				}
				if last = no; no > lastRow {
					yield(sheetRow{}, refuse("sheet_too_large", "Trang tính có quá nhiều dòng: mỗi trang nhiều nhất 1.048.576 dòng", "A sheet has too many rows: at most 1,048,576"))
					return
				}
				s.row = sheetRow{no: no}
			case "c":
				if err := s.cell(t); err != nil {
					yield(sheetRow{}, err)
					return
				}
			}
		case xml.EndElement:
			if t.Name.Local == "row" && !yield(s.row, nil) || t.Name.Local == "sheetData" {
				return
			}
		}
	}
}

// rawCell is a cell as the file holds it.
type rawCell struct {
	kind    string
	value   strings.Builder
	inline  richText
	formula bool
}

func (s *sheetScan) cell(start xml.StartElement) error {
	at := columnOf(attr(start, "r"))
	if at < 0 {
		at = len(s.row.cells)
	}
	if at >= lastColumn {
		return errors.New("a column too far")
	}
	var style cellStyle
	if i, err := strconv.Atoi(attr(start, "s")); err == nil && i >= 0 && i < len(s.styles) {
		style = s.styles[i]
	} else if len(s.styles) > 0 {
		style = s.styles[0]
	}
	c := rawCell{kind: attr(start, "t")}
	if err := s.inside(&c); err != nil {
		return err
	}
	text := s.text(&c, style)
	if text == "" && c.formula && c.value.Len() == 0 {
		if s.unread++; s.unread == 1 {
			s.unreadAt = attr(start, "r")
		}
	}
	for len(s.row.cells) < at {
		s.row.cells = append(s.row.cells, "")
	}
	if at < len(s.row.cells) {
		s.row.cells[at] = text
	} else {
		s.row.cells = append(s.row.cells, text)
	}
	return nil
}

// inside reads up to the end of the cell.
func (s *sheetScan) inside(c *rawCell) error {
	in := ""
	for {
		token, err := s.dec.RawToken()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			in = t.Name.Local
			c.formula = c.formula || in == "f"
			if in == "is" {
				if c.inline, err = readRich(s.dec, "is"); err != nil {
					return err
				}
			}
		case xml.CharData:
			if in == "v" {
				c.value.Write(t)
			}
		case xml.EndElement:
			if in = ""; t.Name.Local == "c" {
				return nil
			}
		}
	}
}

// text is what a Vietnamese hand would have written into the cell.
func (s *sheetScan) text(c *rawCell, style cellStyle) string {
	value := c.value.String()
	switch c.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(s.shared.texts) {
			return s.decode(s.shared.at(i), style.font)
		}
		return ""
	case "inlineStr":
		return s.decode(c.inline, style.font)
	case "str":
		return s.decode(richText{{text: unescape(value)}}, style.font)
	case "b":
		if value == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "e", "d":
		return value
	}
	return style.written(strings.TrimSpace(value), s.from1904)
}

// decode joins the runs of a text, each read by its own font.
func (s *sheetReader) decode(text richText, font string) string {
	var b strings.Builder
	for _, run := range text {
		own := run.font
		if own == "" {
			own = font
		}
		decoded, enc := run.text, viet.UTF8
		if _, legacy := viet.EncodingOfFont(own); legacy {
			decoded, enc = viet.DecodeCell(run.text, own)
		}
		if decoded != run.text {
			s.legacy[enc]++
		}
		if len(text) == 1 {
			return decoded
		}
		b.WriteString(decoded)
	}
	return b.String()
}

// columnOf is the column in "AB12", from 0; -1 when there is none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

// richText is a text in runs, each with its font; empty for the font of the cell.
type richText []textRun

type textRun struct{ font, text string }

// readRich reads <si> or <is> up to its end. Readings beside the text (rPh) are no part of it.
func readRich(dec *xml.Decoder, until string) (richText, error) {
	var list richText
	var run textRun
	inText, aside := false, false
	for {
		token, err := dec.RawToken()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = !aside
			case "r":
				run = textRun{}
			case "rFont":
				run.font = attr(t, "val")
			case "rPh":
				aside = true
			}
		case xml.CharData:
			if inText {
				run.text += string(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				if inText {
					list = append(list, textRun{run.font, unescape(run.text)})
				}
				run.text, inText = "", false
			case "rPh":
				aside = false
			case until:
				return list, nil
			}
		}
	}
}

// sharedTexts are the texts of a workbook, each kept once. Most have one run in the font of their cell.
type sharedTexts struct {
	texts []string
	runs  map[int]richText
}

func (s *sharedTexts) at(i int) richText {
	if runs, ok := s.runs[i]; ok {
		return runs
	}
	return richText{{text: s.texts[i]}}
}

// mostShared bounds the shared texts of a workbook in memory.
const mostShared = 256 << 20

// sharedTexts reads xl/sharedStrings.xml; a workbook may have none.
func (z *zipParts) sharedTexts() (*sharedTexts, error) {
	all := &sharedTexts{runs: map[int]richText{}}
	f := z.part("xl/sharedStrings.xml")
	if f == nil {
		return all, nil
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	dec := xml.NewDecoder(bufio.NewReaderSize(in, 1<<18))
	for size := 0; ; {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "si" {
			continue
		}
		runs, err := readRich(dec, "si")
		if err != nil {
			return nil, err
		}
		all.add(runs)
		if size += len(all.texts[len(all.texts)-1]) + 16; size > mostShared {
			return nil, refuse("sheet_too_large", "Bảng tính có quá nhiều chữ: hãy chia thành nhiều tệp", "The workbook holds too much text: split it into several files")
		}
	}
}

func (s *sharedTexts) add(runs richText) {
	text := ""
	for i, r := range runs {
		text += r.text
		if i > 0 || r.font != "" {
			s.runs[len(s.texts)] = runs
		}
	}
	s.texts = append(s.texts, text)
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads "_x000D_", the way workbooks write characters that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		switch {
		case err != nil || n == 0:
			return ""
		case n == 13:
			return ""
		}
		return string(rune(n))
	})
}
