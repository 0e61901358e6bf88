package ingest

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"nhipcau/internal/viet"
)

// largestXML is how much of one part excelize keeps in memory; larger sheets are unpacked to a temporary file.
const largestXML = 16 << 20

// xlsx reads each sheet that has a table. Sheets without one (a guide, lists) are passed over, hidden sheets are named.
func (r *reader) xlsx() error {
	r.result.Format, r.result.Encoding = "xlsx", string(viet.UTF8)
	parts, err := openParts(r.file.Path)
	if err != nil {
		return err
	}
	defer parts.Close()
	if err := parts.secret("xl/drawings/", "docProps/"); err != nil {
		return err
	}
	book, err := excelize.OpenFile(r.file.Path, excelize.Options{UnzipSizeLimit: largestUnpacked, UnzipXMLSizeLimit: largestXML, RawCellValue: true})
	if err != nil {
		return workbookUnreadable()
	}
	defer book.Close()
	sheets, err := parts.sheets()
	if err != nil || len(sheets) == 0 {
		return workbookUnreadable()
	}
	found := false
	for _, sheet := range sheets {
		ok, err := r.sheet(book, parts, sheet)
		if err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.name, err)
		}
		found = found || ok
	}
	if !found {
		return headerMissing()
	}
	return nil
}

func workbookUnreadable() error {
	return refuse("workbook_unreadable",
		"Không mở được bảng tính: tệp hỏng, bị cắt ngang, có mật khẩu hoặc không phải .xlsx. Xin lưu lại và gửi lại",
		"The workbook cannot be opened: damaged, cut off, protected by a password, or no .xlsx. Please save and send it again")
}

func (r *reader) sheet(book *excelize.File, parts *zipParts, sheet sheetPart) (found bool, err error) {
	merged, marks, err := parts.afterRows(sheet.path)
	if err != nil {
		return false, workbookUnreadable()
	}
	if err := secretIn(marks); err != nil {
		return false, err
	}
	props, err := book.GetWorkbookProps()
	from1904 := err == nil && props.Date1904 != nil && *props.Date1904
	s := surface{name: sheet.name, merges: merged, rows: rows(book, sheet.name), written: func(raw string, date bool) string { return asWritten(raw, date, from1904) }}
	decoded, enc, err := r.decoded(s.rows, parts.fonts())
	if err != nil {
		return false, err
	}
	s.rows = decoded
	if sheet.hidden {
		return false, r.hidden(s)
	}
	found, err = r.walk(s)
	if !found && r.passed >= 2 {
		r.note(sheet.name, 0, "", sheet.name, "table_unknown", sheet.name)
	}
	if found && enc != viet.UTF8 {
		r.result.Encoding = string(enc)
		r.note(sheet.name, 0, "", string(enc), "encoding_converted", string(enc))
	}
	return found, err
}

// hidden names a hidden sheet that holds a table: it is often last year's copy, so it is not read.
func (r *reader) hidden(s surface) error {
	src := newRowSource(s.rows)
	defer src.stop()
	_, ok, err := r.nextHeader(s, src, &surroundings{}, false)
	if ok {
		r.seen["sheets_hidden"]++
		r.note(s.name, 0, "", s.name, "sheet_hidden", s.name)
	}
	return err
}

// sampleCells is how many cells of a sheet decide its encoding.
const sampleCells = 6000

// decoded gives the rows in Unicode. A sheet in .VnTime or VNI-Times holds Western letters; whether it does is told from a
// sample of it, with the fonts of the workbook as a hint, and then cell by cell, for people type Unicode into old sheets.
func (r *reader) decoded(in iter.Seq2[sheetRow, error], fonts []string) (iter.Seq2[sheetRow, error], viet.Encoding, error) {
	var sample strings.Builder
	n := 0
	for row, err := range in {
		if err != nil {
			if _, ok := AsRefusal(err); ok {
				return nil, "", err
			}
			return nil, "", workbookUnreadable()
		}
		for _, c := range row.cells {
			if c != "" {
				n++
				sample.WriteString(c + "\n")
			}
		}
		if n > sampleCells || sample.Len() > viet.SampleSize {
			break
		}
	}
	font, enc := legacyFont([]byte(sample.String()), fonts)
	if font == "" {
		return in, viet.UTF8, nil
	}
	return decodeCells(in, font), enc, nil
}

// legacyFont is the font whose encoding the sample is in; empty for Unicode.
func legacyFont(sample []byte, fonts []string) (string, viet.Encoding) {
	if d, err := viet.Detect(sample); err == nil {
		switch d.Encoding {
		case viet.UTF8TCVN3:
			return ".VnTime", d.Encoding
		case viet.UTF8VNI:
			return "VNI-Times", d.Encoding
		}
		if d.Score >= 0.85 {
			return "", viet.UTF8
		}
	}
	for _, f := range fonts {
		switch enc, ok := viet.EncodingOfFont(f); {
		case ok && enc == viet.VNI:
			return "VNI-Times", viet.UTF8VNI
		case ok:
			return ".VnTime", viet.UTF8TCVN3
		}
	}
	return "", viet.UTF8
}

func decodeCells(in iter.Seq2[sheetRow, error], font string) iter.Seq2[sheetRow, error] {
	known := map[string]string{}
	return func(yield func(sheetRow, error) bool) {
		for row, err := range in {
			for i, c := range row.cells {
				text, ok := known[c]
				if !ok {
					text, _ = viet.DecodeCell(c, font)
					if len(known) < rememberedMasks {
						known[c] = text
					}
				}
				row.cells[i] = text
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// lastRow is the last row a sheet can have.
const lastRow = 1 << 20

// rows streams a sheet: memory does not grow with it.
func rows(book *excelize.File, sheet string) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		it, err := book.Rows(sheet)
		if err != nil {
			yield(sheetRow{}, err)
			return
		}
		defer it.Close()
		for no := int64(1); it.Next(); no++ {
			if no > lastRow {
				yield(sheetRow{}, refuse("sheet_too_large", "Trang tính có quá nhiều dòng: mỗi trang nhiều nhất 1.048.576 dòng", "A sheet has too many rows: at most 1,048,576"))
				return
			}
			cells, err := it.Columns(excelize.Options{RawCellValue: true})
			if !yield(sheetRow{no: no, cells: cells}, err) || err != nil {
				return
			}
		}
		if err := it.Error(); err != nil && !errors.Is(err, excelize.ErrSheetNotExist{SheetName: sheet}) {
			yield(sheetRow{}, err)
		}
	}
}

// asWritten turns the raw value of a numeric cell into what a Vietnamese hand would have written: a day number in a date
// column into the date, a decimal point into a comma. So 7.32 stays a fraction and is flagged as one. A number never ends in
// a zero behind its point: "7.320" was typed as text and is seven thousand.
func asWritten(raw string, date, from1904 bool) string {
	if raw == "" || strings.Trim(raw, "0123456789.E+-") != "" {
		return raw
	}
	if date {
		if t, ok := dayNumber(raw, from1904); ok {
			return t.Format("02/01/2006")
		}
		return raw
	}
	if strings.Count(raw, ".") == 1 && !strings.HasPrefix(raw, ".") && !strings.HasSuffix(raw, "0") {
		return strings.Replace(raw, ".", ",", 1)
	}
	return raw
}

func dayNumber(raw string, from1904 bool) (time.Time, bool) {
	var v float64
	if _, err := fmt.Sscanf(raw, "%g", &v); err != nil || v < 18000 || v > 80000 {
		return time.Time{}, false
	}
	t, err := excelize.ExcelDateToTime(v, from1904)
	return t, err == nil
}
