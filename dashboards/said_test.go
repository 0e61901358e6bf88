package dashboards_test

import (
	"strings"
	"testing"
)

// A link to a definition lands inside its fold, which browsers then open by themselves; and every link of the contents has its place.
func TestDefinitionsAreFoldedAroundTheirAddress(t *testing.T) {
	_, doc := get(t, "/cach-tinh")
	folds := find(doc, "details", "metric")
	if len(folds) < 10 {
		t.Fatalf("%d folds", len(folds))
	}
	ids := map[string]bool{}
	for _, f := range folds {
		words := find(f, "div", "metric-words")
		if attr(f, "id") != "" || len(words) != 1 || attr(words[0], "id") == "" {
			t.Errorf("a fold of %q has its address outside", text(f)[:40])
			continue
		}
		ids[attr(words[0], "id")] = true
	}
	for _, want := range []string{"resolved", "reply_on_time", "sessions"} {
		if !ids[want] {
			t.Errorf("no definition at #%s", want)
		}
	}
}

// What an official must not read: a count of provinces that no map has, a rate without opinions where a rule is missing, one place put in
// order with itself, a bound where the mean is known.
func TestPagesSayWhatTheNumbersCarry(t *testing.T) {
	for _, c := range []struct {
		path        string
		says, never []string
	}{
		{"/mo-phong", []string{"(trước 1/7/2025)"}, nil},
		{"/mo-phong/thoi-han", nil, []string{"chưa có ý kiến"}},
		{"/mo-phong/chu-de?cap=commune&nam=1990", nil, []string{"Chưa nạp hồ sơ mô phỏng"}},
		{"/so-lieu-cong-bo", []string{"bình quân mỗi cuộc là 151/3", "khoảng 53 ý kiến"}, []string{"(tức ít nhất 3 cuộc)", "53,00", "0 cặp"}},
		{"/so-sanh", []string{"tất cả các năm"}, []string{", Tất cả các năm"}},
		{"/en/cach-tinh", []string{"0.80642448"}, []string{"0,80642448", "methods §"}},
		{"/cach-tinh", []string{"q < 0,001"}, []string{"q = 0,000", "methods §"}},
	} {
		_, doc := get(t, c.path)
		page := text(doc)
		for _, w := range c.says {
			if !strings.Contains(page, w) {
				t.Errorf("%s does not say %q", c.path, w)
			}
		}
		for _, w := range c.never {
			if strings.Contains(page, w) {
				t.Errorf("%s says %q", c.path, w)
			}
		}
	}
	_, doc := get(t, "/so-lieu-cong-bo")
	for _, table := range find(doc, "table", "data") {
		if captions := find(table, "caption", ""); len(captions) == 0 || !strings.HasPrefix(text(captions[0]), "Thứ tự do giới hạn") {
			continue
		}
		for _, r := range find(table, "tr", "") {
			if cells := find(r, "td", ""); len(cells) == 5 && text(cells[0]) == text(cells[3]) {
				t.Errorf("a place is put in order with itself: %s", text(r))
			}
		}
	}
}
