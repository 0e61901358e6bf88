package awkward

import (
	"bytes"
	"strings"

	"nhipcau/internal/viet"
)

// checks are files that are well made and say something that cannot be, or hardly: each rule of ../../../clean/check.csv that
// no other file breaks.
func checks() []Case {
	head := "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Hình thức,Lượt người dự,Ý kiến tại hội nghị,Ngày thông báo tổ chức,Ngày thông báo kết luận,Ngày công khai kết quả"
	tanYen := `"huyện Tân Yên, tỉnh Bắc Giang"`
	session := func(rest ...string) func() []byte { return lines(append([]string{head}, rest...)...) }
	opinions := "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,STT ý kiến,Lĩnh vực,Nội dung tóm tắt,Kết quả"
	return []Case{
		{Name: "session_across_levels", Odd: "the district reports the commune's session as its own, and the province another one", File: "so.csv", Bytes: session(
			"A1,xã Lam Cốt,"+tanYen+",18/01/2024,Định kỳ,139,8,,,", "H1,huyện Tân Yên,tỉnh Bắc Giang,18/01/2024,Định kỳ,139,8,,,", "H2,huyện Tân Yên,tỉnh Bắc Giang,20/02/2024,Định kỳ,200,21,,,", "T1,tỉnh Bắc Giang,,20/02/2024,Định kỳ,350,30,,,")},
		{Name: "session_repeated", Odd: "one unit, day and kind under two codes", File: "so.csv", Bytes: session("A1,xã Lam Cốt,"+tanYen+",18/01/2024,Định kỳ,39,8,,,", "A2,xã Lam Cốt,"+tanYen+",18/01/2024,Định kỳ,39,8,,,")},
		{Name: "session_ratios", Odd: "two hundred opinions in one session; two people present; ninety thousand present", File: "so.csv", Bytes: session("A1,xã Lam Cốt,"+tanYen+",18/01/2024,Định kỳ,39,200,,,", "A2,xã Ngọc Vân,"+tanYen+",19/01/2024,Định kỳ,2,1,,,", "A3,xã Ngọc Vân,"+tanYen+",20/01/2024,Định kỳ,90.000,9,,,")},
		{Name: "session_dates_out_of_order", Odd: "announced after, concluded before and published before the session", File: "so.csv", Bytes: session("A1,xã Lam Cốt," + tanYen + ",18/01/2024,Định kỳ,39,8,20/01/2024,10/01/2024,11/01/2024")},
		{Name: "session_dates_ahead", Odd: "days after the cut-off date", File: "so.csv", Bytes: session("A1,xã Lam Cốt,"+tanYen+",18/12/2024,Định kỳ,39,8,10/12/2024,02/01/2025,05/01/2025", "A2,xã Lam Cốt,"+tanYen+",18/01/2025,Định kỳ,39,8,,,")},
		{Name: "session_years_mistyped", Odd: "years with a wrong digit: 1924, 2034, a notice six years late", File: "so.csv", Bytes: session("A1,xã Lam Cốt,"+tanYen+",18/01/1924,Định kỳ,39,8,,,", "A2,xã Lam Cốt,"+tanYen+",18/01/2024,Định kỳ,39,8,,24/01/2030,", "A3,xã Lam Cốt,"+tanYen+",19/02/2024,Định kỳ,39,8,10/02/2014,,")},
		{Name: "unit_before_its_time", Odd: "a session of a unit on a day before it existed", File: "so.csv", Bytes: session("A1,phường Tân Tiến,thành phố Bắc Giang,18/01/2024,Định kỳ,39,8,,,", "A2,thị xã Chũ,tỉnh Bắc Giang,18/01/2024,Định kỳ,39,8,,,")},
		{Name: "words_unknown", Odd: "kind of session nobody knows; an opinion's outcome and topic neither", File: "so.csv", Bytes: lines(head, "A1,xã Lam Cốt,"+tanYen+",18/01/2024,Liên hoan,39,,,,", "", "Mã cuộc,STT ý kiến,Lĩnh vực,Nội dung kiến nghị,Kết quả", "A1,1,Chuyện lạ,Đề nghị sửa đường,Để xem đã")},
		{Name: "opinions_counted_and_listed", Odd: "the session counts three opinions, two are listed", File: "so.csv", Bytes: lines("UBND HUYỆN TÂN YÊN,,,,", "Mã cuộc,Đơn vị tổ chức,Ngày tổ chức,Lượt người dự,Ý kiến tại hội nghị", "A1,xã Lam Cốt,18/01/2024,39,3", "A2,xã Ngọc Vân,19/01/2024,39,1", ",,,,", "Mã cuộc,STT,Lĩnh vực,Nội dung kiến nghị,Kết quả", "A1,1,Đất đai,Đề nghị cấp giấy chứng nhận,Giải quyết xong", "A1,2,Giao thông,Đề nghị sửa đường,Giải quyết xong", "A2,1,Giao thông,Đề nghị sửa cầu,Giải quyết xong")},
		{Name: "opinion_dates", Odd: "a reply and a resolution before the session, a month only, a number twice, a session nobody knows", File: "yk.csv", Bytes: lines("Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,STT ý kiến,Nội dung tóm tắt,Ngày trả lời,Ngày giải quyết xong",
			"A1,xã Lam Cốt,"+tanYen+",18/01/2024,1,Đề nghị sửa đường,10/01/2024,11/01/2024", "A1,xã Lam Cốt,"+tanYen+",18/01/2024,2,Đề nghị sửa cầu,tháng 3/2024,30/02/2024", "Z9,,,,1,Đề nghị sửa trường,,")},
		{Name: "opinion_number_twice", Odd: "one number for two opinions of a session", File: "yk.zip", Bytes: func() []byte {
			return archive("so.csv", string(plain()), "yk.csv", strings.Join([]string{opinions, opinionRow, opinionRow}, "\n")+"\n")()
		}},
		{Name: "period_overlaps", Odd: "a quarter, a half year and a year of one unit in one file", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,", "Đơn vị,Kỳ báo cáo,Số cuộc,Số ý kiến", "Huyện Tân Yên,Quý I năm 2019,1,10", "Huyện Tân Yên,Quý II năm 2019,1,8", "Huyện Tân Yên,6 tháng đầu năm 2019,2,18", "Huyện Lục Nam,Năm 2019,4,40")},
		{Name: "figure_repeated", Odd: "one unit and period on two lines, with other figures", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến", "Huyện Tân Yên,2,27", "Huyện Lục Nam,1,12", "Huyện Tân Yên,3,29")},
		{Name: "figures_without_session", Odd: "opinions and people, and no session", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Lượt người dự,Số ý kiến", "Huyện Tân Yên,0,120,27", "Huyện Lục Nam,2,4,12")},
		{Name: "denominator_differs", Odd: "fractions out of another total than the row's (54 and 57)", File: "bc.csv", Bytes: aggregate("Đơn vị,Số ý kiến,Đã giải quyết,Đang giải quyết,Tỷ lệ giải quyết (%)", `Huyện Tân Yên,54,34/57,23/57,"59,6%"`, `Huyện Lục Nam,27,22/27,5/27,"81,5 %"`)},
		{Name: "share_over_whole", Odd: "more resolved than there is, in counts and in percent", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến,Đã giải quyết,Tỷ lệ giải quyết (%)", `Huyện Tân Yên,2,27,30,"111,1%"`)},
		{Name: "period_far", Odd: "a period of 1989 and one of 2031", File: "bc.csv", Bytes: lines("UBND TỈNH BẮC GIANG,,,", "Đơn vị,Kỳ báo cáo,Số cuộc,Số ý kiến", "Tỉnh Bắc Giang,Năm 1989,1,10", "Tỉnh Bắc Giang,Năm 2031,1,8", "Tỉnh Bắc Giang,năm ngoái,1,8")},
		{Name: "cells_unreadable", Odd: "no day, people counted as “đông lắm”, a department of no province, a damaged letter in a TCVN3 file", File: "so.csv", Bytes: func() []byte {
			text := in(viet.TCVN3, session("A1,xã Lam Cốt,"+tanYen+",,Định kỳ,39,8,,,", "A2,xã Lam Cốt,"+tanYen+",18/01/2024,Định kỳ,đông lắm,8,,,", "A3,Sở Nội vụ,,19/01/2024,Định kỳ,39,8,,,", "A4@,xã Lam Cốt,"+tanYen+",20/01/2024,Định kỳ,39,8,,,"))()
			return bytes.Replace(text, []byte("@"), []byte{0x16}, 1)
		}},
		{Name: "none_in_words", Odd: "“không” and a dash that no note explains", File: "bc.csv", Bytes: aggregate("Đơn vị,Số cuộc,Số ý kiến", "Huyện Tân Yên,không,-")},
	}
}
