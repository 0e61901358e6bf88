package unit

import (
	"regexp"
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

// context narrows base by what the text itself says, from the widest to the nearest. What the text
// says wins over where the file is from.
func (s *search) context(q *query, base places) (in places, warnings []string, ok bool) {
	in = base
	for i := len(q.context) - 1; i >= 0; i-- {
		part := q.context[i]
		next, warn := s.narrow(part.text, in)
		if next == nil {
			if part.bracket {
				warnings = append(warnings, WarnNoteIgnored) // "(cũ)", "(đợt 1)"
				continue
			}
			return in, append(warnings, WarnParentUnknown), false
		}
		warnings = append(warnings, warn...)
		in = places{units: next, bound: true, below: true}
	}
	return in, warnings, true
}

// narrow resolves one part of a context. Every unit it can mean is kept: the name inside decides.
func (s *search) narrow(text string, in places) (units []int32, warnings []string) {
	q := s.ix.parse(text)
	if q.organ != "" || q.list != nil {
		return nil, nil
	}
	if q.self {
		if id := s.own(q.selfKind, Any, in).UnitID; id != "" {
			return []int32{s.g.byID[id]}, nil
		}
		return nil, nil
	}
	in.below = false
	o := s.best(&q, Any, in)
	if o.rank < gone && in.bound {
		if free := s.best(&q, Any, places{}); free.rank >= gone {
			o = free
			warnings = append(warnings, WarnOutsideParent)
		}
	}
	switch {
	case o.rank < gone:
		return nil, nil
	case o.rank == gone:
		warnings = append(warnings, WarnParentDissolved)
	}
	return o.units, append(warnings, o.warnings...)
}

var (
	unitIDForm  = regexp.MustCompile(`^[pdc]\d{2,5}@\d{4}$`)
	codeLength  = map[Level]int{Province: 2, District: 3, Commune: 5}
	levelLetter = map[Level]string{Province: "p", District: "d", Commune: "c"}
)

// parent resolves where the file is from. Not ok: it is given and means nothing.
func (s *search) parent(text string) (places, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return places{}, true
	}
	if u, ok := s.g.byID[text]; ok {
		return places{units: []int32{u}, bound: true}, true
	}
	for _, l := range []Level{Province, District} {
		if len(text) == codeLength[l] && isDigits(text) {
			u, ok := s.code(text, l)
			return places{units: []int32{u}, bound: true}, ok
		}
	}
	q := query{context: []contextPart{{text: text}}}
	if head, rest := q.cutContext(text); len(rest) > 0 {
		q.context = append([]contextPart{{text: head}}, rest...)
	}
	in, _, ok := s.context(&q, places{})
	in.below = false
	return in, ok
}

// code finds a code in the list in force on the day.
func (s *search) code(code string, level Level) (int32, bool) {
	list := List2004
	if s.d >= reformDay {
		list = List2025
	}
	u, ok := s.g.byID[levelLetter[level]+code+"@"+list]
	return u, ok
}

// byCode reads a unit id, or a code where the level is known. Spreadsheets drop leading zeros, so
// "7690" is 07690; but the short "1" of a district or commune is a name, as in Quận 1.
func (s *search) byCode(text string, level Level, in places) (Result, bool) {
	tier := "code"
	u, ok := int32(0), false
	switch width := codeLength[level]; {
	case unitIDForm.MatchString(text):
		tier = "id"
		u, ok = s.g.byID[text]
	case !isDigits(text) || level != Any && len(text) > width:
		return Result{}, false
	case width == 0:
		return Result{Status: None, Warnings: []string{WarnCodeNeedsLevel}}, true
	case level != Province && len(text) < 3:
		return Result{}, false
	default:
		u, ok = s.code(strings.Repeat("0", width-len(text))+text, level)
	}
	if !ok {
		return Result{Status: None, Warnings: []string{WarnCodeUnknown}}, true
	}
	if s.g.versionAt(u, s.d) == nil {
		return s.ended(u), true
	}
	if !in.hold(s, u, s.d) {
		return Result{Status: None, Candidates: s.g.ids([]int32{u}), Warnings: []string{WarnOutsideParent}}, true
	}
	return Result{Status: Unique, UnitID: s.g.units[u].ID, Tier: tier}, true
}
