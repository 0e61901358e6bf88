package store

import (
	"maps"
	"slices"
)

// State is what the history makes of the files that have landed. Files are named by the hash of their bytes, however often they
// were read.
type State struct {
	files map[string]file
	pairs map[pair]relation
}

type file struct {
	readings  []string        // as they came to decide; the last one decides
	waits     map[string]bool // on a decision about these
	retracted bool
	reason    string
}

// pair names two files, the smaller hash first: what is said last about two files is what holds.
type pair [2]string

type relation struct {
	what       Deed
	sha, other string
}

// Standing is whether a file counts, and if not, why: Waits, Supersedes (by another), Contradicts or Retracted.
type Standing struct {
	Counts bool
	Why    Deed
	Others []string // the files it waits for, was superseded by, or contradicts; sorted
	Reason string
}

// Replay reads the history from the beginning. landed tells which files are here: what was written about a file that then did
// not land has no effect.
func Replay(entries []Entry, landed func(sha string) bool) State {
	s := State{files: map[string]file{}, pairs: map[pair]relation{}}
	for _, e := range entries {
		if e.SHA != "" && landed(e.SHA) {
			s.Apply(e)
		}
	}
	return s
}

// Clone is a copy to try a decision on.
func (s State) Clone() State {
	c := State{files: maps.Clone(s.files), pairs: maps.Clone(s.pairs)}
	for sha, f := range c.files {
		f.waits = maps.Clone(f.waits)
		c.files[sha] = f
	}
	return c
}

// Apply adds one line.
func (s State) Apply(e Entry) {
	f := s.files[e.SHA]
	switch e.What {
	case Landed: // anew: what an attempt that a crash cut short had said is void
		f = file{readings: []string{e.Reading}}
		s.forget(e.SHA)
	case Reread:
		f.readings = append(slices.DeleteFunc(slices.Clone(f.readings), func(r string) bool { return r == e.Reading }), e.Reading)
	case Waits:
		f.waits = with(f.waits, e.Other)
		delete(s.pairs, pairOf(e))
	case Counted:
		f.waits = nil
	case Supersedes, Completes, Contradicts:
		f.waits = without(f.waits, e.Other)
		s.pairs[pairOf(e)] = relation{e.What, e.SHA, e.Other}
	case Retracted, Restored:
		f.retracted, f.reason = e.What == Retracted, e.Reason
	default:
		return
	}
	s.files[e.SHA] = f
}

// forget drops what the file was said to be to others.
func (s State) forget(sha string) {
	maps.DeleteFunc(s.pairs, func(_ pair, r relation) bool { return r.sha == sha })
}

func pairOf(e Entry) pair {
	if e.SHA < e.Other {
		return pair{e.SHA, e.Other}
	}
	return pair{e.Other, e.SHA}
}

func with(set map[string]bool, sha string) map[string]bool {
	set = maps.Clone(set)
	if set == nil {
		set = map[string]bool{}
	}
	set[sha] = true
	return set
}

func without(set map[string]bool, sha string) map[string]bool {
	set = maps.Clone(set)
	delete(set, sha)
	return set
}

// Readings lists how a file was read, the deciding reading last.
func (s State) Readings(sha string) []string { return s.files[sha].readings }

// Related is what was said about two files; empty when nothing was.
func (s State) Related(a, b string) Deed { return s.pairs[pairOf(Entry{SHA: a, Other: b})].what }

// Completed lists the files that this one was said to complete, sorted.
func (s State) Completed(sha string) []string {
	return s.others(func(r relation) (string, bool) { return r.other, r.what == Completes && r.sha == sha })
}

// Standing tells whether a file counts. A file of which nothing was said counts. What a retracted file was said to supersede
// comes back, and what contradicts only retracted files has nothing left to contradict.
func (s State) Standing(sha string) Standing {
	f := s.files[sha]
	if f.retracted {
		return Standing{Why: Retracted, Reason: f.reason}
	}
	if len(f.waits) > 0 {
		return Standing{Why: Waits, Others: slices.Sorted(maps.Keys(f.waits))}
	}
	if others := s.contradicted(sha); len(others) > 0 {
		return Standing{Why: Contradicts, Others: others}
	}
	by := s.others(func(r relation) (string, bool) {
		return r.sha, r.what == Supersedes && r.other == sha && s.speaks(r.sha)
	})
	if len(by) > 0 {
		return Standing{Why: Supersedes, Others: by}
	}
	return Standing{Counts: true}
}

// contradicted lists the files whose word stands against this one's.
func (s State) contradicted(sha string) []string {
	return s.others(func(r relation) (string, bool) {
		return r.other, r.what == Contradicts && r.sha == sha && !s.files[r.other].retracted
	})
}

// speaks: only a file that may count itself can set another aside. One that was superseded in its turn still does: the chain holds.
func (s State) speaks(sha string) bool {
	f := s.files[sha]
	return !f.retracted && len(f.waits) == 0 && len(s.contradicted(sha)) == 0
}

func (s State) others(pick func(relation) (string, bool)) []string {
	var list []string
	for _, r := range s.pairs {
		if sha, ok := pick(r); ok {
			list = append(list, sha)
		}
	}
	slices.Sort(list)
	return list
}
