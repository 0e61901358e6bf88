// Package store keeps the warehouse on disk: what was received (landing), what is being built (Run) and what was
// published (Snapshot).
//
//	landing/<sha256>/     the file as received, receipt.json, what was parsed from it: immutable, content-addressed
//	snapshots/<id>/       full.duckdb, manifest.json: immutable
//	CURRENT               the live snapshot's id
//	history.ndjson        what was done, when and by whom; lines are only added
//
// It promises that a crash at any moment leaves CURRENT on a whole, verified snapshot: every file becomes visible by
// rename after it and its folder were synced, and one build runs at a time under a lock that a dead process cannot keep.
package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nhipcau/internal/engine"
)

// ErrNone says that the warehouse has no published snapshot yet.
var ErrNone = errors.New("no snapshot has been published yet")

// ErrUnknown says that the warehouse has no snapshot of an id.
var ErrUnknown = errors.New("no such snapshot")

// ErrDamaged says that a stored file is not what its manifest says: it must not be served.
var ErrDamaged = errors.New("file does not match its manifest")

// Warehouse is one folder on disk.
type Warehouse struct {
	Dir    string
	Engine engine.Engine
}

// Open makes the folders of a warehouse when they are missing.
func Open(dir string, e engine.Engine) (*Warehouse, error) {
	w := &Warehouse{Dir: dir, Engine: e}
	for _, d := range []string{w.landingDir(), w.snapshotsDir(), w.workDir()} {
		if err := os.MkdirAll(d, 0o750); err != nil {
			return nil, fmt.Errorf("open warehouse: %w", err)
		}
	}
	return w, nil
}

func (w *Warehouse) landingDir() string   { return filepath.Join(w.Dir, "landing") }
func (w *Warehouse) snapshotsDir() string { return filepath.Join(w.Dir, "snapshots") }
func (w *Warehouse) workDir() string      { return filepath.Join(w.Dir, "work") }
func (w *Warehouse) currentFile() string  { return filepath.Join(w.Dir, "CURRENT") }

// Current is the live snapshot's id. ErrNone when there is none.
func (w *Warehouse) Current() (string, error) {
	b, err := os.ReadFile(w.currentFile())
	if errors.Is(err, os.ErrNotExist) {
		return "", ErrNone
	}
	if err != nil {
		return "", fmt.Errorf("read CURRENT: %w", err)
	}
	id := strings.TrimSpace(string(b))
	if !validID(id) {
		return "", fmt.Errorf("CURRENT holds %q: %w", id, ErrDamaged)
	}
	return id, nil
}

// Scratch makes a folder that remove takes away again; a killed build's is swept by the next one.
func (w *Warehouse) Scratch() (dir string, remove func() error, err error) {
	dir, err = os.MkdirTemp(w.workDir(), "notes.building-")
	return dir, func() error { return os.RemoveAll(dir) }, err
}

// Use makes a published snapshot the live one, after verifying it.
func (w *Warehouse) Use(id string) error {
	if _, err := w.verifyFiles(id); err != nil {
		return err
	}
	return replaceFile(w.currentFile(), []byte(id+"\n"))
}
