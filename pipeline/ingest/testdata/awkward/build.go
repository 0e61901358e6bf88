package awkward

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"nhipcau/internal/viet"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// lines is a text file.
func lines(list ...string) func() []byte {
	return func() []byte { return []byte(strings.Join(list, "\n") + "\n") }
}

// raw is a file of these very bytes.
func raw(s string) func() []byte { return func() []byte { return []byte(s) } }

// cut is the first part of a file, as when a copy was broken off.
func cut(build func() []byte, share float64) func() []byte {
	return func() []byte { b := build(); return b[:int(float64(len(b))*share)] }
}

// in gives a text in another encoding.
func in(enc viet.Encoding, build func() []byte) func() []byte {
	return func() []byte {
		text := string(build())
		switch enc {
		case viet.UTF8BOM:
			return []byte("\ufeff" + text)
		case viet.UTF16LE:
			return must(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text)))
		case viet.UTF16BE:
			return must(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text)))
		case viet.Windows1258:
			return must(charmap.Windows1258.NewEncoder().Bytes([]byte(split1258(text))))
		case viet.UTF8TCVN3:
			return latin(legacy(text, viet.TCVN3))
		case viet.UTF8VNI:
			return latin(legacy(text, viet.VNI))
		}
		return legacy(text, enc)
	}
}

// decomposed is a text whose letters and marks stand apart, as macOS writes names.
func decomposed(build func() []byte) func() []byte {
	return func() []byte { return norm.NFD.Bytes(build()) }
}

// split1258 leaves the five tones as marks of their own, which is all windows-1258 has.
func split1258(text string) string {
	var b strings.Builder
	for _, r := range text {
		if _, ok := charmap.Windows1258.EncodeRune(r); ok {
			b.WriteRune(r)
			continue
		}
		d := []rune(norm.NFD.String(string(r)))
		tone := ""
		if len(d) > 1 && strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", d[len(d)-1]) {
			tone, d = string(d[len(d)-1]), d[:len(d)-1]
		} else if len(d) == 3 { // the dot below sorts before the circumflex
			tone, d = string(d[1]), []rune{d[0], d[2]}
		}
		b.WriteString(norm.NFC.String(string(d)) + tone)
	}
	return b.String()
}

// legacy writes a text in TCVN3 or VNI by asking the decoder what each pair of bytes reads as.
func legacy(text string, enc viet.Encoding) []byte {
	table := map[rune][]byte{}
	note := func(b ...byte) {
		s, damaged := viet.Decode(b, enc)
		if r := []rune(s); damaged == 0 && len(r) == 1 {
			if _, known := table[r[0]]; !known {
				table[r[0]] = bytes.Clone(b)
			}
		}
	}
	for c := 0; c < 256; c++ {
		note(byte(c))
	}
	if enc == viet.VNI {
		for _, c := range []byte("aeiouydAEIOUYD\xf6\xf4\xd6\xd4") {
			for m := 0x80; m < 256; m++ {
				note(c, byte(m))
			}
		}
	}
	var b bytes.Buffer
	for _, r := range text {
		code, ok := table[r]
		if !ok { // TCVN3 has no capitals with tones: the font shows small letters as capitals
			code, ok = table[[]rune(strings.ToLower(string(r)))[0]]
		}
		if !ok {
			code = []byte("?")
		}
		b.Write(code)
	}
	return b.Bytes()
}

// latin is what a program makes of legacy bytes that it takes for Western text.
func latin(b []byte) []byte { return must(charmap.Windows1252.NewDecoder().Bytes(b)) }

// sheet is one sheet of a workbook.
type sheet struct {
	name   string
	rows   [][]any
	merges [][2]string
	hidden bool
	header string // page header
	font   string
	cells  []cellLook // cells that look different
}

// cellLook is one cell that has its own font or number format, or is typed in runs.
type cellLook struct {
	at      string // "B3"
	font    string
	format  string // a number format as Excel writes it
	runs    []excelize.RichTextRun
	formula string
}

func workbook(sheets ...sheet) func() []byte {
	return func() []byte {
		f := excelize.NewFile()
		defer f.Close()
		for i, s := range sheets {
			if i == 0 {
				f.SetSheetName("Sheet1", s.name)
			} else {
				must(f.NewSheet(s.name))
			}
			for r, row := range s.rows {
				if err := f.SetSheetRow(s.name, fmt.Sprintf("A%d", r+1), &row); err != nil {
					panic(err)
				}
			}
			for _, m := range s.merges {
				if err := f.MergeCell(s.name, m[0], m[1]); err != nil {
					panic(err)
				}
			}
			if s.font != "" {
				style := must(f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: s.font}}))
				f.SetCellStyle(s.name, "A1", "Z50", style)
			}
			for _, c := range s.cells {
				c.apply(f, s.name)
			}
			if s.header != "" {
				f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddHeader: s.header})
			}
			if s.hidden {
				f.SetSheetVisible(s.name, false)
			}
		}
		var b bytes.Buffer
		must(f.WriteTo(&b))
		return b.Bytes()
	}
}

