package pipeline

import (
	"context"
	"fmt"
	"slices"

	"nhipcau/internal/engine"
)

// Abreast is how many tables are made at once where there is memory for it. One statement keeps every core busy only over many rows: the engine
// gives a thread no less than a row group, and all sessions of a country in five years are three.
const Abreast = 2

// rowsPerMiB is how many received rows a mebibyte of the engine's memory lets be worked on two tables at once: each of them holds memory of its
// own, and by the time there are more rows than that one table keeps all cores busy.
const rowsPerMiB = 3000

func abreast(members []member, memoryMB int) int {
	var rows int64
	for _, m := range members {
		for _, t := range m.landing.Receipt.Tables {
			rows += t.Rows
		}
	}
	if memoryMB > 0 && rows > int64(memoryMB)*rowsPerMiB {
		return 1
	}
	return Abreast
}

// Build makes the tables, each after all it reads, atOnce at a time where they do not need each other. step is called before each table, never
// twice at once; it may be nil. After the first that fails no other is begun.
func Build(ctx context.Context, w engine.Work, tables []Table, atOnce int, step func(table string, done, total int)) error {
	if err := makeSchemas(ctx, w, tables); err != nil {
		return err
	}
	waiting, unmade := slices.Clone(tables), map[string]bool{}
	for _, t := range tables {
		unmade[t.Name] = true
	}
	isReady := func(t Table) bool {
		return !slices.ContainsFunc(t.Reads, func(name string) bool { return unmade[name] })
	}
	type end struct {
		name string
		err  error
	}
	ends, running := make(chan end), 0
	var failed error
	for running > 0 || failed == nil && len(waiting) > 0 {
		for failed == nil && running < atOnce {
			i := slices.IndexFunc(waiting, isReady)
			if i < 0 {
				break
			}
			t := waiting[i]
			waiting = slices.Delete(waiting, i, i+1)
			if step != nil {
				step(t.Name, len(tables)-len(waiting)-1, len(tables))
			}
			running++
			go func() { ends <- end{t.Name, create(ctx, w, t)} }()
		}
		if running == 0 {
			return fmt.Errorf("%w: %s waits for a table that nobody makes", ErrLineage, waiting[0].Name)
		}
		e := <-ends
		running--
		delete(unmade, e.name)
		if failed == nil {
			failed = e.err
		}
	}
	return failed
}

func makeSchemas(ctx context.Context, w engine.Work, tables []Table) error {
	made := map[string]bool{}
	for _, t := range tables {
		if made[t.Stage] {
			continue
		}
		made[t.Stage] = true
		if _, err := w.ExecContext(ctx, "create schema if not exists "+t.Stage); err != nil {
			return err
		}
	}
	return nil
}

func create(ctx context.Context, w engine.Work, t Table) error {
	kind := "table"
	if t.View {
		kind = "view"
	}
	if _, err := w.ExecContext(ctx, "create "+kind+" "+t.Name+" as "+t.SQL); err != nil {
		return fmt.Errorf("make %s: %w", t.Name, err)
	}
	return nil
}
