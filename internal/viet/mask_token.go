package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maskToken is a word (letters), a number (digits) or one sign; blanks lie between the offsets.
type maskToken struct {
	start, end int
	text       string
	kind       byte // 'w', 'n', 'p'
	capital    bool // begins with a capital letter
	class      wordClass
}

// wordClass says what a word can mean for a name or an address. One look-up a word is what masking ten
// million texts can pay for.
type wordClass uint16

const (
	isHonorific wordClass = 1 << iota // ông, bà
	isRole                            // cử tri, hộ
	isSurname
	isMiddleName
	isPlaceKind // đường, xã
	isTitle     // Chủ tịch
	isOffice    // what may stand between a title and a name
	isAlley
	isStreet
	isHouse // số, nhà, căn
	isBirth // sinh
)

var wordClasses = func() map[string]wordClass {
	classes := map[string]wordClass{}
	for class, words := range map[wordClass]string{
		isHonorific: honorifics, isRole: roles, isSurname: surnames, isMiddleName: middleNames, isPlaceKind: placeKinds,
		isTitle: titles, isOffice: offices, isAlley: alleys, isStreet: streets, isHouse: "số nhà căn", isBirth: "sinh",
	} {
		for _, w := range strings.Fields(words) {
			classes[w] |= class
		}
	}
	return classes
}()

func (t maskToken) is(class wordClass) bool { return t.class&class != 0 }

func (t maskToken) lower() string { return strings.ToLower(t.text) }

func maskTokens(s string) []maskToken {
	toks := make([]maskToken, 0, len(s)/5+4)
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == ' ':
			i++
		case isDigit(c):
			n := digitRun(s[i:])
			toks = append(toks, maskToken{start: i, end: i + n, text: s[i : i+n], kind: 'n'})
			i += n
		default:
			t := wordOrSign(s, i)
			toks = append(toks, t)
			i = t.end
		}
	}
	return toks
}

func wordOrSign(s string, i int) maskToken {
	first, size := utf8.DecodeRuneInString(s[i:])
	end, capitals := i, 0
	for end < len(s) {
		r, n := rune(s[end]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[end:])
		}
		if !isWordRune(r) {
			break
		}
		if isCapital(r) {
			capitals++
		}
		end += n
	}
	if end == i {
		return maskToken{start: i, end: i + size, text: s[i : i+size], kind: 'p'}
	}
	t := maskToken{start: i, end: end, text: s[i:end], kind: 'w', capital: isCapital(first)}
	if capitals == 0 {
		t.class = wordClasses[t.text]
	} else {
		t.class = wordClasses[t.lower()]
	}
	return t
}

func isWordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isASCIILetter(byte(r))
	case r >= 0x1ea0 && r <= 0x1ef9, r >= 0xc0 && r <= 0x1b0 && r != 0xd7 && r != 0xf7:
		return true
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

func isCapital(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'A' && r <= 'Z'
	case r >= 0x1ea0 && r <= 0x1ef9: // Ạ … ỹ alternate
		return r%2 == 0
	case r >= 0xdf && r <= 0xff:
		return false
	}
	return unicode.IsUpper(r)
}
