package viet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// FormatInt prints a count: 7.320 in Vietnamese, 7,320 in English.
func FormatInt(n int64, loc Locale) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	return sign + grouped(digits, groupSign(loc))
}

// FormatDecimal prints a number with that many decimals, halves away from zero: 11,6 in Vietnamese, 11.6
// in English. A number that is not finite prints as a dash.
func FormatDecimal(v float64, decimals int, loc Locale) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	s := strconv.FormatFloat(roundHalf(v, decimals), 'f', decimals, 64)
	s, negative := strings.CutPrefix(s, "-")
	whole, frac, hasFrac := strings.Cut(s, ".")
	out := grouped(whole, groupSign(loc))
	if hasFrac {
		out += pointSign(loc) + frac
	}
	if negative && strings.Trim(s, "0.") != "" {
		out = "-" + out
	}
	return out
}

// FormatPercent prints a share as a percent: 0.895 with one decimal is 89,5%, 89.5% in English. Rates
// carry at most one decimal on screen and on paper.
func FormatPercent(share float64, decimals int, loc Locale) string {
	if math.IsNaN(share) || math.IsInf(share, 0) {
		return "–"
	}
	return FormatDecimal(share*100, decimals, loc) + "%"
}

// FormatDate prints a day: 16/9/2019 in Vietnamese, 16 Sep 2019 in English, where 9/16 and 16/9 would
// be mistaken for each other. The zero time prints as nothing.
func FormatDate(t time.Time, loc Locale) string {
	switch {
	case t.IsZero():
		return ""
	case loc == En:
		return t.Format("2 Jan 2006")
	}
	return t.Format("2/1/2006")
}

// FormatDateOf prints a date no finer than it is known: tháng 10/2019, quý I/2020, năm 2019.
func FormatDateOf(d Date, loc Locale) string {
	quarter := (int(d.Day.Month()) + 2) / 3
	switch d.Precision {
	case Month:
		return pick(loc, d.Day.Format("tháng 1/2006"), d.Day.Format("Jan 2006"))
	case Quarter:
		return pick(loc, fmt.Sprintf("quý %s/%d", [...]string{"", "I", "II", "III", "IV"}[quarter], d.Day.Year()), fmt.Sprintf("Q%d %d", quarter, d.Day.Year()))
	case Year:
		return pick(loc, d.Day.Format("năm 2006"), d.Day.Format("2006"))
	}
	return FormatDate(d.Day, loc)
}

// FormatOfficialDate prints the date line of an official document: "ngày 09 tháng 01 năm 2026". Days
// under ten and the months January and February take a zero (NĐ 30/2020, annex I).
func FormatOfficialDate(t time.Time) string {
	month := strconv.Itoa(int(t.Month()))
	if t.Month() < time.March {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", t.Day(), month, t.Year())
}

func pick(loc Locale, vi, en string) string {
	if loc == En {
		return en
	}
	return vi
}

func groupSign(loc Locale) string { return pick(loc, ".", ",") }

func pointSign(loc Locale) string { return pick(loc, ",", ".") }

func grouped(digits, sign string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + sign + digits[i:]
	}
	return digits
}

// roundHalf rounds halves away from zero as people do, and takes 28.499999999999996 (0.285 × 100) for
// the 28.5 that was meant.
func roundHalf(v float64, decimals int) float64 {
	p := math.Pow10(decimals)
	scaled := v * p
	if math.Abs(scaled) >= 1e15 {
		return v
	}
	if math.Abs(scaled) < 1e6 {
		scaled = math.Round(scaled*1e9) / 1e9
	}
	return math.Round(scaled) / p
}
