package dashboards

import (
	"slices"
	"strings"

	"nhipcau/internal/stat"
)

// Series that others printed. xmrSeries is the one of the NHS package's tests; montgomery are 28 samples of 50 cans (Example 7.1, samples 15 and
// 23 left out); nile is the yearly flow at Aswan, 1871–1970, that every program for change points is tried on.
var (
	xmrSeries  = []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
	montgomery = []float64{12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 8, 10, 5, 13, 11, 20, 18, 15, 9, 12, 7, 13, 9, 6}
	nile       = []float64{1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
		831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
		744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740}
)

const nileFirst = 1871

// series writes whole numbers as a list.
func (q *request) series(y []float64) string {
	list := make([]string, len(y))
	for i, v := range y {
		list[i] = q.Int(int64(v))
	}
	return strings.Join(list, "; ")
}

// pText writes a p value as it is read: one that is tiny is only said to be so.
func (q *request) pText(p float64) string {
	if p < 0.001 {
		return "< " + q.Decimal(0.001, 3)
	}
	return "= " + q.Decimal(p, 3)
}

func (q *request) xmrLesson() (lesson, error) {
	all, err := stat.NewXmR(xmrSeries, false)
	if err != nil {
		return lesson{}, err
	}
	screened, err := stat.NewXmR(xmrSeries, true)
	if err != nil {
		return lesson{}, err
	}
	at := slices.Index(screened.Signals, stat.SignalAbove)
	return q.lesson("xmr", "data", q.series(xmrSeries), "mean", q.Decimal(all.Mean, 2), "amr", q.Decimal(all.AMR, 2), "lo", q.Decimal(all.LPL, 2), "hi", q.Decimal(all.UPL, 2),
		"amr2", q.Decimal(screened.AMR, 2), "lo2", q.Decimal(screened.LPL, 2), "hi2", q.Decimal(screened.UPL, 2), "at", at+1, "value", q.Decimal(xmrSeries[max(at, 0)], 0)), nil
}

// rulesLesson tries the three rules that look at several points; the fourth is the limits themselves.
func (q *request) rulesLesson() (lesson, error) {
	falling, broken := []float64{9, 8, 7, 6, 5, 4, 3, 2}, []float64{1, 2, 3, 4, 4, 5, 6, 7}
	side := []int{1, 1, 1, 1, 1, 1, 1, -1}
	said := func(found bool) string {
		if found {
			return q.T("lesson.rules.yes")
		}
		return q.T("lesson.rules.no")
	}
	marked := func(flags []int) bool { return slices.ContainsFunc(flags, func(f int) bool { return f != 0 }) }
	return q.lesson("rules", "falling", q.series(falling), "fallingsaid", said(marked(stat.RuleSevenTrend(falling))), "broken", q.series(broken), "brokensaid", said(marked(stat.RuleSevenTrend(broken))),
		"sidesaid", said(marked(stat.RuleSevenSameSide(side))), "nearsaid", said(slices.Contains(stat.RuleTwoInThree([]bool{true, false, true}, []int{-1, -1, -1}), true)),
		"twosaid", said(slices.Contains(stat.RuleTwoInThree([]bool{true, false, true}, []int{1, 1, -1}), true))), nil
}

// shareChartLesson is a p chart, and p′ where n is so large that chance alone is nearly nothing.
func (q *request) shareChartLesson() (lesson, error) {
	size := make([]float64, len(montgomery))
	for i := range size {
		size[i] = 50
	}
	cans, err := stat.NewPChart(montgomery, size)
	if err != nil {
		return lesson{}, err
	}
	// made for teaching: eight quarters of 20,000 opinions each, a point or two up and down
	x, n := []float64{17200, 17600, 17000, 17500, 17100, 17700, 17200, 17500}, make([]float64, 8)
	for i := range n {
		n[i] = 20000
	}
	large, err := stat.NewPChart(x, n)
	if err != nil {
		return lesson{}, err
	}
	plain, widened := 0, 0
	for _, p := range large.Points {
		if p.Outside {
			plain++
		}
		if p.LaneyBeyond {
			widened++
		}
	}
	return q.lesson("pchart", "data", q.series(montgomery), "center", q.Percent(cans.Center), "limits", q.PercentRange(cans.Points[0].LCL, cans.Points[0].UCL), "large", q.series(x), "n", int64(20000), "sigma", q.Decimal(large.SigmaZ, 2),
		"narrow", q.PercentRange(large.Points[0].LCL, large.Points[0].UCL), "wide", q.PercentRange(large.Points[0].LaneyLCL, large.Points[0].LaneyUCL), "plain", plain, "widened", widened), nil
}

func (q *request) fiveYearLesson() (lesson, error) {
	years, n := []float64{1, 2, 3, 4, 5}, []float64{1000, 1000, 1000, 1000, 1000}
	steady, jump := []float64{600, 640, 690, 720, 760}, []float64{600, 600, 600, 600, 700}
	a, err := stat.FiveYearTrend(steady, n, years)
	if err != nil {
		return lesson{}, err
	}
	b, err := stat.FiveYearTrend(jump, n, years)
	if err != nil {
		return lesson{}, err
	}
	return q.lesson("five", "steady", q.series(steady), "jump", q.series(jump), "n", int64(1000), "bar", q.Decimal(stat.TrendChiSq, 2), "chi", q.Decimal(a.Slope.WaldChiSq, 1), "said", q.T("lesson.five."+string(a.Trend)),
		"chi2", q.Decimal(b.Slope.WaldChiSq, 1), "said2", q.T("lesson.five."+string(b.Trend))), nil
}

func (q *request) trendLesson() (lesson, error) {
	t, err := stat.MannKendall(nile)
	if err != nil {
		return lesson{}, err
	}
	four, err := stat.MannKendall([]float64{1, 2, 3, 4})
	if err != nil {
		return lesson{}, err
	}
	return q.lesson("trend", "n", len(nile), "data", q.series(nile[:6]), "z", q.Decimal(t.Z, 3), "p", q.pText(t.P), "slope", q.Decimal(t.Slope, 1),
		"lo", q.Decimal(*t.SlopeLower, 2), "hi", q.Decimal(*t.SlopeUpper, 2), "four", q.Decimal(four.P, 3)), nil
}

func (q *request) changeLesson() (lesson, error) {
	c, err := stat.Pettitt(nile)
	if err != nil {
		return lesson{}, err
	}
	mean := func(y []float64) string {
		sum := 0.0
		for _, v := range y {
			sum += v
		}
		return q.Decimal(sum/float64(len(y)), 0)
	}
	return q.lesson("change", "n", len(nile), "k", c.K, "u", q.Decimal(c.U, 0), "year", yearText(nileFirst+c.K-1), "p", q.pText(c.P), "before", mean(nile[:c.K]), "after", mean(nile[c.K:])), nil
}
