package unit

import (
	"slices"
	"strings"
)

// knows reports whether any unit ever bore the name, in any of its readings.
func (ix *nameIndex) knows(words []string, plain bool) bool {
	for _, r := range readings(words, "", plain) {
		if len(ix.lookup(r.keys, 0, plain)) > 0 || !plain && len(ix.lookup(r.keys, 1, plain)) > 0 {
			return true
		}
	}
	return false
}

// isPlace reports whether words are a unit's name, or kind and name, as they stand, syllable by
// syllable: "hoi an" is Hội An, but "cong an" is not xã Cô Ngân.
func (ix *nameIndex) isPlace(words []string, plain bool) bool {
	for _, r := range readings(words, "", plain) {
		if slices.ContainsFunc(ix.lookup(r.keys, 0, plain), func(n int32) bool {
			nm := &ix.namings[n]
			return (r.kind == "" || r.kind == nm.kind) && (!plain || plainKey(nm.k1) == r.keys.k1)
		}) {
			return true
		}
	}
	return false
}

func (ix *nameIndex) isProvince(words []string, plain bool) bool {
	hits := ix.lookup(keysOf(strings.Join(words, " ")), 0, plain)
	return slices.ContainsFunc(hits, func(n int32) bool { return ix.province[n] })
}

// lookup gives the namings of one tier: tier 0 compares diacritics, tier 1 does not. A text typed
// without diacritics has only the second.
func (ix *nameIndex) lookup(k nameKeys, tier int, plain bool) []int32 {
	if tier == 0 && !plain {
		return ix.byK2[k.k2]
	}
	if k.k4 == "" {
		return nil
	}
	return ix.byK4[k.k4]
}

// readings are the ways to understand words as a place, the likeliest first.
func readings(words []string, implied kind, plain bool) []reading {
	var out []reading
	add := func(k kind, name ...string) {
		out = append(out, reading{k, keysOf(strings.Join(name, " "))})
	}
	if len(words) == 0 {
		return nil
	}
	if k, n := fullKinds.of(plain).prefix(words); n > 0 && n < len(words) {
		add(k, words[n:]...)
	}
	if k, n := shortKinds.of(plain).prefix(words); n > 0 && n < len(words) {
		add(k, words[n:]...)
	}
	first := words[0]
	if k, ok := glued[first[0]]; ok && isDigits(first[1:]) {
		add(k, append([]string{first[1:]}, words[1:]...)...)
	}
	if rest, ok := strings.CutPrefix(first, "tp"); ok && rest != "" {
		add(thanhPho, append([]string{rest}, words[1:]...)...)
	}
	add(implied, words...)
	return out
}
