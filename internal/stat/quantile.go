package stat

import (
	"math"
	"slices"
)

// Quantile7 is R's default sample quantile (type 7, Hyndman & Fan 1996), also DuckDB's quantile_cont: SQL and Go must
// agree, and gonum has only types 1 and 4. ok is false for no data or a level outside [0,1]. The input is not changed.
func Quantile7(v []float64, q float64) (value float64, ok bool) {
	if len(v) == 0 || !(q >= 0 && q <= 1) {
		return 0, false
	}
	s := slices.Clone(v)
	slices.Sort(s)
	return quantileSorted(s, q), true
}

func quantileSorted(s []float64, q float64) float64 {
	h := float64(len(s)-1) * q
	lo := math.Floor(h)
	hi := math.Min(lo+1, float64(len(s)-1))
	return s[int(lo)] + (h-lo)*(s[int(hi)]-s[int(lo)])
}

// median of values that are not kept in order.
func median(v []float64) float64 {
	m, _ := Quantile7(v, 0.5)
	return m
}
