package semantic

import (
	"math"
	"slices"

	"nhipcau/internal/stat"
)

// WarnNoInterval says that a mean has no interval: a single session, or a grouping in which sessions are not known.
const WarnNoInterval stat.Warning = "no_interval"

// Bounded: the value has an interval to show.
func (v Value) Bounded() bool {
	return v.Status == stat.OK && !slices.Contains(v.Warnings, WarnNoInterval)
}

// mean is num over a den that does not contain it: attendances a session, records a reported opinion. Its error is the ratio
// estimator's over sessions, se² = k/(k-1)·Σ(xᵢ-r·nᵢ)²/(Σn)² (stats/methods.md §3.2; R survey::svyratio), never below 0.
// Without two sessions Lo and Hi are the mean itself, WarnNoInterval stands beside it, and no interval is shown.
func (v Value) mean() Value {
	s := v.sums
	if s.N == 0 {
		v.Status = stat.NotApplicable
		return v
	}
	v.Rate = s.X / s.N
	v.Lo, v.Hi = v.Rate, v.Rate
	if s.K < 2 {
		v.Warnings = append(v.Warnings, WarnNoInterval)
		return v
	}
	k := float64(s.K)
	ss := math.Max(0, s.XX-2*v.Rate*s.XN+v.Rate*v.Rate*s.NN)
	half := stat.Z95 * math.Sqrt(k/(k-1)*ss) / s.N
	v.Lo, v.Hi = math.Max(0, v.Rate-half), v.Rate+half
	if s.K < 10 {
		v.Warnings = append(v.Warnings, stat.WarnFewSessions)
	}
	return v
}
