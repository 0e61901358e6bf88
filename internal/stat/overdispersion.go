package stat

import (
	"math"
	"slices"
)

// Overdispersion is what a group of units shows beyond chance, on the arcsine scale.
type Overdispersion struct {
	Status      Status
	K           int       // units with n>0
	Theta       float64   // Σx/Σn
	Z           []float64 // distance from the group in standard errors, in input order; 0 where n=0
	ZWinsorised []float64
	ZAdjusted   []float64 // with τ² in the error
	Phi         float64   // mean of the squared winsorised z: 1 = chance alone
	Tau2        float64   // extra variance between units; 0 when chance explains all
	Warnings    []Warning
}

// Overdispersed measures the ordinary differences between units (Spiegelhalter 2005, 2012; DerSimonian & Laird 1986):
// Y=asin√p, s=1/(2√n), z=(Y-asin√θ)/s; z winsorised at the trim and 1-trim type-7 quantiles; φ=mean z²;
// τ²=(Kφ-(K-1))/(Σw-Σw²/Σw) with w=1/s², 0 if Kφ<K-1.
//
// Units with n=0 are left out. 0/n and n/n are fine on this scale. Fewer than two units, or a group rate of 0 or 1, is
// NotApplicable. With few units τ² swallows real failures: see LabelUnits for when it may be used.
func Overdispersed(x, n []float64, trim float64) (Overdispersion, error) {
	r := Overdispersion{Status: NotApplicable}
	if err := checkUnits(x, n); err != nil {
		return r, err
	}
	if !(trim >= 0 && trim < 0.5) {
		return r, invalid("trim %v", trim)
	}
	theta, ok := GroupRate(x, n)
	r.Theta, r.Z = theta, make([]float64, len(x))
	used := make([]int, 0, len(x))
	for i := range x {
		if n[i] > 0 {
			used = append(used, i)
			r.Z[i] = (math.Asin(math.Sqrt(x[i]/n[i])) - math.Asin(math.Sqrt(theta))) * 2 * math.Sqrt(n[i])
		}
	}
	r.K = len(used)
	if !ok || r.K < 2 || theta <= 0 || theta >= 1 {
		return r, nil
	}
	r.Status = OK
	r.spread(n, used, trim)
	return r, nil
}

func (r *Overdispersion) spread(n []float64, used []int, trim float64) {
	z := make([]float64, 0, len(used))
	for _, i := range used {
		z = append(z, r.Z[i])
	}
	slices.Sort(z)
	lo, hi := quantileSorted(z, trim), quantileSorted(z, 1-trim)
	r.ZWinsorised, r.ZAdjusted = make([]float64, len(n)), make([]float64, len(n))
	var sum, w, w2 float64
	for _, i := range used {
		r.ZWinsorised[i] = clamp(r.Z[i], lo, hi)
		sum += r.ZWinsorised[i] * r.ZWinsorised[i]
		w, w2 = w+4*n[i], w2+16*n[i]*n[i]
	}
	k := float64(len(used))
	r.Phi = sum / k
	r.Tau2 = tau2(k, r.Phi, w, w2)
	for _, i := range used {
		r.ZAdjusted[i] = r.Z[i] / math.Sqrt(1+4*n[i]*r.Tau2)
	}
}

// tau2 is the moment estimate of the variance between units from the sums of weights and squared weights.
func tau2(k, phi, w, w2 float64) float64 {
	den := w - w2/w
	if den <= 0 {
		return 0
	}
	return math.Max(0, (k*phi-(k-1))/den)
}

// Limits gives the funnel limits at n: sin²(asin√θ ± z·√(s²+τ²)) with the angle kept in [0, π/2]. Without that clamp the
// curve turns back at small n (FunnelPlotR prints 0.9956 where the limit is 1). withTau=false gives the plain funnel.
func (r Overdispersion) Limits(n float64, withTau bool) Limits {
	if r.Status != OK || !(n > 0) {
		return Limits{Status: NotApplicable}
	}
	s2 := 1 / (4 * n)
	if withTau {
		s2 += r.Tau2
	}
	centre, s := math.Asin(math.Sqrt(r.Theta)), math.Sqrt(s2)
	at := func(k float64) float64 {
		v := math.Sin(clamp(centre+k*s, 0, math.Pi/2))
		return v * v
	}
	return Limits{Status: OK, Lower95: at(-Z95), Upper95: at(Z95), Lower998: at(-Z998), Upper998: at(Z998)}
}

// Band labels x of n by these limits.
func (r Overdispersion) Band(x, n float64, withTau bool) Band {
	l := r.Limits(n, withTau)
	if l.Status != OK {
		return BandNotCompared
	}
	return bandOf(x/n, l)
}

func checkUnits(x, n []float64) error {
	if len(x) != len(n) {
		return invalid("%d numerators for %d denominators", len(x), len(n))
	}
	for i := range x {
		if err := checkCounts(x[i], n[i]); err != nil {
			return err
		}
	}
	return nil
}
