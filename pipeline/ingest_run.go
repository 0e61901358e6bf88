package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
	"nhipcau/pipeline/ingest"
)

// Request says what a build is to be made of.
type Request struct {
	Files     []Received // new files; none: build from what has landed
	AsOf      time.Time
	Now       time.Time
	Reference fs.FS
	Program   string // version of the program, part of what decides the tables
	Options   engine.Options
	Verify    store.Verify
	Reader    FileReader // where files are parsed; nil: in this process, for tests and benchmarks
	Progress  Progress
}

// Received is one file handed in.
type Received struct {
	Name string
	Open func() (io.ReadCloser, error)
	Map  *ingest.Map // what a person decided about its columns (FILE.map.yaml); nil: nothing
}

// Progress hears how far a build has come; every call is optional to act on.
type Progress interface {
	File(name string, done, total int)
	Table(name string, done, total int)
	Waiting() // another process is building
}

// Outcome is what became of a request.
type Outcome struct {
	Receipts  []store.Receipt // of the files that landed now
	Already   []store.Receipt // of files that had landed before
	Refused   []Refused
	Snapshot  string
	Unchanged bool // nothing new: the live snapshot stays
}

// Refused is a file that was not taken in.
type Refused struct {
	Name   string
	Reason *ingest.Refusal
}

// Rejects counts rows that were left out and files that were refused.
func (o Outcome) Rejects() int64 {
	n := int64(len(o.Refused))
	for _, r := range append(slices.Clone(o.Receipts), o.Already...) {
		n += r.Rejected
	}
	return n
}

// Run lands new files, builds a snapshot from everything that has landed, has it verified and publishes it. A file is landed
// only after its rows were read and checked beside everything else; a snapshot is published only after that.
func Run(ctx context.Context, w *store.Warehouse, req Request) (out Outcome, err error) {
	if req.Progress == nil {
		req.Progress = silent{}
	}
	run, err := w.Begin(ctx, req.Options, req.Progress.Waiting)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, run.Close()) }()
	b := build{Request: req, warehouse: w, work: run.Work, dialect: w.Engine.Dialect(), out: &out}
	if err := b.receive(ctx); err != nil {
		return out, errors.Join(err, b.discard())
	}
	manifest, err := b.manifest()
	if err != nil {
		return out, errors.Join(err, b.discard())
	}
	if live, ok := b.sameAsLive(manifest); ok {
		out.Snapshot, out.Unchanged = live, true
		return out, nil
	}
	if err := b.cleanAndLand(ctx); err != nil {
		return out, errors.Join(err, b.discard())
	}
	if err := b.rest(ctx); err != nil {
		return out, err
	}
	if err := b.count(ctx, &manifest); err != nil {
		return out, err
	}
	out.Snapshot, err = run.Publish(ctx, append(Stored(b.tables), rollups()...), manifest, req.Verify)
	return out, err
}

type silent struct{}

func (silent) File(string, int, int)  {}
func (silent) Table(string, int, int) {}
func (silent) Waiting()               {}

type build struct {
	Request
	warehouse *store.Warehouse
	work      engine.Work
	dialect   engine.Dialect
	out       *Outcome
	incoming  []arrived
	landed    []store.Landing
	tables    []Table
}

// arrived is a file that was copied in and parsed, and waits for its receipt.
type arrived struct {
	in      *store.Incoming
	receipt store.Receipt
}

func (b *build) receive(ctx context.Context) error {
	lex, err := ingest.LoadLexicon(b.Reference)
	if err != nil {
		return err
	}
	for i, f := range b.Files {
		b.Progress.File(f.Name, i, len(b.Files))
		if err := b.one(ctx, lex, f); err != nil {
			return err
		}
	}
	b.landed, err = b.warehouse.Landings()
	return err
}

