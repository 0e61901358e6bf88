package viet

import (
	"errors"
	"testing"
	"time"
)

func on(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// The documents these dates stand in were signed on 12/11/2020.
var signed = on(2020, 11, 12)

// Every form of shared/domain.md §7.
func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		text string
		want Date
	}{
		{"25/5/2017", Date{on(2017, 5, 25), Day, DatePlain}},
		{"25.5.2017", Date{on(2017, 5, 25), Day, DatePlain}},
		{"13-5-2019", Date{on(2019, 5, 13), Day, DatePlain}},
		{"12-1-2022", Date{on(2022, 1, 12), Day, DatePlain}},
		{" 27/03/2019. ", Date{on(2019, 3, 27), Day, DatePlain}},
		{"25 / 5 / 2017", Date{on(2017, 5, 25), Day, DatePlain}},
		{"2019-06-25", Date{on(2019, 6, 25), Day, DatePlain}},
		{"2019-06-25T00:00:00Z", Date{on(2019, 6, 25), Day, DatePlain}},
		{"2019-06-25T00:00:00+07:00", Date{on(2019, 6, 25), Day, DatePlain}},
		{"2019-06-24T17:00:00.000Z", Date{on(2019, 6, 25), Day, DatePlain}}, // midnight in Viet Nam
		{"2019-06-25T16:59:59Z", Date{on(2019, 6, 25), Day, DatePlain}},
		{"2018-12-31T17:00:00Z", Date{on(2019, 1, 1), Day, DatePlain}},
		{"2019-06-24 17:00:00+00", Date{on(2019, 6, 25), Day, DatePlain}},
		{"2019-06-25 00:00:00+07", Date{on(2019, 6, 25), Day, DatePlain}},
		{"2019-06-24T17:00:00.000+0000", Date{on(2019, 6, 25), Day, DatePlain}},
		{"2019-06-25 00:00:00", Date{on(2019, 6, 25), Day, DatePlain}},
		{"29/2/2024", Date{on(2024, 2, 29), Day, DatePlain}},

		// In words.
		{"ngày 09 tháng 01 năm 2026", Date{on(2026, 1, 9), Day, DatePlain}},
		{"ngày 03 tháng tư năm 2018", Date{on(2018, 4, 3), Day, DatePlain}},
		{"ngày 3 tháng năm năm 2018", Date{on(2018, 5, 3), Day, DatePlain}},
		{"ngày 20 tháng mười một năm 2019", Date{on(2019, 11, 20), Day, DatePlain}},
		{"Hà Nội, ngày 25 tháng 5 năm 2017", Date{on(2017, 5, 25), Day, DatePlain}},
		{"ngày 9 tháng 1/2026", Date{on(2026, 1, 9), Day, DatePlain}},
		{"Chiều ngày 16/9/2019", Date{on(2019, 9, 16), Day, DatePlain}},
		{"Thứ bảy, 27/04/2024", Date{on(2024, 4, 27), Day, DatePlain}},
		{"thứ 3, ngày 25/6/2019", Date{on(2019, 6, 25), Day, DatePlain}},
		{"chủ nhật 15/11/2020", Date{on(2020, 11, 15), Day, DatePlain}},

		// With its paper or its place.
		{"CV số 123/UBND-KT ngày 20/9/2024", Date{on(2024, 9, 20), Day, DatePlain}},
		{"TB số 12-TB/HU ngày 25/01/2024", Date{on(2024, 1, 25), Day, DatePlain}},
		{"Thông báo 12-TB/HU, ngày 25 tháng 01 năm 2024", Date{on(2024, 1, 25), Day, DatePlain}},
		{"Số 45/UBND-VP (20/9/2024)", Date{on(2024, 9, 20), Day, DatePlain}},
		{"8h00 ngày 18/01/2024, tại Nhà văn hóa thôn 5", Date{on(2024, 1, 18), Day, DatePlain}},
		{"18/01/2024 tại hội trường UBND xã", Date{on(2024, 1, 18), Day, DatePlain}},

		// With a time of day.
		{"10:39 11/11/2020", Date{on(2020, 11, 11), Day, DatePlain}},
		{"10:00 ngày 23/01/2020", Date{on(2020, 1, 23), Day, DatePlain}},
		{"17/09/2019 | 16:30", Date{on(2019, 9, 17), Day, DatePlain}},
		{"8h30 ngày 25/6/2019", Date{on(2019, 6, 25), Day, DatePlain}},
		{"14 giờ 30 phút ngày 16/9/2019", Date{on(2019, 9, 16), Day, DatePlain}},

		// Coarser than a day.
		{"7/2015", Date{on(2015, 7, 1), Month, DatePlain}},
		{"T7/2015", Date{on(2015, 7, 1), Month, DatePlain}},
		{"Q1/2020", Date{on(2020, 1, 1), Quarter, DatePlain}},
		{"tháng 7-2015", Date{on(2015, 7, 1), Month, DatePlain}},
		{"Tháng 10-2019", Date{on(2019, 10, 1), Month, DatePlain}},
		{"tháng 7 năm 2015", Date{on(2015, 7, 1), Month, DatePlain}},
		{"2015-07", Date{on(2015, 7, 1), Month, DatePlain}},
		{"quý I/2020", Date{on(2020, 1, 1), Quarter, DatePlain}},
		{"Quý IV năm 2019", Date{on(2019, 10, 1), Quarter, DatePlain}},
		{"quý 2-2019", Date{on(2019, 4, 1), Quarter, DatePlain}},
		{"Năm 2019", Date{on(2019, 1, 1), Year, DatePlain}},
		{"2019", Date{on(2019, 1, 1), Year, DatePlain}},

		// Without a year: from the document, looking back, or a little ahead.
		{"Sáng 11/11", Date{on(2020, 11, 11), Day, DateYearFromDocument}},
		{"25-9", Date{on(2020, 9, 25), Day, DateYearFromDocument}},
		{"trong ngày 20/12", Date{on(2020, 12, 20), Day, DateYearFromDocument}},
		{"5/1", Date{on(2021, 1, 5), Day, DateYearFromDocument}},
		{"10/3", Date{on(2020, 3, 10), Day, DateYearFromDocument}},
		{"tháng 12", Date{on(2020, 12, 1), Month, DateYearFromDocument}},

		// Doubtful, read and flagged.
		{"43641", Date{on(2019, 6, 25), Day, DateExcelSerial}},
		{"43641.5", Date{on(2019, 6, 25), Day, DateExcelSerial}},
		{"25/9/19", Date{on(2019, 9, 25), Day, DateTwoDigitYear}},
	} {
		got, err := ParseDate(c.text, signed)
		if err != nil || got != c.want {
			t.Errorf("ParseDate(%q) = %v, %v; want %v", c.text, got, err, c.want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		want DateCode
	}{
		{"", DateEmpty},
		{" . ", DateEmpty},
		{"30/02/2019", DateBadDay},
		{"29/2/2023", DateBadDay},
		{"31/4/2019", DateBadDay},
		{"0/5/2019", DateBadDay},
		{"5/25/2017", DateBadMonth}, // never turned round
		{"13/2015", DateBadMonth},
		{"2019-25-06", DateBadMonth},
		{"25/6/209", DateBadYear},
		{"25/6/20199", DateBadYear},
		{"25/6/0209", DateBadYear},
		{"30%/04%/2026", DateBadSign},
		{"10/3 âm lịch", DateLunar},
		{"ngày 10 tháng chạp năm 2019", DateNone},
		{"chưa xác định", DateNone},
		{"Quyết định 1158", DateNone},
		{"12", DateNone},
		{"quý V/2020", DateNone},
		{"6 tháng đầu năm 2019", DateNone}, // a period
		{"1/2/3/4", DateNone},
	} {
		_, err := ParseDate(c.text, signed)
		var e *DateError
		if !errors.As(err, &e) || e.Code != c.want {
			t.Errorf("ParseDate(%q) error %v, want %s", c.text, err, c.want)
		}
	}
	if _, err := ParseDate("25-9", time.Time{}); err == nil || err.(*DateError).Code != DateNoYear {
		t.Errorf("a date without a year in a document without a date: %v", err)
	}
}

func TestFromExcelSerial(t *testing.T) {
	for v, want := range map[float64]string{36526: "2000-01-01", 43641: "2019-06-25", 73050.9: "2099-12-31"} {
		if d, ok := FromExcelSerial(v); !ok || d.Day.Format(time.DateOnly) != want {
			t.Errorf("FromExcelSerial(%v) = %v %v, want %s", v, d, ok, want)
		}
	}
	for _, v := range []float64{0, 7320, 36525, 73051, 1e300} {
		if d, ok := FromExcelSerial(v); ok {
			t.Errorf("FromExcelSerial(%v) = %v, want none", v, d)
		}
	}
}

func TestParsePeriod(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, last time.Time
	}{
		{"năm 2019", on(2019, 1, 1), on(2019, 12, 31)},
		{"trong năm 2019", on(2019, 1, 1), on(2019, 12, 31)},
		{"Quý I/2020", on(2020, 1, 1), on(2020, 3, 31)},
		{"tháng 10-2019", on(2019, 10, 1), on(2019, 10, 31)},
		{"6 tháng đầu năm 2019", on(2019, 1, 1), on(2019, 6, 30)},
		{"06 tháng đầu năm 2019", on(2019, 1, 1), on(2019, 6, 30)},
		{"6 tháng cuối năm 2019", on(2019, 7, 1), on(2019, 12, 31)},
		{"sáu tháng đầu năm 2019", on(2019, 1, 1), on(2019, 6, 30)},
		{"9 tháng 2023", on(2023, 1, 1), on(2023, 9, 30)},
		{"9 tháng đầu năm 2023", on(2023, 1, 1), on(2023, 9, 30)},
		{"9 tháng/2023", on(2023, 1, 1), on(2023, 9, 30)},
		{"3 tháng cuối năm 2019", on(2019, 10, 1), on(2019, 12, 31)},
		{"giai đoạn 2022-2025", on(2022, 1, 1), on(2025, 12, 31)},
		{"nhiệm kỳ 2024 - 2029", on(2024, 1, 1), on(2029, 12, 31)},
		{"từ năm 2017 đến năm 2019", on(2017, 1, 1), on(2019, 12, 31)},
		{"từ 2017 đến hết tháng 6/2019", on(2017, 1, 1), on(2019, 6, 30)},
		{"từ ngày 25/5/2017 đến ngày 30/9/2020", on(2017, 5, 25), on(2020, 9, 30)},
		{"từ ngày 15/12 đến ngày 14/6/2019", on(2018, 12, 15), on(2019, 6, 14)},
		{"16/9/2019", on(2019, 9, 16), on(2019, 9, 16)},
	} {
		p, err := ParsePeriod(c.text, signed)
		if err != nil || p.Start != c.first || p.Last() != c.last || p.HasClock || p.ToDate {
			t.Errorf("ParsePeriod(%q) = %v..%v %+v %v", c.text, p.Start, p.Last(), p, err)
		}
	}
}

