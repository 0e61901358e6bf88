package dashboards

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

// live holds the snapshot that new requests get. A request keeps the one it began with, however long it takes.
type live struct {
	warehouse *store.Warehouse
	options   engine.Options
	moving    sync.Mutex // one refresh at a time
	now       atomic.Pointer[held]
}

// held is an opened snapshot with the number of those who use it; the holder itself is one of them.
type held struct {
	*store.Snapshot
	facts    *facts
	landings func() ([]store.Landing, error) // read once: what a snapshot was made from never changes
	memo     memo
	claims   func() ([]claim, error)
	users    atomic.Int64
}

// acquire gives the live snapshot and says that one more uses it; nil when there is none.
func (l *live) acquire() *held {
	for {
		h := l.now.Load()
		if h == nil {
			return nil
		}
		for n := h.users.Load(); n > 0; n = h.users.Load() {
			if h.users.CompareAndSwap(n, n+1) {
				return h
			}
		}
		// its last user has just gone: a newer one is there, or none
		if l.now.Load() == h {
			return nil
		}
	}
}

// release ends one use; the last one closes the file.
func (h *held) release() error {
	if h.users.Add(-1) > 0 {
		return nil
	}
	h.facts.stop()
	return h.Close()
}

// refresh moves to CURRENT when it names another snapshot.
func (l *live) refresh(ctx context.Context) error {
	l.moving.Lock()
	defer l.moving.Unlock()
	id, err := l.warehouse.Current()
	if err != nil {
		return err
	}
	if h := l.now.Load(); h != nil && h.ID == id {
		return nil
	}
	snapshot, err := l.warehouse.Snapshot(ctx, id, l.options)
	if err != nil {
		return err
	}
	known, err := loadFacts(ctx, snapshot)
	if err != nil {
		return fmt.Errorf("snapshot %s: %w", id, joinClose(err, snapshot))
	}
	next := &held{Snapshot: snapshot, facts: known, landings: sync.OnceValues(l.warehouse.Landings)}
	next.claims = sync.OnceValues(func() ([]claim, error) {
		return list(context.WithoutCancel(ctx), snapshot, "claims.all", func(c *claim) []any { return c.fields() })
	})
	next.users.Store(1)
	if old := l.now.Swap(next); old != nil {
		return old.release()
	}
	return nil
}

func (l *live) close() error {
	l.moving.Lock()
	defer l.moving.Unlock()
	if h := l.now.Swap(nil); h != nil {
		return h.release()
	}
	return nil
}
