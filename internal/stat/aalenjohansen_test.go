package stat_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"nhipcau/internal/stat"
)

// naiveCIF is a second, slower way to the shares: day by day over weighted cases, so that a case may be left out a little.
func naiveCIF(cases []stat.Case, weight []float64, outcome int, day float64) float64 {
	s, c := 1.0, 0.0
	for t := 0.0; t <= day; t++ {
		risk, ended, all := 0.0, 0.0, 0.0
		for i, x := range cases {
			if x.Time >= t && (x.Entry == 0 || x.Entry < t) {
				risk += weight[i]
			}
			if x.Time == t && x.Outcome > 0 && (x.Entry == 0 || x.Entry < t) {
				if all += weight[i]; x.Outcome == outcome {
					ended += weight[i]
				}
			}
		}
		if risk > 0 {
			c, s = c+s*ended/risk, s*(1-all/risk)
		}
	}
	return c
}

// mixedCases are answered, forwarded or open; late says that some were entered after their start.
func mixedCases(r *rand.Rand, n int, late bool) (list []stat.Case, weight []float64) {
	for range n {
		c := stat.Case{Time: float64(r.IntN(40)), Outcome: r.IntN(3)}
		if late && r.IntN(5) == 0 && c.Time > 2 {
			c.Entry = 1 + float64(r.IntN(int(c.Time)-1))
		}
		list, weight = append(list, c), append(weight, 1)
	}
	return list, weight
}

// Greenwood's variance of several outcomes is the infinitesimal jackknife: the sum over cases of what leaving each out a little does to the share,
// squared. The derivative is taken numerically on another way of counting. Where cases enter late the two agree within some percent only.
func TestCumulativeShareErrorIsTheJackknife(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 11))
	for run := range 20 {
		cases, weight := mixedCases(r, 60, run%2 == 1)
		cif, err := stat.AalenJohansen(cases)
		if err != nil {
			t.Fatal(err)
		}
		for _, outcome := range []int{1, 2} {
			for i, day := range cif.Time {
				if i%7 != 3 {
					continue
				}
				v := 0.0
				for j := range cases {
					weight[j] = 1 + 1e-5
					up := naiveCIF(cases, weight, outcome, day)
					weight[j] = 1 - 1e-5
					v += math.Pow((up-naiveCIF(cases, weight, outcome, day))/2e-5, 2)
					weight[j] = 1
				}
				got := 0.0
				if se := cif.SE[outcome-1][i]; se != nil {
					got = *se
				}
				if share := naiveCIF(cases, weight, outcome, day); math.Abs(share-cif.Ended[outcome-1][i]) > 1e-12 || math.Abs(got-math.Sqrt(v)) > 1e-7+0.05*got*float64(run%2) {
					t.Errorf("outcome %d by day %v: %v ± %v, one by one %v ± %v", outcome, day, cif.Ended[outcome-1][i], got, share, math.Sqrt(v))
				}
			}
		}
	}
}

// Drawing the cases again and again gives the same error, within what 2,000 draws can tell.
func TestCumulativeShareErrorIsTheBootstrap(t *testing.T) {
	const draws = 2000
	r := rand.New(rand.NewPCG(5, 8))
	cases, _ := mixedCases(r, 150, false)
	cif, err := stat.AalenJohansen(cases)
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []float64{10, 30} {
		for _, outcome := range []int{1, 2} {
			var sum, squares float64
			for range draws {
				again := make([]stat.Case, len(cases))
				for i := range again {
					again[i] = cases[r.IntN(len(cases))]
				}
				c, err := stat.AalenJohansen(again)
				if err != nil {
					t.Fatal(err)
				}
				share := c.EndedWithin(day, outcome).Share
				sum, squares = sum+share, squares+share*share
			}
			boot := math.Sqrt(squares/draws - sum*sum/draws/draws)
			at := 0
			for i := range cif.Time {
				if cif.Time[i] <= day {
					at = i
				}
			}
			if se := *cif.SE[outcome-1][at]; math.Abs(se/boot-1) > 0.06 {
				t.Errorf("outcome %d by day %v: error %v, drawn %v", outcome, day, se, boot)
			}
		}
	}
}