func (b *build) one(ctx context.Context, lex *ingest.Lexicon, f Received) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	in, landed, err := b.warehouse.Receive(ctx, r)
	if err = errors.Join(err, r.Close()); err != nil {
		return err
	}
	if landed != nil {
		b.out.Already = append(b.out.Already, landed.Receipt)
		return nil
	}
	for _, a := range b.incoming {
		if a.in.SHA256 == in.SHA256 { // the same bytes twice in one call
			b.out.Already = append(b.out.Already, store.Receipt{Name: f.Name, SHA256: in.SHA256})
			return in.Discard()
		}
	}
	result, err := b.read(ctx, lex, ingest.File{Path: in.Original(), Name: f.Name, SHA: in.SHA256, Dir: in.Dir, Map: f.Map})
	if reason, ok := ingest.AsRefusal(err); ok {
		b.out.Refused = append(b.out.Refused, Refused{f.Name, reason})
		return in.Discard()
	}
	if err != nil {
		return errors.Join(err, in.Discard())
	}
	b.incoming = append(b.incoming, arrived{in, store.Receipt{
		SHA256: in.SHA256, Bytes: in.Bytes, Name: f.Name, ReceivedAt: b.Now, Format: result.Format, Encoding: result.Encoding, Tables: result.Tables, Notes: result.Notes,
	}})
	return nil
}

func (b *build) discard() (err error) {
	for _, a := range b.incoming {
		err = errors.Join(err, a.in.Discard())
	}
	return err
}

// manifest names what this build reads.
func (b *build) manifest() (store.Manifest, error) {
	versions, err := Versions(b.Reference)
	if err != nil {
		return store.Manifest{}, err
	}
	m := store.Manifest{CreatedAt: b.Now.UTC(), AsOf: b.AsOf.Format(time.DateOnly), Program: b.Program, Engine: b.warehouse.Engine.Name(), Versions: versions}
	inputs := map[string]string{}
	for _, l := range b.landed {
		inputs[l.Receipt.SHA256] = l.Receipt.Name
	}
	for _, a := range b.incoming {
		inputs[a.receipt.SHA256] = a.receipt.Name
	}
	for _, sha := range slices.Sorted(maps.Keys(inputs)) {
		m.Inputs = append(m.Inputs, store.Input{SHA256: sha, Name: inputs[sha]})
	}
	m.InputsHash = m.HashInputs()
	return m, nil
}

func (b *build) sameAsLive(m store.Manifest) (id string, same bool) {
	list, err := b.warehouse.Snapshots()
	if err != nil {
		return "", false // a broken history is mended by building anew
	}
	for _, s := range list {
		if s.Live && s.Manifest.InputsHash == m.InputsHash {
			return s.ID, true
		}
	}
	return "", false
}

// cleanAndLand makes raw and clean, writes the receipts from what clean found, and lands the files.
func (b *build) cleanAndLand(ctx context.Context) error {
	tables, err := Prepare(ctx, b.work, b.dialect, Source{AsOf: b.AsOf, Reference: b.Reference, Parsed: b.parsed()})
	if err != nil {
		return err
	}
	b.tables = tables
	cleaned := slices.DeleteFunc(slices.Clone(tables), func(t Table) bool { return t.Stage != "clean" })
	if err := Build(ctx, b.work, cleaned, b.Progress.Table); err != nil {
		return err
	}
	receipts := map[string]*store.Receipt{}
	for i := range b.incoming {
		receipts[b.incoming[i].receipt.SHA256] = &b.incoming[i].receipt
	}
	if err := fillReceipts(ctx, b.work, receipts); err != nil {
		return err
	}
	for _, a := range b.incoming {
		if _, err := a.in.Commit(a.receipt); err != nil {
			return err
		}
		b.out.Receipts = append(b.out.Receipts, a.receipt)
	}
	return nil
}

func (b *build) parsed() map[string][]string {
	files := map[string][]string{}
	add := func(l store.Landing) {
		for _, table := range append(slices.Clone(registers), "aggregate", "bad_row") {
			files[table] = append(files[table], l.ParsedFiles(table)...)
		}
	}
	for _, l := range b.landed {
		add(l)
	}
	for _, a := range b.incoming {
		add(store.Landing{Dir: a.in.Dir, Receipt: a.receipt})
	}
	return files
}

// rest makes model and metrics.
func (b *build) rest(ctx context.Context) error {
	later := slices.DeleteFunc(slices.Clone(b.tables), func(t Table) bool { return t.Stage == "clean" })
	if err := Build(ctx, b.work, later, b.Progress.Table); err != nil {
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

// OpenFile hands in a file from disk under its own name, with the map that lies beside it, if one does.
func OpenFile(path string) (Received, error) {
	m, err := ingest.LoadMap(path)
	return Received{Name: filepath.Base(path), Map: m, Open: func() (io.ReadCloser, error) { return os.Open(path) }}, err
}
