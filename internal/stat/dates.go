package stat

import "time"

// days is the number of calendar days from a to b, by their own calendar dates: the session day is day 0, and neither
// the hour nor a time zone may move a deadline.
func days(a, b time.Time) int {
	return int(dateOnly(b).Sub(dateOnly(a)) / (24 * time.Hour))
}

func dateOnly(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
