package clean

import (
	"cmp"
	"slices"
	"sync"
)

// KH is the topic "Khác" (other): where a text is filed when no phrase of the lexicon stands in it.
const KH = "KH"

// Filing is where the text of an opinion (ý kiến) belongs.
type Filing struct {
	// Topic is the primary topic: of the second level when a phrase says so, else of the first, KH when nothing was found.
	Topic string
	// Confidence, in [0,1], is the share of sentences with such evidence whose Topic was right on the labelled set (dev
	// half; see confidence). 0 when nothing was found.
	Confidence float64
	// Labels are all topics found, the primary first, then by falling score.
	Labels []Label
	// Phrases are the phrases of the lexicon that decided, in the order of the text.
	Phrases []string
}

// Label is one topic of a text.
type Label struct {
	Topic  string
	Score  float64 // sum of the weights of its phrases, each by where it stands and how surely it was read
	Phrase string  // the one that weighed most
}

// Filer files texts by the phrases in them: no model, no network, and a reader can see the words that decided. It is safe for
// concurrent use and deterministic.
type Filer struct {
	lexicon *lexicon
	scratch sync.Pool
}

// NewFiler builds a filer from the phrases of data/reference/topic_phrase.csv.
func NewFiler(phrases []Phrase) *Filer {
	f := &Filer{lexicon: newLexicon(phrases)}
	f.scratch.New = func() any { return &scratch{scanner: scanner{vocabulary: f.lexicon.vocabulary}} }
	return f
}

// Version names the lexicon by its content; a filing is only comparable with one of the same version.
func (f *Filer) Version() string { return f.lexicon.version }

// scratch is the memory of one call of File.
type scratch struct {
	scanner scanner
	found   []match
	scores  []scored
}

// match is a phrase at tokens [from, to) of a text.
type match struct {
	from, to int
	entry    int32
	exact    bool // with its diacritics
}

// File files one text, of one sentence or more.
//
// With diacritics first: a phrase counts fully where it stands letter for letter (NFC or NFD, either tone placement, hỏi and
// ngã alike). A text typed without diacritics is read by phrases without theirs, at less weight. In a text typed with them, that
// second reading is for slips (a wrong tone, a word typed bare) in phrases long enough not to be met by chance.
func (f *Filer) File(text string) Filing {
	s := f.scratch.Get().(*scratch)
	defer f.scratch.Put(s)
	s.scanner.scan(text)
	s.found = f.lexicon.matches(s.found[:0], s.scanner.tokens)
	s.found = keepLongest(s.found, f.lexicon.entries)
	return f.lexicon.decide(s)
}

// matches lists every phrase at every place.
func (l *lexicon) matches(found []match, tokens []token) []match {
	bare := isBare(tokens)
	for from := range tokens {
		if !bare {
			var node uint32
			for to := from; to < len(tokens); to++ {
				if node = l.marked.step(node, tokens[to].marked); node == 0 {
					break
				}
				if e := l.marked.entry[node]; e >= 0 {
					found = append(found, match{from, to + 1, e, true})
				}
			}
		}
		var node uint32
		for to := from; to < len(tokens); to++ {
			if node = l.bare.step(node, tokens[to].bare); node == 0 {
				break
			}
			if e := l.bare.entry[node]; e >= 0 && (bare || l.isSlip(e, tokens[from:to+1])) {
				found = append(found, match{from, to + 1, e, bare && !l.entries[e].marked})
			}
		}
	}
	return found
}

// isBare: of a text's syllables fewer than one in eight carries a mark; written properly it is three in four.
func isBare(tokens []token) bool {
	words, marked := 0, 0
	for _, t := range tokens {
		if t.isWord {
			words++
		}
		if t.isMarked {
			marked++
		}
	}
	return marked*8 < words
}

// isSlip tells whether a phrase read without diacritics inside a text that has them is a typing slip rather than other words.
func (l *lexicon) isSlip(e int32, tokens []token) bool {
	if !l.entries[e].marked || len(tokens) < 2 {
		return false // without marks of its own it was found as written
	}
	if len(tokens) >= 3 {
		return true
	}
	if !tokens[0].isMarked && !tokens[1].isMarked {
		return true
	}
	p := &l.entries[e]
	return p.phrase.Weight == 3 && (p.first == tokens[0].marked || p.last == tokens[1].marked)
}

// keepLongest leaves phrases that do not overlap: the one with more syllables wins, then the one read as written, then the
// weightier, then the one that comes first. In the order of the text.
func keepLongest(found []match, entries []entry) []match {
	if len(found) == 0 {
		return found
	}
	slices.SortFunc(found, func(a, b match) int {
		x, y := &entries[a.entry], &entries[b.entry]
		return cmp.Or(
			cmp.Compare(b.to-b.from, a.to-a.from),
			compareBool(b.exact, a.exact),
			cmp.Compare(y.phrase.Weight, x.phrase.Weight),
			cmp.Compare(a.from, b.from))
	})
	kept := found[:1]
	for _, m := range found[1:] {
		if !slices.ContainsFunc(kept, func(k match) bool { return m.from < k.to && k.from < m.to }) {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b match) int { return a.from - b.from })
	return kept
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
