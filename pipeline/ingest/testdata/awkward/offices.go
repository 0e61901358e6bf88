package awkward

import (
	"strings"

	"nhipcau/internal/viet"
)

// offices are whole files as an office sends them, several oddities in each.
func offices() []Case {
	return []Case{
		{Name: "office_roman_months", Odd: "a district's quarter typed in .VnTime: a merged title, months in Roman numerals, a total column and a total row", File: "Bao cao quy I.xlsx", Bytes: workbook(sheet{name: "Quý I", font: ".VnTime",
			rows: tcvn3([][]any{
				cells("huyện ủy tân yên, tỉnh bắc giang", nil, nil, nil, nil, "đảng cộng sản việt nam"),
				cells("ban dân vận"),
				cells("biểu tổng hợp kết quả tiếp xúc, đối thoại trực tiếp với nhân dân quý I năm 2019"),
				cells(),
				cells("TT", "Đơn vị", "Tháng I", nil, "Tháng II", nil, "Tháng III", nil, "Cộng quý I", nil),
				cells(nil, nil, "Số cuộc", "Số ý kiến", "Số cuộc", "Số ý kiến", "Số cuộc", "Số ý kiến", "Số cuộc", "Số ý kiến"),
				cells(1, "Xã Lam Cốt", 1, 12, nil, nil, 1, 9, 2, 21),
				cells(2, "Xã Ngọc Vân", nil, nil, 1, 7, nil, nil, 1, 7),
				cells(nil, "Tổng cộng", 1, 12, 1, 7, 1, 9, 3, 28),
				cells(nil, nil, nil, nil, nil, "Tân Yên, ngày 28 tháng 3 năm 2019"),
				cells(nil, nil, nil, nil, nil, "người lập biểu"),
			}), cells: []cellLook{{at: "A1", font: ".VnTimeH"}, {at: "F1", font: ".VnTimeH"}, {at: "A2", font: ".VnTimeH"}, {at: "A3", font: ".VnTimeH"}, {at: "F11", font: ".VnTimeH"}}, merges: [][2]string{{"A3", "J3"}, {"C5", "D5"}, {"E5", "F5"}, {"G5", "H5"}, {"I5", "J5"}, {"A5", "A6"}, {"B5", "B6"}}})},
		{Name: "office_windows1258", Odd: "Excel's CSV with semicolons in windows-1258: two lines of letterhead, 7.320 and dashes, the total in words below", File: "tong hop 2019.csv", Bytes: in(viet.Windows1258, lines(
			"TỈNH ỦY BẮC GIANG;;;;;", "BAN DÂN VẬN;;;;;", "*;;;;;", ";;;;;", "KẾT QUẢ ĐỐI THOẠI NĂM 2019;;;;;", "(Kèm theo Báo cáo số 165-BC/BDVTU ngày 15-12-2019);;;;;",
			"STT;Địa phương;Số cuộc ĐT;Lượt người tham dự;Tổng số ý kiến, kiến nghị;Trong đó đã giải quyết", "1;H. Yên Dũng;02;400;1.027;998", "2;H. Tân Yên;03;1.500;40;-", "3;TP Bắc Giang;12;5.060;315;280", ";Tổng số;17;6.960;1.382;1.278",
			"Ghi chú: dấu (-) là chưa có số liệu báo cáo;;;;;", "T/L BAN THƯỜNG VỤ;;;;;"))},
		{Name: "office_word_letterhead", Odd: "a Word annex whose letterhead is a table, and whose cells hold tables of their own", File: "Phu luc 2.docx", Bytes: nested},
		{Name: "office_answers", Odd: "one conference's opinions by answering department, the answer with its number and day in one cell, speakers by name", File: "Tong hop y kien HN 25-5-2019.xlsx", Bytes: workbook(sheet{name: "Ý kiến", rows: [][]any{
			cells("HUYỆN ỦY TÂN YÊN", nil, nil, nil, nil), cells("TỔNG HỢP Ý KIẾN, KIẾN NGHỊ VÀ KẾT QUẢ GIẢI QUYẾT"),
			cells("tại Hội nghị đối thoại giữa Bí thư Huyện ủy Tân Yên, tỉnh Bắc Giang với Nhân dân ngày 25/5/2019"),
			cells("TT", "Họ tên, địa chỉ người kiến nghị", "Nội dung ý kiến, kiến nghị", "Cơ quan trả lời", "Kết quả giải quyết (số, ngày văn bản)", "Ghi chú"),
			cells("I. Phòng Tài nguyên và Môi trường"),
			cells(1, "Ông A, thôn Đồng", "Đề nghị cấp giấy chứng nhận quyền sử dụng đất", "Phòng TN&MT", "Đã giải quyết xong tại Công văn số 225/UBND-TNMT ngày 10/6/2019", nil),
			cells(2, "Bà B, thôn Chùa", "Thu gom rác thải chưa kịp thời", "Phòng TN&MT", "Đang giải quyết", nil),
			cells("II", "Phòng Nông nghiệp và PTNT"),
			cells(3, "Ông C, xóm Núi", "Đề nghị nạo vét kênh mương", "Phòng NN&PTNT", "Đã trả lời trực tiếp tại hội nghị", nil),
			cells(4), cells(5), cells("Tổng cộng: 03 ý kiến"),
		}, merges: [][2]string{{"A2", "F2"}, {"A3", "F3"}, {"A5", "F5"}, {"B8", "F8"}}})},
		{Name: "office_inspectorate", Odd: "a form after the inspectorate's: a period of odd days, carried-over opinions apart, identities under the headings, three levels with their sums", File: "Bieu 01.xlsx", Bytes: workbook(sheet{name: "Biểu 01", rows: [][]any{
			cells("Biểu số: 01", nil, nil, "TỔNG HỢP KẾT QUẢ XỬ LÝ Ý KIẾN ĐỐI THOẠI"), cells(nil, nil, nil, "Số liệu tính từ ngày 15/12/2018 đến ngày 14/12/2019"), cells("Đơn vị báo cáo: Tỉnh ủy Bắc Giang"),
			cells("Đơn vị", "Số cuộc", "Tổng số ý kiến", "Trong đó", nil, "Kết quả", nil, nil, "Tỷ lệ giải quyết (%)"),
			cells(nil, nil, nil, "Kỳ trước chuyển sang", "Tiếp nhận trong kỳ", "Đã giải quyết", "Đang giải quyết", "Chưa giải quyết", nil),
			cells("MS", "(1)", "(2)=(3)+(4)=(5)+(6)+(7)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)=(5)/(2)"),
			cells("I. Cấp huyện", 5, 67, 7, 60, 50, 12, 5, "74,6"),
			cells("Huyện Yên Dũng", 2, 27, 3, 24, 20, 5, 2, "74,1"), cells("Huyện Tân Yên", 3, 40, 4, 36, 30, 7, 3, "75,0"),
			cells("TỔNG CỘNG", 5, 67, 7, 60, 50, 12, 5, "74,6"),
			cells("Ghi chú: Số liệu do các huyện ủy báo cáo"),
		}, merges: [][2]string{{"D4", "E4"}, {"F4", "H4"}, {"A4", "A5"}, {"B4", "B5"}, {"C4", "C5"}, {"I4", "I5"}}})},
		{Name: "office_month_2025", Odd: "a month's form after the reform: wards and communes and a Party committee, sessions counted and nothing else, 0 and blank", File: "Mau bao cao thang 9-2025.xlsx", Bytes: workbook(sheet{name: "T9", rows: [][]any{
			cells("TỈNH ỦY TUYÊN QUANG"), cells("BAN TUYÊN GIÁO VÀ DÂN VẬN"), cells("BÁO CÁO SỐ LIỆU CÔNG TÁC DÂN VẬN THÁNG 9/2025"),
			cells("STT", "Đơn vị", "Số cuộc vận động", "Số lượt người tham gia", "Số buổi đối thoại với Nhân dân", "Khó khăn, vướng mắc"),
			cells("1", "Phường Minh Xuân", 3, 450, 1, nil), cells("2", "Xã Yên Sơn", 2, 300, 0, "Thiếu cán bộ"), cells("3", "Đảng ủy Công an tỉnh", 5, 800, nil, nil), cells(nil, "Tổng", 10, 1550, 1, nil),
		}})},
	}
}

