package stat

// TieRanks are the ranks of plain values with ties: Min is printed with "=", Max and Mid are for researchers.
type TieRanks struct {
	Min, Max []int
	Mid      []float64
}

// RankWithTies ranks values; equal ones share the minimum rank: (1,3,4,4,4,7,7,10), largest first -> 8,7,4,4,4,2,2,1.
// A value that is not a number is ErrInvalid.
func RankWithTies(v []float64, order RankOrder) (TieRanks, error) {
	var r TieRanks
	for _, a := range v {
		if !finite(a) {
			return r, invalid("value %v", a)
		}
	}
	signed := make([]float64, len(v))
	for i, a := range v {
		signed[i] = a
		if order == LargestFirst {
			signed[i] = -a
		}
	}
	mids := midRanks(signed)
	count := map[float64]int{}
	for _, a := range v {
		count[a]++
	}
	for i, a := range v {
		half := float64(count[a]-1) / 2
		r.Mid = append(r.Mid, mids[i])
		r.Min = append(r.Min, int(mids[i]-half))
		r.Max = append(r.Max, int(mids[i]+half))
	}
	return r, nil
}
