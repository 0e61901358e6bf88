package simulate

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// hand is how the clerk of one file pair writes. All of it is valid; a correct ingest reads every form.
type hand struct {
	rng
	tidy  bool
	dates int  // habit: 0 dd/mm/yyyy, 1 d/m/yyyy, 2 dd.mm.yyyy, 3 ISO, 4 d-m-yyyy
	short bool // abbreviates kinds of places
	caps  bool // writes names of places in capitals
	bom   bool // saved as "CSV UTF-8" by Excel
	crlf  bool
}

func newHand(seed uint64, key string, tidy, plainFile bool) *hand {
	h := &hand{rng: newRNG(seed, "hand "+key), tidy: tidy}
	if tidy {
		return h
	}
	h.dates = h.pick(newOdds(45, 30, 10, 8, 7))
	h.short, h.caps = h.chance(0.35), h.chance(0.05)
	if !plainFile {
		h.bom, h.crlf = h.chance(0.3), h.chance(0.3)
	}
	return h
}

// date appends a date and a comma.
func (h *hand) date(b []byte, d day) []byte {
	if d == 0 {
		return append(b, ',')
	}
	form := h.dates
	if !h.tidy && h.chance(0.03) {
		form = h.IntN(5)
	}
	return append(appendDate(b, d, form), ',')
}

func appendDate(b []byte, d day, form int) []byte {
	y, m, dd := d.civil()
	switch form {
	case 1:
		return appendDMY(b, y, m, dd, '/', false)
	case 2:
		return appendDMY(b, y, m, dd, '.', true)
	case 3:
		b = strconv.AppendInt(b, int64(y), 10)
		b = append2(append(b, '-'), m)
		return append2(append(b, '-'), dd)
	case 4:
		return appendDMY(b, y, m, dd, '-', false)
	}
	return appendDMY(b, y, m, dd, '/', true)
}

func appendDMY(b []byte, y, m, d int, sep byte, padded bool) []byte {
	for _, n := range [2]int{d, m} {
		if padded || n > 9 {
			b = append2(b, n)
		} else {
			b = append(b, byte('0'+n))
		}
		b = append(b, sep)
	}
	return strconv.AppendInt(b, int64(y), 10)
}

func append2(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// count appends a count and a comma; -1 is an empty cell. "06" and "1.250" are how officials write 6 and 1250.
func (h *hand) count(b []byte, n int) []byte {
	switch {
	case n < 0:
	case !h.tidy && 0 < n && n < 10 && h.chance(0.3):
		b = append(b, '0', byte('0'+n))
	case !h.tidy && n >= 1000 && h.chance(0.5):
		b = strconv.AppendInt(b, int64(n/1000), 10)
		b = append(append(b, '.'), pad(n%1000, 3)...)
	default:
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, ',')
}

// term appends one of the words for a value and a comma: mostly the first.
func (h *hand) term(b []byte, words []string) []byte {
	w := words[0]
	if !h.tidy && len(words) > 1 && h.chance(0.25) {
		w = h.oneOf(words[1:])
	}
	b = appendCell(b, w)
	if !h.tidy && h.chance(0.01) && len(w) > 0 && b[len(b)-1] != '"' {
		b = append(b, ' ')
	}
	return append(b, ',')
}

func (h *hand) yesNo(b []byte, yes bool) []byte {
	if yes {
		return h.term(b, yesWords)
	}
	return h.term(b, noWords)
}

// decomposes: now and then a text is in NFD, as what is typed on macOS can be.
func (h *hand) decomposes() bool { return !h.tidy && h.chance(0.004) }

// Abbreviations of kinds of places. Tỉnh has none in use.
var shortKinds = []struct{ full, short string }{
	{"Thành phố ", "TP. "}, {"Thị xã ", "TX. "}, {"Thị trấn ", "TT. "}, {"Phường ", "P. "},
	{"Quận ", "Q. "}, {"Huyện ", "H. "}, {"Xã ", "X. "},
}

// place spells the name of a place and those above it as one clerk would, ready for the file.
func (h *hand) place(full, parents string) string {
	if h.tidy {
		return string(append(appendCell(append(appendCell(nil, full), ','), parents), ','))
	}
	short := h.short != h.chance(0.05)
	names := append([]string{full}, strings.Split(parents, ", ")...)
	for i, n := range names {
		names[i] = h.placeName(n, short)
	}
	full, parents = names[0], strings.Join(names[1:], ", ")
	switch {
	case h.caps || h.chance(0.02):
		full = strings.ToUpper(full)
	case h.chance(0.15):
		full = lowerFirst(full)
	}
	if h.chance(0.01) {
		full, parents = norm.NFD.String(full), norm.NFD.String(parents)
	}
	if h.chance(0.01) {
		full = " " + full + "  "
	}
	return string(append(appendCell(append(appendCell(nil, full), ','), parents), ','))
}

// placeName abbreviates the kind, but not before a number ("P. 1" reads better written out) nor before a name without
// diacritics: "X. Ia Bang" could be Ia Băng typed on a plain keyboard, and a correct ingest must not guess.
func (h *hand) placeName(name string, short bool) string {
	if !short || strings.ContainsAny(name, "0123456789") {
		return name
	}
	for _, k := range shortKinds {
		for _, kind := range [...]string{k.full, lowerFirst(k.full)} {
			if rest, ok := strings.CutPrefix(name, kind); ok && hasDiacritics(rest) {
				return k.short + rest
			}
		}
	}
	return name
}

func hasDiacritics(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// appendCell appends a CSV field, quoted where it must be.
func appendCell(b []byte, s string) []byte {
	if strings.IndexByte(s, ',') < 0 && strings.IndexByte(s, '"') < 0 {
		return append(b, s...) // none of our texts holds a line break
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
