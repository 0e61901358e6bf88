package stat

import "math/big"

// GRIMCheck says whether a stated mean or percent can come from whole cases.
type GRIMCheck struct {
	Status     Status
	Consistent bool
	Nearest    int64 // the whole number of cases that comes closest
	Warnings   []Warning
}

// GRIMPercent asks whether some whole x of n gives the stated percent: |100x/n - p| <= ½·10^-d (Brown & Heathers 2017).
// unscaled and decimals are the figure as printed: 87,5% is 875 with 1 decimal. "90%" of 11 is impossible, "91%" is not.
// Both directions of rounding at a tie are accepted. For n >= 10^(d+2) every percent is possible: the check says so.
//
// n<=0 is NotApplicable. A percent outside 0..100 is inconsistent.
func GRIMPercent(unscaled int64, decimals int, n int64) (GRIMCheck, error) {
	r, err := grim(unscaled, decimals, n, 100)
	if r.Status == OK && (r.Nearest < 0 || r.Nearest > n) {
		r.Consistent = false
	}
	return r, err
}

// GRIMMean asks the same of a mean of n whole numbers.
func GRIMMean(unscaled int64, decimals int, n int64) (GRIMCheck, error) {
	return grim(unscaled, decimals, n, 1)
}

// grim works in whole numbers: floats would decide ties by chance. With P = p·10^d and scale 100 or 1 the condition is
// |2·scale·10^d·x - 2·P·n| <= n.
func grim(unscaled int64, decimals int, n, scale int64) (GRIMCheck, error) {
	r := GRIMCheck{Status: NotApplicable}
	if decimals < 0 || decimals > 15 {
		return r, invalid("%d decimals", decimals)
	}
	if n <= 0 {
		return r, nil
	}
	r.Status = OK
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	unit.Mul(unit, big.NewInt(scale))
	if big.NewInt(n).Cmp(unit) >= 0 {
		r.Warnings = []Warning{WarnUninformative}
	}
	pn := new(big.Int).Mul(big.NewInt(unscaled), big.NewInt(n))
	// Nearest x to pn/unit: floor((2pn+unit)/(2unit)).
	num := new(big.Int).Add(new(big.Int).Lsh(pn, 1), unit)
	x := new(big.Int).Div(num, new(big.Int).Lsh(unit, 1))
	miss := new(big.Int).Sub(new(big.Int).Mul(unit, x), pn)
	miss.Abs(miss.Lsh(miss, 1))
	r.Consistent = miss.Cmp(big.NewInt(n)) <= 0
	r.Nearest = x.Int64()
	return r, nil
}
