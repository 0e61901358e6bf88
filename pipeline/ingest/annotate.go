package ingest

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"nhipcau/internal/engine"
)

// Remarks are what is to be written into a workbook about one file, in the reader's words.
type Remarks struct {
	Sheet string   // what the sheet of results is called
	Data  string   // what a sheet of a file without sheets is called
	Lines []string // said above the list: counts, what was done at the door, what the colours mean
	Heads []string // over the list, one a field of Mark: what, sheet, cell, row, column, value, message, rule
	Marks []Mark
	Left  string // said below the list when it is not whole
}

// Mark is one thing to say, of a cell (At ≥ 0), of a row (At < 0) or of the whole file (Row 0).
type Mark struct {
	Reject bool
	What   string
	Sheet  string // as the report calls it: a sheet, or a part of one
	On     string // the sheet of the workbook
	Row    int64
	At     int
	From   int // the columns [From, To) of the part; To 0: as far as the sheet reaches
	To     int
	Column string
	Value  string
	Text   string
	Rule   string
}

// ResultSheets are the names of the sheet of results. A workbook that was given back, mended and sent again still has it:
// it is no table of the sender's.
var ResultSheets = []string{"Kết quả kiểm tra", "Check results"}

const (
	// largestEdited is how much sheet XML is edited in place: excelize holds about six times as much in memory.
	largestEdited = 96 << 20
	// mostRendered is how many cells of another format are written anew; above it only rows that something is said of.
	mostRendered = 400_000
	// mostComments: a spreadsheet program takes seconds to open more. All are in the list.
	mostComments = 2000
)

// Annotate gives a file back as a workbook: a first sheet lists every mark with a link to its cell, rejected rows are red,
// cells with a warning amber, and the reason is the comment of its cell. An .xlsx is given back as it was sent otherwise; of other
// formats the tables are written as sheets, each row under its own number. f.Dir takes temporary files.
func Annotate(ctx context.Context, w engine.Work, d engine.Dialect, lex *Lexicon, f File, format string, rem Remarks, out io.Writer) error {
	var p *paint
	var err error
	if format == "xlsx" && sheetBytes(f.Path) <= largestEdited {
		p, err = editWorkbook(f.Path, rem)
	} else {
		p, err = renderTables(ctx, w, d, lex, f, rem)
	}
	if err != nil {
		return fmt.Errorf("annotate %s: %w", f.Name, err)
	}
	defer p.book.Close()
	if err := p.all(); err != nil {
		return fmt.Errorf("annotate %s: %w", f.Name, err)
	}
	_, err = p.book.WriteTo(out)
	return err
}

// WriteRemarks writes a workbook of the results alone, a sheet a file.
func WriteRemarks(list []Remarks, out io.Writer) (err error) {
	book := excelize.NewFile()
	defer func() { err = firstError(err, book.Close()) }()
	names := sheetNames{}
	for i, rem := range list {
		p := &paint{book: book, rem: rem, result: names.of(rem.Sheet)}
		if i == 0 {
			err = book.SetSheetName("Sheet1", p.result)
		} else {
			_, err = book.NewSheet(p.result)
		}
		if err != nil {
			return err
		}
		if err := p.list(); err != nil {
			return err
		}
	}
	_, err = book.WriteTo(out)
	return err
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func sheetBytes(path string) (n uint64) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return 0
	}
	defer z.Close()
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "xl/worksheets/") || f.Name == "xl/sharedStrings.xml" {
			n += f.UncompressedSize64
		}
	}
	return n
}

func editWorkbook(path string, rem Remarks) (*paint, error) {
	book, err := excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: largestUnpacked, UnzipXMLSizeLimit: largestUnpacked})
	if err != nil {
		return nil, workbookUnreadable()
	}
	book.Path = ""                     // the name on disk is ours and has no ending, which excelize would not write
	for _, old := range ResultSheets { // of an earlier check
		if i, err := book.GetSheetIndex(old); err == nil && i >= 0 && book.SheetCount > 1 {
			if err := book.DeleteSheet(old); err != nil {
				return nil, firstError(err, book.Close())
			}
		}
	}
	p := &paint{book: book, rem: rem, result: rem.Sheet, named: map[string]string{}}
	for _, name := range book.GetSheetList() {
		p.named[name] = name
	}
	return p, p.addResult()
}

// renderTables writes the rows of a file that is no workbook as sheets.
func renderTables(ctx context.Context, w engine.Work, d engine.Dialect, lex *Lexicon, f File, rem Remarks) (*paint, error) {
	p := &paint{book: excelize.NewFile(), rem: rem, result: rem.Sheet, named: map[string]string{}, shift: map[string]int64{}}
	r := rendering{paint: p, names: sheetNames{}, said: map[string]map[int64]bool{}}
	r.names.of(rem.Sheet)
	for _, m := range rem.Marks {
		if r.said[m.On] == nil {
			r.said[m.On] = map[int64]bool{}
		}
		r.said[m.On][m.Row] = true
	}
	if _, err := Look(ctx, w, d, lex, f, r.row); err != nil {
		return nil, firstError(err, p.book.Close())
	}
	return p, firstError(p.book.SetSheetName("Sheet1", p.result), p.top())
}

type rendering struct {
	*paint
	names sheetNames
	said  map[string]map[int64]bool // sheet → rows that something is said of
	cells int
}

// row writes one row under its own number. The names of a data format stand above the first record.
func (r *rendering) row(s Seen) error {
	name, known := r.named[s.Sheet]
	if !known {
		name = r.names.of(first(s.Sheet, r.rem.Data))
		r.named[s.Sheet] = name
		if _, err := r.book.NewSheet(name); err != nil {
			return err
		}
		if s.Row == 0 {
			r.shift[s.Sheet] = 1
		}
	}
	r.cells += len(s.Cells)
	no := s.Row + r.shift[s.Sheet]
	if r.cells > mostRendered && !r.said[s.Sheet][s.Row] || no > lastRow {
		return nil
	}
	for at, text := range s.Cells {
		if text == "" || at >= excelize.MaxColumns {
			continue
		}
		if err := r.book.SetCellStr(name, CellName(at, no), text); err != nil {
			return err
		}
	}
	return nil
}

// sheetNames makes names that a spreadsheet program accepts, each once.
type sheetNames map[string]bool

func (n sheetNames) of(wanted string) string {
	clean := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return '-'
		}
		return r
	}, wanted), "' ")
	if clean == "" {
		clean = "-"
	}
	name := cutRunes(clean, excelize.MaxSheetNameLength)
	for i := 2; n[strings.ToLower(name)]; i++ {
		tail := fmt.Sprintf(" (%d)", i)
		name = cutRunes(clean, excelize.MaxSheetNameLength-len(tail)) + tail
	}
	n[strings.ToLower(name)] = true
	return name
}

func cutRunes(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}
