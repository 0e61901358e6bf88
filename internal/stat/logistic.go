package stat

import "math"

// Slope is the slope of a logistic regression of a share on a score.
type Slope struct {
	Status    Status // Insufficient: no finite slope (all 0, all n, or perfectly separated)
	Beta, SE  float64
	WaldChiSq float64
}

// LogisticSlope fits logit p = a + b·score to x of n by Newton steps. Scores are centred first, since years near 2000
// would ruin the matrix. Separated data have no finite slope: Insufficient with WarnSeparation left to the caller.
func LogisticSlope(x, n, score []float64) (Slope, error) {
	r := Slope{Status: Insufficient}
	if err := checkTrend(x, n, score); err != nil {
		return r, err
	}
	p, ok := GroupRate(x, n)
	if !ok || p == 0 || p == 1 {
		return r, nil
	}
	centre := weightedMean(score, n)
	a, b := math.Log(p/(1-p)), 0.0
	for range 50 {
		step := newtonStep(x, n, score, centre, a, b)
		if step.det <= 1e-12 || !finite(step.da+step.db) {
			return r, nil
		}
		a, b = a+step.da, b+step.db
		if math.Abs(step.da)+math.Abs(step.db) < 1e-12*(1+math.Abs(a)+math.Abs(b)) {
			final := newtonStep(x, n, score, centre, a, b)
			r.Status, r.Beta, r.SE = OK, b, math.Sqrt(final.varB)
			r.WaldChiSq = b * b / final.varB
			return r, nil
		}
	}
	return r, nil
}

type step struct{ da, db, varB, det float64 }

// newtonStep solves the 2×2 system of the score equations at (a, b).
func newtonStep(x, n, score []float64, centre, a, b float64) step {
	var g0, g1, h00, h01, h11 float64
	for i := range x {
		s := score[i] - centre
		mu := 1 / (1 + math.Exp(-a-b*s))
		e, w := x[i]-n[i]*mu, n[i]*mu*(1-mu)
		g0, g1 = g0+e, g1+e*s
		h00, h01, h11 = h00+w, h01+w*s, h11+w*s*s
	}
	det := h00*h11 - h01*h01
	return step{da: (h11*g0 - h01*g1) / det, db: (h00*g1 - h01*g0) / det, varB: h00 / det, det: det}
}

func checkTrend(x, n, score []float64) error {
	if len(score) != len(x) {
		return invalid("%d scores for %d points", len(score), len(x))
	}
	if err := checkSeries(score); err != nil {
		return err
	}
	return checkUnits(x, n)
}

func weightedMean(v, w []float64) float64 {
	var s, sw float64
	for i := range v {
		s, sw = s+v[i]*w[i], sw+w[i]
	}
	if sw == 0 {
		return 0
	}
	return s / sw
}
