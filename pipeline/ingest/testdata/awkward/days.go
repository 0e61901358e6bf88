package awkward

// days are dates that take their year from the file, or do not.
func days() []Case {
	const (
		head  = "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Ngày thông báo kết luận"
		tail  = `xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",`
		opine = "Mã cuộc,Ngày tổ chức,Đơn vị tổ chức,Trực thuộc,STT ý kiến,Nội dung tóm tắt,Ngày trả lời,Thời hạn trả lời,Kết quả"
		who   = `,xã Lam Cốt,"huyện Tân Yên, tỉnh Bắc Giang",`
	)
	row := func(code, held, notice string) string { return code + "," + tail + held + "," + notice }
	said := func(code, held, no, replied, due string) string {
		return code + "," + held + who + no + ",Đề nghị sửa đường," + replied + "," + due + ",Đang giải quyết"
	}
	return []Case{
		{Name: "year_of_title", Odd: "days without a year under a title that names one, in many hands; several days, a month", File: "so.csv", Bytes: lines("SỔ THEO DÕI ĐỐI THOẠI NĂM 2024", head,
			row("A1", "25-9", "3/10"), row("A2", "Sáng 11/11", ""), row("A3", "ngày 5 tháng 3", "9.3"), row("A4", "29/2", ""), row("A5", "từ 10-12/5", ""), row("A6", "tháng 6", ""), row("A7", "18/01/2024", "25/1"))},
		{Name: "year_of_reply", Odd: "replies without a year to sessions whose day the file does not say", File: "yk.csv", Bytes: lines("Ý KIẾN ĐỐI THOẠI NĂM 2024,,", "Mã cuộc,Nội dung kiến nghị,Ngày trả lời", "C9,Đề nghị sửa đường,15/1", "C9,Đề nghị sửa cầu,15/1/2025")},
		{Name: "year_of_nothing", Odd: "days without a year, and nothing in the file that names one", File: "so.csv", Bytes: lines(head, row("A1", "25-9", ""), row("A2", "từ 10-12/5", ""), row("A3", "18/01/2024", "25/1"))},
		{Name: "year_of_nothing_below_a_title", Odd: "the same under a title without a period: read row by row, and told the same", File: "so.csv", Bytes: lines("SỔ THEO DÕI ĐỐI THOẠI", head, row("A1", "25-9", ""), row("A2", "từ 10-12/5", ""), row("A3", "18/01/2024", "25/1"))},
		{Name: "year_of_two_titles", Odd: "a title that names two years: neither is taken", File: "so.xlsx", Bytes: workbook(sheet{name: "Sổ", rows: [][]any{cells("SỔ THEO DÕI ĐỐI THOẠI NĂM 2024"), cells("(có bổ sung số liệu năm 2023)"),
			cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"), cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "25/9"), cells("A2", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "26/9/2024")}})},
		{Name: "year_of_odd_period", Odd: "a period from December to December: each day has the one year in which it lies there", File: "so.csv", Bytes: lines("SỔ ĐỐI THOẠI", "(Số liệu tính từ ngày 15/12/2023 đến ngày 14/12/2024)", head,
			row("A1", "20-12", ""), row("A2", "25-9", ""), row("A3", "15/12", ""), row("A4", "14/12", ""))},
		{Name: "year_outside_period", Odd: "a half-year's register: a session outside it has no year, a notice after it has", File: "so.csv", Bytes: lines("SỔ ĐỐI THOẠI 6 THÁNG ĐẦU NĂM 2024", head, row("A1", "28/6", "5/7"), row("A2", "25/9", ""))},
		{Name: "year_turns", Odd: "a year's opinions: a reply and a deadline that would lie before the session are of another year, and none is guessed", File: "yk.csv", Bytes: lines("TỔNG HỢP Ý KIẾN NĂM 2024", opine,
			said("A1", "18/12", "1", "30/12", ""), said("A1", "18/12", "2", "5/1", ""), said("A1", "18/12", "3", "", "17/1"), said("A1", "18/12", "4", "5/1/2025", "17/1/2025"))},
		{Name: "year_of_sheet", Odd: "sheets named for their years", File: "so.xlsx", Bytes: workbook(
			sheet{name: "2023", rows: [][]any{cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"), cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "25/9")}},
			sheet{name: "Quý III-2024", rows: [][]any{cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức"), cells("A2", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "25/9"), cells("A3", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "25/3")}})},
		{Name: "year_of_session", Odd: "the replies of one session, whose day the title names", File: "yk.csv", Bytes: lines("Ý KIẾN TẠI HỘI NGHỊ ĐỐI THOẠI NGÀY 16/9/2024,,,", "\"huyện Tân Yên, tỉnh Bắc Giang\",,,", "STT,Đơn vị tổ chức,Nội dung kiến nghị,Ngày trả lời,Kết quả giải quyết",
			"1,xã Lam Cốt,Đề nghị sửa đường,25-9,Đang giải quyết", "2,xã Lam Cốt,Đề nghị sửa cầu,5-1,Đang giải quyết")},
		{Name: "year_of_map", Odd: "a map names the period", File: "so.csv", Map: "period: quý III/2024\n", Bytes: lines(head, row("A1", "25-9", "3/10"), row("A2", "25-3", ""))},
		{Name: "year_of_map_json", Odd: "records whose map names the period", File: "so.json", Map: "period: năm 2024\n", Bytes: raw(`[{"Mã cuộc":"A1","Đơn vị tổ chức":"xã Lam Cốt","Trực thuộc":"huyện Tân Yên, tỉnh Bắc Giang","Ngày tổ chức":"ngày 25/9"}]`)},
		{Name: "day_outside_period", Odd: "a register of 2024 with a session of January 2023: last year's number is still in everybody's hand", File: "so.csv", Bytes: lines("SỔ THEO DÕI ĐỐI THOẠI NĂM 2024", head, row("A1", "18/01/2023", ""), row("A2", "18/02/2024", ""))},
		{Name: "days_several", Odd: "days in a row: of one month, of two; a span that might be taken for a day of 2005", File: "so.csv", Bytes: lines(head, row("A1", "từ 10-12/5/2024", ""), row("A2", "28/4 - 2/5/2024", ""), row("A3", "10-12/05", ""), row("A4", "\"10, 11/5/2024\"", ""))},
		{Name: "period_of_map", Odd: "a report without a period, whose map names it", File: "bc.csv", Map: "period: 6 tháng đầu năm 2024\n", Bytes: lines("UBND TỈNH BẮC GIANG", "TỔNG HỢP Ý KIẾN", "Đơn vị,Số cuộc,Số ý kiến", "Huyện Tân Yên,2,30")},
	}
}

// results are words for results, times and authorities in one cell.
func results() []Case {
	head := cells("Mã cuộc", "Đơn vị tổ chức", "Trực thuộc", "Ngày tổ chức", "Nội dung kiến nghị", "Thẩm quyền giải quyết", "Hình thức trả lời", "Kết quả giải quyết")
	row := func(authority, reply, result string) []any {
		return cells("A1", "xã Lam Cốt", "huyện Tân Yên, tỉnh Bắc Giang", "18/01/2024", "Đề nghị sửa đường", authority, reply, result)
	}
	return []Case{
		{Name: "result_lines", Odd: "results with a second line in the cell: the paper's number, what was done, and what takes it back", File: "yk.xlsx", Bytes: workbook(sheet{name: "Ý kiến", rows: [][]any{head,
			row("Cấp xã", "Gửi bằng văn bản", "Đã giải quyết\n(CV số 123/UBND-TH)"), row("Cấp huyện", "Văn bản\n(số 12/UBND-TH)", "Đã giải quyết xong\nXã đã đổ bê tông 200 m đường"),
			row("Cấp tỉnh", "Trả lời bằng văn bản", "Đã giải quyết\n(một phần)"), row("Cấp Trung ương", "", "Chưa giải quyết\nLý do: thiếu kinh phí")}})},
		{Name: "result_times", Odd: "how the time was kept, beside a result and in its place", File: "yk.xlsx", Bytes: workbook(sheet{name: "Ý kiến", rows: [][]any{head,
			row("", "", "Trễ hạn"), row("", "", "Quá hạn, đang giải quyết"), row("", "", "Đã giải quyết đúng hạn"), row("các cấp", "", "Trong hạn")}})},
	}
}
