package stat

import "math"

// HedgeReading is the reading of an English hedge ("about 7", "over 5500") after Ferson et al. 2015 as PyUncertainNumber
// codes it. English evidence only, for setting our Vietnamese readings beside it; d decimals as printed.
// An unknown hedge is ErrInvalid.
func HedgeReading(hedge string, v float64, decimals int) (Bounds, error) {
	if !finite(v) || decimals < 0 || decimals > 9 {
		return Nothing(), invalid("value %v with %d decimals", v, decimals)
	}
	g := lastPlace(math.Abs(v), decimals)
	switch hedge {
	case "exactly":
		return Between(v-g/10, v+g/10), nil
	case "":
		return Between(v-g/2, v+g/2), nil
	case "about":
		return Between(v-2*g, v+2*g), nil
	case "around":
		return Between(v-10*g, v+10*g), nil
	case "almost":
		return Between(v-g/2, v), nil
	case "over":
		return Between(v, v+g/2), nil
	case "at least":
		return AtLeast(v), nil
	case "at most":
		return AtMost(v), nil
	}
	return Nothing(), invalid("hedge %q", hedge)
}
