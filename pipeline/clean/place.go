package clean

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode"

	"nhipcau/internal/engine"
)

// Places finds the unit that a text names, as of a date.
type Places interface {
	Place(text, parent, level string, on time.Time) Place
	// Epoch numbers the spans of days within which every answer of Place stays the same.
	Epoch(on time.Time) int
}

// Place is what a text was found to name.
type Place struct {
	UnitID     string
	Problem    string   // empty, missing, unknown, ambiguous, dissolved; warned and organ keep their UnitID
	Candidates []string // what it could be, or what took the place of a dissolved unit
	Organ      string   // the organ's name, for a host that is no place
	Parent     string   // the place the organ belongs to
}

// opinionKeys are the ways in which opinions name their session, each once, with the level that the session's own row states.
const opinionKeys = `
create table clean.opinion_key as
with key as (
	select file_sha, sheet, coalesce(session_code, '') as session_code, coalesce(unit, '') as unit, coalesce(parent, '') as parent,
		coalesce(held_on, '') as held_on, coalesce(simulated, '') as simulated
	from raw.opinion group by 1, 2, 3, 4, 5, 6, 7
),
registered as (
	select coalesce(session_code, '') as session_code, coalesce(unit, '') as unit, coalesce(parent, '') as parent,
		coalesce(held_on, '') as held_on, min(coalesce(level, '')) as level
	from raw.session group by 1, 2, 3, 4
)
select cast(row_number() over () as integer) as key_no, k.*, coalesce(s.level, '') as level
from key k left join registered s on s.session_code = k.session_code and s.unit = k.unit and s.parent = k.parent and s.held_on = k.held_on`

// fillPlaces resolves each distinct (unit, parent, level) once for each epoch it is dated in: a record belongs to the unit that existed
// on its date.
func fillPlaces(ctx context.Context, w engine.Work, places Places) error {
	asked, err := hosts(ctx, w)
	if err != nil {
		return fmt.Errorf("places: %w", err)
	}
	found := resolveAll(places, asked)
	organs := organs{}
	for _, p := range found {
		organs.note(p)
	}
	err = w.Append(ctx, "clean", "place", func(yield func([]any) bool) {
		for i, h := range asked {
			p := found[i]
			if !yield([]any{h.unit, h.parent, h.level, h.epoch, null(p.UnitID), null(p.Problem), strings.Join(p.Candidates, "; ")}) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	return addOrgans(ctx, w, organs)
}

// host is a unit as rows name it, and one of their dates in the epoch; no date can be read in epoch -1.
type host struct {
	unit, parent, level string
	epoch               int32
	on                  *time.Time
}

func hosts(ctx context.Context, w engine.Work) ([]host, error) {
	rows, err := w.QueryContext(ctx, `
		select unit, parent, level, epoch, min(on_day)
		from (
			select coalesce(s.unit, '') as unit, coalesce(s.parent, '') as parent, coalesce(s.level, '') as level, coalesce(d.epoch, -1) as epoch, d.value as on_day
			from raw.session s left join clean.date_value d on d.text = s.held_on
			union all select k.unit, k.parent, k.level, coalesce(d.epoch, -1), d.value from clean.opinion_key k left join clean.date_value d on d.text = k.held_on
		) named
		group by unit, parent, level, epoch`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []host
	for rows.Next() {
		var h host
		if err := rows.Scan(&h.unit, &h.parent, &h.level, &h.epoch, &h.on); err != nil {
			return nil, err
		}
		list = append(list, h)
	}
	return list, rows.Err()
}

// resolveAll shares the hosts out among the cores.
func resolveAll(places Places, asked []host) []Place {
	found := make([]Place, len(asked))
	var group sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for first := range cores {
		group.Go(func() {
			for i := first; i < len(asked); i += cores {
				h := asked[i]
				found[i] = resolve(places, h.unit, h.parent, h.level, h.on)
			}
		})
	}
	group.Wait()
	return found
}

// organs are the hosts that are no places, each once: organ_id, name, parent_unit_id by organ_id.
type organs map[string][]any

func (o organs) note(p Place) {
	if p.Organ != "" {
		o[p.UnitID] = []any{p.UnitID, p.Organ, p.Parent}
	}
}

// addOrgans adds those that are not in clean.organ yet: registers and reports may name the same one.
func addOrgans(ctx context.Context, w engine.Work, found organs) error {
	rows, err := w.QueryContext(ctx, "select organ_id from clean.organ")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		delete(found, id)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return w.Append(ctx, "clean", "organ", maps.Values(found))
}

// resolve: without a readable date there is no telling which unit bore the name; the date is what is reported then.
func resolve(places Places, unit, parent, level string, on *time.Time) Place {
	if !strings.ContainsFunc(unit, isWord) {
		return Place{Problem: "missing"}
	}
	if on == nil {
		return Place{Problem: "undated"}
	}
	return places.Place(unit, parent, level, *on)
}

// isWord: dots, dashes and blanks alone name nothing.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}
