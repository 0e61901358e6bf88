package stat

// TrendTest is a test for a straight trend in shares.
type TrendTest struct {
	Status Status
	ChiSq  float64 // 1 degree of freedom
	P      float64
	Sign   int // +1 rising with the score, -1 falling, 0 flat
}

// CochranArmitage tests for a linear trend of x/n in a score (Cochran 1954; Armitage 1955; R's prop.trend.test).
// Shares all 0 or all 1, or a single score, have no trend to test: NotApplicable.
func CochranArmitage(x, n, score []float64) (TrendTest, error) {
	r := TrendTest{Status: NotApplicable, P: 1}
	if err := checkTrend(x, n, score); err != nil {
		return r, err
	}
	p, ok := GroupRate(x, n)
	centre := weightedMean(score, n)
	var t, s2 float64
	for i := range x {
		d := score[i] - centre
		t, s2 = t+x[i]*d, s2+n[i]*d*d
	}
	if !ok || p == 0 || p == 1 || s2 == 0 {
		return r, nil
	}
	r.Status = OK
	r.ChiSq = t * t / (p * (1 - p) * s2)
	r.P = chi2P(r.ChiSq, 1)
	r.Sign = sign(t, 1e-12*s2)
	return r, nil
}
