package stat

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// What twoRows says without a search is what trying every set says, also where totals are equal and where nothing protects.
func TestTwoRowsIsTheSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	unprotected, more := 0, 0
	for range 20_000 {
		s := suppressor{table: [][]int{nil, nil}, threshold: 2 + r.IntN(5)}
		var candidates []CellRef
		columns := 1 + r.IntN(5)
		for i := range s.table {
			for j := range columns {
				n := r.IntN(12)
				if r.IntN(2) == 0 {
					n = r.IntN(3)
				}
				s.table[i] = append(s.table[i], n)
				switch {
				case n >= s.threshold:
					candidates = append(candidates, CellRef{i, j})
				case n > 0:
					s.primary = append(s.primary, CellRef{i, j})
				}
			}
		}
		slices.SortStableFunc(candidates, func(a, b CellRef) int { return s.value(a) - s.value(b) })
		want, all := s.smallest(candidates)
		if !all {
			t.Fatal("the plain search gave up: smaller tables are needed")
		}
		got := s.twoRows(candidates)
		if s.protected(want) != s.protected(got) {
			t.Fatalf("%v: %v protects: %t, the search's %v: %t", s.table, got, s.protected(got), want, s.protected(want))
		}
		if !s.protected(want) {
			unprotected++
			continue
		}
		byPlace := func(a, b CellRef) int { return (a.Row-b.Row)*columns + a.Col - b.Col }
		slices.SortFunc(want, byPlace)
		slices.SortFunc(got, byPlace)
		if !slices.Equal(got, want) {
			t.Fatalf("%v, threshold %d: hides %v, the search %v", s.table, s.threshold, got, want)
		}
		if len(want) > len(s.primary) {
			more++
		}
	}
	if unprotected < 100 || more < 100 {
		t.Errorf("%d tables without protection, %d with a column more: too few to tell", unprotected, more)
	}
}
