package simulate

// Words of the cells. The first of each list is the template's own; the others are said instead (domain.md §1.3, §8).

const (
	onOneSubject = 2 // chuyên đề
	deputy       = 4 // cấp phó được ủy quyền
)

var (
	levelWords = [...][]string{province: {"tỉnh", "Cấp tỉnh", "cấp tỉnh"}, district: {"huyện", "Cấp huyện", "cấp huyện"}, commune: {"xã", "Cấp xã", "cấp xã"}}
	kindWords  = [...][]string{{"định kỳ", "Định kỳ"}, {"đột xuất", "Đột xuất"}, {"chuyên đề", "Chuyên đề"}}
	modeWords  = [...][]string{{"trực tiếp", "Trực tiếp"}, {"trực tuyến", "Trực tuyến"}, {"kết hợp", "trực tiếp và trực tuyến"}}
	roleWords  = [...][]string{{"bí thư", "Bí thư cấp ủy"}, {"chủ tịch UBND", "Chủ tịch UBND"}, {"đồng chủ trì", "Đồng chủ trì"},
		{"chủ tịch HĐND", "Chủ tịch HĐND"}, {"cấp phó được ủy quyền", "Cấp phó được ủy quyền"}}
	channelWords   = []string{"đối thoại", "Đối thoại"}
	countingWords  = [...]string{"ý kiến", "kiến nghị", "nội dung", "vấn đề", "lượt ý kiến"}
	collectedWords = [...][]string{{"trước hội nghị", "trước"}, {"tại hội nghị", "tại"}, {"sau hội nghị", "sau"}}
	authorityWords = [...][]string{own: {"cấp tổ chức", "Cấp tổ chức"}, lower: {"cấp dưới", "Cấp dưới"}, higher: {"cấp trên", "Cấp trên"},
		central: {"Trung ương", "trung ương"}, outside: {"ngoài hệ thống", "Ngoài hệ thống"}, noAuthority: {""}}
	outcomeWords = [...][]string{
		resolved:    {"giải quyết xong", "đã giải quyết xong", "đã giải quyết", "đã hoàn thành", "Giải quyết xong"},
		inProgress:  {"đang giải quyết", "đang xử lý", "đang chỉ đạo giải quyết", "Đang giải quyết"},
		explained:   {"giải trình, cung cấp thông tin", "đã giải trình, cung cấp thông tin", "đã giải trình"},
		notResolved: {"chưa giải quyết", "Chưa giải quyết"},
		forwarded:   {"chuyển cấp có thẩm quyền", "chuyển cấp trên", "đã chuyển cấp trên"},
		outOfScope:  {"không thuộc phạm vi", "Không thuộc phạm vi"},
		unknown:     {"không rõ", ""},
	}
	withdrawnWords = []string{"rút kiến nghị", "Công dân rút kiến nghị"}

	yesWords   = []string{"có", "Có", "x"}
	noWords    = []string{"không", "Không", ""}
	replyWords = [...][]string{{"tại hội nghị", "giải đáp tại hội nghị"}, {"bằng văn bản", "văn bản"}}
	noteWords  = []string{"không", "theo dõi tiếp", "đã báo cáo cấp ủy", "có biên bản kèm theo"}

	requestWords   = []string{"Đề nghị ", "Kiến nghị ", "Nhân dân đề nghị ", "Đề nghị cấp ủy, chính quyền "}
	complaintWords = []string{"Phản ánh ", "Người dân phản ánh ", "Có ý kiến phản ánh "}
	requestTails   = []string{"", "", "", " trên địa bàn", " trong thời gian tới"}
	complaintTails = []string{"", "", " trên địa bàn", " như đã nêu ở kỳ trước"}
)

// simulatedMark is in the last cell of every row, always spelled so.
const simulatedMark = "mô phỏng"

// organs that get the work at commune, district and province level, by group of topics.
func organ(group string, lv level, held day) string {
	i, ok := organRow[group]
	if !ok {
		i = organRow["KH"]
	}
	if lv == commune {
		if held >= reform {
			return i[3]
		}
		return i[2]
	}
	return i[lv]
}

// organRow: province, district, commune before and since 1/7/2025.
var organRow = map[string][4]string{
	"DD":  {"Sở Tài nguyên và Môi trường", "Phòng Tài nguyên và Môi trường", "Công chức địa chính", "Phòng Kinh tế"},
	"MT":  {"Sở Tài nguyên và Môi trường", "Phòng Tài nguyên và Môi trường", "Công chức địa chính", "Phòng Kinh tế"},
	"XD":  {"Sở Xây dựng", "Phòng Quản lý đô thị", "Công chức địa chính", "Phòng Kinh tế"},
	"GT":  {"Sở Giao thông vận tải", "Phòng Kinh tế và Hạ tầng", "UBND xã", "Phòng Kinh tế"},
	"DN":  {"Sở Công Thương", "Phòng Kinh tế và Hạ tầng", "UBND xã", "Phòng Kinh tế"},
	"NN":  {"Sở Nông nghiệp và Phát triển nông thôn", "Phòng Nông nghiệp và Phát triển nông thôn", "UBND xã", "Phòng Kinh tế"},
	"KT":  {"Sở Tài chính", "Phòng Tài chính - Kế hoạch", "Công chức tài chính", "Phòng Kinh tế"},
	"CS":  {"Sở Lao động - Thương binh và Xã hội", "Phòng Lao động - Thương binh và Xã hội", "Công chức văn hóa - xã hội", "Phòng Văn hóa - Xã hội"},
	"GD":  {"Sở Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo", "Công chức văn hóa - xã hội", "Phòng Văn hóa - Xã hội"},
	"AN":  {"Công an tỉnh", "Công an huyện", "Công an xã", "Công an xã"},
	"HC":  {"Sở Nội vụ", "Phòng Nội vụ", "Bộ phận một cửa", "Trung tâm Phục vụ hành chính công"},
	"XDD": {"Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Huyện ủy", "Đảng ủy", "Ban Xây dựng Đảng"},
	"DT":  {"Ban Dân tộc", "Phòng Dân tộc", "UBND xã", "Phòng Văn hóa - Xã hội"},
	"KN":  {"Thanh tra tỉnh", "Thanh tra huyện", "Công chức tư pháp - hộ tịch", "Văn phòng HĐND và UBND"},
	"KH":  {"Văn phòng UBND", "Văn phòng HĐND và UBND", "UBND xã", "Văn phòng HĐND và UBND"},
}
