package ingest_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nhipcau/data"
	"nhipcau/pipeline"
	"nhipcau/pipeline/ingest"
)

// filledTemplate fills in the workbook as a commune would: several rows on both sheets, every word of every drop-down used.
func filledTemplate(t *testing.T, version string) []byte {
	t.Helper()
	var empty bytes.Buffer
	if err := pipeline.Template(pipeline.Request{Reference: data.FS}, &empty); err != nil {
		t.Fatal(err)
	}
	book := openBook(t, empty.Bytes())
	if version != "" {
		if err := book.SetCellStr("Hướng dẫn", "A2", "Mẫu phiên bản "+version); err != nil {
			t.Fatal(err)
		}
	}
	sessions := fillSheet(t, book, "Cuộc đối thoại", 30, func(column string, i int) any {
		switch column {
		case "Mã cuộc":
			return fmt.Sprintf("C%02d", i)
		case "Đơn vị tổ chức":
			return "Xã Ngọc Thiện"
		case "Trực thuộc":
			return "Huyện Tân Yên, Tỉnh Bắc Giang"
		case "Cấp":
			return "Cấp xã" // the only one that is true of the host
		case "Ngày tổ chức":
			return fmt.Sprintf("%d/%d/2023", 1+i%28, 1+i%9)
		case "Ngày thông báo tổ chức":
			return fmt.Sprintf("%d/%d/2022", 1+i%28, 1+i%9)
		case "Ngày thông báo kết luận", "Ngày công khai kết quả":
			return fmt.Sprintf("%d/12/2023", 1+i%28)
		case "Lượt người dự":
			return 40 + i
		case "Ý kiến tại hội nghị":
			return 2 // as many as the other sheet has of each session
		case "Dữ liệu mô phỏng":
			return "có"
		}
		if strings.HasPrefix(column, "Ý kiến") {
			return 0
		}
		return nil
	})
	opinions := fillSheet(t, book, "Ý kiến", 60, func(column string, i int) any {
		switch column {
		case "Mã cuộc":
			return fmt.Sprintf("C%02d", i%30)
		case "Đơn vị tổ chức":
			return "Xã Ngọc Thiện"
		case "Trực thuộc":
			return "Huyện Tân Yên, Tỉnh Bắc Giang"
		case "STT ý kiến":
			return 1 + i/30
		case "Nội dung tóm tắt":
			return "Đề nghị sửa đường liên thôn"
		case "Dữ liệu mô phỏng":
			return "có"
		}
		return nil
	})
	if sessions < 5 || opinions < 5 {
		t.Fatalf("%d and %d drop-downs used", sessions, opinions)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// fillSheet writes rows: what value says for a column, else the words of its drop-down in turn. It tells how many drop-downs
// were used to their last word.
func fillSheet(t *testing.T, book *excelize.File, sheet string, rows int, value func(column string, i int) any) (whole int) {
	t.Helper()
	head, err := book.GetRows(sheet)
	if err != nil || len(head) != 1 {
		t.Fatalf("%s has %d rows, %v: want the header alone", sheet, len(head), err)
	}
	for at, words := range head[0] {
		column := strings.TrimSuffix(words, " *")
		list := dropDown(t, book, sheet, at)
		used := map[string]bool{}
		for i := range rows {
			v := value(column, i)
			if v == nil && len(list) > 0 {
				v = list[i%len(list)]
			}
			if v == nil {
				continue
			}
			used[fmt.Sprint(v)] = true
			cell, err := excelize.CoordinatesToCellName(at+1, i+2)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
		if len(list) > 0 && len(used) >= len(list) {
			whole++
		}
	}
	return whole
}

// dropDown reads the words that a column offers, from the list its validation points to.
func dropDown(t *testing.T, book *excelize.File, sheet string, at int) []string {
	t.Helper()
	letter, err := excelize.ColumnNumberToName(at + 1)
	if err != nil {
		t.Fatal(err)
	}
	all, err := book.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		if !strings.HasPrefix(v.Sqref, letter+"2:") {
			continue
		}
		_, ref, _ := strings.Cut(strings.ReplaceAll(v.Formula1, "$", ""), "!")
		from, to, _ := strings.Cut(ref, ":")
		column, first, err1 := excelize.CellNameToCoordinates(from)
		_, last, err2 := excelize.CellNameToCoordinates(to)
		if err1 != nil || err2 != nil {
			t.Fatalf("%s: %q points to no list", letter, v.Formula1)
		}
		var words []string
		for row := first; row <= last; row++ {
			cell, err := excelize.CoordinatesToCellName(column, row)
			if err != nil {
				t.Fatal(err)
			}
			word, err := book.GetCellValue("Danh mục", cell)
			if err != nil || word == "" {
				t.Fatalf("%s: the list is empty in row %d, %v", letter, row, err)
			}
			words = append(words, word)
		}
		return words
	}
	return nil
}

// What the template makes loads with no warning.
func TestTemplateRoundTrip(t *testing.T) {
	rep, _ := inspected(t, handedIn("mau.xlsx", filledTemplate(t, "")))
	f := rep.Files[0]
	if f.Refused != nil || f.Received != 90 || f.Accepted != 90 || f.Warned != 0 || len(f.Findings) != 0 {
		t.Errorf("received %d, accepted %d, warned %d, refused %v", f.Received, f.Accepted, f.Warned, f.Refused)
		seen := map[string]int{}
		for _, x := range f.Findings {
			if seen[x.Rule+x.Column]++; seen[x.Rule+x.Column] <= 3 {
				t.Errorf("%s %s!%s %s: %q", x.Rule, x.Sheet, x.Cell, x.Column, x.Value)
			}
		}
	}
	var tables []string
	for _, l := range f.Layouts {
		tables = append(tables, l.Table)
		for _, c := range l.Columns {
			if c.Fate != "read" {
				t.Errorf("%s: column %q is %s", l.Sheet, c.Words, c.Fate)
			}
		}
	}
	if !slices.Equal(tables, []string{"session", "opinion"}) {
		t.Errorf("tables %q", tables)
	}
}

// A workbook on another version of the template is read, and says so.
func TestTemplateVersionIsTold(t *testing.T) {
	for version, rule := range map[string]string{"0": "template_older", "99": "template_newer", "x": "template_newer", ingest.TemplateVersion: ""} {
		rep, _ := inspected(t, handedIn("mau.xlsx", filledTemplate(t, version)))
		var told []string
		for _, x := range rep.Files[0].Findings {
			told = append(told, x.Rule)
		}
		want := []string{rule}
		if rule == "" {
			want = nil
		}
		if !slices.Equal(told, want) || rep.Files[0].Accepted != 90 {
			t.Errorf("version %s: accepted %d, told %q, want %q", version, rep.Files[0].Accepted, told, want)
		}
	}
}
