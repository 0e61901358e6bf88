package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"nhipcau/internal/engine"
)

// FullFile is the snapshot for authorised staff.
const FullFile = "full.duckdb"

// Run is a snapshot being built. It holds the warehouse's lock until Close.
type Run struct {
	Work engine.Work // what the pipeline writes to

	warehouse *Warehouse
	dir       string // becomes snapshots/<id>
	scratch   string
	unlock    func() error
}

// Begin takes the lock, clears what a killed build left, and opens a work database in the warehouse.
func (w *Warehouse) Begin(ctx context.Context, o engine.Options, waiting func()) (*Run, error) {
	unlock, err := w.Lock(ctx, waiting)
	if err != nil {
		return nil, err
	}
	r := &Run{warehouse: w, unlock: unlock}
	if err := r.open(ctx, o); err != nil {
		r.Close()
		return nil, fmt.Errorf("begin build: %w", err)
	}
	return r, nil
}

func (r *Run) open(ctx context.Context, o engine.Options) (err error) {
	if err := r.warehouse.sweep(); err != nil {
		return err
	}
	if r.dir, err = os.MkdirTemp(r.warehouse.snapshotsDir(), "new.building-"); err != nil {
		return err
	}
	if r.scratch, err = os.MkdirTemp(r.warehouse.workDir(), "scratch.building-"); err != nil {
		return err
	}
	o.TempDir = filepath.Join(r.scratch, "spill")
	r.Work, err = r.warehouse.Engine.Work(ctx, filepath.Join(r.scratch, "work.duckdb"), o)
	return err
}

// Verify checks a finished file in another process, so that nothing this process holds in memory can hide a fault.
type Verify func(ctx context.Context, file string, want []TableSum) error

// Publish writes the tables into a snapshot, has it verified, and makes it the live one.
func (r *Run) Publish(ctx context.Context, tables []engine.Sorted, m Manifest, verify Verify) (id string, err error) {
	file := filepath.Join(r.dir, FullFile)
	if err := r.Work.Publish(ctx, file, tables); err != nil {
		return "", err
	}
	if m.Tables, err = r.Sums(ctx, tables); err != nil {
		return "", err
	}
	if err := verify(ctx, file, m.Tables); err != nil {
		return "", fmt.Errorf("verify the new snapshot: %w", err)
	}
	sum, size, err := hashFile(file)
	if err != nil {
		return "", err
	}
	m.Files = []File{{Name: FullFile, SHA256: sum, Bytes: size}}
	b, id, err := m.encode()
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(r.dir, "manifest.json"), b, 0o640); err != nil {
		return "", err
	}
	if err := publishDir(r.dir, filepath.Join(r.warehouse.snapshotsDir(), id)); err != nil {
		return "", err
	}
	return id, r.warehouse.Use(id)
}

// Sums counts and checksums tables of the work database.
func (r *Run) Sums(ctx context.Context, tables []engine.Sorted) ([]TableSum, error) {
	var list []TableSum
	for _, t := range tables {
		if t.View != "" {
			continue // its tables are summed
		}
		sum, err := tableSum(ctx, r.Work, r.warehouse.Engine.Dialect(), t.Table)
		if err != nil {
			return nil, err
		}
		list = append(list, sum)
	}
	return list, nil
}

// Close gives the lock back and removes what was not published.
func (r *Run) Close() error {
	if r.Work != nil {
		r.Work.Close()
	}
	for _, d := range []string{r.dir, r.scratch} {
		if d != "" {
			os.RemoveAll(d)
		}
	}
	return r.unlock()
}

func tableSum(ctx context.Context, r engine.Reader, d engine.Dialect, table string) (TableSum, error) {
	sum := TableSum{Table: table}
	if err := r.QueryRowContext(ctx, d.Checksum(table)).Scan(&sum.Rows, &sum.Checksum); err != nil {
		return sum, fmt.Errorf("checksum of %s: %w", table, err)
	}
	return sum, nil
}

// verifyMB: the file is read once from end to end beside the build that waits, so keeping more of it in memory gains nothing.
const verifyMB = 256

// VerifyFile opens a database file and compares every table with what it must hold. It is what the verifying process runs.
func VerifyFile(ctx context.Context, e engine.Engine, file string, want []TableSum) error {
	r, err := e.Open(ctx, file, engine.Options{MemoryMB: verifyMB})
	if err != nil {
		return err
	}
	defer r.Close()
	for _, w := range want {
		got, err := tableSum(ctx, r, e.Dialect(), w.Table)
		if err != nil {
			return err
		}
		if got != w {
			return fmt.Errorf("%s: %d rows, checksum %s; want %d rows, %s: %w", w.Table, got.Rows, got.Checksum, w.Rows, w.Checksum, ErrDamaged)
		}
	}
	return nil
}
