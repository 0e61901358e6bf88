package viet

import (
	"math"
	"strings"
	"testing"
)

// none stands for "the words set no bound".
var none = math.NaN()

// The published figures of shared/domain.md §2.1, their logical bounds and the usual reading.
func TestParseFigure(t *testing.T) {
	for _, c := range []struct {
		text           string
		q              Qualifier
		value          float64
		lo, hi         float64
		loOpen, hiOpen bool
		readLo, readHi float64
		unit, measure  string
	}{
		// Bắc Giang 2019
		{"hơn 700 cuộc", QualHon, 700, 700, none, true, false, 701, 799, "cuộc", "sessions"},
		{"khoảng 34 nghìn lượt", QualKhoang, 34000, none, none, false, false, 33500, 34500, "lượt", "attendees"},
		{"7.320 ý kiến", QualExact, 7320, 7320, 7320, false, false, none, none, "ý kiến", "opinions"},
		{"gần 90% ý kiến giải quyết hoàn thành", QualGan, 0.9, none, 0.9, false, true, 0.85, 0.9, "", "resolved_share"},
		{"hàng nghìn ý kiến", QualMagnitude, none, none, none, false, false, none, none, "ý kiến", "opinions"},
		{"hơn 40 lượt ý kiến", QualHon, 40, 40, none, true, false, 41, 49, "lượt ý kiến", "opinions"},
		{"27 ý kiến", QualExact, 27, 27, 27, false, false, none, none, "ý kiến", "opinions"},
		{"55 vấn đề", QualExact, 55, 55, 55, false, false, none, none, "vấn đề", "issues"},
		// Ba Đình, Thổ Quan, TPHCM
		{"59 cuộc", QualExact, 59, 59, 59, false, false, none, none, "cuộc", "sessions"},
		{"trên 5.500 lượt người", QualTren, 5500, 5500, none, true, false, 5501, 5599, "lượt người", "attendees"},
		{"trên 1.000 lượt người", QualTren, 1000, 1000, none, true, false, 1001, 1999, "lượt người", "attendees"},
		{"có 686 ý kiến", QualExact, 686, 686, 686, false, false, none, none, "ý kiến", "opinions"},
		{"6 lần", QualExact, 6, 6, 6, false, false, none, none, "lần", "sessions"},
		{"182 ý kiến tổng hợp trước hội nghị", QualExact, 182, 182, 182, false, false, none, none, "ý kiến", "opinions_before"},
		{"48 ý kiến phát biểu tại hội nghị", QualExact, 48, 48, 48, false, false, none, none, "ý kiến", "opinions_at"},
		{"Hầu hết", QualHauHet, none, 0.5, none, true, false, none, none, "", ""},
		{"Đã có 11 lượt ý kiến phát biểu", QualExact, 11, 11, 11, false, false, none, none, "lượt ý kiến", "opinions_at"},
		{"20 kỳ", QualExact, 20, 20, 20, false, false, none, none, "kỳ", "sessions"},
		// Hà Nội, Hòa Bình, Thái Nguyên and others
		{"trên 11.000 lượt", QualTren, 11000, 11000, none, true, false, 11001, 11999, "lượt", "attendees"},
		{"gần 3.600 lượt", QualGan, 3600, none, 3600, false, true, 3550, 3600, "lượt", "attendees"},
		{"95% giải đáp, trả lời trực tiếp tại hội nghị", QualExact, 0.95, 0.945, 0.955, false, false, none, none, "", "answered_share"},
		{"hơn 2.500 lượt người", QualHon, 2500, 2500, none, true, false, 2501, 2599, "lượt người", "attendees"},
		{"gần 300 ý kiến", QualGan, 300, none, 300, false, true, 250, 300, "ý kiến", "opinions"},
		{"gần 70 ý kiến", QualGan, 70, none, 70, false, true, 65, 70, "ý kiến", "opinions"},
		{"230 đại biểu", QualExact, 230, 230, 230, false, false, none, none, "đại biểu", "attendees"},
		{"32 vụ việc", QualExact, 32, 32, 32, false, false, none, none, "vụ việc", "issues"},
		{"194 đơn", QualExact, 194, 194, 194, false, false, none, none, "đơn", "petitions"},
		{"(bằng 78%)", QualExact, 0.78, 0.775, 0.785, false, false, none, none, "", ""},
		{"(đạt 81,5 %)", QualExact, 0.815, 0.8145, 0.8155, false, false, none, none, "", ""},
		{"chiếm 18,5 %", QualExact, 0.185, 0.1845, 0.1855, false, false, none, none, "", ""},
		{"22/27", QualExact, 22.0 / 27, 22.0 / 27, 22.0 / 27, false, false, none, none, "", ""},
		{"giải quyết, trả lời, đạt 99,7%", QualUnread, none, none, none, false, false, none, none, "", ""},
		{"đạt 99,7% giải quyết, trả lời", QualExact, 0.997, 0.9965, 0.9975, false, false, none, none, "", ""},
		{"Hơn 177.000 phản ánh", QualHon, 177000, 177000, none, true, false, 177001, 177999, "phản ánh", "opinions"},
		{"98,9 % xử lý", QualExact, 0.989, 0.9885, 0.9895, false, false, none, none, "", ""},
		{"14.707", QualExact, 14707, 14707, 14707, false, false, none, none, "", ""},
		// The other words of methods §3.16
		{"89,7%", QualExact, 0.897, 0.8965, 0.8975, false, false, none, none, "", ""},
		{"ít nhất 1 lần", QualItNhat, 1, 1, none, false, false, none, none, "lần", "sessions"},
		{"từ 10 ý kiến trở lên", QualTroLen, 10, 10, none, false, false, none, none, "ý kiến", "opinions"},
		{"không dưới 5 cuộc", QualItNhat, 5, 5, none, false, false, none, none, "cuộc", "sessions"},
		{"không quá 30 ngày", QualKhongQua, 30, none, 30, false, false, none, none, "ngày", "days"},
		{"chậm nhất 10 ngày", QualChamNhat, 10, none, 10, false, false, none, none, "ngày", "days"},
		{"ngót 90%", QualNgot, 0.9, none, 0.9, false, true, 0.85, 0.9, "", ""},
		{"xấp xỉ dưới 200 người", QualDuoi, 200, none, 200, false, true, 150, 200, "người", "attendees"},
		{"xấp xỉ 200 người", QualXapXi, 200, none, none, false, false, 150, 250, "người", "attendees"},
		{"vượt 1.000 lượt", QualVuot, 1000, 1000, none, true, false, 1001, 1999, "lượt", "attendees"},
		{"hơn 43 cuộc", QualHon, 43, 43, none, true, false, none, none, "cuộc", "sessions"},
		{"trên 90%", QualTren, 0.9, 0.9, none, true, false, 0.9, 1, "", ""},
		{"quá nửa", QualQua, 0.5, 0.5, none, true, false, 0.5, 0.6, "", ""},
		{"từ 50 đến 300 người", QualTuDen, none, 50, 300, false, false, none, none, "người", "attendees"},
		{"85-90%", QualTuDen, none, 0.85, 0.9, false, false, none, none, "", ""},
		{"một số ý kiến", QualMotSo, none, none, none, false, false, none, none, "ý kiến", ""},
		{"0%", QualExact, 0, 0, 0.005, false, false, none, none, "", ""},
	} {
		f := ParseFigure(c.text)
		if f.Qualifier != c.q || f.CountingUnit != c.unit || f.Measure != c.measure || f.LoOpen != c.loOpen || f.HiOpen != c.hiOpen {
			t.Errorf("ParseFigure(%q) = %+v", c.text, f)
		}
		for what, pair := range map[string][2]float64{
			"value": {deref(f.Value), c.value}, "lo": {deref(f.Lo), c.lo}, "hi": {deref(f.Hi), c.hi},
			"reading lo": {deref(f.ReadingLo), c.readLo}, "reading hi": {deref(f.ReadingHi), c.readHi},
		} {
			if !sameOrNone(pair[0], pair[1]) {
				t.Errorf("ParseFigure(%q): %s is %v, want %v", c.text, what, pair[0], pair[1])
			}
		}
	}
}

