package main

import (
	"context"
	"fmt"
	"slices"

	"nhipcau/internal/semantic"
	"nhipcau/internal/store"
)

// names are what a table calls the places and topics of an answer; an id follows its name, to ask on with.
type names map[semantic.Dim]map[string]string

func (n names) of(d semantic.Dim, id string) string {
	if name := n[d][id]; name != "" {
		return name + " (" + id + ")"
	}
	return id
}

// namesOf looks up what an answer is by. A host bears its last full name.
func (a *app) namesOf(ctx context.Context, s *store.Snapshot, r semantic.Result, c *semantic.Catalog) (names, error) {
	n := names{}
	for k, d := range r.Query.By {
		if d == semantic.ByProvince {
			n[d] = map[string]string{}
			for _, row := range r.Rows {
				n[d][row.Keys[k]] = c.ProvinceName(row.Keys[k])
			}
			delete(n[d], "")
		}
	}
	for d, query := range map[semantic.Dim]string{
		semantic.ByUnit:  "select unit_id, full_name from model.unit",
		semantic.ByTopic: "select topic_id, label_" + a.words.lang + " from model.topic",
	} {
		if !slices.Contains(r.Query.By, d) {
			continue
		}
		var err error
		if n[d], err = namesIn(ctx, s, query); err != nil {
			return nil, fmt.Errorf("names of %s: %w", d, err)
		}
	}
	return n, nil
}

// namesIn reads ids and their names.
func namesIn(ctx context.Context, s *store.Snapshot, query string) (map[string]string, error) {
	rows, err := s.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := map[string]string{}
	for rows.Next() {
		var id, name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		list[id] = name
	}
	return list, rows.Err()
}
