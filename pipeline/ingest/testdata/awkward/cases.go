// Package awkward makes the files that officials really send, or might: each says what is odd about it.
//
// The expected report of each stands in ../awkward.golden; the test that holds them together is awkward_test.go of package
// ingest. Files are built in memory by code, so that nothing about them is hidden in a binary.
package awkward

import (
	"strings"

	"nhipcau/internal/viet"
)

// Case is one file.
type Case struct {
	Kind  string // what kind of oddity, in both languages
	Name  string // of the case
	Odd   string // what is odd about the file
	File  string // what the sender called it
	Bytes func() []byte
	SQL   string // for Parquet: the query whose rows the file holds
	Map   string // the map beside it
}

const (
	sessionHead = "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Lượt người dự,Ý kiến tại hội nghị"
	sessionRow  = `A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,39,8`
	opinionHead = "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,STT ý kiến,Lĩnh vực,Nội dung tóm tắt,Kết quả"
	opinionRow  = `A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,1,Đất đai,Đề nghị cấp giấy chứng nhận quyền sử dụng đất,Giải quyết xong`
)

var (
	plain    = lines(sessionHead, sessionRow)
	register = lines(sessionHead,
		sessionRow,
		`A2,xã Ngọc Vân,"huyện Tân Yên, tỉnh Bắc Giang",19/02/2024,45,11`,
		`A3,thị trấn Cao Thượng,"huyện Tân Yên, tỉnh Bắc Giang",20/03/2024,50,9`)
	report = lines(
		"TỈNH ỦY BẮC GIANG,,,,ĐẢNG CỘNG SẢN VIỆT NAM",
		"BAN DÂN VẬN,,,,",
		",,,,",
		"TỔNG HỢP KẾT QUẢ TIẾP XÚC ĐỐI THOẠI NĂM 2019,,,,",
		"STT,Đơn vị,Số cuộc,Số lượt người tham dự,Số ý kiến",
		"1,Huyện Yên Dũng,2,400,27",
		"2,Huyện Tân Yên,3,500,40",
		",Tổng cộng,5,900,67")
)

// aggregate is a report of counts for 2019 under the head of tỉnh Bắc Giang.
func aggregate(head string, rows ...string) func() []byte {
	return lines(append([]string{"UBND TỈNH BẮC GIANG", "TỔNG HỢP Ý KIẾN NĂM 2019", head}, rows...)...)
}

// Cases lists all files, kind by kind.
func Cases() []Case {
	var list []Case
	for _, part := range []struct {
		kind string
		list []Case
	}{
		{"Bảng mã · Encodings", encodings()}, {"Phông chữ trong ô · Fonts of cells", fonts()}, {"Tệp chữ · Delimited text", texts()}, {"Ở cửa · At the door", doors()},
		{"Hình dạng bảng · Shapes of tables", append(shapes(), layouts()...)}, {"Đơn vị cấp trên · The unit above", parents()}, {"Số liệu tổng hợp · Reports of counts", append(aggregates(), shares()...)},
		{"Giá trị · Values", append(values(), numbers()...)}, {"Ngày không ghi năm · Days without a year", days()}, {"Lời ghi kết quả · Words for results", results()}, {"Kiểm tra chéo · Checks", checks()}, {"Bảng tính · Workbooks", workbooks()}, {"Biểu của một tỉnh · A province's workbook", province()}, {"Tệp của văn phòng · Files of offices", offices()},
		{"Do người hoài nghi làm ra · Made by a sceptic", append(append(probed(), changed()...), everyday()...)}, {"Tiêu đề lạ · Headings nobody knows", headings()}, {"Văn bản Word · Word documents", documents()}, {"Bản ghi · Records", records()}, {"Vỏ tệp · Containers", containers()}, {"Tệp hỏng · Broken files", broken()},
	} {
		for _, c := range part.list {
			c.Kind = part.kind
			list = append(list, c)
		}
	}
	return list
}

