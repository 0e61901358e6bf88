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
from clean.session_claim where unit_id is not null and held_on <= cast(? as date) group by file_sha, origin, unit_id, channel
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

// spoken finds spans by file and by subject.
type spoken struct {
	by    map[string][]span
	about map[[4]string][]span
}

func index(all []span) spoken {
	x := spoken{map[string][]span{}, map[[4]string][]span{}}
	for _, s := range all {
		x.by[s.SHA] = append(x.by[s.SHA], s)
		x.about[s.subject()] = append(x.about[s.subject()], s)
	}
	return x
}

// overlaps holds one file against those that count, in their order.
func (x spoken) overlaps(sha string, counted []string) []Overlap {
	found := map[string]*Overlap{}
	same := map[string]int{}
	for _, mine := range x.by[sha] {
		for _, s := range x.about[mine.subject()] {
			if s.SHA == sha || !mine.meets(s) {
				continue
			}
			if found[s.SHA] == nil {
				found[s.SHA] = &Overlap{SHA: s.SHA}
			}
			found[s.SHA].add(mine, s)
			if mine.From == s.From && mine.To == s.To {
				same[s.SHA]++
			}
		}
	}
	var list []Overlap
	for _, other := range counted {
		o := found[other]
		if o == nil {
			continue
		}
		o.Same = same[other] == len(x.by[sha]) && same[other] == len(x.by[other])
		for _, names := range []*[]string{&o.Kinds, &o.Units} {
			slices.Sort(*names)
			*names = slices.Compact(*names)
		}
		list = append(list, *o)
	}
	return list
}

func (o *Overlap) add(a, b span) {
	o.Kinds, o.Units = append(o.Kinds, a.Kind), append(o.Units, a.Unit)
	if from := max(a.From, b.From); o.From == "" || from < o.From {
		o.From = from
	}
	o.To = max(o.To, min(a.To, b.To))
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
	x, counted := index(all), b.counted(b.state)
	undecided := map[string]bool{}
	for _, sha := range pending {
		undecided[sha] = true
	}
	for _, sha := range pending {
		var against []string
		for _, m := range counted {
			if other := m.sha(); !undecided[other] && b.state.Related(sha, other) == "" {
				against = append(against, other)
			}
		}
		delete(undecided, sha)
		if with := x.overlaps(sha, against); len(with) > 0 {
			if err := b.ask(ctx, Question{SHA: sha, Name: b.name(sha), Path: b.paths[sha], With: with}); err != nil {
				return err
			}
			counted = b.counted(b.state)
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
