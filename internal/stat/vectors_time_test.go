package stat_test

import (
	"fmt"
	"math"
	"time"

	"nhipcau/internal/stat"
)

func init() {
	methods["kaplan_meier"] = kaplanMeier
	methods["logrank_and_rmst"] = logRank
	methods["aalen_johansen_cif"] = aalenJohansen
	methods["xmr_making_data_count"] = xmr
	methods["spc_rule_primitives"] = spcRules
	methods["p_chart_and_laney_p_prime"] = pChart
	methods["trend_in_proportions"] = trend
	methods["mann_kendall_with_ties_and_sen_slope"] = mannKendall
	methods["pettitt"] = pettitt
	methods["cohort_and_snapshot_rates"] = cohort
	csvMethods["runs_anhoej.csv"] = anhojRows
}

func casesOf(time []float64, outcome []int) []stat.Case {
	out := make([]stat.Case, len(time))
	for i := range time {
		out[i] = stat.Case{Time: time[i], Outcome: outcome[i]}
	}
	return out
}

func kaplanMeier(c *vcase) (map[string]any, error) {
	km, err := stat.KaplanMeier(casesOf(c.nums("time"), c.ints("event")), 0.95)
	if err != nil {
		return nil, err
	}
	times, surv := []float64{}, []float64{}
	risk, events := []int{}, []int{}
	se, lo, hi := []*float64{}, []*float64{}, []*float64{}
	for _, p := range km.Points {
		times, surv = append(times, p.Time), append(surv, p.Open)
		risk, events = append(risk, p.AtRisk), append(events, p.Events)
		se, lo, hi = append(se, p.SE), append(lo, p.Lower), append(hi, p.Upper)
	}
	median := func(b stat.KMBand) map[string]any {
		d := km.Median(b)
		return map[string]any{"median": d.Days, "lower": d.Lower, "upper": d.Upper}
	}
	var share []float64
	var shareLo, shareHi []*float64
	var riskAt []int
	for _, day := range c.nums("at") {
		a := km.ShareWithin(day, stat.LogLog)
		share, riskAt = append(share, a.Share), append(riskAt, a.AtRisk)
		shareLo, shareHi = append(shareLo, a.Lower), append(shareHi, a.Upper)
	}
	return map[string]any{"n": km.N, "event_times": times, "n_risk": risk, "n_event": events, "surv": surv, "se_surv": se,
		"lower_loglog": lo, "upper_loglog": hi, "median_log": median(stat.Log), "median_loglog": median(stat.LogLog),
		"at": c.nums("at"), "event_share_at": share, "event_share_lower_loglog": shareLo, "event_share_upper_loglog": shareHi,
		"n_risk_at": riskAt}, nil
}

func logRank(c *vcase) (map[string]any, error) {
	cases := casesOf(c.nums("time"), c.ints("event"))
	if c.has("tau") {
		km, err := stat.KaplanMeier(cases, 0.95)
		m := km.RMST(c.num("tau"))
		return map[string]any{"rmean": m.Days, "se": m.SE}, err
	}
	var names []string
	if err := c.into("group", &names); err != nil {
		return nil, err
	}
	index, groups := map[string]int{}, [][]stat.Case{}
	for i, name := range names {
		k, seen := index[name]
		if !seen {
			k = len(groups)
			index[name], groups = k, append(groups, nil)
		}
		groups[k] = append(groups[k], cases[i])
	}
	r, err := stat.LogRank(groups)
	return map[string]any{"chisq": r.ChiSq, "df": r.DF, "p": r.P, "observed": r.Observed, "expected": r.Expected}, err
}

func aalenJohansen(c *vcase) (map[string]any, error) {
	r, err := stat.AalenJohansen(casesOf(c.nums("time"), c.ints("outcome")))
	return map[string]any{"time": r.Time, "open": r.Open, "cif": r.Ended}, err
}

// The words are those of the package the vectors were made with.
var signalWords = map[stat.Signal]string{
	stat.SignalNone: "Common Cause", stat.SignalAbove: "Above UCL", stat.SignalBelow: "Below LCL",
	stat.SignalRising: "7 Point Trend (Increasing)", stat.SignalFalling: "7 Point Trend (Decreasing)",
	stat.SignalNearHigh: "2 in 3 Above CL", stat.SignalNearLow: "2 in 3 Below CL",
	stat.SignalRunAbove: "7 Points Above CL", stat.SignalRunBelow: "7 Points Below CL",
}

func xmr(c *vcase) (map[string]any, error) {
	r, err := stat.NewXmR(c.nums("y"), c.flag("screen_outliers"))
	var words []string
	for _, s := range r.Signals {
		words = append(words, signalWords[s])
	}
	return map[string]any{"mean": r.Mean, "amr": r.AMR, "lpl": r.LPL, "upl": r.UPL, "nlpl": r.NearLPL, "nupl": r.NearUPL,
		"type": words}, err
}

