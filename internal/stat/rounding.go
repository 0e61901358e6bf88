package stat

// PublicCount is a count as the public may see it.
type PublicCount struct {
	Hidden bool // shown as "*"
	Value  int  // rounded; 0 when hidden
}

// RoundCount is the rule of NHS HES since 2018, the default of the public view: 1..minShown-1 is hidden, others are rounded
// to the nearest base (half up), zero stays. With base 5 and minShown 8: 7 -> *, 12 -> 10, 13 -> 15. No further hiding is
// needed as nothing adds up exactly; totals are rounded by themselves, and the page says so.
//
// A negative count, or a rule that could show less than half a base, is ErrInvalid.
func RoundCount(count, base, minShown int) (PublicCount, error) {
	switch {
	case count < 0:
		return PublicCount{}, invalid("count %d", count)
	case base < 1 || minShown < 1:
		return PublicCount{}, invalid("base %d, smallest shown %d", base, minShown)
	case count > 0 && count < minShown:
		return PublicCount{Hidden: true}, nil
	}
	return PublicCount{Value: (2*count + base) / (2 * base) * base}, nil
}

// PublicShare is a percent fit for the public view.
type PublicShare struct {
	Status   Status // NotApplicable: hidden, or nothing to divide by
	Share    float64
	Decimals int // how many decimals of the percent may be printed
}

// RoundShare gives the share from the rounded counts. It is hidden whenever x, n-x or n is: 90,9% with n hidden would
// still say 10 of 11. One decimal needs a rounded denominator of 4,000 (within 0.1 point); below that none.
func RoundShare(x, n, base, minShown int) (PublicShare, error) {
	if x > n {
		return PublicShare{Status: NotApplicable}, invalid("numerator %d is above denominator %d", x, n)
	}
	r := PublicShare{Status: NotApplicable}
	part, err := RoundCount(x, base, minShown)
	if err != nil {
		return r, err
	}
	rest, err := RoundCount(n-x, base, minShown)
	if err != nil {
		return r, err
	}
	whole, err := RoundCount(n, base, minShown)
	if err != nil || !ShareMayBeShown(part.Hidden, rest.Hidden, whole.Hidden) || whole.Value == 0 {
		return r, err
	}
	r.Status, r.Share = OK, min(1, float64(part.Value)/float64(whole.Value))
	if whole.Value >= 4000 {
		r.Decimals = 1
	}
	return r, nil
}

// ShareMayBeShown says that a rate leaks whatever of x, n-x and n is hidden.
func ShareMayBeShown(xHidden, restHidden, wholeHidden bool) bool {
	return !xHidden && !restHidden && !wholeHidden
}

// Confidentiality is the SDMX CONF_STATUS code of a cell in exports.
type Confidentiality string

// The codes used.
const (
	ConfFree      Confidentiality = "F"
	ConfPrimary   Confidentiality = "C" // hidden because it is small
	ConfSecondary Confidentiality = "D" // hidden so that a small one cannot be worked out
)
