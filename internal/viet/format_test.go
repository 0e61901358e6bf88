package viet

import (
	"math"
	"testing"
	"time"
)

func TestFormatNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{FormatInt(7320, Vi), "7.320"},
		{FormatInt(7320, En), "7,320"},
		{FormatInt(0, Vi), "0"},
		{FormatInt(686, Vi), "686"},
		{FormatInt(1234567, Vi), "1.234.567"},
		{FormatInt(-1234, Vi), "-1.234"},
		{FormatInt(math.MinInt64, Vi), "-9.223.372.036.854.775.808"},
		{FormatPercent(0.895, 1, Vi), "89,5%"},
		{FormatPercent(0.895, 1, En), "89.5%"},
		{FormatPercent(0.285, 0, Vi), "29%"}, // 28.499999999999996 in floating point
		{FormatPercent(22.0/27, 1, Vi), "81,5%"},
		{FormatPercent(1, 0, Vi), "100%"},
		{FormatPercent(2.7, 0, Vi), "270%"},
		{FormatPercent(math.NaN(), 1, Vi), "–"},
		{FormatDecimal(11.627118644, 1, Vi), "11,6"},
		{FormatDecimal(1234.5, 1, Vi), "1.234,5"},
		{FormatDecimal(-0.04, 1, Vi), "0,0"},
		{FormatDecimal(-2.5, 0, En), "-3"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestFormatDates(t *testing.T) {
	day := on(2019, 9, 16)
	for _, c := range []struct{ got, want string }{
		{FormatDate(day, Vi), "16/9/2019"},
		{FormatDate(day, En), "16 Sep 2019"},
		{FormatDate(time.Time{}, Vi), ""},
		{FormatDateOf(Date{Day: day, Precision: Day}, Vi), "16/9/2019"},
		{FormatDateOf(Date{Day: on(2019, 10, 1), Precision: Month}, Vi), "tháng 10/2019"},
		{FormatDateOf(Date{Day: on(2019, 10, 1), Precision: Quarter}, Vi), "quý IV/2019"},
		{FormatDateOf(Date{Day: on(2020, 1, 1), Precision: Quarter}, En), "Q1 2020"},
		{FormatDateOf(Date{Day: on(2019, 1, 1), Precision: Year}, Vi), "năm 2019"},
		{FormatOfficialDate(on(2026, 1, 9)), "ngày 09 tháng 01 năm 2026"},
		{FormatOfficialDate(on(2020, 3, 12)), "ngày 12 tháng 3 năm 2020"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// What is printed reads back as the same value.
func FuzzFormatReadsBack(f *testing.F) {
	f.Add(int64(7320), 0.895)
	f.Fuzz(func(t *testing.T, n int64, share float64) {
		for _, loc := range []Locale{Vi, En} {
			if n > -1e15 && n < 1e15 {
				if got := ParseNumber(FormatInt(n, loc), loc); got.Status != NumberOK || got.Value != float64(n) {
					t.Fatalf("%d prints %q and reads %+v", n, FormatInt(n, loc), got)
				}
			}
			if math.Abs(share) < 1e6 {
				s := FormatPercent(share, 1, loc)
				if got := ParseNumber(s, loc); got.Status != NumberOK || math.Abs(got.Value-share) > 0.00051 {
					t.Fatalf("%v prints %q and reads %+v", share, s, got)
				}
			}
		}
	})
}

func FuzzFormatDateReadsBack(f *testing.F) {
	f.Add(int64(18000))
	f.Fuzz(func(t *testing.T, n int64) {
		day := on(1900, 1, 1).AddDate(0, 0, int(uint64(n)%73000))
		for _, s := range []string{FormatDate(day, Vi), FormatOfficialDate(day)} {
			if got, err := ParseDate(s, time.Time{}); err != nil || got != (Date{Day: day, Precision: Day}) {
				t.Fatalf("%v prints %q and reads %+v, %v", day, s, got, err)
			}
		}
	})
}
