package viet

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// yearTaken stands between a date as it was written without a year and the year that its document decides: "25-9 → 2024".
const yearTaken = " → "

// WithYear adds to a date without a year ("25-9", "Sáng 11/11", "tháng 3") the year that its document decides. ParseDate reads the
// text that it gives, with the flag DateYearFromDocument. ok is false where the text is no such date or the year has no such day.
func WithYear(s string, year int) (text string, d Date, ok bool) {
	s = Tidy(s)
	if !LacksYear(s) {
		return "", Date{}, false
	}
	text = s + yearTaken + strconv.Itoa(year)
	d, ok = takenYear(text)
	return text, d, ok
}

// LacksYear reports whether a text is a date but for its year.
func LacksYear(s string) bool {
	if _, whole := plainDate(s); whole || len(s) > 100 {
		return false
	}
	s = strings.ToLower(Tidy(s))
	if span, ok := spanOf(s); ok {
		return span.year == ""
	}
	_, code := readDate(s, time.Time{})
	return code == DateNoYear
}

// takenYear reads what WithYear wrote.
func takenYear(s string) (Date, bool) {
	s, year, ok := strings.Cut(s, yearTaken)
	if !ok || len(year) != 4 || !LacksYear(s) {
		return Date{}, false
	}
	text, code := cutAround(strings.ToLower(s))+" năm "+year, DateCode("")
	var d Date
	if span, ok := spanOf(strings.ToLower(s)); ok {
		span.year = year
		d, code = span.date()
	} else {
		d, code = readDate(text, time.Time{})
	}
	d.Flag = DateYearFromDocument
	return d, code == ""
}

// daySpan is "từ 10-12/5/2024": several days that follow each other. An end without a month has that of the other.
type daySpan struct{ fromDay, fromMonth, toDay, toMonth, year string }

var (
	spanInMonth = regexp.MustCompile(`^(?:từ )?(?:ngày )?(\d{1,2}) ?(?:-|–|đến|và|,|&|\+) ?(?:hết )?(?:ngày )?(\d{1,2}) ?(?:[/.]| tháng) ?(\d{1,2})(?: ?(?:[/.-]| năm) ?(\d{4}))?$`)
	spanOfDays  = regexp.MustCompile(`^(?:từ )?(?:ngày )?(\d{1,2}) ?(?:[/.]| tháng) ?(\d{1,2})(?: ?(?:[/.-]| năm) ?(\d{4}))? ?(?:-|–|đến|và|,|&|\+) ?(?:hết )?(?:ngày )?(\d{1,2}) ?(?:[/.]| tháng) ?(\d{1,2})(?: ?(?:[/.-]| năm) ?(\d{4}))?$`)
)

// spanOf reads lower-case, tidied text. "10-12/05" is a span and no day of 2005: who writes a date keeps to one sign.
func spanOf(s string) (daySpan, bool) {
	if m := spanInMonth.FindStringSubmatch(s); m != nil {
		return daySpan{m[1], m[3], m[2], m[3], m[4]}, less(m[1], m[2])
	}
	m := spanOfDays.FindStringSubmatch(s)
	if m == nil || m[3] != "" && m[3] != m[6] {
		return daySpan{}, false
	}
	return daySpan{m[1], m[2], m[4], m[5], m[6]}, m[2] != m[5] || less(m[1], m[4])
}

func less(a, b string) bool { return smallInt(a) < smallInt(b) }

func smallInt(s string) int {
	n, _ := strconv.Atoi(s) // one or two digits, by the patterns; four for a year
	return n
}

// date is the month of a span that lies in one: several days are no day that a deadline can be counted from.
func (s daySpan) date() (Date, DateCode) {
	if s.year == "" {
		return Date{}, DateNoYear
	}
	first, code := civil(smallInt(s.year), smallInt(s.fromMonth), smallInt(s.fromDay))
	if code != "" {
		return Date{}, code
	}
	last, code := civil(smallInt(s.year), smallInt(s.toMonth), smallInt(s.toDay))
	switch {
	case code != "":
		return Date{}, code
	case first.Month() != last.Month():
		return Date{}, DateSpanOfMonths
	}
	return Date{Day: first.AddDate(0, 0, 1-first.Day()), Precision: Month, Flag: DateSpan}, ""
}
