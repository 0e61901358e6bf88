package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"nhipcau/internal/store"
)

// ErrGone says that a file a snapshot was made of is not in the landing any more.
var ErrGone = errors.New("a file of the snapshot is not in the landing")

// Likeness is how the tables of a snapshot compare with the same tables made again from the same files, decisions and cut-off.
type Likeness struct {
	Snapshot string
	Tables   int
	Differ   []string // tables whose rows or checksum differ
	Changed  []string // what is not as it was then: program, engine, or a key of the manifest's versions
}

// Equal says that every table came out as it was.
func (l Likeness) Equal() bool { return len(l.Differ) == 0 }

// Like makes the tables of a published snapshot again, from exactly the files it names in the readings it names, and compares them by
// checksum. It publishes nothing. What has landed since, and what was decided since, plays no part.
func Like(ctx context.Context, w *store.Warehouse, req Request, id string) (like Likeness, err error) {
	m, err := w.Manifest(id)
	if err != nil {
		return like, err
	}
	if req.Progress == nil {
		req.Progress = silent{}
	}
	if req.AsOf, err = time.Parse(time.DateOnly, m.AsOf); err != nil {
		return like, err
	}
	run, err := w.Begin(ctx, req.Options, req.Progress.Waiting)
	if err != nil {
		return like, err
	}
	defer func() { err = errors.Join(err, run.Close()) }()
	b := build{Request: req, warehouse: w, work: run.Work, dialect: w.Engine.Dialect(), out: &Outcome{}}
	if b.landed, err = w.Landings(); err != nil {
		return like, err
	}
	counted, err := b.inputs(m)
	if err != nil {
		return like, err
	}
	if err := b.cleanOf(ctx, counted, m.Decisions); err != nil {
		return like, err
	}
	if err := b.rest(ctx); err != nil {
		return like, err
	}
	tables, err := kept(b.tables)
	if err != nil {
		return like, err
	}
	sums, err := run.Sums(ctx, tables)
	if err != nil {
		return like, err
	}
	like = Likeness{Snapshot: id, Tables: len(sums), Differ: differ(m.Tables, sums)}
	versions, err := Versions(b.Reference)
	like.Changed = changedVersions(m, store.Manifest{Program: b.Program, Engine: w.Engine.Name(), Versions: versions})
	return like, err
}

// inputs finds the landings a manifest names.
func (b *build) inputs(m store.Manifest) ([]member, error) {
	var list []member
	for _, in := range m.Inputs {
		i := slices.IndexFunc(b.landed, func(l store.Landing) bool { return l.Receipt.SHA256 == in.SHA256 && l.Receipt.Reading == in.Reading })
		if i < 0 {
			return nil, fmt.Errorf("%w: %s (%s)", ErrGone, in.Name, in.SHA256[:12])
		}
		list = append(list, member{landing: b.landed[i]})
	}
	return list, nil
}

// differ lists the tables that are not the same in both, sorted.
func differ(before, after []store.TableSum) []string {
	sums := map[string]store.TableSum{}
	for _, t := range before {
		sums[t.Table] = t
	}
	var list []string
	for _, t := range after {
		if sums[t.Table] != t {
			list = append(list, t.Table)
		}
		delete(sums, t.Table)
	}
	list = append(list, slices.Collect(maps.Keys(sums))...)
	slices.Sort(list)
	return list
}

// changedVersions lists what decides tables besides the files and differs between two snapshots: program, engine, definitions …
func changedVersions(a, b store.Manifest) []string {
	var list []string
	if a.Program != b.Program {
		list = append(list, "program")
	}
	if a.Engine != b.Engine {
		list = append(list, "engine")
	}
	names := maps.Clone(a.Versions)
	if names == nil {
		names = map[string]string{}
	}
	maps.Copy(names, b.Versions)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if a.Versions[name] != b.Versions[name] {
			list = append(list, name)
		}
	}
	return list
}
