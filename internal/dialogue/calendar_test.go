package dialogue

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// tet2025 holds the days off around Tết Ất Tỵ and 30/4 of 2025, with the make-up Saturday of 26/4.
func tet2025(t testing.TB) Calendar {
	var days []SpecialDay
	for _, s := range []string{"2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31",
		"2025-04-30", "2025-05-01", "2025-05-02"} {
		days = append(days, SpecialDay{day(t, s), DayHoliday, ""})
	}
	days = append(days, SpecialDay{Day(2025, 4, 26), DayMakeUp, "làm bù cho 2/5"})
	c, err := NewCalendar(days)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAddDays(t *testing.T) {
	tests := []struct {
		name, from string
		n          int
		days       DayType
		roll       bool
		want       string
	}{
		{"day 0 is the event", "2019-06-25", 0, DayCalendar, false, "2019-06-25"},
		{"ten days", "2019-06-25", 10, DayCalendar, false, "2019-07-05"},
		{"end of month", "2019-01-31", 30, DayCalendar, false, "2019-03-02"},
		{"end of month in a leap year", "2020-01-31", 30, DayCalendar, false, "2020-03-01"},
		{"over the leap day", "2020-02-20", 10, DayCalendar, false, "2020-03-01"},
		{"from the leap day", "2024-02-29", 365, DayCalendar, false, "2025-02-28"},
		{"over the year", "2019-12-20", 40, DayCalendar, false, "2020-01-29"},
		{"calendar days do not see Tết", "2025-01-24", 5, DayCalendar, false, "2025-01-29"},
		{"a Sunday stays without roll", "2019-07-05", 30, DayCalendar, false, "2019-08-04"},
		{"a Sunday rolls to Monday", "2019-07-05", 30, DayCalendar, true, "2019-08-05"},
		{"Tết rolls to the first day back", "2025-01-17", 10, DayCalendar, true, "2025-02-03"},
		{"a make-up Saturday does not roll", "2025-04-16", 10, DayCalendar, true, "2025-04-26"},
		{"day 0 rolls too", "2025-04-30", 0, DayWorking, true, "2025-05-05"},
		{"working days skip a weekend", "2025-03-06", 5, DayWorking, false, "2025-03-13"},
		{"working days over Tết", "2025-01-24", 5, DayWorking, false, "2025-02-07"},
		{"ten working days over Tết", "2025-01-20", 10, DayWorking, false, "2025-02-10"},
		{"from within Tết", "2025-01-29", 1, DayWorking, false, "2025-02-03"},
		{"the make-up Saturday is worked", "2025-04-25", 1, DayWorking, false, "2025-04-26"},
		{"its Friday off is not", "2025-04-29", 1, DayWorking, false, "2025-05-05"},
		{"seven days before", "2025-02-10", -7, DayCalendar, false, "2025-02-03"},
		{"before, over the leap day", "2024-03-05", -7, DayCalendar, false, "2024-02-27"},
		{"before is never rolled", "2025-02-09", -7, DayCalendar, true, "2025-02-02"},
		{"five working days before", "2025-02-10", -5, DayWorking, false, "2025-02-03"},
		{"six working days before, over Tết", "2025-02-10", -6, DayWorking, false, "2025-01-24"},
	}
	c := tet2025(t)
	for _, tt := range tests {
		if got := c.AddDays(day(t, tt.from), tt.n, tt.days, tt.roll); text(got) != tt.want {
			t.Errorf("%s: %s %+d %s = %s, want %s", tt.name, tt.from, tt.n, tt.days, text(got), tt.want)
		}
	}
	evening := time.Date(2025, 1, 24, 23, 30, 0, 0, time.FixedZone("ICT", 7*3600))
	if got := c.AddDays(evening, 5, DayWorking, false); !got.Equal(Day(2025, 2, 7)) {
		t.Errorf("an evening in Hà Nội ends at %s", got)
	}
}

func TestCalendarTable(t *testing.T) {
	c := tet2025(t)
	if !c.Covers(Day(2025, 1, 5), Day(2025, 12, 1)) || c.Covers(Day(2025, 12, 20), Day(2026, 1, 5)) ||
		c.Covers(Day(2025, 1, 5), Day(2024, 12, 1)) {
		t.Error("coverage of years")
	}
	for name, bad := range map[string][]SpecialDay{
		"twice":   {{Day(2025, 1, 1), DayHoliday, ""}, {Day(2025, 1, 1), DayMakeUp, ""}},
		"kind":    {{Day(2025, 1, 1), "feast", ""}},
		"no date": {{Kind: DayHoliday}},
	} {
		if _, err := NewCalendar(bad); !errors.Is(err, ErrCalendar) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func drawDay(t *rapid.T, name string) time.Time {
	return Day(2024, 1, 1).AddDate(0, 0, rapid.IntRange(0, 900).Draw(t, name))
}

func TestAddDaysProperties(t *testing.T) {
	c := tet2025(t)
	rapid.Check(t, func(t *rapid.T) {
		from := drawDay(t, "from")
		n := rapid.IntRange(0, 120).Draw(t, "n")
		later := from.AddDate(0, 0, rapid.IntRange(0, 60).Draw(t, "later"))
		roll := rapid.Bool().Draw(t, "roll")
		if got := c.AddDays(from, n, DayCalendar, false); int(got.Sub(from).Hours()/24) != n {
			t.Fatalf("%d calendar days give %s", n, got)
		}
		for _, days := range DayTypes.All() {
			end := c.AddDays(from, n, days, roll)
			if c.AddDays(later, n, days, roll).Before(end) {
				t.Fatalf("%s: a later start ends earlier", days)
			}
			if c.AddDays(from, n+1, days, roll).Before(end) {
				t.Fatalf("%s: one day more ends earlier", days)
			}
			if roll && !c.Working(end) {
				t.Fatalf("%s: %s is not worked", days, end)
			}
		}
		end := c.AddDays(from, n, DayWorking, false)
		worked := 0
		for x := from.AddDate(0, 0, 1); !x.After(end); x = x.AddDate(0, 0, 1) {
			if c.Working(x) {
				worked++
			}
		}
		if worked != n {
			t.Fatalf("%d working days in (%s, %s], want %d", worked, from, end, n)
		}
		if c.Working(from) && n > 0 && !c.AddDays(end, -n, DayWorking, false).Equal(from) {
			t.Fatalf("%d working days back from %s is not %s", n, end, from)
		}
	})
}

func TestParseDate(t *testing.T) {
	tests := []struct {
		in, first, last string
		exact           bool
	}{
		{"2019-06-25", "2019-06-25", "2019-06-25", true},
		{"2020-02", "2020-02-01", "2020-02-29", false},
		{"2019", "2019-01-01", "2019-12-31", false},
		{"2019-Q2", "2019-04-01", "2019-06-30", false},
		{"2020-Q1", "2020-01-01", "2020-03-31", false},
		{"2019-Q4", "2019-10-01", "2019-12-31", false},
		{"", "", "", false},
	}
	for _, tt := range tests {
		got := d(t, tt.in)
		if text(got.On) != tt.first || text(got.Last()) != tt.last || got.Exact() != tt.exact {
			t.Errorf("%q: %s..%s exact %v", tt.in, text(got.On), text(got.Last()), got.Exact())
		}
		if again := NewDate(got.Last(), got.Precision); again != got {
			t.Errorf("%q: NewDate of its last day is %v", tt.in, again)
		}
	}
	for _, bad := range []string{"25/6/2019", "2019-02-29", "2019-13", "19", "2019-6-25", "2019-Q0", "2019-Q5", "19-Q1", "2019-Q"} {
		if got, err := ParseDate(bad); err == nil {
			t.Errorf("%q: %v", bad, got)
		}
	}
}
