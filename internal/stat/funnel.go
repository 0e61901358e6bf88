package stat

import "math"

// Limits are the two pairs of funnel limits at one n, shares in [0,1].
type Limits struct {
	Status             Status
	Lower95, Upper95   float64
	Lower998, Upper998 float64
	Warnings           []Warning
}

// FunnelLimits gives the control limits θ ± z·√(θ(1-θ)/n) around a target, clipped to [0,1] (Spiegelhalter 2005).
// The long expression in PHEindicatormethods equals this to 1e-15.
//
// θ of 0 or 1 collapses the limits: NotApplicable. n<=0 likewise. Below n·θ·(1-θ)=5 normal limits are rough and say so;
// labels come from FunnelBand, which stays good there.
func FunnelLimits(theta, n float64) (Limits, error) {
	r := Limits{Status: NotApplicable}
	if !(theta >= 0 && theta <= 1) || !finite(n) || n < 0 {
		return r, invalid("target %v, denominator %v", theta, n)
	}
	if theta == 0 || theta == 1 || n == 0 {
		return r, nil
	}
	r.Status = OK
	s := math.Sqrt(theta * (1 - theta) / n)
	r.Lower95, r.Upper95 = clamp(theta-Z95*s, 0, 1), clamp(theta+Z95*s, 0, 1)
	r.Lower998, r.Upper998 = clamp(theta-Z998*s, 0, 1), clamp(theta+Z998*s, 0, 1)
	if n*theta*(1-theta) < 5 {
		r.Warnings = []Warning{WarnRoughLimits}
	}
	return r, nil
}

// FunnelBand labels x of n against a target: outside iff the target lies outside the unit's Wilson interval. The same
// rule as the chart's limits (303 of 303 published labels agree), so label, chart and interval cannot contradict.
//
// n=0, θ=0 and θ=1 are BandNotCompared.
func FunnelBand(x, n, theta float64) (Band, error) {
	if !(theta >= 0 && theta <= 1) {
		return BandNotCompared, invalid("target %v", theta)
	}
	if err := checkCounts(x, n); err != nil || n == 0 || theta == 0 || theta == 1 {
		return BandNotCompared, err
	}
	return bandAgainst(theta, x, n), nil
}

// GroupRate is Σx/Σn: rates are added up, never averaged. ok is false when there is nothing to divide by.
func GroupRate(x, n []float64) (rate float64, ok bool) {
	var sx, sn float64
	for i := range x {
		sx, sn = sx+x[i], sn+n[i]
	}
	if sn == 0 {
		return 0, false
	}
	return sx / sn, true
}
