package stat

import (
	"math"
	"slices"
)

// MKTrend is a Mann-Kendall test with Sen's slope.
type MKTrend struct {
	Status     Status
	N, S       int
	VarS       float64
	TauA, Z    float64
	P          float64  // exact for n<8 without ties, else normal
	PExact     *float64 // set when n<8 and there are no ties
	Slope      float64  // Sen: median of the pairwise slopes, per period
	SlopeLower *float64 // 95%; nil with too few points
	SlopeUpper *float64
	Warnings   []Warning
}

// MannKendall tests an evenly spaced series for a monotone trend (Mann 1945; Kendall 1975), tie-corrected, with continuity
// correction. Four points can never reach p<0.083, five 0.017: under 8 it warns. Not for autocorrelated monthly data.
// Sen's slope has ranks round((N-C)/2) and round((N+C)/2+1) as 95% limits, C=z·√VarS.
//
// gonum's stat.Kendall counts ties as concordant (+1 for a constant series) and is not used. A constant series has z 0 and
// p 1. Under 3 points is Insufficient; a value that is not a number ErrInvalid.
func MannKendall(y []float64) (MKTrend, error) {
	r := MKTrend{Status: Insufficient, N: len(y), P: 1, Warnings: []Warning{WarnFewPoints}}
	if err := checkSeries(y); err != nil || len(y) < 3 {
		return r, err
	}
	r.Status = OK
	slopes := make([]float64, 0, len(y)*(len(y)-1)/2)
	for i := range y {
		for j := i + 1; j < len(y); j++ {
			r.S += sign(y[j]-y[i], 0)
			slopes = append(slopes, (y[j]-y[i])/float64(j-i))
		}
	}
	n := float64(len(y))
	ties, tied := tieTerm(y)
	r.VarS = (n*(n-1)*(2*n+5) - ties) / 18
	r.TauA = float64(r.S) / (n * (n - 1) / 2)
	if r.S != 0 && r.VarS > 0 {
		r.Z = (float64(r.S) - float64(sign(float64(r.S), 0))) / math.Sqrt(r.VarS)
	}
	r.P = normalP(r.Z)
	slices.Sort(slopes)
	r.sen(slopes)
	switch {
	case len(y) >= 8:
		r.Warnings = nil
	case tied:
		r.Warnings = append(r.Warnings, WarnNormalApprox)
	default:
		r.P = exactKendall(len(y), r.S)
		r.PExact = ptr(r.P)
	}
	return r, nil
}

func (r *MKTrend) sen(slopes []float64) {
	r.Slope = quantileSorted(slopes, 0.5)
	m, c := float64(len(slopes)), Z95*math.Sqrt(r.VarS)
	lo, hi := int(math.RoundToEven((m-c)/2)), int(math.RoundToEven((m+c)/2+1))
	if lo >= 1 && hi <= len(slopes) && c > 0 {
		r.SlopeLower, r.SlopeUpper = ptr(slopes[lo-1]), ptr(slopes[hi-1])
	}
}

// tieTerm is Σt(t-1)(2t+5) over groups of equal values.
func tieTerm(y []float64) (term float64, tied bool) {
	count := map[float64]float64{}
	for _, v := range y {
		count[v]++
	}
	for _, t := range count {
		term += t * (t - 1) * (2*t + 5)
		tied = tied || t > 1
	}
	return term, tied
}

// exactKendall is the two-sided chance of |S| at least this large over all orders of n different values. Inserting the
// k-th value adds 0..k-1 inversions, which builds the distribution without listing orders.
func exactKendall(n, s int) float64 {
	inversions := []float64{1}
	total := 1.0
	for k := 2; k <= n; k++ {
		next := make([]float64, len(inversions)+k-1)
		for i, c := range inversions {
			for add := range k {
				next[i+add] += c
			}
		}
		inversions, total = next, total*float64(k)
	}
	most := n * (n - 1) / 2
	extreme := 0.0
	for i, c := range inversions {
		if d := most - 2*i; d >= abs(s) || d <= -abs(s) {
			extreme += c
		}
	}
	return math.Min(1, extreme/total)
}

func abs(v int) int { return max(v, -v) }
