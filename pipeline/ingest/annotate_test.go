package ingest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nhipcau/data"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
)

var checkDay = time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)

func handedIn(name string, b []byte) pipeline.Received {
	return pipeline.Received{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
}

// inspected checks files and gives the report and the files back.
func inspected(t *testing.T, files ...pipeline.Received) (pipeline.Report, []byte) {
	t.Helper()
	var back bytes.Buffer
	req := pipeline.Request{Files: files, AsOf: checkDay, Now: checkDay, Reference: data.FS, Program: "test"}
	rep, err := pipeline.Inspect(context.Background(), duckdb.New(), req, pipeline.Marking{Out: &back, Lang: "vi"})
	if err != nil {
		t.Fatal(err)
	}
	return rep, back.Bytes()
}

func openBook(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func fillOf(t *testing.T, book *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := book.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := book.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(style.Fill.Color, "")
}

func commentOf(t *testing.T, book *excelize.File, sheet, cell string) string {
	t.Helper()
	list, err := book.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if c.Cell == cell {
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			return text
		}
	}
	return ""
}

// badBook is a workbook as a district makes it: a title, a header in row 3, a wrong date in B5, a warning in F6, a column of
// names, a remark of the sender's own, a style of its own and a second sheet that is no table.
func badBook(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	rows := [][]any{
		{"SỔ THEO DÕI ĐỐI THOẠI"}, {},
		{"Đơn vị tổ chức", "Ngày tổ chức", "Trực thuộc", "Lượt người dự", "Họ và tên người nêu", "Ngày thông báo kết luận"},
		{"Huyện Yên Dũng", "12/3/2019", "tỉnh Bắc Giang", 50, "", "20/3/2019"},
		{"Huyện Lục Nam", "31/02/2019", "tỉnh Bắc Giang", 60, "", ""},
		{"Huyện Tân Yên", "15/3/2019", "tỉnh Bắc Giang", 70, "", "1/3/2019"},
	}
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	must(book.SetSheetName("Sheet1", "Sổ 2019"))
	for i, row := range rows {
		for j, v := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(err)
			must(book.SetCellValue("Sổ 2019", cell, v))
		}
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	must(err)
	must(book.SetCellStyle("Sổ 2019", "B5", "B5", bold))
	must(book.AddComment("Sổ 2019", excelize.Comment{Cell: "B5", Author: "VP", Text: "hỏi lại xã"}))
	_, err = book.NewSheet("Ghi chép")
	must(err)
	must(book.SetCellStr("Ghi chép", "A1", "tự do"))
	var b bytes.Buffer
	must(book.Write(&b))
	return b.Bytes()
}

func TestFindingsNameTheirCells(t *testing.T) {
	rep, _ := inspected(t, handedIn("so.xlsx", badBook(t)))
	f := rep.Files[0]
	if f.Received != 3 || f.Accepted != 2 || f.Rejected != 1 {
		t.Errorf("received %d, accepted %d, rejected %d", f.Received, f.Accepted, f.Rejected)
	}
	got := map[string]string{}
	for _, x := range f.Findings {
		got[x.Rule] = x.Cell
	}
	for rule, cell := range map[string]string{"date_invalid": "B5", "notice_before_session": "F6", "column_personal": "E3"} {
		if got[rule] != cell {
			t.Errorf("%s in %q, want %q", rule, got[rule], cell)
		}
	}
	if len(f.Layouts) != 1 || f.Layouts[0].Line != 3 || len(f.Layouts[0].Columns) != 6 || f.Layouts[0].Columns[4].Fate != "personal" {
		t.Errorf("layouts: %+v", f.Layouts)
	}
}

func TestWorkbookComesBackMarked(t *testing.T) {
	_, back := inspected(t, handedIn("so.xlsx", badBook(t)))
	book := openBook(t, back)
	if list := book.GetSheetList(); !slices.Equal(list, []string{"Kết quả kiểm tra", "Sổ 2019", "Ghi chép"}) {
		t.Fatalf("sheets %q", list)
	}
	const sheet = "Sổ 2019"
	for cell, want := range map[string]string{"A5": "F8D7D3", "B5": "F0948A", "F6": "FCE3B0", "B6": "", "A4": ""} {
		if got := fillOf(t, book, sheet, cell); got != want {
			t.Errorf("%s is filled %q, want %q", cell, got, want)
		}
	}
	if got := commentOf(t, book, sheet, "B5"); !strings.Contains(got, "Không phải là ngày hợp lệ") || !strings.Contains(got, "hỏi lại xã") {
		t.Errorf("B5 says %q: the reason and the sender's own remark are wanted", got)
	}
	if id, _ := book.GetCellStyle(sheet, "B5"); id > 0 {
		if style, err := book.GetStyle(id); err != nil || style.Font == nil || !style.Font.Bold {
			t.Errorf("B5 lost its own style: %+v, %v", style, err)
		}
	}
	if v, err := book.GetCellValue(sheet, "B5"); err != nil || v != "31/02/2019" {
		t.Errorf("B5 is %q, %v", v, err)
	}
	linked := ""
	rows, err := book.GetRows("Kết quả kiểm tra")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 7 && row[7] == "date_invalid" {
			cell, _ := excelize.CoordinatesToCellName(3, i+1)
			if ok, link, err := book.GetCellHyperLink("Kết quả kiểm tra", cell); err == nil && ok {
				linked = row[2] + " → " + link
			}
		}
	}
	if linked != "B5 → 'Sổ 2019'!B5" {
		t.Errorf("the list links %q", linked)
	}
}

