package viet

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// tcvnHigh are the letters of TCVN 5712:1993 from 0x80 up, in the order of the standard. Bytes from
// 0xA1 are what the ABC (".Vn…") fonts have; the capitals at 0x80–0x9F, which collide with control
// codes, are met in files made by converters.
const tcvnHigh = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ" + // 80
	"ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ" + // 90
	"\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ" + // A0
	"\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ" + // B0
	"ẮẦẨẪẤỀặầẩẫấậèỂẻẽ" + // C0
	"éẹềểễếệìỉỄẾỒĩíịò" + // D0
	"Ổỏõóọồổỗốộờởỡớợù" + // E0
	"ỖủũúụừửữứựỳỷỹýỵỐ" // F0

var tcvn = tableOf(tcvnHigh)

func tableOf(high string) (table [256]rune) {
	for i := range 0x80 {
		table[i] = rune(i)
	}
	for i, r := range []rune(high) {
		table[0x80+i] = r
	}
	return table
}

// VNI-Windows writes a vowel and then a mark byte that holds the tone, or the tone together with a
// circumflex or breve. A few letters have bytes of their own. Marks differ in case like letters do:
// the capital byte is the small one minus 0x20.
var vniMarks = map[byte]string{
	0xf8: "\u0300", 0xf9: "\u0301", 0xfb: "\u0309", 0xf5: "\u0303", 0xef: "\u0323",
	0xe2: "\u0302", 0xe0: "\u0302\u0300", 0xe1: "\u0302\u0301", 0xe5: "\u0302\u0309", 0xe3: "\u0302\u0303", 0xe4: "\u0302\u0323",
	0xea: "\u0306", 0xe8: "\u0306\u0300", 0xe9: "\u0306\u0301", 0xfa: "\u0306\u0309", 0xfc: "\u0306\u0303", 0xeb: "\u0306\u0323",
}

var vniLetters = map[byte]string{
	0xf4: "ơ", 0xf6: "ư", 0xf1: "đ", 0xec: "ì", 0xed: "í", 0xe6: "ỉ", 0xf3: "ĩ", 0xf2: "ị", 0xee: "ỵ",
}

// vniBases says which vowels take which sort of mark: breve on a only, circumflex on a, e, o.
func vniTakes(base byte, mark string) bool {
	switch base {
	case 'a', 'e', 'o':
		return base == 'a' || !strings.HasPrefix(mark, "\u0306")
	case 'u', 'y', 0xf4, 0xf6:
		return !strings.HasPrefix(mark, "\u0306") && !strings.HasPrefix(mark, "\u0302")
	}
	return false
}

type vniPair struct{ base, mark byte }

// vniPairs holds every letter made of two bytes, in all four mixtures of case: the base decides.
var vniPairs = makeVNIPairs()

var vniSingles = makeVNISingles()

func makeVNIPairs() map[vniPair]rune {
	pairs := map[vniPair]rune{}
	for _, base := range []byte{'a', 'e', 'o', 'u', 'y', 0xf4, 0xf6} {
		letter := string(rune(base))
		if base >= 0x80 {
			letter = vniLetters[base]
		}
		for mark, combining := range vniMarks {
			if !vniTakes(base, combining) {
				continue
			}
			small := firstRune(norm.NFC.String(letter + combining))
			capital := firstRune(strings.ToUpper(string(small)))
			pairs[vniPair{base, mark}], pairs[vniPair{base, mark - 0x20}] = small, small
			pairs[vniPair{base - 0x20, mark}], pairs[vniPair{base - 0x20, mark - 0x20}] = capital, capital
		}
	}
	return pairs
}

func makeVNISingles() map[byte]rune {
	singles := map[byte]rune{}
	for b, letter := range vniLetters {
		singles[b] = firstRune(letter)
		singles[b-0x20] = firstRune(strings.ToUpper(letter))
	}
	return singles
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// cp1252Byte gives the byte behind a character that a program showed while taking a Vietnamese legacy
// font for Western text: "©" is 0xA9, "€" is 0x80. Bytes Windows-1252 leaves free came through as C1.
func cp1252Byte(r rune) (byte, bool) {
	if r < 0xa0 || r <= 0xff {
		return byte(r), r <= 0xff
	}
	return charmap.Windows1252.EncodeRune(r)
}
