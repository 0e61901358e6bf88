package simulate

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"sort"
)

// rng is one deterministic stream. Each province-year has its own, so that its rows do not depend on the others.
type rng struct{ *rand.Rand }

func newRNG(seed uint64, key string) rng {
	h := fnv.New64a()
	h.Write([]byte(key))
	return rng{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

func (r rng) chance(p float64) bool { return r.Float64() < p }

// between is uniform on lo..hi, both included.
func (r rng) between(lo, hi int) int { return lo + r.IntN(hi-lo+1) }

func (r rng) oneOf(words []string) string { return words[r.IntN(len(words))] }

// logNormal has the given median; sigma is the deviation of its logarithm.
func (r rng) logNormal(median, sigma float64) float64 {
	return median * math.Exp(sigma*r.NormFloat64())
}

// days is a log-normal number of days, rounded, never negative.
func (r rng) days(median, sigma float64) day { return day(r.logNormal(median, sigma) + 0.5) }

// beta draws a share with the given mean; the larger the weight, the closer to it. With a binomial on top this
// is the beta-binomial that makes opinions of one session alike (stats/methods.md §3.2).
func (r rng) beta(mean, weight float64) float64 {
	a, b := r.gamma(mean*weight), r.gamma((1-mean)*weight)
	return a / (a + b)
}

// gamma draws from Gamma(shape, 1): Marsaglia and Tsang 2000, with their boost below shape 1.
func (r rng) gamma(shape float64) float64 {
	if shape < 1 {
		return r.gamma(shape+1) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	for c := 1 / math.Sqrt(9*d); ; {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(1-r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// odds is a discrete distribution as cumulative shares ending in 1.
type odds []float64

func newOdds(weights ...float64) odds {
	o := make(odds, len(weights))
	var sum float64
	for i, w := range weights {
		sum += w
		o[i] = sum
	}
	for i := range o {
		o[i] /= sum
	}
	o[len(o)-1] = 1
	return o
}

func (r rng) pick(o odds) int {
	u := r.Float64()
	if len(o) < 8 {
		for i, c := range o {
			if u < c {
				return i
			}
		}
	}
	return sort.Search(len(o)-1, func(i int) bool { return u < o[i] })
}

// apportion shares out total in proportion to the weights by largest remainders: whole numbers that add up exactly.
// No share passes its limit when limits are given; total must not exceed their sum.
func apportion(total int64, weights []float64, limits []int64) []int64 {
	shares := make([]int64, len(weights))
	var sum float64
	for _, w := range weights {
		sum += w
	}
	if sum <= 0 {
		return shares
	}
	rest, left := make([]float64, len(weights)), total
	order := make([]int, len(weights))
	for i, w := range weights {
		exact := float64(total) * w / sum
		shares[i] = int64(exact)
		if limits != nil && shares[i] > limits[i] {
			shares[i] = limits[i]
		}
		rest[i], order[i] = exact-float64(shares[i]), i
		left -= shares[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return rest[order[a]] > rest[order[b]] })
	for left > 0 {
		before := left
		for _, i := range order {
			if left > 0 && weights[i] > 0 && (limits == nil || shares[i] < limits[i]) {
				shares[i]++
				left--
			}
		}
		if left == before {
			break
		}
	}
	return shares
}