// What was given back is mended and sent again: the sheet of results is no table of the sender's, and the marks do not pile up.
func TestWorkbookIsSentAgain(t *testing.T) {
	_, back := inspected(t, handedIn("so.xlsx", badBook(t)))
	again, second := inspected(t, handedIn("so.xlsx", back))
	f := again.Files[0]
	if f.Received != 3 || f.Rejected != 1 {
		t.Fatalf("received %d, rejected %d", f.Received, f.Rejected)
	}
	for _, x := range f.Findings {
		if x.Sheet == "Kết quả kiểm tra" {
			t.Errorf("said of the sheet of results: %+v", x)
		}
	}
	book := openBook(t, second)
	if list := book.GetSheetList(); !slices.Equal(list, []string{"Kết quả kiểm tra", "Sổ 2019", "Ghi chép"}) {
		t.Errorf("sheets %q", list)
	}
	if got := commentOf(t, book, "Sổ 2019", "B5"); strings.Count(got, "Không phải là ngày hợp lệ") != 1 {
		t.Errorf("B5 says %q", got)
	}
}

// A text file comes back as a workbook of its rows, each in the row it had; "=" begins no formula.
func TestOtherFormatsComeBackAsWorkbooks(t *testing.T) {
	csv := "Mã cuộc;Đơn vị tổ chức;Trực thuộc;Ngày tổ chức;Ghi chú\nA1;Huyện Yên Dũng;tỉnh Bắc Giang;12/3/2019;=1+1\nA2;Huyện Lục Nam;tỉnh Bắc Giang;31/02/2019;\n"
	json := `[{"Mã cuộc":"A1","Đơn vị tổ chức":"Huyện Yên Dũng","Trực thuộc":"tỉnh Bắc Giang","Ngày tổ chức":"31/02/2019"}]`
	for name, c := range map[string]struct{ body, cell, plain, value string }{
		"so.csv":  {csv, "D3", "E2", "=1+1"},
		"so.json": {json, "D2", "A2", "A1"},
	} {
		t.Run(name, func(t *testing.T) {
			rep, back := inspected(t, handedIn(name, []byte(c.body)))
			book := openBook(t, back)
			if got := fillOf(t, book, "Dữ liệu", c.cell); got != "F0948A" {
				t.Errorf("%s is filled %q; findings %+v", c.cell, got, rep.Files[0].Findings)
			}
			if v, err := book.GetCellValue("Dữ liệu", c.plain); err != nil || v != c.value {
				t.Errorf("%s is %q, %v", c.plain, v, err)
			}
			if formula, _ := book.GetCellFormula("Dữ liệu", c.plain); formula != "" {
				t.Errorf("a formula %q", formula)
			}
		})
	}
}

// Several files come back in one archive; one that is refused comes back as its reason, and nothing of it.
func TestSeveralComeBackTogether(t *testing.T) {
	secret := "TỐI MẬT\nMã cuộc;Đơn vị tổ chức;Ngày tổ chức\nA1;Huyện Yên Dũng;12/3/2019\n"
	rep, back := inspected(t, handedIn("so.xlsx", badBook(t)), handedIn("mat.csv", []byte(secret)), handedIn("so.xlsx", badBook(t)))
	if rep.Files[1].Refused == nil || rep.Files[1].Refused.Rule != "secret" || rep.Files[1].Received != 0 {
		t.Fatalf("%+v", rep.Files[1])
	}
	if !rep.Files[2].Twice {
		t.Error("the same bytes twice are not told")
	}
	z, err := zip.NewReader(bytes.NewReader(back), int64(len(back)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"so-kiem-tra.xlsx", "mat.csv-kiem-tra.xlsx", "so-kiem-tra (2).xlsx"}) {
		t.Errorf("names %q", names)
	}
	in, err := z.File[1].Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	book := openBook(t, b)
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil || book.SheetCount != 1 || len(rows) != 2 || !strings.Contains(rows[1][0], "TỐI MẬT") {
		t.Errorf("%d sheets, %q, %v", book.SheetCount, rows, err)
	}
}

func TestReceiptForms(t *testing.T) {
	rep, _ := inspected(t, handedIn("so.xlsx", badBook(t)))
	for format, want := range map[string][]string{
		"text": {"Nhận 3 dòng: chấp nhận 2, loại 1", "loại · trang Sổ 2019, ô B5, cột “Ngày tổ chức”: Không phải là ngày hợp lệ (31/02/2019)", "cột E “Họ và tên người nêu”: dữ liệu cá nhân, không lấy", "cột A “Đơn vị tổ chức” → Đơn vị tổ chức", "Bỏ 1 cột dữ liệu cá nhân"},
		"json": {`"cell": "B5"`, `"received": 3`, `"rule": "date_invalid"`},
	} {
		var b bytes.Buffer
		if err := pipeline.WriteReceipts(&b, format, "vi", rep); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s lacks %q:\n%s", format, w, b.String())
			}
		}
	}
	var b bytes.Buffer
	if err := pipeline.WriteReceipts(&b, "xlsx", "en", rep); err != nil {
		t.Fatal(err)
	}
	rows, err := openBook(t, b.Bytes()).GetRows("Check results")
	if err != nil || len(rows) < 5 || rows[0][0] != "Check results: so.xlsx" {
		t.Errorf("%q, %v", rows, err)
	}
	if err := pipeline.WriteReceipts(&b, "pdf", "vi", rep); err == nil {
		t.Error("a form nobody knows is no error")
	}
}
