package stat_test

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"nhipcau/internal/stat"
)

func init() {
	methods["proportion CI: invalid and undefined input"] = invalidProportion
	methods["session_clustered_rate"] = clustered
	methods["newcombe_score_difference"] = newcombe
	methods["p_adjust"] = adjusted
	methods["martuzzi_elliott_binomial_eb"] = shrunk
	methods["rate_exact_or_byar"] = countRate
	methods["klein_wright_wieczorek_joint_rank_region"] = ranks
	methods["funnel_arcsine_winsorised_phi_tau2"] = overdispersed
	csvMethods["proportion_ci.csv"] = proportionRows
	csvMethods["funnel_proportion_limits.csv"] = limitRows
	csvMethods["funnel_proportion_areas.csv"] = areaRows
}

func proportionRows(rows []map[string]string) ([]checked, error) {
	by := map[string]func(x, n, conf float64) (stat.Proportion, error){
		"wilson": stat.Wilson, "wilson-cc": stat.WilsonCC, "clopper-pearson": stat.ClopperPearson,
		"jeffreys": stat.Jeffreys, "agresti-coull": stat.AgrestiCoull,
	}
	var out []checked
	for _, r := range rows {
		f, known := by[r["method"]]
		if !known {
			return nil, fmt.Errorf("unknown method %q", r["method"])
		}
		p, err := f(number(r["x"]), number(r["n"]), number(r["conf"]))
		if err != nil {
			return nil, err
		}
		out = append(out, checked{r["id"] + " " + r["method"],
			map[string]any{"lower": number(r["lower"]), "upper": number(r["upper"])},
			map[string]any{"lower": p.Lower, "upper": p.Upper}, number(r["tol"])})
	}
	return out, nil
}

func invalidProportion(c *vcase) (map[string]any, error) {
	get := func(key string) *float64 {
		if v, ok := c.Input[key].(float64); ok {
			return &v
		}
		return nil
	}
	p, err := stat.WilsonReported(get("x"), get("n"), 0.95)
	got := map[string]any{"status": p.Status}
	switch {
	case errors.Is(err, stat.ErrMissing):
		got["status"] = "missing"
	case errors.Is(err, stat.ErrInvalid):
		got["status"] = "error"
	}
	if part, ok := c.Expect["message_contains"].(string); ok && err != nil && strings.Contains(err.Error(), part) {
		got["message_contains"] = part
	}
	return got, nil
}

func clustered(c *vcase) (map[string]any, error) {
	r, err := stat.Clustered(c.nums("x"), c.nums("n"), 0.95)
	if err != nil || !r.DeffKnown {
		return nil, fmt.Errorf("deff known %v: %w", r.DeffKnown, err)
	}
	return map[string]any{"rate": r.Rate, "se_cluster": r.SE, "se_binomial": r.SEBinomial, "deff": r.Deff}, nil
}

func newcombe(c *vcase) (map[string]any, error) {
	d, err := stat.Newcombe(c.num("x1"), c.num("n1"), c.num("x2"), c.num("n2"), c.num("conf"))
	return map[string]any{"diff": d.Diff, "lower": d.Lower, "upper": d.Upper}, err
}

func adjusted(c *vcase) (map[string]any, error) {
	got := map[string]any{}
	for name, f := range map[string]func([]float64) ([]float64, error){"bh": stat.BH, "holm": stat.Holm, "bonferroni": stat.Bonferroni} {
		q, err := f(c.nums("p"))
		if err != nil {
			return nil, err
		}
		got[name], got["reject_"+name] = q, stat.Rejected(q, c.num("alpha"))
	}
	return got, nil
}

func shrunk(c *vcase) (map[string]any, error) {
	r, err := stat.Shrink(c.nums("x"), c.nums("n"))
	return map[string]any{"overall": r.Overall, "s2": r.S2, "weight": r.Weight, "estimate": r.Estimate}, err
}

func countRate(c *vcase) (map[string]any, error) {
	r, err := stat.PoissonRate(c.num("x"), c.num("n"), c.num("multiplier"), c.num("conf"))
	return map[string]any{"value": r.Value, "lower": r.Lower, "upper": r.Upper, "method": r.Method}, err
}

// ranks has three shapes: intervals from estimates and 90% margins, Wilson intervals of rates, and plain ties.
func ranks(c *vcase) (map[string]any, error) {
	if !c.has("alpha") {
		r, err := stat.RankWithTies(c.nums("x"), stat.LargestFirst)
		return map[string]any{"rank_min": r.Min, "rank_max": r.Max, "rank_mid": r.Mid}, err
	}
	if c.has("moe90") {
		return rankEstimates(c)
	}
	x, n := c.nums("x"), c.nums("n")
	conf, err := stat.JointConf(len(x), c.num("alpha"))
	if err != nil {
		return nil, err
	}
	var lower, upper []float64
	for i := range x {
		p, err := stat.Wilson(x[i], n[i], conf)
		if err != nil {
			return nil, err
		}
		lower, upper = append(lower, p.Lower), append(upper, p.Upper)
	}
	r, err := stat.RankRates(x, n, c.num("alpha"), stat.SmallestFirst)
	return rankMap(r, map[string]any{"conf_each": conf, "lower": lower, "upper": upper}), err
}

