package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"nhipcau/internal/engine"
)

// Snapshot is a published, verified, read-only snapshot.
type Snapshot struct {
	engine.Reader
	ID       string
	Manifest Manifest
	AsOf     time.Time
}

// Snapshot opens one by id, after verifying its files against the manifest.
func (w *Warehouse) Snapshot(ctx context.Context, id string, o engine.Options) (*Snapshot, error) {
	m, err := w.verifyFiles(id)
	if err != nil {
		return nil, err
	}
	asOf, err := time.Parse(time.DateOnly, m.AsOf)
	if err != nil {
		return nil, fmt.Errorf("snapshot %s: cut-off date: %w", id, err)
	}
	r, err := w.Engine.Open(ctx, filepath.Join(w.snapshotsDir(), id, FullFile), o)
	if err != nil {
		return nil, err
	}
	return &Snapshot{Reader: r, ID: id, Manifest: m, AsOf: asOf}, nil
}

// Live opens the current snapshot.
func (w *Warehouse) Live(ctx context.Context, o engine.Options) (*Snapshot, error) {
	id, err := w.Current()
	if err != nil {
		return nil, err
	}
	return w.Snapshot(ctx, id, o)
}

// Listed is one published snapshot in the history.
type Listed struct {
	ID       string
	Live     bool
	Manifest Manifest
}

// Snapshots lists the history, newest first.
func (w *Warehouse) Snapshots() ([]Listed, error) {
	entries, err := os.ReadDir(w.snapshotsDir())
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	live, _ := w.Current() // a broken CURRENT marks none as live
	var list []Listed
	for _, e := range entries {
		if !validID(e.Name()) {
			continue
		}
		m, err := w.readManifest(e.Name())
		if err != nil {
			return nil, err
		}
		list = append(list, Listed{ID: e.Name(), Live: e.Name() == live, Manifest: m})
	}
	slices.Reverse(list) // ReadDir sorts by name, which starts with the time
	return list, nil
}

// VerifySnapshot reads every byte and every value of a published snapshot again.
func (w *Warehouse) VerifySnapshot(ctx context.Context, id string) error {
	m, err := w.verifyFiles(id)
	if err != nil {
		return err
	}
	return VerifyFile(ctx, w.Engine, filepath.Join(w.snapshotsDir(), id, FullFile), m.Tables)
}

// Switch makes a published snapshot the live one by hand, and the history says by whom. waiting is called when another process
// has the warehouse; it may be nil.
func (w *Warehouse) Switch(ctx context.Context, id string, by Entry, waiting func()) error {
	unlock, err := w.Lock(ctx, waiting)
	if err != nil {
		return err
	}
	defer unlock()
	if err := w.Use(id); err != nil {
		return err
	}
	by.What, by.Snapshot = Used, id
	return w.Record(by)
}

// Collect removes all but the newest keep snapshots; the live one always stays. It returns the ids it removed; the history names
// them and by whom.
func (w *Warehouse) Collect(ctx context.Context, keep int, by Entry) ([]string, error) {
	unlock, err := w.Lock(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer unlock()
	list, err := w.Snapshots()
	if err != nil {
		return nil, err
	}
	var gone []string
	for i, s := range list {
		if i < keep || s.Live {
			continue
		}
		if err := os.RemoveAll(filepath.Join(w.snapshotsDir(), s.ID)); err != nil {
			return gone, fmt.Errorf("remove snapshot %s: %w", s.ID, err)
		}
		by.What, by.Snapshot = Collected, s.ID
		if err := w.Record(by); err != nil {
			return gone, err
		}
		gone = append(gone, s.ID)
	}
	return gone, nil
}
