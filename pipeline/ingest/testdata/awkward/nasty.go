package awkward

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// probed are files that a sceptic made by hand; each was once read wrong, in part or not at all, and nothing said so.
func probed() []Case {
	const head = "Mã cuộc;Đơn vị tổ chức;Trực thuộc;Ngày tổ chức;Lượt người dự;Chủ đề"
	one := `"Mã cuộc":"A1","Đơn vị tổ chức":"xã Lam Cốt","Trực thuộc":"huyện Tân Yên, tỉnh Bắc Giang","Ngày tổ chức":"18/01/2024"`
	row := func(code, day string) string {
		return code + ";xã Lam Cốt;huyện Tân Yên, tỉnh Bắc Giang;" + day + ";39;đất đai"
	}
	return []Case{
		{Name: "lines_end_in_returns", Odd: "lines end with a carriage return alone, as old Macs write: all of it was one header", File: "so.csv", Bytes: raw(strings.Join([]string{head, row("A1", "18/01/2024"), row("A2", "19/01/2024"), ""}, "\r"))},
		{Name: "line_ends_mixed", Odd: "three kinds of line ends in one file", File: "so.csv", Bytes: raw(head + "\r\n" + row("A1", "18/01/2024") + "\n" + row("A2", "19/01/2024") + "\r" + row("A3", "20/01/2024") + "\r\n")},
		{Name: "quote_swallows_a_row", Odd: "a quote that is opened in the last cell and never closed: the next row went into it", File: "so.csv", Bytes: lines(head, row("A1", "18/01/2024"), strings.TrimSuffix(row("A2", "19/01/2024"), "đất đai")+`"`, row("A3", "20/01/2024"))},
		{Name: "quote_swallows_far_below", Odd: "a quote that is closed a row too late, in a plain file that the engine splits", File: "so.csv", Bytes: lines(strings.ReplaceAll(head, ";", ","),
			"A1,xã Lam Cốt,huyện Tân Yên - tỉnh Bắc Giang,18/01/2024,39,đất đai", `A2,xã Lam Cốt,huyện Tân Yên - tỉnh Bắc Giang,19/01/2024,40,"đất đai`, `A3,xã Lam Cốt,huyện Tân Yên - tỉnh Bắc Giang,20/01/2024,40,nhà ở"`, "A4,xã Lam Cốt,huyện Tân Yên - tỉnh Bắc Giang,21/01/2024,39,đất đai")},
		{Name: "encoded_twice", Odd: "UTF-8 opened as Western text and saved as UTF-8", File: "so.csv", Bytes: func() []byte { return latin([]byte(head + "\n" + row("A1", "18/01/2024") + "\n")) }},
		{Name: "month_first", Odd: "days of an American computer", File: "so.csv", Bytes: lines(head, row("A1", "01/18/2024"), row("A2", "02/03/2024"))},
		{Name: "moments_with_zone", Odd: "moments as databases write them: 17:00 UTC is the next day in Viet Nam", File: "so.csv", Bytes: lines(head, row("A1", "2024-01-17 17:00:00+00"), row("A2", "2024-01-19T00:00:00.000+0700"))},
		{Name: "title_looks_ahead", Odd: "a title that names the period and then the next one, the year only there; a count under a heading of three rows", File: "bc.xlsx", Bytes: workbook(sheet{name: "Biểu 1", rows: [][]any{
			cells("TỈNH ỦY BẮC GIANG"), cells("KẾT QUẢ ĐỐI THOẠI 6 THÁNG ĐẦU NĂM, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024"),
			cells("STT", "Đơn vị", "Kết quả thực hiện"), cells(nil, nil, "Số cuộc", "Ý kiến, kiến nghị"), cells(nil, nil, nil, "Tổng số", "Trong đó"), cells(nil, nil, nil, nil, "Đã giải quyết", "Đang giải quyết"),
			cells(1, "Huyện Tân Yên", 2, 30, 22, 8)}, merges: [][2]string{{"A3", "A6"}, {"B3", "B6"}, {"C3", "F3"}, {"C4", "C6"}, {"D4", "F4"}, {"D5", "D6"}, {"E5", "F5"}}})},
		{Name: "rows_and_columns_hidden", Odd: "a hidden row and a hidden column: read, and said", File: "so.xlsx", Bytes: book(func(f *excelize.File) {
			for i, r := range []string{head, row("A1", "18/01/2024"), row("A2", "19/01/2024"), row("A3", "20/01/2024")} {
				must(0, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), split(r)))
			}
			must(0, f.SetRowVisible("Sheet1", 3, false))
			must(0, f.SetColVisible("Sheet1", "F", false))
		})},
		{Name: "cell_beside_the_table", Odd: "a remark to the right of the table, behind an empty column", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{*split(head), *split(row("A1", "18/01/2024") + ";;Người nhập: văn thư"), *split(row("A2", "19/01/2024"))}})},
		{Name: "year_hidden_by_format", Odd: "days shown without their year: the year inside is that of the typing", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{cells("SỔ ĐỐI THOẠI NĂM 2024"),
			cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"), cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", 45310), cells("A2", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", 45677)},
			cells: []cellLook{{at: "D3", format: "d/m"}, {at: "D4", format: "d-mmm"}}})},
		{Name: "year_hidden_no_period", Odd: "the same where nothing else names a year", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{
			cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"), cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", 45310)}, cells: []cellLook{{at: "D2", format: "d/m"}}})},
		{Name: "secret_tab", Odd: "a sheet called MẬT", File: "so.xlsx", Bytes: workbook(sheet{name: "MẬT", rows: [][]any{*split(head), *split(row("A1", "18/01/2024"))}})},
		{Name: "secret_name", Odd: "marked MẬT in its name", File: "Báo cáo (MẬT).csv", Bytes: plain},
		{Name: "secret_name_in_zip", Odd: "an archive with a PDF called TỐI MẬT, which would be passed over", File: "goi.zip", Bytes: archive("a.csv", string(plain()), "TỐI MẬT.pdf", "%PDF-1.4")},
		{Name: "not_secret_name", Odd: "the commune of Yên Mật in a name in capitals", File: "BÁO CÁO XÃ YÊN MẬT.csv", Bytes: plain},
		{Name: "zip_one_name_twice", Odd: "two files of one name in two folders, and one of them twice", File: "goi.zip", Bytes: zipOf("Tân Yên/so.csv", sessionRow, "Yên Dũng/so.csv", strings.NewReplacer("A1", "A2", "18/01", "19/01").Replace(sessionRow), "Yên Dũng/so.csv", strings.NewReplacer("A1", "A3", "18/01", "20/01").Replace(sessionRow))},
		{Name: "zip_empty", Odd: "an archive of nothing", File: "goi.zip", Bytes: zipOf()},
		{Name: "xlsb", Odd: "a binary workbook", File: "so.xlsb", Bytes: archive("xl/workbook.bin", "x", "[Content_Types].xml", "<Types/>")},
		{Name: "json_field_twice", Odd: "a field that a record has twice, with two values", File: "so.json", Bytes: raw(`[{` + one + `,"Lượt người dự":39,"Lượt người dự":49}]`)},
		{Name: "json_nan", Odd: "NaN where a number should be", File: "so.json", Bytes: raw(`[{` + one + `,"Lượt người dự":NaN}]`)},
		{Name: "json_wrapped", Odd: "the records two objects deep, as services answer; one is null", File: "so.json", Bytes: raw(`{"status":"ok","data":{"total":1,"items":[{` + one + `},null]}}`)},
		{Name: "json_lists", Odd: "rows as lists and not as records", File: "so.json", Bytes: raw(`[["Mã cuộc","Đơn vị tổ chức"],["A1","xã Lam Cốt"]]`)},
		{Name: "parquet_typed", Odd: "a moment with its zone, a decimal and a double", File: "so.parquet", SQL: "select 'A1' as session_code, 'xã Lam Cốt' as unit, 'huyện Tân Yên, tỉnh Bắc Giang' as parent, timestamptz '2024-01-17 17:00:00+00' as held_on, cast(39 as decimal(10,2)) as attendees, 8.0::double as opinions_at"},
	}
}

