package stat

import "gonum.org/v1/gonum/mat"

// LogRankTest compares the speed of groups.
type LogRankTest struct {
	Status             Status
	ChiSq              float64
	DF                 int
	P                  float64
	Observed, Expected []float64 // by group
	Warnings           []Warning
}

// LogRank is the log-rank test (Mantel 1966; rho=0 in R's survdiff) for two or a few groups. Sessions are ignored, so it
// is "tham khảo"; comparing many localities starts from the share at K with its interval.
//
// Fewer than two groups with cases is NotApplicable; no event, or groups never at risk together, is Insufficient.
func LogRank(groups [][]Case) (LogRankTest, error) {
	r := LogRankTest{Status: NotApplicable, P: 1, Warnings: []Warning{WarnUnclustered}}
	tables := make([]riskTable, len(groups))
	var all []Case
	filled := 0
	for i, g := range groups {
		t, err := newRiskTable(g)
		if err != nil {
			return r, err
		}
		if tables[i] = t; t.n() > 0 {
			filled++
		}
		all = append(all, g...)
	}
	if filled < 2 {
		return r, nil
	}
	pooled, err := newRiskTable(all)
	if err != nil {
		return r, err
	}
	r.Observed, r.Expected = make([]float64, len(groups)), make([]float64, len(groups))
	for i, t := range tables {
		for _, row := range t.rows {
			r.Observed[i] += float64(row.events)
		}
	}
	r.Warnings = append(r.Warnings, pooled.warnings()...)
	r.finish(tables, r.accumulate(pooled, tables))
	return r, nil
}

// accumulate sums expected events and their hypergeometric covariance over the days.
func (r *LogRankTest) accumulate(pooled riskTable, tables []riskTable) [][]float64 {
	k := len(tables)
	v := make([][]float64, k)
	for i := range v {
		v[i] = make([]float64, k)
	}
	for _, row := range pooled.rows {
		n, d := float64(row.atRisk), float64(row.events)
		share := make([]float64, k)
		for i, t := range tables {
			share[i] = float64(t.atRisk(row.time)) / n
			r.Expected[i] += d * share[i]
		}
		if row.atRisk < 2 {
			continue
		}
		c := d * (n - d) / (n - 1)
		for i := range v {
			for j := range v {
				v[i][j] -= c * share[i] * share[j]
			}
			v[i][i] += c * share[i]
		}
	}
	return v
}

// finish solves (O-E)'V⁻¹(O-E) over all groups but one that could have had events.
func (r *LogRankTest) finish(tables []riskTable, v [][]float64) {
	var use []int
	for i := range v {
		if v[i][i] > 0 {
			use = append(use, i)
		}
	}
	r.Status = Insufficient
	if len(use) < 2 {
		return
	}
	use = use[1:]
	m, u := mat.NewSymDense(len(use), nil), mat.NewVecDense(len(use), nil)
	for a, i := range use {
		u.SetVec(a, r.Observed[i]-r.Expected[i])
		for b, j := range use[:a+1] {
			m.SetSym(a, b, v[i][j])
		}
	}
	var chol mat.Cholesky
	x := mat.NewVecDense(len(use), nil)
	if !chol.Factorize(m) || chol.SolveVecTo(x, u) != nil {
		return
	}
	r.Status, r.ChiSq, r.DF = OK, mat.Dot(u, x), len(use)
	r.P = chi2P(r.ChiSq, r.DF)
}
