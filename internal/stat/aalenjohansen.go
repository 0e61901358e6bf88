package stat

// CIF is how cases ended over time when there are several ways to end: answered, forwarded upward, withdrawn.
type CIF struct {
	Status   Status
	N        int
	Time     []float64   // days on which something ended
	Open     []float64   // share still open just after that day
	Ended    [][]float64 // [outcome-1][day]: share ended that way by then
	Warnings []Warning
}

// AalenJohansen gives the cumulative share of each outcome (Aalen & Johansen 1978): CIF_k += S(t-)·d_k/n, S *= 1-Σd/n.
// On every day the shares and Open add up to 1. Treating other outcomes as censored (1-KM) would overstate each: in the
// published 8-row example it says 1.0 where the truth is 6/7.
//
// No case is NotApplicable; all open gives no days. A negative time is ErrInvalid.
func AalenJohansen(cases []Case) (CIF, error) {
	t, err := newRiskTable(cases)
	r := CIF{Status: NotApplicable, N: t.n(), Warnings: t.warnings()}
	if err != nil || r.N == 0 {
		return r, err
	}
	r.Status, r.Ended = OK, make([][]float64, t.outcomes)
	s := 1.0
	sum := make([]float64, t.outcomes)
	for _, row := range t.rows {
		n := float64(row.atRisk)
		for k, d := range row.ended {
			sum[k] += s * float64(d) / n
			r.Ended[k] = append(r.Ended[k], sum[k])
		}
		s *= 1 - float64(row.events)/n
		if row.events == row.atRisk {
			s = 0
		}
		r.Time, r.Open = append(r.Time, row.time), append(r.Open, s)
	}
	return r, nil
}
