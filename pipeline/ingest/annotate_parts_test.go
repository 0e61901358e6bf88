package ingest_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func bookOf(t *testing.T, sheet string, rows ...[]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j, v := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPartsOfASheetAreMarkedWhereTheyStand: tables side by side, figures of two periods beside each other and a table lying on its side
// are read as reports of their own; what is said of them is said in the cells people see.
func TestPartsOfASheetAreMarkedWhereTheyStand(t *testing.T) {
	beside := [][]any{
		{"UBND HUYỆN TÂN YÊN, TỈNH BẮC GIANG"},
		{"Mã cuộc", "Đơn vị tổ chức", "Ngày tổ chức", nil, "Mã cuộc", "Đơn vị tổ chức", "Ngày tổ chức"},
		{"A1", "xã Lam Cốt", "18/01/2019", nil, "A3", "xã Phúc Hòa", "31/02/2019"},
		{"A2", "xã Ngọc Vân", "31/04/2019", nil, "A4", "xã Cao Xá", "19/02/2019"},
	}
	var text []string
	for _, row := range beside {
		var cells []string
		for _, c := range row {
			s, _ := c.(string)
			cells = append(cells, s)
		}
		text = append(text, strings.Join(cells, ";"))
	}
	type mark struct{ cell, fill, comment string }
	for _, c := range []struct {
		name, file, sheet string
		content           []byte
		marks             []mark
	}{
		{"side by side", "so.xlsx", "Sổ", bookOf(t, "Sổ", beside...), []mark{
			{"G3", "F0948A", "31/02/2019"}, {"E3", "F8D7D3", ""}, {"A3", "", ""}, {"C3", "", ""}, {"C4", "F0948A", "31/04/2019"}, {"A4", "F8D7D3", ""}, {"E4", "", ""}, {"G4", "", ""}}},
		{"side by side as text", "so.csv", "Dữ liệu", []byte(strings.Join(text, "\n") + "\n"), []mark{
			{"G3", "F0948A", "31/02/2019"}, {"E3", "F8D7D3", ""}, {"C3", "", ""}, {"C4", "F0948A", "31/04/2019"}, {"G4", "", ""}}},
		{"two years", "bc.xlsx", "Biểu 1", bookOf(t, "Biểu 1", []any{"UBND TỈNH BẮC GIANG"}, []any{"Đơn vị", "Năm 2018", nil, "Năm 2019"}, []any{nil, "Số cuộc", "Số ý kiến", "Số cuộc", "Số ý kiến"},
			[]any{"Huyện Tân Yên", 2, 27, 3, 7.32}), []mark{{"E4", "F0948A", "7,32 → 7.320 ?"}, {"C4", "", ""}}},
		{"on its side", "bc.xlsx", "Biểu 2", bookOf(t, "Biểu 2", []any{"UBND TỈNH BẮC GIANG"}, []any{"KẾT QUẢ NĂM 2019"}, []any{"Chỉ tiêu", "Huyện Tân Yên", "Huyện Lục Nam"},
			[]any{"Số cuộc", 2, 1}, []any{"Số ý kiến", 27, 7.32}), []mark{{"C5", "F0948A", "7,32 → 7.320 ?"}, {"B5", "", ""}}},
	} {
		rep, back := inspected(t, handedIn(c.file, c.content))
		book := openBook(t, back)
		for _, m := range c.marks {
			if got := fillOf(t, book, c.sheet, m.cell); got != m.fill {
				t.Errorf("%s: %s is filled %q, want %q", c.name, m.cell, got, m.fill)
			}
			if m.comment != "" && commentOf(t, book, c.sheet, m.cell) == "" {
				t.Errorf("%s: %s has no comment", c.name, m.cell)
			}
		}
		said := map[string]string{}
		for _, f := range rep.Files[0].Findings {
			said[f.Cell] = f.Value
		}
		for _, m := range c.marks {
			if m.comment != "" && said[m.cell] != m.comment {
				t.Errorf("%s: nothing of %s is said of %s: %+v", c.name, m.comment, m.cell, rep.Files[0].Findings)
			}
		}
	}
}
