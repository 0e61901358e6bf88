package unit

import "time"

// day is a calendar day as the number yyyymmdd: ordered, small, and without a zone.
type day int32

const (
	dayMin day = 0        // before the history begins
	dayMax day = 99999999 // open end
	// historyStart is where the sources begin; what a unit was called before is not known here.
	historyStart day = 20150101
	reformDay    day = 20250701
)

func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return day(y*10000 + int(m)*100 + d)
}

func (d day) time() time.Time {
	if d == dayMin || d == dayMax {
		return time.Time{}
	}
	return time.Date(int(d/10000), time.Month(d/100%100), int(d%100), 0, 0, 0, 0, time.UTC)
}

// before is the last day of an interval that ends at d.
func (d day) before() day {
	if d == dayMin || d == dayMax {
		return d
	}
	return dayOf(d.time().AddDate(0, 0, -1))
}

// parseDay reads YYYY-MM-DD; a day that is none (2025-02-30) is refused. By hand, because Load calls
// it some 30,000 times and time.Parse is ten times slower.
func parseDay(s string) (day, bool) {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	n := 0
	for _, i := range [8]int{0, 1, 2, 3, 5, 6, 8, 9} {
		c := s[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	d := day(n)
	return d, n > 0 && dayOf(d.time()) == d
}
