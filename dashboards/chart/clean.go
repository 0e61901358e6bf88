package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest texts an option carries, in runes. Names beyond it are no names; the table keeps more.
const (
	maxName = 160
	maxTip  = 900
	maxCell = 2000
)

// clean makes text from outside harmless where it will stand: go-echarts and our own JS would take "__f__" for code,
// ECharts takes braces for templates and rich text, and control or direction marks could show a reader another text
// than the one stored. Line breaks stay: tooltips are made of them.
func clean(s string, most int) string {
	if len(s) > 4*most {
		s = s[:4*most] // a cut rune at the end becomes U+FFFD below, then goes with the rest
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || r == utf8.RuneError || r == '\ufeff' || unicode.Is(unicode.Bidi_Control, r):
			return -1
		default:
			return r
		}
	}, s)
	for strings.Contains(s, "__f__") {
		s = strings.ReplaceAll(s, "__f__", "_f_")
	}
	return shorten(s, most)
}

func shorten(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimRightFunc(string([]rune(s)[:most-1]), unicode.IsSpace) + "…"
}

var braces = strings.NewReplacer("{", "(", "}", ")")

// scrub cleans every text of an option in place. "formatter" holds names this package wrote, never data.
func scrub(node any, key string) any {
	switch v := node.(type) {
	case string:
		switch key {
		case "formatter":
			return v
		case "tip", "description":
			return braces.Replace(clean(v, maxTip))
		}
		return braces.Replace(clean(v, maxName))
	case []any:
		for i := range v {
			v[i] = scrub(v[i], key)
		}
	case map[string]any:
		for k := range v {
			v[k] = scrub(v[k], k)
		}
	}
	return node
}

// scrubTable cleans every text of a table in place. Href belongs to the page that gave it, and html/template checks it.
func scrubTable(t *Table) {
	t.Caption, t.Note = clean(t.Caption, maxCell), clean(t.Note, maxCell)
	for i := range t.Head {
		t.Head[i].Text = clean(t.Head[i].Text, maxName)
	}
	for _, row := range t.Rows {
		for i := range row {
			row[i].Text, row[i].Sub, row[i].Sort = clean(row[i].Text, maxCell), clean(row[i].Sub, maxName), clean(row[i].Sort, maxName)
		}
	}
}

// figureID keeps what an id may hold, so that it needs no escaping anywhere.
func figureID(s string) string {
	id := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '-'
	}, shorten(s, 60))
	if id == "" || strings.Contains(id, "__f__") {
		return "chart"
	}
	return strings.TrimRight(id, "…")
}
