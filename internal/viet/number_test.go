package viet

import (
	"math"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		text string
		loc  Locale
		want Number
	}{
		// The point groups thousands, the comma is the decimal mark.
		{"7.320 ý kiến", Vi, Number{Value: 7320, Granularity: 10, Rest: "ý kiến"}},
		{"14.707", Vi, Number{Value: 14707, Granularity: 1}},
		{"1.234.567", Vi, Number{Value: 1234567, Granularity: 1}},
		{"1.570,5", Vi, Number{Value: 1570.5, Decimals: 1, Granularity: 0.1}},
		{"84,7%", Vi, Number{Value: 0.847, IsPercent: true, Decimals: 1, Granularity: 0.001}},
		{"81,5 %", Vi, Number{Value: 0.815, IsPercent: true, Decimals: 1, Granularity: 0.001}},
		{"81,5\u00a0%)", Vi, Number{Value: 0.815, IsPercent: true, Decimals: 1, Granularity: 0.001}},
		{"22,58%", Vi, Number{Value: 0.2258, IsPercent: true, Decimals: 2, Granularity: 0.0001}},
		{"90 phần trăm", Vi, Number{Value: 0.9, IsPercent: true, Granularity: 0.1}},
		{"100%", Vi, Number{Value: 1, IsPercent: true, Granularity: 0.1}},
		{"270 %", Vi, Number{Value: 2.7, IsPercent: true, Granularity: 0.1}},
		{"-5", Vi, Number{Value: -5, Granularity: 1}},

		// Words for powers of ten.
		{"34 nghìn lượt", Vi, Number{Value: 34000, Granularity: 1000, Rest: "lượt"}},
		{"34 ngàn", Vi, Number{Value: 34000, Granularity: 1000}},
		{"2 vạn", Vi, Number{Value: 20000, Granularity: 10000}},
		{"1,4 triệu", Vi, Number{Value: 1400000, Granularity: 100000}},
		{"3 tỷ", Vi, Number{Value: 3e9, Granularity: 1e9}},
		{"1,234 triệu", Vi, Number{Value: 1234000, Granularity: 1000}},
		{"2 trăm nghìn", Vi, Number{Value: 200000, Granularity: 100000}},
		{"1 triệu 200 nghìn người", Vi, Number{Value: 1200000, Granularity: 100000, Rest: "người"}},
		{"5 chục cuộc", Vi, Number{Value: 50, Granularity: 10, Rest: "cuộc"}},
		{"hai nghìn lượt", Vi, Number{Value: 2000, Granularity: 1000, Rest: "lượt"}},
		{"1,5 NGHÌN", Vi, Number{Value: 1500, Granularity: 100}},

		// Small counts are written with a leading zero.
		{"03 lần", Vi, Number{Value: 3, Granularity: 1, Rest: "lần"}},
		{"06 cuộc", Vi, Number{Value: 6, Granularity: 1, Rest: "cuộc"}},
		{"0", Vi, Number{Value: 0, Granularity: 1}},

		// Fractions keep both parts.
		{"22/27 ý kiến", Vi, Number{Value: 22.0 / 27, Num: 22, Den: 27, Rest: "ý kiến"}},
		{"2.210/2.216", Vi, Number{Value: 2210.0 / 2216, Num: 2210, Den: 2216}},
		{"21/21 huyện", Vi, Number{Value: 1, Num: 21, Den: 21, Rest: "huyện"}},

		// English pages turn the marks round; stored numbers have no groups.
		{"20,144 opinions", En, Number{Value: 20144, Granularity: 1, Rest: "opinions"}},
		{"89.5%", En, Number{Value: 0.895, IsPercent: true, Decimals: 1, Granularity: 0.001}},
		{"34 thousand", En, Number{Value: 34000, Granularity: 1000}},
		{"7.32", Raw, Number{Value: 7.32, Decimals: 2, Granularity: 0.01}},
		{"7.325", Raw, Number{Value: 7.325, Decimals: 3, Granularity: 0.001}},
		{"1.0E-2", Raw, Number{Value: 0.01, Decimals: 2, Granularity: 0.01}},
	} {
		c.want.Status = NumberOK
		if got := ParseNumber(c.text, c.loc); !sameNumber(got, c.want) {
			t.Errorf("ParseNumber(%q, %s)\n got %+v\nwant %+v", c.text, c.loc, got, c.want)
		}
	}
}