func encodings() []Case {
	return []Case{
		{Name: "utf8_bom", Odd: "UTF-8 with a byte order mark, as Excel saves", File: "so.csv", Bytes: in(viet.UTF8BOM, register)},
		{Name: "utf16le", Odd: "UTF-16, as Excel's “Unicode Text” saves", File: "so.txt", Bytes: in(viet.UTF16LE, register)},
		{Name: "utf16be", Odd: "UTF-16 of the other byte order", File: "so.csv", Bytes: in(viet.UTF16BE, register)},
		{Name: "nfd", Odd: "letters and marks stand apart (macOS, PDF)", File: "so.csv", Bytes: decomposed(register)},
		{Name: "windows1258", Odd: "windows-1258, tones as marks of their own", File: "so.csv", Bytes: in(viet.Windows1258, register)},
		{Name: "tcvn3", Odd: "TCVN3 (ABC), the fonts .VnTime", File: "so.csv", Bytes: in(viet.TCVN3, register)},
		{Name: "vni", Odd: "VNI-Windows, the fonts VNI-Times", File: "so.csv", Bytes: in(viet.VNI, register)},
		{Name: "tcvn3_as_utf8", Odd: "TCVN3 taken for Western text and saved as UTF-8", File: "so.csv", Bytes: in(viet.UTF8TCVN3, register)},
		{Name: "vni_as_utf8", Odd: "VNI taken for Western text and saved as UTF-8", File: "so.csv", Bytes: in(viet.UTF8VNI, register)},
		{Name: "undecided", Odd: "bytes that are no Vietnamese in any encoding", File: "so.csv", Bytes: raw("\xe9\xe8\xff\xfe\x81 \x90\x9d,\xf0\xf1\n1,2\n")},
		{Name: "mixed", Odd: "UTF-8 with one line in TCVN3 far below", File: "so.csv", Bytes: func() []byte {
			b := lines(append([]string{sessionHead}, many(8000)...)...)()
			return append(b, "A9,x\xb7 Lam C\xd2t,huy\xd6n,1/2/2024,1,1\n"...)
		}},
		{Name: "xlsx_vntime", Odd: "a workbook typed in .VnTime", File: "so.xlsx", Bytes: workbook(sheet{name: "Sheet1", font: ".VnTime", rows: [][]any{
			cells(old8("Mã cuộc"), old8("Đơn vị tổ chức"), old8("Trực thuộc"), old8("Ngày tổ chức"), old8("Lượt người dự")),
			cells("A1", old8("xã Lam Cốt"), old8("huyện Tân Yên, tỉnh Bắc Giang"), "18/01/2024", 39),
			cells("A2", old8("xã Ngọc Vân"), old8("huyện Tân Yên, tỉnh Bắc Giang"), "19/02/2024", 45)}})},
	}
}

// old8 is a text as a cell in .VnTime holds it.
func old8(text string) string { return string(latin(legacy(text, viet.TCVN3))) }

func many(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = sessionRow + strings.Repeat(" ", 1)
	}
	return list
}

func texts() []Case {
	return []Case{
		{Name: "semicolon", Odd: "parted by semicolons, as Excel under Vietnamese settings saves", File: "so.csv", Bytes: lines("Mã cuộc;Đơn vị tổ chức;Trực thuộc;Ngày tổ chức", "A1;xã Lam Cốt;huyện Tân Yên, tỉnh Bắc Giang;18/01/2024")},
		{Name: "tabs", Odd: "parted by tabs", File: "so.tsv", Bytes: lines("Mã cuộc\tĐơn vị tổ chức\tTrực thuộc\tNgày tổ chức", "A1\txã Lam Cốt\thuyện Tân Yên, tỉnh Bắc Giang\t18/01/2024")},
		{Name: "pipes", Odd: "parted by upright strokes", File: "so.txt", Bytes: lines("Mã cuộc|Đơn vị tổ chức|Trực thuộc|Ngày tổ chức", "A1|xã Lam Cốt|huyện Tân Yên, tỉnh Bắc Giang|18/01/2024")},
		{Name: "crlf_blank_lines", Odd: "Windows line ends and blank lines between records", File: "so.csv", Bytes: raw(strings.Join([]string{sessionHead, sessionRow, "", ",,,,,", `A2,xã Ngọc Vân,"huyện Tân Yên, tỉnh Bắc Giang",19/02/2024,45,11`, ""}, "\r\n"))},
		{Name: "line_break_in_cell", Odd: "a line break inside a quoted cell", File: "yk.csv", Bytes: lines(opinionHead, `A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,1,Đất đai,"Đề nghị`, `cấp giấy chứng nhận",Giải quyết xong`, strings.Replace(opinionRow, ",1,", ",2,", 1))},
		{Name: "too_many_cells", Odd: "a comma inside a cell that is not quoted", File: "so.csv", Bytes: lines(sessionHead, "A1,xã Lam Cốt,huyện Tân Yên, tỉnh Bắc Giang,18/01/2024,39,8", `A2,xã Ngọc Vân,"huyện Tân Yên, tỉnh Bắc Giang",19/02/2024,45,11`)},
		{Name: "no_header", Odd: "no header row", File: "so.csv", Bytes: lines(sessionRow, sessionRow)},
		{Name: "empty", Odd: "an empty file", File: "so.csv", Bytes: raw("")},
		{Name: "blanks_only", Odd: "blanks and nothing else", File: "so.csv", Bytes: raw(" \n\t\n  \n")},
		{Name: "unknown_columns", Odd: "columns that mean nothing to us, and one twice", File: "so.csv", Bytes: lines("Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Người trực máy,Địa phương", `A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,x,y`)},
		{Name: "header_only", Odd: "a header without any record", File: "so.csv", Bytes: lines(sessionHead)},
	}
}

