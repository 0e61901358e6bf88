package viet

import (
	"math"
	"strconv"
	"strings"
)

// NumberStatus says what became of a text that should have been a number.
type NumberStatus string

const (
	NumberOK        NumberStatus = "ok"
	NumberEmpty     NumberStatus = "empty"
	NumberNone      NumberStatus = "not_a_number" // words, no digits
	NumberAmbiguous NumberStatus = "ambiguous"    // 1.5 in Vietnamese text: 1,5 or a lost digit of 1.500?
	NumberMagnitude NumberStatus = "magnitude"    // hàng nghìn: an order of magnitude, no value
	NumberMalformed NumberStatus = "malformed"    // 1.23.456, 5/0, 18 digits and more, 07-QC/TU
)

// Number is what a text says, read exactly. Value means something only when Status is NumberOK.
type Number struct {
	Value     float64 // 7320; a share for percents: 84,7% is 0.847; the quotient for fractions
	IsPercent bool
	Num, Den  int64 // 22/27; Den is 0 when the text is no fraction
	Decimals  int   // decimals as written: 84,7% has 1, 7.320 has 0
	// Granularity is the place of the last digit that is not zero, in the unit of Value: 10 for 7.320,
	// 1000 for 34 nghìn, 0.1 for 90%. For a magnitude it is the order itself: 1000 for hàng nghìn.
	Granularity float64
	Rest        string // the words after the number, usually its unit: "lượt người"
	Status      NumberStatus
}

// scales are the powers of ten that follow a numeral. "Vạn" (10⁴) is still written in the north.
var scales = map[string]int{
	"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9,
	"hundred": 2, "thousand": 3, "million": 6, "billion": 9,
}

// spelled numerals count only before a scale word ("hai nghìn"), because "năm" alone is also "year".
var spelled = map[string]string{
	"một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10",
}

// ParseNumber reads a number at the start of s: 7.320, 84,7 %, 34 nghìn, 1,4 triệu, 22/27, "03 lần",
// "hàng nghìn". The locale decides what "." and "," mean; 1.5 in Vietnamese text is ambiguous.
func ParseNumber(s string, loc Locale) Number {
	s = Tidy(s)
	if s == "" {
		return Number{Status: NumberEmpty}
	}
	if n, ok := magnitude(s); ok {
		return n
	}
	if loc == Raw {
		s = expandExponent(s)
	}
	s, negative := cutMinus(spellOut(s))
	numeral, rest := cutNumeral(s)
	if numeral == "" {
		return Number{Rest: s, Status: NumberNone}
	}
	n := readAfter(numeral, rest, loc)
	if negative {
		n.Value, n.Num = -n.Value, -n.Num
	}
	return n
}

func readAfter(numeral, rest string, loc Locale) Number {
	if den, after, ok := cutDenominator(rest); ok {
		return fraction(numeral, den, after)
	}
	d, status := readNumeral(numeral, loc)
	if status != NumberOK {
		return Number{Rest: strings.TrimSpace(rest), Status: status}
	}
	if after, ok := cutPercent(rest); ok {
		return percent(d, after)
	}
	return scaled(d, rest, loc)
}

func percent(d decimal, rest string) Number {
	decimals := -d.exp
	d.exp -= 2
	// "Gần 100%" would otherwise be read as half of everything: a hedge never reaches over ten points.
	g := min(d.granularity(), 0.1)
	return finish(Number{Value: d.float(), IsPercent: true, Decimals: decimals, Granularity: g}, rest)
}

// scaled applies the scale words: 1,4 triệu; 2 trăm nghìn; 1 triệu 200 nghìn.
func scaled(d decimal, rest string, loc Locale) Number {
	decimals, exp, rest := -d.exp, 0, rest
	for {
		word, after := cutWord(rest)
		power, ok := scales[strings.ToLower(word)]
		if !ok || power < exp {
			break
		}
		exp, d.exp, rest = power, d.exp+power, after
	}
	if exp == 0 && d.threeDecimals {
		return Number{Rest: strings.TrimSpace(rest), Status: NumberAmbiguous}
	}
	n := Number{Value: d.float(), Decimals: decimals, Granularity: d.granularity()}
	if exp > 0 {
		n.Decimals = 0
		if tail := strings.TrimLeft(rest, " "); startsWithDigit(tail) {
			return compound(n, tail, exp, loc)
		}
	}
	return finish(n, rest)
}

