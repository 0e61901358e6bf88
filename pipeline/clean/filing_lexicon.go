package clean

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// Phrase is a row of data/reference/topic_phrase.csv: words that point to a topic (second level, or first level when nothing
// finer is sure) with weight 3 (names the topic), 2 (usually means it) or 1 (gives way to any other).
type Phrase struct {
	Topic  string
	Text   string
	Weight int
}

// entry is a phrase as it is matched.
type entry struct {
	phrase      Phrase
	group       string // first level of the topic
	words       int    // syllables
	first, last uint32
	marked      bool // has diacritics of its own
}

// noTopic is the topic of covers: phrases that take their words away from the lexicon and say nothing.
const noTopic = ""

// trie is walked syllable by syllable; node 0 is the root.
type trie struct {
	next  map[uint64]uint32 // node<<32 | syllable → node
	first []uint32          // node after the first syllable, by syllable: most syllables begin no phrase
	entry []int32           // by node: index of the entry that ends here, or -1
}

func newTrie() trie { return trie{next: map[uint64]uint32{}, entry: []int32{-1}} }

// add returns the node where the path ends.
func (t *trie) add(path []uint32) uint32 {
	var node uint32
	for _, syllable := range path {
		key := uint64(node)<<32 | uint64(syllable)
		child, ok := t.next[key]
		if !ok {
			child = uint32(len(t.entry))
			t.next[key] = child
			t.entry = append(t.entry, -1)
		}
		node = child
	}
	return node
}

// seal makes the shortcut of the first step; syllables are numbered from 1 to n.
func (t *trie) seal(n int) {
	t.first = make([]uint32, n+1)
	for syllable := range t.first {
		t.first[syllable] = t.next[uint64(syllable)]
	}
}

func (t *trie) step(node, syllable uint32) uint32 {
	if syllable == 0 {
		return 0
	}
	if node == 0 {
		return t.first[syllable]
	}
	return t.next[uint64(node)<<32|uint64(syllable)]
}

// lexicon is the phrases in two tries: as written, and without diacritics.
type lexicon struct {
	entries      []entry
	vocabulary   vocabulary
	marked, bare trie
	version      string
}

func newLexicon(phrases []Phrase) *lexicon {
	l := &lexicon{
		vocabulary: vocabulary{marked: map[string]uint32{}, bare: map[string]uint32{}},
		marked:     newTrie(), bare: newTrie(), version: versionOf(phrases),
	}
	all := slices.Clone(phrases)
	for _, text := range covers {
		all = append(all, Phrase{noTopic, text, 0})
	}
	s := &scanner{vocabulary: l.vocabulary, learn: true}
	for _, p := range all {
		s.scan(p.Text)
		l.add(p, s.tokens)
	}
	l.marked.seal(len(l.vocabulary.marked))
	l.bare.seal(len(l.vocabulary.bare))
	return l
}

func (l *lexicon) add(p Phrase, tokens []token) {
	e := entry{phrase: p, group: groupOf(p.Topic)}
	var marked, bare []uint32
	for i := range tokens {
		t := &tokens[i]
		if !t.isWord { // only a comma stands inside a phrase
			t.marked, t.bare = syllableID(l.vocabulary.marked, []byte(comma), true), syllableID(l.vocabulary.bare, []byte(comma), true)
		} else {
			e.words++
		}
		e.marked = e.marked || t.isMarked
		marked, bare = append(marked, t.marked), append(bare, t.bare)
	}
	e.first, e.last = marked[0], marked[len(marked)-1]
	l.entries = append(l.entries, e)
	n := int32(len(l.entries) - 1)
	if at := &l.marked.entry[l.marked.add(marked)]; *at < 0 {
		*at = n // the first phrase spelled so: phrases.csv holds each once
	}
	if !trustedBare(p.Text, e.words) {
		return
	}
	at := &l.bare.entry[l.bare.add(bare)]
	*at = l.agree(*at, n)
}

// agree settles two phrases that read alike without diacritics: the same topic stays, two topics of one group give the
// group, and topics of two groups (or a cover and a topic) give a cover: nothing can be told.
func (l *lexicon) agree(old, new int32) int32 {
	if old < 0 {
		return new
	}
	a, b := l.entries[old], l.entries[new]
	if a.phrase.Topic == b.phrase.Topic {
		return old
	}
	both := a
	both.phrase.Topic = noTopic
	if a.group == b.group {
		both.phrase.Topic = a.group
	}
	both.group = groupOf(both.phrase.Topic)
	l.entries = append(l.entries, both)
	return int32(len(l.entries) - 1)
}

// trustedBare tells which phrases may be met without diacritics: those of several syllables (đất, đạt, dắt are one syllable
// without), and abbreviations and foreign words that no Vietnamese syllable folds to.
func trustedBare(phrase string, words int) bool {
	return words > 1 || !foldsToSyllable(viet.Key4(phrase))
}

func foldsToSyllable(bare string) bool {
	if viet.IsSyllable(bare) {
		return true
	}
	for i, c := range bare {
		if at := strings.IndexRune("aeiouy", c); at >= 0 {
			acute := []string{"á", "é", "í", "ó", "ú", "ý"}[at]
			if viet.IsSyllable(bare[:i] + acute + bare[i+1:]) {
				return true
			}
		}
	}
	return false
}

// groupOf is the first level of a topic: DD of DD2.
func groupOf(topic string) string { return strings.TrimRight(topic, "0123456789") }

// versionOf names the lexicon by its content: phrases in any order, covers included, because both decide.
func versionOf(phrases []Phrase) string {
	lines := make([]string, 0, len(phrases)+len(covers))
	for _, p := range phrases {
		lines = append(lines, fmt.Sprintf("%s,%s,%d", p.Topic, p.Text, p.Weight))
	}
	lines = append(lines, covers...)
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:6])
}
