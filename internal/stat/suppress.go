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

// exactSearchWork bounds the search for the smallest set, in candidate sets times small cells times cells of the table
// (a fraction of a second); beyond it the search gives way to a constructive one.
const exactSearchWork = 2_000_000

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
	found, minimal := s.find(candidates)
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

func (s suppressor) with(extra []CellRef) *hiding {
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
	return s.protectedIn(s.with(extra))
}

func (s suppressor) protectedIn(h *hiding) bool {
	for _, c := range s.primary {
		// A rise by the threshold is as good as any larger one.
		if r := h.feasibleUpTo(c, s.threshold); !wideEnough(r, s.threshold) {
			return false
		}
	}
	return true
}

func wideEnough(r CellRange, threshold int) bool {
	return (r.Lo == 0 || r.Hi >= threshold) && r.Hi-r.Lo >= threshold-1
}

// find is the smallest protecting set; where minimal is false it gave up the search.
func (s suppressor) find(candidates []CellRef) (set []CellRef, minimal bool) {
	if len(s.table) == 2 {
		return s.twoRows(candidates), true
	}
	return s.smallest(candidates)
}

// smallest tries sets of growing size and returns the one of least total among the first size that protects. ok is false
// when that would take too long. candidates are sorted by value.
func (s suppressor) smallest(candidates []CellRef) (best []CellRef, ok bool) {
	each := float64(max(1, len(s.primary)) * len(s.table) * len(s.table[0]))
	work := 0.0
	for size := s.atLeast(); size <= len(candidates); size++ {
		work += each * math.Exp(lchoose(float64(len(candidates)), float64(size)))
		if work > exactSearchWork {
			return nil, false
		}
		t := trial{suppressor: s, h: s.with(nil), least: math.MaxInt}
		t.eachSet(candidates, size, 0)
		if t.least < math.MaxInt {
			return t.best, true
		}
	}
	return nil, true // nothing protects: every set was tried
}

// atLeast is how many more cells any protecting set needs: a small cell alone in its row or column is its margin minus
// what is shown, and one more cell helps one row and one column.
func (s suppressor) atLeast() int {
	rows, cols := map[int]int{}, map[int]int{}
	for _, c := range s.primary {
		rows[c.Row]++
		cols[c.Col]++
	}
	return max(alone(rows), alone(cols))
}

func alone(lines map[int]int) (n int) {
	for _, count := range lines {
		if count == 1 {
			n++
		}
	}
	return n
}

// trial is one walk over the sets of a size.
type trial struct {
	suppressor
	h     *hiding
	set   []CellRef
	least int
	best  []CellRef
}

// eachSet walks the sets in order, skipping those that cannot beat the best total.
func (t *trial) eachSet(rest []CellRef, size, total int) {
	if size == 0 {
		if t.protectedIn(t.h) {
			t.least, t.best = total, slices.Clone(t.set)
		}
		return
	}
	for i := 0; i+size <= len(rest); i++ {
		next := total + t.value(rest[i])
		if next >= t.least {
			continue
		}
		t.h.hidden[t.h.at(rest[i])] = true
		t.set = append(t.set, rest[i])
		t.eachSet(rest[i+1:], size-1, next)
		t.set = t.set[:len(t.set)-1]
		t.h.hidden[t.h.at(rest[i])] = false
	}
}