// compound adds the smaller part of "1 triệu 200 nghìn". "2 nghìn 5" is 2.500 when spoken and 2.005 to
// others, so a tail without its own scale word stays ambiguous.
func compound(n Number, tail string, exp int, loc Locale) Number {
	part := ParseNumber(tail, loc)
	numeral, after := cutNumeral(tail)
	word, _ := cutWord(after)
	power, hasScale := scales[strings.ToLower(word)]
	if part.Status != NumberOK || numeral == "" || !hasScale || power >= exp || part.IsPercent {
		return Number{Rest: tail, Status: NumberAmbiguous}
	}
	part.Value += n.Value
	return part
}

// fraction reads 22/27. Only whole numbers: a date has another slash, a rate "1 lần/năm" has words.
func fraction(num, den, rest string) Number {
	a, okA := wholeNumber(num)
	b, okB := wholeNumber(den)
	if !okA || !okB || b == 0 || strings.HasPrefix(rest, "/") {
		return Number{Rest: strings.TrimSpace(rest), Status: NumberMalformed}
	}
	return finish(Number{Value: float64(a) / float64(b), Num: a, Den: b}, rest)
}

func cutDenominator(s string) (den, rest string, ok bool) {
	after, ok := strings.CutPrefix(strings.TrimLeft(s, " "), "/")
	if !ok {
		return "", s, false
	}
	den, rest = cutNumeral(strings.TrimLeft(after, " "))
	return den, rest, den != ""
}

func wholeNumber(s string) (int64, bool) {
	d, status := readNumeral(s, Vi)
	if status != NumberOK || d.exp != 0 || len(d.digits) > maxDigits {
		return 0, false
	}
	return int64(d.float()), true
}

// cutPercent accepts the blank that reports put before the sign: 81,5 %.
func cutPercent(s string) (string, bool) {
	s = strings.TrimLeft(s, " ")
	if after, ok := strings.CutPrefix(s, "%"); ok {
		return after, true
	}
	return cutPhrase(s, "phần trăm")
}

// finish checks what follows the number. A letter or a dash glued to it means that it was no number:
// 07-QC/TU, 5A, 10-15.
func finish(n Number, rest string) Number {
	n.Rest = strings.Trim(rest, " .,;:)(")
	n.Status = NumberOK
	if math.IsInf(n.Value, 0) || math.Abs(n.Value) >= 1e18 {
		n.Status = NumberMalformed
	}
	if rest != "" && !strings.ContainsRune(" .,;:)(", rune(rest[0])) || startsWithDigit(n.Rest) {
		n.Status = NumberMalformed
	}
	if n.Status != NumberOK {
		return Number{Rest: n.Rest, Status: n.Status}
	}
	return n
}

// expandExponent writes 1.0E-2, as Excel stores small numbers, without its exponent.
func expandExponent(s string) string {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !strings.ContainsAny(s, "eE") || !startsWithDigit(strings.TrimPrefix(s, "-")) {
		return s
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func cutMinus(s string) (string, bool) {
	for _, minus := range []string{"-", "−", "–"} {
		if after, ok := strings.CutPrefix(s, minus); ok && startsWithDigit(after) {
			return after, true
		}
	}
	return s, false
}

// spellOut turns "hai nghìn" into "2 nghìn" and leaves everything else alone.
func spellOut(s string) string {
	word, rest := cutWord(s)
	numeral, ok := spelled[strings.ToLower(word)]
	if !ok {
		return s
	}
	next, _ := cutWord(rest)
	if _, isScale := scales[strings.ToLower(next)]; !isScale {
		return s
	}
	return numeral + rest
}

// magnitude reads "hàng nghìn", "vài chục": the writer gave an order and withheld the number.
func magnitude(s string) (Number, bool) {
	lead, rest := cutWord(s)
	switch strings.ToLower(lead) {
	case "hàng", "vài", "mấy":
	default:
		return Number{}, false
	}
	word, rest := cutWord(rest)
	power, ok := scales[strings.ToLower(word)]
	if !ok {
		return Number{}, false
	}
	return Number{Granularity: math.Pow10(power), Rest: strings.Trim(rest, " .,;:)("), Status: NumberMagnitude}, true
}
