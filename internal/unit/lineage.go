package unit

import (
	"slices"
	"time"
)

// Successors are the lineage rows that lead away from a unit, oldest first. Empty for a district
// dissolved on 1/7/2025: what it became is in DistrictLinks, because no decree says "district into ...".
func (g *Gazetteer) Successors(id string) []Lineage { return g.rows(g.heirs, id) }

// Predecessors are the lineage rows that lead to a unit, oldest first.
func (g *Gazetteer) Predecessors(id string) []Lineage { return g.rows(g.origins, id) }

func (g *Gazetteer) rows(index [][]int32, id string) []Lineage {
	u, ok := g.byID[id]
	if !ok {
		return nil
	}
	var out []Lineage
	for _, n := range index[u] {
		out = append(out, g.lineage[n])
	}
	slices.SortStableFunc(out, func(a, b Lineage) int { return int(a.on - b.on) })
	return out
}

// SuccessorsAt are the units in force on a date that took over a unit, or the unit itself while it
// is in force. Empty when no source names them (see Gaps) or the date is before the unit began.
func (g *Gazetteer) SuccessorsAt(id string, date time.Time) []string {
	u, ok := g.byID[id]
	if !ok {
		return nil
	}
	return g.ids(g.successorsAt(u, dayOf(date)))
}

func (g *Gazetteer) successorsAt(u int32, d day) []int32 {
	if g.versionAt(u, d) != nil {
		return []int32{u}
	}
	vs := g.units[u].Versions
	for i := len(vs) - 1; i >= 0; i-- {
		if vs[i].to <= d {
			return g.heirsOf(u, vs[i].to, d)
		}
	}
	return nil
}

// heirsOf follows what became, by day d, of a unit whose version ended on a day: the same code under
// another name, the units it went into, or both when only a part of it left.
func (g *Gazetteer) heirsOf(u int32, ended, d day) []int32 {
	found := make(map[int32]bool)
	if next := g.versionAt(u, ended); next != nil {
		for _, h := range g.continued(u, next, d) {
			found[h] = true
		}
	}
	for _, n := range g.heirs[u] {
		if l := &g.lineage[n]; l.on == ended && l.newUnit != u {
			for _, h := range g.successorsFrom(l.newUnit, l.on, d) {
				found[h] = true
			}
		}
	}
	if len(found) == 0 && g.units[u].Level == District && ended == reformDay {
		for _, l := range g.districts {
			if l.OldID == g.units[u].ID {
				found[g.byID[l.NewID]] = true
			}
		}
	}
	out := make([]int32, 0, len(found))
	for h := range found {
		out = append(out, h)
	}
	return out
}

// successorsFrom is successorsAt for a unit known to be in force on day start. It can only go
// forward in time, so it ends.
func (g *Gazetteer) successorsFrom(u int32, start, d day) []int32 {
	if v := g.versionAt(u, start); v != nil {
		return g.continued(u, v, d)
	}
	return nil
}

func (g *Gazetteer) continued(u int32, v *Version, d day) []int32 {
	if v.covers(d) || g.versionAt(u, d) != nil {
		return []int32{u}
	}
	if v.to > d {
		return nil
	}
	return g.heirsOf(u, v.to, d)
}

func (g *Gazetteer) ids(units []int32) []string {
	out := make([]string, 0, len(units))
	for _, u := range units {
		out = append(out, g.units[u].ID)
	}
	slices.Sort(out)
	return out
}

// ancestors gives a unit and the units above it on a day, nearest first, in a caller's array.
func (g *Gazetteer) ancestors(buf []int32, u int32, d day) []int32 {
	for u >= 0 && len(buf) < cap(buf) {
		buf = append(buf, u)
		v := g.versionAt(u, d)
		if v == nil {
			break
		}
		u = v.parent
	}
	return buf
}

// within reports whether unit u, as of day d, is place or lies in it. A place of another time counts
// through lineage: xã Ngọc Thiện lies in what was huyện Tân Yên, and a ward of 2019 in what has since
// become the new Bắc Ninh.
func (g *Gazetteer) within(u, place int32, d day) bool {
	var arr [4]int32
	up := g.ancestors(arr[:0], u, d)
	if slices.Contains(up, place) {
		return true
	}
	life := g.units[place].Versions
	switch {
	case len(life) == 0 || g.versionAt(place, d) != nil:
		return false
	case life[0].from > d:
		return g.becameWithin(up, place, d, life[0].from)
	}
	for _, n := range g.origins[u] {
		l := &g.lineage[n]
		if l.on <= d && l.oldUnit != u && g.within(l.oldUnit, place, l.on.before()) {
			return true
		}
	}
	return false
}

// becameWithin looks forward: whether any of up (a unit and those above it on day d) has an heir
// that lay in place when place began.
func (g *Gazetteer) becameWithin(up []int32, place int32, d, start day) bool {
	var arr [4]int32
	for _, u := range up {
		for _, heir := range g.successorsFrom(u, d, start) {
			if slices.Contains(g.ancestors(arr[:0], heir, start), place) {
				return true
			}
		}
	}
	return false
}
