package viet

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateTokens is a date text reduced to its shape. Numbers become "n", "tháng" T, "năm" N, "quý" Q, any
// of / - . becomes "/", words that carry nothing are left out, a word unknown here is "x" and a sign
// that has no place in a date "?". "Chiều ngày 09 tháng 01 năm 2026" is nTnNn with 9, 1, 2026.
type dateTokens struct {
	shape string
	nums  []dateNum
}

type dateNum struct {
	n      int
	digits int // as written: "2019" has 4, a word has 0
}

// fillers stand around dates and change nothing.
var fillers = map[string]bool{
	"ngày": true, "hôm": true, "vào": true, "lúc": true, "sáng": true, "trưa": true, "chiều": true, "tối": true, "đêm": true,
	"mồng": true, "mùng": true, "trong": true, "ngay": true, "date": true,
}

// monthWords are read only after "tháng". Giêng and chạp are lunar months and are left out on purpose.
var monthWords = map[string]int{
	"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}

var romanQuarters = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4}

// tokenizeDate reads lower-case, tidied text.
func tokenizeDate(s string) dateTokens {
	var t dateTokens
	shape := make([]byte, 0, 12)
	for s != "" && len(shape) < 24 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case isDigit(s[0]):
			var num dateNum
			num, s = cutDateNumber(s)
			t.nums, shape = append(t.nums, num), append(shape, 'n')
		case unicode.IsLetter(r):
			var word string
			word, s = cutWord(s)
			shape = t.word(shape, word, &s)
		default:
			shape, s = append(shape, signShape(r)...), s[size:]
		}
	}
	t.shape = string(shape)
	return t
}

// word appends the shape of one word. "Thứ" swallows its number or name, because "thứ 3" is Tuesday.
func (t *dateTokens) word(shape []byte, word string, rest *string) []byte {
	last := byte(0)
	if len(shape) > 0 {
		last = shape[len(shape)-1]
	}
	month, isMonth := monthWords[word]
	quarter, isQuarter := romanQuarters[word]
	switch {
	case word == "tháng" || word == "t": // T10/2019
		return append(shape, 'T')
	case last == 'T' && isMonth:
		t.nums = append(t.nums, dateNum{n: t.teen(month, rest)})
		return append(shape, 'n')
	case last == 'Q' && isQuarter:
		t.nums = append(t.nums, dateNum{n: quarter})
		return append(shape, 'n')
	case word == "năm":
		return append(shape, 'N')
	case word == "quý" || word == "quí" || word == "q":
		return append(shape, 'Q')
	case word == "thứ":
		*rest = cutWeekday(*rest)
		return shape
	case word == "chủ":
		if after, ok := cutPhrase(strings.TrimLeft(*rest, " "), "nhật"); ok {
			*rest = after
			return shape
		}
	case fillers[word]:
		return shape
	}
	return append(shape, 'x')
}

// teen reads the second word of "mười một" and "mười hai".
func (t *dateTokens) teen(month int, rest *string) int {
	if month != 10 {
		return month
	}
	word, after := cutWord(*rest)
	if n := monthWords[word]; n == 1 || n == 2 {
		*rest = after
		return 10 + n
	}
	return month
}

func cutWeekday(s string) string {
	s = strings.TrimLeft(s, " ")
	if startsWithDigit(s) {
		_, s = cutDateNumber(s)
		return s
	}
	_, s = cutWord(s)
	return s
}

func signShape(r rune) []byte {
	switch r {
	case '/', '-', '.', '–', '—', '−', '\\':
		return []byte{'/'}
	case ' ', ',', '|', '(', ')', ';', ':':
		return nil
	}
	return []byte{'?'}
}

func cutDateNumber(s string) (dateNum, string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	n, err := strconv.Atoi(s[:min(i, 9)])
	if err != nil || i > 9 {
		n = -1
	}
	return dateNum{n: n, digits: i}, s[i:]
}
