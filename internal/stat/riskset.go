package stat

import (
	"maps"
	"math"
	"slices"
)

// Case is one matter followed over time, in days from its start (the session or the notice).
//
// Time is the day it ended or the day of the cut-off. Outcome is 0 while open, 1.. for the way it ended (1 = answered).
// Entry is the day it was first recorded: a case entered on day 20 was not seen before day 20 and is at risk only after
// it (left truncation), else delays look shorter. 0 means followed from the start, day 0 included.
//
// Count is how many such cases there are, so that a query may group by day; 0 means one.
type Case struct {
	Entry, Time float64
	Outcome     int
	Count       int
}

// riskRow is what happened on one day among those at risk just before it.
type riskRow struct {
	time   float64
	atRisk int
	ended  []int // by outcome-1
	events int
}

// riskTable keeps running totals by day, so that "how many at risk on day t" is two binary searches.
type riskTable struct {
	rows     []riskRow // days with at least one event, ascending
	exits    dayTotals
	entries  dayTotals // late entries
	dropped  int       // cases entered on or after the day they ended
	outcomes int
}

// dayTotals are ascending days with the number of cases up to and including each.
type dayTotals struct {
	days   []float64
	totals []int
}

func newDayTotals(counts map[float64]int) dayTotals {
	d := dayTotals{days: slices.Sorted(maps.Keys(counts))}
	sum := 0
	for _, day := range d.days {
		sum += counts[day]
		d.totals = append(d.totals, sum)
	}
	return d
}

func (d dayTotals) all() int {
	if len(d.totals) == 0 {
		return 0
	}
	return d.totals[len(d.totals)-1]
}

// since counts cases on that day or later.
func (d dayTotals) since(day float64) int {
	i := countBelow(d.days, day)
	if i == 0 {
		return d.all()
	}
	return d.all() - d.totals[i-1]
}

// atRisk counts cases that ended on that day or later and were known before it.
func (t riskTable) atRisk(day float64) int { return t.exits.since(day) - t.entries.since(day) }

func (t riskTable) n() int { return t.exits.all() }

func (t riskTable) last() float64 {
	if len(t.exits.days) == 0 {
		return 0
	}
	return t.exits.days[len(t.exits.days)-1]
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
	type ending struct {
		day     float64
		outcome int
	}
	exits, entries, endings := map[float64]int{}, map[float64]int{}, map[ending]int{}
	for _, c := range cases {
		if !finite(c.Time) || c.Time < 0 || !finite(c.Entry) || c.Outcome < 0 || c.Count < 0 {
			return t, invalid("%d cases from day %v to day %v, outcome %d", c.Count, c.Entry, c.Time, c.Outcome)
		}
		count := max(1, c.Count)
		if c.Entry > 0 && c.Entry >= c.Time {
			t.dropped += count
			continue
		}
		exits[c.Time] += count
		if c.Entry > 0 {
			entries[c.Entry] += count
		}
		if c.Outcome > 0 {
			endings[ending{c.Time, c.Outcome}] += count
			t.outcomes = max(t.outcomes, c.Outcome)
		}
	}
	t.exits, t.entries = newDayTotals(exits), newDayTotals(entries)
	// On a tied day events come before censorings: whoever is censored that day was still at risk.
	for _, day := range t.exits.days {
		row := riskRow{time: day, atRisk: t.atRisk(day), ended: make([]int, t.outcomes)}
		for k := range row.ended {
			row.ended[k] = endings[ending{day, k + 1}]
			row.events += row.ended[k]
		}
		if row.events > 0 {
			t.rows = append(t.rows, row)
		}
	}
	return t, nil
}

// drawUntil is the last day on which at least 10 cases, and 5% of all, are still followed: a curve beyond it hangs on a few.
func (t riskTable) drawUntil() *float64 {
	floor := max(10, int(math.Ceil(0.05*float64(t.n()))))
	for _, day := range slices.Backward(t.exits.days) {
		if t.atRisk(day) >= floor {
			return ptr(day)
		}
	}
	return nil
}
