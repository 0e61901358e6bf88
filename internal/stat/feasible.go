package stat

// CellRef is a cell of a two-way table.
type CellRef struct{ Row, Col int }

// CellRange is what a reader who knows the margins and that counts are not negative can work out about a hidden cell.
type CellRange struct {
	Cell   CellRef
	Lo, Hi int
}

// hiding is a table with some cells hidden, all margins public.
type hiding struct {
	table  [][]int
	hidden [][]bool
}

func newHiding(table [][]int, cells []CellRef) hiding {
	h := hiding{table: table, hidden: make([][]bool, len(table))}
	for i := range table {
		h.hidden[i] = make([]bool, len(table[i]))
	}
	for _, c := range cells {
		h.hidden[c.Row][c.Col] = true
	}
	return h
}

// feasible gives the smallest and largest value a hidden cell can have. The hidden cells form a transportation problem in
// which the true table is one solution; raising a cell by one means lowering and raising others along a closed path, so
// the largest rise is a maximum flow from the cell's column back to its row, and the largest fall one from row to column.
// This is the exact linear-programming range, in whole numbers.
func (h hiding) feasible(c CellRef) CellRange {
	v := h.table[c.Row][c.Col]
	rows := len(h.table)
	rise := h.flow(c, rows+c.Col, c.Row, -1)
	fall := h.flow(c, c.Row, rows+c.Col, v)
	return CellRange{Cell: c, Lo: v - fall, Hi: v + rise}
}

// flow is a maximum flow (Edmonds & Karp 1972) between two nodes, rows first, then columns: row to column raises a hidden
// cell without limit, column to row lowers it to 0 at most. limit<0 means none; the cell itself is not used.
func (h hiding) flow(skip CellRef, from, to, limit int) int {
	x := make([][]int, len(h.table))
	for i := range x {
		x[i] = append([]int(nil), h.table[i]...)
	}
	total := 0
	for limit < 0 || total < limit {
		path := h.path(x, skip, from, to)
		if path == nil {
			break
		}
		push := h.bottleneck(x, path)
		if limit >= 0 {
			push = min(push, limit-total)
		}
		h.apply(x, path, push)
		total += push
	}
	return total
}

// path is a shortest path of nodes from..to that still has room, nil if there is none.
func (h hiding) path(x [][]int, skip CellRef, from, to int) []int {
	rows, cols := len(h.table), len(h.table[0])
	prev := make([]int, rows+cols)
	for i := range prev {
		prev[i] = -1
	}
	prev[from] = from
	queue := []int{from}
	for len(queue) > 0 && prev[to] < 0 {
		u := queue[0]
		queue = queue[1:]
		if u < rows {
			for c := range cols {
				if h.hidden[u][c] && (CellRef{u, c}) != skip && prev[rows+c] < 0 {
					prev[rows+c] = u
					queue = append(queue, rows+c)
				}
			}
			continue
		}
		for r := range rows {
			if h.hidden[r][u-rows] && (CellRef{r, u - rows}) != skip && x[r][u-rows] > 0 && prev[r] < 0 {
				prev[r] = u
				queue = append(queue, r)
			}
		}
	}
	if prev[to] < 0 {
		return nil
	}
	path := []int{to}
	for u := to; u != from; u = prev[u] {
		path = append(path, prev[u])
	}
	for i, j := 0, len(path)-1; i < j; i, j = i+1, j-1 {
		path[i], path[j] = path[j], path[i]
	}
	return path
}

func (h hiding) bottleneck(x [][]int, path []int) int {
	rows, least := len(h.table), -1
	for i := 1; i < len(path); i++ {
		if u, v := path[i-1], path[i]; u >= rows && (least < 0 || x[v][u-rows] < least) {
			least = x[v][u-rows]
		}
	}
	return least
}

func (h hiding) apply(x [][]int, path []int, push int) {
	rows := len(h.table)
	for i := 1; i < len(path); i++ {
		if u, v := path[i-1], path[i]; u < rows {
			x[u][v-rows] += push
		} else {
			x[v][u-rows] -= push
		}
	}
}
