package viet

import (
	"fmt"
	"strings"
	"time"
)

// Precision is how much of a date was given. Only a day can start or stop a deadline.
type Precision string

const (
	Day     Precision = "day"
	Month   Precision = "month"
	Quarter Precision = "quarter"
	Year    Precision = "year"
)

// DateFlag marks a date that was read, with a doubt the reader of the report should see.
type DateFlag string

const (
	DatePlain DateFlag = ""
	// DateYearFromDocument: "25-9"; the year was taken from the date of the document.
	DateYearFromDocument DateFlag = "year_from_document"
	// DateExcelSerial: 43641, a date that lost its cell format. Counted from 1900, as Excel on Windows does.
	DateExcelSerial DateFlag = "excel_serial"
	// DateTwoDigitYear: 25/9/19, read as 2019.
	DateTwoDigitYear DateFlag = "two_digit_year"
	// DateSpan: "từ 10-12/5/2024", several days; read as their month.
	DateSpan DateFlag = "span"
)

// Date is a day, month, quarter or year of the Gregorian calendar. Day is the first day of it.
type Date struct {
	Day       time.Time
	Precision Precision
	Flag      DateFlag
}

// Period returns the days the date covers.
func (d Date) Period() (start, end time.Time) {
	switch d.Precision {
	case Month:
		return d.Day, d.Day.AddDate(0, 1, 0)
	case Quarter:
		return d.Day, d.Day.AddDate(0, 3, 0)
	case Year:
		return d.Day, d.Day.AddDate(1, 0, 0)
	}
	return d.Day, d.Day.AddDate(0, 0, 1)
}

// DateCode says why a text is no date.
type DateCode string

const (
	DateEmpty    DateCode = "empty"
	DateNone     DateCode = "not_a_date"
	DateBadDay   DateCode = "no_such_day"   // 30/02/2019
	DateBadMonth DateCode = "no_such_month" // 5/25/2017: day, month, year always; never turned round
	DateBadYear  DateCode = "bad_year"      // 25/6/209
	DateBadSign  DateCode = "foreign_sign"  // 30%/04%/2026
	DateNoYear   DateCode = "no_year"       // 25-9, and the document has no date
	DateLunar    DateCode = "lunar"         // 10/3 âm lịch: not converted
	// DateSpanOfMonths: "28/4 - 2/5/2024", days of several months
	DateSpanOfMonths DateCode = "span_of_months"
)

// DateError carries the code and the text that could not be read.
type DateError struct {
	Code DateCode
	Text string
}

func (e *DateError) Error() string { return fmt.Sprintf("date %q: %s", e.Text, e.Code) }

// ParseDate reads a date as officials write it: 25/5/2017, 25.5.2017, 13-5-2019, 2019-06-25, tháng
// 7-2015, quý I/2020, "ngày 03 tháng tư năm 2018", "Hà Nội, ngày 09 tháng 01 năm 2026", 25-9. The order
// is always day, month, year. doc is the date of the document, from which a date without a year takes
// one: the latest such day that is not more than 60 days after the document, since reports look back
// and deadlines look a little ahead. A zero doc makes such a date an error. Errors are *DateError.
func ParseDate(s string, doc time.Time) (Date, error) {
	if d, ok := plainDate(s); ok {
		return d, nil
	}
	text := Tidy(s)
	if d, ok := instant(text); ok {
		return d, nil
	}
	if d, ok := takenYear(text); ok {
		return d, nil
	}
	lower := strings.ToLower(text)
	if span, ok := spanOf(lower); ok && (span.year != "" || doc.IsZero()) {
		d, code := span.date()
		if code == "" {
			return d, nil
		}
		return Date{}, &DateError{Code: code, Text: text}
	}
	d, code := readDate(lower, doc)
	if code != "" {
		return Date{}, &DateError{Code: code, Text: text}
	}
	return d, nil
}

// plainDate is the way of ten million register rows: d/m/yyyy and yyyy-mm-dd, no words, no copies.
func plainDate(s string) (Date, bool) {
	if len(s) < 8 || len(s) > 10 {
		return Date{}, false
	}
	a, sep1, rest := cutSmall(s)
	b, sep2, rest := cutSmall(rest)
	c, end, rest := cutSmall(rest)
	if sep1 != sep2 || end != 0 || rest != "" || a < 0 || b < 0 || c < 0 {
		return Date{}, false
	}
	if s[4] == '-' && sep1 == '-' {
		a, c = c, a
	}
	if c < 1900 || sep1 != '/' && sep1 != '-' && sep1 != '.' {
		return Date{}, false
	}
	day, code := civil(c, b, a)
	return Date{Day: day, Precision: Day}, code == ""
}

// cutSmall reads a number of at most four digits and the one byte after it.
func cutSmall(s string) (n int, sep byte, rest string) {
	i := 0
	for ; i < len(s) && i < 4 && isDigit(s[i]); i++ {
		n = n*10 + int(s[i]-'0')
	}
	switch {
	case i == 0:
		return -1, 0, s
	case i == len(s):
		return n, 0, ""
	}
	return n, s[i], s[i+1:]
}