func doors() []Case {
	return []Case{
		{Name: "personal_columns", Odd: "columns of names, addresses and phones", File: "yk.csv", Bytes: lines("Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Họ và tên,Địa chỉ,Số điện thoại,Nội dung kiến nghị",
			`A1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,x,y,z,Đề nghị sửa đường`)},
		{Name: "personal_in_text", Odd: "a phone number inside the text", File: "yk.csv", Bytes: lines(opinionHead, strings.Replace(opinionRow, "Đề nghị cấp", "Liên hệ 0912345678 đề nghị cấp", 1))},
		{Name: "personal_in_text_slow", Odd: "a phone number inside the text of a file with a title", File: "yk.csv", Bytes: lines("SỔ THEO DÕI Ý KIẾN,,,,,,,", opinionHead, strings.Replace(opinionRow, "Đề nghị cấp", "Liên hệ 0912345678 đề nghị cấp", 1))},
		{Name: "secret_title", Odd: "marked MẬT above the table", File: "so.csv", Bytes: lines("MẬT,,,,,", sessionHead, sessionRow)},
		{Name: "secret_top", Odd: "marked TỐI MẬT, letter-spaced", File: "so.csv", Bytes: lines("T Ố I M Ậ T,,,,,", sessionHead, sessionRow)},
		{Name: "secret_last_cell", Odd: "marked TUYỆT MẬT in a cell at the end", File: "so.csv", Bytes: lines(sessionHead, sessionRow, ",,,,,TUYỆT MẬT")},
		{Name: "secret_page_header", Odd: "marked MẬT in the page header of a sheet", File: "so.xlsx", Bytes: workbook(sheet{name: "Sheet1", header: "&CMẬT", rows: [][]any{cells("Mã cuộc", "Đơn vị tổ chức", "Ngày tổ chức"), cells("A1", "xã Lam Cốt", "18/01/2024")}})},
		{Name: "secret_word", Odd: "a Word annex marked “Độ mật: Mật”", File: "pl.docx", Bytes: document(part{text: "Độ mật: Mật"}, part{rows: [][]string{{"STT", "Nội dung kiến nghị", "Kết quả"}, {"1", "Đề nghị sửa đường", "Đã giải quyết"}}})},
		{Name: "secret_in_zip", Odd: "one file of an archive is marked MẬT", File: "goi.zip", Bytes: func() []byte {
			return archive("a.csv", string(plain()), "b.csv", "MẬT\n"+string(plain()))()
		}},
		{Name: "not_secret_yen_mat", Odd: "a commune called Yên Mật is no mark of secrecy", File: "so.csv", Bytes: lines(sessionHead+",Chủ đề", sessionRow+",Công tác giữ bí mật nhà nước ở xã Yên Mật")},
	}
}

