package dialogue

import (
	"slices"
	"time"
)

// A Case is one opinion as a spell of time, from its session to what is counted as done (a reply, a resolution).
type Case struct {
	Start   Date // day of the session
	Done    Date
	Undated bool // done, on a day not known
}

// done says whether the case is done by the cut-off, and whether the day can be used.
func (c Case) done(cutoff time.Time) (done, dated bool) {
	if c.Done.IsZero() {
		return c.Undated, false
	}
	return c.Done.Exists(cutoff), c.Done.Exact() && !c.Done.before(c.Start)
}

// A Count is a numerator and its denominator, with what stands beside them.
type Count struct {
	X, N     int
	Immature int // cohort only: not yet K days old, in neither part
	Unknown  int // cohort only: the days do not tell
}

// Value is X / N in [0, 1]; not ok when N is 0: "chưa có ý kiến" is not 0%.
func (c Count) Value() (v float64, ok bool) { return ratio(c.X, c.N) }

// Bounds are the worst and the best case with the unknown counted in; not ok when there is nothing.
func (c Count) Bounds() (worst, best float64, ok bool) { return bounds(c.X, c.N, c.Unknown) }

// Snapshot (tình trạng hiện tại) is done by the cut-off over all received by then. It punishes those who hold
// sessions late in the year, so it is never ranked.
func Snapshot(cases []Case, cutoff time.Time) Count {
	cutoff = DayOf(cutoff)
	var n Count
	for _, c := range cases {
		if !c.Start.Exists(cutoff) {
			continue
		}
		n.N++
		if done, _ := c.done(cutoff); done {
			n.X++
		}
	}
	return n
}

// Cohort (nhóm đã đủ thời gian) is done within k calendar days of the session, day k included, over the cases at
// least k days old at the cut-off. A younger one is left out even when it is done: only the fast half of the recent
// cases would count.
func Cohort(cases []Case, k int, cutoff time.Time) Count {
	cutoff = DayOf(cutoff)
	var n Count
	for _, c := range cases {
		last := c.Start.On.AddDate(0, 0, k)
		done, dated := c.done(cutoff)
		switch {
		case !c.Start.Exists(cutoff):
		case last.After(cutoff):
			n.Immature++
		case !c.Start.Exact(), done && !dated:
			n.Unknown++
		case done && !c.Done.On.After(last):
			n.X++
			n.N++
		default:
			n.N++
		}
	}
	return n
}

// OpenAges are the ages in days of the cases open at the cut-off, oldest first. Their mean is not a waiting time. A
// case whose day is not known has no age and is counted in undated.
func OpenAges(cases []Case, cutoff time.Time) (ages []int, undated int) {
	cutoff = DayOf(cutoff)
	for _, c := range cases {
		done, _ := c.done(cutoff)
		switch {
		case done || !c.Start.Exists(cutoff):
		case !c.Start.Exact():
			undated++
		default:
			ages = append(ages, int(cutoff.Sub(c.Start.On).Hours()/24))
		}
	}
	slices.Sort(ages)
	slices.Reverse(ages)
	return ages, undated
}

// AgeEdges are the last days of the backlog's buckets 0-10, 11-40, 41-90, 91-180 and over: 10 and 40 are the lines
// of Quy chế 07-QC/TU itself.
func AgeEdges() []int { return []int{10, 40, 90, 180} }

// Buckets counts ages by edges, each edge the last day of its bucket; the last count is what lies beyond.
func Buckets(ages, edges []int) []int {
	out := make([]int, len(edges)+1)
	for _, a := range ages {
		i, _ := slices.BinarySearch(edges, a)
		out[i]++
	}
	return out
}
