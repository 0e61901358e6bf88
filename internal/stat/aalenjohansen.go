package stat

import "math"

// CIF is how cases ended over time when there are several ways to end: answered, forwarded upward, withdrawn.
type CIF struct {
	Status       Status
	N            int
	Time         []float64    // days on which something ended
	AtRisk       []int        // cases followed just before that day
	Open         []float64    // share still open just after that day
	Ended        [][]float64  // [outcome-1][day]: share ended that way by then
	SE           [][]*float64 // standard error of Ended; nil where there is none to say: nothing ended that way yet
	Lower, Upper [][]*float64 // pointwise log(-log) interval of Ended; nil where it does not exist (a share of 0 or 1)
	DrawUntil    *float64     // last day with at least 10 and 5% of N still followed; nil: do not draw
	Warnings     []Warning

	table riskTable
}

// AalenJohansen gives the cumulative share of each outcome (Aalen & Johansen 1978): CIF_k += S(t-)·d_k/n, S *= 1-Σd/n.
// On every day the shares and Open add up to 1. Treating other outcomes as censored (1-KM) would overstate each: in the
// published 8-row example it says 1.0 where the truth is 6/7. Intervals are those of AalenJohansenAt at 95%.
//
// No case is NotApplicable; all open gives no days. A negative time is ErrInvalid.
func AalenJohansen(cases []Case) (CIF, error) { return AalenJohansenAt(cases, 0.95) }

// AalenJohansenAt is AalenJohansen with intervals at a confidence level.
//
// The variance is Greenwood's for several outcomes (Andersen, Borgan, Gill & Keiding 1993, §IV.4): what ended on a day is multinomial among those
// at risk, and its error is carried on with the curve. With one outcome it is Greenwood's of Kaplan-Meier; without anything open it is
// p(1-p)/n; and it is what leaving cases out one by one gives (a test counts that way). The interval is share^exp(±z·se/(share·|ln share|)),
// which stays in [0,1], as R's cuminc prints it. Sessions are not allowed for.
func AalenJohansenAt(cases []Case, conf float64) (CIF, error) {
	z, err := ZFor(conf)
	if err != nil {
		return CIF{Status: NotApplicable}, err
	}
	t, err := newRiskTable(cases)
	r := CIF{Status: NotApplicable, N: t.n(), Warnings: t.warnings(), table: t}
	if err != nil || r.N == 0 {
		return r, err
	}
	r.Status, r.DrawUntil = OK, t.drawUntil()
	r.Ended, r.SE = make([][]float64, t.outcomes), make([][]*float64, t.outcomes)
	r.Lower, r.Upper = make([][]*float64, t.outcomes), make([][]*float64, t.outcomes)
	c := incidence{open: 1, ended: make([]float64, t.outcomes), varEnded: make([]float64, t.outcomes), cov: make([]float64, t.outcomes)}
	for _, row := range t.rows {
		c.step(row)
		r.Time, r.AtRisk, r.Open = append(r.Time, row.time), append(r.AtRisk, row.atRisk), append(r.Open, c.open)
		for k, share := range c.ended {
			lo, hi := math.NaN(), math.NaN()
			if share > 0 {
				lo, hi = bandAt(share, c.varEnded[k]/(share*share), z, LogLog)
			}
			r.Ended[k] = append(r.Ended[k], share)
			r.SE[k] = append(r.SE[k], positive(math.Sqrt(c.varEnded[k])))
			r.Lower[k], r.Upper[k] = append(r.Lower[k], finitePtr(lo)), append(r.Upper[k], finitePtr(hi))
		}
	}
	return r, nil
}

// incidence is the state of the curve after a day: shares, their variances, and the covariance of each share with what is open.
type incidence struct {
	open, varOpen        float64
	ended, varEnded, cov []float64
}

// step carries shares and errors over one day on which row.ended[k] of row.atRisk ended each way: (S, C) becomes (S(1-a), C + S·a) with a multinomial.
func (c *incidence) step(row riskRow) {
	n, s := float64(row.atRisk), c.open
	a := float64(row.events) / n
	for k, d := range row.ended {
		p := float64(d) / n
		c.ended[k] += s * p
		c.varEnded[k] = math.Max(0, c.varEnded[k]+2*p*c.cov[k]+p*p*c.varOpen+s*s*p*(1-p)/n)
		c.cov[k] = (1-a)*(c.cov[k]+p*c.varOpen) - s*s*p*(1-a)/n
	}
	c.varOpen = c.varOpen*(1-a)*(1-a) + s*s*a*(1-a)/n
	if c.open = s * (1 - a); row.events == row.atRisk {
		c.open = 0
	}
}

// positive is v, or nil for a standard error of nothing.
func positive(v float64) *float64 {
	if !(v > 0) {
		return nil
	}
	return finitePtr(v)
}

// EndedWithin is the share that had ended in one way (1..) within a number of days, the day included, with its interval: ShareWithin for several
// outcomes, by the same rules. An outcome that never occurred has a share of 0 without an interval, marked no_event_yet.
func (r CIF) EndedWithin(day float64, outcome int) ShareAt {
	a := ShareAt{Status: r.Status, Day: day}
	if r.Status != OK || !finite(day) || day < 0 || outcome < 1 {
		a.Status = NotApplicable
		return a
	}
	a.AtRisk = r.table.atRisk(day)
	at := -1
	for at+1 < len(r.Time) && r.Time[at+1] <= day {
		at++
	}
	open := 1.0
	if at >= 0 {
		open = r.Open[at]
	}
	if at >= 0 && outcome <= len(r.Ended) && r.Ended[outcome-1][at] > 0 {
		a.Share, a.Lower, a.Upper = r.Ended[outcome-1][at], r.Lower[outcome-1][at], r.Upper[outcome-1][at]
	} else {
		a.Warnings = append(a.Warnings, WarnNoEvent)
	}
	a.doubt(r.table, r.N, open)
	return a
}
