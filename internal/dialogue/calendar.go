package dialogue

import (
	"errors"
	"fmt"
	"time"
)

// ErrCalendar marks a holiday table that contradicts itself.
var ErrCalendar = errors.New("bad holiday table")

// A SpecialDay is a row of the dated holiday table (ngày nghỉ lễ, ngày làm bù). The table is data, because the
// days off around Tết and the make-up Saturdays are decided anew each year.
type SpecialDay struct {
	On   time.Time
	Kind DayKind
	Name string
}

// A Calendar knows which days are worked. The zero Calendar knows weekends only.
type Calendar struct {
	special map[time.Time]DayKind
	years   map[int]bool // years for which the table has at least one holiday
}

// NewCalendar makes a calendar from a table; the error wraps ErrCalendar and names the day that is twice in it
// or of no known kind.
func NewCalendar(days []SpecialDay) (Calendar, error) {
	c := Calendar{special: make(map[time.Time]DayKind, len(days)), years: map[int]bool{}}
	for _, d := range days {
		on := DayOf(d.On)
		if !DayKinds.Valid(d.Kind) || d.On.IsZero() {
			return Calendar{}, fmt.Errorf("%s %q: %w", on.Format(time.DateOnly), d.Kind, ErrCalendar)
		}
		if _, twice := c.special[on]; twice {
			return Calendar{}, fmt.Errorf("%s is there twice: %w", on.Format(time.DateOnly), ErrCalendar)
		}
		c.special[on] = d.Kind
		if d.Kind == DayHoliday {
			c.years[on.Year()] = true
		}
	}
	return c, nil
}

// Working says whether day is worked: Monday to Friday without the holidays, and the make-up days.
func (c Calendar) Working(day time.Time) bool {
	switch c.special[DayOf(day)] {
	case DayHoliday:
		return false
	case DayMakeUp:
		return true
	}
	w := day.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// Covers says whether the table has holidays for every year from a to b. Working days counted through a year
// that nobody entered would be silently short.
func (c Calendar) Covers(a, b time.Time) bool {
	if b.Before(a) {
		a, b = b, a
	}
	for y := a.Year(); y <= b.Year(); y++ {
		if !c.years[y] {
			return false
		}
	}
	return true
}

// AddDays is the day n days from day 0, counting from the day after it (Bộ luật Dân sự 2015 Điều 147: the day of the
// event is left out); a negative n counts back. In working days only worked days count.
//
// roll moves an end that is not worked to the next working day (Điều 148). Whether that binds a Party regulation
// is not known, so it is a switch of each rule and off by default. It never moves an end counted back: that would
// shorten the "ít nhất N ngày trước" it protects.
func (c Calendar) AddDays(from time.Time, n int, t DayType, roll bool) time.Time {
	day := DayOf(from)
	if t == DayWorking {
		day = c.addWorking(day, n)
	} else {
		day = day.AddDate(0, 0, n)
	}
	for roll && n >= 0 && !c.Working(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

func (c Calendar) addWorking(day time.Time, n int) time.Time {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		day = day.AddDate(0, 0, step)
		if c.Working(day) {
			n--
		}
	}
	return day
}
