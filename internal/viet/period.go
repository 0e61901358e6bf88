package viet

import (
	"strings"
	"time"
)

// Period is the time a figure covers: half-open, from Start up to but not including End. Officials
// write both ends as included ("từ ngày 1/1 đến ngày 30/6"); Last gives that form back.
type Period struct {
	Label      string // as written, tidied
	Start, End time.Time
	// HasClock marks ends given with a time of day ("từ 12 giờ ngày 25-9"), which the days round outward.
	HasClock bool
	// ToDate marks "từ 2021 đến nay": End is the day after the document and the figure will grow.
	ToDate bool
}

// Last is the last day of the period, as a report prints it.
func (p Period) Last() time.Time { return p.End.AddDate(0, 0, -1) }

// ParsePeriod reads a reporting period: năm 2019, quý I/2020, tháng 10-2019, 6 tháng đầu năm 2019,
// 9 tháng 2023, 3 tháng cuối năm 2019, giai đoạn 2022-2025, từ 2021 đến nay, từ ngày 25-9 đến ngày
// 25-10-2025. doc dates the document, for "đến nay" and for ends without a year. Errors are *DateError;
// "sau 3 năm" and "nhiệm kỳ" without years are no period.
func ParsePeriod(s string, doc time.Time) (Period, error) {
	label := Tidy(s)
	p, code := readPeriod(strings.Trim(strings.ToLower(label), " .,;()"), doc)
	if code == "" && !p.Start.Before(p.End) {
		code = DateNone
	}
	if code != "" {
		return Period{}, &DateError{Code: code, Text: label}
	}
	p.Label = label
	return p, nil
}

// periodLeadIns are words in front of a period that name its sort and not its days.
var periodLeadIns = []string{"trong", "kỳ báo cáo", "kỳ", "giai đoạn", "nhiệm kỳ", "số liệu", "tính", "cả"}

func readPeriod(s string, doc time.Time) (Period, DateCode) {
	for _, lead := range periodLeadIns {
		s, _ = cutPhrase(s, lead)
	}
	if s == "" {
		return Period{}, DateEmpty
	}
	if p, ok := monthsOfYear(s); ok {
		return p, ""
	}
	if p, ok := yearSpan(s); ok {
		return p, ""
	}
	if rest, ok := cutPhrase(s, "từ"); ok {
		return fromTo(rest, doc)
	}
	d, code := readDate(s, doc)
	start, end := d.Period()
	return Period{Start: start, End: end}, code
}

var monthCounts = map[string]int{"ba": 3, "sáu": 6, "chín": 9}

// monthsOfYear reads "6 tháng đầu năm 2019", "9 tháng 2023", "3 tháng cuối năm 2019".
func monthsOfYear(s string) (Period, bool) {
	word, rest := cutWord(s)
	count, ok := monthCounts[word]
	if !ok {
		n, after := cutDateNumber(s)
		if n.digits == 0 || n.digits > 2 || n.n < 1 || n.n > 12 {
			return Period{}, false
		}
		count, rest = n.n, after
	}
	rest, ok = cutPhrase(strings.TrimLeft(rest, " "), "tháng")
	if !ok {
		return Period{}, false
	}
	rest, _ = cutPhrase(rest, "đầu")
	rest, fromEnd := cutPhrase(rest, "cuối")
	rest = strings.TrimLeft(rest, " /-")
	rest, _ = cutPhrase(rest, "năm")
	year, ok := onlyYear(rest)
	if !ok {
		return Period{}, false
	}
	if fromEnd {
		next := year.AddDate(1, 0, 0)
		return Period{Start: next.AddDate(0, -count, 0), End: next}, true
	}
	return Period{Start: year, End: year.AddDate(0, count, 0)}, true
}

// yearSpan reads 2022-2025 and 2024 - 2029: both years belong.
func yearSpan(s string) (Period, bool) {
	s, _ = cutPhrase(s, "năm")
	for _, sep := range []string{"-", "–", "đến"} {
		first, last, ok := strings.Cut(s, sep)
		if !ok {
			continue
		}
		last, _ = cutPhrase(strings.TrimSpace(last), "năm")
		start, okStart := onlyYear(strings.TrimSpace(first))
		end, okEnd := onlyYear(last)
		if okStart && okEnd {
			return Period{Start: start, End: end.AddDate(1, 0, 0)}, true
		}
	}
	return Period{}, false
}

func onlyYear(s string) (time.Time, bool) {
	n, rest := cutDateNumber(s)
	d, code := yearOf(n)
	return d.Day, rest == "" && code == ""
}

// fromTo reads "… đến …" after "từ". An end without a year lends none; a start takes its year from the
// end, so that "từ 25-9 đến 25-10-2025" lies in one year and "từ 20-12 đến 15-1-2026" in two.
func fromTo(s string, doc time.Time) (Period, DateCode) {
	first, last, ok := strings.Cut(s, " đến ")
	if !ok {
		return Period{}, DateNone
	}
	var p Period
	_, clockFirst := dropClock(first)
	_, clockLast := dropClock(last)
	p.HasClock = clockFirst || clockLast
	code := p.endAt(strings.TrimSpace(last), doc)
	if code != "" {
		return Period{}, code
	}
	start, code := readDate(first, p.Last().AddDate(0, 0, -lookAhead))
	p.Start, _ = start.Period()
	return p, code
}

func (p *Period) endAt(s string, doc time.Time) DateCode {
	if s == "nay" || s == "hiện nay" {
		if doc.IsZero() {
			return DateNoYear
		}
		p.ToDate, p.End = true, time.Date(doc.Year(), doc.Month(), doc.Day()+1, 0, 0, 0, 0, time.UTC)
		return ""
	}
	if s, ok := cutPhrase(s, "hết"); ok {
		return p.endAt(s, doc)
	}
	d, code := readDate(s, doc)
	if code == "" {
		_, p.End = d.Period()
	}
	return code
}
