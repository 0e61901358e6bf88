package ingest

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"nhipcau/data"
	"nhipcau/internal/viet"
	"nhipcau/pipeline/ingest/testdata/awkward"
)

// A parser may refuse whatever it is given; it must not crash, hang or hand out a row twice.

func fuzzReader(t testing.TB) *reader {
	lex, err := LoadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &reader{lexicon: lex, seen: map[string]int64{}, masks: newMasker()}
}

// drain walks a surface as reading does, with nothing stored.
func drain(t testing.TB, r *reader, s surface) {
	src := newRowSource(s.rows)
	defer src.stop()
	around := surroundings{}
	last := int64(-1)
	for later := false; ; later = true {
		h, ok, err := r.nextHeader(s, src, &around, later)
		if err != nil || !ok {
			return
		}
		w := registerRow{reader: r, s: s, h: h, around: &around, columns: r.lexicon.Of(h.table), sums: newSums(h, r.lexicon)}
		w.place()
		a := aggregateTable{reader: r, s: s, h: h, around: &around, sums: newSums(h, r.lexicon), tops: map[int]string{}}
		err = r.eachRow(s, h, src, &around, func(row sheetRow, kind rowKind) error {
			if row.no <= last {
				t.Fatalf("row %d after row %d", row.no, last)
			}
			last = row.no
			if h.table == "aggregate" {
				a.row(row, kind, nextIsDetail(s, h, src))
			} else {
				w.read(row, kind)
			}
			return nil
		})
		if err != nil {
			return
		}
	}
}

func seeds(f *testing.F, endings ...string) {
	for _, c := range awkward.Cases() {
		if c.Bytes == nil || c.Name == "bomb" {
			continue
		}
		for _, e := range endings {
			if b := c.Bytes(); filepath.Ext(c.File) == e && len(b) < 64<<10 {
				f.Add(b)
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	seeds(f, ".csv", ".tsv", ".txt")
	r := fuzzReader(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		if d, err := viet.Detect(b); err == nil && d.Encoding != viet.UTF8 {
			text, _ := viet.Decode(b, d.Encoding)
			b = []byte(text)
		}
		r.plain(b, ',')
		for _, d := range delimiters {
			drain(t, r, surface{rows: recordsOf(bytes.NewReader(b), d)})
		}
	})
}

func FuzzJSON(f *testing.F) {
	seeds(f, ".json", ".ndjson")
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		eachJSON(path, func(_ string, keys, values []string) error {
			if len(keys) != len(values) {
				t.Fatalf("%d names, %d values", len(keys), len(values))
			}
			return nil
		})
	})
}

func zipped(t testing.TB, pairs map[string][]byte) string {
	path := filepath.Join(t.TempDir(), "x.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	z := zip.NewWriter(out)
	for name, b := range pairs {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(b)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func FuzzWord(f *testing.F) {
	f.Add([]byte(`<w:document><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Đơn vị</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl></w:body></w:document>`))
	r := fuzzReader(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		z, err := openParts(zipped(t, map[string][]byte{"word/document.xml": b}))
		if err != nil {
			return
		}
		defer z.Close()
		tables, _, _, err := z.tables()
		if err != nil {
			return
		}
		for _, table := range tables {
			drain(t, r, surface{above: table.above, heads: table.heads, below: table.below, rows: slicesOfRows(table.rows), merges: table.merges})
		}
	})
}

func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Đơn vị</t></is></c><c r="B1"><v>45309</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A3"/></mergeCells></worksheet>`))
	book := excelize.NewFile()
	var b bytes.Buffer
	if _, err := book.WriteTo(&b); err != nil {
		f.Fatal(err)
	}
	parts := map[string][]byte{}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range z.File {
		in, err := file.Open()
		if err != nil {
			f.Fatal(err)
		}
		var content bytes.Buffer
		content.ReadFrom(in)
		parts[file.Name] = content.Bytes()
	}
	r := fuzzReader(f)
	f.Fuzz(func(t *testing.T, sheet []byte) {
		parts["xl/worksheets/sheet1.xml"] = sheet
		path := zipped(t, parts)
		z, err := openParts(path)
		if err != nil {
			return
		}
		defer z.Close()
		merged, _, err := z.afterRows("xl/worksheets/sheet1.xml")
		if err != nil {
			return
		}
		shared, err := z.sharedTexts()
		if err != nil {
			return
		}
		book := sheetReader{parts: z, path: "xl/worksheets/sheet1.xml", shared: shared, styles: z.cellStyles()}
		drain(t, r, surface{rows: book.rows(), merges: merged, written: func(text string, date bool) string { return dayOf(text, date, false) }})
	})
}

// FuzzWorkbookTexts reads what stands beside the sheets of a workbook: shared texts and styles.
func FuzzWorkbookTexts(f *testing.F) {
	f.Add([]byte(`<sst><si><t>xã Lam Cốt</t></si><si><r><rPr><rFont val=".VnTime"/></rPr><t>x·</t></r><r><t>_x000D_</t></r><rPh><t>y</t></rPh></si></sst>`),
		[]byte(`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/></numFmts><fonts><font><name val="VNI-Times"/></font></fonts><cellXfs><xf numFmtId="164" fontId="0"/></cellXfs></styleSheet>`))
	f.Fuzz(func(t *testing.T, texts, styles []byte) {
		z, err := openParts(zipped(t, map[string][]byte{"xl/sharedStrings.xml": texts, "xl/styles.xml": styles}))
		if err != nil {
			return
		}
		defer z.Close()
		s := sheetReader{legacy: map[viet.Encoding]int64{}}
		if shared, err := z.sharedTexts(); err == nil {
			for i := range shared.texts {
				s.decode(shared.at(i), ".VnTime")
			}
		}
		for _, style := range z.cellStyles() {
			style.written("45309.5", false)
		}
	})
}

func FuzzArrow(f *testing.F) {
	seeds(f, ".arrow")
	for _, opts := range arrowPackings {
		f.Add(typicalArrow(f, 3, false, opts...))
		f.Add(typicalArrow(f, 3, true, opts...))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		eachArrow(path, func(sheetRow) bool { return true })
	})
}

func FuzzMap(f *testing.F) {
	for _, c := range awkward.Cases() {
		if c.Map != "" {
			f.Add([]byte(c.Map))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := ParseMap(b); err == nil {
			m.column(headCell{"Số", "cuộc"})
			m.reads("x")
		}
	})
}
