package stat_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"nhipcau/internal/stat"
)

func TestWilsonEdges(t *testing.T) {
	for _, c := range []struct {
		x, n   float64
		status stat.Status
		lo, hi float64
		err    error
	}{
		{0, 0, stat.NotApplicable, 0, 0, nil}, // no opinion is not 0%
		{0, 20, stat.OK, 0, 0.1611, nil},
		{20, 20, stat.OK, 0.8389, 1, nil},
		{10, 11, stat.OK, 0.623, 0.984, nil},
		{6588, 7320, stat.OK, 0.893, 0.907, nil},
		{12, 11, stat.NotApplicable, 0, 0, stat.ErrInvalid},
		{-1, 11, stat.NotApplicable, 0, 0, stat.ErrInvalid},
		{1, math.Inf(1), stat.NotApplicable, 0, 0, stat.ErrInvalid},
		{math.NaN(), 3, stat.NotApplicable, 0, 0, stat.ErrInvalid},
	} {
		p, err := stat.Wilson(c.x, c.n, 0.95)
		if !errors.Is(err, c.err) || p.Status != c.status || !near(p.Lower, c.lo, 6e-4) || !near(p.Upper, c.hi, 6e-4) {
			t.Errorf("%v/%v: %+v, %v", c.x, c.n, p, err)
		}
	}
	if _, err := stat.Wilson(1, 2, 1); !errors.Is(err, stat.ErrInvalid) {
		t.Error("a confidence of 100% was accepted")
	}
	// Float arithmetic alone passes the ends for about one n in five.
	for n := 1.0; n <= 5000; n++ {
		a, _ := stat.Wilson(0, n, 0.95)
		b, _ := stat.Wilson(n, n, 0.95)
		if a.Lower != 0 || b.Upper != 1 {
			t.Fatalf("n=%v: lower %v, upper %v", n, a.Lower, b.Upper)
		}
	}
}

func TestDisplayRule(t *testing.T) {
	for n, want := range map[float64]stat.Display{0: stat.DisplayNone, 4: stat.DisplayCount, 5: stat.DisplayHollow, 19: stat.DisplayHollow, 20: stat.DisplayFull} {
		if got := stat.DisplayFor(n); got != want {
			t.Errorf("n=%v: %s, want %s", n, got, want)
		}
	}
}

func TestClusteredEdges(t *testing.T) {
	for _, c := range []struct {
		name    string
		x, n    []float64
		warning stat.Warning
		wilson  bool // the interval is plain Wilson
	}{
		{"one session", []float64{30}, []float64{40}, stat.WarnOneSession, true},
		{"all sessions alike", []float64{9, 18, 27}, []float64{10, 20, 30}, stat.WarnEqualSessions, true},
		{"few sessions, two camps", []float64{0, 20}, []float64{20, 20}, stat.WarnFewSessions, false},
		{"an empty session says nothing", []float64{30, 0}, []float64{40, 0}, stat.WarnOneSession, true},
		{"everything resolved", []float64{20, 20, 20}, []float64{20, 20, 20}, "", true},
	} {
		r, err := stat.Clustered(c.x, c.n, 0.95)
		if err != nil {
			t.Fatal(c.name, err)
		}
		w, _ := stat.Wilson(r.X, r.N, 0.95)
		if (near(r.Lower, w.Lower, 1e-12) && near(r.Upper, w.Upper, 1e-12)) != c.wilson {
			t.Errorf("%s: %v..%v, Wilson %v..%v", c.name, r.Lower, r.Upper, w.Lower, w.Upper)
		}
		if c.warning != "" && !slices.Contains(r.Warnings, c.warning) {
			t.Errorf("%s: warnings %v", c.name, r.Warnings)
		}
		var s stat.ClusterSums
		for i := range c.x {
			s.Add(c.x[i], c.n[i])
		}
		if q, err := stat.ClusteredSums(s, 0.95); err != nil || !near(q.Deff, r.Deff, 1e-9) || !near(q.Lower, r.Lower, 1e-9) || q.K != r.K {
			t.Errorf("%s: sums give %+v, sessions %+v", c.name, q, r)
		}
	}
	if r, err := stat.Clustered(nil, nil, 0.95); err != nil || r.Status != stat.NotApplicable {
		t.Errorf("no session: %+v %v", r, err)
	}
}

