package unit

import (
	"cmp"
	"regexp"
	"strings"

	"nhipcau/internal/viet"
)

// query is a text taken apart: what place it names, inside what, and whether it is an organ.
type query struct {
	plain    bool // typed without diacritics: only the last tier of keys may compare it
	readings []reading
	context  []contextPart // nearest first
	village  bool          // the text named a thôn or tổ dân phố, left out, before the place
	list     [][]reading   // several places in one cell: "2 phường Tân Hòa và Hữu Nghị"

	self     bool // no name at all ("UBND tỉnh", "BTV Tỉnh ủy"): the file's own place
	selfKind kind

	organ string // "Sở TN&MT"; empty for a place
	scope organScope
}

// contextPart is a text that says where the place lies. In brackets it may also be a mere remark.
type contextPart struct {
	text    string
	bracket bool
}

// reading is one way to understand a text as kind and name.
type reading struct {
	kind kind
	keys nameKeys
}

var (
	bracketed = regexp.MustCompile(`[(\[{]([^)\]}]*)[)\]}]?`)
	divider   = regexp.MustCompile(`[,;|/\n]+`)
	dash      = regexp.MustCompile(`\s[-–—]\s`)
	comrade   = strings.NewReplacer("đ/c", "đồng chí", "Đ/c", "đồng chí", "Đ/C", "đồng chí") // its slash parts nothing
)

// parse never fails: a text it makes nothing of has a reading that will match nothing.
func (ix *nameIndex) parse(text string) query {
	text = comrade.Replace(viet.Tidy(text))
	q := query{plain: !viet.HasDiacritics(text)}
	head, rest := q.cutContext(text)
	words := strings.Fields(viet.Key1(head))
	if ix.isVillage(words, q.plain) && len(rest) > 0 && !rest[0].bracket {
		q.village = true
		head, rest = rest[0].text, rest[1:]
		words = strings.Fields(viet.Key1(head))
	}
	implied := ""
	if !ix.isPlace(words, q.plain) {
		kind, n, organ := q.cutOrgans(words)
		if organ >= 0 && !ix.isPlace(q.placeWords(words[organ:]), q.plain) {
			q.scope, _ = organs.of(q.plain).prefix(words[organ:])
			ix.parseOrgan(&q, head, words)
			q.context = append(q.context, rest...)
			return q
		}
		implied, words = kind, dropCount(words[n:], q.plain)
	}
	if names := q.sameLevel(words, rest); names != nil {
		q.list = ix.readList(names, implied, q.plain)
		return q
	}
	ix.parsePlace(&q, words, implied)
	q.context = append(q.context, rest...)
	return q
}

// isVillage reports whether words begin like the name of a village and are no unit's name: xã Bản Lang
// and phường Làng Mới would be.
func (ix *nameIndex) isVillage(words []string, plain bool) bool {
	_, n := villages.of(plain).prefix(words)
	return n > 0 && !ix.isPlace(words, plain)
}

// sameLevel tells "phường Tân Hòa, phường Hữu Nghị", a list, from a place and what it lies in. It
// gives the words of each place, or nil.
func (q *query) sameLevel(words []string, rest []contextPart) [][]string {
	level := q.levelOf(words)
	names := [][]string{words}
	for _, part := range rest {
		w := strings.Fields(viet.Key1(part.text))
		if !part.bracket && level != Any && q.levelOf(w) == level {
			names = append(names, w)
		}
	}
	if len(names) == 1 {
		return nil
	}
	return names
}

// levelOf is the level a leading kind word tells; Any for thành phố, which may be of two.
func (q *query) levelOf(words []string) Level {
	k, n := fullKinds.of(q.plain).prefix(words)
	if levels := kindLevels[k]; n > 0 && n < len(words) && len(levels) == 1 {
		return levels[0]
	}
	return Any
}

// cutContext parts the head from what follows it after commas or stands in brackets.
func (q *query) cutContext(text string) (head string, rest []contextPart) {
	for _, m := range bracketed.FindAllStringSubmatch(text, -1) {
		if strings.TrimSpace(m[1]) != "" {
			rest = append(rest, contextPart{m[1], true})
		}
	}
	bare := strings.TrimSpace(bracketed.ReplaceAllString(text, " "))
	if bare == "" && len(rest) > 0 {
		bare, rest = rest[0].text, rest[1:]
	}
	if cut := dash.FindStringIndex(bare); cut != nil && q.isOnlyOrgans(bare[:cut[0]], bare[cut[1]:]) {
		bare = dash.ReplaceAllString(bare, ", ")
	}
	parts := divider.Split(bare, -1)
	head = parts[0]
	for parts = parts[1:]; len(parts) > 0 && q.isOnlyOrgans(head, parts[0]); parts = parts[1:] {
		head += " và " + parts[0] // "HĐND, UBND xã Quỳnh Sơn" names one place
	}
	after := make([]contextPart, 0, len(parts)+len(rest))
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			after = append(after, contextPart{p, false})
		}
	}
	return head, append(after, rest...)
}

// isOnlyOrgans reports whether head names hosts and no place yet, so that next goes on with it:
// "Huyện ủy, UBND huyện Yên Dũng". But "Huyện ủy, tỉnh Bắc Giang" says where the huyện lies.
func (q *query) isOnlyOrgans(head, next string) bool {
	words := strings.Fields(viet.Key1(head))
	kind, n, organ := q.cutOrgans(words)
	if n != len(words) || n == 0 || organ >= 0 {
		return false
	}
	nextWords := strings.Fields(viet.Key1(next))
	_, place := placeOrgans.of(q.plain).prefix(nextWords)
	_, joint := jointHosts.of(q.plain).prefix(nextWords)
	return kind == "" || place > 0 || joint > 0
}

