package dashboards

import (
	"math"

	"nhipcau/internal/semantic"
)

// twoShares is the two-sided p value of the pooled test for two shares, only to rank what is looked at together: whether a
// single pair differs is read from Newcombe's interval. Without cases or spread there is nothing to find: 1.
func twoShares(a, b semantic.Value) float64 {
	if a.Den == 0 || b.Den == 0 {
		return 1
	}
	n1, n2 := float64(a.Den), float64(b.Den)
	p := (float64(a.Num) + float64(b.Num)) / (n1 + n2)
	se := math.Sqrt(p * (1 - p) * (1/n1 + 1/n2))
	if se == 0 {
		return 1
	}
	z := math.Abs(float64(a.Num)/n1-float64(b.Num)/n2) / se
	return math.Erfc(z / math.Sqrt2)
}