func TestDifferenceNeedsBothSides(t *testing.T) {
	if d, err := stat.Newcombe(1, 2, 0, 0, 0.95); err != nil || d.Status != stat.NotApplicable {
		t.Errorf("%+v %v", d, err)
	}
	// 60% and 48% have overlapping intervals and still differ: overlap is no test.
	d, err := stat.Newcombe(120, 200, 96, 200, 0.95)
	a, _ := stat.Wilson(120, 200, 0.95)
	b, _ := stat.Wilson(96, 200, 0.95)
	if err != nil || !d.Clear || a.Lower > b.Upper {
		t.Errorf("%+v, %v..%v against %v..%v", d, a.Lower, a.Upper, b.Lower, b.Upper)
	}
}

func TestFunnelWithoutMeaning(t *testing.T) {
	for _, theta := range []float64{0, 1} {
		l, err := stat.FunnelLimits(theta, 50)
		band, err2 := stat.FunnelBand(3, 50, theta)
		if err != nil || err2 != nil || l.Status != stat.NotApplicable || band != stat.BandNotCompared {
			t.Errorf("target %v: %+v %s %v %v", theta, l, band, err, err2)
		}
	}
	if l, _ := stat.FunnelLimits(0.9, 10); !slices.Contains(l.Warnings, stat.WarnRoughLimits) || l.Upper95 != 1 {
		t.Errorf("small n: %+v", l)
	}
	if od, err := stat.Overdispersed([]float64{3, 0}, []float64{4, 0}, 0.1); err != nil || od.Status != stat.NotApplicable {
		t.Errorf("one unit: %+v %v", od, err)
	}
}

func TestLabelRule(t *testing.T) {
	table := func(k int, x, n float64) []stat.Unit {
		out := make([]stat.Unit, k)
		for i := range out {
			out[i] = stat.Unit{X: x, N: n}
		}
		return out
	}
	at := func(v float64) *float64 { return &v }
	low := stat.Unit{X: 140, N: 200}
	for _, c := range []struct {
		name   string
		units  []stat.Unit
		target *float64
		status stat.Status
		basis  stat.LabelBasis
		first  stat.Band
	}{
		{"19 units: the target decides", append([]stat.Unit{low}, table(18, 180, 200)...), at(0.9), stat.OK, stat.BasisTarget, stat.BandLow998},
		{"19 units, no target: nothing is said", append([]stat.Unit{low}, table(18, 180, 200)...), nil, stat.Insufficient, stat.BasisTarget, stat.BandNotCompared},
		{"20 units: the group decides", append([]stat.Unit{low}, table(19, 180, 200)...), nil, stat.OK, stat.BasisFunnel, stat.BandLow998},
		{"a unit without opinions does not count", append([]stat.Unit{low, {}}, table(18, 180, 200)...), nil, stat.Insufficient, stat.BasisTarget, stat.BandNotCompared},
		{"clustered opinions are worth fewer", []stat.Unit{{X: 140, N: 200, NEff: 8}}, at(0.9), stat.OK, stat.BasisTarget, stat.BandExpected},
		{"a target of 100% can be missed", []stat.Unit{low}, at(1), stat.OK, stat.BasisTarget, stat.BandLow998},
		{"a target of 100% cannot be beaten", []stat.Unit{{X: 200, N: 200}}, at(1), stat.OK, stat.BasisTarget, stat.BandExpected},
		{"nobody has data", make([]stat.Unit, 3), at(0.9), stat.NotApplicable, stat.BasisTarget, stat.BandNotCompared},
		{"all at 100%: no group to differ from", table(20, 5, 5), nil, stat.NotApplicable, stat.BasisFunnel, stat.BandNotCompared},
		{"30 of 30 is not remarkable at 90%", append([]stat.Unit{{X: 30, N: 30}}, table(33, 900, 1000)...), nil, stat.OK, stat.BasisFunnel, stat.BandExpected},
	} {
		l, err := stat.LabelUnits(c.units, c.target)
		if err != nil || l.Status != c.status || l.Basis != c.basis || l.Units[0].Band != c.first {
			t.Errorf("%s: %s %s %s %v", c.name, l.Status, l.Basis, l.Units[0].Band, err)
		}
	}
	both, err := stat.LabelUnits(append([]stat.Unit{low}, table(19, 180, 200)...), at(0.7))
	if u := both.Units[0]; err != nil || u.VsGroup != stat.BandLow998 || u.VsTarget != stat.BandExpected {
		t.Errorf("meets its target, yet unlike the others: %+v %v", u, err)
	}
	if _, err := stat.LabelUnits([]stat.Unit{low}, at(90)); !errors.Is(err, stat.ErrInvalid) {
		t.Error("a target in percent was taken for a share")
	}
}

