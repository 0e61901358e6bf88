package dashboards_test

import (
	"strings"
	"testing"
)

// Claims keep their words beside the records; the sample holds no records of 2019, and says so instead of a gap.
func TestClaimsStandBesideRecords(t *testing.T) {
	for path, want := range map[string][]string{
		"/so-lieu-cong-bo":          {"Đối chiếu với số tính từ hồ sơ", "không so được", "Chưa có hồ sơ của kỳ này", "ít nhất 733 ý kiến", "khoảng 10,44 ý kiến", "từ 85% đến dưới 90%", "Thứ tự do giới hạn chắc chắn quyết định"},
		"/en/so-lieu-cong-bo":       {"not comparable", "no records of this period yet", "from 85% to below 90%"},
		"/dia-phuong/p24@2004":      {"Đối chiếu với số tính từ hồ sơ", "gần 90%"},
		"/mo-phong/so-lieu-cong-bo": {"Đối chiếu với số tính từ hồ sơ", "cột hồ sơ là số liệu mô phỏng"},
	} {
		_, doc := get(t, path)
		page := text(doc)
		for _, w := range want {
			if !strings.Contains(strings.ToLower(page), strings.ToLower(w)) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
}
