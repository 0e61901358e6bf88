package clean

import (
	"slices"
	"sync"
)

// KH is the topic "Khác" (other): where a text is filed when no phrase of the lexicon stands in it.
const KH = "KH"

// Filing is where the text of an opinion (ý kiến) belongs.
type Filing struct {
	// Topic is the primary topic: of the second level when a phrase says so, else of the first, KH when nothing was found.
	Topic string
	// Confidence, in [0,1], is the share of labelled sentences with as much evidence whose Topic was right, to the second
	// level (see steps); 0 when nothing was found. It is a step, so that nobody reads a third digit into it.
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
	v := f.lexicon.vocabulary
	dash := token{}
	dash.marked, dash.bare = v.find(&commaKey, &commaKey)
	f.scratch.New = func() any { return &scratch{scanner: scanner{vocabulary: v, comma: dash}} }
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
			if e := l.bare.entry[node]; e >= 0 && l.trusts(e, tokens[from:to+1], bare) {
				found = append(found, match{from, to + 1, e, !l.entries[e].marked})
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

// trusts tells whether a phrase read without diacritics is meant. In a text typed without them it is, and in one typed with
// them when it looks like a slip of the hand: three syllables or more, or two without any mark, or two of which one is right and
// the phrase names its topic (weight 3). Two syllables with other marks are other words: cây đó is not cây đổ.
func (l *lexicon) trusts(e int32, tokens []token, bare bool) bool {
	p := &l.entries[e]
	switch {
	case bare:
		return !p.capitals || tokens[0].isUpper
	case !p.marked || len(tokens) < 2: // then it was found as written, or is no phrase to guess at
		return false
	case len(tokens) > 2:
		return true
	}
	return !tokens[0].isMarked && !tokens[1].isMarked ||
		p.phrase.Weight == 3 && (p.first == tokens[0].marked || p.last == tokens[1].marked)
}

// keepLongest leaves phrases that do not overlap: the one with more syllables wins, then the one read as written, then the
// weightier, then the one that comes first. In the order of the text.
func keepLongest(found []match, entries []entry) []match {
	if len(found) == 0 {
		return found
	}
	for i := 1; i < len(found); i++ { // by insertion: few, and nearly in order
		for j := i; j > 0 && wins(found[j], found[j-1], entries); j-- {
			found[j], found[j-1] = found[j-1], found[j]
		}
	}
	kept := found[:1]
	for _, m := range found[1:] {
		if !slices.ContainsFunc(kept, func(k match) bool { return m.from < k.to && k.from < m.to }) {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b match) int { return a.from - b.from })
	return kept
}

// wins tells whether a is kept rather than b where they overlap.
func wins(a, b match, entries []entry) bool {
	if x, y := a.to-a.from, b.to-b.from; x != y {
		return x > y
	}
	if a.exact != b.exact {
		return a.exact
	}
	if x, y := entries[a.entry].phrase.Weight, entries[b.entry].phrase.Weight; x != y {
		return x > y
	}
	return a.from < b.from
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
