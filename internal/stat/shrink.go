package stat

// Shrunk is the stabilised order of units ("ổn định hoá"): for sorting only. It never replaces the reported figure and no
// interval is computed from it.
type Shrunk struct {
	Status   Status
	Overall  float64   // Σx/Σn
	S2       float64   // weighted variance of the rates
	Weight   []float64 // how much of the unit's own rate is kept, in [0,1]
	Estimate []float64 // weight·own rate + (1-weight)·overall
	NoData   []bool    // n=0: the estimate is the overall rate
}

// Shrink is the empirical-Bayes rate of Martuzzi & Elliott 1996 for binomial counts: b=Σx/Σn, s²=Σn(p-b)²/Σn,
// ρ=(n·s²-(n/n̄)b(1-b))/((n-1)s²+((n̄-n)/n̄)b(1-b)).
//
// ρ is kept in [0,1] and is 0 when s² is no larger than chance gives; spdep does not clamp and returns negative rates for
// nearly equal areas. n=0 gets the overall rate and is marked. No data at all is NotApplicable.
func Shrink(x, n []float64) (Shrunk, error) {
	r := Shrunk{Status: NotApplicable}
	if err := checkUnits(x, n); err != nil {
		return r, err
	}
	b, ok := GroupRate(x, n)
	if !ok {
		return r, nil
	}
	r.Status, r.Overall = OK, b
	var total, units float64
	for i := range x {
		if n[i] > 0 {
			p := x[i] / n[i]
			r.S2 += n[i] * (p - b) * (p - b)
			total, units = total+n[i], units+1
		}
	}
	r.S2 /= total
	mean := total / units
	for i := range x {
		w := r.weight(n[i], mean)
		est := b
		if n[i] > 0 {
			est = w*x[i]/n[i] + (1-w)*b
		}
		r.Weight, r.Estimate, r.NoData = append(r.Weight, w), append(r.Estimate, est), append(r.NoData, n[i] == 0)
	}
	return r, nil
}

func (r Shrunk) weight(n, mean float64) float64 {
	chance := r.Overall * (1 - r.Overall)
	if n == 0 {
		return 0
	}
	num := n*r.S2 - n/mean*chance
	den := (n-1)*r.S2 + (mean-n)/mean*chance
	if den <= 0 {
		return 0
	}
	return clamp(num/den, 0, 1) // num<0: s² is no larger than chance gives
}
