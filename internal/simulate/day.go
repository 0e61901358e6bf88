package simulate

import "time"

// day counts days from 1/1/1970: dates are compared and added by the million. 0 means no date.
type day int32

func date(y int, m time.Month, d int) day { return dayOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) }

func dayOf(t time.Time) day {
	return day(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// parseDay reads an ISO date; an empty one is missing.
func parseDay(s string, missing day) (day, error) {
	if s == "" {
		return missing, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	return dayOf(t), err
}

func (d day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// civil is the calendar date, by the usual arithmetic on eras of 400 years (time.Time is several times slower).
func (d day) civil() (y, m, dd int) {
	z := int(d) + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, doy - (153*mp+2)/5 + 1
}

// sunday: 1/1/1970 was a Thursday.
func (d day) sunday() bool { return (d+4)%7 == 0 }

// holiday: the fixed ones on which nobody holds a session. (Tết moves; its months have few sessions anyway.)
func (d day) holiday() bool {
	_, m, dd := d.civil()
	return m == 1 && dd == 1 || m == 4 && dd == 30 || m == 5 && dd == 1 || m == 9 && dd == 2
}

// capped is d, or no date when the files were drawn up before it.
func (d day) capped(until day) day {
	if d > until {
		return 0
	}
	return d
}