// "Tăng 17%" is a change of something, not a share of it; "tăng lên 95%" is a share.
func TestParseFigureChange(t *testing.T) {
	for text, want := range map[string]Change{
		"tăng 17%": Rise, "giảm hơn 5%": Fall, "tăng lên 95%": NoChange, "giảm còn 5%": NoChange, "đạt 95%": NoChange,
	} {
		f := ParseFigure(text)
		if f.Change != want || f.Status != NumberOK {
			t.Errorf("ParseFigure(%q) = %+v, want change %q", text, f, want)
		}
	}
}

func TestParseFigureRefusesSentencesAndPrepositions(t *testing.T) {
	for _, text := range []string{"", "trên địa bàn", "Quyết định 1158", "gần gũi nhân dân", "từ 5 cuộc", "hơn 1.5", "25/5/2017"} {
		if f := ParseFigure(text); f.Status == NumberOK || f.Value != nil || f.Lo != nil || f.Hi != nil {
			t.Errorf("ParseFigure(%q) = %+v, want no figure", text, f)
		}
	}
}

func TestParseFigureEnglish(t *testing.T) {
	f := ParseFigureIn("more than 20,144 opinions", En)
	if f.Qualifier != QualHon || deref(f.Lo) != 20144 || f.Measure != "opinions" {
		t.Errorf("got %+v", f)
	}
}

// Bắc Giang 2019: under 90% of 7.320 is at most 6.587, so at least 733 are certainly not resolved.
func TestBoundsDecideWhatIsCertain(t *testing.T) {
	share, n := ParseFigure("gần 90%"), ParseFigure("7.320 ý kiến")
	most := math.Ceil(*share.Hi**n.Value) - 1
	if most != 6587 || *n.Value-most != 733 {
		t.Errorf("at most %v resolved, at least %v open", most, *n.Value-most)
	}
	if least := math.Ceil(*share.ReadingLo * *n.Value); least != 6222 {
		t.Errorf("reading begins at %v", least)
	}
}

func deref(p *float64) float64 {
	if p == nil {
		return none
	}
	return *p
}

func sameOrNone(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-9*max(1, math.Abs(b))
}

func FuzzParseFigure(f *testing.F) {
	for _, s := range []string{"hơn 700 cuộc", "gần 90%", "từ 5 đến 10 ngày", "hầu hết", "tăng lên 95%", "85-90%", "từ 5 trở lên", "quá nửa"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := ParseFigure(s)
		if g.Lo != nil && g.Hi != nil && *g.Lo > *g.Hi {
			t.Fatalf("ParseFigure(%q): lo %v above hi %v", s, *g.Lo, *g.Hi)
		}
		if (g.LoOpen && g.Lo == nil) || (g.HiOpen && g.Hi == nil) {
			t.Fatalf("ParseFigure(%q): an open end that is not there: %+v", s, g)
		}
		if strings.TrimSpace(Tidy(s)) == "" && g.Status != NumberEmpty && g.Status != NumberNone {
			t.Fatalf("ParseFigure(%q) = %+v", s, g)
		}
	})
}
