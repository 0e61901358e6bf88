package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

// span is what one file says about one unit: from the first to the last day. Aspect keeps apart what never speaks of the same
// thing: channels, and in reports the level, the kind of session and the measure.
type span struct {
	SHA, Kind, Origin, Unit, Aspect string
	From, To                        string // YYYY-MM-DD
}

// subject is what two spans must share to speak of the same thing.
func (s span) subject() [4]string { return [4]string{s.Kind, s.Origin, s.Unit, s.Aspect} }

// meets tells whether two spans of one subject are about the same time. A quarter inside a year's report is not: every figure
// keeps its own period, and figures of different periods are never added. A quarter beside the same quarter is.
func (s span) meets(o span) bool {
	if s.From > o.To || o.From > s.To {
		return false
	}
	within := func(a, b span) bool { return a.From >= b.From && a.To <= b.To && (a.From != b.From || a.To != b.To) }
	return s.Kind != "aggregate" || !within(s, o) && !within(o, s)
}

// spans reads what the cleaned files speak about: one grouping a table. Rejected session rows speak too, because a session that
// was sent again is rejected as a duplicate. Days after the day of receipt are slips of the pen.
const spansQuery = `select 'session', file_sha, origin, unit_id, channel, cast(min(held_on) as varchar), cast(max(held_on) as varchar)
from clean.session_reading where unit_id is not null and held_on <= cast(? as date) group by file_sha, origin, unit_id, channel
union all
select 'opinion', o.file_sha, s.origin, s.unit_id, s.channel, cast(min(s.held_on) as varchar), cast(max(s.held_on) as varchar)
from (select k.file_sha, k.session_id from clean.opinion_count c join clean.opinion_session k on k.key_no = c.key_no group by k.file_sha, k.session_id) o
join clean.session s on s.session_id = o.session_id where s.held_on <= cast(? as date) group by o.file_sha, s.origin, s.unit_id, s.channel
union all
select 'aggregate', file_sha, origin, unit_id,
    coalesce(level_scope, '') || '|' || coalesce(channel, '') || '|' || coalesce(session_kind, '') || '|' || measure,
    cast(period_start as varchar), cast(period_end as varchar)
from clean.aggregate_reading where unit_id is not null and period_start is not null and period_end is not null
group by file_sha, origin, unit_id, level_scope, channel, session_kind, measure, period_start, period_end`

