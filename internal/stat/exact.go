package stat

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// ClopperPearson is the "guaranteed" interval (Clopper & Pearson 1934): its coverage is never below conf, so it is wider
// than Wilson's. Offered for exports, not drawn. The beta quantile does not exist at x=0 and x=n (gonum panics there):
// the ends are 0 and 1.
func ClopperPearson(x, n, conf float64) (Proportion, error) {
	return proportion(x, n, conf, "clopper-pearson", func(x, n, _ float64) (float64, float64) {
		tail := (1 - conf) / 2
		return betaQuantile(tail, x, n-x+1), betaQuantile(1-tail, x+1, n-x)
	})
}

// Jeffreys is the equal-tailed interval of Beta(x+½, n-x+½), with 0 at x=0 and 1 at x=n as in Brown, Cai & DasGupta
// 2001. Packages differ at those ends. Here so that a researcher can compare; no page uses it.
func Jeffreys(x, n, conf float64) (Proportion, error) {
	return proportion(x, n, conf, "jeffreys", func(x, n, _ float64) (float64, float64) {
		tail := (1 - conf) / 2
		return betaQuantile(tail, x+0.5, n-x+0.5), betaQuantile(1-tail, x+0.5, n-x+0.5)
	})
}

// WilsonCC is Wilson with continuity correction (Newcombe 1998 method 4). For comparison with other systems only.
func WilsonCC(x, n, conf float64) (Proportion, error) {
	return proportion(x, n, conf, "wilson-cc", func(x, n, z float64) (float64, float64) {
		p, z2 := x/n, z*z
		d := 2 * (n + z2)
		lo := (2*x + z2 - 1 - z*math.Sqrt(math.Max(0, z2-2-1/n+4*p*(n-x+1)))) / d
		hi := (2*x + z2 + 1 + z*math.Sqrt(math.Max(0, z2+2-1/n+4*p*(n-x-1)))) / d
		return lo, hi
	})
}

// AgrestiCoull is the "add z²/2 successes and failures" interval (Agresti & Coull 1998). For comparison only.
func AgrestiCoull(x, n, conf float64) (Proportion, error) {
	return proportion(x, n, conf, "agresti-coull", func(x, n, z float64) (float64, float64) {
		m := n + z*z
		p := (x + z*z/2) / m
		half := z * math.Sqrt(p*(1-p)/m)
		return p - half, p + half
	})
}

// betaQuantile is the beta quantile with its limits where a parameter is 0, where gonum panics.
func betaQuantile(q, a, b float64) float64 {
	switch {
	case a <= 0:
		return 0
	case b <= 0:
		return 1
	}
	return distuv.Beta{Alpha: a, Beta: b}.Quantile(q)
}
