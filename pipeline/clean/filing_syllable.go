package clean

import (
	"encoding/binary"
	"math/bits"
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

// maxKey is the bytes of a key; what is longer is no syllable.
const maxKey = 24

// maxTokens is how much of a text is read: three pages. What an opinion is about stands on the first, and a pasted document must
// not hold up ten million others.
const maxTokens = 2000

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
	marked, bare key
	m, b         int
	tone         byte
	shaped       bool
	upper, lower bool
	tooLong      bool
}

func (s *syllable) add(f letterForm) {
	if s.m+2 > maxKey-1 { // room for a shape and the tone
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

// close ends both keys. y after a consonant or qu is i where both are written (Mỹ, Mĩ): the rule of viet.Key2.
func (s *syllable) close() {
	if s.m > 1 && s.marked[s.m-1] == 'y' && takesI(s.marked[:s.m-1]) {
		s.marked[s.m-1], s.bare[s.b-1] = 'i', 'i'
	}
	if s.tone != 0 {
		s.marked[s.m] = s.tone
	}
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

// vocabulary numbers the syllables that stand in phrases, by both keys; 0 is every other syllable. It holds keys by a 64-bit
// hash, in open addressing: a text is mostly look-ups here, and a map of strings takes a third of the time of filing.
type vocabulary struct {
	marked, bare table
}

type table struct {
	slots []slot // a power of two, at most half full
	n     uint32
}

// slot of a marked key also has the number of the bare one: one look-up does for nearly every syllable of a text.
type slot struct {
	hash         uint64 // 0: free
	number, bare uint32
}

func newVocabulary() *vocabulary { return &vocabulary{newTable(1 << 10), newTable(1 << 10)} }

func newTable(size int) table { return table{slots: make([]slot, size)} }

// find gives the slot of a hash, or the free one where it would stand.
func (t *table) find(hash uint64) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.hash == hash || s.hash == 0 {
			return s
		}
	}
}

// learn numbers a hash that is new.
func (t *table) learn(hash uint64) *slot {
	if s := t.find(hash); s.hash != 0 {
		return s
	}
	if int(t.n)*2 >= len(t.slots) {
		old := t.slots
		t.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.hash != 0 {
				*t.find(s.hash) = s
			}
		}
	}
	t.n++
	s := t.find(hash)
	s.hash, s.number = hash, t.n
	return s
}

func (v *vocabulary) find(marked, bare *key) (uint32, uint32) {
	if s := v.marked.find(marked.hash()); s.hash != 0 {
		return s.number, s.bare
	}
	return 0, v.bare.find(bare.hash()).number
}

func (v *vocabulary) learn(marked, bare *key) (uint32, uint32) {
	b := v.bare.learn(bare.hash()).number
	s := v.marked.learn(marked.hash())
	s.bare = b
	return s.number, s.bare
}

// key is the bytes of a syllable, zeros behind them.
type key [maxKey]byte

var commaKey = key{','}

// hash mixes all bytes; TestKeysAgreeWithViet sees that no two syllables of the lexicon share one.
func (k *key) hash() uint64 {
	const a, b, c = 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f, 0x165667b19e3779f9
	hi, lo := bits.Mul64(binary.LittleEndian.Uint64(k[:8])^a, binary.LittleEndian.Uint64(k[8:16])^b)
	hi, lo = bits.Mul64(hi^lo^c, binary.LittleEndian.Uint64(k[16:])^a)
	return max(hi^lo, 1)
}

// scanner cuts texts into tokens. It reads NFC and NFD, both tone placements and any case alike.
type scanner struct {
	syllable
	vocabulary *vocabulary
	learning   bool // number new syllables: while the lexicon is read
	comma      token
	tokens     []token
}

func (s *scanner) scan(text string) {
	forms := letterForms()
	s.tokens, s.syllable = s.tokens[:0], syllable{}
	masked := false // inside what ingest put in place of a name: "[họ tên]"
	for i, r := range text {
		if len(s.tokens) >= maxTokens {
			break
		}
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
		case r == ',', r == '–', r == '—', r == '-' && i+1 < len(text) && text[i+1] == ' ': // "văn hóa, xã hội", "văn hóa - xã hội"
			s.tokens = append(s.tokens, s.comma)
		case isBreak(r):
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
		s.close()
		if s.learning {
			t.marked, t.bare = s.vocabulary.learn(&s.marked, &s.bare)
		} else {
			t.marked, t.bare = s.vocabulary.find(&s.marked, &s.bare)
		}
	}
	s.tokens = append(s.tokens, t)
	s.syllable = syllable{}
}

func isBreak(r rune) bool {
	switch r {
	case '.', ';', ':', '?', '!', '/', '(', ')', '[', '…', '|', '•':
		return true
	}
	return false
}
