package stat

import "math/big"

// span is the known range of an unknown count; hi -1 is unbounded.
type span struct{ lo, hi int }

// propagate narrows 0..∞ by each equation in turn until nothing changes: Σaᵢxᵢ=b bounds each x by what the others leave.
func propagate(system [][]*big.Rat, unknowns int) []span {
	spans := make([]span, unknowns)
	for i := range spans {
		spans[i].hi = -1
	}
	rows := make([]equation, len(system))
	for i, row := range system {
		rows[i].b = row[unknowns]
		for j, a := range row[:unknowns] {
			if a.Sign() != 0 {
				rows[i].terms = append(rows[i].terms, term{j, a})
			}
		}
	}
	// Each pass either narrows a whole-number range or stops; the cap only guards against very long chains.
	for pass, changed := 0, true; changed && pass < 100; pass++ {
		changed = false
		for _, e := range rows {
			changed = e.narrow(spans) || changed
		}
	}
	return spans
}

// equation is Σaᵢxᵢ=b without its zeros.
type equation struct {
	terms []term
	b     *big.Rat
}

type term struct {
	unknown int
	a       *big.Rat
}

// ends are the least and the most a term can be; nil where unbounded.
func (x term) ends(s span) (lo, hi *big.Rat) {
	if lo = times(x.a, s.lo); s.hi >= 0 {
		hi = times(x.a, s.hi)
	}
	if x.a.Sign() < 0 {
		lo, hi = hi, lo
	}
	return lo, hi
}

func times(a *big.Rat, n int) *big.Rat { return new(big.Rat).Mul(a, new(big.Rat).SetInt64(int64(n))) }

// reach is a sum of ends: what is bounded of it, and how many are not.
type reach struct {
	sum       big.Rat
	unbounded int
}

func (r *reach) add(end *big.Rat) {
	if end == nil {
		r.unbounded++
		return
	}
	r.sum.Add(&r.sum, end)
}

// without is the sum of all but one; nil where that is unbounded.
func (r *reach) without(end *big.Rat) *big.Rat {
	switch {
	case end == nil && r.unbounded == 1:
		return &r.sum
	case end != nil && r.unbounded == 0:
		return new(big.Rat).Sub(&r.sum, end)
	}
	return nil
}

// narrow solves the equation for each unknown with the others at their extremes, as they were when it began.
func (e equation) narrow(spans []span) (changed bool) {
	var lo, hi reach
	for _, x := range e.terms {
		a, b := x.ends(spans[x.unknown])
		lo.add(a)
		hi.add(b)
	}
	old := make([]span, len(e.terms))
	for i, x := range e.terms {
		old[i] = spans[x.unknown]
	}
	for i, x := range e.terms {
		a, b := x.ends(old[i])
		changed = x.solve(&spans[x.unknown], e.b, lo.without(a), hi.without(b)) || changed
	}
	return changed
}

// solve: a·x = b - rest, rest in [lo,hi]; dividing by a negative a swaps the ends.
func (x term) solve(s *span, b, lo, hi *big.Rat) (changed bool) {
	var least, most *big.Rat
	if hi != nil {
		least = new(big.Rat).Quo(new(big.Rat).Sub(b, hi), x.a)
	}
	if lo != nil {
		most = new(big.Rat).Quo(new(big.Rat).Sub(b, lo), x.a)
	}
	if x.a.Sign() < 0 {
		least, most = most, least
	}
	if least != nil {
		if v := ceilRat(least); v > s.lo {
			s.lo, changed = v, true
		}
	}
	if most != nil {
		if v := floorRat(most); s.hi < 0 || v < s.hi {
			s.hi, changed = max(v, 0), true
		}
	}
	return changed
}

func floorRat(r *big.Rat) int {
	q := new(big.Int).Div(r.Num(), r.Denom()) // Euclidean with a positive divisor: the floor
	return int(q.Int64())
}

func ceilRat(r *big.Rat) int { return -floorRat(new(big.Rat).Neg(r)) }