// everyday are registers as offices keep them, more than one thing in a cell.
func everyday() []Case {
	return []Case{
		{Name: "time_and_place", Odd: "the day and the place of a session in one cell, attendance with the women among them, > for more than", File: "so.csv", Bytes: lines("HUYỆN ỦY TÂN YÊN - TỈNH BẮC GIANG,,,,", "SỔ THEO DÕI ĐỐI THOẠI NĂM 2024,,,,", "STT,Đơn vị,\"Thời gian, địa điểm tổ chức\",Hình thức,Số đại biểu",
			"1,Xã Lam Cốt,\"8h00 ngày 18/01/2024, tại Nhà văn hóa thôn Chung\",Định kỳ,120 (nữ 40)", "2,UBND xã Ngọc Vân,\"Sáng 25/9, hội trường UBND xã\",Đột xuất (khiếu kiện),1 250", "3,Đảng ủy xã Quế Nham,18/02/2024,Đối thoại chuyên đề về đất đai,>200")},
		{Name: "paper_and_day", Odd: "the reply's paper and its day in one cell, words where a day should be, two papers", File: "yk.csv", Bytes: lines("HUYỆN ỦY TÂN YÊN - TỈNH BẮC GIANG,,,", "\"Ý kiến tại Hội nghị đối thoại ngày 16/9/2024, xã Lam Cốt\",,,", "STT,Nội dung kiến nghị,Ngày trả lời,Kết quả",
			"1,Đề nghị sửa đường,CV số 123/UBND-KT ngày 20/9/2024,Đã giải quyết", "2,Đề nghị sửa cầu,Đã trả lời tại hội nghị,Đã trả lời tại hội nghị", "3,Đề nghị xử lý rác,Chưa trả lời,Đang giải quyết", "4,Đề nghị cấp sổ đỏ,CV 12 ngày 20/9/2024 và CV 13 ngày 21/9/2024,Đang thực hiện theo lộ trình")},
		{Name: "opinion_merged", Odd: "one opinion over two rows, each with another body that answers", File: "yk.xlsx", Bytes: workbook(sheet{name: "Ý kiến", rows: [][]any{cells("HUYỆN ỦY TÂN YÊN, TỈNH BẮC GIANG"), cells("Ý KIẾN TẠI HỘI NGHỊ ĐỐI THOẠI NGÀY 16/9/2024"),
			cells("STT", "Nội dung kiến nghị", "Cơ quan giải quyết", "Kết quả giải quyết"), cells(1, "Đề nghị sửa đường", "Phòng Kinh tế", "Đã giải quyết"), cells(nil, nil, "UBND xã", "Đang giải quyết"), cells(2, "Đề nghị sửa cầu", "UBND xã", "Đang giải quyết")},
			merges: [][2]string{{"A4", "A5"}, {"B4", "B5"}}})},
		{Name: "ticked", Odd: "results and authority as columns to tick, headings over two rows: x, X, v, ✓, none, two, a text, a number", File: "yk.xlsx", Bytes: workbook(sheet{name: "Ý kiến", rows: [][]any{cells("HUYỆN ỦY TÂN YÊN, TỈNH BẮC GIANG"), cells("Ý KIẾN TẠI HỘI NGHỊ ĐỐI THOẠI NGÀY 16/9/2024"),
			cells("STT", "Nội dung kiến nghị", "Thẩm quyền", nil, nil, "Kết quả giải quyết (đánh dấu x)", nil, nil, "Ghi chú"), cells(nil, nil, "Cấp tỉnh", "Cấp huyện", "Cấp xã", "Đã giải quyết", "Đang giải quyết", "Chưa giải quyết"),
			cells(1, "Đề nghị sửa đường", nil, "x", nil, "x"), cells(2, "Đề nghị sửa cầu", nil, nil, "X", nil, "v"), cells(3, "Đề nghị xử lý rác", "+", nil, nil, nil, nil, "✓"), cells(4, "Đề nghị cấp sổ đỏ", nil, 1),
			cells(5, "Đề nghị mở lớp", nil, nil, "x", "x", "x"), cells(6, "Đề nghị lắp đèn", nil, nil, "x", nil, "đang chờ kinh phí"), cells(7, "Đề nghị sửa trạm y tế", nil, "x", nil, 2)},
			merges: [][2]string{{"A3", "A4"}, {"B3", "B4"}, {"C3", "E3"}, {"F3", "H3"}, {"I3", "I4"}}})},
		{Name: "ticked_docx", Odd: "the same in Word, the header again on the next page", File: "yk.docx", Bytes: document(part{text: "UBND HUYỆN YÊN DŨNG"}, part{text: "Ý kiến tại hội nghị đối thoại ngày 15/6/2019"},
			part{rows: [][]string{{"TT", "Nội dung kiến nghị", "Kết quả", "<", "<"}, {"^", "^", "Đã trả lời", "Đang giải quyết", "Chuyển cấp trên"}, {"1", "Đề nghị sửa đường", "x", "", ""}, {"2", "Đề nghị sửa trạm y tế", "", "", "x"},
				{"TT", "Nội dung kiến nghị", "Kết quả", "<", "<"}, {"^", "^", "Đã trả lời", "Đang giải quyết", "Chuyển cấp trên"}, {"3", "Đề nghị cấp nước sạch", "", "☒", "☐"}}})},
		{Name: "ticked_flat", Odd: "columns to tick with flattened headings, in a file that the engine would split", File: "yk.csv", Bytes: lines("Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,STT ý kiến,Nội dung tóm tắt,Kết quả - Đã giải quyết,Kết quả - Đang giải quyết,Kết quả - Chưa giải quyết",
			`A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,1,Đề nghị sửa đường,1,,`, `A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,2,Đề nghị sửa cầu,0,0,1`, `A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,3,Đề nghị sửa trường,1,1,`)},
		{Name: "counted_not_ticked", Odd: "counts of units under the same headings: an aggregate, though some are 1", File: "bc.csv", Bytes: aggregate("Đơn vị,\"Ý kiến, kiến nghị\",Kết quả giải quyết,,", ",,Đã giải quyết,Đang giải quyết,Chưa giải quyết", "Xã Lam Cốt,1,1,0,0", "Xã Ngọc Vân,1,0,0,1", "Xã Quế Nham,2,1,1,0")},
		{Name: "no_day", Odd: "sessions whose day is a dash, a word, or a feast", File: "so.csv", Bytes: lines("Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức", `A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",-`, `A2,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",chưa tổ chức`, `A3,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",trước Tết`)},
		{Name: "share_in_english", Odd: "percents with a point, and half a percent with its sign", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến,Đã giải quyết,Tỷ lệ giải quyết (%)", "Huyện Tân Yên,9,200,1,\"0,5%\"", "Huyện Yên Dũng,2,30,20,66.7", "Huyện Lục Nam,2,30,20,66.7%", "Huyện Lạng Giang,2,4,3,\"0,75\"")},
	}
}

