package unit

import (
	"strings"

	"nhipcau/internal/viet"
)

// naming is a name a unit had for a while: one of its versions, or an alias.
type naming struct {
	unit     int32
	kind     kind
	k1       string // the name without its kind, numbers in one form
	from, to day
}

// nameIndex finds namings by the keys of their names, without the kind. The first namings are the
// versions of the gazetteer, in its order.
type nameIndex struct {
	namings []naming
	byK2    map[string][]int32
	byK4    map[string][]int32
	// province tells, naming by naming, whether the unit is a province: a thành phố need not be.
	province []bool
}

// nameKeys are the keys of one name. Numbers are brought to one form first: the official lists wrote
// "Phường 08" once, and resolutions write "Phường IV".
type nameKeys struct{ k1, k2, k4 string }

func keysOf(k1 string) nameKeys {
	k1 = canonNumbers(k1)
	k2 := viet.Key2Of(k1)
	return nameKeys{k1, k2, viet.Key4Of(k1)}
}

func newNameIndex(g *Gazetteer) *nameIndex {
	ix := &nameIndex{
		namings: make([]naming, 0, len(g.versions)+2*len(g.aliases)),
		byK2:    make(map[string][]int32, len(g.versions)),
		byK4:    make(map[string][]int32, len(g.versions)),
	}
	seen := make(map[string]nameKeys, len(g.versions))
	add := func(unit int32, kind kind, name string, from, to day) {
		k, ok := seen[name]
		if !ok {
			k = keysOf(viet.Key1(name))
			seen[name] = k
		}
		n := int32(len(ix.namings))
		ix.namings = append(ix.namings, naming{unit, kind, k.k1, from, to})
		ix.province = append(ix.province, g.units[unit].Level == Province)
		ix.byK2[k.k2] = append(ix.byK2[k.k2], n)
		ix.byK4[k.k4] = append(ix.byK4[k.k4], n)
	}
	for i := range g.versions {
		v := &g.versions[i]
		add(v.unit, v.Kind, v.Name, v.from, v.to)
	}
	for _, a := range g.aliases {
		g.eachAliasNaming(a, add)
	}
	return ix
}

// eachAliasNaming gives an alias the kind it is written with, else the kinds the unit had.
func (g *Gazetteer) eachAliasNaming(a alias, add func(int32, kind, string, day, day)) {
	kind, name := cutKind(a.text)
	if a.until != dayMax && kind != "" {
		add(a.unit, kind, name, dayMin, a.until)
		return
	}
	for _, v := range g.units[a.unit].Versions {
		if v.from >= a.until {
			continue
		}
		k := kind
		if k == "" {
			k = v.Kind
		}
		add(a.unit, k, name, v.from, min(v.to, a.until))
	}
}

// cutKind parts "Xã Phó Bảng" into kind and name, as the files write them.
func cutKind(full string) (kind, string) {
	for k := range kindLevels {
		if rest, ok := strings.CutPrefix(full, k+" "); ok {
			return k, rest
		}
	}
	return "", full
}

// canonNumbers brings "08" to "8" word by word, a name that is a small Roman numeral to digits, and
// "N.T" and "NT" (nông trường) to one word.
func canonNumbers(k1 string) string {
	if n, ok := roman(k1); ok {
		return n
	}
	if !strings.ContainsAny(k1, "0n") {
		return k1
	}
	words := strings.Split(k1, " ")
	for i, w := range words {
		if len(w) > 1 && w[0] == '0' && isDigits(w) {
			words[i] = strings.TrimLeft(w[:len(w)-1], "0") + w[len(w)-1:]
		}
	}
	k1 = strings.Join(words, " ")
	for _, long := range []string{"n t ", farmKey + " ", "nong truong "} {
		if rest, ok := strings.CutPrefix(k1, long); ok && rest != "" {
			return "nt " + rest
		}
	}
	return k1
}

var farmKey = viet.Key1("nông trường")

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

var romans = map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7",
	"viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12"}

func roman(s string) (string, bool) {
	n, ok := romans[s]
	return n, ok
}
