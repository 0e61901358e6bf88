package viet

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maskWords are what stands in a text in place of personal data.
var maskWords = map[Personal]string{
	PersonName: "[họ tên]", PersonAddress: "[địa chỉ]", PersonPhone: "[số điện thoại]", PersonID: "[số giấy tờ]",
	PersonEmail: "[email]", PersonBirth: "[ngày sinh]",
}

// Mask hides personal data inside a text: citizen numbers, old identity cards, phones, e-mail
// addresses, names after a form of address (ông, bà, anh …) or built like Nguyễn Văn A, house numbers,
// dates of birth. n is how many places were hidden, kinds which kinds, sorted. A text with nothing to
// hide comes back as it was.
//
// This is the second net: personal columns are dropped whole and full text is kept out of every served
// file. Numbers spelled in words and names without any sign are missed. "Đồng chí" introduces officials
// in office, who are kept, like names of streets and places.
func Mask(text string) (masked string, n int, kinds []Personal) {
	s := foldLookalikes(text)
	toks := maskTokens(s)
	spans := slices.Concat(emailSpans(s), addressSpans(toks), nameSpans(toks), birthSpans(toks), numberSpans(s, toks))
	if len(spans) == 0 {
		return text, 0, nil
	}
	spans = mergeSpans(spans)
	var b strings.Builder
	at := 0
	for _, sp := range spans {
		b.WriteString(s[at:sp.start])
		b.WriteString(maskWords[sp.kind])
		at = sp.end
		if !slices.Contains(kinds, sp.kind) {
			kinds = append(kinds, sp.kind)
		}
	}
	b.WriteString(s[at:])
	slices.Sort(kinds)
	return b.String(), len(spans), kinds
}

type span struct {
	start, end int
	kind       Personal
}

// mergeSpans sorts, and joins what overlaps under the kind that begins first.
func mergeSpans(spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int { return a.start - b.start })
	out := spans[:1]
	for _, sp := range spans[1:] {
		if last := &out[len(out)-1]; sp.start < last.end {
			last.end = max(last.end, sp.end)
			continue
		}
		out = append(out, sp)
	}
	return out
}

// foldLookalikes undoes what hides a number or name from a pattern: full-width and mathematical digits,
// Cyrillic letters in Latin words, odd dashes and blanks, invisible marks, NFD.
func foldLookalikes(s string) string {
	for _, r := range s {
		if r >= 0x0300 && r <= 0x036f || foldRune(r) != r {
			// Cyrillic letters and invisible marks keep letter and tone apart: compose before and after.
			return norm.NFC.String(strings.Map(foldRune, norm.NFC.String(s)))
		}
	}
	return s
}

func plainBlank(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

const (
	cyrillic = "АВСЕНІЈКМОРЅТХУаесіјорѕхуһԁ"
	latin26  = "ABCEHIJKMOPSTXYaecijopsxyhd"
)

var lookalikes = func() map[rune]rune {
	m := map[rune]rune{'–': '-', '—': '-', '‐': '-', '‑': '-', '‒': '-', '−': '-', '＠': '@'}
	latins := []rune(latin26)
	for i, r := range []rune(cyrillic) {
		m[r] = latins[i]
	}
	return m
}()

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		return plainBlank(r)
	case r > 0x00ad && r < 0x0300 || r >= 0x1e00 && r < 0x2000:
		return r // every Vietnamese letter, before the slower questions
	case isInvisible(r):
		return -1
	case unicode.IsSpace(r):
		return ' '
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xfee0
	case r >= 0x1d7ce && r <= 0x1d7ff:
		return '0' + (r-0x1d7ce)%10
	}
	if latin, ok := lookalikes[r]; ok {
		return latin
	}
	return r
}
