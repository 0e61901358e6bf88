package unit

import "slices"

// judge says what one naming with the right name is worth on the day.
func (s *search) judge(r reading, nm *naming, in places) outcome {
	one := func(rank rank, warnings ...string) outcome {
		return outcome{rank: rank, units: []int32{nm.unit}, warnings: warnings}
	}
	if nm.from <= s.d && s.d < nm.to {
		switch {
		case !in.hold(s, nm.unit, s.d):
			return one(elsewhere)
		case r.kind != "" && r.kind != nm.kind:
			return one(otherKind)
		}
		return one(live)
	}
	if r.kind != "" && r.kind != nm.kind {
		return outcome{}
	}
	now := s.g.versionAt(nm.unit, s.d)
	if now != nil {
		return s.judgeRenamed(nm, now, in)
	}
	if nm.from > s.d {
		if !in.hold(s, nm.unit, nm.from) {
			return one(elsewhere)
		}
		return one(notYet)
	}
	return s.judgeEnded(nm, in)
}

// judgeRenamed: the unit lives, but is not called so on the day. A kind it had or will have is
// forgiven with a warning, and so is a name it simply shed. A name shed in a merger is not: Quận 2 is
// not TP Thủ Đức.
func (s *search) judgeRenamed(nm *naming, now *Version, in places) outcome {
	o := outcome{rank: renamed, units: []int32{nm.unit}}
	past := nm.to <= s.d
	switch sameName := s.ix.namings[now.pos].k1 == nm.k1; {
	case !in.hold(s, nm.unit, s.d):
		o.rank = elsewhere
	case sameName && past:
		o.warnings = []string{WarnObsoleteKind}
	case sameName:
		o.warnings = []string{WarnLaterKind}
	case !past:
		o.rank = notYet
	case s.g.movedOn(nm.unit, nm.to):
		return s.judgeEnded(nm, in)
	default:
		o.warnings = []string{WarnFormerName}
	}
	return o
}

// movedOn reports whether land or people moved into or out of a unit on the day its name changed.
func (g *Gazetteer) movedOn(u int32, on day) bool {
	changed := func(rows []int32) bool {
		return slices.ContainsFunc(rows, func(n int32) bool { return g.lineage[n].on == on })
	}
	return changed(g.heirs[u]) || changed(g.origins[u])
}

// judgeEnded: the unit is no more, or no more what the name meant. It belongs where it lay on its last
// day, or where its heirs lie now.
func (s *search) judgeEnded(nm *naming, in places) outcome {
	heirs := s.g.heirsOf(nm.unit, nm.to, s.d)
	inside := in.hold(s, nm.unit, nm.to.before()) || slices.ContainsFunc(heirs, func(h int32) bool { return in.hold(s, h, s.d) })
	if !inside {
		return outcome{rank: elsewhere, units: []int32{nm.unit}}
	}
	return outcome{rank: gone, units: []int32{nm.unit}, successors: heirs}
}