// cutOrgans counts the leading words that speak for the place itself, and the kind they imply. organ
// is the position of a word that begins an organ that is no place, or -1.
func (q *query) cutOrgans(words []string) (implied kind, n, organ int) {
	for n < len(words) {
		kind, place := placeOrgans.of(q.plain).prefix(words[n:])
		if n > 0 && isAnd(words[n-1]) {
			if _, joint := jointHosts.of(q.plain).prefix(words[n:]); joint > place {
				n += joint
				continue
			}
		}
		if _, other := organs.of(q.plain).prefix(words[n:]); other > place {
			return implied, n, n
		}
		if place == 0 || n == 0 && (isAnd(words[0]) || viet.Key4Of(words[0]) == "cac") {
			break
		}
		if kind != "" {
			implied = kind
		}
		n += place
	}
	return implied, n, -1
}

var andKey = viet.Key1("và")

func isAnd(word string) bool { return word == andKey || word == "va" || word == "&" || word == "+" }

// dropCount takes the number off "2 phường Tân Hòa và Hữu Nghị".
func dropCount(words []string, plain bool) []string {
	if len(words) > 2 && isDigits(words[0]) {
		if _, n := fullKinds.of(plain).prefix(words[1:]); n > 0 {
			return words[1:]
		}
	}
	return words
}

func (ix *nameIndex) parsePlace(q *query, words []string, implied kind) {
	if k, ok := q.kindAlone(words); ok {
		q.self, q.selfKind = true, cmp.Or(k, implied)
		return
	}
	if !ix.knows(words, q.plain) {
		if names := splitList(words); len(names) > 1 {
			q.list = ix.readList(names, implied, q.plain)
			return
		}
		var inner []string
		words, inner = ix.splitInner(words, q.plain)
		for _, c := range inner {
			q.context = append(q.context, contextPart{c, false})
		}
	}
	q.readings = readings(words, implied, q.plain)
}

// kindAlone reports whether words are a kind and no name: "tỉnh", "TP", or nothing after "Tỉnh ủy".
func (q *query) kindAlone(words []string) (kind, bool) {
	if k, n := fullKinds.of(q.plain).prefix(words); n == len(words) {
		return k, true
	}
	k, n := shortKinds.of(q.plain).prefix(words)
	return k, n == len(words) && (n > 1 || len(words[0]) > 1)
}

// splitList parts words at every "và".
func splitList(words []string) [][]string {
	var out [][]string
	start := 0
	for i, w := range words {
		if isAnd(w) && i > start {
			out = append(out, words[start:i])
			start = i + 1
		}
	}
	if start < len(words) {
		out = append(out, words[start:])
	}
	return out
}

// readList reads each name of a list; a name without a kind takes that of the one before it.
func (ix *nameIndex) readList(names [][]string, implied kind, plain bool) [][]reading {
	var out [][]reading
	for _, words := range names {
		if k, n := fullKinds.of(plain).prefix(words); n > 0 {
			implied = k
		}
		out = append(out, readings(words, implied, plain))
	}
	return out
}

// joints are words between a place and what it lies in.
var joints = newLexicons(map[string]bool{"thuộc|của|tại|trên địa bàn|ở": true})

// splitInner parts "xã Quỳnh Sơn huyện Yên Dũng tỉnh Bắc Giang", written without commas, at the
// kind words, and takes a province's name off the end.
func (ix *nameIndex) splitInner(words []string, plain bool) (head []string, context []string) {
	_, start := fullKinds.of(plain).prefix(words)
	cuts := []int{0}
	for i := start + 1; i < len(words); i++ {
		if kindAt(words, i, plain) > 0 {
			cuts = append(cuts, i)
		}
	}
	cuts = append(cuts, len(words))
	head = trimJoint(words[:cuts[1]], plain)
	for i := 1; i+1 < len(cuts); i++ {
		context = append(context, strings.Join(trimJoint(words[cuts[i]:cuts[i+1]], plain), " "))
	}
	if ix.knows(head, plain) {
		return head, context
	}
	for i := start + 1; i < len(head); i++ {
		place := trimJoint(head[:i], plain)
		if ix.isProvince(head[i:], plain) && ix.knows(place, plain) {
			return place, append([]string{strings.Join(head[i:], " ")}, context...)
		}
	}
	return head, context
}

// kindAt is the length of the kind written at a position; "xã" in "xã hội" and "hợp tác xã" is none.
func kindAt(words []string, i int, plain bool) int {
	k, n := fullKinds.of(plain).prefix(words[i:])
	if k == xa && (i+1 < len(words) && viet.Key4Of(words[i+1]) == "hoi" || i > 0 && viet.Key4Of(words[i-1]) == "tac") {
		return 0
	}
	return n
}

func trimJoint(words []string, plain bool) []string {
	for i := 1; i < len(words); i++ {
		if _, n := joints.of(plain).prefix(words[i:]); n > 0 && i+n == len(words) {
			return words[:i]
		}
	}
	return words
}

// placeWords are the words up to the next kind: "hội an" of "hội an tỉnh quảng nam".
func (q *query) placeWords(words []string) []string {
	for i := 1; i < len(words); i++ {
		if kindAt(words, i, q.plain) > 0 {
			return words[:i]
		}
	}
	return words
}
