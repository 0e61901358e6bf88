package stat

import "math"

// Proportion is one rate x/n with its interval. Rate, Lower and Upper are shares in [0,1] and mean something only when
// Status is OK. X and N may be fractional where a design effect has shrunk them.
type Proportion struct {
	Status       Status
	X, N         float64
	Rate         float64
	Lower, Upper float64
	Conf         float64 // 0.95 or 0.998
	Method       string  // "wilson", "clopper-pearson", ...
	Warnings     []Warning
}

// checkCounts rejects what cannot be x of n.
func checkCounts(x, n float64) error {
	switch {
	case !finite(x) || !finite(n):
		return invalid("numerator %v, denominator %v: not a number", x, n)
	case n < 0:
		return invalid("denominator %v is negative", n)
	case x < 0:
		return invalid("numerator %v is negative", x)
	case x > n:
		return invalid("numerator %v is above denominator %v", x, n)
	}
	return nil
}

// proportion does what all interval methods share: it checks, handles n=0 ("chưa có ý kiến", not 0%), pins the ends of
// 0/n and n/n, which float arithmetic misses for about one n in five, and keeps lower <= rate <= upper in [0,1].
func proportion(x, n, conf float64, method string, bounds func(x, n, z float64) (lo, hi float64)) (Proportion, error) {
	r := Proportion{Status: NotApplicable, X: x, N: n, Conf: conf, Method: method}
	if err := checkCounts(x, n); err != nil {
		return r, err
	}
	z, err := ZFor(conf)
	if err != nil || n == 0 {
		return r, err
	}
	r.Status, r.Rate = OK, x/n
	r.Lower, r.Upper = bounds(x, n, z)
	r.Lower, r.Upper = pinEnds(x, n, r.Lower, r.Upper)
	r.Warnings = sizeWarnings(n)
	return r, nil
}

// pinEnds keeps lo in [0,p] and hi in [p,1]: at x=0 and x=n that leaves exactly 0 and 1.
func pinEnds(x, n, lo, hi float64) (float64, float64) {
	p := x / n
	return clamp(lo, 0, p), clamp(hi, p, 1)
}

// Wilson is the score interval for one rate (Wilson 1927; Newcombe 1998 method 3), the one used on every page.
//
// n=0 is NotApplicable. x>n or a negative count is ErrInvalid. 0/n has lower exactly 0, n/n has upper exactly 1.
// The interval says how stable the rate would be if the same process met new cases; it is not a survey's sampling error.
func Wilson(x, n, conf float64) (Proportion, error) {
	return proportion(x, n, conf, "wilson", wilsonFormula)
}

func wilsonFormula(x, n, z float64) (lo, hi float64) {
	p, z2 := x/n, z*z
	d := 1 + z2/n
	centre := (p + z2/(2*n)) / d
	half := z / d * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	return centre - half, centre + half
}

// wilsonBounds is Wilson without checks, for inner loops: n>0 and 0<=x<=n are the caller's duty.
func wilsonBounds(x, n, z float64) (lo, hi float64) {
	lo, hi = wilsonFormula(x, n, z)
	return pinEnds(x, n, lo, hi)
}

// WilsonReported is Wilson for values that may not have been reported: a nil count is ErrMissing, never 0.
func WilsonReported(x, n *float64, conf float64) (Proportion, error) {
	if x == nil || n == nil {
		return Proportion{Status: NotApplicable, Conf: conf, Method: "wilson"}, ErrMissing
	}
	return Wilson(*x, *n, conf)
}
