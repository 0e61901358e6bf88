package stat

import (
	"slices"
	"time"
)

// AgeEdges are the upper ends of the ageing buckets: 0-10, 11-40, 41-90, 91-180 and older. 10 and 40 are the rule's own
// lines (notice within 10 days, the citizen's clock 10+30).
var AgeEdges = [4]int{10, 40, 90, 180}

// OpenCase is one open matter: its session day and its due days by the two clocks (zero: no such clock).
type OpenCase struct {
	Session             time.Time
	DueByRule, DueFinal time.Time
}

// Backlog is what is open at a cut-off ("việc còn tồn").
type Backlog struct {
	Status        Status // NotApplicable: nothing open
	Open          int
	Buckets       [5]int
	PastByRule    int // past due by the rule's clock
	PastFinal     int // past due by the citizen's clock
	NoRuleClock   int // the rule's clock has not started ("chưa có thông báo")
	Oldest        int // age in days
	OldestIndexes []int
}

// Ageing counts open cases by age, past due by each clock, and points at the ten oldest (input positions, oldest first).
// Sessions after the cut-off do not exist yet. A due day itself is in time.
//
// The average age of what is open is not given: in a steady queue it is about half the waiting time.
func Ageing(open []OpenCase, cutoff time.Time) Backlog {
	b := Backlog{Status: NotApplicable}
	ages := make([]int, len(open))
	for i, c := range open {
		if ages[i] = days(c.Session, cutoff); ages[i] < 0 {
			continue
		}
		b.Status = OK
		b.Open++
		b.Buckets[bucketOf(ages[i])]++
		b.Oldest = max(b.Oldest, ages[i])
		b.OldestIndexes = append(b.OldestIndexes, i)
		if c.DueByRule.IsZero() {
			b.NoRuleClock++
		} else if days(c.DueByRule, cutoff) > 0 {
			b.PastByRule++
		}
		if !c.DueFinal.IsZero() && days(c.DueFinal, cutoff) > 0 {
			b.PastFinal++
		}
	}
	slices.SortStableFunc(b.OldestIndexes, func(i, j int) int { return ages[j] - ages[i] })
	b.OldestIndexes = b.OldestIndexes[:min(10, len(b.OldestIndexes))]
	return b
}

func bucketOf(age int) int {
	for i, edge := range AgeEdges {
		if age <= edge {
			return i
		}
	}
	return len(AgeEdges)
}

// Flow is one period's movement of cases.
type Flow struct{ Opened, New, Closed int }

// Closing is opened + new - closed. ok is false when it would be negative: the counts do not reconcile.
func (f Flow) Closing() (n int, ok bool) {
	n = f.Opened + f.New - f.Closed
	return n, n >= 0
}

// Reconciles says whether each period opens with what the one before closed; at is the first period that does not.
func Reconciles(flows []Flow) (at int, ok bool) {
	for i, f := range flows {
		n, fine := f.Closing()
		if !fine || (i+1 < len(flows) && flows[i+1].Opened != n) {
			return i, false
		}
	}
	return 0, true
}
