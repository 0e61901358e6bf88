package viet

import (
	"math"
	"strings"
)

// Change says that a figure is a difference and not a level: "tăng 17%" is no rate of anything.
type Change string

const (
	NoChange Change = ""
	Rise     Change = "tang"
	Fall     Change = "giam"
)

// Figure is a published figure: its words, what they bound by logic, and how they are usually read.
//
// Lo and Hi are logical bounds, the only ones that may decide "higher" or "lower"; nil means that the
// words set no bound. ReadingLo and ReadingHi are an assumption (stats/methods.md §3.16, half a
// granule for gần and khoảng, up to one granule for hơn), drawn hatched and never ranked. The end of
// a reading of gần is open. Shares are fractions of one: "gần 90%" has Hi 0.9.
//
// A share may lie above one (days held against days required), so "trên 90%" and "hầu hết" have no
// upper bound here; who knows that the figure is a part of a whole may add it.
type Figure struct {
	Text         string    // as printed, tidied
	Value        *float64  // the number named by the text, nil when it names none
	Qualifier    Qualifier // "" when Status is not ok or magnitude
	Change       Change
	Lo, Hi       *float64
	LoOpen       bool
	HiOpen       bool
	ReadingLo    *float64
	ReadingHi    *float64
	CountingUnit string // "lượt ý kiến"; empty for shares
	Measure      string // a hint in the words of published_figure.measure, empty when unsure
	Number       Number
	Status       NumberStatus
}

// ParseFigure reads one figure from Vietnamese text, not a sentence: "hơn 700 cuộc", "đạt 95%",
// "khoảng 34 nghìn lượt", "hầu hết", "từ 5 đến 10 ngày".
func ParseFigure(text string) Figure { return ParseFigureIn(text, Vi) }

// ParseFigureIn is ParseFigure for a source that writes numbers under another locale.
func ParseFigureIn(text string, loc Locale) Figure {
	f := Figure{Text: Tidy(text)}
	s := cutLeadIn(strings.Trim(strings.ToLower(f.Text), " ().,;:\"“”"))
	f.Change, s = cutChange(s)
	if q, rest, ok := cutVague(s); ok {
		f.vague(q, rest)
		return f
	}
	if f.half(s) || f.between(s, loc) {
		return f
	}
	s, from := cutPhrase(s, "từ")
	q, s := cutQualifier(s)
	f.Number = ParseNumber(s, loc)
	f.Status = f.Number.Status
	if from && orMore(q, f.Number.Rest) == QualExact {
		f.Status = NumberNone // "từ 5 cuộc" is the beginning of something that is not here
		return f
	}
	if f.Status == NumberMagnitude {
		q = QualMagnitude
	}
	if f.Status == NumberOK || f.Status == NumberMagnitude {
		f.Qualifier = orMore(q, f.Number.Rest)
		f.measure()
		f.bound()
	}
	return f
}

// leadIns are verbs that carry a figure without changing it.
var leadIns = []string{
	"đã", "có", "được", "với", "đạt", "chiếm", "bằng", "là", "gồm", "tổng số", "tổng cộng", "tổng hợp", "tiếp nhận",
	"thu hút", "tổ chức", "tỷ lệ", "tỉ lệ", "tương đương", "trong đó",
}

func cutLeadIn(s string) string {
	for i := 0; i < len(leadIns); i++ {
		if rest, ok := cutPhrase(s, leadIns[i]); ok {
			s, i = strings.TrimLeft(rest, " :("), -1
		}
	}
	return s
}

var changeWords = map[Change]string{Rise: "tăng", Fall: "giảm"}

// cutChange takes "tăng" and "giảm" off. "Tăng lên 95%" and "giảm còn 5%" name the level reached.
func cutChange(s string) (Change, string) {
	for _, change := range []Change{Rise, Fall} {
		rest, ok := cutPhrase(s, changeWords[change])
		if !ok {
			continue
		}
		for _, level := range []string{"lên đến", "lên tới", "lên", "còn", "xuống còn", "xuống"} {
			if reached, isLevel := cutPhrase(rest, level); isLevel {
				return NoChange, reached
			}
		}
		return change, cutLeadIn(rest)
	}
	return NoChange, s
}

func (f *Figure) vague(q Qualifier, rest string) {
	f.Qualifier, f.Status = q, NumberOK
	f.Number = Number{Rest: strings.Trim(rest, " .,;:)("), Status: NumberNone}
	f.CountingUnit, _ = unitOf(rest)
	f.Measure = shareMeasure(rest)
	if q.Bound() == BoundMajority {
		f.Lo, f.LoOpen = ptr(0.5), true
	}
}