func spans(ctx context.Context, r engine.Reader, received time.Time) ([]span, error) {
	day := received.Format(time.DateOnly)
	rows, err := r.QueryContext(ctx, spansQuery, day, day)
	if err != nil {
		return nil, fmt.Errorf("what files speak about: %w", err)
	}
	defer rows.Close()
	var list []span
	for rows.Next() {
		var s span
		if err := rows.Scan(&s.Kind, &s.SHA, &s.Origin, &s.Unit, &s.Aspect, &s.From, &s.To); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

// Overlap is what a new file and one that counts both speak about.
type Overlap struct {
	SHA, Name string
	Kinds     []string // session, opinion, aggregate
	Units     []string // unit ids, sorted
	UnitNames []string // of the first few
	From, To  string   // the days both speak about, YYYY-MM-DD
	Same      bool     // exactly the same units, kinds and period: a correction, by all looks
}

// overlaps holds one file against the others that are given, in their order.
func overlaps(all []span, sha string, others []string) []Overlap {
	mine := map[[4]string][]span{}
	theirs := map[string][]span{}
	for _, s := range all {
		if s.SHA == sha {
			mine[s.subject()] = append(mine[s.subject()], s)
		} else {
			theirs[s.SHA] = append(theirs[s.SHA], s)
		}
	}
	var list []Overlap
	for _, other := range others {
		if o, ok := overlapOf(mine, theirs[other]); ok {
			o.SHA = other
			list = append(list, o)
		}
	}
	return list
}

func overlapOf(mine map[[4]string][]span, theirs []span) (o Overlap, ok bool) {
	same := 0
	for _, t := range theirs {
		for _, m := range mine[t.subject()] {
			if !m.meets(t) {
				continue
			}
			from, to := max(m.From, t.From), min(m.To, t.To)
			if !ok || from < o.From {
				o.From = from
			}
			o.To, ok = max(o.To, to), true
			o.Kinds, o.Units = append(o.Kinds, t.Kind), append(o.Units, t.Unit)
			if m.From == t.From && m.To == t.To {
				same++
			}
		}
	}
	total := 0
	for _, list := range mine {
		total += len(list)
	}
	o.Same = ok && same == total && same == len(theirs)
	slices.Sort(o.Kinds)
	slices.Sort(o.Units)
	o.Kinds, o.Units = slices.Compact(o.Kinds), slices.Compact(o.Units)
	return o, ok
}

// Question asks what a new file is to those that count and speak of the same units, kind of record and time. Until it is
// answered the file waits: it has landed, and none of its rows is in the snapshot.
type Question struct {
	SHA, Name, Path string
	With            []Overlap
	Suggest         store.Deed // Supersedes when it looks like a correction; empty: nothing is suggested
}

// hold sets the new files, one after the other, against the ones that count. Whoever asked for the build is asked when that is
// possible; else the file waits.
func (b *build) hold(ctx context.Context) error {
	pending := b.pending()
	if len(pending) == 0 || len(b.counted(b.state)) < 2 {
		return b.settle(pending, nil)
	}
	all, err := spans(ctx, b.work, b.Now)
	if err != nil {
		return err
	}
	for i, sha := range pending {
		var against []string
		for _, m := range b.counted(b.state) {
			if other := m.sha(); other != sha && !slices.Contains(pending[i:], other) && b.state.Related(sha, other) == "" {
				against = append(against, other)
			}
		}
		q := Question{SHA: sha, Name: b.name(sha), Path: b.paths[sha], With: overlaps(all, sha, against)}
		if err := b.ask(ctx, q); err != nil {
			return err
		}
	}
	return b.settle(pending, b.out.Questions)
}

// pending lists the files to be held against the others: those handed in now that would count, new or waiting until now.
func (b *build) pending() []string {
	return slices.DeleteFunc(slices.Clone(b.handed), func(sha string) bool {
		return !b.state.Standing(sha).Counts || !b.isNew[sha] && !b.waited[sha]
	})
}

func (b *build) ask(ctx context.Context, q Question) error {
	if len(q.With) == 0 {
		return nil
	}
	for i := range q.With {
		o := &q.With[i]
		o.Name = b.name(o.SHA)
		if err := nameUnits(ctx, b.work, o); err != nil {
			return err
		}
	}
	if !slices.ContainsFunc(q.With, func(o Overlap) bool { return !o.Same }) {
		q.Suggest = store.Supersedes
	}
	answer := store.Waits
	if b.Ask != nil {
		answer = cmp.Or(b.Ask(q), store.Waits)
	}
	if answer == store.Waits {
		b.out.Questions = append(b.out.Questions, q)
	}
	for _, o := range q.With {
		b.note(store.Entry{What: answer, SHA: q.SHA, Name: q.Name, Other: o.SHA})
	}
	return nil
}

// settle writes down that a file which waited waits no longer because nothing is in its way.
func (b *build) settle(pending []string, asked []Question) error {
	for _, sha := range pending {
		if b.waited[sha] && !slices.ContainsFunc(asked, func(q Question) bool { return q.SHA == sha }) {
			b.note(store.Entry{What: store.Counted, SHA: sha, Name: b.name(sha)})
		}
	}
	return nil
}

// nameUnits finds what the first units of an overlap were called at its end.
func nameUnits(ctx context.Context, r engine.Reader, o *Overlap) error {
	const few = 3
	for _, id := range o.Units[:min(few, len(o.Units))] {
		var name string
		err := r.QueryRowContext(ctx, `select coalesce(max(full_name), ?) from clean.unit_version
			where unit_id = ? and (valid_from is null or valid_from <= cast(? as date)) and (valid_to is null or valid_to > cast(? as date))`, id, id, o.To, o.To).Scan(&name)
		if err != nil {
			return fmt.Errorf("name of %s: %w", id, err)
		}
		o.UnitNames = append(o.UnitNames, name)
	}
	return nil
}
