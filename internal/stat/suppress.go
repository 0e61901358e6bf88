package stat

import (
	"math"
	"slices"
)

// Suppression is which cells of a two-way table to hide when exact counts are published with their margins.
type Suppression struct {
	Status        Status // Insufficient: no set protects every small cell; publish coarser cells
	Primary       []CellRef
	Complementary []CellRef
	Ranges        []CellRange // what a reader can still work out about each primary cell
	Warnings      []Warning
}

// exactSearchLimit bounds how many candidate sets are tried before the search gives way to a constructive one.
const exactSearchLimit = 20_000

// Suppress hides 1..threshold-1 and then the fewest other cells, of least total, such that each primary cell's feasible
// range reaches 0 or the threshold and is at least threshold-1 wide. Zeros stay public and cannot serve. Tables too large
// to try every set get a safe set that is pruned but may not be the smallest (WarnHeuristic).
//
// The whole release must still be audited: the same cell in two tables, this year against last (Audit). A ragged or empty
// table, a negative count or a threshold below 2 is ErrInvalid.
func Suppress(table [][]int, threshold int) (Suppression, error) {
	r := Suppression{Status: OK}
	if err := checkTable(table); err != nil || threshold < 2 {
		return r, errOr(err, "threshold %d", threshold)
	}
	var candidates []CellRef
	for i, row := range table {
		for j, v := range row {
			switch {
			case v >= threshold:
				candidates = append(candidates, CellRef{i, j})
			case v > 0:
				r.Primary = append(r.Primary, CellRef{i, j})
			}
		}
	}
	s := suppressor{table: table, primary: r.Primary, threshold: threshold}
	slices.SortStableFunc(candidates, func(a, b CellRef) int { return s.value(a) - s.value(b) })
	found, minimal := s.smallest(candidates)
	if !minimal {
		found = s.construct()
		r.Warnings = append(r.Warnings, WarnHeuristic)
	}
	if !s.protected(found) {
		r.Status, r.Warnings = Insufficient, []Warning{WarnNoProtection}
		return r, nil
	}
	slices.SortFunc(found, func(a, b CellRef) int { return (a.Row-b.Row)*len(table[0]) + a.Col - b.Col })
	r.Complementary, r.Ranges = found, s.ranges(found)
	return r, nil
}

func checkTable(table [][]int) error {
	if len(table) == 0 || len(table[0]) == 0 {
		return invalid("empty table")
	}
	for _, row := range table {
		if len(row) != len(table[0]) {
			return invalid("rows of %d and %d cells", len(table[0]), len(row))
		}
		for _, v := range row {
			if v < 0 {
				return invalid("count %d", v)
			}
		}
	}
	return nil
}

func errOr(err error, format string, args ...any) error {
	if err != nil {
		return err
	}
	return invalid(format, args...)
}

type suppressor struct {
	table     [][]int
	primary   []CellRef
	threshold int
}

func (s suppressor) value(c CellRef) int { return s.table[c.Row][c.Col] }

func (s suppressor) with(extra []CellRef) hiding {
	return newHiding(s.table, slices.Concat(s.primary, extra))
}

func (s suppressor) ranges(extra []CellRef) []CellRange {
	h := s.with(extra)
	out := make([]CellRange, len(s.primary))
	for i, c := range s.primary {
		out[i] = h.feasible(c)
	}
	return out
}

// protected says whether hiding these as well leaves every small cell uncertain enough.
func (s suppressor) protected(extra []CellRef) bool {
	h := s.with(extra)
	for _, c := range s.primary {
		if r := h.feasible(c); !wideEnough(r, s.threshold) {
			return false
		}
	}
	return true
}

func wideEnough(r CellRange, threshold int) bool {
	return (r.Lo == 0 || r.Hi >= threshold) && r.Hi-r.Lo >= threshold-1
}

// smallest tries sets of 0, 1, 2 ... cells and returns the one of least total among the first size that protects.
// ok is false when that would take too many trials. candidates are sorted by value.
func (s suppressor) smallest(candidates []CellRef) (best []CellRef, ok bool) {
	tried := 0.0
	for size := 0; size <= len(candidates); size++ {
		tried += math.Exp(lchoose(float64(len(candidates)), float64(size)))
		if tried > exactSearchLimit {
			return nil, false
		}
		least := math.MaxInt
		s.eachSet(candidates, size, nil, 0, &least, &best)
		if least < math.MaxInt {
			return best, true
		}
	}
	return nil, true // nothing protects: every set was tried
}

// eachSet walks the sets of a size in order, skipping those that cannot beat the best total.
func (s suppressor) eachSet(rest []CellRef, size int, set []CellRef, total int, least *int, best *[]CellRef) {
	if size == 0 {
		if total < *least && s.protected(set) {
			*least, *best = total, slices.Clone(set)
		}
		return
	}
	for i := 0; i+size <= len(rest); i++ {
		if next := total + s.value(rest[i]); next < *least {
			s.eachSet(rest[i+1:], size-1, append(set, rest[i]), next, least, best)
		}
	}
}
