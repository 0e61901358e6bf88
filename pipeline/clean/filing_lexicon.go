package clean

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
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
	marked      bool   // has diacritics of its own
	capitals    bool   // in a text without diacritics only when typed in capitals: BOT, but not the "bot" of bớt or bột
	first, last uint32 // syllables, with diacritics
}

// noTopic is the topic of covers: phrases that take their words away from the lexicon and say nothing.
const noTopic = ""

// trie is walked syllable by syllable; node 0 is the root. While it is built children hang in maps; seal lays them out.
type trie struct {
	building []map[uint32]uint32 // by node: syllable → child
	entry    []int32             // by node: index of the entry that ends here, or -1
	first    []uint32            // node after the first syllable, by syllable: most syllables begin no phrase
	from     []uint32            // by node: where its edges begin; those of node n end where those of n+1 begin
	edges    []edge              // sorted by syllable within a node
}

type edge struct{ syllable, node uint32 }

func newTrie() trie { return trie{building: []map[uint32]uint32{{}}, entry: []int32{-1}} }

// add returns the node where the path ends.
func (t *trie) add(path []uint32) uint32 {
	var node uint32
	for _, syllable := range path {
		child, ok := t.building[node][syllable]
		if !ok {
			child = uint32(len(t.entry))
			t.building[node][syllable] = child
			t.building = append(t.building, map[uint32]uint32{})
			t.entry = append(t.entry, -1)
		}
		node = child
	}
	return node
}

// seal ends the building; syllables are numbered from 1 to n.
func (t *trie) seal(n uint32) {
	t.first = make([]uint32, n+1)
	for syllable, child := range t.building[0] {
		t.first[syllable] = child
	}
	for _, children := range t.building {
		t.from = append(t.from, uint32(len(t.edges)))
		for _, syllable := range slices.Sorted(maps.Keys(children)) {
			t.edges = append(t.edges, edge{syllable, children[syllable]})
		}
	}
	t.from = append(t.from, uint32(len(t.edges)))
	t.building = nil
}

// step gives the node after one more syllable; 0 when no phrase goes on so.
func (t *trie) step(node, syllable uint32) uint32 {
	if node == 0 || syllable == 0 {
		return t.first[syllable] // of syllable 0: none
	}
	edges := t.edges[t.from[node]:t.from[node+1]]
	for len(edges) > 8 {
		if half := len(edges) / 2; edges[half].syllable <= syllable {
			edges = edges[half:]
		} else {
			edges = edges[:half]
		}
	}
	for _, e := range edges {
		if e.syllable == syllable {
			return e.node
		}
	}
	return 0
}

// lexicon is the phrases in two tries: as written, and without diacritics.
type lexicon struct {
	entries      []entry
	vocabulary   *vocabulary
	marked, bare trie
	version      string
}

func newLexicon(phrases []Phrase) *lexicon {
	l := &lexicon{
		vocabulary: newVocabulary(),
		marked:     newTrie(), bare: newTrie(), version: versionOf(phrases),
	}
	all := slices.Clone(phrases)
	for i := range all {
		if groupOf(all[i].Topic) == KH { // "các vấn đề khác" says nothing
			all[i].Topic = noTopic
		}
	}
	for _, text := range covers {
		all = append(all, Phrase{noTopic, text, 0})
	}
	s := &scanner{vocabulary: l.vocabulary, learning: true}
	for _, p := range all {
		s.scan(p.Text)
		l.add(p, s.tokens)
	}
	l.marked.seal(l.vocabulary.marked.n)
	l.bare.seal(l.vocabulary.bare.n)
	return l
}

func (l *lexicon) add(p Phrase, tokens []token) {
	e := entry{phrase: p, group: groupOf(p.Topic)}
	abbreviation := len(tokens) == 1 && tokens[0].isUpper
	var marked, bare []uint32
	for i := range tokens {
		t := &tokens[i]
		if !t.isWord { // only a comma stands inside a phrase
			t.marked, t.bare = l.vocabulary.learn(&commaKey, &commaKey)
		} else {
			e.words++
		}
		e.marked = e.marked || t.isMarked
		marked, bare = append(marked, t.marked), append(bare, t.bare)
	}
	e.first, e.last = marked[0], marked[len(marked)-1]
	e.capitals = abbreviation && !trustedBare(p.Text, 1)
	l.entries = append(l.entries, e)
	n := int32(len(l.entries) - 1)
	if at := &l.marked.entry[l.marked.add(marked)]; *at < 0 {
		*at = n // the first phrase spelled so: phrases.csv holds each once
	}
	if !abbreviation && !trustedBare(p.Text, e.words) {
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