// changed are Word documents in which not all that is in the file is what a reader sees.
func changed() []Case {
	head := word("STT", "Đơn vị tổ chức", "Ngày tổ chức", "Số người dự")
	title := paragraph("TỈNH ỦY BẮC GIANG") + paragraph("SỔ ĐỐI THOẠI")
	box := func(content string) string {
		both := `<w:txbxContent>` + content + `</w:txbxContent>`
		return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>` + both + `</w:drawing></mc:Choice><mc:Fallback><w:pict>` + both + `</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
	}
	first := word("1", "Huyện Tân Yên", "18/1/2024", "39")
	return []Case{
		{Name: "docx_changes", Odd: "tracked changes: a day struck out and typed anew, one moved, a row deleted", File: "so.docx", Bytes: documentXML(title + table(head,
			word("1", "Huyện Tân Yên", `<w:p><w:del><w:r><w:delText>18/01/2023</w:delText></w:r></w:del><w:ins><w:r><w:t>18/01/2024</w:t></w:r></w:ins></w:p>`, "39"),
			word("2", "Huyện Yên Dũng", `<w:p><w:moveFrom><w:r><w:t>19/01/2023</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>20/01/2024</w:t></w:r></w:moveTo></w:p>`, "40"),
			`<w:trPr><w:del w:id="1"/></w:trPr>`+word("3", "Huyện Lục Nam", "21/1/2024", "40")))},
		{Name: "docx_text_boxes", Odd: "a table in a text box, which Word keeps twice, and a day in one", File: "so.docx", Bytes: documentXML(title + box(table(head, first)) + table(head, word("2", "Huyện Yên Dũng", box(paragraph("19/1/2024")), "40")))},
		{Name: "docx_hyphens_and_footnotes", Odd: "hyphens that do not break, the raised mark of a footnote behind a count", File: "so.docx", Bytes: documentXML(title + table(head,
			word("1", "Huyện Tân Yên", `<w:p><w:r><w:t>18</w:t><w:noBreakHyphen/><w:t>1</w:t><w:noBreakHyphen/><w:t>2024</w:t></w:r></w:p>`, `<w:p><w:r><w:t>39</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p>`)))},
		{Name: "docx_rows_indented", Odd: "a row that leaves out its first column", File: "so.docx", Bytes: documentXML(title + table(head, first, `<w:trPr><w:gridBefore w:val="1"/></w:trPr>`+word("Huyện Yên Dũng", "19/1/2024", "40")))},
		{Name: "docx_table_goes_on", Odd: "a long table that somebody parted by pressing Enter: the second part has no header", File: "so.docx", Bytes: documentXML(title + table(head, first) + "<w:p/>" + table(word("2", "Huyện Yên Dũng", "19/1/2024", "40"), word("3", "Huyện Lục Nam", "20/1/2024", "40")))},
		{Name: "docx_table_unknown", Odd: "a second table without a header that has other columns: it is named", File: "so.docx", Bytes: documentXML(title + table(head, first) + "<w:p/>" + table(word("Huyện Yên Dũng", "19/1/2024", "40")))},
	}
}

