package stat

// TrendChiSq is χ²₁ at 99.8%: the bar of the five-year rule.
const TrendChiSq = 9.5495

// Trend is the word for five years of a rate.
type Trend string

// The four words.
const (
	TrendUp      Trend = "increasing"
	TrendDown    Trend = "decreasing"
	TrendNone    Trend = "no_significant_change" // "không thay đổi rõ"
	TrendUnknown Trend = "cannot_be_calculated"  // fewer than 5 years, or a year without cases
)

// FiveYear is the result of the five-point rule.
type FiveYear struct {
	Status      Status
	Trend       Trend
	Slope       Slope // over the last five years, per unit of score, in log odds
	Significant bool  // χ² above TrendChiSq
	SameSign    bool  // the slope keeps its sign whichever year is left out
	Warnings    []Warning
}

// FiveYearTrend is the Fingertips trend rule: over the last five annual points a logistic slope with Wald χ²>9.5495 (99.8%)
// whose sign survives dropping any one year; otherwise "không thay đổi rõ". Whether Fingertips uses Wald or likelihood
// ratio is not published; this is Wald.
//
// Fewer than five points, or one of them with n=0: Insufficient and TrendUnknown. Scores must rise; a gap in them is a
// warning. Where the slope has no finite value (0 of n in some years, n of n in the rest) Cochran-Armitage decides.
func FiveYearTrend(x, n, score []float64) (FiveYear, error) {
	r := FiveYear{Status: Insufficient, Trend: TrendUnknown}
	if err := checkTrend(x, n, score); err != nil {
		return r, err
	}
	if len(x) < 5 {
		r.Warnings = []Warning{WarnFewPoints}
		return r, nil
	}
	x, n, score = x[len(x)-5:], n[len(n)-5:], score[len(score)-5:]
	for i := range score {
		if n[i] == 0 {
			r.Warnings = []Warning{WarnNoData}
			return r, nil
		}
		if i > 0 && score[i] <= score[i-1] {
			return r, invalid("score %v after %v", score[i], score[i-1])
		}
		if i > 1 && sign(score[i]-2*score[i-1]+score[i-2], noise(score[i])) != 0 {
			r.Warnings = mergeWarnings(r.Warnings, []Warning{WarnGapInYears})
		}
	}
	r.Status = OK
	return r, r.decide(x, n, score)
}

func (r *FiveYear) decide(x, n, score []float64) error {
	slope, chi, direction, err := slopeSign(x, n, score)
	if err != nil {
		return err
	}
	if r.Slope = slope; slope.Status != OK {
		r.Warnings = append(r.Warnings, WarnSeparation)
	}
	r.Significant, r.SameSign = chi > TrendChiSq, direction != 0
	for i := range x {
		_, _, s, err := slopeSign(without(x, i), without(n, i), without(score, i))
		if err != nil {
			return err
		}
		r.SameSign = r.SameSign && s == direction
	}
	r.Trend = TrendNone
	if r.Significant && r.SameSign {
		r.Trend = TrendUp
		if direction < 0 {
			r.Trend = TrendDown
		}
	}
	return nil
}

// slopeSign is the logistic slope, or Cochran-Armitage where there is none.
func slopeSign(x, n, score []float64) (s Slope, chi float64, direction int, err error) {
	s, err = LogisticSlope(x, n, score)
	if err != nil || s.Status == OK {
		return s, s.WaldChiSq, sign(s.Beta, 1e-12), err
	}
	t, err := CochranArmitage(x, n, score)
	return s, t.ChiSq, t.Sign, err
}

func without(v []float64, i int) []float64 {
	out := make([]float64, 0, len(v)-1)
	return append(append(out, v[:i]...), v[i+1:]...)
}
