package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// plain is a Printer of its own, so that the goldens of charts do not move with another package.
type plain string

func printer(lang string) Printer { return plain(lang) }

func (p plain) Lang() string { return string(p) }

func (p plain) Int(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + p.choose(".", ",") + text[i:]
	}
	return text
}

func (p plain) decimal(v float64) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', 1, 64)
	return strings.Replace(text, ".", p.choose(",", "."), 1)
}

func (p plain) Percent(v float64) string           { return p.decimal(100*v) + "%" }
func (p plain) PercentRange(lo, hi float64) string { return p.decimal(100*lo) + "–" + p.Percent(hi) }
func (p plain) PercentBound(v float64) string {
	return strings.Replace(p.Percent(v), p.choose(",0", ".0"), "", 1)
}
func (p plain) Month(t time.Time) string { return p.choose(t.Format("1/2006"), t.Format("Jan 2006")) }
func (p plain) Date(t time.Time) string {
	return p.choose(t.Format("2/1/2006"), t.Format("2 Jan 2006"))
}

func (p plain) Quarter(t time.Time) string {
	q := (int(t.Month()) - 1) / 3
	return p.choose(fmt.Sprintf("Quý %s/%d", [...]string{"I", "II", "III", "IV"}[q], t.Year()), fmt.Sprintf("Q%d %d", q+1, t.Year()))
}

func (p plain) Points(d float64) string {
	sign := "+"
	if d < 0 {
		sign = "−"
	}
	return sign + p.decimal(100*d)
}

func (p plain) choose(vi, en string) string {
	if p == "en" {
		return en
	}
	return vi
}