func shapes() []Case {
	return []Case{
		{Name: "title_block", Odd: "the issuing body and a title above; the place above is taken from them", File: "so.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,", "UBND HUYỆN TÂN YÊN,,,", "SỔ THEO DÕI ĐỐI THOẠI NĂM 2024,,,", ",,,", "STT,Đơn vị,Ngày tổ chức,Số người dự", "1,xã Lam Cốt,18/01/2024,39")},
		{Name: "column_numbers", Odd: "a row that numbers the columns", File: "so.csv", Bytes: lines("TT,Đơn vị,Trực thuộc,Ngày tổ chức,Số người dự", "1,2,3,4,5", `1,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",18/01/2024,39`)},
		{Name: "repeated_header", Odd: "the header once more on every printed page", File: "so.csv", Bytes: lines(sessionHead, sessionRow, sessionHead, `A2,xã Ngọc Vân,"huyện Tân Yên, tỉnh Bắc Giang",19/02/2024,45,11`)},
		{Name: "total_right", Odd: "a total row that fits", File: "so.csv", Bytes: lines(sessionHead, sessionRow, `A2,xã Ngọc Vân,"huyện Tân Yên, tỉnh Bắc Giang",19/02/2024,45,11`, ",Tổng cộng,,,84,19")},
		{Name: "total_wrong", Odd: "a total row that does not fit", File: "so.csv", Bytes: lines(sessionHead, sessionRow, `A2,xã Ngọc Vân,"huyện Tân Yên, tỉnh Bắc Giang",19/02/2024,45,11`, ",Tổng cộng,,,80,19")},
		{Name: "notes_below", Odd: "signatures and notes below the table", File: "so.csv", Bytes: lines(sessionHead, sessionRow, ",,,,,", "Ghi chú: số liệu do Văn phòng tổng hợp,,,,,", ",,,\"Lam Cốt, ngày 20 tháng 01 năm 2024\",,", "NGƯỜI LẬP BIỂU,,,CHỦ TỊCH,,")},
		{Name: "sections_by_level", Odd: "sections I. Cấp huyện, II. Cấp xã among the records", File: "so.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,", "STT,Đơn vị,Ngày tổ chức,Số người dự", "I. Cấp huyện,,,", "1,Huyện Tân Yên,18/01/2024,100", "II. Cấp xã,,,", "1,\"xã Lam Cốt, huyện Tân Yên\",19/01/2024,39")},
		{Name: "sections_by_district", Odd: "a heading a district gives the place above", File: "so.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,", "STT,Đơn vị,Ngày tổ chức,Số người dự", "I. Huyện Tân Yên,,,", "1,xã Lam Cốt,18/01/2024,39", "II. Huyện Lục Nam,,,", "1,xã Bảo Sơn,19/01/2024,40")},
		{Name: "heading_per_agency", Odd: "opinions under the agency that answers; host and day from the title; a total in words", File: "yk.csv", Bytes: lines("UBND TỈNH BẮC GIANG;;;", "UBND HUYỆN YÊN DŨNG;;;", "TỔNG HỢP Ý KIẾN TẠI HỘI NGHỊ ĐỐI THOẠI NGÀY 15/6/2019;;;", "TT;Nội dung kiến nghị;Lĩnh vực;Kết quả",
			"1. Sở Nông nghiệp và PTNT;;;", "1;Đề nghị sửa kênh mương;Thủy lợi, đê điều;Giải quyết xong", "2. Công an huyện;;;", "2;Đề nghị tăng tuần tra;An ninh trật tự;Đang giải quyết", "Tổng cộng: 3 ý kiến;;;")},
		{Name: "two_tables", Odd: "sessions and opinions on one sheet", File: "so.csv", Bytes: lines("UBND HUYỆN TÂN YÊN,,,", "Mã cuộc,Đơn vị tổ chức,Ngày tổ chức,Lượt người dự", "A1,xã Lam Cốt,18/01/2024,39", ",,,", "Mã cuộc,STT,Nội dung kiến nghị,Kết quả", "A1,1,Đề nghị sửa đường,Giải quyết xong")},
		{Name: "organ_host", Odd: "a host that is an organ and no place", File: "so.csv", Bytes: lines(sessionHead, `A1,Sở Tài nguyên và Môi trường,tỉnh Bắc Giang,18/01/2024,39,8`)},
		{Name: "map_decides", Odd: "headers nobody knows, decided by a map beside the file", File: "so.csv", Bytes: lines("Nơi gặp dân,Hôm nào,Bao nhiêu người", "xã Lam Cốt,18/01/2024,\"1,039\""),
			Map: "table: session\nparent: huyện Tân Yên, tỉnh Bắc Giang\nlocale: en\ncolumns:\n  \"Nơi gặp dân\": unit\n  \"Hôm nào\": held_on\n  \"Bao nhiêu người\": attendees\n"},
	}
}

