package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"nhipcau/internal/store"
)

// manifest names what this build reads.
func (b *build) manifest() (store.Manifest, error) {
	versions, err := Versions(b.Reference)
	if err != nil {
		return store.Manifest{}, err
	}
	m := store.Manifest{CreatedAt: b.Now.UTC(), AsOf: b.AsOf.Format(time.DateOnly), Program: b.Program, Engine: b.warehouse.Engine.Name(),
		Versions: versions, Decisions: b.decisions(b.state)}
	for _, c := range b.counted(b.state) {
		r := c.landing.Receipt
		m.Inputs = append(m.Inputs, store.Input{SHA256: r.SHA256, Name: r.Name, Reading: r.Reading})
	}
	slices.SortFunc(m.Inputs, func(x, y store.Input) int { return strings.Compare(x.SHA256, y.SHA256) })
	m.InputsHash = m.HashInputs()
	return m, nil
}

// isLive tells whether the live snapshot is made of just what counts.
func (b *build) isLive() bool {
	m, err := b.manifest()
	if err != nil {
		return false // said when it is made in earnest
	}
	list, err := b.warehouse.Snapshots()
	if err != nil {
		return false // a broken history is mended by building anew
	}
	for _, s := range list {
		if s.Live && s.Manifest.InputsHash == m.InputsHash {
			b.out.Snapshot, b.out.Unchanged = s.ID, true
			return true
		}
	}
	b.out.Snapshot, b.out.Unchanged = "", false
	return false
}

// stillWaiting tells which files waited before, were not asked about now, and still wait.
func (b *build) stillWaiting() {
	for _, d := range b.decisions(b.state) {
		if d.What == store.Waits && !slices.ContainsFunc(b.out.Questions, func(q Question) bool { return q.SHA == d.SHA256 }) {
			b.out.Waiting = append(b.out.Waiting, d)
		}
	}
	for _, r := range b.out.Already { // who sends a file again is told when it does not count
		if s := b.state.Standing(r.SHA256); !s.Counts && s.Why != store.Waits {
			b.out.Idle = append(b.out.Idle, store.Decision{SHA256: r.SHA256, Name: r.Name, What: s.Why, Others: s.Others, Reason: s.Reason})
		}
	}
}

// land writes the history and then makes the new files visible: none can count that the history does not know.
func (b *build) land() error {
	if err := b.record(); err != nil {
		return err
	}
	// Views of schema raw read the files where they were: nothing may read them after this.
	for _, a := range b.incoming {
		l, err := a.in.Commit(a.receipt)
		if err != nil {
			return err
		}
		b.landed = append(b.landed, l)
		b.out.Receipts = append(b.out.Receipts, a.receipt)
	}
	b.incoming, b.handed = nil, nil
	return nil
}

// rest makes model and metrics.
func (b *build) rest(ctx context.Context) error {
	b.Progress.Table("clean.filing", 0, len(b.tables))
	if err := Topics(ctx, b.work); err != nil {
		return err
	}
	later := slices.DeleteFunc(slices.Clone(b.tables), func(t Table) bool { return t.Stage == "clean" })
	if err := Build(ctx, b.work, later, abreast(b.counted(b.state), b.Options.MemoryMB), b.Progress.Table); err != nil {
		return err
	}
	return Rollups(ctx, b.work)
}

func (b *build) count(ctx context.Context, m *store.Manifest) error {
	err := b.work.QueryRowContext(ctx, "select cast(coalesce(sum(rejected), 0) as bigint), cast(coalesce(sum(warned), 0) as bigint) from model.received").Scan(&m.RejectedRow, &m.WarnedRows)
	if err != nil {
		return fmt.Errorf("count rejects: %w", err)
	}
	return nil
}
