package stat

// Rest is what remains of a whole when a part is taken: n-x, with x inside n. Both ends stay tied to the same figure:
// open = n-x of x in [6222,6587] and n=7320 is [733,1098].
func Rest(part, whole Bounds) Bounds {
	return whole.Sub(part).Intersect(AtLeast(0))
}

// ShareOf is the share of a part in its whole, x⊂n: [x.lo/n.hi, min(1, x.hi/n.lo)]. A whole that may be 0 or negative is
// narrowed to positive values; a whole of exactly 0 has no share: the empty set.
func ShareOf(part, whole Bounds) Bounds {
	return part.Intersect(AtLeast(0)).Div(whole.Intersect(Above(0))).Intersect(Between(0, 1))
}

// RestShare is the share of the remainder, 1-x/n: each x gives one share, so the ends swap instead of two independent
// intervals being subtracted.
func RestShare(part, whole Bounds) Bounds {
	return Exactly(1).Sub(ShareOf(part, whole))
}

// PartOf turns a share of a known whole into a count: "gần 90%" of 7.320 is at most 6.587. Whole numbers within 0..n.
func PartOf(share Bounds, n float64) (Bounds, error) {
	if !finite(n) || n < 0 {
		return Nothing(), invalid("whole of %v", n)
	}
	return share.Mul(Exactly(n)).Intersect(Between(0, n)).Whole(), nil
}

// Ratio is one count over another that does not contain it: opinions per session, attendees per session. Counts are not
// negative and a divisor of 0 is left out.
func Ratio(a, b Bounds) Bounds {
	return a.Intersect(AtLeast(0)).Div(b.Intersect(Above(0)))
}

// Ordering says which of two figures is smaller, if their bounds decide.
type Ordering string

// The four answers.
const (
	OrderLess         Ordering = "a_less"
	OrderGreater      Ordering = "b_less"
	OrderEqual        Ordering = "equal"
	OrderUndetermined Ordering = "undetermined" // "chưa đủ cơ sở so sánh"
)

// OrderOf compares by bounds alone: A<B only if every value of A is below every value of B, that is A's upper end is below
// B's lower end, or they meet at a value one of them does not contain. Readings must not be passed in.
func OrderOf(a, b Bounds) Ordering {
	switch {
	case a.Empty || b.Empty:
		return OrderUndetermined
	case a.IsExact() && b.IsExact() && *a.Lo == *b.Lo:
		return OrderEqual
	case whollyBelow(a, b):
		return OrderLess
	case whollyBelow(b, a):
		return OrderGreater
	}
	return OrderUndetermined
}

func whollyBelow(a, b Bounds) bool {
	_, hi := a.ends()
	lo, _ := b.ends()
	return hi.v < lo.v || hi.v == lo.v && (hi.open || lo.open)
}
