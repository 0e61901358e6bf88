package viet

import "testing"

// Missing is not zero: every way of writing "nothing" stays apart from the others.
func TestParseCount(t *testing.T) {
	for _, c := range []struct {
		cell string
		want Count
	}{
		{"686", Count{N: 686, Code: CountOK}},
		{"7.320", Count{N: 7320, Code: CountOK}},
		{" 03 ", Count{N: 3, Code: CountOK}},
		{"06 cuộc", Count{N: 6, Code: CountOK, Unit: "cuộc"}},
		{"11 lượt ý kiến", Count{N: 11, Code: CountOK, Unit: "lượt ý kiến"}},
		{"34 nghìn", Count{N: 34000, Code: CountOK}},
		{"12.0", Count{N: 12, Code: CountOK}}, // a data frame's whole number

		{"", Count{Code: CountEmpty}},
		{"\u00a0", Count{Code: CountEmpty}},
		{"0", Count{Code: CountZero}},
		{"00", Count{Code: CountZero}},
		{"-", Count{Code: CountDash}},
		{"–", Count{Code: CountDash}},
		{"…", Count{Code: CountDash}},
		{"Không", Count{Code: CountNo}},
		{"Không phát sinh", Count{Code: CountNoneOccurred}},
		{"không có", Count{Code: CountNoneOccurred}},
		{"Chưa báo cáo", Count{Code: CountNotReported}},
		{"không áp dụng", Count{Code: CountNotApplicable}},

		{"7.32", Count{Code: CountFractional}}, // Excel's reading of 7.320 under English settings
		{"7,32", Count{Code: CountFractional}},
		{"1234.567", Count{Code: CountFractional}},
		{"20,144", Count{Code: CountAmbiguous}},
		{"-5", Count{Code: CountNegative}},
		{"hơn 700", Count{Code: CountQualified}},
		{">200", Count{Code: CountQualified}},
		{"1 234", Count{N: 1234, Code: CountOK}},
		{"120 (nữ 40)", Count{N: 120, Code: CountOK}},
		{"12 34", Count{Code: CountText}},
		{"120 (40)", Count{Code: CountText}},
		{"hàng nghìn", Count{Code: CountQualified}},
		{"9999999999", Count{Code: CountTooLarge}},
		{"95%", Count{Code: CountText}},
		{"22/27", Count{Code: CountText}},
		{"15 (đợt 2)", Count{Code: CountText}},
		{"xem phụ lục", Count{Code: CountText}},
	} {
		if got := ParseCount(c.cell); got != c.want {
			t.Errorf("ParseCount(%q) = %+v, want %+v", c.cell, got, c.want)
		}
	}
}

// The same digits mean different things in a text cell and in a numeric one.
func TestCountFromFloat(t *testing.T) {
	for v, want := range map[float64]CountCode{7320: CountOK, 0: CountZero, 7.325: CountFractional, -1: CountNegative, 1e12: CountTooLarge} {
		if got := CountFromFloat(v); got.Code != want {
			t.Errorf("CountFromFloat(%v) = %+v, want %s", v, got, want)
		}
	}
	if ParseCount("7.325").N != 7325 {
		t.Error(`text "7.325" is seven thousand`)
	}
}

func TestCountKnown(t *testing.T) {
	for cell, want := range map[string]bool{"0": true, "không phát sinh": true, "5": true, "-": false, "": false, "không": false, "chưa báo cáo": false} {
		if got := ParseCount(cell).Known(); got != want {
			t.Errorf("ParseCount(%q).Known() = %v", cell, got)
		}
	}
}

func FuzzParseCount(f *testing.F) {
	for _, s := range []string{"7.320", "-", "không", "7.32", "03 cuộc", "hơn 700"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c := ParseCount(s); c.Code == "" || c.N < 0 || (c.N != 0) != (c.Code == CountOK) {
			t.Fatalf("ParseCount(%q) = %+v", s, c)
		}
	})
}