// A hotline's month runs from noon to noon: the days are kept, and that a clock was there.
func TestParsePeriodWithClockAndToDate(t *testing.T) {
	p, err := ParsePeriod("từ 12 giờ ngày 25-9 đến 12 giờ ngày 25-10-2025", on(2025, 11, 13))
	if err != nil || p.Start != on(2025, 9, 25) || p.Last() != on(2025, 10, 25) || !p.HasClock {
		t.Errorf("got %+v, %v", p, err)
	}
	p, err = ParsePeriod("từ 2021 đến nay", on(2023, 9, 6))
	if err != nil || p.Start != on(2021, 1, 1) || p.Last() != on(2023, 9, 6) || !p.ToDate {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for text, want := range map[string]DateCode{
		"": DateEmpty, "sau 3 năm": DateNone, "từ 2021": DateNone, "nhiệm kỳ XIII": DateNone,
		"từ 2021 đến 2019": DateNone, "từ 30/2/2019 đến 1/3/2019": DateBadDay,
	} {
		_, err := ParsePeriod(text, signed)
		var e *DateError
		if !errors.As(err, &e) || e.Code != want {
			t.Errorf("ParsePeriod(%q) error %v, want %s", text, err, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"25/5/2017", "ngày 03 tháng tư năm 2018", "quý I/2020", "30%/04%/2026", "43641.5", "8h30 ngày 25/6/2019", "2019-06-25T00:00:00Z", "25-9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s, signed)
		if err == nil && (d.Day.Year() < 1900 || d.Day.Year() > 2100 || d.Precision == "" || d.Day.Hour() != 0) {
			t.Fatalf("ParseDate(%q) = %+v", s, d)
		}
	})
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"6 tháng đầu năm 2019", "từ 12 giờ ngày 25-9 đến 12 giờ ngày 25-10-2025", "2022-2025", "từ 2021 đến nay"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := ParsePeriod(s, signed); err == nil && !p.Start.Before(p.End) {
			t.Fatalf("ParsePeriod(%q) = %+v", s, p)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	for name, s := range map[string]string{"plain": "25/5/2017", "iso": "2019-06-25", "words": "ngày 03 tháng tư năm 2018", "bad": "30/02/2019"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseDate(s, signed)
			}
		})
	}
}