// half reads "hơn một nửa", "quá nửa": the one share that is written without digits.
func (f *Figure) half(s string) bool {
	q, rest := cutQualifier(s)
	for _, words := range []string{"một nửa", "nửa", "half"} {
		after, ok := cutPhrase(rest, words)
		if !ok || startsWithDigit(after) {
			continue
		}
		f.Qualifier, f.Status = q, NumberOK
		f.Number = Number{Value: 0.5, IsPercent: true, Granularity: 0.1, Rest: after, Status: NumberOK}
		f.measure()
		f.bound()
		return true
	}
	return false
}

// between reads "từ 5 đến 10 ngày" and "5-10 ngày". Both ends belong.
func (f *Figure) between(s string, loc Locale) bool {
	s, _ = cutPhrase(s, "từ")
	first, second, ok := cutRange(s)
	if !ok {
		return false
	}
	lo, hi := ParseNumber(first, loc), ParseNumber(second, loc)
	if lo.Status != NumberOK || hi.Status != NumberOK || lo.Den != 0 || hi.Den != 0 {
		return false
	}
	if hi.IsPercent && !lo.IsPercent { // "85-90%"
		lo = ParseNumber(first+"%", loc)
	}
	if lo.Value >= hi.Value || lo.IsPercent != hi.IsPercent || lo.Rest != "" && lo.Rest != hi.Rest {
		return false
	}
	f.Qualifier, f.Status, f.Number = QualTuDen, NumberOK, hi
	f.Lo, f.Hi = ptr(lo.Value), ptr(hi.Value)
	f.measure()
	return true
}

func cutRange(s string) (first, second string, ok bool) {
	for _, sep := range []string{" đến ", " tới ", " - ", " – ", "–", "-"} {
		if first, second, ok = strings.Cut(s, sep); ok && startsWithDigit(first) {
			return first, strings.TrimSpace(second), startsWithDigit(strings.TrimSpace(second))
		}
	}
	return "", "", false
}

// orMore turns "từ 5 trở lên" into at least.
func orMore(q Qualifier, rest string) Qualifier {
	rest = strings.ToLower(rest)
	switch {
	case q == QualExact && strings.Contains(rest, "trở lên"):
		return QualTroLen
	case q == QualExact && strings.Contains(rest, "trở xuống"):
		return QualTroXuong
	}
	return q
}

func (f *Figure) measure() {
	if f.Number.IsPercent {
		if f.Change == NoChange {
			f.Measure = shareMeasure(f.Number.Rest)
		}
		return
	}
	f.CountingUnit, f.Measure, _ = unitAndMeasure(f.Number.Rest)
	if f.Number.Den != 0 || f.Change != NoChange {
		f.Measure = ""
	}
}

// bound fills value, logical bounds and reading from the qualifier.
func (f *Figure) bound() {
	if f.Status != NumberOK {
		return
	}
	v, g := f.Number.Value, f.Number.Granularity
	f.Value = ptr(v)
	switch f.Qualifier.Bound() {
	case BoundExact:
		f.exactly(v)
	case BoundBelow:
		f.Hi, f.HiOpen = ptr(v), true
		f.ReadingLo, f.ReadingHi = ptr(roundTo(v-g/2)), ptr(v)
	case BoundAtMost:
		f.Hi = ptr(v)
	case BoundAbove:
		f.Lo, f.LoOpen = ptr(v), true
		f.readAbove(v, g)
	case BoundAtLeast:
		f.Lo = ptr(v)
	case BoundNone:
		f.ReadingLo, f.ReadingHi = ptr(roundTo(v-g/2)), ptr(roundTo(v+g/2))
	}
}

// exactly bounds a bare figure: a count is itself, a percent is what rounds to it (95% is ±0.5 point).
func (f *Figure) exactly(v float64) {
	if !f.Number.IsPercent {
		f.Lo, f.Hi = ptr(v), ptr(v)
		return
	}
	half := 0.5 * math.Pow10(-f.Number.Decimals-2)
	f.Lo, f.Hi = ptr(roundTo(v-half)), ptr(roundTo(v+half))
	if v >= 0 {
		*f.Lo = max(*f.Lo, 0)
	}
}

// readAbove: "hơn 700" is read 701 to 799. "Hơn 43" has no granule to read.
func (f *Figure) readAbove(v, g float64) {
	if f.Number.IsPercent {
		f.ReadingLo, f.ReadingHi = ptr(v), ptr(roundTo(v+g))
		return
	}
	if g > 1 {
		f.ReadingLo, f.ReadingHi = ptr(v+1), ptr(v+g-1)
	}
}

// roundTo removes the float noise of 0.95-0.005: published shares have far fewer than twelve places.
func roundTo(v float64) float64 {
	if math.Abs(v) > 1000 {
		return v
	}
	return math.Round(v*1e12) / 1e12
}

func ptr(v float64) *float64 { return &v }