// With one outcome the error is Greenwood's of Kaplan-Meier, with nothing open the binomial one: 1 of 5 ± sqrt(0.032), as the manual of savvyr prints
// its example (ae_prob 0.200, ae_prob_var 0.032, ce_prob 0.800, ce_prob_var 0.032).
func TestCumulativeShareErrorAtItsEnds(t *testing.T) {
	cif, err := stat.AalenJohansen([]stat.Case{{Time: 1, Outcome: 1}, {Time: 2, Outcome: 2, Count: 2}, {Time: 3, Outcome: 2, Count: 2}})
	if err != nil {
		t.Fatal(err)
	}
	for k, share := range []float64{0.2, 0.8} {
		if got, se := cif.Ended[k][2], *cif.SE[k][2]; math.Abs(got-share) > 1e-12 || math.Abs(se*se-0.032) > 1e-12 {
			t.Errorf("outcome %d: %v, variance %v", k+1, got, se*se)
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	cases, _ := mixedCases(r, 80, true)
	for i := range cases {
		cases[i].Outcome = min(1, cases[i].Outcome)
	}
	km, err1 := stat.KaplanMeier(cases, 0.95)
	cif, err2 := stat.AalenJohansen(cases)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	for i, p := range km.Points {
		if se := cif.SE[0][i]; p.SE != nil && math.Abs(*se-*p.SE) > 1e-12 {
			t.Errorf("day %v: %v, Greenwood's %v", p.Time, *se, *p.SE)
		}
		if cif.AtRisk[i] != p.AtRisk {
			t.Errorf("day %v: %d at risk, %d", p.Time, cif.AtRisk[i], p.AtRisk)
		}
	}
	if (cif.DrawUntil == nil) != (km.DrawUntil == nil) || cif.DrawUntil != nil && *cif.DrawUntil != *km.DrawUntil {
		t.Error("one curve may be drawn further than the other")
	}
}

// The interval covers the true share about as often as it says, also where a quarter are still open; and it stays between 0 and 1.
func TestCumulativeShareIntervalCovers(t *testing.T) {
	const runs, n = 1500, 60
	r := rand.New(rand.NewPCG(9, 2))
	covered := 0
	for range runs {
		var cases []stat.Case
		for range n {
			// answered at rate 0.05 a day, forwarded at 0.02, open where the cut-off comes first
			event, cut := math.Floor(r.ExpFloat64()/0.07), float64(10+r.IntN(60))
			c := stat.Case{Time: math.Min(event, cut)}
			if event <= cut {
				c.Outcome = 1 + count01(r.Float64() > 5.0/7)
			}
			cases = append(cases, c)
		}
		cif, err := stat.AalenJohansen(cases)
		if err != nil {
			t.Fatal(err)
		}
		a := cif.EndedWithin(19, 2)
		truth := 2.0 / 7 * (1 - math.Exp(-0.07*20))
		if a.Lower != nil && *a.Lower <= truth && truth <= *a.Upper {
			covered++
		}
		if a.Lower != nil && !(0 <= *a.Lower && *a.Lower <= a.Share && a.Share <= *a.Upper && *a.Upper <= 1) {
			t.Fatalf("%v not within %v..%v", a.Share, *a.Lower, *a.Upper)
		}
	}
	t.Logf("true share covered: %.1f%%", 100*float64(covered)/runs)
	if share := float64(covered) / runs; share < 0.93 || share > 0.97 {
		t.Errorf("covered %.1f%%, want 95", 100*share)
	}
}

func count01(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestEndedWithin(t *testing.T) {
	var cases []stat.Case
	for i := range 30 {
		cases = append(cases, stat.Case{Time: float64(i + 1), Outcome: 1 + i%2}, stat.Case{Time: 40})
	}
	cif, err := stat.AalenJohansen(cases)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		day      float64
		outcome  int
		status   stat.Status
		warning  stat.Warning
		interval bool
	}{
		{20, 1, stat.OK, "", true},
		{1, 2, stat.OK, stat.WarnNoEvent, false}, // the second outcome begins on day 2
		{0, 1, stat.OK, stat.WarnNoEvent, false},
		{20, 3, stat.OK, stat.WarnNoEvent, false},
		{41, 1, stat.Insufficient, stat.WarnBeyondData, true},
		{-1, 1, stat.NotApplicable, "", false},
		{20, 0, stat.NotApplicable, "", false},
		{math.NaN(), 1, stat.NotApplicable, "", false},
	} {
		a := cif.EndedWithin(c.day, c.outcome)
		warned := c.warning == "" && len(a.Warnings) == 0 || len(a.Warnings) == 1 && a.Warnings[0] == c.warning
		if a.Status != c.status || !warned || (a.Lower != nil) != c.interval {
			t.Errorf("outcome %d by day %v: %+v", c.outcome, c.day, a)
		}
	}
	all := cif.EndedWithin(20, 1).Share + cif.EndedWithin(20, 2).Share + cif.Open[19]
	if math.Abs(all-1) > 1e-12 {
		t.Errorf("shares and open add up to %v", all)
	}
	if _, err := stat.AalenJohansenAt(cases, 1.5); err == nil {
		t.Error("a confidence of 150%")
	}
}
