package ingest

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

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
	sheets, from1904, err := parts.sheets()
	if err != nil || len(sheets) == 0 {
		return workbookUnreadable()
	}
	shared, err := parts.sharedTexts()
	if _, refused := AsRefusal(err); refused {
		return err
	} else if err != nil {
		return workbookUnreadable()
	}
	book := sheetReader{parts: parts, shared: shared, styles: parts.cellStyles(), from1904: from1904}
	found := false
	for _, sheet := range sheets {
		if err := secretName(sheet.name); err != nil {
			return err
		}
		if slices.Contains(ResultSheets, sheet.name) {
			continue // what an earlier check wrote into a workbook that was given back
		}
		if err := r.templateVersion(book, sheet); err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.name, err)
		}
		ok, err := r.sheet(book, sheet)
		if err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.name, err)
		}
		found = found || ok
	}
	if !found {
		return r.noHeader()
	}
	return nil
}

func workbookUnreadable() error {
	return refuse("workbook_unreadable",
		"Không mở được bảng tính: tệp hỏng, bị cắt ngang, có mật khẩu hoặc không phải .xlsx. Xin lưu lại và gửi lại",
		"The workbook cannot be opened: damaged, cut off, protected by a password, or no .xlsx. Please save and send it again")
}

func (r *reader) sheet(book sheetReader, sheet sheetPart) (found bool, err error) {
	merged, marks, err := book.parts.afterRows(sheet.path)
	if err != nil {
		return false, workbookUnreadable()
	}
	if err := secretIn(marks); err != nil {
		return false, err
	}
	book.path = sheet.path
	s := surface{name: sheet.name, merges: merged, rows: book.rows(), written: func(text string, date bool) string { return dayOf(text, date, book.from1904) }}
	decoded, enc, err := r.decoded(s.rows)
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
	if found {
		r.sheetTold(sheet.name, &book, enc)
	}
	return found, err
}

// sheetTold notes how the texts of a sheet were read, and formulas without a value: programs that make workbooks leave the
// working out to the one who opens them.
func (r *reader) sheetTold(sheet string, book *sheetReader, enc viet.Encoding) {
	count := map[viet.Encoding]int64{}
	for own, n := range book.legacy {
		count[misread(own)] += n
	}
	converted := map[viet.Encoding]string{}
	for e, n := range count {
		converted[e] = fmt.Sprint(n)
	}
	if enc != viet.UTF8 {
		converted[enc] = string(enc)
	}
	for _, e := range slices.Sorted(maps.Keys(converted)) {
		r.result.Encoding = string(e)
		r.note(sheet, 0, "", string(e), "encoding_converted", converted[e])
	}
	if n := book.unseen.rows; n > 0 {
		r.note(sheet, book.unseen.firstRow, "", "A", "rows_hidden", fmt.Sprint(n))
	}
	for _, at := range slices.Sorted(maps.Keys(book.unseen.columns)) {
		if book.unseen.columns[at] {
			r.note(sheet, 0, "", columnName(at), "column_hidden", columnName(at))
		}
	}
	if book.unread > 0 {
		r.note(sheet, 0, "", book.unreadAt, "formula_unread", fmt.Sprint(book.unread))
	}
}

// misread is what a legacy encoding is called when its bytes were taken for Western letters.
func misread(enc viet.Encoding) viet.Encoding {
	if enc == viet.VNI {
		return viet.UTF8VNI
	}
	return viet.UTF8TCVN3
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

// decoded gives the rows in Unicode. Cells in .VnTime or VNI-Times were decoded by their fonts; when somebody changed the font
// and left the letters, a sample of the sheet tells, and then it is done cell by cell, for people type Unicode beside it.
func (r *reader) decoded(in iter.Seq2[sheetRow, error]) (iter.Seq2[sheetRow, error], viet.Encoding, error) {
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
	d, err := viet.Detect([]byte(sample.String()))
	if err != nil {
		return in, viet.UTF8, nil
	}
	switch d.Encoding {
	case viet.UTF8TCVN3:
		return decodeCells(in, ".VnTime"), d.Encoding, nil
	case viet.UTF8VNI:
		return decodeCells(in, "VNI-Times"), d.Encoding, nil
	}
	return in, viet.UTF8, nil
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
