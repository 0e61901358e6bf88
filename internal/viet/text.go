package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Tidy puts a value into the form every reader of this package expects: NFC, every kind of blank
// (no-break space, tab, line break inside a cell) one plain space, invisible marks gone, no blanks at
// the ends. Letters, case and punctuation stay as they are.
func Tidy(s string) string {
	if isTidyASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case isInvisible(r):
		case unicode.IsSpace(r):
			blank = b.Len() > 0
		default:
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteRune(r)
		}
	}
	// Taking an invisible mark away can bring a letter and its tone together: compose once more.
	return norm.NFC.String(b.String())
}

// isTidyASCII lets the common cell ("7320", "25/5/2017") through without a copy.
func isTidyASCII(s string) bool {
	prev := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && prev == ' ' {
			return false
		}
		prev = c
	}
	return prev != ' ' || s == ""
}

// isInvisible holds for the marks that Word, PDF and phones leave inside text: zero-width blanks and
// joiners, byte order marks, soft hyphens, direction marks, and control characters that are no blank.
func isInvisible(r rune) bool {
	switch {
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2064:
		return true
	case r == 0xfeff, r == 0x00ad, r == 0x034f:
		return true
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r)
}

// lowerTidy is the form in which words are looked up in the lexicons of this package.
func lowerTidy(s string) string { return strings.ToLower(Tidy(s)) }

// cutWord takes the first word of s: letters only, so that "cuộc," gives "cuộc".
func cutWord(s string) (word, rest string) {
	s = strings.TrimLeft(s, " ")
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// cutPhrase takes phrase off the front of s when it stands there as whole words.
func cutPhrase(s, phrase string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(s, phrase)
	if !ok || startsWithLetter(rest) {
		return s, false
	}
	return strings.TrimLeft(rest, " "), true
}

func startsWithLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
	}
	return false
}

func endsWithLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r))
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
