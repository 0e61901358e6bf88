package awkward

// province is a workbook as a provincial commission sends it, everything at once: a title block with the Party's heading, a
// header of three rows with its column numbers, sections with the sums of their rows, subtotals, dashes and the note that
// explains them, a percent column, figures carried over, cells in .VnTime, a register below the report, a place for
// signatures, and last year's copy on a hidden sheet.
func province() []Case {
	rows := [][]any{
		cells(old8("tỉnh ủy bắc giang"), nil, nil, nil, nil, nil, nil, "ĐẢNG CỘNG SẢN VIỆT NAM"),
		cells("BAN DÂN VẬN"),
		cells("*"),
		cells("Số 12-BC/BDVTU", nil, nil, nil, nil, nil, nil, "Bắc Giang, ngày 05 tháng 01 năm 2020"),
		cells(),
		cells("BIỂU TỔNG HỢP KẾT QUẢ TIẾP XÚC, ĐỐI THOẠI TRỰC TIẾP GIỮA NGƯỜI ĐỨNG ĐẦU CẤP ỦY, CHÍNH QUYỀN VỚI NHÂN DÂN"),
		cells("(Số liệu tính từ ngày 01/01/2019 đến ngày 31/12/2019)"),
		cells("(Kèm theo Báo cáo số 12-BC/BDVTU ngày 05/01/2020)"),
		cells(nil, nil, nil, nil, nil, nil, nil, nil, nil, "Đơn vị tính: ý kiến"),
		cells("STT", "Địa phương, đơn vị", "Số cuộc đối thoại", "Số lượt người tham dự", "Số ý kiến, kiến nghị", nil, "Kết quả giải quyết", nil, nil, nil, "Ghi chú"),
		cells(nil, nil, nil, nil, "Kỳ trước chuyển sang", "Tiếp nhận trong kỳ", "Đã giải quyết", nil, "Đang giải quyết", "Chưa giải quyết"),
		cells(nil, nil, nil, nil, nil, nil, "Số lượng", "Tỷ lệ (%)"),
		cells("1", "2", "3", "4", "5", "6", "7", "8=7:(5+6)", "9", "10", "11"),
		cells("I", "CẤP TỈNH", 2, 310, "-", 40, 30, 75.0, 10, "-"),
		cells("II", "CẤP HUYỆN", 6, 780, 2, 90, 69, 75.0, 20, 3),
		cells("1", "Huyện Tân Yên", 2, 230, "-", 27, 20, 74.1, 7, "-"),
		cells("2", old8("Huyện Lục Nam"), 3, 400, 2, 43, 33, 73.3, 10, 2, "1 kỳ đột xuất"),
		cells("3", "Huyện Yên Dũng", 1, 150, "-", 20, 16, 80.0, 3, 1),
		cells(nil, "Cộng cấp huyện", 6, 780, 2, 90, 69, nil, 20, 3),
		cells("III", "CẤP XÃ", 40, "3.200", 5, 420, 360, 84.7, 50, 15),
		cells("1", "Huyện Tân Yên", 22, "1.700", 5, 240, 200, 81.6, 35, 10),
		cells("2", "Huyện Lục Nam", 18, "1.500", "-", 180, 160, 88.9, 15, 5),
		cells(nil, "TỔNG CỘNG (I+II+III)", 48, "4.290", 7, 550, 459, 82.4, 80, 18),
		cells("Ghi chú: dấu (-) là không phát sinh."),
		cells(),
		cells("MỘT SỐ CUỘC ĐỐI THOẠI CẤP HUYỆN NĂM 2019"),
		cells("TT", "Đơn vị tổ chức", "Ngày tổ chức", "Hình thức", "Lượt người tham gia", "Số ý kiến phát biểu"),
		cells(1, "UBND huyện Tân Yên", 43600, "Định kỳ", 120, 15),
		cells(2, "Huyện ủy Lục Nam", "15.6.2019", "Đột xuất", 150, 18),
		cells(3, "UBND huyện Yên Dũng", "tháng 9/2019", "định kỳ", 150, 20),
		cells(),
		cells(nil, "NGƯỜI LẬP BIỂU", nil, nil, nil, nil, nil, "T/M BAN DÂN VẬN"),
		cells(nil, "(Ký, ghi rõ chức danh)", nil, nil, nil, nil, nil, "TRƯỞNG BAN"),
	}
	merges := [][2]string{{"A6", "K6"}, {"A7", "K7"}, {"A8", "K8"}, {"A10", "A12"}, {"B10", "B12"}, {"C10", "C12"}, {"D10", "D12"}, {"E10", "F10"}, {"E11", "E12"}, {"F11", "F12"}, {"G10", "J10"}, {"G11", "H11"}, {"I11", "I12"}, {"J11", "J12"}, {"K10", "K12"}}
	looks := []cellLook{{at: "A1", font: ".VnTimeH"}, {at: "B17", font: ".VnTime"}, {at: "C28", format: "dd/mm/yyyy"}, {at: "H14", format: "0.0"}}
	wrong := append([][]any{}, rows...)
	wrong[16] = cells("2", old8("Huyện Lục Nam"), 3, 7.32, 2, 43, 33, 78.3, 10, 2, "1 kỳ đột xuất")
	wrong[19] = cells("III", "CẤP XÃ", 40, "3.200", 5, 421, 360, 84.7, 50, 15)
	hidden := sheet{name: "2018", hidden: true, rows: [][]any{cells("Đơn vị", "Số cuộc", "Số ý kiến"), cells("Huyện Tân Yên", 1, 20)}}
	return []Case{
		{Name: "province_workbook", Odd: "a provincial report as it is sent, everything at once: it loads without anyone editing it", File: "Biểu tổng hợp đối thoại 2019.xlsx", Bytes: workbook(sheet{name: "Biểu 1", rows: rows, merges: merges, cells: looks}, hidden)},
		{Name: "province_workbook_wrong", Odd: "the same with three cells mistyped: the report names these three", File: "Biểu tổng hợp đối thoại 2019.xlsx", Bytes: workbook(sheet{name: "Biểu 1", rows: wrong, merges: merges, cells: looks}, hidden)},
	}
}
