package viet

import (
	"strings"
	"unicode"
)

// DecodeCell reads the text of a spreadsheet cell whose font is known. Text in a ".Vn…" or "VNI-…"
// font is stored as Western characters ("Uû ban nh©n d©n") and decoded; other fonts leave the text as
// it is, tidied by the caller. The font alone is not proof, for people type Unicode into old sheets:
// when the text as it stands is Vietnamese and the decoded text is not, it stays. enc says what was done.
func DecodeCell(text, font string) (decoded string, enc Encoding) {
	legacy, ok := EncodingOfFont(font)
	if !ok {
		return text, UTF8
	}
	if isASCII(text) {
		return capitalsIf(text, legacy), legacy
	}
	decoded, damaged := decodeMisread(text, legacy)
	asIs, _ := syllableScore(text)
	better, _ := syllableScore(decoded)
	if asIs > better || asIs == better && (damaged > 0 || neverBytes(text)) {
		return text, UTF8
	}
	return capitalsIf(decoded, legacy), legacy
}

// neverBytes finds a letter no Western code page has: proof that the text was typed as Unicode.
func neverBytes(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { _, ok := cp1252Byte(r); return !ok && unicode.IsLetter(r) })
}

func capitalsIf(text string, enc Encoding) string {
	if enc == TCVN3Caps {
		return strings.ToUpper(text)
	}
	return text
}

// LooksMisread reports text that a legacy font left behind in a cell whose font is not known. Such text
// is quarantined: the sheet, not one cell, decides its encoding (Detect over the joined cells).
func LooksMisread(text string) bool {
	if isASCII(text) {
		return false
	}
	asIs, words := syllableScore(Tidy(text))
	if words == 0 || asIs >= 0.5 {
		return false
	}
	for _, enc := range []Encoding{TCVN3, VNI} {
		decoded, _ := decodeMisread(text, enc)
		if score, _ := syllableScore(decoded); score >= goodScore {
			return true
		}
	}
	return false
}