func (c cellLook) apply(f *excelize.File, sheet string) {
	style := excelize.Style{}
	if c.font != "" {
		style.Font = &excelize.Font{Family: c.font}
	}
	if c.format != "" {
		style.CustomNumFmt = &c.format
	}
	if err := f.SetCellStyle(sheet, c.at, c.at, must(f.NewStyle(&style))); err != nil {
		panic(err)
	}
	if c.runs != nil {
		if err := f.SetCellRichText(sheet, c.at, c.runs); err != nil {
			panic(err)
		}
	}
	if c.formula != "" {
		if err := f.SetCellFormula(sheet, c.at, c.formula); err != nil {
			panic(err)
		}
	}
}

// run is a piece of a cell's text in a font of its own.
func run(font, text string) excelize.RichTextRun {
	return excelize.RichTextRun{Font: &excelize.Font{Family: font}, Text: text}
}

func cells(list ...any) []any { return list }

// part is a paragraph (text) or a table (rows) of a Word document. In a table "^" continues the cell above, "<" the one to
// the left.
type part struct {
	text string
	rows [][]string
}

func document(parts ...part) func() []byte { return documentIn("", parts...) }

// documentIn is a document whose ordinary style has a font.
func documentIn(font string, parts ...part) func() []byte {
	return func() []byte {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
		for _, p := range parts {
			if p.rows == nil {
				b.WriteString(paragraph(p.text))
				continue
			}
			b.WriteString("<w:tbl>")
			for i, row := range p.rows {
				b.WriteString("<w:tr>")
				for c := 0; c < len(row); c++ {
					span := 1
					for c+span < len(row) && row[c+span] == "<" {
						span++
					}
					b.WriteString("<w:tc><w:tcPr>")
					if span > 1 {
						fmt.Fprintf(&b, `<w:gridSpan w:val="%d"/>`, span)
					}
					text := row[c]
					if text == "^" {
						b.WriteString("<w:vMerge/>")
						text = ""
					} else if i+1 < len(p.rows) && c < len(p.rows[i+1]) && p.rows[i+1][c] == "^" {
						b.WriteString(`<w:vMerge w:val="restart"/>`)
					}
					b.WriteString("</w:tcPr>" + paragraph(text) + "</w:tc>")
					c += span - 1
				}
				b.WriteString("</w:tr>")
			}
			b.WriteString("</w:tbl>")
		}
		b.WriteString("</w:body></w:document>")
		styles := `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`
		if font != "" {
			styles += `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `"/></w:rPr></w:style>`
		}
		return archive("word/styles.xml", styles+"</w:styles>", "word/document.xml", b.String(), "[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)()
	}
}

// font is a text in a font of its own.
func font(name, text string) string { return "\x01" + name + "\x01" + text }

func paragraph(text string) string {
	look := ""
	if rest, ok := strings.CutPrefix(text, "\x01"); ok {
		name, own, _ := strings.Cut(rest, "\x01")
		look, text = `<w:rPr><w:rFonts w:ascii="`+name+`" w:hAnsi="`+name+`"/></w:rPr>`, own
	}
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(text))
	return "<w:p><w:r>" + look + "<w:t>" + b.String() + "</w:t></w:r></w:p>"
}

// archive is a zip of names and contents.
func archive(pairs ...string) func() []byte {
	return func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := 0; i < len(pairs); i += 2 {
			w := must(z.Create(pairs[i]))
			w.Write([]byte(pairs[i+1]))
		}
		if err := z.Close(); err != nil {
			panic(err)
		}
		return b.Bytes()
	}
}

// arrowFile is an Arrow IPC file of text columns.
func arrowFile(names []string, rows ...[]string) func() []byte {
	return func() []byte {
		var fields []arrow.Field
		for _, n := range names {
			fields = append(fields, arrow.Field{Name: n, Type: arrow.BinaryTypes.String, Nullable: true})
		}
		schema := arrow.NewSchema(fields, nil)
		builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
		defer builder.Release()
		for _, row := range rows {
			for i, v := range row {
				builder.Field(i).(*array.StringBuilder).Append(v)
			}
		}
		batch := builder.NewRecordBatch()
		defer batch.Release()
		var b bytes.Buffer
		w := must(ipc.NewFileWriter(&b, ipc.WithSchema(schema)))
		if err := w.Write(batch); err != nil {
			panic(err)
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
		return b.Bytes()
	}
}

// old is the beginning of an Office 97-2003 file.
func old() []byte {
	return append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 600)...)
}

// bomb is a sheet of a few kilobytes that unpacks to two hundred megabytes.
func bomb() []byte {
	return archive("xl/workbook.xml", `<workbook/>`, "xl/worksheets/sheet1.xml", "<sheetData>"+strings.Repeat("<row></row>", 20<<20)+"</sheetData>")()
}
