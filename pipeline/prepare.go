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
	stages := Stages()
	tables, err := Tables(stages)
	if err != nil {
		return nil, err
	}
	if tables, err = Lineage(ctx, w, stages, tables); err != nil {
		return nil, err
	}
	if err := Raw(ctx, w, d, s); err != nil {
		return nil, err
	}
	words, err := clean.LoadWords(ctx, w)
	if err != nil {
		return nil, err
	}
	places, err := NewPlaces(s.Reference, words)
	if err != nil {
		return nil, err
	}
	filer, err := clean.LoadFiler(ctx, w)
	if err != nil {
		return nil, err
	}
	return tables, clean.Fill(ctx, w, places, words, filer)
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
