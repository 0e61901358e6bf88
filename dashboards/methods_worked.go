package dashboards

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"nhipcau/internal/stat"
)

// byHand is the source of an example that is small enough to be followed on paper.
const byHand = ""

// localNumbers writes the numbers of an example's input as the reader's language does.
func (q *request) localNumbers(text string) string {
	return plainNumber.ReplaceAllStringFunc(text, func(number string) string {
		whole, fraction, decimal := strings.Cut(number, ".")
		if decimal {
			v, err := strconv.ParseFloat(number, 64)
			if err != nil {
				return number
			}
			return q.Decimal(v, len(fraction))
		}
		if n, err := strconv.ParseInt(whole, 10, 64); err == nil && n >= 1000 {
			return q.Int(n)
		}
		return number
	})
}

var plainNumber = regexp.MustCompile(`\d+(\.\d+)?`)

// worked is one method at work on published inputs: the numbers are what internal/stat gives while the page is made.
type worked struct {
	ID, Input string
	Got       []float64
	Decimals  int
	Source    string
}

// amlMaintained and amlNot are the weeks of the leukaemia trial every survival program is tried on; a censored case has no outcome.
var (
	amlMaintained = survivors("9 13 13+ 18 23 28+ 31 34 45+ 48 161+")
	amlNot        = survivors("5 5 8 8 12 16+ 23 27 30 33 43 45")
	bh1995        = []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1}
)

func survivors(text string) (list []stat.Case) {
	for _, word := range strings.Fields(text) {
		days, open := strings.CutSuffix(word, "+")
		t, err := strconv.ParseFloat(days, 64)
		if err != nil {
			panic(err) // the texts stand above
		}
		c := stat.Case{Time: t, Outcome: 1, Count: 1}
		if open {
			c.Outcome = 0
		}
		list = append(list, c)
	}
	return list
}

// workedExamples are computed at each call; an error is a fault of the inputs above.
func workedExamples() (list []worked, err error) {
	add := func(id, input string, decimals int, source string, got ...float64) {
		list = append(list, worked{id, input, got, decimals, source})
	}
	keep := func(e error) {
		if err == nil {
			err = e
		}
	}
	w, e := stat.Wilson(81, 263, 0.95)
	keep(e)
	add("wilson", "81/263", 4, "Newcombe 1998", w.Rate, w.Lower, w.Upper)
	cp, e := stat.ClopperPearson(0, 20, 0.95)
	keep(e)
	add("clopper", "0/20", 4, "Newcombe 1998", cp.Lower, cp.Upper)
	cl, e := stat.Clustered([]float64{9, 2, 5}, []float64{10, 10, 10}, 0.95)
	keep(e)
	add("cluster", "9/10, 2/10, 5/10", 4, byHand, cl.Rate, cl.Deff, cl.NEff, cl.Lower, cl.Upper)
	d, e := stat.Newcombe(56, 70, 48, 80, 0.95)
	keep(e)
	add("newcombe", "56/70 − 48/80", 4, "Newcombe 1998", d.Diff, d.Lower, d.Upper)
	bonferroni, e := stat.Bonferroni(bh1995)
	keep(e)
	holm, e := stat.Holm(bh1995)
	keep(e)
	bh, e := stat.BH(bh1995)
	keep(e)
	add("multiplicity", "p: 0.0001; 0.0004; 0.0019; 0.0095; 0.0201; …; 1 (15)", 0, "Benjamini & Hochberg 1995",
		float64(stat.Rejected(bonferroni, 0.05)), float64(stat.Rejected(holm, 0.05)), float64(stat.Rejected(bh, 0.05)))
	f, e := stat.FunnelLimits(0.80642448, 5)
	keep(e)
	add("funnel", "θ = 0.80642448; n = 5", 4, "PHEindicatormethods", f.Lower95, f.Upper95)
	x, n := []float64{45, 88, 60, 27, 95, 70}, []float64{50, 100, 80, 30, 100, 100}
	od, e := stat.Overdispersed(x, n, 0.1)
	keep(e)
	add("overdispersion", "45/50, 88/100, 60/80, 27/30, 95/100, 70/100", 4, "Spiegelhalter 2005", od.Theta, od.Phi, od.Tau2)
	shrunk, e := stat.Shrink([]float64{0, 45, 88}, []float64{2, 100, 100})
	keep(e)
	add("shrink", "0/2, 45/100, 88/100", 4, "Martuzzi & Elliott 1996", shrunk.Estimate...)
	ranks, e := stat.RankRates(x, n, 0.05, stat.LargestFirst)
	keep(e)
	var ends []float64
	for _, r := range ranks {
		ends = append(ends, float64(r.Low), float64(r.High))
	}
	add("rank", "45/50, 88/100, 60/80, 27/30, 95/100, 70/100", 0, "Klein, Wright & Wieczorek 2020", ends...)
	p, e := stat.PoissonRate(20, 100, 100, 0.95)
	keep(e)
	add("poisson", "20/100 × 100", 4, "PHEindicatormethods", p.Value, p.Lower, p.Upper)
	return append(list, workedTimes(keep)...), err
}

