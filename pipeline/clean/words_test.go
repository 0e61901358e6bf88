package clean

import (
	"testing"

	"nhipcau/internal/viet"
)

// TestResultsMayNameTheirPaper: what stands behind the words is cut off only when it is the number of a paper; words that change the
// meaning are not.
func TestResultsMayNameTheirPaper(t *testing.T) {
	words := Words{"outcome": {viet.Key2("Đã giải quyết xong"): "resolved", viet.Key2("Đang giải quyết"): "in_progress"}, "topic": {viet.Key2("Đất đai"): "DD"}}
	for _, c := range []struct{ field, text, want string }{
		{"outcome", "Đã giải quyết xong", "resolved"},
		{"outcome", "Đã giải quyết xong tại Công văn số 225/UBND-TNMT ngày 10/6/2019", "resolved"},
		{"outcome", "đã giải quyết xong (CV số 12/UBND)", "resolved"},
		{"outcome", "Đang giải quyết, theo Thông báo 45-TB/HU", "in_progress"},
		{"outcome", "Đã giải quyết xong một phần tại Công văn số 225/UBND-TNMT", ""},
		{"outcome", "Công văn số 225/UBND-TNMT", ""},
		{"outcome", "Đã giải quyết xong tại thôn", ""},
		{"topic", "Đất đai tại Công văn số 225", ""},
	} {
		if got := words.Code(c.field, c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
