package stat

import (
	"math"
	"slices"
)

// RatioDispersion is φ and τ² for observed over expected counts.
type RatioDispersion struct {
	Status    Status
	Phi, Tau2 float64
	K         int // ratios kept after truncation
}

// RatioOverdispersed is the ratio variant (observed/expected) with the truncation used for the English SHMI: z=√e·ln(o/e),
// the trim share of ranks at each end dropped, not winsorised. Needed only if indirectly standardised ratios are built.
// Zero observed or expected counts have no logarithm and are ErrInvalid; fewer than two ratios left is Insufficient.
func RatioOverdispersed(observed, expected []float64, trim float64) (RatioDispersion, error) {
	r := RatioDispersion{Status: Insufficient}
	if len(observed) != len(expected) || !(trim > 0 && trim < 0.5) {
		return r, invalid("%d observed for %d expected, trim %v", len(observed), len(expected), trim)
	}
	z := make([]float64, len(observed))
	for i := range z {
		if !(observed[i] > 0 && expected[i] > 0) || !finite(observed[i]+expected[i]) {
			return r, invalid("ratio %v/%v", observed[i], expected[i])
		}
		z[i] = math.Sqrt(expected[i]) * math.Log(observed[i]/expected[i])
	}
	var sum, w, w2 float64
	for i, rank := range midRanks(z) {
		// Slices of equal rank width; the first and the last one are dropped.
		slice := math.Floor(rank / trim / float64(len(z)+1))
		if slice < 1 || slice >= 1/trim-1 {
			continue
		}
		r.K++
		sum += z[i] * z[i]
		w, w2 = w+expected[i], w2+expected[i]*expected[i]
	}
	if r.K < 2 {
		return r, nil
	}
	r.Status, r.Phi = OK, sum/float64(r.K)
	r.Tau2 = tau2(float64(r.K), r.Phi, w, w2)
	return r, nil
}

// midRanks are ranks from 1 (smallest) with ties sharing their mean rank.
func midRanks(v []float64) []float64 {
	s := slices.Clone(v)
	slices.Sort(s)
	out := make([]float64, len(v))
	for i, a := range v {
		lo, _ := slices.BinarySearch(s, a)
		hi := lo
		for hi < len(s) && s[hi] == a {
			hi++
		}
		out[i] = float64(lo+1+hi) / 2
	}
	return out
}
