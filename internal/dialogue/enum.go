package dialogue

import (
	"errors"
	"fmt"
	"slices"
)

// ErrTerm marks a word that is not in the vocabulary it was looked up in.
var ErrTerm = errors.New("unknown term")

// An Enum is the closed list of one vocabulary. The list is the only place where its words stand: the
// templates, the checks of ingest and the SQL constraints are made from it.
type Enum[T ~string] struct {
	name   string
	values []T
}

func enum[T ~string](name string, values ...T) Enum[T] { return Enum[T]{name, values} }

// Name is the word's column name in schema model, for example "origin".
func (e Enum[T]) Name() string { return e.name }

// All returns the words in the order of the glossary. The caller owns the slice.
func (e Enum[T]) All() []T { return slices.Clone(e.values) }

// Strings is All as plain strings.
func (e Enum[T]) Strings() []string {
	out := make([]string, len(e.values))
	for i, v := range e.values {
		out[i] = string(v)
	}
	return out
}

// Valid says whether v is one of the words. The empty word is not: absent is for the caller to decide.
func (e Enum[T]) Valid(v T) bool { return slices.Contains(e.values, v) }

// Parse reads a stored word, exactly as stored; the error wraps ErrTerm and names the list. Words as
// people write them ("Định kỳ", "đ.kỳ") are the business of ingest.
func (e Enum[T]) Parse(s string) (T, error) {
	if v := T(s); e.Valid(v) {
		return v, nil
	}
	var none T
	return none, fmt.Errorf("%s %q: %w", e.name, s, ErrTerm)
}

// terms is what Vocabulary needs of an Enum of any type.
type terms interface {
	Name() string
	Strings() []string
}

// vocabulary lists every Enum of the package; a test holds it complete.
var vocabulary = []terms{
	Origins, Channels, Levels, SessionKinds, Modes, HostRoles,
	CollectedAll, Authorities, Outcomes, OutcomeDetails, Reasons, TopicSources, DueSources, CountingUnits,
	ReplyKinds, SpeakerGroups,
	FigureStatuses, Qualifiers, Measures,
	ObligationKinds, ObligationStatuses, DayTypes, Anchors, Directions, Exemptions, Pers, Clocks,
	Verifications, DatePrecisions, DayKinds, RateStatuses,
}

// Vocabulary returns every list of words by its column name.
func Vocabulary() map[string][]string {
	out := make(map[string][]string, len(vocabulary))
	for _, e := range vocabulary {
		out[e.Name()] = e.Strings()
	}
	return out
}
