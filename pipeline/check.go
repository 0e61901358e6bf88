package pipeline

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
	"nhipcau/pipeline/ingest"
)

// Check reads files as Run would, side by side, and stores nothing: the receipts say what would become of them.
func Check(ctx context.Context, e engine.Engine, req Request) (out Outcome, err error) {
	dir, err := os.MkdirTemp("", "nhipcau-check-")
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	o := req.Options
	o.TempDir = filepath.Join(dir, "spill")
	w, err := e.Work(ctx, filepath.Join(dir, "work.duckdb"), o)
	if err != nil {
		return out, err
	}
	defer w.Close()
	scratch, err := store.Open(filepath.Join(dir, "warehouse"), e)
	if err != nil {
		return out, err
	}
	if req.Progress == nil {
		req.Progress = silent{}
	}
	b := build{Request: req, warehouse: scratch, work: w, dialect: e.Dialect(), out: &out}
	defer b.leaveGround()
	if err := b.receive(ctx); err != nil {
		return out, err
	}
	if len(b.incoming) == 0 {
		return out, nil
	}
	return out, b.cleanAndLand(ctx)
}

// Template writes the workbook that localities fill in.
func Template(req Request, w io.Writer) error {
	lex, err := ingest.LoadLexicon(req.Reference)
	if err != nil {
		return err
	}
	words, err := ingest.LoadChoices(req.Reference)
	if err != nil {
		return err
	}
	return ingest.Template(w, lex, words)
}

// MapSuffix is what the name of a column map adds to its file's.
const MapSuffix = ingest.MapSuffix

// ParseMap reads the text of a column map.
func ParseMap(b []byte) (*ingest.Map, error) { return ingest.ParseMap(b) }

// AsRefusal unwraps why a file cannot be taken in, in both languages.
func AsRefusal(err error) (*ingest.Refusal, bool) { return ingest.AsRefusal(err) }
