package dashboards_test

import (
	"strings"
	"testing"
)

// What the engine of comparisons says reaches the reader, in the reader's language: who is left out and why, and what refuses a
// comparison. The sample has two provinces of which one commune in ten reported, so neither may be labelled or ranked.
func TestCompareSaysWhy(t *testing.T) {
	for _, c := range []struct {
		path          string
		has, hasNot   []string
		warned, chart bool
	}{
		{path: "/mo-phong/so-sanh?nam=2024", has: []string{"Mới 19/209 đơn vị có số liệu", "Không nơi nào đủ điều kiện để so sánh"}, hasNot: []string{"Records from", "chưa thấy khác biệt"}, chart: true},
		{path: "/en/mo-phong/so-sanh?nam=2024", has: []string{"Records from 19 of 209 units", "No place can be compared"}, hasNot: []string{"đơn vị có số liệu"}, chart: true},
		{path: "/en/mo-phong/so-sanh?nam=2024&chi-tieu=reply_on_time", has: []string{"Denominator 18, under 20; records from 19 of 209 units"}, chart: true},
		{path: "/mo-phong/so-sanh?nam=2024&cap=all&sap-xep=on-dinh", has: []string{"hãy chọn một cấp để so sánh cùng loại", "không xếp thứ tự được"}, warned: true, chart: true},
		{path: "/mo-phong/so-sanh?nam=all&ban-do=recorded", has: []string{"tỉnh cũ và tỉnh mới không phải cùng một nơi"}, warned: true, chart: true},
		{path: "/en/mo-phong/so-sanh?nam=all&ban-do=34", has: []string{"Incomplete (1/2)", "both sides of 1 July 2025"}},
	} {
		_, doc := get(t, c.path)
		page := text(doc)
		for _, want := range c.has {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %q", c.path, want)
			}
		}
		for _, not := range append(c.hasNot, "Vị trí là một khoảng", "A place in order is a range") {
			if strings.Contains(page, not) {
				t.Errorf("%s says %q", c.path, not)
			}
		}
		if warned := len(find(doc, "aside", "callout-warn")) > 0; warned != c.warned {
			t.Errorf("%s: warned %v", c.path, warned)
		}
		if chart := len(find(doc, "figure", "chart")) > 0; chart != c.chart {
			t.Errorf("%s: chart %v", c.path, chart)
		}
	}
}

// A period with places of both maps leads to either map.
func TestCompareLeadsToOneMap(t *testing.T) {
	_, doc := get(t, "/mo-phong/so-sanh?nam=all&ban-do=recorded")
	found := map[string]bool{}
	for _, c := range find(doc, "aside", "callout-warn") {
		for _, a := range find(c, "a", "") {
			found[attr(a, "href")] = strings.Contains(attr(a, "href"), "nam=all")
		}
	}
	if len(found) != 2 {
		t.Errorf("links %v", found)
	}
	for href, keeps := range found {
		if !keeps || !strings.Contains(href, "ban-do=63") && !strings.Contains(href, "ban-do=34") {
			t.Errorf("%q loses the state", href)
		}
	}
}

// Without any record every province of the map is named as silent: none of them is zero.
func TestCompareNamesTheSilent(t *testing.T) {
	for path, want := range map[string]int{"/so-sanh": 34, "/so-sanh?ban-do=34": 34, "/so-sanh?ban-do=63": 63} {
		_, doc := get(t, path)
		if n := len(find(doc, "a", "chip")); n != want || !strings.Contains(text(doc), "chưa có hồ sơ") {
			t.Errorf("%s: %d silent provinces, want %d", path, n, want)
		}
	}
}

// A kind, region or size asked for leaves the others out, with the reason.
func TestCompareLikeWithLike(t *testing.T) {
	for path, want := range map[string]string{"/mo-phong/so-sanh?nam=2024&vung=dnb": "Thuộc vùng khác", "/mo-phong/so-sanh?nam=2024&loai-don-vi=Th%C3%A0nh+ph%E1%BB%91": "Khác loại đơn vị: tỉnh",
		"/en/mo-phong/so-sanh?nam=2024&quy-mo=large": "Of another size"} {
		_, doc := get(t, path)
		if !strings.Contains(text(doc), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}
