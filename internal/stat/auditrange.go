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
	// Each pass either narrows a whole-number range or stops; the cap only guards against very long chains.
	for pass, changed := 0, true; changed && pass < 100; pass++ {
		changed = false
		for _, row := range system {
			for j := range unknowns {
				if row[j].Sign() != 0 && narrow(spans, row, j) {
					changed = true
				}
			}
		}
	}
	return spans
}

// narrow solves one equation for unknown j with the others at their extremes.
func narrow(spans []span, row []*big.Rat, j int) bool {
	lo, hi := others(spans, row, j)
	b := row[len(row)-1]
	// a·x = b - rest, rest in [lo,hi]; dividing by a negative a swaps the ends.
	var least, most *big.Rat
	if hi != nil {
		least = new(big.Rat).Quo(new(big.Rat).Sub(b, hi), row[j])
	}
	if lo != nil {
		most = new(big.Rat).Quo(new(big.Rat).Sub(b, lo), row[j])
	}
	if row[j].Sign() < 0 {
		least, most = most, least
	}
	changed := false
	if least != nil {
		if v := ceilRat(least); v > spans[j].lo {
			spans[j].lo, changed = v, true
		}
	}
	if most != nil {
		if v := floorRat(most); spans[j].hi < 0 || v < spans[j].hi {
			spans[j].hi, changed = max(v, 0), true
		}
	}
	return changed
}

// others is the range of Σaᵢxᵢ over all but one unknown; nil where unbounded.
func others(spans []span, row []*big.Rat, skip int) (lo, hi *big.Rat) {
	lo, hi = new(big.Rat), new(big.Rat)
	for k, s := range spans {
		sign := row[k].Sign()
		if k == skip || sign == 0 {
			continue
		}
		small, large := s.lo, s.hi
		if sign < 0 {
			small, large = s.hi, s.lo
		}
		lo, hi = addTerm(lo, row[k], small), addTerm(hi, row[k], large)
	}
	return lo, hi
}

func addTerm(sum, a *big.Rat, x int) *big.Rat {
	if sum == nil || x < 0 {
		return nil
	}
	return sum.Add(sum, new(big.Rat).Mul(a, big.NewRat(int64(x), 1)))
}

func floorRat(r *big.Rat) int {
	q := new(big.Int).Div(r.Num(), r.Denom()) // Euclidean with a positive divisor: the floor
	return int(q.Int64())
}

func ceilRat(r *big.Rat) int { return -floorRat(new(big.Rat).Neg(r)) }
