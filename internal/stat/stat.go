// Package stat holds the statistics that compare localities fairly.
//
// It is pure: it reads slices and numbers and returns structs; no files, no clock, no database, nothing of ours.
// Every result carries a Status and Warnings instead of NaN or infinity: a caller that prints only what Status allows
// can never show a figure that does not exist. A number that is undefined is a nil pointer or a Status other than OK.
//
// The two z values are exact; limits are always inside the range the quantity can take; a rate of 0/n or n/n touches
// its end exactly. Where upstream packages disagree or are wrong the doc of the function says which rule is kept.
package stat

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Two-sided normal quantiles for 95% and 99.8%, the two levels every chart and label uses.
const (
	Z95  = 1.959963984540054
	Z998 = 3.090232306167813
)

// Status says whether a result may be shown as a number.
type Status string

// The four states of a result. They are stable: stored, exported and translated by their code.
const (
	OK            Status = "ok"
	NotApplicable Status = "not_applicable" // the quantity has no meaning here: no opinion, one unit, a target of 0%
	NotReached    Status = "not_reached"    // the event did not happen often enough yet: "chưa đạt một nửa"
	Insufficient  Status = "insufficient"   // it has meaning but too few data to say it
)

// Warning is a stable code that travels with a value up to the page and is translated there.
type Warning string

// The warnings of this package, with what the reader should be told.
const (
	WarnTinyN         Warning = "tiny_n"               // n<5: print x/n, no percent
	WarnSmallN        Warning = "small_n"              // n<20: draw hollow
	WarnOneSession    Warning = "one_session"          // "chỉ một hội nghị": the spread between sessions is unknown
	WarnFewSessions   Warning = "few_sessions"         // under 10 sessions: the clustered error is itself rough
	WarnEqualSessions Warning = "equal_session_rates"  // all sessions alike: the clustered error is 0 and is not used
	WarnFewUnits      Warning = "few_units"            // under 20 units: no adjusted funnel
	WarnNoTarget      Warning = "no_target"            // few units and no target: nothing to compare with
	WarnRoughLimits   Warning = "rough_limits"         // n·θ·(1-θ)<5: normal limits are rough
	WarnNoData        Warning = "no_data"              // n=0: the value is the group's, not the unit's
	WarnFewAtRisk     Warning = "few_at_risk"          // fewer than 10 or 5% still followed: do not draw further
	WarnBeyondData    Warning = "beyond_follow_up"     // asked for a day later than anything observed
	WarnNoEvent       Warning = "no_event_yet"         // nothing answered up to that day
	WarnLateEntry     Warning = "entered_after_event"  // records entered on or after the day they ended were left out
	WarnEarlyZero     Warning = "curve_hit_zero_early" // late entries emptied the risk set: the curve is not to be trusted
	WarnUnclustered   Warning = "clustering_ignored"   // "tham khảo": sessions were not taken into account
	WarnFewPoints     Warning = "few_points"           // too few periods for this method
	WarnTrialLimits   Warning = "trial_limits"         // "giới hạn tạm": under 12 points
	WarnGapInYears    Warning = "gap_in_years"         // the years are not consecutive
	WarnSeparation    Warning = "separation"           // the logistic slope has no finite value
	WarnNormalApprox  Warning = "normal_approximation" // few points with ties: no exact p value
	WarnFewEvents     Warning = "few_events"           // under 20 opinions on the topic
	WarnNoProtection  Warning = "cannot_protect"       // a small cell cannot be hidden in this table: use coarser cells
	WarnHeuristic     Warning = "not_minimal"          // the set of hidden cells is safe but maybe not the smallest
	WarnUninformative Warning = "uninformative"        // the check cannot fail for this n
	WarnReadingOnly   Warning = "reading_only"         // only a reading of the words, never for ranking
)

// ErrInvalid means the input cannot be a record of anything (x>n, negative, not a number): reject the record.
var ErrInvalid = errors.New("invalid input")

// ErrMissing means a value was not reported. Missing is not zero.
var ErrMissing = errors.New("missing value")

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// ZFor gives the two-sided normal multiplier for a confidence level, 0.95 -> 1.96.
// It returns ErrInvalid outside (0,1).
func ZFor(conf float64) (float64, error) {
	switch {
	case conf == 0.95:
		return Z95, nil
	case conf == 0.998:
		return Z998, nil
	case !(conf > 0 && conf < 1):
		return 0, invalid("confidence level %v is not between 0 and 1", conf)
	}
	return distuv.UnitNormal.Quantile(1 - (1-conf)/2), nil
}

// normalP is the two-sided p value of a standard normal z. The tail is computed with erfc so that it stays exact far out.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// chi2P is the upper tail of the χ² distribution; 1 for a statistic of 0.
func chi2P(x float64, df int) float64 {
	if df < 1 || x <= 0 {
		return 1
	}
	return distuv.ChiSquared{K: float64(df)}.Survival(x)
}

func clamp(v, lo, hi float64) float64 { return math.Min(hi, math.Max(lo, v)) }

func ptr(v float64) *float64 { return &v }

// finitePtr turns a value that does not exist into nil, so that no NaN leaves the package.
func finitePtr(v float64) *float64 {
	if !finite(v) {
		return nil
	}
	return &v
}
