package ingest

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"iter"
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
	unseen   hiddenCells
}

// hiddenCells counts the rows and columns that a sheet hides and that hold something.
type hiddenCells struct {
	rows, firstRow int64
	columns        map[int]bool // by position; false until a cell of it says something
}

// lastRow and lastColumn are the last a sheet can have.
const (
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

// rows reads from the top each time it is asked.
func (s *sheetReader) rows() iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		s.legacy, s.unread, s.unseen = map[viet.Encoding]int64{}, 0, hiddenCells{columns: map[int]bool{}}
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
	dec    *xml.Decoder
	row    sheetRow
	hidden bool // the row is
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
			case "col":
				s.hide(t)
			case "row":
				s.hidden = isTrue(attr(t, "hidden"))
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
			if t.Name.Local == "row" && s.hidden && s.row.filled() > 0 {
				if s.unseen.rows++; s.unseen.rows == 1 {
					s.unseen.firstRow = s.row.no
				}
			}
			if t.Name.Local == "row" && !yield(s.row, nil) || t.Name.Local == "sheetData" {
				return
			}
		}
	}
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// hide notes which columns a sheet hides; those to the end of the sheet are beyond any table.
func (s *sheetScan) hide(t xml.StartElement) {
	from, err1 := strconv.Atoi(attr(t, "min"))
	to, err2 := strconv.Atoi(attr(t, "max"))
	if !isTrue(attr(t, "hidden")) || err1 != nil || err2 != nil || from < 1 {
		return
	}
	for at := from - 1; at < min(to, from+500); at++ {
		s.unseen.columns[at] = false
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
	if _, hidden := s.unseen.columns[at]; hidden && text != "" {
		s.unseen.columns[at] = true
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
