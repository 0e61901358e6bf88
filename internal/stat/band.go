package stat

// Band is one of the five ways a unit may stand to a reference, or that it was not compared. There is no rank in it.
type Band string

// The five bands. The 99.8% ones are "rõ rệt", the 95% ones "có dấu hiệu", the middle one "chưa thấy khác biệt".
const (
	BandLow998      Band = "low_998"
	BandLow95       Band = "low_95"
	BandExpected    Band = "as_expected"
	BandHigh95      Band = "high_95"
	BandHigh998     Band = "high_998"
	BandNotCompared Band = "not_compared"
)

// Outside998 says whether the band is one of the two outer ones.
func (b Band) Outside998() bool { return b == BandLow998 || b == BandHigh998 }

// Outside95 says whether the band is any of the four that differ.
func (b Band) Outside95() bool { return b.Outside998() || b == BandLow95 || b == BandHigh95 }

// bandOf places a value against 95% and 99.8% limits. A value on a limit is inside.
func bandOf(v float64, l Limits) Band {
	switch {
	case v < l.Lower998:
		return BandLow998
	case v > l.Upper998:
		return BandHigh998
	case v < l.Lower95:
		return BandLow95
	case v > l.Upper95:
		return BandHigh95
	}
	return BandExpected
}

// bandAgainst places x of n (n>0, checked by the caller) by whether a reference lies outside the unit's own Wilson
// intervals: a reference above the interval means the unit is low.
func bandAgainst(reference, x, n float64) Band {
	lo, hi := wilsonBounds(x, n, Z95)
	if lo <= reference && reference <= hi {
		return BandExpected
	}
	lo998, hi998 := wilsonBounds(x, n, Z998)
	switch {
	case reference > hi998:
		return BandLow998
	case reference < lo998:
		return BandHigh998
	case reference > hi:
		return BandLow95
	}
	return BandHigh95
}

// severity orders bands by side and distance: -2..2.
var severity = map[Band]int{BandLow998: -2, BandLow95: -1, BandExpected: 0, BandHigh95: 1, BandHigh998: 2}

// milder is the band nearer to the middle; bands on opposite sides mean nothing is known.
func milder(a, b Band) Band {
	switch {
	case a == BandNotCompared || b == BandNotCompared:
		return BandNotCompared
	case severity[a]*severity[b] <= 0:
		return BandExpected
	case abs(severity[a]) < abs(severity[b]):
		return a
	}
	return b
}
