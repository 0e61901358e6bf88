package stat

import "math"

// RunChart is a median chart with Anhøj's two tests for a shift.
type RunChart struct {
	Status                    Status
	Median                    float64
	Useful                    int // points not on the median
	LongestRun, LongestRunMax int
	Crossings, CrossingsMin   int
	Shift                     bool
	Warnings                  []Warning
}

// NewRunChart tests whether a series of 10 to 60 points moved off its median (Anhøj & Olesen 2014). Points on the median
// are not counted. Under 10 useful points is Insufficient.
func NewRunChart(y []float64) (RunChart, error) {
	r := RunChart{Status: Insufficient, Warnings: []Warning{WarnFewPoints}}
	if err := checkSeries(y); err != nil || len(y) == 0 {
		return r, err
	}
	r.Median = median(y)
	last, run := 0, 0
	for _, v := range y {
		s := sign(v-r.Median, noise(r.Median))
		if s == 0 {
			continue
		}
		r.Useful++
		if s == last {
			run++
		} else {
			if last != 0 {
				r.Crossings++
			}
			run = 1
		}
		last = s
		r.LongestRun = max(r.LongestRun, run)
	}
	if r.Useful < 10 {
		return r, nil
	}
	r.Status, r.Warnings = OK, nil
	r.LongestRunMax, r.CrossingsMin = AnhojLimits(r.Useful)
	r.Shift = r.LongestRun > r.LongestRunMax || r.Crossings < r.CrossingsMin
	return r, nil
}

// AnhojLimits gives the longest run still ordinary, round(log₂n)+3, and the fewest crossings still ordinary, the 5%
// quantile of Binomial(n-1, ½), for n useful points. n=24 gives 8 and 8.
func AnhojLimits(n int) (longestRunMax, crossingsMin int) {
	if n < 2 {
		return 0, 0
	}
	longestRunMax = int(math.Round(math.Log2(float64(n)))) + 3
	// Sum the binomial terms from 0 up; logs keep 2^-(n-1) from vanishing.
	cdf, m := 0.0, float64(n-1)
	for k := 0; ; k++ {
		cdf += math.Exp(lchoose(m, float64(k)) - m*math.Ln2)
		if cdf >= 0.05 {
			return longestRunMax, k
		}
	}
}

func lchoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}
