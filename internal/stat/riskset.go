package stat

import "slices"

// Case is one matter followed over time, in days from its start (the session or the notice).
//
// Time is the day it ended or the day of the cut-off. Outcome is 0 while open, 1.. for the way it ended (1 = answered).
// Entry is the day it was first recorded: a case entered on day 20 was not seen before day 20 and is at risk only after
// it (left truncation), else delays look shorter. 0 means followed from the start, day 0 included.
type Case struct {
	Entry, Time float64
	Outcome     int
}

// riskRow is what happened on one day among those at risk just before it.
type riskRow struct {
	time   float64
	atRisk int
	ended  []int // by outcome-1
	events int
}

// riskTable keeps the sorted times so that "how many at risk on day t" is two binary searches.
type riskTable struct {
	rows     []riskRow // days with at least one event, ascending
	times    []float64 // all end times, ascending
	entries  []float64 // late entries, ascending
	dropped  int       // cases entered on or after the day they ended
	outcomes int
}

func (t riskTable) atRisk(day float64) int {
	return len(t.times) - countBelow(t.times, day) - (len(t.entries) - countBelow(t.entries, day))
}

func (t riskTable) last() float64 {
	if len(t.times) == 0 {
		return 0
	}
	return t.times[len(t.times)-1]
}

func (t riskTable) warnings() []Warning {
	if t.dropped > 0 {
		return []Warning{WarnLateEntry}
	}
	return nil
}

// newRiskTable checks the cases and counts them by day. A negative time is ErrInvalid: an answer before the session is a
// wrong record. A case entered on or after its end was never under observation: it is counted as dropped.
func newRiskTable(cases []Case) (riskTable, error) {
	var t riskTable
	kept := make([]Case, 0, len(cases))
	for _, c := range cases {
		if !finite(c.Time) || c.Time < 0 || !finite(c.Entry) || c.Outcome < 0 {
			return t, invalid("case from day %v to day %v, outcome %d", c.Entry, c.Time, c.Outcome)
		}
		if c.Entry > 0 && c.Entry >= c.Time {
			t.dropped++
			continue
		}
		kept = append(kept, c)
		t.times = append(t.times, c.Time)
		if c.Entry > 0 {
			t.entries = append(t.entries, c.Entry)
		}
		t.outcomes = max(t.outcomes, c.Outcome)
	}
	slices.Sort(t.times)
	slices.Sort(t.entries)
	slices.SortFunc(kept, func(a, b Case) int { return compare(a.Time, b.Time) })
	t.count(kept)
	return t, nil
}

// count fills rows. On a tied day events come before censorings: whoever is censored that day was still at risk.
func (t *riskTable) count(sorted []Case) {
	for i := 0; i < len(sorted); {
		row := riskRow{time: sorted[i].Time, ended: make([]int, t.outcomes)}
		for ; i < len(sorted) && sorted[i].Time == row.time; i++ {
			if k := sorted[i].Outcome; k > 0 {
				row.ended[k-1]++
				row.events++
			}
		}
		if row.events > 0 {
			row.atRisk = t.atRisk(row.time)
			t.rows = append(t.rows, row)
		}
	}
}