// book is a workbook made step by step.
func book(fill func(f *excelize.File)) func() []byte {
	return func() []byte {
		f := excelize.NewFile()
		defer f.Close()
		fill(f)
		var b bytes.Buffer
		must(f.WriteTo(&b))
		return b.Bytes()
	}
}

// split is a line's cells.
func split(line string) *[]any {
	var row []any
	for _, c := range strings.Split(line, ";") {
		row = append(row, c)
	}
	return &row
}

// documentXML is a Word document of this body.
func documentXML(body string) func() []byte {
	return archive("word/styles.xml", `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:styles>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`+body+"</w:body></w:document>",
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)
}

// word is the cells of a table's row: a text, or paragraphs as they stand in the file.
func word(list ...string) string {
	var b strings.Builder
	for _, c := range list {
		if !strings.HasPrefix(c, "<") {
			c = paragraph(c)
		}
		b.WriteString("<w:tc><w:tcPr/>" + c + "</w:tc>")
	}
	return b.String()
}

func table(rows ...string) string {
	return "<w:tbl><w:tr>" + strings.Join(rows, "</w:tr><w:tr>") + "</w:tr></w:tbl>"
}

// zipOf is an archive of registers of one row, by name.
func zipOf(pairs ...string) func() []byte {
	return func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := 0; i < len(pairs); i += 2 {
			must(must(z.Create(pairs[i])).Write(lines(sessionHead, pairs[i+1])()))
		}
		must(0, z.Close())
		return b.Bytes()
	}
}
