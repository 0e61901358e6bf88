package stat

// TableAudit is what a reader can work out about the hidden cells of one two-way table with public margins.
type TableAudit struct {
	Exact  []CellRef   // recoverable from the margins alone (rank test)
	Ranges []CellRange // exact range of every hidden cell, in the order given
}

// AuditTable audits one two-way table: the rank test, and each hidden cell's feasible range. A cell may have a range of
// one value without failing the rank test, when counts not being negative pin it: look at the ranges.
// Cells outside the table are ErrInvalid.
func AuditTable(table [][]int, hidden []CellRef) (TableAudit, error) {
	var r TableAudit
	if err := checkTable(table); err != nil {
		return r, err
	}
	for _, c := range hidden {
		if c.Row < 0 || c.Row >= len(table) || c.Col < 0 || c.Col >= len(table[0]) {
			return r, invalid("cell %d,%d outside the table", c.Row, c.Col)
		}
	}
	h := newHiding(table, hidden)
	found, err := Audit(h.release(), 0)
	if err != nil {
		return r, err
	}
	for _, e := range found {
		if e.Exact {
			r.Exact = append(r.Exact, CellRef{e.Cell / len(table[0]), e.Cell % len(table[0])})
		}
	}
	for _, c := range hidden {
		r.Ranges = append(r.Ranges, h.feasible(c))
	}
	return r, nil
}

// release writes a two-way table as cells and sums.
func (h *hiding) release() Release {
	r := Release{Values: h.values, Hidden: h.hidden}
	for i := range h.rows {
		var sum []int
		for j := range h.cols {
			sum = append(sum, i*h.cols+j)
		}
		r.Sums = append(r.Sums, sum)
	}
	for j := range h.cols {
		var sum []int
		for i := range h.rows {
			sum = append(sum, i*h.cols+j)
		}
		r.Sums = append(r.Sums, sum)
	}
	return r
}
