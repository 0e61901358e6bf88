package stat

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// CountRate is events per exposure times a multiplier: sessions per commune, opinions per 1,000 attendees. It may exceed 1.
type CountRate struct {
	Status              Status
	Value, Lower, Upper float64
	Method              string // "exact" below 10 events, else "byar"
}

// PoissonRate gives count/exposure·multiplier with exact χ² limits below 10 events and Byar's approximation from 10 on
// (Breslow & Day 1987), the switch Public Health England uses: Byar's lower limit turns negative near 1.
// Zero events have lower exactly 0 (gonum panics on χ² with 0 degrees of freedom). Zero exposure is NotApplicable.
func PoissonRate(count, exposure, multiplier, conf float64) (CountRate, error) {
	r := CountRate{Status: NotApplicable}
	if !finite(count) || count < 0 || !finite(exposure) || exposure < 0 || !(multiplier > 0) || !finite(multiplier) {
		return r, invalid("count %v, exposure %v, multiplier %v", count, exposure, multiplier)
	}
	z, err := ZFor(conf)
	if err != nil || exposure == 0 {
		return r, err
	}
	var lo, hi float64
	if count < 10 {
		r.Method = "exact"
		lo, hi = poissonExact(count, (1-conf)/2)
	} else {
		r.Method = "byar"
		lo, hi = byar(count, -z), byar(count+1, z)
	}
	r.Status = OK
	scale := multiplier / exposure
	r.Value, r.Lower, r.Upper = count*scale, lo*scale, hi*scale
	return r, nil
}

func poissonExact(x, tail float64) (lo, hi float64) {
	if x > 0 {
		lo = distuv.ChiSquared{K: 2 * x}.Quantile(tail) / 2
	}
	return lo, distuv.ChiSquared{K: 2*x + 2}.Quantile(1-tail) / 2
}

func byar(x, z float64) float64 {
	return x * math.Pow(1-1/(9*x)+z/(3*math.Sqrt(x)), 3)
}
