package clean

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/viet"
)

// Places finds the unit that a text names, as of a date.
type Places interface {
	Place(text, parent, level string, on time.Time) Place
}

// Place is what a text was found to name.
type Place struct {
	UnitID     string
	Problem    string   // empty, missing, unknown, ambiguous, dissolved; warned and organ keep their UnitID
	Candidates []string // what it could be, or what took the place of a dissolved unit
	Organ      string   // the organ's name, for a host that is no place
	Parent     string   // the place the organ belongs to
}

// fillPlaces resolves each distinct (unit, parent, level, date): a record belongs to the unit that existed on its date.
func fillPlaces(ctx context.Context, w engine.Work, places Places) error {
	rows, err := w.QueryContext(ctx, `
		select coalesce(unit, ''), coalesce(parent, ''), coalesce(level, ''), coalesce(held_on, ''), d.value
		from (
			select unit, parent, level, held_on from raw.session group by unit, parent, level, held_on
			union select unit, parent, null, held_on from raw.opinion group by unit, parent, held_on
		) t left join clean.date_value d on d.text = t.held_on`)
	if err != nil {
		return fmt.Errorf("places: %w", err)
	}
	defer rows.Close()
	var found [][]any
	organs := organs{}
	for rows.Next() {
		var unit, parent, level, heldOn string
		var on *time.Time
		if err := rows.Scan(&unit, &parent, &level, &heldOn, &on); err != nil {
			return err
		}
		p := resolve(places, unit, parent, level, on)
		organs.note(p)
		found = append(found, []any{unit, parent, level, heldOn, null(p.UnitID), null(p.Problem), strings.Join(p.Candidates, "; ")})
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := w.Append(ctx, "clean", "place", slices.Values(found)); err != nil {
		return err
	}
	return addOrgans(ctx, w, organs)
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
	if viet.Key1(unit) == "" {
		return Place{Problem: "missing"}
	}
	if on == nil {
		return Place{Problem: "undated"}
	}
	return places.Place(unit, parent, level, *on)
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}