func spcRules(c *vcase) (map[string]any, error) {
	switch rule := c.str("rule"); rule {
	case "seven_same_side":
		return map[string]any{"flag_end": stat.RuleSevenSameSide(c.ints("side"))}, nil
	case "seven_trend":
		return map[string]any{"flag_end": stat.RuleSevenTrend(c.nums("y"))}, nil
	case "two_in_three":
		var near []bool
		for _, v := range c.ints("near") {
			near = append(near, v == 1)
		}
		var window []int
		for _, v := range stat.RuleTwoInThree(near, c.ints("side")) {
			window = append(window, map[bool]int{true: 1}[v])
		}
		return map[string]any{"window": window}, nil
	default:
		return nil, fmt.Errorf("unknown rule %q", rule)
	}
}

func pChart(c *vcase) (map[string]any, error) {
	r, err := stat.NewPChart(c.nums("x"), c.nums("n"))
	columns := map[string][]float64{}
	for _, p := range r.Points {
		for name, v := range map[string]float64{"p": p.P, "lcl": p.LCL, "ucl": p.UCL, "lcl_laney": p.LaneyLCL, "ucl_laney": p.LaneyUCL} {
			columns[name] = append(columns[name], v)
		}
	}
	got := map[string]any{"center": r.Center, "sigma_z": r.SigmaZ}
	for name, v := range columns {
		got[name] = v
	}
	return got, err
}

func anhojRows(rows []map[string]string) ([]checked, error) {
	var out []checked
	for _, r := range rows {
		longest, crossings := stat.AnhojLimits(int(number(r["n_useful"])))
		out = append(out, checked{"n=" + r["n_useful"],
			map[string]any{"longest": number(r["longest_run_max"]), "crossings": number(r["crossings_min"])},
			map[string]any{"longest": longest, "crossings": crossings}, 0})
	}
	return out, nil
}

func trend(c *vcase) (map[string]any, error) {
	x, n, score := c.nums("x"), c.nums("n"), c.nums("score")
	ca, err := stat.CochranArmitage(x, n, score)
	if err != nil {
		return nil, err
	}
	five, err := stat.FiveYearTrend(x, n, score)
	got := map[string]any{"chisq": ca.ChiSq, "p": ca.P, "beta": five.Slope.Beta, "se": five.Slope.SE,
		"wald_chisq": five.Slope.WaldChiSq, "significant_998": five.Significant, "leave_one_out_same_sign": five.SameSign,
		"trend": five.Trend}
	if five.Status == stat.Insufficient && len(five.Warnings) > 0 && five.Warnings[0] == stat.WarnFewPoints {
		got["reason"] = "fewer than 5 points"
	}
	return got, err
}

func mannKendall(c *vcase) (map[string]any, error) {
	r, err := stat.MannKendall(c.nums("y"))
	return map[string]any{"n": r.N, "S": r.S, "var_S": r.VarS, "tau_a": r.TauA, "z": r.Z, "p": r.P, "p_exact": r.PExact,
		"sen_slope": r.Slope, "sen_lower95": r.SlopeLower, "sen_upper95": r.SlopeUpper}, err
}

func pettitt(c *vcase) (map[string]any, error) {
	r, err := stat.Pettitt(c.nums("y"))
	return map[string]any{"k": r.K, "U": r.U, "p": r.P}, err
}

func cohort(c *vcase) (map[string]any, error) {
	var rows []struct {
		Session  string
		Resolved *string
	}
	if err := c.into("rows", &rows); err != nil {
		return nil, err
	}
	cutoff, k := date(c.str("cutoff")), int(c.num("k"))
	var followed []stat.Followed
	var open []stat.OpenCase
	early := 0
	for _, r := range rows {
		f := stat.Followed{Session: date(r.Session)}
		if r.Resolved != nil {
			f.Done = date(*r.Resolved)
		}
		followed = append(followed, f)
		if f.Done.IsZero() || f.Done.After(cutoff) {
			open = append(open, stat.OpenCase{Session: f.Session})
		} else if took := f.Done.Sub(f.Session).Hours() / 24; cutoff.Sub(f.Session).Hours()/24 < float64(k) && took <= float64(k) {
			early++
		}
	}
	r := stat.CohortAt(followed, cutoff, k)
	share := func(s stat.Share) map[string]any { return map[string]any{"x": s.X, "n": s.N} }
	return map[string]any{"snapshot": share(r.Snapshot), "cohort": share(r.Cohort), "immature": r.Immature,
		// What counting early finishers of young sessions would give: the vectors say that it differs.
		"biased_variant": share(stat.Share{X: r.Cohort.X + early, N: r.Cohort.N + early}),
		"open_age_days":  r.OpenAges, "open_buckets_0_10_40_90_180": stat.Ageing(open, cutoff).Buckets}, nil
}

func date(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func near(a, b, tol float64) bool { return math.Abs(a-b) <= tol*math.Max(1, math.Abs(b)) }
