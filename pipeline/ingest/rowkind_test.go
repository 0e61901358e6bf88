package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhipcau/data"
)

func lexicon(t *testing.T) *Lexicon {
	t.Helper()
	lex, err := LoadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

func row(cells string) sheetRow { return sheetRow{no: 1, cells: strings.Split(cells, "|")} }

// TestKindOf tells records from what stands among them.
func TestKindOf(t *testing.T) {
	lex := lexicon(t)
	session, _, ok := lex.headerAt([]sheetRow{row("STT|Đơn vị|Ngày tổ chức|Số người dự|Ghi chú")}, nil)
	if !ok {
		t.Fatal("no session header")
	}
	report, _, ok := lex.headerAt([]sheetRow{row("STT|Đơn vị|Số cuộc|Số ý kiến|Ghi chú")}, nil)
	if !ok || report.table != "aggregate" {
		t.Fatalf("no report header: %v", report.table)
	}
	for _, c := range []struct {
		h     header
		cells string
		after int
		want  rowKind
	}{
		{session, "1|xã Lam Cốt|18/01/2024|39|", 5, rowData},
		{session, "|Tổng công ty Điện lực|18/01/2024|39|", 5, rowData},
		{session, "1|2|3|4|5", 0, rowNumbers},
		{session, "(1)|(2)|(3)|(4)=(5)|(5)", 0, rowNumbers},
		{session, "1|2|3|4|5", 9, rowData},
		{session, "|Tổng cộng||39|", 5, rowTotal},
		{session, "|CỘNG:||39|", 5, rowTotal},
		{session, "|Cong||39|", 5, rowTotal},
		{session, "|Công an huyện||39|", 5, rowData},
		{session, "I|Cấp tỉnh|||", 5, rowSection},
		{session, "I. Cấp tỉnh||||", 5, rowSection},
		{session, "Huyện Lục Nam||||", 5, rowSection},
		{session, "Ghi chú: số liệu tạm tính||||", 5, rowNote},
		{session, "|||Bắc Giang, ngày 05 tháng 01 năm 2020|", 5, rowNote},
		{session, "STT|Đơn vị|Ngày tổ chức|Số người dự|Ghi chú", 30, rowRepeat},
		{report, "1|Huyện Lục Nam|3|40|", 5, rowData},
		{report, "2|Huyện Lục Nam|||", 5, rowData},
		{report, "I|Cấp huyện|5|67|", 5, rowSection},
		{report, "|Cấp xã|5|67|", 5, rowSection},
		{report, "|Toàn tỉnh|5|67|", 5, rowTotal},
		{report, "1|Công an tỉnh|5|67|", 5, rowData},
		{report, "1|Cộng đồng dân cư|5|67|", 5, rowData},
	} {
		if got := c.h.kindOf(row(c.cells), c.after, false); got != c.want {
			t.Errorf("%s is %s, want %s", c.cells, got, c.want)
		}
	}
}

// TestHeaderAt puts headers of several rows together.
func TestHeaderAt(t *testing.T) {
	lex := lexicon(t)
	for _, c := range []struct {
		rows  []string
		table string
		want  map[string]int
	}{
		{[]string{"STT|Đơn vị|Số ý kiến||Kết quả giải quyết|", "||Kỳ trước chuyển sang|Tiếp nhận trong kỳ|Đã giải quyết|Chưa giải quyết"}, "aggregate",
			map[string]int{"unit": 1, "carried_over": 2, "opinions": 3, "resolved": 4, "not_resolved": 5}},
		{[]string{"Đơn vị|Số cuộc|Ý kiến|||Tỷ lệ (%)", "||Tổng số|Trước hội nghị|Tại hội nghị|"}, "aggregate",
			map[string]int{"unit": 0, "sessions": 1, "opinions_before": 3, "opinions_at": 4}},
		{[]string{"Đơn vị|Số cuộc|Đã giải quyết|Tỷ lệ (%)"}, "aggregate", map[string]int{"unit": 0, "sessions": 1, "resolved": 2, "resolved_share": 3}},
		{[]string{"Đơn vị tổ chức *|Ngày tổ chức *|LƯỢT NGƯỜI DỰ (lượt)"}, "session", map[string]int{"unit": 0, "held_on": 1, "attendees": 2}},
		{[]string{"Đơn vị|Ngày tổ chức|Số người dự", "xã Lam Cốt|ba mươi tháng Chạp|đông"}, "session", map[string]int{"unit": 0, "held_on": 1, "attendees": 2}},
	} {
		var rows []sheetRow
		for i, r := range c.rows {
			rows = append(rows, sheetRow{no: int64(i + 1), cells: strings.Split(r, "|")})
		}
		h, _, ok := lex.headerAt(rows, nil)
		got := map[string]int{}
		for _, p := range h.columns {
			got[p.name] = p.at
		}
		if diff := cmp.Diff(c.want, got); !ok || h.table != c.table || diff != "" {
			t.Errorf("%v: %s (-want +got):\n%s", c.rows, h.table, diff)
		}
	}
}

// TestSurroundings hears what a title block says.
func TestSurroundings(t *testing.T) {
	for _, c := range []struct {
		lines                        []string
		unit, parent, heldOn, period string
	}{
		{lines: []string{"ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, unit: "tỉnh Bắc Giang"},
		{lines: []string{"TỈNH ỦY BẮC GIANG", "BAN DÂN VẬN"}, unit: "tỉnh Bắc Giang"},
		{lines: []string{"BAN DÂN VẬN HUYỆN ỦY YÊN DŨNG"}, unit: "huyện Yên Dũng"},
		{lines: []string{"Uỷ ban nhân dân", "TỈNH BẮC GIANG"}, unit: "tỉnh Bắc Giang"},
		{lines: []string{"UBND HUYỆN YÊN DŨNG", "UBND XÃ HƯƠNG GIÁN"}, unit: "xã Hương Gián", parent: "huyện Yên Dũng"},
		{lines: []string{"UBND HUYỆN YÊN DŨNG", "XÃ HƯƠNG GIÁN"}, unit: "xã Hương Gián", parent: "huyện Yên Dũng"},
		{lines: []string{"Huyện ủy Lục Ngạn"}, unit: "huyện Lục Ngạn"},
		{lines: []string{"TỈNH ỦY BẮC GIANG", "TỈNH ỦY BẮC NINH"}},
		{lines: []string{"Tổng hợp ý kiến tại hội nghị đối thoại ngày 15/6/2019"}, heldOn: "15/6/2019"},
		{lines: []string{"Hội nghị đối thoại ngày 09 tháng 01 năm 2026"}, heldOn: "09 tháng 01 năm 2026"},
		{lines: []string{"(Kèm theo Báo cáo số 12-BC/BDV ngày 05/7/2019)"}},
		{lines: []string{"Số liệu tính từ ngày 15/12/2018 đến ngày 14/6/2019"}, period: "từ ngày 15/12/2018 đến ngày 14/6/2019"},
		{lines: []string{"KẾT QUẢ ĐỐI THOẠI 6 THÁNG ĐẦU NĂM 2019"}, period: "6 tháng đầu năm 2019"},
		{lines: []string{"Bắc Giang, ngày 05 tháng 01 năm 2020", "KẾT QUẢ NĂM 2019"}, period: "năm 2019"},
		{lines: []string{"Kết quả tiếp công dân của Chủ tịch UBND xã hội hóa"}},
	} {
		var s surroundings
		for _, l := range c.lines {
			s.hear(l)
		}
		unit, parent := s.host()
		got := []string{unit, parent, s.heldOn, s.period}
		if diff := cmp.Diff([]string{c.unit, c.parent, c.heldOn, c.period}, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.lines, diff)
		}
	}
}

// TestProvinceInName: a file's name is weak evidence, and none when it names several provinces or a lower place.
func TestProvinceInName(t *testing.T) {
	lex, err := LoadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"bac-giang-2024-so-doi-thoai.csv":  "tỉnh Bắc Giang",
		"Báo cáo tỉnh Hòa Bình.xlsx":       "tỉnh Hòa Bình",
		"BC_HA_NOI_Q1.xlsx":                "thành phố Hà Nội",
		"bac-giang-bac-ninh-2024.csv":      "",
		"xã Hòa Bình 2024.xlsx":            "",
		"phuong-hoa-binh.csv":              "",
		"so.csv":                           "",
		"Sổ đối thoại thành phố Huế.xlsx":  "thành phố Huế",
		"tổng hợp Hà Nam và Hà Nam 2.docx": "tỉnh Hà Nam",
	} {
		if got := lex.provinceIn(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestNamesProvince: who names a province needs none from the title.
func TestNamesProvince(t *testing.T) {
	for words, want := range map[string]bool{
		"tỉnh Hòa Bình": true, "UBND TỈNH BẮC GIANG": true, "xã Mai Hạ, huyện Mai Châu, tỉnh Hòa Bình": true, "tỉnh bắc giang": true,
		"Tỉnh ủy": false, "BTV Tỉnh ủy": false, "Công an tỉnh": false, "Khối các cơ quan tỉnh và doanh nghiệp": false, "xã Lam Cốt": false, "Tỉnh Đoàn": false,
	} {
		if got := namesProvince(words); got != want {
			t.Errorf("%s: %v", words, got)
		}
	}
}

// TestDashNotes: a note decides what a dash means.
func TestDashNotes(t *testing.T) {
	for line, want := range map[string]string{
		"Ghi chú: dấu “-” là không phát sinh":  "none_occurred",
		"(-): chưa có số liệu":                 "not_reported",
		"Dấu (-) là không áp dụng":             "not_applicable",
		"Ghi chú: ký hiệu \"-\" là không có":   "none_occurred",
		"Ghi chú: số liệu do Văn phòng cấp":    "",
		"- Đề nghị các đơn vị không phát sinh": "",
	} {
		var s surroundings
		s.hearNote(line)
		if s.dash != want {
			t.Errorf("%q: %q, want %q", line, s.dash, want)
		}
	}
}