// What is not one number says why, and has no value.
func TestParseNumberRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		loc  Locale
		want NumberStatus
	}{
		{"", Vi, NumberEmpty},
		{" \u00a0", Vi, NumberEmpty},
		{"không", Vi, NumberNone},
		{"năm 2019", Vi, NumberNone},   // "năm" is five only before a scale word
		{"1.5", Vi, NumberAmbiguous},   // 1,5 or 1.500 with lost zeros
		{"84.7%", Vi, NumberAmbiguous}, // an English percent in Vietnamese text
		{"7.32", Vi, NumberAmbiguous},  // what Excel made of 7.320
		{"0.500", Vi, NumberAmbiguous}, // no group begins with zero
		{"20,144 ý kiến", Vi, NumberAmbiguous},
		{"1,234,567", Vi, NumberAmbiguous},
		{"7.320", En, NumberAmbiguous},
		{"2 nghìn 5", Vi, NumberAmbiguous}, // 2.500 in speech
		{"1.23.456", Vi, NumberMalformed},
		{"1,2,3", Vi, NumberMalformed},
		{"7,320", Raw, NumberMalformed},
		{"5/0", Vi, NumberMalformed},
		{"25/5/2017", Vi, NumberMalformed}, // a date
		{"07-QC/TU", Vi, NumberMalformed},  // a document number
		{"5A", Vi, NumberMalformed},
		{"0912 345 678", Vi, NumberMalformed},
		{"123456789012345678901234567890", Vi, NumberMalformed},
		{"999999999999999999 tỷ", Vi, NumberMalformed},
	} {
		got := ParseNumber(c.text, c.loc)
		if got.Status != c.want || got.Value != 0 {
			t.Errorf("ParseNumber(%q, %s) = %+v, want status %s and no value", c.text, c.loc, got, c.want)
		}
	}
}

func TestParseNumberMagnitude(t *testing.T) {
	for text, order := range map[string]float64{"hàng nghìn ý kiến": 1000, "hàng chục": 10, "hàng ngàn": 1000, "vài trăm lượt": 100, "Hàng triệu": 1e6} {
		got := ParseNumber(text, Vi)
		if got.Status != NumberMagnitude || got.Granularity != order || got.Value != 0 {
			t.Errorf("ParseNumber(%q) = %+v, want order %v and no value", text, got, order)
		}
	}
}

func sameNumber(a, b Number) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-12*max(1, math.Abs(y)) }
	return near(a.Value, b.Value) && near(a.Granularity, b.Granularity) && a.IsPercent == b.IsPercent &&
		a.Num == b.Num && a.Den == b.Den && a.Decimals == b.Decimals && a.Rest == b.Rest && a.Status == b.Status
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"7.320", "84,7 %", "34 nghìn", "1 triệu 200 nghìn", "22/27", "hàng nghìn", "-1.5", "1.0E-2", "hai trăm"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, loc := range []Locale{Vi, En, Raw} {
			n := ParseNumber(s, loc)
			if math.IsNaN(n.Value) || math.IsInf(n.Value, 0) || n.Status == "" {
				t.Fatalf("ParseNumber(%q, %s) = %+v", s, loc, n)
			}
			if n.Status != NumberOK && n.Value != 0 {
				t.Fatalf("ParseNumber(%q, %s) = %+v: a value without status ok", s, loc, n)
			}
		}
	})
}
