package unit

import (
	"regexp"
	"strings"
)

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
	q := s.g.parsed.of(text, func() query { return s.ix.parse(text) })
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
