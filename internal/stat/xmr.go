package stat

import "math"

// Constants of the XmR chart: 2.66 = 3/1.128 turns a mean moving range into three sigmas; 3.267 is the upper limit of a
// moving range.
const (
	xmrLimit  = 2.66
	xmrScreen = 3.267
)

// XmR is an individuals chart with moving-range limits (Wheeler; NHS Making Data Count).
type XmR struct {
	Status           Status
	Mean             float64
	AMR              float64 // average moving range behind the limits
	LPL, UPL         float64 // process limits; may pass 0 or 100%: clip for drawing only
	NearLPL, NearUPL float64 // two thirds of the way out
	Signals          []Signal
	Warnings         []Warning
}

// NewXmR makes the chart: mean ± 2.66·AMR. With screen, moving ranges at or above 3.267·AMR are dropped once and AMR is
// recomputed (the default of the NHS R package; the NHS Excel tool does not screen).
//
// A constant series has AMR 0: limits lie on the mean and nothing is signalled (the R package returns NaN there). All
// comparisons allow float noise: the mean of fourteen 0.9s is not 0.9. Under 2 points Insufficient, under 12
// "giới hạn tạm". A value that is not a number is ErrInvalid.
func NewXmR(y []float64, screen bool) (XmR, error) {
	r := XmR{Status: Insufficient}
	if err := checkSeries(y); err != nil {
		return r, err
	}
	if len(y) < 2 {
		r.Warnings = []Warning{WarnFewPoints}
		return r, nil
	}
	r.Status = OK
	r.Mean = mean(y)
	ranges := movingRanges(y)
	r.AMR = mean(ranges)
	// With AMR 0 nothing is kept and the mean of nothing is 0 again.
	if screen {
		var kept []float64
		for _, v := range ranges {
			if v < xmrScreen*r.AMR {
				kept = append(kept, v)
			}
		}
		r.AMR = mean(kept)
	}
	half := xmrLimit * r.AMR
	r.LPL, r.UPL = r.Mean-half, r.Mean+half
	r.NearLPL, r.NearUPL = r.Mean-half*2/3, r.Mean+half*2/3
	r.Signals = signals(y, r)
	if len(y) < 12 {
		r.Warnings = append(r.Warnings, WarnTrialLimits)
	}
	return r, nil
}

func movingRanges(y []float64) []float64 {
	out := make([]float64, 0, len(y))
	for i := 1; i < len(y); i++ {
		d := math.Abs(y[i] - y[i-1])
		if d <= noise(y[i]) {
			d = 0
		}
		out = append(out, d)
	}
	return out
}

// noise is the tolerance below which two values of this size are the same.
func noise(v float64) float64 { return 1e-9 * math.Max(1, math.Abs(v)) }

func mean(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s / float64(len(v))
}

func checkSeries(y []float64) error {
	for i, v := range y {
		if !finite(v) {
			return invalid("point %d is %v", i, v)
		}
	}
	return nil
}

// Assurance says whether a target can be relied on to be met by the process as it runs.
type Assurance string

// The three answers.
const (
	AssuranceMeets Assurance = "consistently_meeting"
	AssuranceMiss  Assurance = "consistently_missing"
	AssuranceMixed Assurance = "hit_and_miss" // "lúc đạt lúc không"
)

// Assure compares a target with the limits: all the ordinary variation on one side of it or not. higherIsBetter says
// which side is good. ok is false when there is no chart.
func (r XmR) Assure(target float64, higherIsBetter bool) (a Assurance, ok bool) {
	if r.Status != OK || !finite(target) {
		return "", false
	}
	above, below := AssuranceMiss, AssuranceMeets // target above UPL, target below LPL
	if !higherIsBetter {
		above, below = below, above
	}
	switch {
	case target > r.UPL+noise(r.UPL):
		return above, true
	case target < r.LPL-noise(r.LPL):
		return below, true
	}
	return AssuranceMixed, true
}