// TestDatesThatTakeAYear: what a date without a year is with the year of its document, and what it is alone.
func TestDatesThatTakeAYear(t *testing.T) {
	for text, want := range map[string]Date{
		"25-9":                       {on(2024, 9, 25), Day, DateYearFromDocument},
		"25/9":                       {on(2024, 9, 25), Day, DateYearFromDocument},
		"CV số 123/UBND ngày 20/9":   {on(2024, 9, 20), Day, DateYearFromDocument},
		"Sáng 25/9, hội trường xã":   {on(2024, 9, 25), Day, DateYearFromDocument},
		"Sáng 11/11":                 {on(2024, 11, 11), Day, DateYearFromDocument},
		"Ngày 3-11":                  {on(2024, 11, 3), Day, DateYearFromDocument},
		"ngày 5 tháng 3":             {on(2024, 3, 5), Day, DateYearFromDocument},
		"ngày 05/tháng 3":            {on(2024, 3, 5), Day, DateYearFromDocument},
		"8h30 ngày 25/9":             {on(2024, 9, 25), Day, DateYearFromDocument},
		"thứ Ba, 24/9.":              {on(2024, 9, 24), Day, DateYearFromDocument},
		"29/2":                       {on(2024, 2, 29), Day, DateYearFromDocument},
		"tháng 5":                    {on(2024, 5, 1), Month, DateYearFromDocument},
		"Quý III":                    {on(2024, 7, 1), Quarter, DateYearFromDocument},
		"từ 10-12/5":                 {on(2024, 5, 1), Month, DateYearFromDocument},
		"10-12/05":                   {on(2024, 5, 1), Month, DateYearFromDocument},
		"từ ngày 10/5 đến ngày 12/5": {on(2024, 5, 1), Month, DateYearFromDocument},
		"10 và 11/5":                 {on(2024, 5, 1), Month, DateYearFromDocument},
	} {
		taken, got, ok := WithYear(text, 2024)
		if !ok || got != want {
			t.Errorf("%s: %+v %v, want %+v", text, got, ok, want)
		}
		if again, err := ParseDate(taken, time.Time{}); err != nil || again != want {
			t.Errorf("%s: %+v %v, want %+v", taken, again, err, want)
		}
		if d, err := ParseDate(text, time.Time{}); err == nil || !LacksYear(text) {
			t.Errorf("%s alone: %+v", text, d)
		}
	}
	for _, text := range []string{"CV số 12 ngày 20/9 và CV số 13 ngày 21/9", "CV số 12/2024 của UBND", "Thông báo số 12/9", "", "-", "25/9/2024", "9/2024", "2024", "25", "31/2", "5/13", "28/4 - 2/5", "10/3 âm lịch", "chưa rõ", "25%/9", "25/9/2024 → 2024", "25-9 → 2024"} {
		if taken, d, ok := WithYear(text, 2024); ok {
			t.Errorf("%s: %s %+v", text, taken, d)
		}
	}
	for text, want := range map[string]DateCode{"29/2 → 2023": DateNone, "25/9/2023 → 2024": DateNone, "25-9": DateNoYear, "Quý III": DateNoYear, "28/4 - 2/5/2024": DateSpanOfMonths, "30-31/2/2024": DateBadDay} {
		var bad *DateError
		if _, err := ParseDate(text, time.Time{}); !errors.As(err, &bad) {
			t.Errorf("%s was read", text)
		} else if bad.Code != want && (want != DateNone || bad.Code == "") {
			t.Errorf("%s: %s, want %s", text, bad.Code, want)
		}
	}
	if d, err := ParseDate("từ 10-12/5/2024", time.Time{}); err != nil || d != (Date{on(2024, 5, 1), Month, DateSpan}) {
		t.Errorf("a span: %+v %v", d, err)
	}
}
