package awkward

// layouts are tables that stand beside each other, lie on their side or hold several periods.
func layouts() []Case {
	return []Case{
		{Name: "side_by_side", Odd: "two reports beside each other, a blank column between, each under its own district", File: "bc.csv", Bytes: lines("TỔNG HỢP ĐỐI THOẠI NĂM 2019;;;;;;", "UBND HUYỆN TÂN YÊN, TỈNH BẮC GIANG;;;;UBND HUYỆN LỤC NAM, TỈNH BẮC GIANG;;",
			"Đơn vị;Số cuộc;Số ý kiến;;Đơn vị;Số cuộc;Số ý kiến", "Xã Lam Cốt;2;27;;Xã Bảo Sơn;1;12", "Xã Ngọc Vân;1;9;;Xã Cẩm Lý;2;200", "Cộng;3;36;;Cộng;3;211")},
		{Name: "side_by_side_close", Odd: "two halves of one list beside each other, without a blank column", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG;;;;;;;", "TỔNG HỢP Ý KIẾN NĂM 2019;;;;;;;", "STT;Đơn vị;Số cuộc;Số ý kiến;STT;Đơn vị;Số cuộc;Số ý kiến", "1;Huyện Tân Yên;2;27;3;Huyện Yên Dũng;1;12", "2;Huyện Lục Nam;1;9;4;Huyện Lạng Giang;1;7")},
		{Name: "side_by_side_kinds", Odd: "sessions on the left, their opinions on the right", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{cells("UBND HUYỆN TÂN YÊN, TỈNH BẮC GIANG"),
			cells("Mã cuộc", "Đơn vị tổ chức", "Ngày tổ chức", "Lượt người dự", nil, "Mã cuộc", "STT", "Nội dung kiến nghị", "Kết quả"),
			cells("A1", "xã Lam Cốt", "18/01/2024", 39, nil, "A1", 1, "Đề nghị sửa đường", "Giải quyết xong"), cells("A2", "xã Ngọc Vân", "19/01/2024", 45, nil, "A2", 1, "Đề nghị sửa cầu", "Đang giải quyết"), cells(nil, nil, nil, nil, nil, "A2", 2, "Đề nghị sửa trạm y tế", "Đang giải quyết")}})},
		{Name: "blank_column", Odd: "one table with a blank column inside: it is one table", File: "so.csv", Bytes: lines("Mã cuộc;Đơn vị tổ chức;Trực thuộc;Ngày tổ chức;;Lượt người dự;Ý kiến tại hội nghị", "A1;xã Lam Cốt;huyện Tân Yên, tỉnh Bắc Giang;18/01/2024;;39;8")},
		{Name: "counts_twice_undecided", Odd: "the same counts twice, and nothing says of what: the first is taken, the second named", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến,Số cuộc,Số ý kiến", "Huyện Tân Yên,2,27,3,30")},
		{Name: "periods_in_columns", Odd: "two years beside each other under merged headings", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,,", "SO SÁNH KẾT QUẢ ĐỐI THOẠI,,,,", "Đơn vị,Năm 2018,,Năm 2019,", ",Số cuộc,Số ý kiến,Số cuộc,Số ý kiến", "Huyện Tân Yên,2,27,3,300", "Huyện Lục Nam,1,12,2,20")},
		{Name: "periods_below_measures", Odd: "the years in the second row of the header, a comparison behind them", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,,", "Đơn vị,Số ý kiến,,Đã giải quyết,,So sánh", ",Năm 2018,Năm 2019,Năm 2018,Năm 2019,Tăng (giảm)", "Huyện Tân Yên,27,30,20,31,3")},
		{Name: "indicators_in_rows", Odd: "indicators in rows, units in columns, the total last", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG;;;;", "KẾT QUẢ ĐỐI THOẠI NĂM 2019;;;;", "STT;Chỉ tiêu;Đơn vị tính;Huyện Tân Yên;Huyện Lục Nam;Huyện Không Có;Toàn tỉnh", "1;Số cuộc đối thoại;cuộc;2;1;1;4", "2;Số ý kiến;ý kiến;27;12;5;45", "3;Đã giải quyết;ý kiến;20;13;5;38", "4;Tỷ lệ giải quyết (%);%;74,1;80;100;86,4", "5;Số đơn thư;đơn;1;2;3;6", "Ghi chú: số liệu tính đến 31/12/2019;;;;")},
		{Name: "indicators_by_level", Odd: "indicators in rows under a heading for each level", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,", "Chỉ tiêu,Năm 2018,Năm 2019", "I. Cấp huyện,,", "Số cuộc,20,22", "Số ý kiến,300,310", "II. Cấp xã,,", "Số cuộc,200,210", "Số ý kiến,3.000,\"hơn 3.100\"")},
		{Name: "indicators_across_levels", Odd: "indicators in rows, the three levels in columns", File: "bc.xlsx", Bytes: workbook(sheet{name: "Biểu 2", rows: [][]any{cells("UBND TỈNH BẮC GIANG"), cells("KẾT QUẢ NĂM 2019"), cells("Nội dung", "Cấp tỉnh", "Cấp huyện", "Cấp xã", "Tổng cộng"), cells("Số cuộc", 2, 20, 200, 222), cells("Số lượt người tham dự", 300, 3000, 9000, 12300), cells("Số ý kiến", 40, 310, 2000, 2351)}})},
		{Name: "indicators_unknown", Odd: "indicators nobody knows in rows: refused, for nothing in it can be named", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,", "Chỉ tiêu,Huyện Tân Yên,Huyện Lục Nam", "Số cây trồng mới,20,22", "Số con giống,300,310")},
	}
}

// parents are files that say in one way or another which place theirs lie in.
func parents() []Case {
	head := "Đơn vị tổ chức,Ngày tổ chức,Lượt người dự"
	row := "xã Tân Thành,18/01/2019,39"
	return []Case{
		{Name: "parent_in_name", Odd: "only the file's name tells the province", File: "bac-giang-2019-so-doi-thoai.csv", Bytes: lines(head, "huyện Tân Yên,18/01/2019,39", "huyện Yên Dũng,19/01/2019,40")},
		{Name: "parent_in_name_marks", Odd: "the province in the name of a workbook, with marks", File: "Báo cáo tỉnh Hòa Bình.xlsx", Bytes: workbook(sheet{name: "Biểu", rows: [][]any{cells("TỔNG HỢP NĂM 2019"), cells("Đơn vị", "Số cuộc", "Số ý kiến"), cells("Huyện Kỳ Sơn", 2, 27), cells("Huyện Mai Châu", 1, 12)}})},
		{Name: "parent_title_wins", Odd: "the title names another province than the file's name: the title is believed", File: "bac-ninh-2019.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,", head, "huyện Tân Yên,18/01/2019,39")},
		{Name: "parent_stated_wins", Odd: "the column names the province: neither title nor name touches it", File: "bac-ninh-2019.csv", Bytes: lines("UBND TỈNH BẮC NINH,,,", "Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Lượt người dự", "huyện Tân Yên,tỉnh Bắc Giang,18/01/2019,39")},
		{Name: "parent_several", Odd: "a file of several provinces: its name is no evidence", File: "bac-giang-2019.csv", Bytes: lines(head, "tỉnh Hòa Bình,18/01/2019,39", "tỉnh Bắc Giang,18/01/2019,40", row)},
		{Name: "parent_two_in_name", Odd: "two provinces in the name", File: "bac-giang-bac-ninh-2019.csv", Bytes: lines(head, row)},
		{Name: "parent_two_in_title", Odd: "two provinces above the table: it is not said whose it is", File: "so.csv", Bytes: lines("TỈNH ỦY BẮC GIANG,,TỈNH ỦY BẮC NINH", head, row)},
		{Name: "parent_of_district", Odd: "a district committee above the table", File: "so.csv", Bytes: lines("Huyện ủy Lục Ngạn,,", "SỔ ĐỐI THOẠI,,", head, "xã Tân Mộc,18/01/2019,39", "Huyện ủy Lục Ngạn,19/01/2019,139")},
		{Name: "parent_changes", Odd: "one sheet, the reports of two districts one under the other", File: "so.csv", Bytes: lines("UBND HUYỆN TÂN YÊN - TỈNH BẮC GIANG,,", head, "xã Lam Cốt,18/01/2019,39", ",,", "UBND HUYỆN LỤC NAM - TỈNH BẮC GIANG,,", head, "xã Bảo Sơn,18/01/2019,39")},
	}
}

// shares are percents in every way officials write the column.
func shares() []Case {
	return []Case{
		{Name: "share_headings", Odd: "four percents under four headings, one wrong", File: "bc.csv", Bytes: aggregate("Đơn vị;Số ý kiến;Trả lời tại hội nghị;Tỷ lệ giải đáp tại hội nghị;Đã trả lời;Tỷ lệ trả lời;Đã giải quyết;Tỷ lệ giải quyết (%);Đang giải quyết;Tỷ lệ đang giải quyết", "Huyện Tân Yên;40;10;25%;30;75%;20;50;20;45,5%")},
		{Name: "share_names", Odd: "percents under the names of our own columns", File: "bc.csv", Bytes: aggregate("unit,opinions,resolved_share,replied_share,answered_share", `huyện Tân Yên,40,"50,0%",75%,25%`)},
		{Name: "share_bare", Odd: "a bare (%) behind each count", File: "bc.csv", Bytes: aggregate("Đơn vị;Số ý kiến;Đã trả lời;%;Đã giải quyết;Tỷ lệ %", "Huyện Tân Yên;40;30;75;20;51")},
		{Name: "share_merged", Odd: "“giải quyết, trả lời” in one: neither resolved nor replied", File: "bc.csv", Bytes: aggregate("Đơn vị;Số kiến nghị;Đã giải quyết, trả lời;Tỷ lệ giải quyết, trả lời", "Huyện Tân Yên;2.216;2.210;99,7%", "Huyện Lục Nam;27;22;88,5 %")},
		{Name: "share_truncated", Odd: "a percent cut off and not rounded (109 of 139 is 78%)", File: "bc.csv", Bytes: aggregate("Đơn vị,Số ý kiến,Đã giải quyết,Tỷ lệ giải quyết", "Huyện Tân Yên,139,109,78%")},
		{Name: "share_words", Odd: "“gần 90%” and “hầu hết” in a percent column: kept as words", File: "bc.csv", Bytes: aggregate("Đơn vị,Số ý kiến,Tỷ lệ giải quyết", "Huyện Tân Yên,139,gần 90%", "Huyện Lục Nam,12,hầu hết")},
	}
}

// headings are files whose headers nobody would guess; without a map they are refused or hardly read.
func headings() []Case {
	return []Case{
		{Name: "odd_session_headers", Odd: "a register in the words of one office", File: "gap-dan.csv", Bytes: lines("SỔ GẶP DÂN;;;;", "Chỗ nào;Hôm gặp;Ai ngồi ghế chủ tọa;Đông bao nhiêu;Mấy câu hỏi", "xã Lam Cốt, huyện Tân Yên, tỉnh Bắc Giang;18/01/2024;Bí thư cấp ủy;139;8", "xã Ngọc Vân, huyện Tân Yên, tỉnh Bắc Giang;19/02/2024;Chủ tịch UBND;145;11")},
		{Name: "odd_report_headers", Odd: "a report whose headings are abbreviations", File: "bieu.xlsx", Bytes: workbook(sheet{name: "B1", rows: [][]any{cells("UBND TỈNH BẮC GIANG"), cells("NĂM 2019"),
			cells("ĐV", "SCĐT", "SYK", "ĐGQX", "TLGQ"), cells("Huyện Tân Yên", 2, 27, 20, "74,1%"), cells("Huyện Lục Nam", 1, 12, 10, "83,3%"), cells("Cộng", 3, 39, 31, "")}})},
		{Name: "odd_opinion_headers", Odd: "opinions under headings in English, numbers written the English way", File: "feedback.docx", Bytes: document(part{text: "Feedback list"},
			part{rows: [][]string{{"No", "Where", "When", "Who said", "What was said", "Field", "Fate"}, {"1", "xã Lam Cốt, huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", "x", "Đề nghị sửa đường", "Giao thông", "Giải quyết xong"}, {"2", "xã Lam Cốt, huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", "y", "Đề nghị cấp giấy chứng nhận", "Đất đai", "Đang giải quyết"}}})},
	}
}
