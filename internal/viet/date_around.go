package viet

import (
	"regexp"
	"strings"
)

var (
	// paperDay: the number of a paper and then its day, as registers have them in one cell.
	paperDay = regexp.MustCompile(`^(?:theo |tại )?(?:công văn|văn bản|thông báo|kết luận|báo cáo|quyết định|tờ trình|kế hoạch|giấy mời|cv|vb|tb|bc|qđ|kl|kh|số)[\s.:]?.*?(?:,? ?ngày |\(|, )(\d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{4})?|\s+tháng\s.*))\)?$`)
	// dayAtPlace: "8h00 ngày 18/01/2024, tại Nhà văn hóa thôn Chung".
	dayAtPlace = regexp.MustCompile(`^(.*\d)\s*[,;(–-]?\s*(?:tại|ở|hội trường|nhà văn hóa|nhà văn hoá|trụ sở|ubnd|địa điểm|phòng họp)[\s:].*$`)
	wholeDay   = regexp.MustCompile(`\d{1,2}[/.-]\d{1,2}[/.-]\d{4}`)
	dayWord    = regexp.MustCompile(`ngày \d`)
)

// cutAround takes off what stands around a day in its cell: the number of the paper before it, the place behind it. A cell with two
// days is left as it is, and is no date.
func cutAround(s string) string {
	if m := dayAtPlace.FindStringSubmatch(s); m != nil {
		s = strings.TrimRight(m[1], " ,;(–-")
	}
	if m := paperDay.FindStringSubmatch(s); m != nil && len(wholeDay.FindAllString(s, 2)) < 2 && len(dayWord.FindAllString(s, 2)) < 2 {
		return m[1]
	}
	return s
}
