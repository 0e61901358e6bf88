package unit

import (
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// search is one match in progress.
type search struct {
	g  *Gazetteer
	ix *nameIndex
	d  day
}

// places is what a name must lie in: any of the units. Without a bound, anywhere.
type places struct {
	units []int32
	bound bool
	// below: the place itself does not count. "TP Hòa Bình, tỉnh Hòa Bình" is not the province.
	below bool
}

func (p places) hold(s *search, u int32, at day) bool {
	if !p.bound {
		return true
	}
	for _, place := range p.units {
		if p.below && u == place {
			continue
		}
		if s.g.within(u, place, at) {
			return true
		}
	}
	return false
}

// rank orders what a search can come to; more is better.
type rank int

const (
	nothing   rank = iota
	elsewhere      // the name exists, but not in the place given
	otherKind      // a unit of that name lives there, but never was of that kind
	notYet         // it will be called so later
	gone           // it had ended
	renamed        // it lives, under another kind or name
	live           // it lives under that very name
)

// outcome is what one reading, or several, came to.
type outcome struct {
	rank       rank
	tier       string
	units      []int32
	successors []int32
	warnings   []string
	shadows    []int32 // units of a higher level that bore the name and have ended
}

func (o *outcome) add(u int32) {
	if !slices.Contains(o.units, u) {
		o.units = append(o.units, u)
	}
}

func (o outcome) result(s *search) Result {
	ids := s.g.ids(o.units)
	r := Result{Status: None, Warnings: slices.Clone(o.warnings)}
	switch o.rank {
	case live, renamed:
		r.Tier = o.tier
		if len(ids) > 1 {
			return Result{Status: Ambiguous, Candidates: ids, Tier: o.tier}
		}
		if former := s.shadow(o); former != nil {
			return Result{Status: Ambiguous, Candidates: append(ids, former...), Tier: o.tier, Warnings: []string{WarnAlsoFormer}}
		}
		r.Status, r.UnitID = Unique, ids[0]
		if len(o.shadows) > 0 {
			r.warn(WarnAlsoFormer)
		}
		if len(r.Warnings) > 0 {
			r.Status = Warn
		}
	case gone:
		r.Status, r.Candidates, r.Tier = Dissolved, ids, o.tier
		r.Successors = s.g.ids(o.successors)
		if len(r.Successors) == 0 {
			r.warn(WarnSuccessorUnknown)
		}
	case notYet, otherKind, elsewhere:
		r.Candidates = ids
		r.warn(map[rank]string{notYet: WarnNotYet, otherKind: WarnKindDiffers, elsewhere: WarnOutsideParent}[o.rank])
	}
	return r
}

// best tries the readings of a text and keeps the best outcome. A text without diacritics can be
// read with and without its first word as a kind; if both live, both count.
func (s *search) best(q *query, level Level, in places) outcome {
	var best outcome
	for _, r := range q.readings {
		o := s.read(r, q.plain, level, in)
		switch {
		case o.rank > best.rank:
			best = o
		case o.rank == live && best.rank == live && q.plain:
			for _, u := range o.units {
				best.add(u)
			}
		}
	}
	return best
}

// read climbs down the key ladder for one reading and stops at the first tier with a hit.
func (s *search) read(r reading, plain bool, level Level, in places) outcome {
	last := 1
	if plain {
		last = 0
	}
	var far outcome
	for tier := 0; tier <= last; tier++ {
		o := s.readTier(r, s.ix.lookup(r.keys, tier, plain), level, in)
		if o.rank > elsewhere {
			o.tier = s.tierName(r, o, tier == 1 || plain)
			if tier == 1 {
				s.compareMarks(r, &o)
			}
			return o
		}
		if o.rank > far.rank {
			far = o
		}
	}
	return far
}

// compareMarks looks again at what only the last tier found for a text with diacritics. Where only the
// spaces differ (Ea Hleo, Ea H'Leo) nothing is said, and those units win; where the marks themselves do
// (Bắc Giàng) the reader is warned.
func (s *search) compareMarks(r reading, o *outcome) {
	var same []int32
	for _, n := range s.ix.byK4[r.keys.k4] {
		nm := &s.ix.namings[n]
		if slices.Contains(o.units, nm.unit) && !slices.Contains(same, nm.unit) && compact(viet.Key2Of(nm.k1)) == compact(r.keys.k2) {
			same = append(same, nm.unit)
		}
	}
	if same == nil {
		o.warnings = append(o.warnings, WarnMarksDiffer)
		return
	}
	o.units = same
}

func compact(key string) string { return strings.ReplaceAll(key, " ", "") }

func (s *search) tierName(r reading, o outcome, k4 bool) string {
	if k4 {
		return "k4"
	}
	for _, n := range s.ix.byK2[r.keys.k2] {
		if nm := &s.ix.namings[n]; nm.k1 == r.keys.k1 && slices.Contains(o.units, nm.unit) {
			return "k1"
		}
	}
	return "k2"
}

func (s *search) readTier(r reading, hits []int32, level Level, in places) outcome {
	var best outcome
	var shadows []int32
	for _, n := range hits {
		nm := &s.ix.namings[n]
		if best.rank == live && int(n) >= len(s.g.versions) {
			break // a name outranks an alias; namings stand in that order
		}
		if !levelFits(s.g.units[nm.unit].Level, level, r.kind) {
			continue
		}
		o := s.judge(r, nm, in)
		if o.rank == gone && r.kind == "" && s.g.units[nm.unit].Level != Commune {
			shadows = append(shadows, nm.unit)
		}
		if o.rank > best.rank {
			best = o
			continue
		}
		if o.rank == best.rank {
			best.merge(o)
		}
	}
	if best.rank == live && !slices.ContainsFunc(best.units, func(u int32) bool { return s.g.units[u].Level != Commune }) {
		best.shadows = shadows
	}
	return best
}

// shadow gives the former provinces that a bare name may also mean. "Bắc Giang" written in August
// 2025 is more likely the old province than the ward of that name; a former district (over 700
// communes bear the name of one) is only worth a warning.
func (s *search) shadow(o outcome) []string {
	var provinces []int32
	for _, u := range o.shadows {
		if s.g.units[u].Level == Province && !slices.Contains(provinces, u) {
			provinces = append(provinces, u)
		}
	}
	if provinces == nil {
		return nil
	}
	return s.g.ids(provinces)
}

func (o *outcome) merge(other outcome) {
	for _, u := range other.units {
		o.add(u)
	}
	for _, u := range other.successors {
		if !slices.Contains(o.successors, u) {
			o.successors = append(o.successors, u)
		}
	}
	for _, w := range other.warnings {
		if !slices.Contains(o.warnings, w) {
			o.warnings = append(o.warnings, w)
		}
	}
}

func levelFits(have, want Level, k kind) bool {
	if want != Any && have != want {
		return false
	}
	return k == "" || slices.Contains(kindLevels[k], have)
}
