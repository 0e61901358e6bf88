package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/store"
)

func warehouse(t *testing.T) *store.Warehouse {
	t.Helper()
	w, err := store.Open(t.TempDir(), duckdb.New())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// publish makes a snapshot of one small table whose rows are named by word.
func publish(t *testing.T, w *store.Warehouse, at time.Time, word string) string {
	t.Helper()
	run, err := w.Begin(t.Context(), engine.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Close()
	for _, q := range []string{"create schema model", "create table model.word as select '" + word + "' || range as w from range(1000)"} {
		if _, err := run.Work.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	m := store.Manifest{CreatedAt: at, AsOf: "2025-12-31", Program: "test"}
	verify := func(ctx context.Context, file string, want []store.TableSum) error {
		return store.VerifyFile(ctx, duckdb.New(), file, want)
	}
	id, err := run.Publish(t.Context(), []engine.Sorted{{Table: "model.word", By: "w"}}, m, verify)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func words(t *testing.T, s *store.Snapshot) string {
	t.Helper()
	var w string
	if err := s.QueryRowContext(t.Context(), "select min(w) from model.word").Scan(&w); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestAReaderKeepsItsSnapshotWhenANewOneIsPublished(t *testing.T) {
	w := warehouse(t)
	if _, err := w.Live(t.Context(), engine.Options{}); !errors.Is(err, store.ErrNone) {
		t.Fatalf("an empty warehouse: %v", err)
	}
	first := publish(t, w, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "a")
	old, err := w.Live(t.Context(), engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	second := publish(t, w, time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), "b")
	if got := words(t, old); got != "a0" {
		t.Errorf("the old reader sees %s", got)
	}
	live, err := w.Live(t.Context(), engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	if live.ID != second || words(t, live) != "b0" {
		t.Errorf("live is %s, %s", live.ID, words(t, live))
	}
	list, err := w.Snapshots()
	if err != nil || len(list) != 2 || list[0].ID != second || !list[0].Live || list[1].ID != first {
		t.Errorf("history %+v, %v", list, err)
	}
	if err := w.Use(first); err != nil {
		t.Fatal(err)
	}
	if id, err := w.Current(); err != nil || id != first {
		t.Errorf("current %s, %v", id, err)
	}
	if gone, err := w.Collect(t.Context(), 0, store.Entry{At: time.Now(), Who: "a@b"}); err != nil || len(gone) != 1 || gone[0] != second {
		t.Errorf("collected %v, %v: the live one stays", gone, err)
	}
}

// TestAChangedByteIsNeverServed flips one bit at many places of every file: the snapshot must be refused each time.
func TestAChangedByteIsNeverServed(t *testing.T) {
	w := warehouse(t)
	id := publish(t, w, time.Now(), "a")
	dir := filepath.Join(w.Dir, "snapshots", id)
	for _, name := range []string{store.FullFile, "manifest.json"} {
		path := filepath.Join(dir, name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(whole); i += 1 + len(whole)/50 {
			damaged := bytes.Clone(whole)
			damaged[i] ^= 1 << (i % 8)
			if err := os.WriteFile(path, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			if s, err := w.Live(t.Context(), engine.Options{}); !errors.Is(err, store.ErrDamaged) {
				if err == nil {
					s.Close()
				}
				t.Fatalf("%s with byte %d changed: %v", name, i, err)
			}
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.VerifySnapshot(t.Context(), id); err != nil {
		t.Errorf("whole again, but %v", err)
	}
}

func TestAFailedVerificationPublishesNothing(t *testing.T) {
	w := warehouse(t)
	id := publish(t, w, time.Now(), "a")
	run, err := w.Begin(t.Context(), engine.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"create schema model", "create table model.word as select 'b' as w"} {
		if _, err := run.Work.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	fault := errors.New("does not compare")
	_, err = run.Publish(t.Context(), []engine.Sorted{{Table: "model.word"}}, store.Manifest{CreatedAt: time.Now(), AsOf: "2025-12-31"},
		func(context.Context, string, []store.TableSum) error { return fault })
	if !errors.Is(err, fault) {
		t.Errorf("published all the same: %v", err)
	}
	if err := run.Close(); err != nil {
		t.Fatal(err)
	}
	if live, err := w.Current(); err != nil || live != id {
		t.Errorf("live is %s, %v", live, err)
	}
	left, err := filepath.Glob(filepath.Join(w.Dir, "*", "*.building*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestOneBuildAtATime(t *testing.T) {
	w := warehouse(t)
	unlock, err := w.Lock(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	waited := false
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := w.Begin(ctx, engine.Options{}, func() { waited = true }); !errors.Is(err, context.DeadlineExceeded) || !waited {
		t.Errorf("a second build: %v, waited %v", err, waited)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	publish(t, w, time.Now(), "a")
}

// TestWhatAKilledBuildLeftIsSwept: the next build clears it and the live snapshot stays.
func TestWhatAKilledBuildLeftIsSwept(t *testing.T) {
	w := warehouse(t)
	for _, left := range []string{"snapshots/new.building-1/full.duckdb", "work/scratch.building-1/work.duckdb", "work/incoming-2000000000-1/original"} {
		path := filepath.Join(w.Dir, left)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	publish(t, w, time.Now(), "a")
	for _, pattern := range []string{"*.building*", "incoming-*"} {
		if left, err := filepath.Glob(filepath.Join(w.Dir, "*", pattern)); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v %v", left, err)
		}
	}
}

func TestLandingIsByContentAndItsAccountAddsUp(t *testing.T) {
	w := warehouse(t)
	in, landed, err := w.Receive(t.Context(), strings.NewReader("đơn vị;ngày\n"), "")
	if err != nil || landed != nil {
		t.Fatal(landed, err)
	}
	if _, err := in.Commit(store.Receipt{Name: "a.csv", Received: 3, Accepted: 1, Rejected: 1}); err == nil {
		t.Error("a receipt that does not add up was taken")
	}
	l, err := in.Commit(store.Receipt{Name: "a.csv", Received: 2, Accepted: 1, Rejected: 1})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(l.Original()); err != nil || string(b) != "đơn vị;ngày\n" {
		t.Errorf("landed %q, %v", b, err)
	}
	again, same, err := w.Receive(t.Context(), strings.NewReader("đơn vị;ngày\n"), "")
	if err != nil || again != nil || same == nil || same.Receipt.Name != "a.csv" {
		t.Errorf("the same bytes again: %v %v %v", again, same, err)
	}
	list, err := w.Landings()
	if err != nil || len(list) != 1 {
		t.Errorf("%d landings, %v", len(list), err)
	}
}
