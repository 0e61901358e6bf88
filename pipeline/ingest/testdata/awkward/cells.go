package awkward

import (
	"github.com/xuri/excelize/v2"

	"nhipcau/internal/viet"
)

// oldVNI is a text as a cell in VNI-Times holds it.
func oldVNI(text string) string { return string(latin(legacy(text, viet.VNI))) }

// fonts are workbooks and documents in which some cells are typed in the old fonts and some are not: the font of each cell, or
// of each run in it, decides.
func fonts() []Case {
	head := cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức", "Lượt người dự")
	tanYen := "huyện Tân Yên, tỉnh Bắc Giang"
	return []Case{
		{Name: "xlsx_one_cell_vntime", Odd: "a Unicode workbook with two cells pasted in .VnTime", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{head,
			cells("A1", old8("xã Lam Cốt"), old8(tanYen), "18/01/2024", 39), cells("A2", "xã Ngọc Vân", tanYen, "19/02/2024", 45), cells("A3", "thị trấn Cao Thượng", tanYen, "20/02/2024", 45)},
			cells: []cellLook{{at: "B2", font: ".VnTime"}, {at: "C2", font: ".VnArial"}}})},
		{Name: "xlsx_three_fonts", Odd: "TCVN3, VNI and Unicode in one sheet", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{head,
			cells("A1", old8("xã Lam Cốt"), old8(tanYen), "18/01/2024", 39), cells("A2", oldVNI("xã Ngọc Vân"), oldVNI(tanYen), "19/02/2024", 45), cells("A3", "xã Ngọc Vân", tanYen, "20/02/2024", 45)},
			cells: []cellLook{{at: "B2", font: ".VnTime"}, {at: "C2", font: ".VnTime"}, {at: "B3", font: "VNI-Times"}, {at: "C3", font: "VNI-Times"}}})},
		{Name: "xlsx_caps_font", Odd: "a title in .VnTimeH, whose small letters are capitals", File: "bc.xlsx", Bytes: workbook(sheet{name: "Biểu 1", rows: [][]any{cells(old8("ubnd tỉnh bắc giang")), cells(old8("tổng hợp ý kiến năm 2019")),
			cells("Đơn vị", "Số cuộc", "Số ý kiến"), cells("Huyện Tân Yên", 2, 27)}, cells: []cellLook{{at: "A1", font: ".VnTimeH"}, {at: "A2", font: ".VnTimeH"}}})},
		{Name: "xlsx_runs", Odd: "one cell half in .VnTime, half in Unicode", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{head, cells("A1", "", tanYen, "18/01/2024", 39)},
			cells: []cellLook{{at: "B2", runs: []excelize.RichTextRun{run(".VnTime", old8("xã ")), run("Times New Roman", "Lam Cốt")}}}})},
		{Name: "xlsx_unicode_in_vntime", Odd: "Unicode typed into a sheet whose cells are .VnTime: it stays", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", font: ".VnTime", rows: [][]any{head, cells("A1", "xã Lam Cốt", tanYen, "18/01/2024", 39)}})},
		{Name: "xlsx_font_lost", Odd: "TCVN3 whose font somebody changed to Times New Roman: nothing but the letters tells", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{
			cells(old8("Mã cuộc"), old8("Đơn vị tổ chức"), old8("Trực thuộc"), old8("Ngày tổ chức"), old8("Lượt người dự")), cells("A1", old8("xã Lam Cốt"), old8(tanYen), "18/01/2024", 39)}})},
		{Name: "docx_runs", Odd: "a Word table with cells in .VnTime and VNI-Times among Unicode ones", File: "pl.docx", Bytes: document(part{text: "UBND TỈNH BẮC GIANG"}, part{text: "TỔNG HỢP Ý KIẾN NĂM 2019"},
			part{rows: [][]string{{"STT", "Đơn vị", "Số cuộc", "Số ý kiến"}, {"1", font(".VnTime", old8("Huyện Tân Yên")), "2", "27"}, {"2", font("VNI-Times", oldVNI("Huyện Lục Nam")), "1", "12"}, {"3", "Huyện Yên Dũng", "1", "9"}}})},
		{Name: "docx_default_font", Odd: "a Word table whose style is .VnTime", File: "pl.docx", Bytes: documentIn(".VnTime", part{text: old8("UBND tỉnh Bắc Giang")}, part{text: old8("Tổng hợp ý kiến năm 2019")},
			part{rows: [][]string{{"STT", old8("Đơn vị"), old8("Số cuộc"), old8("Số ý kiến")}, {"1", old8("Huyện Tân Yên"), "2", "27"}}})},
	}
}

