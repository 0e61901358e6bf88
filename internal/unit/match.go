package unit

import (
	"slices"
	"sort"
	"strings"
	"time"
)

// Request is a name to resolve.
type Request struct {
	Text   string    // as received: "xã Yên Quang (Kỳ Sơn)", "Huyện ủy Yên Dũng", "TP. HCM", a code, a unit id
	Level  Level     // Any if the file does not say
	Parent string    // where the file is from: a unit id, a province or district code, or a text; may be empty
	AsOf   time.Time // the record's date
}

// Status is the outcome of a match.
type Status string

const (
	Unique    Status = "unique"    // one unit, nothing to remark
	Warn      Status = "warn"      // one unit, but something in the text was not so on that date: see Warnings
	Ambiguous Status = "ambiguous" // several units: see Candidates
	Dissolved Status = "dissolved" // the unit had ended by then: see Candidates (it) and Successors
	Organ     Status = "organ"     // a host that is no place: see Organ and PlaceID
	None      Status = "none"      // nothing that fits: Candidates and Warnings may say what came near
)

// Result is what a text was understood as. UnitID is set for unique and warn, and for an organ whose
// place is known; it is never a guess.
type Result struct {
	Status     Status
	UnitID     string
	Candidates []string
	Successors []string
	Tier       string   // what compared equal: k1, k2, k4 (see viet.Key1), code, id, or own for the file's own place
	Warnings   []string // codes; Words turns them into sentences
	Organ      string   // the organ's name, as written
	PlaceID    string   // the place the organ belongs to
}

// Resolved reports whether the text stands for one unit.
func (r Result) Resolved() bool { return r.UnitID != "" }

// Match resolves a name as of a date. Results are remembered, for between two days on which the
// gazetteer changes the answer is the same; the slices in a Result are shared and must not be changed.
func (g *Gazetteer) Match(req Request) Result {
	if req.AsOf.IsZero() {
		return Result{Status: None, Warnings: []string{WarnNoDate}}
	}
	d := dayOf(req.AsOf)
	return g.matched.of(memoKey{req.Text, req.Parent, req.Level, g.epoch(d)}, func() Result {
		r := g.match(req, d)
		if d < historyStart && r.Resolved() {
			r.warn(WarnBeforeHistory)
		}
		return r
	})
}

// Epoch numbers the spans of days within which no answer of Match changes.
func (g *Gazetteer) Epoch(on time.Time) int { return g.epoch(dayOf(on)) }

// epoch numbers the spans of days within which nothing in the gazetteer changes.
func (g *Gazetteer) epoch(d day) int {
	return sort.Search(len(g.changes), func(i int) bool { return g.changes[i] > d })
}

func (r *Result) warn(code string) {
	if !slices.Contains(r.Warnings, code) {
		r.Warnings = append(r.Warnings, code)
	}
	if r.Status == Unique {
		r.Status = Warn
	}
}

func (g *Gazetteer) match(req Request, d day) Result {
	ix := g.names()
	s := search{g: g, ix: ix, d: d}
	in := g.parents.of(parentKey{req.Parent, g.epoch(d)}, func() parentPlaces {
		p, ok := s.parent(req.Parent)
		return parentPlaces{p, ok}
	})
	base := in.places
	if !in.ok {
		return Result{Status: None, Warnings: []string{WarnParentUnknown}}
	}
	if r, ok := s.byCode(strings.TrimSpace(req.Text), req.Level, base); ok {
		return r
	}
	q := g.parsed.of(req.Text, func() query { return ix.parse(req.Text) })
	if len(q.readings) == 0 && !q.self && q.list == nil && q.organ == "" || strings.TrimSpace(req.Text) == "" {
		return Result{Status: None, Warnings: []string{WarnNoName}}
	}
	if q.organ != "" {
		return s.organ(&q, base)
	}
	if q.self {
		return s.own(q.selfKind, req.Level, base)
	}
	if q.list != nil {
		return s.severalPlaces(&q, req.Level, base)
	}
	return s.place(&q, req.Level, base)
}

// place resolves the head of a text inside what the text says it lies in, else inside the file's place.
func (s *search) place(q *query, level Level, base places) Result {
	in, warnings, ok := s.context(q, base)
	if !ok {
		r := s.best(q, level, places{}).result(s)
		return Result{Status: None, Candidates: r.Candidates, Warnings: warnings}.withUnit(r.UnitID)
	}
	o := s.best(q, level, in)
	r := o.result(s)
	if q.village && r.Resolved() {
		r.warn(WarnBelowCommune)
	}
	for _, w := range warnings {
		if r.Status == None && w == WarnNoteIgnored {
			continue
		}
		r.warn(w)
	}
	return r
}

