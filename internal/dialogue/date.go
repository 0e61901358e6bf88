package dialogue

import (
	"fmt"
	"strings"
	"time"
)

// Day is a calendar day: midnight UTC, so that days compare and add without a zone.
func Day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// DayOf drops the clock and the zone of t, keeping the day as its own zone reads it.
func DayOf(t time.Time) time.Time { return Day(t.Date()) }

// A Date is a day of a record together with how much of it is known. The zero Date is "no date".
type Date struct {
	On        time.Time // the first day it can be; midnight UTC
	Precision DatePrecision
}

// On is a date known to the day; the zero time gives no date.
func On(t time.Time) Date { return NewDate(t, PrecisionDay) }

// NewDate is t known to precision p, moved to the first day it can be. An empty p is the day.
func NewDate(t time.Time, p DatePrecision) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.Date()
	switch p {
	case PrecisionYear:
		m, d = time.January, 1
	case PrecisionQuarter:
		m, d = m-(m-1)%3, 1
	case PrecisionMonth:
		d = 1
	default:
		p = PrecisionDay
	}
	return Date{Day(y, m, d), p}
}

// ParseDate reads a stored date, "2019-06-25", "2019-06", "2019-Q2" or "2019"; the empty string is no date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if year, quarter, ok := strings.Cut(s, "-Q"); ok {
		t, err := time.Parse("2006", year)
		if q, known := map[string]time.Month{"1": 1, "2": 4, "3": 7, "4": 10}[quarter]; err == nil && known {
			return Date{Day(t.Year(), q, 1), PrecisionQuarter}, nil
		}
		return Date{}, fmt.Errorf("date %q: want YYYY-Q1 to YYYY-Q4", s)
	}
	forms := map[int]struct {
		layout    string
		precision DatePrecision
	}{10: {time.DateOnly, PrecisionDay}, 7: {"2006-01", PrecisionMonth}, 4: {"2006", PrecisionYear}}
	form, ok := forms[len(s)]
	if !ok {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY", s)
	}
	t, err := time.Parse(form.layout, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q: %w", s, err)
	}
	return Date{t, form.precision}, nil
}

// IsZero says that there is no date.
func (d Date) IsZero() bool { return d.On.IsZero() }

// Exact says that the day is known.
func (d Date) Exact() bool {
	return !d.IsZero() && (d.Precision == PrecisionDay || d.Precision == "")
}

// Last is the last day the date can be; On is the first.
func (d Date) Last() time.Time {
	switch d.Precision {
	case PrecisionYear:
		return d.On.AddDate(1, 0, -1)
	case PrecisionQuarter:
		return d.On.AddDate(0, 3, -1)
	case PrecisionMonth:
		return d.On.AddDate(0, 1, -1)
	}
	return d.On
}

// Exists says whether the date is one a reader at the cut-off can know. A date that may lie on either side
// of the cut-off exists: the file that names it was there.
func (d Date) Exists(cutoff time.Time) bool { return !d.IsZero() && !d.On.After(cutoff) }

// before says that d lies before e whatever the missing parts of both are.
func (d Date) before(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.Last().Before(e.On)
}
