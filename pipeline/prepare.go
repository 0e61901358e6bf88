package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"nhipcau/internal/engine"
	"nhipcau/pipeline/clean"
	"nhipcau/pipeline/metrics"
)

// Prepare fills schema raw and the dictionaries of clean, and returns all tables in the order to make them.
func Prepare(ctx context.Context, w engine.Work, d engine.Dialect, s Source) ([]Table, error) {
	g, err := layGround(ctx, w, s.Reference)
	if err != nil {
		return nil, err
	}
	return g.tables, g.prepare(ctx, w, d, s)
}

// ground is what a build stands on whatever files it is made of: schema raw with the reviewed data in it, and what Go reads from there.
type ground struct {
	tables []Table // in the order to make them
	words  clean.Words
	places clean.Places
	filer  *clean.Filer
}

func layGround(ctx context.Context, w engine.Work, files fs.FS) (g ground, err error) {
	stages := Stages()
	if g.tables, err = Tables(stages); err != nil {
		return g, err
	}
	if g.tables, err = Lineage(ctx, w, stages, g.tables); err != nil {
		return g, err
	}
	if _, err := w.ExecContext(ctx, "create schema raw"); err != nil {
		return g, err
	}
	if err := reference(ctx, w, files); err != nil {
		return g, err
	}
	if g.words, err = clean.LoadWords(ctx, w); err != nil {
		return g, err
	}
	if g.places, err = NewPlaces(files, g.words); err != nil {
		return g, err
	}
	g.filer, err = clean.LoadFiler(ctx, w)
	return g, err
}

// prepare adds what landed to schema raw and makes the dictionaries of clean.
func (g ground) prepare(ctx context.Context, w engine.Work, d engine.Dialect, s Source) error {
	if err := landed(ctx, w, d, s); err != nil {
		return err
	}
	return clean.Fill(ctx, w, g.places, g.words, g.filer)
}

// groundwork lays the ground while files are read.
type groundwork struct {
	laid chan struct{}
	ground
	err error
}

func (b *build) beginGround(ctx context.Context) {
	g := &groundwork{laid: make(chan struct{})}
	b.begun = g
	go func() {
		defer close(g.laid)
		g.ground, g.err = layGround(ctx, b.work, b.Reference)
	}()
}

// ground gives what was laid, once; or lays it.
func (b *build) ground(ctx context.Context) (ground, error) {
	g := b.begun
	if b.begun = nil; g == nil {
		return layGround(ctx, b.work, b.Reference)
	}
	<-g.laid
	return g.ground, g.err
}

// leaveGround waits for what was begun in vain: nothing may be at work in a database that is closed.
func (b *build) leaveGround() {
	if b.begun != nil {
		<-b.begun.laid
	}
}

// Topics files the opinions' texts under the topics: the last thing before the model.
func Topics(ctx context.Context, w engine.Work) error {
	filer, err := clean.LoadFiler(ctx, w)
	if err != nil {
		return err
	}
	return clean.FillTopics(ctx, w, filer)
}

// Rollups writes what is made from all metric tables together: their words and the sums that pages read.
func Rollups(ctx context.Context, w engine.Work) error {
	list, err := metrics.Definitions(Header)
	if err != nil {
		return err
	}
	return metrics.Build(ctx, w, list)
}

// kept lists what a snapshot keeps of everything made: tables, then views.
func kept(tables []Table) ([]engine.Sorted, error) {
	list, err := metrics.Definitions(Header)
	if err != nil {
		return nil, err
	}
	views, err := metrics.Views(list)
	return slices.Concat(Stored(tables), metrics.Rollups, views), err
}

// Versions hashes what decides the numbers besides the received files: definitions (the SQL of all stages), gazetteer,
// taxonomy, rules and published figures.
func Versions(reference fs.FS) (map[string]string, error) {
	versions := map[string]string{}
	sql := sha256.New()
	for _, s := range Stages() {
		if err := hashFiles(sql, s.Files, "."); err != nil {
			return nil, err
		}
	}
	sql.Write(clean.Checks) // what is a reject and what a warning decides the tables too
	versions["definitions"] = hex.EncodeToString(sql.Sum(nil))[:16]
	for name, dir := range map[string]string{"gazetteer": "reference/units", "reference": "reference", "published": "published"} {
		h := sha256.New()
		if err := hashFiles(h, reference, dir); err != nil {
			return nil, err
		}
		versions[name] = hex.EncodeToString(h.Sum(nil))[:16]
	}
	return versions, nil
}

func hashFiles(h interface{ Write([]byte) (int, error) }, files fs.FS, dir string) error {
	return fs.WalkDir(files, dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".sql") && !strings.HasSuffix(path, ".csv") {
			return err
		}
		b, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", path, len(b))
		_, err = h.Write(b)
		return err
	})
}
