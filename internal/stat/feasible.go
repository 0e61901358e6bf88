package stat

import "slices"

// CellRef is a cell of a two-way table.
type CellRef struct{ Row, Col int }

// CellRange is what a reader who knows the margins and that counts are not negative can work out about a hidden cell.
type CellRange struct {
	Cell   CellRef
	Lo, Hi int
}

// hiding is a table with some cells hidden, all margins public. The scratch slices make it good for one goroutine only.
type hiding struct {
	rows, cols int
	values     []int  // row by row
	hidden     []bool // likewise
	x          []int  // scratch: a table being pushed around
	prev       []int  // scratch: breadth-first tree over rows, then columns
	queue      []int
}

func newHiding(table [][]int, cells []CellRef) *hiding {
	h := &hiding{rows: len(table), cols: len(table[0])}
	h.values = slices.Concat(table...)
	h.hidden, h.x = make([]bool, len(h.values)), make([]int, len(h.values))
	h.prev = make([]int, h.rows+h.cols)
	for _, c := range cells {
		h.hidden[h.at(c)] = true
	}
	return h
}

func (h *hiding) at(c CellRef) int { return c.Row*h.cols + c.Col }

// feasible gives the smallest and largest value a hidden cell can have. The hidden cells form a transportation problem in
// which the true table is one solution; raising a cell by one means lowering and raising others along a closed path, so
// the largest rise is a maximum flow from the cell's column back to its row, and the largest fall one from row to column.
// This is the exact linear-programming range, in whole numbers.
func (h *hiding) feasible(c CellRef) CellRange {
	return h.feasibleUpTo(c, -1)
}

// feasibleUpTo is feasible with the rise not followed beyond a limit, for asking "at least so far?".
func (h *hiding) feasibleUpTo(c CellRef, rise int) CellRange {
	v := h.values[h.at(c)]
	up := h.flow(c, h.rows+c.Col, c.Row, rise)
	down := h.flow(c, c.Row, h.rows+c.Col, v)
	return CellRange{Cell: c, Lo: v - down, Hi: v + up}
}

// flow is a maximum flow (Edmonds & Karp 1972) between two nodes, rows first, then columns: row to column raises a hidden
// cell without limit, column to row lowers it to 0 at most. limit<0 means none; the cell itself is not used.
func (h *hiding) flow(skip CellRef, from, to, limit int) int {
	copy(h.x, h.values)
	total := 0
	for limit < 0 || total < limit {
		if !h.search(h.at(skip), from, to) {
			break
		}
		push := h.bottleneck(from, to)
		if limit >= 0 {
			push = min(push, limit-total)
		}
		h.apply(from, to, push)
		total += push
	}
	return total
}

// search finds a shortest path with room, left in prev.
func (h *hiding) search(skip, from, to int) bool {
	for i := range h.prev {
		h.prev[i] = -1
	}
	h.prev[from] = from
	h.queue = append(h.queue[:0], from)
	for i := 0; i < len(h.queue) && h.prev[to] < 0; i++ {
		u := h.queue[i]
		if u < h.rows {
			for c := range h.cols {
				if at := u*h.cols + c; h.hidden[at] && at != skip {
					h.visit(u, h.rows+c)
				}
			}
			continue
		}
		for r := range h.rows {
			if at := r*h.cols + u - h.rows; h.hidden[at] && at != skip && h.x[at] > 0 {
				h.visit(u, r)
			}
		}
	}
	return h.prev[to] >= 0
}

func (h *hiding) visit(from, node int) {
	if h.prev[node] < 0 {
		h.prev[node] = from
		h.queue = append(h.queue, node)
	}
}

// bottleneck is the smallest cell lowered along the path found.
func (h *hiding) bottleneck(from, to int) int {
	least := -1
	for v := to; v != from; v = h.prev[v] {
		if u := h.prev[v]; u >= h.rows {
			if x := h.x[v*h.cols+u-h.rows]; least < 0 || x < least {
				least = x
			}
		}
	}
	return least
}

func (h *hiding) apply(from, to, push int) {
	for v := to; v != from; v = h.prev[v] {
		if u := h.prev[v]; u < h.rows {
			h.x[u*h.cols+v-h.rows] += push
		} else {
			h.x[v*h.cols+u-h.rows] -= push
		}
	}
}