func rankEstimates(c *vcase) (map[string]any, error) {
	est, moe := c.nums("estimate"), c.nums("moe90")
	conf, err := stat.JointConf(len(est), c.num("alpha"))
	if err != nil {
		return nil, err
	}
	z, err := stat.ZFor(conf)
	if err != nil {
		return nil, err
	}
	z90, err := stat.ZFor(0.9)
	if err != nil {
		return nil, err
	}
	unit := math.Pow(10, -c.num("round_dp"))
	var lower, upper []float64
	for i := range est {
		half := z * moe[i] / z90
		lower = append(lower, math.Round((est[i]-half)/unit)*unit)
		upper = append(upper, math.Round((est[i]+half)/unit)*unit)
	}
	r, err := stat.RankRanges(lower, upper, stat.SmallestFirst)
	return rankMap(r, map[string]any{"z": z, "lower": lower, "upper": upper}), err
}

func rankMap(r []stat.RankRange, got map[string]any) map[string]any {
	var low, high []int
	for _, v := range r {
		low, high = append(low, v.Low), append(high, v.High)
	}
	got["rank_low"], got["rank_high"] = low, high
	return got
}

func overdispersed(c *vcase) (map[string]any, error) {
	x, n := c.nums("numerator"), c.nums("denominator")
	if c.str("data_type") == "SR" {
		r, err := stat.RatioOverdispersed(x, n, c.num("trim"))
		return map[string]any{"phi": r.Phi, "tau2": r.Tau2}, err
	}
	if c.has("input_file") {
		rows, err := readCSV(filepath.Join(c.dir, c.str("input_file")))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			x, n = append(x, number(r["numerator"])), append(n, number(r["denominator"]))
		}
	}
	od, err := stat.Overdispersed(x, n, 0.1)
	if err != nil {
		return nil, err
	}
	got := map[string]any{"group": c.Expect["group"], "theta": od.Theta, "z": od.Z, "z_winsorised": od.ZWinsorised,
		"phi": od.Phi, "tau2": od.Tau2, "z_adjusted": od.ZAdjusted}
	funnelColumns(got, od, x, n)
	return got, nil
}

func funnelColumns(got map[string]any, od stat.Overdispersion, x, n []float64) {
	columns := map[string][]float64{}
	var plain, adj []stat.Band
	count := map[string]int{}
	for i := range x {
		l := od.Limits(n[i], true)
		for name, v := range map[string]float64{"lower95": l.Lower95, "upper95": l.Upper95, "lower998": l.Lower998, "upper998": l.Upper998} {
			columns[name] = append(columns[name], v)
		}
		p, a := od.Band(x[i], n[i], false), od.Band(x[i], n[i], true)
		plain, adj = append(plain, p), append(adj, a)
		for name, hit := range map[string]bool{"outside_998_unadjusted": p.Outside998(), "outside_998_adjusted": a.Outside998(),
			"outside_95_unadjusted": p.Outside95(), "outside_95_adjusted": a.Outside95()} {
			if hit {
				count[name]++
			}
		}
	}
	got["category"], got["category_unadjusted"] = adj, plain
	for name, v := range columns {
		got[name] = v
	}
	for name, v := range count {
		got[name] = v
	}
}

// limitRows are in percent; the funnel is around the published baseline.
func limitRows(rows []map[string]string) ([]checked, error) {
	var out []checked
	for _, r := range rows {
		l, err := stat.FunnelLimits(number(r["baseline"])/100, number(r["population"]))
		if err != nil {
			return nil, err
		}
		want := map[string]any{}
		for _, name := range []string{"lower_95", "upper_95", "lower_998", "upper_998"} {
			want[name] = number(r[name])
		}
		out = append(out, checked{"n=" + r["population"], want, map[string]any{"lower_95": 100 * l.Lower95, "upper_95": 100 * l.Upper95,
			"lower_998": 100 * l.Lower998, "upper_998": 100 * l.Upper998}, 1e-6})
	}
	return out, nil
}

// areaRows checks published labels; the rows without one still count in the group's rate. Every area is also labelled by
// the limits drawn on the chart: both ways must agree.
func areaRows(rows []map[string]string) ([]checked, error) {
	names := map[stat.Band]string{stat.BandHigh998: "High (0.001)", stat.BandHigh95: "High (0.025)",
		stat.BandLow998: "Low (0.001)", stat.BandLow95: "Low (0.025)", stat.BandExpected: "Not significant"}
	var x, n []float64
	for _, r := range rows {
		x, n = append(x, number(r["numerator"])), append(n, number(r["denominator"]))
	}
	theta, _ := stat.GroupRate(x, n)
	var out []checked
	for i, r := range rows {
		band, err := stat.FunnelBand(x[i], n[i], theta)
		if err != nil {
			return nil, err
		}
		l, err := stat.FunnelLimits(theta, n[i])
		if err != nil {
			return nil, err
		}
		p := x[i] / n[i]
		outside95, outside998 := p < l.Lower95 || p > l.Upper95, p < l.Lower998 || p > l.Upper998
		want := map[string]any{"outside_95": outside95, "outside_998": outside998}
		if r["expected_category"] != "" {
			want["category"] = r["expected_category"]
		}
		out = append(out, checked{r["area"], want, map[string]any{"category": names[band],
			"outside_95": band.Outside95(), "outside_998": band.Outside998()}, 0})
	}
	return out, nil
}
