package viet

import (
	"strings"
	"time"
)

var vietNam = time.FixedZone("+07", 7*60*60)

// instant reads a moment written with its zone; its day is the one in Viet Nam. A program that keeps days as local midnights and
// writes JSON calls 18/1/2024 "2024-01-17T17:00:00.000Z".
func instant(s string) (Date, bool) {
	if len(s) < len("2024-01-17T17:00:00Z") || s[4] != '-' || !strings.ContainsAny(s[19:], "Zz+-") {
		return Date{}, false
	}
	s = strings.Replace(strings.ToUpper(s), " ", "T", 1) // databases write "2024-01-17 17:00:00+00"
	at, err := time.Parse(time.RFC3339, s)
	for _, layout := range []string{"2006-01-02T15:04:05-07", "2006-01-02T15:04:05-0700"} {
		if err != nil {
			at, err = time.Parse(layout, s)
		}
	}
	if err != nil {
		return Date{}, false
	}
	year, month, day := at.In(vietNam).Date()
	d, code := civil(year, int(month), day)
	return Date{Day: d, Precision: Day}, code == ""
}

// dropClock takes the time of day out of a date text: "10:39 11/11/2020", "17/09/2019 | 16:30", "8h30
// ngày 25/6/2019", "12 giờ ngày 25-9", "2019-06-25T00:00:00Z". The day is all that a register needs.
func dropClock(s string) (rest string, found bool) {
	if !strings.ContainsAny(s, ":htg") {
		return s, false
	}
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) || i > 0 && isDigit(s[i-1]) {
			continue
		}
		if n := clockLength(s[i:]); n > 0 {
			return joinAround(s[:i], s[i+n:]), true
		}
	}
	return s, false
}

func joinAround(before, after string) string {
	before = strings.TrimRight(strings.TrimSuffix(before, "t"), " |,-")
	after = strings.TrimLeft(after, " |,-")
	return strings.TrimSpace(before + " " + after)
}

// clockLength measures a time of day at the start of s, which begins with a digit; 0 when there is none.
func clockLength(s string) int {
	hour := digitRun(s)
	if hour > 2 {
		return 0
	}
	rest := s[hour:]
	switch {
	case strings.HasPrefix(rest, ":"):
		return isoClock(s, hour)
	case strings.HasPrefix(rest, "h"):
		n := hour + 1
		n += digitRun(s[n:])
		if startsWithLetter(s[n:]) && !strings.HasPrefix(s[n:], "p") {
			return 0
		}
		return n
	}
	blanks := len(rest) - len(strings.TrimLeft(rest, " "))
	after, ok := cutPhrase(rest[blanks:], "giờ")
	if !ok {
		return 0
	}
	n := len(s) - len(after)
	if minutes := digitRun(after); minutes > 0 {
		if tail, ok := cutPhrase(strings.TrimLeft(after[minutes:], " "), "phút"); ok {
			return len(s) - len(tail)
		}
	}
	return n
}

// isoClock measures 10:39, 00:00:00, 00:00:00.000Z and 00:00:00+07:00.
func isoClock(s string, n int) int {
	parts := 0
	for n < len(s) && s[n] == ':' && digitRun(s[n+1:]) == 2 {
		n, parts = n+3, parts+1
	}
	if parts == 0 {
		return 0
	}
	if n < len(s) && s[n] == '.' && parts == 2 {
		n += 1 + digitRun(s[n+1:])
	}
	if n < len(s) && s[n] == 'z' {
		return n + 1
	}
	if n+6 <= len(s) && (s[n] == '+' || s[n] == '-') && digitRun(s[n+1:]) == 2 && s[n+3] == ':' && digitRun(s[n+4:]) == 2 {
		return n + 6
	}
	return n
}

func digitRun(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}