// withUnit keeps a unit that came near among the candidates.
func (r Result) withUnit(id string) Result {
	if id != "" {
		r.Candidates = append([]string{id}, r.Candidates...)
	}
	return r
}

// severalPlaces answers for a cell that lists places: no one unit, all of them as candidates.
func (s *search) severalPlaces(q *query, level Level, base places) Result {
	r := Result{Status: Ambiguous, Warnings: []string{WarnSeveralPlaces}}
	in, _, _ := s.context(q, base)
	for _, readings := range q.list {
		one := query{plain: q.plain, readings: readings}
		o := s.best(&one, level, in).result(s)
		if o.UnitID == "" && o.Status != Ambiguous {
			r.Status = None
		}
		r.Candidates = append(r.Candidates, o.Candidates...)
		if o.UnitID != "" {
			r.Candidates = append(r.Candidates, o.UnitID)
		}
	}
	return r
}

// own resolves "UBND tỉnh", "Huyện ủy", "BTV Tỉnh ủy": the file's own place or one above it.
func (s *search) own(k kind, level Level, base places) Result {
	found := make(map[int32]bool)
	r := Result{Status: Unique, Tier: "own"}
	for _, p := range base.units {
		if s.g.versionAt(p, s.d) == nil {
			return s.ended(p)
		}
		var arr [4]int32
		for _, u := range s.g.ancestors(arr[:0], p, s.d) {
			if ok, warning := s.isOf(u, k, level); ok {
				found[u] = true
				if warning != "" {
					r.warn(warning)
				}
				break
			}
		}
	}
	switch len(found) {
	case 0:
		return Result{Status: None, Warnings: []string{WarnNoName}}
	case 1:
		for u := range found {
			r.UnitID = s.g.units[u].ID
		}
		return r
	}
	r = Result{Status: Ambiguous}
	for u := range found {
		r.Candidates = append(r.Candidates, s.g.units[u].ID)
	}
	slices.Sort(r.Candidates)
	return r
}

// isOf reports whether a unit is of a kind and level; a kind it had on other dates will do, with a warning.
func (s *search) isOf(u int32, k kind, level Level) (ok bool, warning string) {
	if level != Any && s.g.units[u].Level != level {
		return false, ""
	}
	if k == "" || s.g.versionAt(u, s.d).Kind == k {
		return true, ""
	}
	for _, v := range s.g.units[u].Versions {
		if v.Kind == k && v.to <= s.d {
			return true, WarnObsoleteKind
		}
	}
	return false, ""
}

// ended answers for a place given by the file that is not in force on the record's date.
func (s *search) ended(p int32) Result {
	id := s.g.units[p].ID
	if s.g.units[p].Versions[0].from > s.d {
		return Result{Status: None, Candidates: []string{id}, Warnings: []string{WarnNotYet}}
	}
	return Result{Status: Dissolved, Candidates: []string{id}, Successors: s.g.ids(s.g.successorsAt(p, s.d))}
}

// organ resolves the place an organ belongs to and names the organ under it.
func (s *search) organ(q *query, base places) Result {
	r := Result{Status: Organ, Organ: q.organ}
	var place Result
	switch {
	case q.self:
		place = s.own(q.selfKind, Any, base)
	case len(q.context) > 0:
		in, warnings, ok := s.context(q, base)
		if q.scope == scopeProvince {
			in.units = s.provincesOf(in.units)
		}
		if ok && len(in.units) == 1 {
			place.UnitID = s.g.units[in.units[0]].ID
			r.Warnings = append(r.Warnings, warnings...)
		} else if ok {
			place.Candidates = s.g.ids(in.units)
		}
	case q.scope == scopeProvince:
		place = s.own("", Province, base)
	default:
		place = s.own("", Any, base)
	}
	r.Warnings = append(r.Warnings, place.Warnings...)
	if place.UnitID == "" {
		r.Candidates, r.Successors = place.Candidates, place.Successors
		r.warn(WarnOrganWithoutPlace)
		return r
	}
	r.PlaceID, r.UnitID = place.UnitID, OrganID(place.UnitID, q.organ)
	return r
}

// provincesOf keeps the provinces if there are any: "Sở Y tế Bắc Giang" is not TP Bắc Giang's.
func (s *search) provincesOf(units []int32) []int32 {
	provinces := slices.DeleteFunc(slices.Clone(units), func(u int32) bool { return s.g.units[u].Level != Province })
	if len(provinces) == 0 {
		return units
	}
	return provinces
}
