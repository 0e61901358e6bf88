package stat

import "math"

// TermOdds is how much more one topic belongs to group A than to group B.
type TermOdds struct {
	Delta    float64 // log odds ratio with prior
	Variance float64
	Z        float64
	P        float64
	Q        float64 // Benjamini-Hochberg over the vocabulary
	Show     bool    // |z|>1.96 and q<0.05
}

// LogOdds compares topic counts of one locality (a) with all others (b, not with the total) under an informative Dirichlet
// prior (Monroe, Colaresi & Quinn 2008, eq. 15, 18, 21): δ=ln((a+α)/(n_A+α₀-a-α))-ln((b+α)/(n_B+α₀-b-α)),
// var=1/(a+α)+1/(b+α).
//
// The grid must be full: a topic absent somewhere enters with 0, since leaving zero rows out changes every z. A negative
// count or a prior that is not positive is ErrInvalid. A single topic has no other side: ErrInvalid.
func LogOdds(a, b, alpha []float64) ([]TermOdds, error) {
	return LogOddsClustered(a, b, alpha, nil, nil)
}

// LogOddsClustered is LogOdds where the opinions of one session fall together: each group's part of the variance grows by the design effect
// of its sessions, var = D_A/(a+α) + D_B/(b+α), topic by topic. Effects under 1, or nil for a group whose opinions are independent, count as 1;
// δ itself does not change. With the prior in the denominators this is on the safe side: the share of the prior in a+α does not vary.
func LogOddsClustered(a, b, alpha, deffA, deffB []float64) ([]TermOdds, error) {
	if deffA != nil && len(deffA) != len(a) || deffB != nil && len(deffB) != len(b) {
		return nil, invalid("%d and %d design effects for %d topics", len(deffA), len(deffB), len(a))
	}
	if len(a) != len(b) || len(a) != len(alpha) || len(a) < 2 {
		return nil, invalid("%d, %d counts and %d priors: the grid must be full with two topics at least", len(a), len(b), len(alpha))
	}
	var sa, sb, s0 float64
	for i := range a {
		if !finite(a[i]+b[i]+alpha[i]+effect(deffA, i)+effect(deffB, i)) || a[i] < 0 || b[i] < 0 || alpha[i] <= 0 {
			return nil, invalid("topic %d: counts %v and %v, prior %v", i, a[i], b[i], alpha[i])
		}
		sa, sb, s0 = sa+a[i], sb+b[i], s0+alpha[i]
	}
	out, p := make([]TermOdds, len(a)), make([]float64, len(a))
	for i := range a {
		x, y := a[i]+alpha[i], b[i]+alpha[i]
		t := &out[i]
		t.Delta = math.Log(x/(sa+s0-x)) - math.Log(y/(sb+s0-y))
		t.Variance = effect(deffA, i)/x + effect(deffB, i)/y
		t.Z = t.Delta / math.Sqrt(t.Variance)
		t.P = normalP(t.Z)
		p[i] = t.P
	}
	q, err := BH(p)
	for i := range q {
		out[i].Q = q[i]
		out[i].Show = math.Abs(out[i].Z) > Z95 && q[i] < 0.05
	}
	return out, err
}

func effect(deff []float64, i int) float64 {
	if deff == nil {
		return 1
	}
	return math.Max(1, deff[i])
}

// BackgroundPrior spreads a prior weight α₀ over topics by their share of a background count: α_w = α₀·share. A topic the
// background never had gets what half an opinion would, since a prior of 0 has no logarithm.
func BackgroundPrior(background []float64, weight float64) ([]float64, error) {
	total := 0.0
	for i, c := range background {
		if !finite(c) || c < 0 {
			return nil, invalid("background count %d is %v", i, c)
		}
		total += c
	}
	if !(weight > 0) || !finite(weight) || total == 0 {
		return nil, invalid("prior weight %v over a background of %v", weight, total)
	}
	out := make([]float64, len(background))
	for i, c := range background {
		out[i] = weight * math.Max(c, 0.5) / total
	}
	return out, nil
}