func readDate(s string, doc time.Time) (Date, DateCode) {
	s = strings.Trim(s, " .,;()|'\"")
	if s == "" {
		return Date{}, DateEmpty
	}
	if strings.Contains(s, "âm lịch") || strings.HasSuffix(s, "(âl)") || strings.HasSuffix(s, " âl") {
		return Date{}, DateLunar
	}
	if d, ok := serialText(s); ok {
		return d, ""
	}
	s, _ = dropClock(cutPlace(cutAround(s)))
	return shapeDate(tokenizeDate(strings.Trim(s, " .,;()|-")), doc)
}

// cutPlace takes "Hà Nội," off "Hà Nội, ngày 09 tháng 01 năm 2026".
func cutPlace(s string) string {
	place, date, ok := strings.Cut(s, ", ngày")
	if !ok || strings.ContainsAny(place, "0123456789") {
		return s
	}
	return "ngày" + date
}

// shapeDate reads the numbers by their shape. The shapes are the forms of shared/domain.md §7.
func shapeDate(t dateTokens, doc time.Time) (Date, DateCode) {
	n := t.nums
	switch t.shape {
	case "n/n/n":
		if n[0].digits == 4 {
			return dayOf(n[2], n[1], n[0])
		}
		return dayOf(n[0], n[1], n[2])
	case "nTnNn", "nTn/n", "nTnn", "nTn/Nn", "n/nNn", "n/n/Nn", "n/Tn/Nn", "n/Tn/n", "n/TnNn":
		return dayOf(n[0], n[1], n[2])
	case "nTn", "n/Tn":
		return dayNoYear(n[0], n[1], doc)
	case "n/n":
		return twoNumbers(n[0], n[1], doc)
	case "TnNn", "Tn/n", "Tnn", "Tn/Nn":
		return monthOf(n[0], n[1])
	case "Tn":
		return monthNoYear(n[0], doc)
	case "QnNn", "Qn/n", "Qnn", "Qn/Nn":
		return quarterOf(n[0], n[1])
	case "Qn":
		return Date{}, DateNoYear
	case "Nn", "n":
		return yearOf(n[0])
	}
	if len(n) > 1 && strings.Contains(t.shape, "?") && !strings.Contains(t.shape, "x") {
		return Date{}, DateBadSign
	}
	return Date{}, DateNone
}

func dayOf(d, m, y dateNum) (Date, DateCode) {
	year, flag, code := fullYear(y)
	if code != "" {
		return Date{}, code
	}
	day, code := civil(year, m.n, d.n)
	return Date{Day: day, Precision: Day, Flag: flag}, code
}

// twoNumbers tells 7/2015 and 2015-07 (months) from 25-9 (a day without its year).
func twoNumbers(a, b dateNum, doc time.Time) (Date, DateCode) {
	switch {
	case b.digits >= 3:
		return monthOf(a, b)
	case a.digits >= 3:
		return monthOf(b, a)
	}
	return dayNoYear(a, b, doc)
}

func monthOf(m, y dateNum) (Date, DateCode) {
	if y.digits != 4 {
		return Date{}, DateBadYear
	}
	day, code := civil(y.n, m.n, 1)
	return Date{Day: day, Precision: Month}, code
}

func quarterOf(q, y dateNum) (Date, DateCode) {
	if y.digits != 4 {
		return Date{}, DateBadYear
	}
	if q.n < 1 || q.n > 4 {
		return Date{}, DateNone
	}
	day, code := civil(y.n, 3*q.n-2, 1)
	return Date{Day: day, Precision: Quarter}, code
}

func yearOf(y dateNum) (Date, DateCode) {
	if y.digits != 4 {
		return Date{}, DateNone
	}
	day, code := civil(y.n, 1, 1)
	return Date{Day: day, Precision: Year}, code
}

func monthNoYear(m dateNum, doc time.Time) (Date, DateCode) {
	d, code := dayNoYear(dateNum{n: 1}, m, doc)
	d.Precision = Month
	return d, code
}

// lookAhead is how far after its own date a document may speak of a day without a year.
const lookAhead = 60

func dayNoYear(d, m dateNum, doc time.Time) (Date, DateCode) {
	if _, code := civil(2000, m.n, d.n); code != "" { // a leap year: 29-2 may be a day
		return Date{}, code
	}
	if doc.IsZero() {
		return Date{}, DateNoYear
	}
	latest := doc.AddDate(0, 0, lookAhead)
	for year := latest.Year(); year >= latest.Year()-1; year-- {
		day, code := civil(year, m.n, d.n)
		if code == "" && !day.After(latest) {
			return Date{Day: day, Precision: Day, Flag: DateYearFromDocument}, ""
		}
	}
	return Date{}, DateBadDay // 29-2, and neither year had one
}

func fullYear(y dateNum) (int, DateFlag, DateCode) {
	switch {
	case y.digits == 4:
		return y.n, DatePlain, ""
	case y.digits == 2 && y.n < 70:
		return 2000 + y.n, DateTwoDigitYear, ""
	case y.digits == 2:
		return 1900 + y.n, DateTwoDigitYear, ""
	}
	return 0, DatePlain, DateBadYear
}

// civil makes a day that exists. Years outside 1900–2100 are slips of the keyboard.
func civil(year, month, day int) (time.Time, DateCode) {
	switch {
	case year < 1900 || year > 2100:
		return time.Time{}, DateBadYear
	case month < 1 || month > 12:
		return time.Time{}, DateBadMonth
	case day < 1 || day > 31:
		return time.Time{}, DateBadDay
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return time.Time{}, DateBadDay
	}
	return t, ""
}
