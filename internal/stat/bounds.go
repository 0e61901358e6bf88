package stat

import "math"

// Bounds is a set of values a figure can have: everything between Lo and Hi. A nil end is unbounded; an open end does not
// belong to the set. It is what a published "gần 90%" or "hơn 700" tells, no more.
type Bounds struct {
	Lo, Hi         *float64
	LoOpen, HiOpen bool
	Empty          bool // nothing satisfies it (contradicting figures, division by exactly zero)
}

// Exactly is one value.
func Exactly(v float64) Bounds { return Bounds{Lo: ptr(v), Hi: ptr(v)} }

// Between is the closed interval lo..hi; empty if lo>hi.
func Between(lo, hi float64) Bounds {
	if lo > hi {
		return Nothing()
	}
	return Bounds{Lo: ptr(lo), Hi: ptr(hi)}
}

// AtLeast is v and more ("ít nhất v").
func AtLeast(v float64) Bounds { return Bounds{Lo: ptr(v)} }

// Above is more than v ("trên v").
func Above(v float64) Bounds { return Bounds{Lo: ptr(v), LoOpen: true} }

// AtMost is v and less ("không quá v").
func AtMost(v float64) Bounds { return Bounds{Hi: ptr(v)} }

// Below is less than v ("dưới v", "gần v").
func Below(v float64) Bounds { return Bounds{Hi: ptr(v), HiOpen: true} }

// Everything is no knowledge at all; Nothing is the empty set.
func Everything() Bounds { return Bounds{} }

// Nothing is the empty set.
func Nothing() Bounds { return Bounds{Empty: true} }

// IsEverything says that nothing is known.
func (b Bounds) IsEverything() bool { return !b.Empty && b.Lo == nil && b.Hi == nil }

// IsExact says that a single value is left.
func (b Bounds) IsExact() bool { return !b.Empty && b.Lo != nil && b.Hi != nil && *b.Lo == *b.Hi }

// Contains says whether a value is possible.
func (b Bounds) Contains(v float64) bool {
	if b.Empty || math.IsNaN(v) {
		return false
	}
	if b.Lo != nil && (v < *b.Lo || v == *b.Lo && b.LoOpen) {
		return false
	}
	return b.Hi == nil || v < *b.Hi || v == *b.Hi && !b.HiOpen
}

// Intersect keeps what both allow.
func (b Bounds) Intersect(c Bounds) Bounds {
	if b.Empty || c.Empty {
		return Nothing()
	}
	lo1, hi1 := b.ends()
	lo2, hi2 := c.ends()
	lo, hi := lo1, hi1
	if lo2.v > lo.v || lo2.v == lo.v && lo2.open {
		lo = lo2
	}
	if hi2.v < hi.v || hi2.v == hi.v && hi2.open {
		hi = hi2
	}
	return fromEnds(lo, hi)
}

// Whole narrows the bounds of a count to whole numbers: >700 becomes 701 and more, <6588 becomes at most 6587.
func (b Bounds) Whole() Bounds {
	if b.Empty {
		return b
	}
	out := Bounds{}
	if b.Lo != nil {
		lo := math.Ceil(*b.Lo - noise(*b.Lo))
		if b.LoOpen && lo <= *b.Lo+noise(*b.Lo) {
			lo++
		}
		out.Lo = ptr(lo)
	}
	if b.Hi != nil {
		hi := math.Floor(*b.Hi + noise(*b.Hi))
		if b.HiOpen && hi >= *b.Hi-noise(*b.Hi) {
			hi--
		}
		out.Hi = ptr(hi)
	}
	if out.Lo != nil && out.Hi != nil && *out.Lo > *out.Hi {
		return Nothing()
	}
	return out
}

// end is one end of a non-empty set on the extended line; an infinite end is always open.
type end struct {
	v    float64
	open bool
}

func (b Bounds) ends() (lo, hi end) {
	lo, hi = end{math.Inf(-1), true}, end{math.Inf(1), true}
	if b.Lo != nil {
		lo = end{*b.Lo, b.LoOpen}
	}
	if b.Hi != nil {
		hi = end{*b.Hi, b.HiOpen}
	}
	return lo, hi
}

func fromEnds(lo, hi end) Bounds {
	if lo.v > hi.v || lo.v == hi.v && (lo.open || hi.open) {
		return Nothing()
	}
	var b Bounds
	if !math.IsInf(lo.v, 0) {
		b.Lo, b.LoOpen = ptr(lo.v+0), lo.open
	}
	if !math.IsInf(hi.v, 0) {
		b.Hi, b.HiOpen = ptr(hi.v+0), hi.open
	}
	return b
}