// numbers are workbooks in which what a cell shows and what it holds differ.
func numbers() []Case {
	report := func(look []cellLook, rows ...[]any) func() []byte {
		all := append([][]any{cells("UBND TỈNH BẮC GIANG"), cells("TỔNG HỢP Ý KIẾN NĂM 2019"), cells("Đơn vị", "Số cuộc", "Số ý kiến", "Đã giải quyết", "Tỷ lệ giải quyết (%)")}, rows...)
		return workbook(sheet{name: "Biểu 1", rows: all, cells: look})
	}
	return []Case{
		{Name: "xlsx_text_or_number", Odd: "7.325 typed as text is seven thousand; a number 7.325 is a doubt; 7325 shown as 7.325 is 7325", File: "bc.xlsx", Bytes: report([]cellLook{{at: "C6", format: "#,##0"}},
			cells("Huyện Tân Yên", 200, "7.325", "7.000"), cells("Huyện Lục Nam", 200, 7.325, 7000), cells("Huyện Yên Dũng", 200, 7325, 7000))},
		{Name: "xlsx_shown_with_zeros", Odd: "7.32 shown as 7.320 by its format", File: "bc.xlsx", Bytes: report([]cellLook{{at: "C4", format: "0.000"}, {at: "C5", format: "#,##0"}}, cells("Huyện Tân Yên", 200, 7.32), cells("Huyện Lục Nam", 200, 1234.5))},
		{Name: "xlsx_percent_formats", Odd: "0.7407 shown as 74%, as 74,1%, as 0,74; 74.1 under (%)", File: "bc.xlsx", Bytes: report([]cellLook{{at: "E4", format: "0%"}, {at: "E5", format: "0.0%"}},
			cells("Huyện Tân Yên", 2, 27, 20, 20.0/27), cells("Huyện Lục Nam", 2, 27, 20, 20.0/27), cells("Huyện Yên Dũng", 2, 27, 20, 20.0/27), cells("Huyện Lạng Giang", 2, 27, 20, 74.1), cells("Huyện Sơn Động", 2, 27, 20, 90.5))},
		{Name: "xlsx_count_became_date", Odd: "3-10 became a day in a count column", File: "bc.xlsx", Bytes: report([]cellLook{{at: "B4", format: "d-mmm"}}, cells("Huyện Tân Yên", 45568, 27, 20))},
		{Name: "xlsx_months_only", Odd: "days shown as months, and days without a format", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"),
			cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", 45292), cells("A2", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", 45309.5)}, cells: []cellLook{{at: "D2", format: "mm/yyyy"}}})},
		{Name: "xlsx_formula_unread", Odd: "formulas that no program has worked out", File: "bc.xlsx", Bytes: report([]cellLook{{at: "C4", formula: "B4*10"}, {at: "D4", formula: "B4*8"}}, cells("Huyện Tân Yên", 2), cells("Huyện Lục Nam", 1, 12, 10))},
		{Name: "xlsx_errors", Odd: "#DIV/0! and #REF! where figures should be", File: "bc.xlsx", Bytes: report(nil, cells("Huyện Tân Yên", 2, 27, "#REF!", "#DIV/0!"))},
	}
}
