package stat

// KnownRate is a rate with cases whose state is unknown.
type KnownRate struct {
	Status       Status   // NotApplicable: nothing at all
	Rate         *float64 // met/(met+missed); nil when nothing is known
	Lower, Upper float64  // worst and best case: all unknown missed, all unknown met
	ShowBounds   bool     // the bounds are wider than the 95% interval: show them instead
}

// RateWithUnknown gives the rate on the known cases and the bounds [met/N, (met+unknown)/N] that no guess about the
// unknown ones can leave (Manski 2003). A negative count is ErrInvalid.
func RateWithUnknown(met, missed, unknown int) (KnownRate, error) {
	r := KnownRate{Status: NotApplicable}
	if met < 0 || missed < 0 || unknown < 0 {
		return r, invalid("met %d, missed %d, unknown %d", met, missed, unknown)
	}
	n := float64(met + missed + unknown)
	if n == 0 {
		return r, nil
	}
	r.Status = OK
	r.Lower, r.Upper = float64(met)/n, float64(met+unknown)/n
	ci, err := Wilson(float64(met), float64(met+missed), 0.95)
	if ci.Status == OK {
		r.Rate = ptr(ci.Rate)
	}
	r.ShowBounds = ci.Status != OK || r.Upper-r.Lower > ci.Upper-ci.Lower
	return r, err
}
