package pipeline_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/pipeline"
)

// workshop is a Work that makes nothing: it notes what was begun when what had ended, and asks make about each table.
type workshop struct {
	engine.Work
	make func(table string) error

	mu    sync.Mutex
	ended []string
	begun map[string][]string // table → what had ended when it was begun
}

func (w *workshop) ExecContext(_ context.Context, query string, _ ...any) (sql.Result, error) {
	words := strings.Fields(query)
	if words[1] == "schema" {
		return nil, nil
	}
	table := words[2]
	w.mu.Lock()
	w.begun[table] = slices.Clone(w.ended)
	w.mu.Unlock()
	err := w.make(table)
	w.mu.Lock()
	w.ended = append(w.ended, table)
	w.mu.Unlock()
	return nil, err
}

func TestBuildOrder(t *testing.T) {
	tables := []pipeline.Table{
		{Stage: "clean", Name: "clean.a", Reads: []string{"raw.a"}},
		{Stage: "clean", Name: "clean.b", View: true, Reads: []string{"clean.a"}},
		{Stage: "clean", Name: "clean.c"},
		{Stage: "model", Name: "model.d", Reads: []string{"clean.b", "clean.c"}},
	}
	var met sync.WaitGroup
	met.Add(2)
	w := &workshop{begun: map[string][]string{}, make: func(table string) error {
		if table != "clean.a" && table != "clean.c" {
			return nil
		}
		met.Done() // neither ends before the other has begun: made one by one they would wait for ever
		together := make(chan struct{})
		go func() { met.Wait(); close(together) }()
		select {
		case <-together:
			return nil
		case <-time.After(time.Minute):
			return errors.New("made alone")
		}
	}}
	var steps []string
	step := func(table string, done, total int) { steps = append(steps, table) }
	if err := pipeline.Build(t.Context(), w, tables, pipeline.Abreast, step); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		for _, read := range table.Reads {
			if read != "raw.a" && !slices.Contains(w.begun[table.Name], read) {
				t.Errorf("%s was begun before %s had ended", table.Name, read)
			}
		}
	}
	if len(steps) != len(tables) {
		t.Errorf("told of %v", steps)
	}
}

func TestBuildStopsAfterAFailure(t *testing.T) {
	broken := errors.New("broken")
	w := &workshop{begun: map[string][]string{}, make: func(table string) error {
		if table == "clean.a" {
			return broken
		}
		return nil
	}}
	tables := []pipeline.Table{
		{Stage: "clean", Name: "clean.a"},
		{Stage: "clean", Name: "clean.b", Reads: []string{"clean.a"}},
		{Stage: "model", Name: "model.c", Reads: []string{"clean.b"}},
	}
	if err := pipeline.Build(t.Context(), w, tables, pipeline.Abreast, nil); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if len(w.begun) != 1 {
		t.Errorf("begun: %v", w.begun)
	}
	circle := []pipeline.Table{{Stage: "clean", Name: "clean.b", Reads: []string{"clean.c"}}, {Stage: "clean", Name: "clean.c", Reads: []string{"clean.b"}}}
	if err := pipeline.Build(t.Context(), w, circle, pipeline.Abreast, nil); !errors.Is(err, pipeline.ErrLineage) {
		t.Errorf("two tables that wait for each other: %v", err)
	}
}
