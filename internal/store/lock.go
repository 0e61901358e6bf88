package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Lock waits for the right to build. The kernel holds the lock for the open file, so a killed process leaves none behind.
// waiting is called once when another process has it; it may be nil.
func (w *Warehouse) Lock(ctx context.Context, waiting func()) (unlock func() error, err error) {
	f, err := os.OpenFile(filepath.Join(w.Dir, "LOCK"), os.O_CREATE|os.O_RDWR, 0o640)
	if err != nil {
		return nil, fmt.Errorf("lock warehouse: %w", err)
	}
	for first := true; ; first = false {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return f.Close, nil
		}
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return nil, errors.Join(fmt.Errorf("lock warehouse: %w", err), f.Close())
		}
		if first && waiting != nil {
			waiting()
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("lock warehouse: %w", ctx.Err()), f.Close())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// sweep removes what a killed build or landing left behind. Only under the lock.
func (w *Warehouse) sweep() error {
	for _, dir := range []string{w.workDir(), w.snapshotsDir()} {
		left, err := filepath.Glob(filepath.Join(dir, "*.building*"))
		if err != nil {
			return err
		}
		for _, path := range left {
			if err := os.RemoveAll(path); err != nil {
				return fmt.Errorf("sweep: %w", err)
			}
		}
	}
	return w.sweepIncoming()
}

// sweepIncoming removes what dead processes were receiving; the folder's name carries the process.
func (w *Warehouse) sweepIncoming() error {
	left, err := filepath.Glob(filepath.Join(w.workDir(), "incoming-*"))
	if err != nil {
		return err
	}
	for _, path := range left {
		var pid int
		if _, err := fmt.Sscanf(filepath.Base(path), "incoming-%d-", &pid); err == nil && !errors.Is(unix.Kill(pid, 0), unix.ESRCH) {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
	}
	return nil
}
