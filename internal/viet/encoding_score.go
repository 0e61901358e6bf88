package viet

import (
	"strings"
	"unicode"
)

// syllableScore is the share of the different words with marks that are Vietnamese syllables. A wrong
// decoding puts signs and foreign letters into words, so a word here is a run of letters and of any
// sign outside ASCII that no typographer puts between words.
func syllableScore(text string) (score float64, words int) {
	seen := map[string]bool{}
	good := 0
	for _, w := range strings.FieldsFunc(text, endsWord) {
		if isASCII(w) || seen[w] || isAbbreviation(w) {
			continue
		}
		seen[w] = true
		if IsSyllable(w) {
			good++
		}
	}
	if len(seen) == 0 {
		return 0, 0
	}
	return float64(good) / float64(len(seen)), len(seen)
}

func endsWord(r rune) bool {
	if r < 0x80 {
		return !unicode.IsLetter(r)
	}
	return r == 0xa0 || r == 0xfeff || r >= 0x2010 && r <= 0x2026
}

// isAbbreviation lets HĐND and QĐ speak neither for nor against a decoding.
func isAbbreviation(w string) bool {
	return strings.ToUpper(w) == w && !strings.ContainsFunc(strings.ReplaceAll(w, "Đ", ""), func(r rune) bool { return r >= 0x80 })
}
