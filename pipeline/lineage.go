package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/engine"
)

// ErrLineage says that a table reads what it may not: a later stage, a stage more than one before, or itself.
var ErrLineage = errors.New("lineage")

// Lineage asks the parser what each table reads, checks that arrows point one way, and returns the tables in an order
// in which each comes after all it reads.
func Lineage(ctx context.Context, r engine.Reader, stages []Stage, tables []Table) ([]Table, error) {
	before := map[string]string{}
	previous := "raw"
	known := map[string]bool{}
	for _, s := range stages {
		before[s.Name], previous = previous, s.Name
		for _, m := range s.Made {
			known[s.Name+"."+m] = true
		}
	}
	made := map[string]bool{}
	for _, t := range tables {
		made[t.Name] = true
	}
	tables = slices.Clone(tables)
	for i := range tables {
		t := &tables[i]
		var err error
		if t.Reads, err = r.Reads(ctx, t.SQL); err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		for _, name := range t.Reads {
			schema, _, _ := strings.Cut(name, ".")
			switch {
			case schema == before[t.Stage] && schema == "raw", known[name], made[name] && (schema == t.Stage || schema == before[t.Stage]):
			default:
				return nil, fmt.Errorf("%w: %s may not read %s", ErrLineage, t.Name, name)
			}
		}
	}
	return order(tables)
}

// order sorts by stage as given and, within a stage, so that each table follows what it reads; ties by name.
func order(tables []Table) ([]Table, error) {
	waiting := map[string]Table{}
	for _, t := range tables {
		waiting[t.Name] = t
	}
	var done []Table
	var visit func(name string, path []string) error
	visit = func(name string, path []string) error {
		t, ok := waiting[name]
		if !ok {
			return nil
		}
		if slices.Contains(path, name) {
			return fmt.Errorf("%w: %s reads itself by way of %s", ErrLineage, name, strings.Join(path, " → "))
		}
		for _, read := range t.Reads {
			if err := visit(read, append(path, name)); err != nil {
				return err
			}
		}
		delete(waiting, name)
		done = append(done, t)
		return nil
	}
	for _, t := range tables {
		if err := visit(t.Name, nil); err != nil {
			return nil, err
		}
	}
	return done, nil
}
