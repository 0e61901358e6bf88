package i18n

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Int writes a whole number: 7.320 or 7,320.
func (p *Printer) Int(n int64) string { return p.group(strconv.FormatInt(n, 10)) }

// Decimal writes a number with a fixed number of decimals, rounded half away from zero.
func (p *Printer) Decimal(v float64, decimals int) string {
	whole, rest, ok := strings.Cut(strconv.FormatFloat(round(v, decimals), 'f', decimals, 64), ".")
	if !ok {
		return p.group(whole)
	}
	return p.group(whole) + p.signs().decimal + rest
}

// signs are the marks in a number. A page has thousands of numbers, which golang.org/x/text/message makes ten times slower.
func (p *Printer) signs() struct{ thousands, decimal string } {
	if p.Lang == En {
		return struct{ thousands, decimal string }{",", "."}
	}
	return struct{ thousands, decimal string }{".", ","}
}

// group parts the thousands of a whole number in plain digits.
func (p *Printer) group(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	if len(digits) <= 3 {
		return sign + digits
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(p.signs().thousands)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Percent writes a share with one decimal: 0.895 is 89,5% or 89.5%.
func (p *Printer) Percent(share float64) string { return p.Decimal(100*share, 1) + "%" }

// PercentNumber is Percent without its sign, for where the sign stands apart.
func (p *Printer) PercentNumber(share float64) string { return p.Decimal(100*share, 1) }

// PercentBound writes the bound of a share as short as it is exact: 0.9 is 90%, 0.9885 is 98,85%.
func (p *Printer) PercentBound(share float64) string {
	for d := range 4 {
		if v := 100 * share; math.Abs(round(v, d)-v) < 1e-9 {
			return p.Decimal(v, d) + "%"
		}
	}
	return p.Decimal(100*share, 3) + "%"
}

// PercentRange writes an interval of shares: 76,5–80,2%.
func (p *Printer) PercentRange(lo, hi float64) string {
	return p.PercentNumber(lo) + "–" + p.Percent(hi)
}

// Points writes a difference of shares in percentage points with its sign, without the unit: +3,2.
func (p *Printer) Points(diff float64) string {
	v := round(100*diff, 1)
	switch {
	case v > 0:
		return "+" + p.Decimal(v, 1)
	case v < 0:
		return "−" + p.Decimal(-v, 1)
	}
	return p.Decimal(0, 1)
}

// round is half away from zero on the decimal the reader sees; a hair's breadth keeps 0.2895 from becoming 28,9.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale+math.Copysign(1e-9, v)) / scale
}

// Date writes a day: 16/9/2019 or 16 Sep 2019. The zero time is a dash.
func (p *Printer) Date(t time.Time) string {
	switch {
	case t.IsZero():
		return "–"
	case p.Lang == En:
		return t.Format("2 Jan 2006")
	}
	return fmt.Sprintf("%d/%d/%d", t.Day(), t.Month(), t.Year())
}

// DateTime writes a moment in the machine's zone: 16/9/2019 08:05.
func (p *Printer) DateTime(t time.Time) string {
	t = t.In(vietnam)
	return p.Date(t) + " " + t.Format("15:04")
}

// vietnam is UTC+7 all year; a machine without the zone tables knows it too.
var vietnam = time.FixedZone("UTC+7", 7*60*60)

// Month writes a month: 7/2025 or Jul 2025.
func (p *Printer) Month(t time.Time) string {
	if p.Lang == En {
		return t.Format("Jan 2006")
	}
	return fmt.Sprintf("%d/%d", t.Month(), t.Year())
}

var roman = [4]string{"I", "II", "III", "IV"}

// Quarter writes a quarter: Quý III/2025 or Q3 2025.
func (p *Printer) Quarter(t time.Time) string {
	q := (int(t.Month()) - 1) / 3
	if p.Lang == En {
		return fmt.Sprintf("Q%d %d", q+1, t.Year())
	}
	return fmt.Sprintf("Quý %s/%d", roman[q], t.Year())
}
