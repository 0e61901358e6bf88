package clean

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"nhipcau/internal/viet"
)

// token is one syllable of a text, as the lexicon numbers it; 0 stands for what no phrase holds. A break (end of a
// sentence, a bracket, a masked name) is a token of zeros, so that no phrase reaches across it.
type token struct {
	marked, bare uint32
	isMarked     bool // typed with a diacritic
	isUpper      bool // typed in capitals
	isWord       bool // a syllable, a number or an abbreviation; not a break, not a comma
}

const (
	comma  = "," // stands in both vocabularies: "điện, nước" is a phrase with a comma, and no other phrase reaches across one
	maxKey = 24  // bytes of a key; what is longer is no syllable
)

// letterForm is a letter taken apart as viet.Key1 does it. Zero base: not a letter.
type letterForm struct {
	base  byte // a-z
	shape byte // circumflex ^, breve (, horn +, bar of đ -
	tone  byte // ` ' ~ . : hỏi and ngã are one, because half the country writes them alike
	upper bool
}

// letterForms holds the letters Vietnamese uses, at their code points; the two blocks end below 0x250 and 0x1f00.
var letterForms = sync.OnceValue(func() *[0x1f00]letterForm {
	forms := new([0x1f00]letterForm)
	for _, span := range [][2]rune{{'0', '9'}, {'A', 'Z'}, {'a', 'z'}, {0xc0, 0x24f}, {0x1e00, 0x1eff}} {
		for r := span[0]; r <= span[1]; r++ {
			forms[r] = letterOf(viet.Key1(string(r)))
			forms[r].upper = unicode.IsUpper(r)
		}
	}
	forms['%'] = letterForm{base: '%'} // "đất 5%"
	return forms
})

func letterOf(key1 string) (f letterForm) {
	for _, r := range key1 {
		switch {
		case r == 'đ':
			f.base, f.shape = 'd', '-'
		case r < utf8.RuneSelf:
			f.base = byte(r)
		default:
			f.mark(r)
		}
	}
	return f
}

// mark takes a combining mark; not ok when it is none that Vietnamese has.
func (f *letterForm) mark(r rune) (ok bool) {
	switch r {
	case 0x302:
		f.shape = '^'
	case 0x306:
		f.shape = '('
	case 0x31b:
		f.shape = '+'
	case 0x300:
		f.tone = '`'
	case 0x301:
		f.tone = '\''
	case 0x303, 0x309:
		f.tone = '~'
	case 0x323:
		f.tone = '.'
	default:
		return false
	}
	return true
}

// syllable collects the two keys of the syllable being read: with diacritics (tone last, as in viet.Key2) and without.
type syllable struct {
	marked, bare [maxKey + 2]byte
	m, b         int
	tone         byte
	shaped       bool
	upper, lower bool
	tooLong      bool
}

func (s *syllable) add(f letterForm) {
	if s.m+2 > maxKey-1 {
		s.tooLong = true
		return
	}
	if f.base != 0 {
		s.marked[s.m], s.bare[s.b] = f.base, f.base
		s.m, s.b = s.m+1, s.b+1
		s.upper, s.lower = s.upper || f.upper, s.lower || !f.upper
	}
	if f.shape != 0 {
		s.marked[s.m] = f.shape
		s.m++
		s.shaped = true
	}
	if f.tone != 0 {
		s.tone = f.tone
	}
}

// keys closes the syllable. y after a consonant or qu is i where both are written (Mỹ, Mĩ): the rule of viet.Key2.
func (s *syllable) keys() (marked, bare []byte) {
	if s.m > 1 && s.marked[s.m-1] == 'y' && takesI(s.marked[:s.m-1]) {
		s.marked[s.m-1], s.bare[s.b-1] = 'i', 'i'
	}
	if s.tone != 0 {
		s.marked[s.m] = s.tone
		s.m++
	}
	return s.marked[:s.m], s.bare[:s.b]
}

func takesI(before []byte) bool {
	switch c := before[len(before)-1]; c {
	case 'b', 'c', 'd', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'x', '-':
		return true
	case 'u':
		return len(before) > 1 && before[len(before)-2] == 'q'
	}
	return false
}

// vocabulary numbers the syllables that stand in phrases, by both keys; 0 is every other syllable.
type vocabulary struct{ marked, bare map[string]uint32 }

func syllableID(m map[string]uint32, key []byte, learn bool) uint32 {
	n, ok := m[string(key)]
	if !ok && learn {
		n = uint32(len(m) + 1)
		m[string(key)] = n
	}
	return n
}

// scanner cuts texts into tokens. It reads NFC and NFD, both tone placements and any case alike.
type scanner struct {
	syllable
	vocabulary vocabulary
	learn      bool // number new syllables: while the lexicon is read
	tokens     []token
}

func (s *scanner) scan(text string) {
	forms := letterForms()
	s.tokens, s.syllable = s.tokens[:0], syllable{}
	masked := false // inside what ingest put in place of a name: "[họ tên]"
	for i, r := range text {
		if masked {
			masked = r != ']'
			continue
		}
		if int(r) < len(forms) && forms[r].base != 0 {
			s.add(forms[r])
			continue
		}
		var f letterForm
		switch {
		case f.mark(r): // NFD
			if s.m > 0 {
				s.add(f)
			}
			continue
		case r == 0xad, r >= 0x200b && r <= 0x200f, r == 0x2060, r == 0xfeff: // invisible
			continue
		}
		s.endSyllable()
		switch {
		case r == ',':
			s.tokens = append(s.tokens, token{marked: s.vocabulary.marked[comma], bare: s.vocabulary.bare[comma]})
		case isBreak(r), r == '-' && i+1 < len(text) && text[i+1] == ' ':
			s.tokens = append(s.tokens, token{})
			masked = r == '['
		}
	}
	s.endSyllable()
}

func (s *scanner) endSyllable() {
	if s.m == 0 {
		return
	}
	t := token{isWord: true, isMarked: s.shaped || s.tone != 0, isUpper: s.upper && !s.lower}
	if !s.tooLong {
		marked, bare := s.keys()
		t.marked, t.bare = syllableID(s.vocabulary.marked, marked, s.learn), syllableID(s.vocabulary.bare, bare, s.learn)
	}
	s.tokens = append(s.tokens, t)
	s.m, s.b, s.tone, s.shaped, s.upper, s.lower, s.tooLong = 0, 0, 0, false, false, false, false
}

func isBreak(r rune) bool {
	switch r {
	case '.', ';', ':', '?', '!', '/', '(', ')', '[', '…', '–', '—', '|', '•':
		return true
	}
	return false
}
