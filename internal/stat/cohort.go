package stat

import "time"

// Followed is one opinion with its session day and the day it was finished (zero: not finished).
type Followed struct {
	Session, Done time.Time
}

// Share is x of n as counts.
type Share struct{ X, N int }

// CohortShare is the matured-cohort rate beside the snapshot.
type CohortShare struct {
	Status   Status // NotApplicable: nothing is K days old yet
	Snapshot Share  // finished by the cut-off, of all received: "tình trạng hiện tại" only
	Cohort   Share  // finished within K days, of sessions at least K days old: tables and trends use this
	Immature int    // opinions of sessions younger than K days: in neither part, early finishers included
	OpenAges []int  // age in days of what is open at the cut-off, in input order
	Rejected int    // finished before their session: not counted anywhere
}

// CohortAt counts by the rule that the session day is day 0 and day k itself is in time. Whatever is dated after the
// cut-off does not exist yet: a session held later is not received, an answer given later is still open.
//
// Early finishers of young sessions stay out of the cohort: counting them would keep only the fast half of recent cases.
func CohortAt(rows []Followed, cutoff time.Time, k int) CohortShare {
	r := CohortShare{Status: NotApplicable}
	for _, row := range rows {
		age := days(row.Session, cutoff)
		if age < 0 {
			continue
		}
		took, done := finishedBy(row, cutoff)
		if done && took < 0 {
			r.Rejected++
			continue
		}
		r.Snapshot.N++
		if done {
			r.Snapshot.X++
		} else {
			r.OpenAges = append(r.OpenAges, age)
		}
		switch {
		case age < k:
			r.Immature++
		case done && took <= k:
			r.Cohort.X++
			fallthrough
		default:
			r.Cohort.N++
		}
	}
	if r.Cohort.N > 0 {
		r.Status = OK
	}
	return r
}

func finishedBy(row Followed, cutoff time.Time) (took int, done bool) {
	if row.Done.IsZero() || days(row.Done, cutoff) < 0 {
		return 0, false
	}
	return days(row.Session, row.Done), true
}
