package stat_test

import (
	"math"
	"slices"
	"testing"

	"nhipcau/internal/stat"

	"pgregory.net/rapid"
)

// drawUnits draws localities with x of n; n=0 may be among them.
func drawUnits(t *rapid.T, least, most int) (x, n []float64) {
	k := rapid.IntRange(least, most).Draw(t, "k")
	for range k {
		size := rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(1, 9000)).Draw(t, "n")
		n = append(n, float64(size))
		x = append(x, float64(rapid.IntRange(0, size).Draw(t, "x")))
	}
	return x, n
}

func inUnit(lo, p, hi float64) bool { return 0 <= lo && lo <= p && p <= hi && hi <= 1 }

func TestIntervalsStayInRange(t *testing.T) {
	methods := []func(x, n, conf float64) (stat.Proportion, error){
		stat.Wilson, stat.WilsonCC, stat.ClopperPearson, stat.Jeffreys, stat.AgrestiCoull}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 100_000).Draw(t, "n")
		x := rapid.IntRange(0, n).Draw(t, "x")
		conf := rapid.SampledFrom([]float64{0.9, 0.95, 0.998, 0.9999}).Draw(t, "conf")
		for _, f := range methods {
			p, err := f(float64(x), float64(n), conf)
			if err != nil || p.Status != stat.OK || !inUnit(p.Lower, p.Rate, p.Upper) {
				t.Fatalf("%s %d/%d: %+v %v", p.Method, x, n, p, err)
			}
			if p.Lower == p.Upper {
				t.Fatalf("%s %d/%d: no width", p.Method, x, n)
			}
		}
	})
}

func TestWilsonMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 1_000_000).Draw(t, "n"))
		x := float64(rapid.IntRange(0, int(n)).Draw(t, "x"))
		a, err1 := stat.Wilson(x, n, 0.95)
		b, err2 := stat.Wilson(n-x, n, 0.95)
		if err1 != nil || err2 != nil || !near(a.Lower, 1-b.Upper, 1e-12) || !near(a.Upper, 1-b.Lower, 1e-12) {
			t.Fatalf("%v/%v: %+v against %+v", x, n, a, b)
		}
	})
}

func TestNewcombeIsAntisymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := drawUnits(t, 2, 2)
		a, err1 := stat.Newcombe(x[0], n[0], x[1], n[1], 0.95)
		b, err2 := stat.Newcombe(x[1], n[1], x[0], n[0], 0.95)
		if err1 != nil || err2 != nil || a.Status != b.Status {
			t.Fatal(err1, err2, a, b)
		}
		if a.Status == stat.NotApplicable {
			return
		}
		if !near(a.Lower, -b.Upper, 1e-12) || a.Clear != b.Clear || a.Lower > a.Diff || a.Diff > a.Upper {
			t.Fatalf("%+v against %+v", a, b)
		}
	})
}

// A locality split in two, or listed in another order, changes no total and nobody else's numbers.
func TestTotalsSurviveSplitAndOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := drawUnits(t, 3, 12)
		before, ok1 := stat.GroupRate(x, n)
		nx := math.Floor(x[0] / 2)
		nn := nx + math.Floor((n[0]-x[0])/2)
		x2, n2 := append(slices.Clone(x), nx), append(slices.Clone(n), nn)
		x2[0], n2[0] = x[0]-nx, n[0]-nn
		after, ok2 := stat.GroupRate(x2, n2)
		if ok1 != ok2 || before != after {
			t.Fatalf("%v became %v", before, after)
		}
		slices.Reverse(x2)
		slices.Reverse(n2)
		if turned, _ := stat.GroupRate(x2, n2); !near(turned, after, 1e-12) {
			t.Fatalf("order changed %v to %v", after, turned)
		}
	})
}

func TestOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := drawUnits(t, 2, 40)
		od, err1 := stat.Overdispersed(x, n, 0.1)
		eb, err2 := stat.Shrink(x, n)
		rk, err3 := stat.RankRates(x, n, 0.05, stat.LargestFirst)
		slices.Reverse(x)
		slices.Reverse(n)
		od2, err4 := stat.Overdispersed(x, n, 0.1)
		eb2, err5 := stat.Shrink(x, n)
		rk2, err6 := stat.RankRates(x, n, 0.05, stat.LargestFirst)
		for _, err := range []error{err1, err2, err3, err4, err5, err6} {
			if err != nil {
				t.Fatal(err)
			}
		}
		slices.Reverse(eb2.Estimate)
		slices.Reverse(rk2)
		if od.Status != od2.Status || !near(od.Phi, od2.Phi, 1e-9) || !near(od.Tau2, od2.Tau2, 1e-9) || !slices.Equal(rk, rk2) {
			t.Fatalf("%+v\n%+v", od, od2)
		}
		for i := range eb.Estimate {
			if !near(eb.Estimate[i], eb2.Estimate[i], 1e-9) {
				t.Fatalf("unit %d: %v, reversed %v", i, eb.Estimate[i], eb2.Estimate[i])
			}
		}
	})
}

func TestFunnelLimitsHoldTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := drawUnits(t, 2, 40)
		od, err := stat.Overdispersed(x, n, 0.1)
		if err != nil {
			t.Fatal(err)
		}
		if od.Status != stat.OK {
			return
		}
		for i := range x {
			for _, tau := range []bool{false, true} {
				l := od.Limits(n[i], tau)
				if n[i] == 0 {
					if l.Status != stat.NotApplicable {
						t.Fatal("limits at n=0")
					}
					continue
				}
				if !inUnit(l.Lower998, l.Lower95, od.Theta+1e-12) || !inUnit(od.Theta-1e-12, l.Upper95, l.Upper998) {
					t.Fatalf("n=%v: %+v around %v", n[i], l, od.Theta)
				}
			}
		}
	})
}

func TestShrunkRatesLieBetweenOwnAndOverall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := drawUnits(t, 1, 30)
		r, err := stat.Shrink(x, n)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range r.Estimate {
			own := r.Overall
			if n[i] > 0 {
				own = x[i] / n[i]
			}
			if e < math.Min(own, r.Overall)-1e-12 || e > math.Max(own, r.Overall)+1e-12 {
				t.Fatalf("unit %d: %v is outside %v..%v", i, e, own, r.Overall)
			}
		}
	})
}

// Rank ranges are never empty, and a unit whose rate is above another's cannot be surely behind it.
func TestRankRangesAreSane(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := drawUnits(t, 1, 30)
		r, err := stat.RankRates(x, n, 0.05, stat.LargestFirst)
		if err != nil {
			t.Fatal(err)
		}
		k := 0
		for _, v := range n {
			if v > 0 {
				k++
			}
		}
		for i := range r {
			if n[i] == 0 {
				if r[i].Status != stat.NotApplicable {
					t.Fatal("a unit without opinions has a rank")
				}
				continue
			}
			if r[i].Low < 1 || r[i].Low > r[i].High || r[i].High > k {
				t.Fatalf("range %+v of %d", r[i], k)
			}
			for j := range r {
				if n[j] > 0 && x[i]/n[i] > x[j]/n[j] && r[i].Low > r[j].High {
					t.Fatalf("%v/%v ranks surely behind %v/%v", x[i], n[i], x[j], n[j])
				}
			}
		}
	})
}

// Rank ranges counted the slow way, pair by pair.
func TestRankRangesEqualThePairwiseCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 25).Draw(t, "k")
		lo, hi := make([]float64, k), make([]float64, k)
		for i := range lo {
			lo[i] = float64(rapid.IntRange(0, 8).Draw(t, "lo"))
			hi[i] = lo[i] + float64(rapid.IntRange(0, 4).Draw(t, "width"))
		}
		r, err := stat.RankRanges(lo, hi, stat.SmallestFirst)
		if err != nil {
			t.Fatal(err)
		}
		for i := range lo {
			below, above := 0, 0
			for j := range lo {
				tied := lo[i] == hi[i] && lo[j] == hi[j] && lo[i] == lo[j]
				if i != j && !tied && hi[j] <= lo[i] {
					below++
				}
				if i != j && !tied && lo[j] >= hi[i] {
					above++
				}
			}
			if r[i].Low != 1+below || r[i].High != k-above || r[i].Low > r[i].High {
				t.Fatalf("unit %d: %+v, pairwise %d..%d", i, r[i], 1+below, k-above)
			}
		}
	})
}

func drawCases(t *rapid.T, outcomes int) []stat.Case {
	k := rapid.IntRange(1, 40).Draw(t, "k")
	out := make([]stat.Case, k)
	for i := range out {
		out[i] = stat.Case{Time: float64(rapid.IntRange(0, 60).Draw(t, "time")), Outcome: rapid.IntRange(0, outcomes).Draw(t, "outcome")}
	}
	return out
}

func TestKaplanMeierWithoutCensoringIsTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cases := drawCases(t, 1)
		for i := range cases {
			cases[i].Outcome = 1
		}
		km, err := stat.KaplanMeier(cases, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		day := float64(rapid.IntRange(0, 60).Draw(t, "day"))
		done := 0.0
		for _, c := range cases {
			if c.Time <= day {
				done++
			}
		}
		if got := km.ShareWithin(day, stat.LogLog); !near(got.Share, done/float64(len(cases)), 1e-12) {
			t.Fatalf("day %v: %v, counted %v of %d", day, got.Share, done, len(cases))
		}
	})
}

func TestOutcomesAndOpenAddUpToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, err := stat.AalenJohansen(drawCases(t, 3))
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Time {
			sum := r.Open[i]
			for _, c := range r.Ended {
				sum += c[i]
				if i > 0 && c[i] < c[i-1] {
					t.Fatal("a cumulative share fell")
				}
			}
			if !near(sum, 1, 1e-12) {
				t.Fatalf("day %v: sum %v", r.Time[i], sum)
			}
		}
	})
}

// With one outcome Aalen-Johansen is 1 - Kaplan-Meier, and order does not matter to either.
func TestSurvivalIsOneThingInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cases := drawCases(t, 1)
		for i := range cases {
			cases[i].Entry = float64(rapid.IntRange(0, 20).Draw(t, "entry"))
		}
		km, err1 := stat.KaplanMeier(cases, 0.95)
		slices.Reverse(cases)
		aj, err2 := stat.AalenJohansen(cases)
		if err1 != nil || err2 != nil || len(km.Points) != len(aj.Time) {
			t.Fatal(err1, err2, len(km.Points), len(aj.Time))
		}
		for i, p := range km.Points {
			if !near(p.Open, aj.Open[i], 1e-12) || !near(1-p.Open, aj.Ended[0][i], 1e-9) {
				t.Fatalf("day %v: %v and %v", p.Time, p.Open, aj.Open[i])
			}
			if p.Lower != nil && !inUnit(*p.Lower, p.Open, *p.Upper) {
				t.Fatalf("band %v..%v around %v", *p.Lower, *p.Upper, p.Open)
			}
		}
	})
}

func TestKleinbergIsTheGlobalOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 9).Draw(t, "k")
		r, d := make([]float64, k), make([]float64, k)
		for i := range r {
			d[i] = float64(rapid.IntRange(0, 15).Draw(t, "d"))
			r[i] = float64(rapid.IntRange(0, int(d[i])).Draw(t, "r"))
		}
		gamma := rapid.SampledFrom([]float64{0, 0.5, 1, 2}).Draw(t, "gamma")
		b, err := stat.KleinbergBursts(r, d, 2, gamma)
		if err != nil {
			t.Fatal(err)
		}
		if b.Status != stat.OK {
			return
		}
		least := math.Inf(1)
		for mask := range 1 << k {
			least = math.Min(least, pathCost(r, d, mask, b.P0, b.P1, gamma))
		}
		if !near(b.Cost, least, 1e-9) {
			t.Fatalf("cost %v, exhaustive %v", b.Cost, least)
		}
	})
}

func pathCost(r, d []float64, mask int, p0, p1, gamma float64) float64 {
	cost := 0.0
	for t := range r {
		p, up := p0, mask>>t&1 == 1
		if up {
			p = p1
			if t > 0 && mask>>(t-1)&1 == 0 {
				cost += gamma * math.Log(float64(len(r)))
			}
		}
		if d[t] > 0 {
			a, _ := math.Lgamma(d[t] + 1)
			b, _ := math.Lgamma(r[t] + 1)
			c, _ := math.Lgamma(d[t] - r[t] + 1)
			cost -= a - b - c + r[t]*math.Log(p) + (d[t]-r[t])*math.Log(1-p)
		}
	}
	return cost
}

// Whatever two bounds allow, the result of the operation must allow.
func TestBoundsHoldEveryResult(t *testing.T) {
	draw := func(t *rapid.T, name string) (stat.Bounds, float64) {
		lo := float64(rapid.IntRange(-6, 6).Draw(t, name+" lo"))
		hi := lo + float64(rapid.IntRange(1, 6).Draw(t, name+" width"))
		v := lo + (hi-lo)*rapid.Float64Range(0.01, 0.99).Draw(t, name)
		b := stat.Between(lo, hi)
		b.LoOpen, b.HiOpen = rapid.Bool().Draw(t, name+" lo open"), rapid.Bool().Draw(t, name+" hi open")
		if rapid.IntRange(0, 5).Draw(t, name+" unbounded") == 0 {
			b.Hi, b.HiOpen = nil, false
			v += 1000
		}
		return b, v
	}
	rapid.Check(t, func(t *rapid.T) {
		a, x := draw(t, "a")
		b, y := draw(t, "b")
		for name, r := range map[string]struct {
			set stat.Bounds
			v   float64
		}{"add": {a.Add(b), x + y}, "sub": {a.Sub(b), x - y}, "mul": {a.Mul(b), x * y}, "div": {a.Div(b), x / y}} {
			if y != 0 && !r.set.Contains(r.v) && !touches(r.set, r.v) {
				t.Fatalf("%s of %v and %v gives %v, not in %s", name, x, y, r.v, show(r.set))
			}
		}
	})
}

// touches forgives the last place of a float at an end.
func touches(b stat.Bounds, v float64) bool {
	return b.Lo != nil && near(v, *b.Lo, 1e-12) || b.Hi != nil && near(v, *b.Hi, 1e-12)
}

