package stat

import (
	"math"
	"slices"
)

// Bonferroni gives min(1, m·p) for each of m p values, in the order of the input.
// A p outside [0,1] is ErrInvalid, here and in Holm and BH.
func Bonferroni(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		for i := range sorted {
			sorted[i] *= float64(len(sorted))
		}
	})
}

// Holm gives step-down adjusted p values: the running maximum of (m-i+1)·p₍ᵢ₎ (Holm 1979). Controls the chance of any
// false finding, like Bonferroni but never weaker.
func Holm(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		top := 0.0
		for i := range sorted {
			top = math.Max(top, float64(len(sorted)-i)*sorted[i])
			sorted[i] = top
		}
	})
}

// BH gives Benjamini-Hochberg q values (1995): the running minimum from the top of m·p₍ᵢ₎/i. Used where hundreds of
// communes or topics are looked at together; q<0.05 keeps the share of false findings under 5%.
func BH(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		low := 1.0
		for i := len(sorted) - 1; i >= 0; i-- {
			low = math.Min(low, float64(len(sorted))*sorted[i]/float64(i+1))
			sorted[i] = low
		}
	})
}

// Rejected counts the adjusted p values at or below alpha.
func Rejected(adjusted []float64, alpha float64) int {
	n := 0
	for _, q := range adjusted {
		// Products like 5·0.01 miss alpha by one unit in the last place.
		if q <= alpha*(1+1e-12) {
			n++
		}
	}
	return n
}

func adjust(p []float64, f func(sorted []float64)) ([]float64, error) {
	order := make([]int, len(p))
	for i, v := range p {
		if !(v >= 0 && v <= 1) {
			return nil, invalid("p value %v", v)
		}
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(p[a], p[b]) })
	sorted := make([]float64, len(p))
	for i, j := range order {
		sorted[i] = p[j]
	}
	f(sorted)
	out := make([]float64, len(p))
	for i, j := range order {
		out[j] = math.Min(1, sorted[i])
	}
	return out, nil
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
