package viet

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// DocNumber is a số ký hiệu, the number and sign under which an office files a document.
type DocNumber struct {
	Text   string // as officials write it, without blanks: 07-QC/TU
	Serial int    // 7
	Year   int    // 2024 in 06/2024/QĐ-UBND; 0 when the form has none
	Type   string // QC, QĐ, BC, TB …; empty for laws (91/2025/QH15)
	Issuer string // TU, UBND, TTg, QH15
	Party  bool   // number-type/issuer is the Party's form, number/type-issuer the State's
}

const (
	docSerial = `(\d{1,5})`
	docType   = `(\p{Lu}[\p{Lu}\p{Ll}]{0,5})`
	docIssuer = `(\p{Lu}[\p{L}\d]{0,11}(?:[-.]\p{Lu}[\p{L}\d]{0,11}){0,2})`
	docYear   = `((?:19|20)\d\d)`
)

// The three forms, tried in this order. Blanks around the signs occur in scanned and typed text.
var docForms = []struct {
	re    func() *regexp.Regexp
	build func(m []string) DocNumber
}{
	{whenAsked(docSerial + `\s?[-–]\s?` + docType + `\s?/\s?` + docIssuer), func(m []string) DocNumber {
		return DocNumber{Text: m[1] + "-" + m[2] + "/" + m[3], Serial: atoi(m[1]), Type: m[2], Issuer: m[3], Party: true}
	}},
	{whenAsked(docSerial + `\s?/\s?(?:` + docYear + `\s?/\s?)?` + docType + `\s?[-–]\s?` + docIssuer), func(m []string) DocNumber {
		text := m[1] + "/" + m[3] + "-" + m[4]
		if m[2] != "" {
			text = m[1] + "/" + m[2] + "/" + m[3] + "-" + m[4]
		}
		return DocNumber{Text: text, Serial: atoi(m[1]), Year: atoi(m[2]), Type: m[3], Issuer: m[4]}
	}},
	{whenAsked(docSerial + `\s?/\s?` + docYear + `\s?/\s?(QH\d{1,2}|UBTVQH\d{1,2})`), func(m []string) DocNumber {
		return DocNumber{Text: m[1] + "/" + m[2] + "/" + m[3], Serial: atoi(m[1]), Year: atoi(m[2]), Issuer: m[3]}
	}},
}

// whenAsked compiles an expression when it is first used: these are large, and most programs that read Vietnamese need none of them.
func whenAsked(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// ParseDocNumber reads a cell that holds one document number and nothing else: 07-QC/TU, 225/BC-UBND,
// 06/2024/QĐ-UBND, 91/2025/QH15, also after "Số:".
func ParseDocNumber(s string) (DocNumber, bool) {
	s = strings.Trim(Tidy(s), " .,;")
	for _, prefix := range []string{"Số", "số", "SỐ"} {
		if rest, ok := cutPhrase(s, prefix); ok {
			s = strings.TrimLeft(rest, " :.")
		}
	}
	found := findDocNumbers(s)
	if len(found) != 1 || found[0].start != 0 || found[0].end != len(s) {
		return DocNumber{}, false
	}
	return found[0].doc, true
}

// FindDocNumbers returns the document numbers inside a text, in order.
func FindDocNumbers(s string) []DocNumber {
	var docs []DocNumber
	for _, f := range findDocNumbers(Tidy(s)) {
		docs = append(docs, f.doc)
	}
	return docs
}

type foundDoc struct {
	start, end int
	doc        DocNumber
}

// findDocNumbers walks from left to right; at each place the first form that fits wins. RE2 has no
// Unicode word boundary, so both ends are looked at by hand.
func findDocNumbers(s string) []foundDoc {
	var found []foundDoc
	for from := 0; from < len(s); {
		next, ok := firstDoc(s, from)
		if !ok {
			break
		}
		if next.doc.Text != "" {
			found = append(found, next)
		}
		from = next.end
	}
	return found
}

func firstDoc(s string, from int) (foundDoc, bool) {
	best, ok := foundDoc{start: len(s)}, false
	for _, form := range docForms {
		at := form.re().FindStringSubmatchIndex(s[from:])
		if at == nil || from+at[0] >= best.start {
			continue
		}
		best, ok = foundDoc{start: from + at[0], end: from + at[1]}, true
		if !joined(s, best.start, best.end) {
			best.doc = form.build(submatches(s[from:], at))
		}
	}
	return best, ok
}

// joined reports that the match is a piece of something longer: 1.234-QC/TUx.
func joined(s string, start, end int) bool {
	if start > 0 && (isDigit(s[start-1]) || strings.IndexByte("/.-,", s[start-1]) >= 0) || endsWithLetter(s[:start]) {
		return true
	}
	return startsWithLetter(s[end:]) || startsWithDigit(s[end:]) || strings.HasPrefix(s[end:], "/")
}

func submatches(s string, at []int) []string {
	m := make([]string, len(at)/2)
	for i := range m {
		if at[2*i] >= 0 {
			m[i] = s[at[2*i]:at[2*i+1]]
		}
	}
	return m
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // at most five digits by the pattern, or nothing
	return n
}
