package stat_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"nhipcau/internal/stat"
)

func TestXmRShortSeries(t *testing.T) {
	if r, err := stat.NewXmR([]float64{1}, true); err != nil || r.Status != stat.Insufficient {
		t.Errorf("one point: %+v %v", r, err)
	}
	if r, err := stat.NewXmR([]float64{1, 2, 1, 2}, true); err != nil || !slices.Contains(r.Warnings, stat.WarnTrialLimits) {
		t.Errorf("four quarters: %+v %v", r, err)
	}
	if _, err := stat.NewXmR([]float64{1, math.NaN()}, true); !errors.Is(err, stat.ErrInvalid) {
		t.Error("a NaN was charted")
	}
}

func TestAssurance(t *testing.T) {
	r, err := stat.NewXmR([]float64{0.7, 0.72, 0.7, 0.72, 0.7, 0.72, 0.7, 0.72, 0.7, 0.72, 0.7, 0.72}, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		target float64
		higher bool
		want   stat.Assurance
	}{
		{0.95, true, stat.AssuranceMiss}, {0.5, true, stat.AssuranceMeets}, {0.71, true, stat.AssuranceMixed},
		{0.95, false, stat.AssuranceMeets}, {0.5, false, stat.AssuranceMiss},
	} {
		if got, ok := r.Assure(c.target, c.higher); !ok || got != c.want {
			t.Errorf("target %v: %s, want %s", c.target, got, c.want)
		}
	}
	if _, ok := (stat.XmR{Status: stat.Insufficient}).Assure(0.5, true); ok {
		t.Error("assurance without a chart")
	}
}

func TestPChartSkipsEmptyPeriods(t *testing.T) {
	r, err := stat.NewPChart([]float64{10, 0, 20}, []float64{100, 0, 100})
	if err != nil || r.Points[1].Status != stat.NotApplicable || !near(r.Center, 0.15, 1e-12) || r.Points[2].UCL == 0 {
		t.Errorf("%+v %v", r, err)
	}
	if r, err := stat.NewPChart([]float64{5, 5}, []float64{5, 5}); err != nil || r.Status != stat.NotApplicable {
		t.Errorf("all 100%%: %+v %v", r, err)
	}
	if r, err := stat.NewPChart([]float64{5}, []float64{9}); err != nil || r.Status != stat.Insufficient {
		t.Errorf("one period: %+v %v", r, err)
	}
	out, err := stat.NewPChart([]float64{10, 11, 9, 10, 60}, []float64{100, 100, 100, 100, 100})
	if err != nil || !out.Points[4].Outside || out.Points[0].P != 0.1 {
		t.Errorf("%+v %v", out, err)
	}
}

func TestRunChart(t *testing.T) {
	shift := []float64{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9}
	r, err := stat.NewRunChart(shift)
	if err != nil || r.Status != stat.OK || r.LongestRun != 10 || r.Crossings != 1 || !r.Shift {
		t.Errorf("a clear shift: %+v %v", r, err)
	}
	calm, err := stat.NewRunChart([]float64{1, 3, 1, 3, 3, 1, 1, 3, 1, 3, 1, 3})
	if err != nil || calm.Shift {
		t.Errorf("no shift: %+v %v", calm, err)
	}
	if r, err := stat.NewRunChart([]float64{1, 2, 3}); err != nil || r.Status != stat.Insufficient {
		t.Errorf("three points: %+v %v", r, err)
	}
	if r, err := stat.NewRunChart(slices.Repeat([]float64{0.9}, 30)); err != nil || r.Useful != 0 || r.Status != stat.Insufficient {
		t.Errorf("constant: %+v %v", r, err)
	}
}