func TestInvalidInputIsRefused(t *testing.T) {
	nan := math.NaN()
	for name, f := range map[string]func() error{
		"p above 1":        func() error { _, err := stat.BH([]float64{0.5, 1.1}); return err },
		"p not a number":   func() error { _, err := stat.Holm([]float64{nan}); return err },
		"uneven table":     func() error { _, err := stat.Overdispersed([]float64{1}, nil, 0.1); return err },
		"trim of half":     func() error { _, err := stat.Overdispersed(nil, nil, 0.5); return err },
		"crossed interval": func() error { _, err := stat.RankRanges([]float64{2}, []float64{1}, stat.SmallestFirst); return err },
		"endless interval": func() error {
			_, err := stat.RankRanges([]float64{0}, []float64{math.Inf(1)}, stat.SmallestFirst)
			return err
		},
		"alpha 0":        func() error { _, err := stat.RankRates([]float64{1}, []float64{2}, 0, stat.SmallestFirst); return err },
		"negative count": func() error { _, err := stat.PoissonRate(-1, 1, 1, 0.95); return err },
		"ratio of zero":  func() error { _, err := stat.RatioOverdispersed([]float64{0}, []float64{1}, 0.1); return err },
		"rank of NaN":    func() error { _, err := stat.RankWithTies([]float64{nan}, stat.LargestFirst); return err },
		"shrink x>n":     func() error { _, err := stat.Shrink([]float64{3}, []float64{2}); return err },
	} {
		if err := f(); !errors.Is(err, stat.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPoissonEdges(t *testing.T) {
	if r, err := stat.PoissonRate(3, 0, 1000, 0.95); err != nil || r.Status != stat.NotApplicable {
		t.Errorf("no exposure: %+v %v", r, err)
	}
	// The switch at 10 may not make the limits jump by more than a twentieth.
	a, _ := stat.PoissonRate(9.999999, 1, 1, 0.95)
	b, _ := stat.PoissonRate(10, 1, 1, 0.95)
	if a.Method == b.Method || math.Abs(a.Lower-b.Lower) > 0.05*b.Lower || math.Abs(a.Upper-b.Upper) > 0.05*b.Upper {
		t.Errorf("exact %v..%v, Byar %v..%v", a.Lower, a.Upper, b.Lower, b.Upper)
	}
}

func TestQuantileType7(t *testing.T) {
	v := []float64{4, 1, 3, 2}
	for q, want := range map[float64]float64{0: 1, 0.1: 1.3, 0.5: 2.5, 0.9: 3.7, 1: 4} {
		if got, ok := stat.Quantile7(v, q); !ok || !near(got, want, 1e-12) {
			t.Errorf("%v: %v, want %v", q, got, want)
		}
	}
	if v[0] != 4 {
		t.Error("the input was sorted")
	}
	if _, ok := stat.Quantile7(nil, 0.5); ok {
		t.Error("a quantile of nothing")
	}
}

func TestShrinkWithoutData(t *testing.T) {
	r, err := stat.Shrink([]float64{5, 90, 0}, []float64{10, 100, 0})
	if err != nil || !r.NoData[2] || r.Estimate[2] != r.Overall || r.Weight[2] != 0 {
		t.Errorf("%+v %v", r, err)
	}
	if r, err := stat.Shrink(nil, nil); err != nil || r.Status != stat.NotApplicable {
		t.Errorf("nobody: %+v %v", r, err)
	}
}

func TestUnknownStates(t *testing.T) {
	for _, c := range []struct {
		met, missed, unknown int
		status               stat.Status
		lo, hi               float64
		known, bounds        bool
	}{
		{0, 0, 0, stat.NotApplicable, 0, 0, false, false},
		{0, 0, 5, stat.OK, 0, 1, false, true}, // nothing known: bounds only
		{40, 5, 15, stat.OK, 40.0 / 60, 55.0 / 60, true, true},
		{900, 100, 1, stat.OK, 900.0 / 1001, 901.0 / 1001, true, false},
	} {
		r, err := stat.RateWithUnknown(c.met, c.missed, c.unknown)
		if err != nil || r.Status != c.status || !near(r.Lower, c.lo, 1e-12) || !near(r.Upper, c.hi, 1e-12) || (r.Rate != nil) != c.known || r.ShowBounds != c.bounds {
			t.Errorf("%+v: %+v %v", c, r, err)
		}
	}
}

// Of 20 ratios the two lowest and the two highest are dropped: they may be anything.
func TestRatioTruncation(t *testing.T) {
	phi := func(outlier float64) stat.RatioDispersion {
		observed, expected := make([]float64, 20), make([]float64, 20)
		for i := range observed {
			expected[i] = 100
			observed[i] = 90 + float64(i)
		}
		observed[0], observed[19] = 90/outlier, 109*outlier
		r, err := stat.RatioOverdispersed(observed, expected, 0.1)
		if err != nil || r.Status != stat.OK {
			t.Fatalf("%+v %v", r, err)
		}
		return r
	}
	if a, b := phi(1), phi(50); a != b || a.K != 16 || a.Tau2 != 0 {
		t.Errorf("%+v, with outliers %+v", a, b)
	}
	if r, err := stat.RatioOverdispersed([]float64{5}, []float64{5}, 0.1); err != nil || r.Status != stat.Insufficient {
		t.Errorf("one ratio: %+v %v", r, err)
	}
}

// WithinDeff sees how sessions of one group differ and not how groups do; of one group it is the design effect of Clustered.
func TestWithinDeff(t *testing.T) {
	group := func(x ...float64) (s stat.ClusterSums) {
		for _, v := range x {
			s.Add(v, 10)
		}
		return s
	}
	one := group(2, 7, 5, 1)
	own, err := stat.ClusteredSums(one, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	// se² has k/(k-1) above, WithinDeff (k-1)/k below: the same.
	if deff, known := stat.WithinDeff([]stat.ClusterSums{one}); !known || math.Abs(deff-own.Deff) > 1e-12 {
		t.Errorf("%v, of the one group alone %v", deff, own.Deff)
	}
	if deff, known := stat.WithinDeff([]stat.ClusterSums{group(2, 2, 2), group(8, 8, 8)}); !known || deff > 1e-12 {
		t.Errorf("sessions alike in two different groups: %v", deff)
	}
	for name, groups := range map[string][]stat.ClusterSums{"nothing": nil, "one session each": {group(2), group(7)}, "nothing varies": {group(10, 10), group(10)}} {
		if deff, known := stat.WithinDeff(groups); known || deff != 1 {
			t.Errorf("%s: %v %v", name, deff, known)
		}
	}
	p, err := stat.AtDeff(20, 40, 4, 0.95)
	w, _ := stat.Wilson(5, 10, 0.95)
	if err != nil || p.X != 20 || math.Abs(p.Lower-w.Lower)+math.Abs(p.Upper-w.Upper) > 1e-15 {
		t.Errorf("20 of 40 worth 10: %+v, want %+v: %v", p, w, err)
	}
	if p := stat.TwoShares(20, 40, 10, 40, 1, 1); math.Abs(p-0.020921335337794) > 1e-12 {
		t.Errorf("20/40 and 10/40: p %v", p)
	}
	if a, b := stat.TwoShares(20, 40, 10, 40, 4, 4), stat.TwoShares(5, 10, 2.5, 10, 1, 1); math.Abs(a-b) > 1e-12 {
		t.Errorf("a design effect of 4: p %v, a quarter of the counts %v", a, b)
	}
}
