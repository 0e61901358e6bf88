package stat

// Signal is what the run rules say about one point of an XmR chart.
type Signal string

// Signals in falling priority; a point carries the first that applies.
const (
	SignalNone       Signal = "common_cause"
	SignalAbove      Signal = "above_limit"
	SignalBelow      Signal = "below_limit"
	SignalRising     Signal = "trend_up"   // one of 7 strictly rising points
	SignalFalling    Signal = "trend_down" // one of 7 strictly falling points
	SignalNearHigh   Signal = "near_high"  // 2 of 3 beyond two thirds of the upper limit, all three above the mean
	SignalNearLow    Signal = "near_low"
	SignalRunAbove   Signal = "run_above" // one of 7 in a row above the mean
	SignalRunBelow   Signal = "run_below"
	runLength               = 7
	nearWindowLength        = 3
)

// signals applies the four rules. A point on the mean breaks a run, a tie breaks a trend.
func signals(y []float64, r XmR) []Signal {
	side, near := make([]int, len(y)), make([]bool, len(y))
	for i, v := range y {
		side[i] = sign(v-r.Mean, noise(r.Mean))
		near[i] = v > r.NearUPL+noise(r.NearUPL) || v < r.NearLPL-noise(r.NearLPL)
	}
	trend := cover(RuleSevenTrend(y), runLength)
	run := cover(RuleSevenSameSide(side), runLength)
	window := RuleTwoInThree(near, side)
	out := make([]Signal, len(y))
	for i, v := range y {
		switch {
		case v > r.UPL+noise(r.UPL):
			out[i] = SignalAbove
		case v < r.LPL-noise(r.LPL):
			out[i] = SignalBelow
		case trend[i] != 0:
			out[i] = pick(trend[i], SignalRising, SignalFalling)
		case window[i] && near[i]:
			out[i] = pick(side[i], SignalNearHigh, SignalNearLow)
		case run[i] != 0:
			out[i] = pick(run[i], SignalRunAbove, SignalRunBelow)
		default:
			out[i] = SignalNone
		}
	}
	return out
}

func pick(sign int, up, down Signal) Signal {
	if sign > 0 {
		return up
	}
	return down
}

func sign(d, tolerance float64) int {
	switch {
	case d > tolerance:
		return 1
	case d < -tolerance:
		return -1
	}
	return 0
}

// RuleSevenSameSide marks (+1 above, -1 below) the last point of every seven in a row on one side; side is +1, -1, or 0
// on the mean.
func RuleSevenSameSide(side []int) []int {
	return runEnds(side, runLength)
}

// RuleSevenTrend marks (+1, -1) the last point of every seven strictly rising or falling values.
func RuleSevenTrend(y []float64) []int {
	steps := make([]int, len(y))
	for i := 1; i < len(y); i++ {
		steps[i] = sign(y[i]-y[i-1], noise(y[i]))
	}
	return runEnds(steps, runLength-1) // seven points are six steps
}

// runEnds marks the ends of runs of n equal non-zero signs.
func runEnds(signs []int, n int) []int {
	out := make([]int, len(signs))
	length := 0
	for i, s := range signs {
		if i > 0 && s != 0 && s == signs[i-1] {
			length++
		} else if length = 0; s != 0 {
			length = 1
		}
		if length >= n {
			out[i] = s
		}
	}
	return out
}

// cover spreads each end mark over the n points of its run.
func cover(ends []int, n int) []int {
	out := make([]int, len(ends))
	for i, e := range ends {
		for j := max(0, i-n+1); e != 0 && j <= i; j++ {
			out[j] = e
		}
	}
	return out
}

// RuleTwoInThree marks every point of a window of three that lies on one side with at least two points near the limit.
func RuleTwoInThree(near []bool, side []int) []bool {
	out := make([]bool, len(near))
	for i := nearWindowLength - 1; i < len(near); i++ {
		count, same := 0, side[i] != 0
		for j := i - nearWindowLength + 1; j <= i; j++ {
			same = same && side[j] == side[i]
			if near[j] {
				count++
			}
		}
		for j := i - nearWindowLength + 1; same && count >= 2 && j <= i; j++ {
			out[j] = true
		}
	}
	return out
}
