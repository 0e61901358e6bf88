package stat

// twoRows is smallest for a table of two rows, say a place and all others, without a search: any loop of hidden cells runs through whole columns, so
// the other cell of a small one's column goes with it, and where that is not enough one more column does. A second one would add nothing: the first
// lets each small cell fall to 0 and rise by the threshold, or by all its column has. nil where nothing protects.
//
// candidates are sorted by value; of columns with the same total the one whose cell comes first in them is taken, as smallest does.
func (s suppressor) twoRows(candidates []CellRef) []CellRef {
	var partners []CellRef
	small := make([]bool, len(s.table[0]))
	for _, c := range s.primary {
		small[c.Col] = true
		if other := (CellRef{1 - c.Row, c.Col}); s.value(other) >= s.threshold {
			partners = append(partners, other)
		}
	}
	if s.protected(partners) {
		return partners
	}
	var more []CellRef
	least := 0
	for _, c := range candidates {
		other := CellRef{1 - c.Row, c.Col}
		if small[c.Col] || s.value(other) < s.threshold {
			continue
		}
		if total := s.value(c) + s.value(other); more == nil || total < least {
			more, least = []CellRef{c, other}, total
		}
	}
	return append(partners, more...)
}