func TestFiveYearTrendEdges(t *testing.T) {
	years := []float64{2015, 2016, 2017, 2018, 2019}
	n := []float64{100, 100, 100, 100, 100}
	for _, c := range []struct {
		name    string
		x, n    []float64
		score   []float64
		want    stat.Trend
		warning stat.Warning
	}{
		{"separated", []float64{0, 0, 0, 100, 100}, n, years, stat.TrendUp, stat.WarnSeparation},
		{"falling", []float64{90, 80, 70, 60, 50}, n, years, stat.TrendDown, ""},
		{"flat", []float64{90, 90, 90, 90, 90}, n, years, stat.TrendNone, ""},
		{"all resolved every year", n, n, years, stat.TrendNone, stat.WarnSeparation},
		{"a year without cases", []float64{90, 80, 0, 60, 50}, []float64{100, 100, 0, 100, 100}, years, stat.TrendUnknown, stat.WarnNoData},
		{"a year left out", []float64{90, 80, 70, 60, 50}, n, []float64{2014, 2016, 2017, 2018, 2019}, stat.TrendDown, stat.WarnGapInYears},
		{"sure at 95% but not at 99.8%", []float64{80, 83, 84, 87, 90}, n, years, stat.TrendNone, ""},
		{"one odd year makes the slope", []float64{88, 88, 88, 89, 40}, n, years, stat.TrendNone, ""},
		{"only the last five count", []float64{5, 5, 90, 80, 70, 60, 50}, append([]float64{100, 100}, n...), []float64{2013, 2014, 2015, 2016, 2017, 2018, 2019}, stat.TrendDown, ""},
	} {
		r, err := stat.FiveYearTrend(c.x, c.n, c.score)
		if err != nil || r.Trend != c.want || c.warning != "" && !slices.Contains(r.Warnings, c.warning) {
			t.Errorf("%s: %+v %v", c.name, r, err)
		}
	}
	if _, err := stat.FiveYearTrend(n, n, []float64{1, 2, 2, 3, 4}); !errors.Is(err, stat.ErrInvalid) {
		t.Error("the same year twice was accepted")
	}
}

func TestMannKendallNeedsPoints(t *testing.T) {
	four, err := stat.MannKendall([]float64{1, 2, 3, 4})
	if err != nil || four.P < 0.083 || !slices.Contains(four.Warnings, stat.WarnFewPoints) {
		t.Errorf("four points can never be significant: %+v %v", four, err)
	}
	tied, err := stat.MannKendall([]float64{1, 1, 2, 3, 4})
	if err != nil || tied.PExact != nil || !slices.Contains(tied.Warnings, stat.WarnNormalApprox) {
		t.Errorf("ties: %+v %v", tied, err)
	}
	if r, err := stat.MannKendall([]float64{1, 2}); err != nil || r.Status != stat.Insufficient {
		t.Errorf("two points: %+v %v", r, err)
	}
}

func TestPettittConstantSeries(t *testing.T) {
	r, err := stat.Pettitt(slices.Repeat([]float64{0.9}, 24))
	if err != nil || r.Status != stat.NotApplicable || r.P != 1 {
		t.Errorf("%+v %v", r, err)
	}
	if r, _ := stat.Pettitt([]float64{1, 2, 8, 9}); r.K != 2 || !slices.Contains(r.Warnings, stat.WarnFewPoints) {
		t.Errorf("%+v", r)
	}
}

func TestBurstsWithoutTopic(t *testing.T) {
	for name, r := range map[string][]float64{"never": {0, 0, 0}, "always": {5, 5, 5}} {
		b, err := stat.KleinbergBursts(r, []float64{5, 5, 5}, 2, 1)
		if err != nil || b.Status != stat.NotApplicable || len(b.Bursts) != 0 || !slices.Contains(b.Warnings, stat.WarnFewPoints) {
			t.Errorf("%s: %+v %v", name, b, err)
		}
	}
	if _, err := stat.KleinbergBursts([]float64{2}, []float64{1}, 2, 1); !errors.Is(err, stat.ErrInvalid) {
		t.Error("2 of 1 was accepted")
	}
}

