package ingest

import (
	"strings"

	"nhipcau/internal/viet"
)

// tick is what a cell of a group holds.
type tick int

const (
	tickNone   tick = iota // nothing, or a sign for nothing
	tickMark               // x, v, ✓
	tickOne                // 1: a tick, or a count
	tickNumber             // more than one: a count
	tickText
)

// marks are signs that tick. Those of Wingdings are there by the letter that another font shows in their stead, and by their place in the
// font; "có" is what the yes of a typed file is written as.
var marks = signs("x", "v", "+", "✓", "✔", "√", "☑", "☒", "✗", "✘", "×", "●", "(x)", "[x]", "có", "true", "ü", "û", "þ", "\uf0fc", "\uf0fb", "\uf0fe", "\uf0fd", "\uf052")

// symbols are the ticks and boxes of Wingdings that a Word document names by their place.
var symbols = map[string]string{"F0FC": "✓", "F0FB": "✗", "F0FE": "☑", "F0FD": "☒", "F052": "☑", "F0A8": "☐", "F06F": "☐"}

var blanks = signs("", "0", "-", "–", "—", "☐", "□", "[]", "[ ]", "()", "( )", "không", "false", "¨", "\uf0a8", "\uf06f")

func signs(list ...string) map[string]bool {
	set := map[string]bool{}
	for _, s := range list {
		set[s] = true
	}
	return set
}

func tickOf(text string) tick {
	text = strings.ToLower(viet.Tidy(text))
	switch {
	case blanks[text]:
		return tickNone
	case marks[text]:
		return tickMark
	case text == "1":
		return tickOne
	case strings.Trim(text, "0123456789., ") == "":
		return tickNumber
	}
	return tickText
}

// ticked is the words of the one column of a group that a row ticks. Two ticks, a text or a number leave the term open, and it is said.
func (w *registerRow) ticked(line sheetRow, g tickGroup) (words string) {
	var said []string
	read := true
	for _, p := range g.members {
		text := viet.Tidy(w.s.asWritten(w.brought(line, p.at), false))
		switch tickOf(text) {
		case tickNone:
			continue
		case tickMark, tickOne:
			read = read && words == ""
			words = p.words
		default:
			read = false
		}
		said = append(said, p.words+": "+text)
	}
	if !read {
		w.reader.note(w.s.name, line.no, w.h.table, g.name, "ticks_unread", w.reader.masks.mask(g.name, strings.Join(said, "; ")))
		return ""
	}
	return words
}
