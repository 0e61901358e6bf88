package ingest

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// cellStyle is what a cell's style says about its value.
type cellStyle struct {
	font     string
	date     string // layout of the day as Go writes it: "02/01/2006", "01/2006" or "2006"; empty: no date
	percent  bool
	decimals int // shown behind the comma of a percent
}

// cellStyles reads the styles of a workbook; a workbook without any has numbers and texts only.
func (z *zipParts) cellStyles() []cellStyle {
	var sheet struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Fonts []struct {
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"fonts>font"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
			Font   int `xml:"fontId,attr"`
		} `xml:"cellXfs>xf"`
	}
	b, err := z.read("xl/styles.xml", 32<<20)
	if err != nil || xml.Unmarshal(b, &sheet) != nil {
		return nil
	}
	codes := map[int]string{9: "0%", 10: "0.00%", 14: "d/m/y", 15: "d/m/y", 16: "d/m", 17: "m/y", 22: "d/m/y"}
	for _, f := range sheet.Formats {
		codes[f.ID] = f.Code
	}
	list := make([]cellStyle, len(sheet.Cells))
	for i, c := range sheet.Cells {
		list[i] = styleOf(codes[c.Format])
		if c.Font >= 0 && c.Font < len(sheet.Fonts) {
			list[i].font = sheet.Fonts[c.Font].Name.Val
		}
	}
	return list
}

// dayShown is a day whose format shows no year: the year in the cell is that of the typing, which nobody saw. viet.ParseDate reads it.
const dayShown = "02/01 → 2006"

// aside is what a number format only decorates with: quoted words, escaped signs, colours and conditions.
var aside = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// styleOf reads a number format.
func styleOf(code string) (s cellStyle) {
	first, _, _ := strings.Cut(code, ";")
	plain := strings.ToLower(aside.ReplaceAllString(first, ""))
	if plain == "general" || plain == "@" || plain == "" {
		return s
	}
	if strings.Contains(plain, "%") {
		_, after, _ := strings.Cut(plain, ".")
		return cellStyle{percent: true, decimals: strings.Count(after, "0") + strings.Count(after, "#")}
	}
	hasDay, hasYear := strings.Contains(plain, "d"), strings.Contains(plain, "y")
	switch {
	case hasDay && !hasYear && strings.Contains(plain, "m"):
		s.date = dayShown
	case hasDay:
		s.date = "02/01/2006"
	case hasYear && strings.Contains(plain, "m"):
		s.date = "01/2006"
	case hasYear:
		s.date = "2006"
	}
	return s
}

// written is how a Vietnamese hand would have written the number: a day as a day, a share with its sign, a decimal comma. So
// 7.32 stays a fraction and is flagged as one where things are counted, whatever its format shows; 7325 shown as 7.325 is 7325.
func (s cellStyle) written(raw string, from1904 bool) string {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return raw
	}
	if s.date != "" && v >= 1 && v < 2_958_466 {
		if t, err := excelize.ExcelDateToTime(v, from1904); err == nil {
			return t.Format(s.date)
		}
	}
	if s.percent {
		return strings.Replace(strconv.FormatFloat(v*100, 'f', min(s.decimals, 6), 64), ".", ",", 1) + "%"
	}
	if short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64); err == nil {
		v = short // a spreadsheet shows fifteen digits: 0,3 and not 0,30000000000000004
	}
	if math.Abs(v) >= 1e15 {
		return raw
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

// dayOf reads a bare day number, as it stands where a column of days has lost its format.
func dayOf(text string, date, from1904 bool) string {
	if day, year, ok := strings.Cut(text, " → "); ok && !date && len(day) == 5 && len(year) == 4 {
		return day + "/" + year
	}
	if !date || text == "" || strings.Trim(text, "0123456789,.") != "" {
		return text
	}
	if t, ok := dayNumber(strings.Replace(text, ",", ".", 1), from1904); ok {
		return t.Format("02/01/2006")
	}
	return text
}

func dayNumber(raw string, from1904 bool) (time.Time, bool) {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || v < 18000 || v > 80000 {
		return time.Time{}, false
	}
	t, err := excelize.ExcelDateToTime(v, from1904)
	return t, err == nil
}
