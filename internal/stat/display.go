package stat

// Display says how a rate of x/n may be drawn. x/n itself is always printed.
type Display string

// How a rate is drawn, by its n (methods §3.1: below 5 the interval is wider than 59 points).
const (
	DisplayNone   Display = "no_data"    // n=0: "chưa có ý kiến"
	DisplayCount  Display = "count_only" // n<5: x/n without a percent
	DisplayHollow Display = "hollow"     // 5..19: a hollow bar
	DisplayFull   Display = "full"       // 20 and more
)

// DisplayFor gives the drawing rule for a denominator.
func DisplayFor(n float64) Display {
	switch {
	case !(n > 0):
		return DisplayNone
	case n < 5:
		return DisplayCount
	case n < 20:
		return DisplayHollow
	}
	return DisplayFull
}

func sizeWarnings(n float64) []Warning {
	switch DisplayFor(n) {
	case DisplayCount:
		return []Warning{WarnTinyN}
	case DisplayHollow:
		return []Warning{WarnSmallN}
	}
	return nil
}
