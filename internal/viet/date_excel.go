package viet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Excel serial numbers that can be meant as dates: 1/1/2000 to 31/12/2099. Smaller ones are counts.
const firstSerial, lastSerial = 36526, 73050

// FromExcelSerial reads a numeric cell as Excel for Windows counts days (1900 system, with its
// invented 29/2/1900). ok is false outside 2000–2099.
func FromExcelSerial(v float64) (d Date, ok bool) {
	if math.IsNaN(v) || v < firstSerial || v >= lastSerial+1 {
		return Date{}, false
	}
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(v))
	return Date{Day: day, Precision: Day, Flag: DateExcelSerial}, true
}

func serialText(s string) (Date, bool) {
	whole, frac, hasFrac := strings.Cut(s, ".")
	if len(whole) != 5 || !allDigits(whole) || hasFrac && !allDigits(frac) {
		return Date{}, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return Date{}, false
	}
	return FromExcelSerial(v)
}
