package ingest

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// unzipLimit bounds what a workbook may unpack to: excelize's own default is 16 GB.
const unzipLimit = 1 << 30

// xlsx reads each sheet that has the header of a register. Sheets without one (a guide, lists) are passed over.
func (r *reader) xlsx() error {
	r.result.Format, r.result.Encoding = "xlsx", "UTF-8"
	book, err := excelize.OpenFile(r.file.Path, excelize.Options{UnzipSizeLimit: unzipLimit, UnzipXMLSizeLimit: 16 << 20, RawCellValue: true})
	if err != nil {
		return refuse("workbook_unreadable",
			"Không mở được bảng tính: tệp hỏng, có mật khẩu hoặc không phải .xlsx",
			"The workbook cannot be opened: damaged, protected by a password, or no .xlsx")
	}
	defer book.Close()
	found := false
	for _, sheet := range book.GetSheetList() {
		ok, err := r.sheet(book, sheet)
		if err != nil {
			return fmt.Errorf("sheet %s: %w", sheet, err)
		}
		found = found || ok
	}
	if !found {
		return refuse("header_missing",
			"Không có trang tính nào mang dòng tiêu đề của sổ: cần ít nhất cột đơn vị tổ chức và ngày tổ chức, hoặc mã cuộc",
			"No sheet has the header row of a register: it needs at least the host and the date, or the session code")
	}
	return nil
}

func (r *reader) sheet(book *excelize.File, sheet string) (found bool, err error) {
	h, found, err := r.sheetHeader(book, sheet)
	if err != nil || !found {
		return false, err
	}
	r.remark(sheet, h)
	dates := map[int]bool{}
	for _, c := range h.columns {
		if strings.HasSuffix(c.name, "_on") {
			dates[c.at] = true
		}
	}
	return true, r.register(sheet, h, func(yield func(sheetRow, error) bool) {
		for row, err := range rows(book, sheet) {
			if err == nil && row.no <= h.line {
				continue
			}
			for i, c := range row.cells {
				row.cells[i] = asWritten(c, dates[i])
			}
			if !yield(row, err) {
				return
			}
		}
	})
}

func (r *reader) sheetHeader(book *excelize.File, sheet string) (best header, found bool, err error) {
	for row, err := range rows(book, sheet) {
		if err != nil {
			return best, false, err
		}
		if row.no > headRows {
			break
		}
		if h, ok := r.lexicon.understand(row.cells, row.no); ok && len(h.columns) > len(best.columns) {
			best, found = h, true
		}
	}
	return best, found, nil
}

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
			cells, err := it.Columns(excelize.Options{RawCellValue: true})
			if !yield(sheetRow{no, cells}, err) || err != nil {
				return
			}
		}
		if err := it.Error(); err != nil && !errors.Is(err, excelize.ErrSheetNotExist{SheetName: sheet}) {
			yield(sheetRow{}, err)
		}
	}
}

// asWritten turns the raw value of a numeric cell into what a Vietnamese hand would have written: a day number in a date
// column into the date, a decimal point into a comma. So 7.32 stays a fraction and is flagged as one.
func asWritten(raw string, date bool) string {
	if raw == "" || strings.Trim(raw, "0123456789.E+-") != "" {
		return raw
	}
	if date {
		if t, ok := dayNumber(raw); ok {
			return t.Format("02/01/2006")
		}
		return raw
	}
	return strings.Replace(raw, ".", ",", 1)
}

func dayNumber(raw string) (time.Time, bool) {
	var v float64
	if _, err := fmt.Sscanf(raw, "%g", &v); err != nil || v < 20000 || v > 80000 {
		return time.Time{}, false
	}
	t, err := excelize.ExcelDateToTime(v, false)
	return t, err == nil
}
