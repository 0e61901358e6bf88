package stat

import "math"

// ShareAt is the share answered within a number of days, counting those still open.
type ShareAt struct {
	Status       Status
	Day          float64
	Share        float64
	Lower, Upper *float64 // nil where no interval exists: nothing answered in all, or everything
	AtRisk       int      // still followed on that day
	Warnings     []Warning
}

// ShareWithin gives 1-S(day), the day itself included, with the interval from the band's swapped limits. Before the first
// answer the interval is 0..0 as in R, marked no_event_yet. Beyond the last day observed with cases still open the value
// is the last one known and the status Insufficient.
func (r KM) ShareWithin(day float64, band KMBand) ShareAt {
	a := ShareAt{Status: r.Status, Day: day}
	if r.Status != OK || !finite(day) || day < 0 {
		a.Status = NotApplicable
		return a
	}
	a.AtRisk = r.table.atRisk(day)
	s := 1.0
	if i := r.indexAt(day); i >= 0 {
		s = r.Points[i].Open
		lo, hi := bandAt(s, r.variance[i], r.z, band)
		a.Lower, a.Upper = finitePtr(1-hi), finitePtr(1-lo)
	} else {
		a.Warnings = append(a.Warnings, WarnNoEvent)
		if len(r.Points) > 0 {
			a.Lower, a.Upper = ptr(0), ptr(0)
		}
	}
	a.Share = 1 - s
	a.doubt(r.table, r.N, s)
	return a
}

// doubt says when a share of n cases is read beyond the last day observed with some still open, or where few are still followed.
func (a *ShareAt) doubt(t riskTable, n int, open float64) {
	switch {
	case a.Day > t.last() && open > 0:
		a.Status = Insufficient
		a.Warnings = append(a.Warnings, WarnBeyondData)
	case float64(a.AtRisk) < math.Max(10, 0.05*float64(n)):
		a.Warnings = append(a.Warnings, WarnFewAtRisk)
	}
}

// indexAt is the last point on or before a day, -1 before the first.
func (r KM) indexAt(day float64) int {
	at := -1
	for i, p := range r.Points {
		if p.Time > day {
			break
		}
		at = i
	}
	return at
}
