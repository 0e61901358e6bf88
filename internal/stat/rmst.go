package stat

import "math"

// MeanWithin is the average number of days open within the first Tau days.
type MeanWithin struct {
	Status   Status
	Tau      float64
	Days, SE float64
	Warnings []Warning
}

// RMST is the restricted mean: the area under S up to tau ("số ngày trung bình trong 60 ngày đầu"), with the standard
// error of R's survmean. If nothing was followed as long as tau and cases are still open, the area is not known:
// Insufficient, with the curve carried on flat as R does.
func (r KM) RMST(tau float64) MeanWithin {
	m := MeanWithin{Status: r.Status, Tau: tau}
	if r.Status != OK || !(tau > 0) || !finite(tau) {
		m.Status = NotApplicable
		return m
	}
	last := r.indexAt(tau)
	// Area to the right of each day, from the end backwards: it weighs that day's Greenwood term.
	right, variance := 0.0, 0.0
	end := tau
	for i := last; i >= 0; i-- {
		p := r.Points[i]
		right += (end - p.Time) * p.Open
		end = p.Time
		if n, d := float64(p.AtRisk), float64(p.Events); n > d {
			variance += right * right * d / (n * (n - d))
		}
	}
	m.Days, m.SE = right+end, math.Sqrt(variance)
	if tau > r.table.last() && (last < 0 || r.Points[last].Open > 0) {
		m.Status = Insufficient
		m.Warnings = append(m.Warnings, WarnBeyondData)
	}
	return m
}
