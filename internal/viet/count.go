package viet

import (
	"math"
	"regexp"
	"strings"
)

// CountCode says what a count cell of a register holds. Missing is not zero, so each way of writing
// "nothing" has a code of its own; the note under the table may say what a dash means.
type CountCode string

const (
	CountOK            CountCode = "ok"             // a whole number above zero
	CountZero          CountCode = "zero"           // "0" was written
	CountEmpty         CountCode = "empty"          // nothing was written
	CountDash          CountCode = "dash"           // "-", "–", "...": the sender's convention decides
	CountNo            CountCode = "khong"          // "không" alone: none, or not known?
	CountNoneOccurred  CountCode = "none_occurred"  // "không phát sinh", "không có": a stated zero
	CountNotReported   CountCode = "not_reported"   // "chưa báo cáo", "không có số liệu"
	CountNotApplicable CountCode = "not_applicable" // "không áp dụng"
	CountFractional    CountCode = "fractional"     // Excel's 7.32, made from 7.320: never rounded
	CountNegative      CountCode = "negative"
	CountAmbiguous     CountCode = "ambiguous" // 20,144 in Vietnamese text
	CountQualified     CountCode = "qualified" // "hơn 700": read it with ParseFigure
	CountTooLarge      CountCode = "too_large" // more than a thousand million
	CountText          CountCode = "text"
)

// Count is a count cell. N is the number for CountOK and 0 for everything else; Unit is the counting
// unit written beside it ("03 cuộc"), empty when there is none.
type Count struct {
	N    int64
	Code CountCode
	Unit string
}

// Known reports whether the cell states a number: a count, a zero, or "không phát sinh".
func (c Count) Known() bool {
	return c.Code == CountOK || c.Code == CountZero || c.Code == CountNoneOccurred
}

// maxCount is ten times the population: no count of this domain is larger.
const maxCount = 1_000_000_000

// countWords are the words that stand in count cells in place of a number.
var countWords = map[string]CountCode{
	"không": CountNo, "ko": CountNo, "không có": CountNoneOccurred,
	"không phát sinh": CountNoneOccurred, "không có phát sinh": CountNoneOccurred, "chưa phát sinh": CountNoneOccurred,
	"không tổ chức": CountNoneOccurred, "chưa tổ chức": CountNoneOccurred,
	"không báo cáo": CountNotReported, "chưa báo cáo": CountNotReported, "chưa có báo cáo": CountNotReported,
	"không có số liệu": CountNotReported, "chưa có số liệu": CountNotReported, "không có báo cáo": CountNotReported,
	"không rõ": CountNotReported, "chưa rõ": CountNotReported, "chưa tổng hợp": CountNotReported,
	"không áp dụng": CountNotApplicable, "n/a": CountNotApplicable, "na": CountNotApplicable, "không thuộc đối tượng": CountNotApplicable,
}

// spacedThousands: "1 234", grouped by blanks as tables print it.
var spacedThousands = regexp.MustCompile(`^[1-9]\d{0,2}(?: \d{3})+$`)

// ofWhom: "120 (nữ 40)" counts 120.
var ofWhom = regexp.MustCompile(` ?\((?:trong đó|nữ|gồm|có)[^()]*\)$`)

// overOrUnder: ">200" is "hơn 200".
var overOrUnder = regexp.MustCompile(`^[<>≥≤~≈] ?\d[\d.]*$`)

// ParseCount reads a count written as text in a Vietnamese register. For a numeric Excel cell use
// CountFromFloat: there 7.325 is a fraction, here it is seven thousand.
func ParseCount(s string) Count {
	s = lowerTidy(s)
	if s == "" {
		return Count{Code: CountEmpty}
	}
	if isDashes(s) {
		return Count{Code: CountDash}
	}
	if code, ok := countWords[strings.Trim(s, " .,;()")]; ok {
		return Count{Code: code}
	}
	if m := ofWhom.FindStringIndex(s); m != nil {
		s = s[:m[0]]
	}
	if overOrUnder.MatchString(s) {
		return Count{Code: CountQualified}
	}
	if spacedThousands.MatchString(s) {
		s = strings.ReplaceAll(s, " ", "")
	}
	if whole, ok := zeroDecimals(s); ok {
		s = whole
	}
	return countFromNumber(s)
}

func countFromNumber(s string) Count {
	n := ParseNumber(s, Vi)
	unit, isUnit := unitOf(n.Rest)
	switch {
	case n.Status == NumberAmbiguous && isPlainDecimal(s):
		return Count{Code: CountFractional}
	case n.Status == NumberAmbiguous:
		return Count{Code: CountAmbiguous}
	case n.Status == NumberMagnitude || n.Status == NumberNone && hasQualifier(s):
		return Count{Code: CountQualified}
	case n.Status != NumberOK || n.IsPercent || n.Den != 0 || n.Rest != "" && (!isUnit || unit != n.Rest):
		return Count{Code: CountText}
	}
	c := CountFromFloat(n.Value)
	c.Unit = unit
	return c
}

// CountFromFloat reads a numeric cell. A fraction is flagged, never rounded: 7.32 in a count column is
// what Excel makes of 7.320 under English settings, and 7 or 732 would both be wrong.
func CountFromFloat(v float64) Count {
	switch {
	case math.IsNaN(v):
		return Count{Code: CountText}
	case v < 0:
		return Count{Code: CountNegative}
	case v > maxCount:
		return Count{Code: CountTooLarge}
	case v != math.Trunc(v):
		return Count{Code: CountFractional}
	case v == 0:
		return Count{Code: CountZero}
	}
	return Count{N: int64(v), Code: CountOK}
}

func isDashes(s string) bool { return strings.Trim(s, "-–—−_.…/ ") == "" }

// zeroDecimals takes the ".0" off that data frames write behind whole numbers. Three zeros are a group.
func zeroDecimals(s string) (string, bool) {
	i := strings.LastIndexAny(s, ".,")
	if i < 1 || strings.ContainsAny(s[:i], ".,") || !allDigits(s[:i]) {
		return s, false
	}
	frac := s[i+1:]
	return s[:i], frac == "0" || frac == "00"
}

// isPlainDecimal holds for 7.32 and 1234.567: digits, one point, digits, and not one group of three.
func isPlainDecimal(s string) bool {
	whole, frac, ok := strings.Cut(s, ".")
	return ok && allDigits(whole) && allDigits(frac)
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
