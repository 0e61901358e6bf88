package stat

import "math"

// KMBand is the scale on which a survival curve's interval is made.
type KMBand int

// LogLog stays inside [0,1] and is what pages show. Log is R's default, for researchers who check with it.
const (
	LogLog KMBand = iota
	Log
)

// KMPoint is the curve just after one day on which something was answered.
type KMPoint struct {
	Time           float64
	AtRisk, Events int
	Open           float64  // S(t): share still open
	SE             *float64 // Greenwood; nil once nothing is open
	Lower, Upper   *float64 // log-log interval of Open; nil where it does not exist (S of 0 or 1)
}

// KM is a Kaplan-Meier curve of time to an answer.
type KM struct {
	Status    Status
	N, Events int
	Points    []KMPoint
	DrawUntil *float64 // last day with at least 10 and 5% of N still followed; nil: do not draw a curve
	Warnings  []Warning

	table    riskTable
	variance []float64 // Greenwood sums; +Inf once S is 0
	conf, z  float64
}

// KaplanMeier estimates how long answers take when some cases are still open (Kaplan & Meier 1958; Greenwood 1926).
// Any outcome above 0 is the event; forwarded or withdrawn cases need AalenJohansen instead.
//
// Edges: clarified at the session is an event at day 0, so S(0)<1. All open: OK with no points, share 0 without interval.
// All answered the same day: S=0 and no interval. No case at all is NotApplicable. A negative time is ErrInvalid.
// Assumes that being open at the cut-off tells nothing about speed: false if hard cases are closed administratively.
func KaplanMeier(cases []Case, conf float64) (KM, error) {
	z, err := ZFor(conf)
	if err != nil {
		return KM{Status: NotApplicable}, err
	}
	t, err := newRiskTable(cases)
	r := KM{Status: NotApplicable, N: t.n(), table: t, conf: conf, z: z, Warnings: t.warnings()}
	if err != nil || r.N == 0 {
		return r, err
	}
	r.Status = OK
	s, v := 1.0, 0.0
	for _, row := range t.rows {
		n, d := float64(row.atRisk), float64(row.events)
		s *= 1 - d/n
		if row.events == row.atRisk {
			s = 0
		}
		v += d / (n * (n - d)) // +Inf when everything at risk ended
		r.Events += row.events
		r.variance = append(r.variance, v)
		r.Points = append(r.Points, r.point(row, s, v))
	}
	r.DrawUntil = t.drawUntil()
	r.checkEarlyZero()
	return r, nil
}

func (r KM) point(row riskRow, s, v float64) KMPoint {
	lo, hi := bandAt(s, v, r.z, LogLog)
	return KMPoint{Time: row.time, AtRisk: row.atRisk, Events: row.events, Open: s,
		SE: finitePtr(s * math.Sqrt(v)), Lower: finitePtr(lo), Upper: finitePtr(hi)}
}

// bandAt gives the pointwise interval of S, NaN where it does not exist.
func bandAt(s, v, z float64, band KMBand) (lo, hi float64) {
	if s <= 0 || s >= 1 || math.IsInf(v, 1) {
		return math.NaN(), math.NaN()
	}
	se := math.Sqrt(v)
	if band == Log {
		return s * math.Exp(-z*se), math.Min(1, s*math.Exp(z*se))
	}
	w := z * se / math.Abs(math.Log(s))
	return math.Pow(s, math.Exp(w)), math.Pow(s, math.Exp(-w))
}

// checkEarlyZero warns when late entries made the risk set so small that S fell to 0 while others were still to come.
func (r *KM) checkEarlyZero() {
	for i, p := range r.Points {
		if p.Open == 0 && i < len(r.Points)-1 {
			r.Warnings = append(r.Warnings, WarnEarlyZero)
			return
		}
	}
}
