package viet

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The key ladder compares names written by different hands. Key1 forgives how a name was typed, Key2
// also the i/y of two spelling schools, Key4 also every diacritic. A key is for comparing only, never
// for showing. (There is no Key3: it folded kind words and proved to add nothing.)

// Key1 folds case, NFC against NFD, tone placement (Hòa, Hoà), Đ against the look-alikes Ð and Ɖ,
// hyphens, dots, apostrophes and spaces of every kind. The tone mark moves to the end of its syllable,
// circumflex, breve and horn stay with their vowel. Syllables are separated by one space.
func Key1(s string) string {
	f := folder{out: make([]byte, 0, len(s)+len(s)/2+4)}
	for _, r := range s {
		if r < utf8.RuneSelf {
			f.add(r)
			continue
		}
		d, ok := decomposed(r)
		if !ok {
			return foldSlowly(s)
		}
		for _, r := range d {
			f.add(r)
		}
	}
	f.endSyllable()
	return string(f.out)
}

// foldSlowly reads text with free-standing marks, which must first be put in canonical order. What cannot be seen goes before that:
// it would keep apart marks that stand together in the key.
func foldSlowly(s string) string {
	f := folder{out: make([]byte, 0, len(s)+len(s)/2+4)}
	s = strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	for _, r := range norm.NFD.String(s) {
		f.add(r)
	}
	f.endSyllable()
	return string(f.out)
}

// latin holds the decomposition of each letter of Latin-1, Latin Extended-A and -B, and Latin
// Extended Additional: every letter Vietnamese has. Names are folded by the ten thousand.
var latin = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string)
	for _, span := range [][2]rune{{0x80, 0x24f}, {0x1e00, 0x1eff}, {0x2010, 0x2019}} {
		for r := span[0]; r <= span[1]; r++ {
			m[r] = norm.NFD.String(string(r))
		}
	}
	return m
})

// decomposed gives r in NFD; not ok means that r is outside the common letters.
func decomposed(r rune) (string, bool) {
	d, ok := latin()[r]
	return d, ok
}

// folder writes a Key1, holding back the tone of the syllable it is in.
type folder struct {
	out   []byte
	tones []rune // rarely more than one
	space bool   // a separator was seen and nothing written after it yet
}

func (f *folder) add(r rune) {
	switch {
	case r >= 0x300 && unicode.Is(unicode.Mn, r) && (f.space || len(f.out) == 0): // a mark on nothing
	case isTone(r):
		f.tones = append(f.tones, r)
	case isKeySeparator(r):
		f.endSyllable()
		f.space = true
	case isInvisible(r):
	case r >= 0x300 && unicode.Is(unicode.Mn, r):
		f.out = utf8.AppendRune(f.out, r)
	default:
		f.letter(foldCase(r))
	}
}

func (f *folder) letter(r rune) {
	if f.space && len(f.out) > 0 {
		f.out = append(f.out, ' ')
	}
	f.space = false
	if !unicode.IsLetter(r) {
		f.endSyllable() // a tone never crosses a digit or a bracket
	}
	f.out = utf8.AppendRune(f.out, r)
}

func (f *folder) endSyllable() {
	if len(f.tones) > 1 {
		// Only broken text has two. Canonical order (nặng first) keeps a key of a key the same key.
		slices.SortStableFunc(f.tones, func(a, b rune) int { return toneClass(a) - toneClass(b) })
	}
	for _, t := range f.tones {
		f.out = utf8.AppendRune(f.out, t)
	}
	f.tones = f.tones[:0]
}

func toneClass(r rune) int {
	if r == 0x0323 {
		return 0
	}
	return 1
}

// foldCase lowers a letter and reads eth (Ð ð) and African D (Ɖ ɖ), which old fonts and some
// keyboards give for Đ, as đ.
func foldCase(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	switch r = unicode.ToLower(r); r {
	case 'ð', 'ɖ':
		return 'đ'
	}
	return r
}

// isTone tells the five tone marks (huyền, sắc, ngã, hỏi, nặng) from the marks that make letters.
func isTone(r rune) bool {
	switch r {
	case 0x0300, 0x0301, 0x0303, 0x0309, 0x0323:
		return true
	}
	return false
}

// isKeySeparator reports what counts as the space between two syllables of a name:
// "Bà Rịa – Vũng Tàu", "Ea H’Leo", "TP.HCM".
func isKeySeparator(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '−', '.', '\'', '’', '‘', 'ʼ', '´', '`', '_':
		return true
	}
	return unicode.IsSpace(r)
}

// Key2 is Key1 with y read as i in an open syllable after a consonant or after "qu", where both are
// written: Mỹ and Mĩ, Quý and Quí. Thủy, Mây and Yên are left alone.
func Key2(s string) string { return Key2Of(Key1(s)) }

// Key2Of makes a Key2 from a Key1.
func Key2Of(key1 string) string {
	if !strings.Contains(key1, "y") {
		return key1
	}
	out := []byte(key1)
	for i, c := range out {
		if c == 'y' && endsSyllable(key1[i+1:]) && takesI(key1[:i]) {
			out[i] = 'i'
		}
	}
	return string(out)
}

// endsSyllable reports whether nothing but tone marks follows before the next space.
func endsSyllable(rest string) bool {
	for _, r := range rest {
		if !isTone(r) {
			return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r)
		}
	}
	return true
}

// takesI reports whether the y after before may also be written i.
func takesI(before string) bool {
	if strings.HasSuffix(before, "qu") {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return r == 'đ' || (r < utf8.RuneSelf && strings.ContainsRune("bcdghklmnpqrstvx", r))
}

// Key4 keeps only a-z and 0-9, without any diacritic or space: what is left of a name in a file name,
// a URL, or a text typed on a machine without Vietnamese.
func Key4(s string) string { return Key4Of(Key1(s)) }

// Key4Of makes a Key4 from a Key1 (or a Key2).
func Key4Of(key1 string) string {
	out := make([]byte, 0, len(key1))
	for _, r := range key1 {
		switch {
		case r == 'đ':
			out = append(out, 'd')
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			out = append(out, byte(r))
		}
	}
	return string(out)
}

// HasDiacritics reports whether s carries any Vietnamese mark. A text without one was typed without
// them, and only Key4 may compare it: "Thanh An" may well mean Thạnh An.
func HasDiacritics(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return hasMark(s[i:])
		}
	}
	return false
}

func hasMark(s string) bool {
	for _, r := range norm.NFD.String(s) {
		if foldCase(r) == 'đ' || unicode.Is(unicode.Mn, r) {
			return true
		}
	}
	return false
}
