package pipeline

import (
	"context"
	"errors"
	"io/fs"
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
	Reader    Reader // where files are parsed; nil: in this process, for tests and benchmarks
	Progress  Progress

	Who     string                    // user@host, for the history
	Answers []Answer                  // what the one file handed in is to others
	Ask     func(Question) store.Deed // asks a person; nil or an empty answer: the file waits
	Retract *Retraction
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
	Questions []Question       // files that wait for a decision, asked now
	Waiting   []store.Decision // files that waited before and still do
	Idle      []store.Decision // files that had landed before and do not count: retracted, superseded by Others, or contradicting them
	Retracted store.Receipt    // the file that was taken out
	Restored  store.Receipt    // the file that was taken in again
	Snapshot  string
	Unchanged bool // nothing new: the live snapshot stays
}

// Refused is a file that was not taken in.
type Refused struct {
	Name   string
	SHA    string
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

// Run lands new files, builds a snapshot from every file that counts, has it verified and publishes it. A file is landed only after
// its rows were read and checked beside everything else, and it counts only when it speaks of nothing that another file that
// counts speaks of, or when somebody said what it is to that one. A snapshot is published only after that.
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
	defer b.leaveGround()
	if err := b.receive(ctx); err != nil {
		return out, errors.Join(err, b.discard())
	}
	if err := b.decide(); err != nil {
		return out, errors.Join(err, b.discard())
	}
	if len(b.incoming)+len(b.pending()) > 0 || !b.isLive() {
		if err := b.examine(ctx); err != nil {
			return out, errors.Join(err, b.discard())
		}
	}
	b.stillWaiting()
	if b.isLive() {
		return out, b.land()
	}
	if err := b.rest(ctx); err != nil {
		return out, errors.Join(err, b.discard())
	}
	manifest, err := b.manifest()
	if err != nil {
		return out, errors.Join(err, b.discard())
	}
	if err := errors.Join(b.count(ctx, &manifest), b.land()); err != nil {
		return out, errors.Join(err, b.discard())
	}
	tables, err := kept(b.tables)
	if err != nil {
		return out, err
	}
	if out.Snapshot, err = run.Publish(ctx, tables, manifest, req.Verify); err != nil {
		return out, err
	}
	return out, w.Record(b.entry(store.Entry{What: store.Published, Snapshot: out.Snapshot}))
}

type silent struct{}

func (silent) File(string, int, int)  {}
func (silent) Table(string, int, int) {}
func (silent) Waiting()               {}

// build is one request on its way: ingest_receive takes the files in, ingest_examine reads and checks them beside the others,
// ingest_publish names the inputs and makes it all visible.
type build struct {
	Request
	warehouse *store.Warehouse
	work      engine.Work
	dialect   engine.Dialect
	out       *Outcome
	incoming  []arrived
	landed    []store.Landing
	tables    []Table
	begun     *groundwork // laid while files are read; nil: not begun, or used

	state   store.State       // what counts, with all that was noted
	noted   []store.Entry     // lines of the history not yet written
	handed  []string          // the files handed in, by hash, in their order
	paths   map[string]string // what they were called
	isNew   map[string]bool   // those never read before, or not so
	waited  map[string]bool   // those that waited for a decision until now
	cleaned string            // which files schema clean is made of
}
