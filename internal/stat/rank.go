package stat

import (
	"math"
	"slices"
)

// RankRange is where a unit may stand: "vị trí nằm trong khoảng từ thứ 3 đến thứ 17".
type RankRange struct {
	Status    Status
	Low, High int // 1 <= Low <= High <= K
}

// RankOrder says which end is first.
type RankOrder int

// Rank 1 is the smallest or the largest value.
const (
	SmallestFirst RankOrder = iota
	LargestFirst
)

// JointConf is the level each of k independent intervals needs for all to hold together with 1-alpha: (1-alpha)^(1/k).
func JointConf(k int, alpha float64) (float64, error) {
	if k < 1 || !(alpha > 0 && alpha < 1) {
		return 0, invalid("%d units, alpha %v", k, alpha)
	}
	return math.Pow(1-alpha, 1/float64(k)), nil
}

// RankRanges is the joint confidence region for a ranking of Klein, Wright & Wieczorek 2020: low = 1 + intervals wholly
// below, high = K - intervals wholly above. With intervals at JointConf all true ranks lie inside together with
// probability >= 1-alpha. Intervals that only touch count as ordered, as in the published example. O(K log K).
//
// Two identical points (zero width) are ties, not each other's superior. A bound that is not a number, or lower>upper,
// is ErrInvalid.
func RankRanges(lower, upper []float64, order RankOrder) ([]RankRange, error) {
	if len(lower) != len(upper) {
		return nil, invalid("%d lower for %d upper bounds", len(lower), len(upper))
	}
	points := map[float64]int{}
	for i := range lower {
		if !finite(lower[i]) || !finite(upper[i]) || lower[i] > upper[i] {
			return nil, invalid("interval %v..%v", lower[i], upper[i])
		}
		if lower[i] == upper[i] {
			points[lower[i]]++
		}
	}
	lows, highs := slices.Clone(lower), slices.Clone(upper)
	slices.Sort(lows)
	slices.Sort(highs)
	out := make([]RankRange, len(lower))
	for i := range out {
		same := 0
		if lower[i] == upper[i] {
			same = points[lower[i]] // itself among them
		}
		below := countUpTo(highs, lower[i]) - same
		above := len(lows) - countBelow(lows, upper[i]) - same
		out[i] = rankRange(below, above, len(lower), order)
	}
	return out, nil
}

func rankRange(below, above, k int, order RankOrder) RankRange {
	if order == LargestFirst {
		below, above = above, below
	}
	return RankRange{Status: OK, Low: 1 + below, High: k - above}
}

// countUpTo counts sorted values <= v, countBelow those < v.
func countUpTo(s []float64, v float64) int {
	i, _ := slices.BinarySearchFunc(s, v, func(e, t float64) int {
		if e <= t {
			return -1
		}
		return 1
	})
	return i
}

func countBelow(s []float64, v float64) int {
	i, _ := slices.BinarySearch(s, v)
	return i
}

// RankRates gives rank ranges of rates x/n from joint Wilson intervals. Units with n=0 are NotApplicable and do not
// count in K. alpha is the chance, for the whole table, that any true rank lies outside.
func RankRates(x, n []float64, alpha float64, order RankOrder) ([]RankRange, error) {
	if err := checkUnits(x, n); err != nil {
		return nil, err
	}
	out := make([]RankRange, len(x))
	used := make([]int, 0, len(x))
	for i := range x {
		out[i].Status = NotApplicable
		if n[i] > 0 {
			used = append(used, i)
		}
	}
	if len(used) == 0 {
		return out, nil
	}
	conf, err := JointConf(len(used), alpha)
	if err != nil {
		return nil, err
	}
	z, err := ZFor(conf)
	if err != nil {
		return nil, err
	}
	lo, hi := make([]float64, len(used)), make([]float64, len(used))
	for j, i := range used {
		lo[j], hi[j] = wilsonBounds(x[i], n[i], z)
	}
	ranges, err := RankRanges(lo, hi, order)
	for j, i := range used {
		out[i] = ranges[j]
	}
	return out, err
}
