package stat

import "math"

// Add, Sub, Mul and Div are set arithmetic on bounds (IEEE 1788 for closed sets, open ends kept): the result holds every
// value the operation can give when each side varies freely within its bounds. Empty propagates.
//
// Two bounds on the same figure do not vary freely: for shares and remainders use Rest, ShareOf and RestShare.
func (b Bounds) Add(c Bounds) Bounds {
	if b.Empty || c.Empty {
		return Nothing()
	}
	lo1, hi1 := b.ends()
	lo2, hi2 := c.ends()
	return fromEnds(end{lo1.v + lo2.v, lo1.open || lo2.open}, end{hi1.v + hi2.v, hi1.open || hi2.open})
}

// Neg mirrors at 0.
func (b Bounds) Neg() Bounds {
	if b.Empty {
		return b
	}
	lo, hi := b.ends()
	return fromEnds(end{-hi.v, hi.open}, end{-lo.v, lo.open})
}

// Sub is b minus c with both varying freely.
func (b Bounds) Sub(c Bounds) Bounds { return b.Add(c.Neg()) }

// Mul is b times c.
func (b Bounds) Mul(c Bounds) Bounds {
	if b.Empty || c.Empty {
		return Nothing()
	}
	return hullOf(b, c, timesEnd)
}

// Div is b over c. A divisor of exactly 0 gives the empty set, one with 0 strictly inside gives everything (unless b is
// exactly 0), one with 0 at an end gives a half line.
func (b Bounds) Div(c Bounds) Bounds {
	if b.Empty || c.Empty {
		return Nothing()
	}
	lo, hi := c.ends()
	switch {
	case lo.v == 0 && hi.v == 0:
		return Nothing()
	case b.IsExact() && *b.Lo == 0:
		return Exactly(0)
	case lo.v < 0 && hi.v > 0:
		return Everything()
	}
	// The side from which a zero end is approached gives the sign of the infinity.
	side := 1.0
	if hi.v <= 0 {
		side = -1
	}
	return hullOf(b, c, func(x, y end) end { return overEnd(x, y, side) })
}

// hullOf takes the smallest and largest of the four corners; at equal value a closed corner wins, being attained.
func hullOf(b, c Bounds, op func(x, y end) end) Bounds {
	lo1, hi1 := b.ends()
	lo2, hi2 := c.ends()
	lo := op(lo1, lo2)
	hi := lo
	for _, e := range []end{op(lo1, hi2), op(hi1, lo2), op(hi1, hi2)} {
		if e.v < lo.v || e.v == lo.v && !e.open {
			lo = e
		}
		if e.v > hi.v || e.v == hi.v && !e.open {
			hi = e
		}
	}
	return fromEnds(lo, hi)
}

// timesEnd multiplies two ends. A zero that belongs to its set gives 0 whatever the other side is, infinity included.
func timesEnd(x, y end) end {
	switch {
	case x.v == 0 && y.v == 0:
		return end{0, x.open && y.open}
	case x.v == 0:
		return end{0, x.open}
	case y.v == 0:
		return end{0, y.open}
	}
	return end{x.v * y.v, x.open || y.open}
}

// overEnd divides; side is the sign of the divisor's set.
func overEnd(x, y end, side float64) end {
	switch {
	case x.v == 0:
		return end{0, x.open}
	case y.v == 0:
		return end{math.Inf(int(math.Copysign(1, x.v*side))), true}
	case math.IsInf(y.v, 0):
		return end{0, true}
	}
	return end{x.v / y.v, x.open || y.open}
}
