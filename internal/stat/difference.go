package stat

import "math"

// Difference is the gap between two rates, first minus second, in shares.
type Difference struct {
	Status             Status
	Diff, Lower, Upper float64 // within [-1,1]
	Clear              bool    // "khác nhau rõ": 0 is outside the interval
	Warnings           []Warning
}

// Newcombe is the hybrid score interval for p1-p2 (Newcombe 1998 II, method 10): Wilson bounds of each rate combined.
//
// Either n=0 is NotApplicable. Whether two rates differ is read here, never from two intervals that overlap or not
// (Wright, Klein & Wieczorek 2019).
func Newcombe(x1, n1, x2, n2, conf float64) (Difference, error) {
	a, err := Wilson(x1, n1, conf)
	if err != nil {
		return Difference{Status: NotApplicable}, err
	}
	b, err := Wilson(x2, n2, conf)
	if err != nil {
		return Difference{Status: NotApplicable}, err
	}
	return DifferenceOf(a, b), nil
}

// DifferenceOf is Newcombe from two intervals already made, so that clustered rates can be compared as well.
// Both must have the same confidence level.
func DifferenceOf(a, b Proportion) Difference {
	r := Difference{Status: NotApplicable}
	if a.Status != OK || b.Status != OK {
		return r
	}
	r.Status, r.Diff = OK, a.Rate-b.Rate
	r.Lower = clamp(r.Diff-math.Hypot(a.Rate-a.Lower, b.Upper-b.Rate), -1, 1)
	r.Upper = clamp(r.Diff+math.Hypot(a.Upper-a.Rate, b.Rate-b.Lower), -1, 1)
	r.Clear = r.Lower > 0 || r.Upper < 0
	r.Warnings = mergeWarnings(a.Warnings, b.Warnings)
	return r
}

// TwoShares is the two-sided p value of the pooled test for two shares at their design effects, to rank what is looked at together (BH); whether
// a single pair differs is read from Newcombe's interval. Without cases or spread there is nothing to find: 1.
func TwoShares(x1, n1, x2, n2, deff1, deff2 float64) float64 {
	if !(n1 > 0 && n2 > 0) {
		return 1
	}
	p := (x1 + x2) / (n1 + n2)
	se := math.Sqrt(p * (1 - p) * (1/Worth(n1, deff1) + 1/Worth(n2, deff2)))
	if !(se > 0) {
		return 1
	}
	return normalP((x1/n1 - x2/n2) / se)
}

func mergeWarnings(lists ...[]Warning) []Warning {
	var out []Warning
	seen := map[Warning]bool{}
	for _, l := range lists {
		for _, w := range l {
			if !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out
}
