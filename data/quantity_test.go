package data

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// quantity is what a printed amount says: its value, how sure its words are, and the bounds that follow from the words alone
// (NaN: none). It is read here a second time, apart from internal/viet, so that an error must be made twice to pass.
type quantity struct {
	value, lo, hi  float64
	loOpen, hiOpen bool
	qualifier      string
}

var (
	number     = regexp.MustCompile(`\d[\d.,]*`)
	percent    = regexp.MustCompile(`(\d[\d.,]*) ?%`)
	fraction   = regexp.MustCompile(`(\d+)/\d+`)
	thousands  = map[string]float64{"nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6}
	spelled    = map[string]float64{"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
	qualifiers = map[string]string{"hầu hết": "hau_het", "ít nhất": "it_nhat", "không quá": "khong_qua", "gần": "gan", "trên": "tren", "hơn": "hon", "khoảng": "khoang"}
)

// readQuantity reads words as printed in Vietnamese, or in English ("20,144"). ok is false where the words hold no number
// and no qualifier.
func readQuantity(text string, english bool) (q quantity, ok bool) {
	nan := math.NaN()
	low := strings.ToLower(text)
	q = quantity{value: nan, lo: nan, hi: nan, qualifier: "exact"}
	for words, code := range qualifiers {
		if strings.HasPrefix(low, words+" ") || low == words {
			q.qualifier = code
		}
	}
	if q.qualifier == "hau_het" {
		q.lo, q.loOpen = 0.5, true
		return q, true
	}
	var half float64 // half of the last printed step, for a share
	q.value, half = readNumber(low, english)
	if math.IsNaN(q.value) {
		return q, false
	}
	switch q.qualifier {
	case "exact": // a rounded share may be half a step off, but never over the whole
		q.lo, q.hi = q.value-half, q.value+half
		if half > 0 {
			q.hi = min(1, q.hi)
		}
	case "gan":
		q.hi, q.hiOpen = q.value, true
	case "tren", "hon":
		q.lo, q.loOpen = q.value, true
	case "it_nhat":
		q.lo = q.value
	case "khong_qua":
		q.hi = q.value
	}
	return q, true
}

func readNumber(low string, english bool) (value, half float64) {
	if m := fraction.FindStringSubmatch(low); m != nil {
		return digits(m[1], english), 0
	}
	if m := percent.FindStringSubmatch(low); m != nil {
		decimals := 0
		if _, after, found := strings.Cut(m[1], ","); found {
			decimals = len(after)
		}
		return digits(m[1], english) / 100, 0.005 * math.Pow10(-decimals)
	}
	words := strings.Fields(low)
	for i, w := range words {
		if number.MatchString(w) {
			v := digits(number.FindString(w), english)
			if i+1 < len(words) && thousands[words[i+1]] > 0 {
				v *= thousands[words[i+1]]
			}
			return v, 0
		}
	}
	if len(words) > 0 && spelled[words[0]] > 0 {
		return spelled[words[0]], 0
	}
	return math.NaN(), 0
}

// digits turns "7.320" into 7320 and "98,9" into 98.9; in English text the marks are the other way round.
func digits(s string, english bool) float64 {
	s = strings.TrimRight(s, ".,")
	group, decimal := ".", ","
	if english {
		group, decimal = ",", "."
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, group, ""), decimal, "."), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func TestReadQuantity(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		text    string
		english bool
		want    quantity
	}{
		{"7.320 ý kiến", false, quantity{7320, 7320, 7320, false, false, "exact"}},
		{"20,144 opinions", true, quantity{20144, 20144, 20144, false, false, "exact"}},
		{"hơn 700 cuộc", false, quantity{700, 700, none, true, false, "hon"}},
		{"khoảng 34 nghìn lượt", false, quantity{34000, none, none, false, false, "khoang"}},
		{"gần 90%", false, quantity{0.9, none, 0.9, false, true, "gan"}},
		{"(đạt 81,5 %)", false, quantity{0.815, 0.8145, 0.8155, false, false, "exact"}},
		{"100% huyện", false, quantity{1, 0.995, 1, false, false, "exact"}},
		{"22/27 ý kiến", false, quantity{22, 22, 22, false, false, "exact"}},
		{"hai cuộc", false, quantity{2, 2, 2, false, false, "exact"}},
		{"Hầu hết các ý kiến", false, quantity{none, 0.5, none, true, false, "hau_het"}},
	} {
		got, ok := readQuantity(c.text, c.english)
		if !ok || !same(got.value, c.want.value) || !same(got.lo, c.want.lo) || !same(got.hi, c.want.hi) ||
			got.loOpen != c.want.loOpen || got.hiOpen != c.want.hiOpen || got.qualifier != c.want.qualifier {
			t.Errorf("%q: got %+v, want %+v", c.text, got, c.want)
		}
	}
	if q, ok := readQuantity("hội nghị đối thoại", false); ok {
		t.Errorf("words without a number were read as %+v", q)
	}
}

func same(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-9
}