// workedTimes are those of days and of published words.
func workedTimes(keep func(error)) (list []worked) {
	add := func(id, input string, decimals int, source string, got ...float64) {
		list = append(list, worked{id, input, got, decimals, source})
	}
	km, e := stat.KaplanMeier(amlMaintained, 0.95)
	keep(e)
	aml := "9, 13, 13+, 18, 23, 28+, 31, 34, 45+, 48, 161+"
	if m := km.Median(stat.Log); m.Days != nil && m.Lower != nil {
		add("km", aml, 3, "survival (R)", km.Points[0].Open, *m.Days, *m.Lower)
	}
	add("rmst", aml+"; τ = 40", 4, "survival (R)", km.RMST(40).Days)
	lr, e := stat.LogRank([][]stat.Case{amlMaintained, amlNot})
	keep(e)
	add("logrank", "AML", 3, "survival (R)", lr.ChiSq, lr.P)
	aj, e := stat.AalenJohansen([]stat.Case{{Time: 1, Outcome: 1, Count: 1}, {Time: 2, Outcome: 2, Count: 1}, {Time: 3, Count: 1}, {Time: 4, Outcome: 1, Count: 1}})
	keep(e)
	if last := len(aj.Time) - 1; last >= 0 && len(aj.Ended) == 2 {
		add("aalen", "1 (A), 2 (B), 3+, 4 (A)", 4, byHand, aj.Ended[0][last], aj.Ended[1][last], aj.Open[last])
	}
	mk, e := stat.MannKendall([]float64{1, 2, 4, 3, 5, 6, 8, 7})
	keep(e)
	add("mann", "1, 2, 4, 3, 5, 6, 8, 7", 4, byHand, float64(mk.S), mk.P, mk.Slope)
	part, e := stat.PartOf(stat.Below(0.9), 7320)
	keep(e)
	rest, per := stat.Rest(part, stat.Exactly(7320)), stat.Ratio(stat.Exactly(7320), stat.Above(700).Whole())
	if part.Hi != nil && rest.Lo != nil && per.Hi != nil {
		add("bounds", "< 0.9 × 7320; 7320 / > 700", 2, byHand, *part.Hi, *rest.Lo, *per.Hi)
	}
	grim := func(percent int64) float64 {
		g, e := stat.GRIMPercent(percent, 0, 11)
		keep(e)
		return float64(map[bool]int{true: 1}[g.Consistent])
	}
	add("grim", "90% / 11; 91% / 11", 0, byHand, grim(90), grim(91))
	return list
}

// workedTable shows them: the name says which number is which.
func (q *request) workedTable() (*table, error) {
	list, err := workedExamples()
	if err != nil {
		return nil, err
	}
	t := &table{Caption: q.T("worked.table"), Note: q.T("worked.note"), Unsorted: true,
		Heads: []head{{Text: q.T("worked.method")}, {Text: q.T("worked.input")}, {Text: q.T("worked.result")}, {Text: q.T("head.source")}}}
	for _, w := range list {
		var numbers []string
		for _, v := range w.Got {
			numbers = append(numbers, q.Decimal(v, w.Decimals))
		}
		t.Rows = append(t.Rows, row{ID: "vi-du-" + w.ID, Cells: []cell{{Text: q.T("worked." + w.ID), Small: q.T("worked." + w.ID + "_of")}, {Text: q.localNumbers(w.Input)}, {Text: strings.Join(numbers, " · ")}, {Text: cmp.Or(w.Source, q.T("worked.by_hand"))}}})
	}
	return t, nil
}