// tcvn3 is a sheet typed with a TCVN3 keyboard.
func tcvn3(rows [][]any) [][]any {
	for _, row := range rows {
		for i, c := range row {
			if text, ok := c.(string); ok {
				row[i] = old8(text)
			}
		}
	}
	return rows
}

// nested is a Word file as offices lay it out: the letterhead a table without borders, and in the table itself cells that hold tables.
func nested() []byte {
	cell := func(content string) string { return "<w:tc><w:tcPr/>" + content + "</w:tc>" }
	table := func(rows ...string) string {
		return "<w:tbl><w:tr>" + strings.Join(rows, "</w:tr><w:tr>") + "</w:tr></w:tbl>"
	}
	texts := func(list ...string) string {
		var s string
		for _, t := range list {
			s += cell(paragraph(t))
		}
		return s
	}
	answers := table(texts("Đang giải quyết"), texts("Giao Phòng Kinh tế và Hạ tầng"))
	body := table(texts("HUYỆN ỦY TÂN YÊN", "ĐẢNG CỘNG SẢN VIỆT NAM"), texts("Số 12-BC/HU", "Tân Yên, ngày 30 tháng 6 năm 2019")) +
		paragraph("PHỤ LỤC 2") + paragraph("Ý kiến của Nhân dân tại Hội nghị đối thoại ngày 25/5/2019, huyện Tân Yên, tỉnh Bắc Giang") +
		table(texts("STT", "Nội dung kiến nghị", "Kết quả giải quyết"), texts("1", "Đề nghị sửa đường", "Giải quyết xong"), texts("2", "Đề nghị sửa cầu")+cell(answers+paragraph("")), texts("3", "Đề nghị sửa trạm y tế", "Đang giải quyết")) +
		paragraph("Nơi nhận: như trên; lưu VP.")
	return archive("word/styles.xml", `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:styles>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+body+"</w:body></w:document>",
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)()
}
