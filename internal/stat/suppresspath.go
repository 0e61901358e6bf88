package stat

import "slices"

// construct builds a protecting set for large tables: each small cell is closed into a loop of cells big enough to take
// its whole range, the loop with the fewest newly hidden cells and least total first; cells that turn out unnecessary are
// shown again, largest first. If some cell has no such loop the set does not protect and the caller sees it.
func (s suppressor) construct() []CellRef {
	var extra []CellRef
	for _, c := range s.primary {
		if wideEnough(s.with(extra).feasibleUpTo(c, s.threshold), s.threshold) {
			continue
		}
		for _, d := range s.loop(c, extra) {
			if !slices.Contains(extra, d) && !slices.Contains(s.primary, d) {
				extra = append(extra, d)
			}
		}
	}
	if !s.protected(extra) {
		return extra
	}
	slices.SortStableFunc(extra, func(a, b CellRef) int { return s.value(b) - s.value(a) })
	h := s.with(extra)
	return slices.DeleteFunc(extra, func(c CellRef) bool {
		h.hidden[h.at(c)] = false
		needed := !s.protectedIn(h)
		h.hidden[h.at(c)] = needed
		return !needed
	})
}

type loopCost struct{ cells, total int }

func (a loopCost) less(b loopCost) bool {
	return a.cells < b.cells || a.cells == b.cells && a.total < b.total
}

// loop is the cheapest path of cells from c's row to its column, by relaxation (Bellman-Ford) over the bipartite graph of
// rows and columns. Cells of at least threshold-1 let c fall to 0 and rise by threshold-1; hidden ones cost nothing.
func (s suppressor) loop(c CellRef, extra []CellRef) []CellRef {
	h := s.with(extra)
	rows := len(s.table)
	nodes := rows + len(s.table[0])
	cost, via := make([]*loopCost, nodes), make([]int, nodes)
	cost[c.Row] = &loopCost{}
	for changed := true; changed; {
		changed = false
		for i, row := range s.table {
			for j, v := range row {
				if v < s.threshold-1 || v == 0 || (CellRef{i, j}) == c {
					continue
				}
				add := loopCost{1, v}
				if h.hidden[h.at(CellRef{i, j})] {
					add = loopCost{}
				}
				changed = relax(cost, via, i, rows+j, add) || changed
				changed = relax(cost, via, rows+j, i, add) || changed
			}
		}
	}
	var out []CellRef
	if cost[rows+c.Col] == nil {
		return nil
	}
	for u := rows + c.Col; u != c.Row; u = via[u] {
		a, b := min(u, via[u]), max(u, via[u])
		out = append(out, CellRef{a, b - rows})
	}
	return out
}

func relax(cost []*loopCost, via []int, from, to int, add loopCost) bool {
	if cost[from] == nil {
		return false
	}
	next := loopCost{cost[from].cells + add.cells, cost[from].total + add.total}
	if cost[to] != nil && !next.less(*cost[to]) {
		return false
	}
	cost[to], via[to] = &next, from
	return true
}
