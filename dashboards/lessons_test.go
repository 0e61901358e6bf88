package dashboards_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"nhipcau/internal/i18n"
)

// The lessons say the numbers that papers, programs and rules print (methods.md); every one of them has all its words, in both languages.
func TestLessonsSayThePrintedNumbers(t *testing.T) {
	want := map[string][]string{
		"bounds": {"6.587", "ít nhất 701", "Ít nhất 733 trên 7.320", "10,44"}, "xmr": {"1,94", "từ −3,06 đến 6,95", "từ −0,72 đến 4,6", "Tháng thứ 5 (10)"},
		"pchart": {"21,5%", "4,1–38,9%"}, "trend": {"z = −4,128", "−2,6 mỗi năm", "−3,63 đến −1,43", "0,083"}, "change": {"sau năm thứ 28", "U = 1.617", "năm 1898"},
		"logrank": {"10,69", "χ² = 3,396", "p = 0,065", "A 28,9"}, "hidden": {"1 ô tính lại", "suy ngược được: 3 ô", "từ 0 đến 15"}, "endings": {"75,0%", "25,0%", "100,0% được trả lời"},
		"five": {"Nơi thứ nhất: xu hướng tăng", "Nơi thứ hai: không thay đổi rõ"}, "rules": {"7; 6; 5; 4; 3; 2 → có dấu hiệu", "6; 7 → không", "khác phía → không"},
	}
	lessons := map[string]*html.Node{}
	for _, path := range []string{"/cach-tinh", "/en/cach-tinh"} {
		_, doc := get(t, path)
		list := find(doc, "article", "lesson")
		if len(list) != 14 {
			t.Errorf("%s: %d lessons", path, len(list))
		}
		for _, a := range list {
			if strings.Contains(text(a), "lesson.") || len(find(a, "li", "")) < 1 {
				t.Errorf("%s: words are missing in %q", path, text(a))
			}
			if path == "/cach-tinh" {
				lessons[strings.TrimPrefix(attr(a, "id"), "bai-")] = a
			}
		}
	}
	for id, parts := range want {
		said := text(lessons[id])
		for _, part := range parts {
			if !strings.Contains(said, part) {
				t.Errorf("%s does not say %q: %s", id, part, said)
			}
		}
	}
}

// The seven statuses come each once, in the order of the table of statuses.
func TestStatusLessonHasAllSeven(t *testing.T) {
	p := i18n.For(i18n.Vi)
	_, doc := get(t, "/cach-tinh")
	rows := captioned(t, doc, p.T("lesson.status.table"))
	want := []string{"met", "missed_done", "missed_open", "not_due", "no_clock", "exempt", "unknown"}
	if len(rows) != len(want) {
		t.Fatalf("%d rows", len(rows))
	}
	for i, cells := range rows {
		if cells[3] != p.T("status."+want[i]) {
			t.Errorf("%s: %s, want %s", cells[0], cells[3], p.T("status."+want[i]))
		}
	}
	if rows[0][2] != "4/8/2019" {
		t.Errorf("due %s", rows[0][2])
	}
}
