package stat

import "math"

// ChangePoint is Pettitt's single shift in level.
type ChangePoint struct {
	Status   Status
	K        int     // the shift lies after the K-th point (1-based)
	U        float64 // |U_K|
	P        float64 // approximate, good below 0.5
	Warnings []Warning
}

// Pettitt finds the most likely single change of level (Pettitt 1979): U_k = 2Σ_{i≤k}rankᵢ - k(n+1), K = argmax|U|,
// p ≈ 2exp(-6U²/(n³+n²)). Ties share mean ranks. Under 2 points Insufficient, under 20 a warning; for monthly rates prefer
// the XmR rules and an event a person entered.
func Pettitt(y []float64) (ChangePoint, error) {
	r := ChangePoint{Status: Insufficient, P: 1}
	if len(y) < 20 {
		r.Warnings = []Warning{WarnFewPoints}
	}
	if err := checkSeries(y); err != nil || len(y) < 2 {
		return r, err
	}
	r.Status = OK
	n, sum := float64(len(y)), 0.0
	ranks := midRanks(y)
	for i, rank := range ranks[:len(y)-1] {
		sum += rank
		if u := math.Abs(2*sum - float64(i+1)*(n+1)); u > r.U {
			r.K, r.U = i+1, u
		}
	}
	r.P = math.Min(1, 2*math.Exp(-6*r.U*r.U/(n*n*n+n*n)))
	if r.K == 0 {
		r.Status = NotApplicable // a constant series has no change
	}
	return r, nil
}