func show(b stat.Bounds) []any { return []any{setText(b), b.LoOpen, b.HiOpen} }

// After suppression an audit finds nothing: no small cell is exact, and each range is as wide as promised.
func TestSuppressionPassesItsAudit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "cols")
		table := make([][]int, rows)
		for i := range table {
			for range cols {
				table[i] = append(table[i], rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(0, 60)).Draw(t, "v"))
			}
		}
		s, err := stat.Suppress(table, 5)
		if err != nil {
			t.Fatal(err)
		}
		if s.Status != stat.OK {
			return
		}
		audit, err := stat.AuditTable(table, slices.Concat(s.Primary, s.Complementary))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range s.Complementary {
			if table[c.Row][c.Col] == 0 {
				t.Fatal("a zero serves as a complement")
			}
		}
		for i, c := range s.Primary {
			r := audit.Ranges[i]
			if slices.Contains(audit.Exact, c) || r.Hi-r.Lo < 4 || r.Lo > 0 && r.Hi < 5 || table[c.Row][c.Col] < r.Lo || table[c.Row][c.Col] > r.Hi {
				t.Fatalf("%v: cell %v=%d is known to be %d..%d", table, c, table[c.Row][c.Col], r.Lo, r.Hi)
			}
		}
	})
}

// The flow range of a hidden cell equals trying every table with the same margins and visible cells.
func TestFeasibleRangeEqualsEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := make([][]int, 3)
		var hidden []stat.CellRef
		for i := range table {
			for j := range 3 {
				table[i] = append(table[i], rapid.IntRange(0, 4).Draw(t, "v"))
				if rapid.Bool().Draw(t, "hide") {
					hidden = append(hidden, stat.CellRef{Row: i, Col: j})
				}
			}
		}
		audit, err := stat.AuditTable(table, hidden)
		if err != nil {
			t.Fatal(err)
		}
		want := enumerate(table, hidden)
		for i, r := range audit.Ranges {
			if r.Lo != want[i][0] || r.Hi != want[i][1] {
				t.Fatalf("%v hidden %v: %v is %d..%d, enumerated %v", table, hidden, r.Cell, r.Lo, r.Hi, want[i])
			}
		}
		for _, c := range audit.Exact {
			if w := want[slices.Index(hidden, c)]; w[0] != w[1] {
				t.Fatalf("%v is called exact, enumerated %v", c, w)
			}
		}
	})
}

func enumerate(table [][]int, hidden []stat.CellRef) [][2]int {
	var rowSum, colSum [3]int
	for _, c := range hidden {
		rowSum[c.Row] += table[c.Row][c.Col]
		colSum[c.Col] += table[c.Row][c.Col]
	}
	out := make([][2]int, len(hidden))
	for i := range out {
		out[i] = [2]int{math.MaxInt, -1}
	}
	values := make([]int, len(hidden))
	var try func(i int)
	try = func(i int) {
		if i == len(hidden) {
			if rowSum == [3]int{} && colSum == [3]int{} {
				for k, v := range values {
					out[k] = [2]int{min(out[k][0], v), max(out[k][1], v)}
				}
			}
			return
		}
		c := hidden[i]
		for v := range min(rowSum[c.Row], colSum[c.Col]) + 1 {
			values[i] = v
			rowSum[c.Row], colSum[c.Col] = rowSum[c.Row]-v, colSum[c.Col]-v
			try(i + 1)
			rowSum[c.Row], colSum[c.Col] = rowSum[c.Row]+v, colSum[c.Col]+v
		}
	}
	try(0)
	return out
}

func TestLogOddsIgnoresOrderAndSwapsSign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 12).Draw(t, "k")
		a, b := make([]float64, k), make([]float64, k)
		for i := range a {
			a[i], b[i] = float64(rapid.IntRange(0, 50).Draw(t, "a")), float64(rapid.IntRange(1, 500).Draw(t, "b"))
		}
		prior, err := stat.BackgroundPrior(b, 100)
		if err != nil {
			t.Fatal(err)
		}
		one, err1 := stat.LogOdds(a, b, prior)
		two, err2 := stat.LogOdds(b, a, prior)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for i := range one {
			if !near(one[i].Z, -two[i].Z, 1e-9) {
				t.Fatalf("topic %d: %v and %v", i, one[i].Z, two[i].Z)
			}
		}
	})
}

func TestXmRConstantSeriesSignalsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e6, 1e6).Draw(t, "v")
		y := slices.Repeat([]float64{v}, rapid.IntRange(2, 60).Draw(t, "k"))
		r, err := stat.NewXmR(y, true)
		if err != nil || slices.ContainsFunc(r.Signals, func(s stat.Signal) bool { return s != stat.SignalNone }) {
			t.Fatalf("%v: %v %v", v, r.Signals, err)
		}
	})
}