func TestLogOddsNeedsTheFullGrid(t *testing.T) {
	for name, c := range map[string][3][]float64{
		"uneven":     {{1, 2}, {1}, {1, 1}},
		"one topic":  {{1}, {1}, {1}},
		"no prior":   {{1, 2}, {3, 4}, {0, 1}},
		"minus":      {{-1, 2}, {3, 4}, {1, 1}},
		"not number": {{1, math.NaN()}, {3, 4}, {1, 1}},
	} {
		if _, err := stat.LogOdds(c[0], c[1], c[2]); !errors.Is(err, stat.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A clear specialty is shown, an ordinary topic is not.
	prior, err := stat.BackgroundPrior([]float64{500, 300, 200, 0}, 100)
	if err != nil {
		t.Fatal(err)
	}
	terms, err := stat.LogOdds([]float64{20, 30, 50, 0}, []float64{480, 270, 150, 0}, prior)
	if err != nil || !terms[2].Show || terms[2].Z < 0 || terms[1].Show || terms[3].Show {
		t.Errorf("%+v %v", terms, err)
	}
	if _, err := stat.BackgroundPrior([]float64{0, 0}, 10); !errors.Is(err, stat.ErrInvalid) {
		t.Error("a prior from nothing")
	}
}

func TestSignals(t *testing.T) {
	calm := []float64{10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12}
	none := slices.Repeat([]stat.Signal{stat.SignalNone}, len(calm))
	with := func(tail []float64, signals ...stat.Signal) ([]float64, []stat.Signal) {
		return slices.Concat(calm, tail), slices.Concat(none, signals)
	}
	above, wantAbove := with([]float64{20, 11}, stat.SignalAbove, stat.SignalNone)
	below, wantBelow := with([]float64{1, 11}, stat.SignalBelow, stat.SignalNone)
	near, wantNear := with([]float64{15.2, 15.2, 11.6, 10, 12, 10}, stat.SignalNearHigh, stat.SignalNearHigh, stat.SignalNone, stat.SignalNone, stat.SignalNone, stat.SignalNone)
	for name, c := range map[string]struct {
		y    []float64
		want []stat.Signal
	}{
		"nothing":      {calm, none},
		"above":        {above, wantAbove},
		"below":        {below, wantBelow},
		"two of three": {near, wantNear},
	} {
		r, err := stat.NewXmR(c.y, true)
		if err != nil || !slices.Equal(r.Signals, c.want) {
			t.Errorf("%s: %v (limits %v..%v, near %v), %v", name, r.Signals, r.LPL, r.UPL, r.NearUPL, err)
		}
	}
	// A slow climb is a trend first, a run second.
	climb, err := stat.NewXmR([]float64{1, 5, 1, 5, 1, 5, 1, 2, 3, 4, 5, 6, 7, 6.5, 6.4, 6.6, 6.4, 6.6, 6.4, 6.5}, true)
	if err != nil || climb.Signals[8] != stat.SignalRising || climb.Signals[15] != stat.SignalRunAbove || climb.Signals[1] != stat.SignalNone {
		t.Errorf("%v, mean %v limits %v..%v", climb.Signals, climb.Mean, climb.LPL, climb.UPL)
	}
}

// With design effects only the variance grows, each group's part by its own; without any it is the published method.
func TestLogOddsClustered(t *testing.T) {
	a, b, prior := []float64{20, 30, 50}, []float64{480, 270, 150}, []float64{5, 3, 2}
	plain, err := stat.LogOdds(a, b, prior)
	if err != nil {
		t.Fatal(err)
	}
	same, err := stat.LogOddsClustered(a, b, prior, []float64{1, 0.5, 0}, nil)
	if err != nil || !slices.Equal(plain, same) {
		t.Errorf("effects of 1 and under change it: %v, %v: %v", plain, same, err)
	}
	wide, err := stat.LogOddsClustered(a, b, prior, []float64{4, 4, 4}, []float64{2, 2, 2})
	if err != nil {
		t.Fatal(err)
	}
	for i := range wide {
		if want := 4/(a[i]+prior[i]) + 2/(b[i]+prior[i]); math.Abs(wide[i].Variance-want) > 1e-15 || wide[i].Delta != plain[i].Delta {
			t.Errorf("topic %d: %+v, want the variance %v and the same delta as %+v", i, wide[i], want, plain[i])
		}
	}
	for _, deff := range [][]float64{{1}, {1, 1, math.NaN()}, {1, math.Inf(1), 1}} {
		if _, err := stat.LogOddsClustered(a, b, prior, deff, nil); !errors.Is(err, stat.ErrInvalid) {
			t.Errorf("effects %v: %v", deff, err)
		}
	}
}

// Four opinions that always come together are worth one: the path is that of a quarter of the counts, and a short burst is no longer one.
func TestKleinbergBurstsClustered(t *testing.T) {
	r, d := make([]float64, 24), make([]float64, 24)
	for i := range r {
		r[i], d[i] = 4, 40
	}
	r[12] = 16
	alone, err := stat.KleinbergBurstsClustered(r, d, 2, 1, 1)
	if err != nil || len(alone.Bursts) != 1 {
		t.Fatal(alone, err)
	}
	together, err := stat.KleinbergBurstsClustered(r, d, 2, 1, 4)
	if err != nil || len(together.Bursts) != 0 || len(together.Warnings) != 0 {
		t.Error(together, err)
	}
	for i := range r {
		r[i], d[i] = r[i]/4, d[i]/4
	}
	if quarter, err := stat.KleinbergBursts(r, d, 2, 1); err != nil || math.Abs(quarter.Cost-together.Cost) > 1e-9 {
		t.Errorf("a quarter of the counts costs %v, the same at a design effect of 4 %v: %v", quarter.Cost, together.Cost, err)
	}
	if _, err := stat.KleinbergBurstsClustered(r, d, 2, 1, math.NaN()); !errors.Is(err, stat.ErrInvalid) {
		t.Error(err)
	}
}
