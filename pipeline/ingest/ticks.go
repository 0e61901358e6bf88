package ingest

import (
	"regexp"
	"slices"
)

// tickGroup is a term that a register of opinions asks for by ticks: a heading ("Kết quả giải quyết") over columns that are each one of
// its words ("Đã giải quyết", "Đang giải quyết"), one of which is ticked in a row.
type tickGroup struct {
	name    string // of the column that the ticked one's words are for: outcome, authority …
	over    string
	members []placed // words: the sub-heading's
}

// mostTicked is how many columns a group may have: as many as there are topics of the first level.
const mostTicked = 15

// tickedParts is what may stand between a heading and its sub-heading where both are in one cell ("Kết quả - Đã giải quyết"): as people
// flatten a header, and as programs do.
var tickedParts = regexp.MustCompile(`\s*[-–—:/>|_.]+\s*`)

// tickHead parts a header cell into the heading of a term and one of the term's words.
func (l *Lexicon) tickHead(cell headCell, m *Map) (name, over, own string) {
	if len(cell) == 0 {
		return "", "", ""
	}
	decided, isDecided := m.column(cell)
	try := func(over, own string) bool {
		name = decided
		if !isDecided {
			name = l.byKey["opinion"][headKey(bareHead(over))]
		}
		key := headKey(own)
		return l.kinds["opinion."+name] == "term" && key != "" && !generic[key]
	}
	if n := len(cell); n > 1 {
		over, own = cell[n-2], bareHead(cell[n-1])
		if try(over, own) {
			return name, over, own
		}
		return "", "", ""
	}
	for _, cut := range tickedParts.FindAllStringIndex(cell[0], -1) {
		over, own = cell[0][:cut[0]], bareHead(cell[0][cut[1]:])
		if try(over, own) {
			return name, over, own
		}
	}
	return "", "", ""
}

// tickGroups finds the groups among header cells. A column of the group that answers to a name of its own ("Lý do chưa giải quyết") is
// none of its words; one that is asked with yes or no ("Đã trả lời tại hội nghị") is both. A term that has a column besides is read there.
func (l *Lexicon) tickGroups(heads []headCell, keys []headKeys, m *Map) (groups []tickGroup) {
	var open *tickGroup
	for at, cell := range heads {
		name, over, own := l.tickHead(cell, m)
		if name == "" {
			open = nil
			continue
		}
		if open == nil || name != open.name || headKey(over) != headKey(open.over) {
			groups = append(groups, tickGroup{name: name, over: over})
			open = &groups[len(groups)-1]
		}
		if self := l.byKey["opinion"][headKey(own)]; self == "" || self == name || l.kinds["opinion."+self] == "yesno" {
			open.members = append(open.members, placed{at: at, name: name, words: own})
		}
	}
	groups = slices.DeleteFunc(groups, func(g tickGroup) bool { return !g.whole() })
	return slices.DeleteFunc(groups, func(g tickGroup) bool {
		for at, cell := range heads {
			if len(cell) > 0 && memberOf(groups, at) != g.name && l.column("opinion", cell, keys[at].spellings, "", m) == g.name {
				return true
			}
		}
		return slices.ContainsFunc(groups, func(other tickGroup) bool { return other.name == g.name && other.members[0].at < g.members[0].at })
	})
}

// whole: there are words to choose from, each once.
func (g tickGroup) whole() bool {
	seen := map[string]bool{}
	for _, p := range g.members {
		seen[headKey(p.words)] = true
	}
	return len(g.members) > 1 && len(g.members) <= mostTicked && len(seen) == len(g.members)
}

// memberOf is the name of the group that a column belongs to; empty when it belongs to none.
func memberOf(groups []tickGroup, at int) string {
	for _, g := range groups {
		if slices.ContainsFunc(g.members, func(p placed) bool { return p.at == at }) {
			return g.name
		}
	}
	return ""
}

// withoutTicks is the lexicon for a table whose groups turned out to hold no ticks.
func (l *Lexicon) withoutTicks() *Lexicon {
	plain := *l
	plain.noTicks = true
	return &plain
}

// repeatsTicks: the row is the lower one of the header again.
func (h header) repeatsTicks(row sheetRow) bool {
	for _, g := range h.ticks {
		if !slices.ContainsFunc(g.members, func(p placed) bool { return headKey(bareHead(row.cell(p.at))) != headKey(p.words) }) {
			return true
		}
	}
	return false
}
