package stat

import "math/big"

// Release is everything published about a set of counts, in however many tables: each cell once, and every sum that a
// reader can see, as lists of cell positions. The same cell in two tables is one cell in two sums; last year's figures
// that share cells belong in it too.
type Release struct {
	Values []int
	Hidden []bool
	Sums   [][]int
}

// Exposure is a hidden cell a reader can work out exactly, or pin to fewer values than Width asks.
type Exposure struct {
	Cell  int
	Exact bool // its value follows from the published sums alone
	Lo    int  // bounds that follow by taking sums one at a time, counts not being negative
	Hi    int  // -1: unbounded
}

// Audit finds hidden cells that can be recovered. A cell is exact iff its unit vector lies in the row space of the sums
// restricted to hidden cells; that is decided by elimination in exact fractions, so a release with two hidden cells in
// every row and column can still fail (methods §3.17). Ranges come from interval propagation over the sums and their
// combinations: they may be wider than the truth, never narrower. For one two-way table AuditTable gives exact ranges.
//
// Exposed are exact cells and cells whose range is less than width wide. Positions outside the cells are ErrInvalid.
func Audit(r Release, width int) ([]Exposure, error) {
	if len(r.Values) != len(r.Hidden) {
		return nil, invalid("%d values, %d marks", len(r.Values), len(r.Hidden))
	}
	column := make([]int, len(r.Values))
	var cells []int
	for i, h := range r.Hidden {
		column[i] = -1
		if h {
			column[i] = len(cells)
			cells = append(cells, i)
		}
	}
	m, err := r.equations(column, len(cells))
	if err != nil {
		return nil, err
	}
	system := append(cloneRows(m), reduce(m)...)
	bounds := propagate(system, len(cells))
	var out []Exposure
	for j, i := range cells {
		e := Exposure{Cell: i, Exact: determined(m, j), Lo: bounds[j].lo, Hi: bounds[j].hi}
		if e.Exact {
			e.Lo, e.Hi = r.Values[i], r.Values[i]
		}
		if e.Exact || e.Hi >= 0 && e.Hi-e.Lo < width {
			out = append(out, e)
		}
	}
	return out, nil
}

// equations has a row for each sum: coefficients of hidden cells, then what is left of the sum for them.
func (r Release) equations(column []int, hidden int) ([][]*big.Rat, error) {
	var m [][]*big.Rat
	for _, sum := range r.Sums {
		row := make([]*big.Rat, hidden+1)
		for i := range row {
			row[i] = new(big.Rat)
		}
		one := big.NewRat(1, 1)
		for _, i := range sum {
			if i < 0 || i >= len(r.Values) {
				return nil, invalid("sum of cell %d of %d", i, len(r.Values))
			}
			if j := column[i]; j >= 0 {
				row[j].Add(row[j], one)
				row[hidden].Add(row[hidden], big.NewRat(int64(r.Values[i]), 1))
			}
		}
		m = append(m, row)
	}
	return m, nil
}

// reduce brings the equations to reduced row echelon form in place and returns the rows that are not zero.
func reduce(m [][]*big.Rat) [][]*big.Rat {
	top := 0
	if len(m) == 0 {
		return nil
	}
	for col := 0; col < len(m[0])-1 && top < len(m); col++ {
		pivot := top
		for pivot < len(m) && m[pivot][col].Sign() == 0 {
			pivot++
		}
		if pivot == len(m) {
			continue
		}
		m[top], m[pivot] = m[pivot], m[top]
		inv := new(big.Rat).Inv(m[top][col])
		for _, v := range m[top] {
			v.Mul(v, inv)
		}
		for i := range m {
			if i != top && m[i][col].Sign() != 0 {
				subtract(m[i], m[top], new(big.Rat).Set(m[i][col]))
			}
		}
		top++
	}
	return m[:top]
}

func subtract(row, by []*big.Rat, times *big.Rat) {
	for k := range row {
		if by[k].Sign() != 0 {
			row[k].Sub(row[k], new(big.Rat).Mul(by[k], times))
		}
	}
}

func cloneRows(m [][]*big.Rat) [][]*big.Rat {
	out := make([][]*big.Rat, len(m))
	for i, row := range m {
		for _, v := range row {
			out[i] = append(out[i], new(big.Rat).Set(v))
		}
	}
	return out
}

// determined says whether a reduced system has a row with this unknown alone.
func determined(m [][]*big.Rat, j int) bool {
	for _, row := range m {
		if row[j].Sign() == 0 {
			continue
		}
		others := 0
		for k, v := range row[:len(row)-1] {
			if k != j && v.Sign() != 0 {
				others++
			}
		}
		if others == 0 {
			return true
		}
	}
	return false
}