func aggregates() []Case {
	head := "Đơn vị,Số cuộc,Số ý kiến,Đã giải quyết,Đang giải quyết,Tỷ lệ giải quyết (%)"
	return []Case{
		{Name: "report", Odd: "counts a unit with a total that fits", File: "bc.csv", Bytes: report},
		{Name: "report_total_wrong", Odd: "a total that does not fit", File: "bc.csv", Bytes: func() []byte { return []byte(strings.Replace(string(report()), "5,900,67", "5,900,76", 1)) }},
		{Name: "two_row_header", Odd: "a header of two rows, merged, with the row of column numbers and its identities", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,,,", "NĂM 2019,,,,,", "STT,Đơn vị,Số ý kiến,,Kết quả giải quyết,", ",,Kỳ trước chuyển sang,Tiếp nhận trong kỳ,Đã giải quyết,Đang giải quyết", "1,2,3,4,5,6=3+4-5", "1,Huyện Tân Yên,2,40,30,12")},
		{Name: "level_rows", Odd: "a row a level instead of a unit", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến,Đã giải quyết", "Cấp huyện,5,67,50", "Cấp xã,\"hơn 700\",7.320,\"gần 6.600\"")},
		{Name: "section_sums", Odd: "sections that carry the sums of their rows, one wrong", File: "bc.csv", Bytes: aggregate("STT,Đơn vị,Số cuộc,Số ý kiến", "I,Cấp huyện,5,68", "1,Huyện Tân Yên,2,27", "2,Huyện Lục Nam,3,40", "II,Cấp xã,90,700", ",Tổng cộng,95,767")},
		{Name: "nothing_in_many_ways", Odd: "empty, dash, 0, không, không phát sinh, chưa báo cáo in one column", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến", "Huyện Tân Yên,1,", "Huyện Lục Nam,1,-", "Huyện Yên Dũng,0,0", "Huyện Lạng Giang,1,không", "Huyện Lục Ngạn,1,không phát sinh", "Huyện Sơn Động,1,chưa báo cáo")},
		{Name: "dash_explained", Odd: "a note below says what a dash means", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến", "Huyện Tân Yên,1,-", "Ghi chú: dấu (-) là không phát sinh,,")},
		{Name: "percent_right", Odd: "a percent that fits its row", File: "bc.csv", Bytes: aggregate(head, `Huyện Tân Yên,2,27,20,7,"74,1"`)},
		{Name: "percent_wrong", Odd: "a percent that does not fit its row", File: "bc.csv", Bytes: aggregate(head, `Huyện Tân Yên,2,27,20,7,"78,5%"`)},
		{Name: "percent_impossible", Odd: "a percent that no whole number gives", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến,Tỷ lệ giải quyết (%)", "Huyện Tân Yên,2,11,90%")},
		{Name: "parts_differ", Odd: "parts larger than the whole", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến,Đã giải quyết,Đang giải quyết,Chưa giải quyết", "Huyện Tân Yên,2,27,30,7,1")},
		{Name: "kinds_counted", Odd: "kiến nghị, vấn đề and lượt ý kiến are not the same: the word is kept", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số vấn đề,Đã giải quyết", "Huyện Lục Nam,2,55,40")},
		{Name: "no_period", Odd: "no period anywhere", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,", "Đơn vị,Số cuộc,Số ý kiến", "Huyện Tân Yên,1,5")},
		{Name: "figure_decimal", Odd: "7,32 in a count column: Excel read 7.320 so", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến", `Huyện Tân Yên,1,"7,32"`)},
		{Name: "ratio_implausible", Odd: "two thousand opinions from one session", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến", "Huyện Tân Yên,1,2.000")},
	}
}

func values() []Case {
	head := "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Lượt người dự"
	row := func(unit, parent, day, n string) string {
		return "A1," + unit + ",\"" + parent + "\"," + day + ",\"" + n + "\""
	}
	tanYen := "huyện Tân Yên, tỉnh Bắc Giang"
	return []Case{
		{Name: "dates", Odd: "five ways to write a day, a month only, and no day at all", File: "so.csv", Bytes: lines(head, row("xã Lam Cốt", tanYen, "18.01.2024", "1"), strings.Replace(row("xã Lam Cốt", tanYen, "ngày 09 tháng 02 năm 2024", "1"), "A1", "A2", 1), strings.Replace(row("xã Lam Cốt", tanYen, "12-3-2024", "1"), "A1", "A3", 1),
			strings.Replace(row("xã Lam Cốt", tanYen, "tháng 4-2024", "1"), "A1", "A4", 1), strings.Replace(row("xã Lam Cốt", tanYen, "30%/05%/2024", "1"), "A1", "A5", 1))},
		{Name: "counts", Odd: "7.320, 03 lần, hơn 700, 7,32, -5", File: "so.csv", Bytes: lines(head, row("xã Lam Cốt", tanYen, "18/01/2024", "7.320"), strings.Replace(row("xã Lam Cốt", tanYen, "19/01/2024", "03 người"), "A1", "A2", 1), strings.Replace(row("xã Lam Cốt", tanYen, "20/01/2024", "hơn 700"), "A1", "A3", 1),
			strings.Replace(row("xã Lam Cốt", tanYen, "21/01/2024", "7,32"), "A1", "A4", 1), strings.Replace(row("xã Lam Cốt", tanYen, "22/01/2024", "-5"), "A1", "A5", 1))},
		{Name: "places", Odd: "a place of many, one that has ended, one that never was", File: "so.csv", Bytes: lines(head, row("xã Tân Thành", "", "18/01/2024", "1"), strings.Replace(row("huyện Tân Yên", "tỉnh Bắc Giang", "18/08/2025", "1"), "A1", "A2", 1), strings.Replace(row("xã Không Có", tanYen, "18/01/2024", "1"), "A1", "A3", 1))},
		{Name: "duplicate_code", Odd: "one session twice", File: "so.csv", Bytes: lines(head, row("xã Lam Cốt", tanYen, "18/01/2024", "1"), row("xã Lam Cốt", tanYen, "18/01/2024", "1"))},
	}
}

func workbooks() []Case {
	head := cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức", "Lượt người dự")
	return []Case{
		{Name: "xlsx_serials", Odd: "days as Excel's numbers, and 7.320 read as 7.32", File: "so.xlsx", Bytes: workbook(sheet{name: "Sheet1", rows: [][]any{head, cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", 45309, 39), cells("A2", "xã Ngọc Vân", "huyện Tân Yên, tỉnh Bắc Giang", 45310, 7.32)}})},
		{Name: "xlsx_typed_text", Odd: "7.320 typed as text is seven thousand", File: "so.xlsx", Bytes: workbook(sheet{name: "Sheet1", rows: [][]any{head, cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", "7.320")}})},
		{Name: "xlsx_merged", Odd: "a merged title, and one unit merged over three records", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{cells("SỔ ĐỐI THOẠI NĂM 2024"), cells("Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức", "Số người dự"),
			cells("xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", 39), cells(nil, nil, "19/02/2024", 40), cells(nil, nil, "20/03/2024", 41)}, merges: [][2]string{{"A1", "D1"}, {"A3", "A5"}, {"B3", "B5"}}})},
		{Name: "xlsx_blank_not_merged", Odd: "the same without merging: an empty host is no host", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{cells("Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức", "Số người dự"),
			cells("xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", 39), cells(nil, nil, "19/02/2024", 40)}})},
		{Name: "xlsx_hidden", Odd: "a hidden sheet with last year's table", File: "so.xlsx", Bytes: workbook(sheet{name: "2024", rows: [][]any{head, cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", 39)}},
			sheet{name: "2023", hidden: true, rows: [][]any{head, cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2023", 39)}})},
		{Name: "xlsx_report", Odd: "a report with a two-row header, percent cells and a total", File: "bc.xlsx", Bytes: workbook(sheet{name: "Biểu 1", rows: [][]any{cells("TỈNH ỦY BẮC GIANG"), cells("KẾT QUẢ ĐỐI THOẠI QUÝ I/2019"), cells("STT", "Đơn vị", "Số ý kiến", nil, "Tỷ lệ giải quyết"), cells(nil, nil, "Tổng số", "Đã giải quyết"),
			cells(1, "Huyện Tân Yên", 40, 30, 0.75), cells(2, "Huyện Lục Nam", 20, 10, 0.5), cells(nil, "Cộng", 60, 40)}, merges: [][2]string{{"C3", "D3"}, {"A3", "A4"}, {"B3", "B4"}}})},
		{Name: "xlsx_unknown_sheet", Odd: "a second sheet whose headers nobody knows", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{head, cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", 39)}},
			sheet{name: "Khác", rows: [][]any{cells("Cột một", "Cột hai", "Cột ba"), cells("x", 1, 2), cells("y", 3, 4)}})},
		{Name: "xlsx_no_table", Odd: "a workbook without any table", File: "so.xlsx", Bytes: workbook(sheet{name: "Sheet1", rows: [][]any{cells("Kính gửi các đồng chí")}})},
	}
}

func documents() []Case {
	return []Case{
		{Name: "docx_report", Odd: "an annex in Word: merged cells, a note below, the place above it", File: "pl.docx", Bytes: document(part{text: "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG"}, part{text: "PHỤ LỤC I. KẾT QUẢ ĐỐI THOẠI 6 THÁNG ĐẦU NĂM 2019"},
			part{rows: [][]string{{"STT", "Đơn vị", "Số ý kiến", "<"}, {"^", "^", "Kỳ trước chuyển sang", "Tiếp nhận trong kỳ"}, {"1", "Huyện Tân Yên", "-", "40"}, {"2", "Huyện Lục Nam", "2", "20"}, {"Tổng cộng", "<", "2", "60"}}}, part{text: "Ghi chú: dấu “-” là không phát sinh."})},
		{Name: "docx_opinions", Odd: "opinions under a heading an agency, one table each", File: "yk.docx", Bytes: document(part{text: "UBND HUYỆN YÊN DŨNG"}, part{text: "Ý kiến tại hội nghị đối thoại ngày 15/6/2019"}, part{text: "1. Sở Xây dựng"},
			part{rows: [][]string{{"TT", "Nội dung kiến nghị", "Lĩnh vực", "Kết quả"}, {"1", "Đề nghị sửa đường", "Giao thông", "Giải quyết xong"}}}, part{text: "2. Sở Y tế"},
			part{rows: [][]string{{"TT", "Nội dung kiến nghị", "Lĩnh vực", "Kết quả"}, {"1", "Đề nghị sửa trạm y tế", "Y tế", "Đang giải quyết"}}})},
		{Name: "docx_no_table", Odd: "a letter without a table", File: "cv.docx", Bytes: document(part{text: "Kính gửi Ban Dân vận"})},
	}
}

func records() []Case {
	one := `{"session_code":"A1","unit":"xã Lam Cốt","parent":"huyện Tân Yên, tỉnh Bắc Giang","held_on":"18/01/2024","attendees":39}`
	return []Case{
		{Name: "json_array", Odd: "an array of records", File: "so.json", Bytes: raw("[" + one + "]")},
		{Name: "json_tables", Odd: "an object of tables, names in Vietnamese", File: "so.json", Bytes: raw(`{"cuộc":[{"Mã cuộc":"A1","Đơn vị tổ chức":"xã Lam Cốt","Trực thuộc":"huyện Tân Yên, tỉnh Bắc Giang","Ngày tổ chức":"18/01/2024"}],"ý kiến":[{"Mã cuộc":"A1","STT":1,"Nội dung":"Đề nghị sửa đường"}]}`)},
		{Name: "ndjson", Odd: "one record a line", File: "so.ndjson", Bytes: raw(one + "\n" + strings.Replace(strings.Replace(one, "A1", "A2", 1), "18/01", "19/01", 1) + "\n")},
		{Name: "json_deep", Odd: "nested a thousand deep", File: "so.json", Bytes: raw(`[{"a":` + strings.Repeat(`{"a":`, 1000) + "1" + strings.Repeat("}", 1000) + "}]")},
		{Name: "parquet", Odd: "a Parquet file with typed columns", File: "so.parquet", SQL: "select 'A1' as session_code, 'xã Lam Cốt' as unit, 'huyện Tân Yên, tỉnh Bắc Giang' as parent, date '2024-01-18' as held_on, 39 as attendees"},
		{Name: "arrow", Odd: "an Arrow file", File: "so.arrow", Bytes: arrowFile([]string{"session_code", "unit", "parent", "held_on"}, []string{"A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "2024-01-18"})},
	}
}

func containers() []Case {
	return []Case{
		{Name: "zip", Odd: "an archive of two tables and a covering letter in PDF", File: "goi.zip", Bytes: func() []byte {
			return archive("so/a.csv", string(plain()), "so/bc.csv", string(report()), "cv.pdf", "%PDF-1.4", "__MACOSX/._a.csv", "x")()
		}},
		{Name: "zip_in_zip", Odd: "an archive in an archive", File: "goi.zip", Bytes: func() []byte { return archive("b.zip", string(archive("a.csv", string(plain()))()))() }},
		{Name: "wrong_ending", Odd: "a workbook called .csv", File: "so.csv", Bytes: workbook(sheet{name: "Sheet1", rows: [][]any{cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"), cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024")}})},
		{Name: "old_xls", Odd: "Excel 97-2003", File: "so.xls", Bytes: old},
		{Name: "old_doc", Odd: "Word 97-2003", File: "so.doc", Bytes: old},
		{Name: "password", Odd: "a workbook with a password", File: "so.xlsx", Bytes: old},
		{Name: "pdf", Odd: "a PDF", File: "so.pdf", Bytes: raw("%PDF-1.7\n")},
		{Name: "html_xls", Odd: "a web page called .xls, as many programs export", File: "so.xls", Bytes: raw("<html><table><tr><td>x</td></tr></table></html>")},
		{Name: "picture", Odd: "a picture", File: "so.png", Bytes: raw("\x89PNG\r\n\x1a\n")},
		{Name: "bomb", Odd: "a workbook of 200 kB that unpacks to 220 MB", File: "so.xlsx", Bytes: bomb},
	}
}

func broken() []Case {
	book := workbook(sheet{name: "Sheet1", rows: [][]any{cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"), cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024")}})
	return []Case{
		{Name: "cut_csv", Odd: "a CSV cut off inside its last record", File: "so.csv", Bytes: func() []byte { b := register(); return b[:len(b)-14] }},
		{Name: "cut_csv_quote", Odd: "a CSV cut off inside a quoted cell", File: "so.csv", Bytes: func() []byte { b := register(); return b[:len(b)-40] }},
		{Name: "cut_xlsx", Odd: "a workbook cut off", File: "so.xlsx", Bytes: cut(book, 0.7)},
		{Name: "cut_docx", Odd: "a Word file cut off", File: "so.docx", Bytes: cut(document(part{text: "x"}), 0.6)},
		{Name: "cut_json", Odd: "a JSON cut off", File: "so.json", Bytes: raw(`[{"session_code":"A1","unit":"xã Lam Cốt","held_on":"18/01/2024"},{"session_code":`)},
		{Name: "cut_zip", Odd: "an archive cut off", File: "goi.zip", Bytes: func() []byte { b := archive("a.csv", string(plain()))(); return b[:len(b)-30] }},
		{Name: "cut_arrow", Odd: "an Arrow file cut off", File: "so.arrow", Bytes: cut(arrowFile([]string{"session_code", "unit", "held_on"}, []string{"A1", "xã Lam Cốt", "2024-01-18"}), 0.6)},
		{Name: "cut_parquet", Odd: "a Parquet file cut off", File: "so.parquet", Bytes: raw("PAR1\x15\x04\x15\x20\x15\x24")},
	}
}
