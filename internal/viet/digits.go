package viet

import (
	"math"
	"strconv"
	"strings"
)

// Locale says how a source writes its numbers. It is a property of the document, never of a cell.
type Locale string

const (
	// Vi groups thousands with "." and writes decimals with "," (Accounting Law 2015, art. 11).
	Vi Locale = "vi"
	// En groups thousands with "," and writes decimals with ".".
	En Locale = "en"
	// Raw is what a machine stored (a numeric Excel cell, JSON): "." for decimals, no grouping.
	Raw Locale = "raw"
)

// decimal is a number as it was written: digits × 10^exp, exact.
type decimal struct {
	digits string
	exp    int
	// threeDecimals marks 20,144 in Vietnamese text (20.144 in English): by the letter a decimal, but
	// more often a count in the other convention. Only a percent sign or a scale word settles it.
	threeDecimals bool
}

func (d decimal) float() float64 {
	v, err := strconv.ParseFloat(d.digits+"e"+strconv.Itoa(d.exp), 64)
	if err != nil {
		return math.Inf(1)
	}
	return v
}

// granularity is the place of the last digit that is not zero: 7320 → 10, 34 nghìn → 1000, 0 → 1.
func (d decimal) granularity() float64 {
	kept := strings.TrimRight(d.digits, "0")
	if kept == "" {
		return 1
	}
	return decimal{digits: "1", exp: d.exp + len(d.digits) - len(kept)}.float()
}

// maxDigits is far above any count of people or opinions; longer runs are phone or file numbers.
const maxDigits = 18

// cutNumeral takes the longest run of digits and separators off the front of s.
func cutNumeral(s string) (numeral, rest string) {
	i := 0
	for i < len(s) && (isDigit(s[i]) || i > 0 && i+1 < len(s) && isSeparator(s[i]) && isDigit(s[i-1]) && isDigit(s[i+1])) {
		i++
	}
	return s[:i], s[i:]
}

func isSeparator(c byte) bool { return c == '.' || c == ',' }

// readNumeral turns "7.320" or "84,7" into an exact decimal under the rules of the locale.
func readNumeral(s string, loc Locale) (decimal, NumberStatus) {
	if len(s) > maxDigits+6 {
		return decimal{}, NumberMalformed
	}
	group, point := ".", ","
	if loc == En {
		group, point = ",", "."
	}
	if loc == Raw {
		group, point = ",", "."
		if strings.Contains(s, group) {
			return decimal{}, NumberMalformed
		}
	}
	whole, frac, hasFrac := strings.Cut(s, point)
	if strings.Contains(frac, point) || strings.Contains(frac, group) {
		return decimal{}, foreignStatus(s, point, group)
	}
	if strings.Contains(whole, group) {
		if !isGrouped(whole, group) {
			return decimal{}, foreignStatus(s, point, group)
		}
		whole = strings.ReplaceAll(whole, group, "")
		return decimal{digits: whole + frac, exp: -len(frac)}, NumberOK
	}
	suspect := loc != Raw && hasFrac && len(frac) == 3 && len(whole) <= 3 && whole[0] != '0'
	return decimal{digits: whole + frac, exp: -len(frac), threeDecimals: suspect}, NumberOK
}

// isGrouped reports whether s is written in groups of three: 7.320 and 1.234.567, not 1.5 or 0.500.
func isGrouped(s, group string) bool {
	parts := strings.Split(s, group)
	if len(parts[0]) == 0 || len(parts[0]) > 3 || parts[0][0] == '0' {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return true
}

// foreignStatus tells a number of the other convention (1.5 or 20,144.5 in Vietnamese text), which
// has a reading and is therefore ambiguous, from one that is wrong in every convention.
func foreignStatus(s, point, group string) NumberStatus {
	whole, frac, _ := strings.Cut(s, group)
	if strings.Contains(frac, group) || strings.Contains(frac, point) {
		if isGrouped(s, point) {
			return NumberAmbiguous
		}
		return NumberMalformed
	}
	if strings.Contains(whole, point) && !isGrouped(whole, point) {
		return NumberMalformed
	}
	return NumberAmbiguous
}
