package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// Received is one file handed in.
type Received struct {
	Name string
	Path string // as it was named to us, to be named so again
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
	Questions []Question       // files that wait for a decision, asked now
	Waiting   []store.Decision // files that waited before and still do
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

type build struct {
	Request
	warehouse *store.Warehouse
	work      engine.Work
	dialect   engine.Dialect
	out       *Outcome
	incoming  []arrived
	landed    []store.Landing
	tables    []Table

	state   store.State       // what counts, with all that was noted
	noted   []store.Entry     // lines of the history not yet written
	handed  []string          // the files handed in, by hash, in their order
	paths   map[string]string // what they were called
	isNew   map[string]bool   // those never read before, or not so
	waited  map[string]bool   // those that waited for a decision until now
	cleaned string            // which files schema clean is made of
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
	if err := b.recall(); err != nil {
		return err
	}
	b.paths, b.isNew, b.waited = map[string]string{}, map[string]bool{}, map[string]bool{}
	for i, f := range b.Files {
		b.Progress.File(f.Name, i, len(b.Files))
		if err := b.one(ctx, lex, f); err != nil {
			return err
		}
	}
	return nil
}

func (b *build) one(ctx context.Context, lex *ingest.Lexicon, f Received) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	reading := readingOf(f.Map)
	in, landed, err := b.warehouse.Receive(ctx, r, reading)
	if err = errors.Join(err, r.Close()); err != nil {
		return err
	}
	if landed != nil {
		b.again(*landed, f, reading)
		return nil
	}
	if slices.Contains(b.handed, in.SHA256) { // the same bytes twice in one call
		b.out.Already = append(b.out.Already, store.Receipt{Name: f.Name, SHA256: in.SHA256})
		return in.Discard()
	}
	result, err := b.read(ctx, lex, ingest.File{Path: in.Original(), Name: f.Name, SHA: in.SHA256, Dir: in.Dir, Map: f.Map})
	if reason, ok := ingest.AsRefusal(err); ok {
		return errors.Join(in.Discard(), b.refuse(f, in.SHA256, in.Bytes, reason))
	}
	if err != nil {
		return errors.Join(err, in.Discard())
	}
	b.arrive(in, f, store.Receipt{SHA256: in.SHA256, Reading: reading, Bytes: in.Bytes, Name: f.Name, ReceivedAt: b.Now,
		Format: result.Format, Encoding: result.Encoding, Tables: result.Tables, Notes: result.Notes})
	return nil
}

// arrive takes note of a file that could be read: new bytes, or old ones read with another map.
func (b *build) arrive(in *store.Incoming, f Received, r store.Receipt) {
	what := store.Landed
	if len(b.state.Readings(r.SHA256)) > 0 {
		what = store.Reread
	}
	b.note(store.Entry{What: what, SHA: r.SHA256, Reading: r.Reading, Name: r.Name, Bytes: r.Bytes})
	b.incoming = append(b.incoming, arrived{in, r})
	b.handed = append(b.handed, r.SHA256)
	b.paths[r.SHA256], b.isNew[r.SHA256] = f.Path, true
}

// again takes in bytes that have landed before: a map that was used before decides once more, and a file that waits is held
// against the others anew.
func (b *build) again(l store.Landing, f Received, reading string) {
	sha := l.Receipt.SHA256
	b.out.Already = append(b.out.Already, l.Receipt)
	if slices.Contains(b.handed, sha) {
		return
	}
	b.handed = append(b.handed, sha)
	b.paths[sha] = f.Path
	if list := b.state.Readings(sha); reading != "" && len(list) > 0 && list[len(list)-1] != reading {
		b.note(store.Entry{What: store.Reread, SHA: sha, Reading: reading, Name: l.Receipt.Name})
		b.isNew[sha] = true
	}
	if b.state.Standing(sha).Why == store.Waits {
		b.waited[sha] = true
		b.state.Apply(store.Entry{What: store.Counted, SHA: sha}) // until hold says otherwise
	}
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
}

// cleanAndLand is all that a check does, in a warehouse of its own.
func (b *build) cleanAndLand(ctx context.Context) error {
	if err := b.examine(ctx); err != nil {
		return err
	}
	return b.land()
}

// examine makes raw and clean, holds the new files against the ones that count, and writes the receipts from what clean found.
// Most of the time clean is made once. A file that may not count costs two more: one to write its receipt as if it replaced what
// it overlaps, and one without it.
func (b *build) examine(ctx context.Context) error {
	if err := b.clean(ctx, b.state); err != nil {
		return err
	}
	if err := b.hold(ctx); err != nil {
		return err
	}
	alone, imagined := b.asIf()
	if len(alone) > 0 {
		if err := b.clean(ctx, imagined); err != nil {
			return err
		}
		if err := b.account(ctx, alone); err != nil {
			return err
		}
	}
	if err := b.clean(ctx, b.state); err != nil {
		return err
	}
	return b.account(ctx, slices.DeleteFunc(b.newFiles(), func(a *arrived) bool { return slices.Contains(alone, a) }))
}

// clean makes raw and clean of the files that count in a state, unless they are made of these already.
func (b *build) clean(ctx context.Context, s store.State) error {
	return b.cleanOf(ctx, b.counted(s), b.decisions(s))
}

func (b *build) cleanOf(ctx context.Context, members []member, decisions []store.Decision) error {
	notes := b.notes(members, decisions)
	made := fmt.Sprint(keys(members), notes)
	if made == b.cleaned {
		return nil
	}
	if b.cleaned != "" {
		for _, schema := range []string{"clean", "raw"} {
			if _, err := b.work.ExecContext(ctx, "drop schema "+schema+" cascade"); err != nil {
				return err
			}
		}
	}
	b.cleaned = made
	parsed := parsedFiles(members)
	noted, remove, err := b.writeNotes(ctx, notes)
	if err != nil {
		return err
	}
	parsed["bad_row"] = append(parsed["bad_row"], noted...)
	if b.tables, err = Prepare(ctx, b.work, b.dialect, Source{AsOf: b.AsOf, Reference: b.Reference, Parsed: parsed}); err != nil {
		return errors.Join(err, remove())
	}
	cleaned := slices.DeleteFunc(slices.Clone(b.tables), func(t Table) bool { return t.Stage != "clean" })
	return errors.Join(Build(ctx, b.work, cleaned, b.Progress.Table), remove())
}

// asIf lists the new files that do not count, and imagines a state in which each replaces what it was held against: their receipts
// are about themselves, not about being sent twice.
func (b *build) asIf() (alone []*arrived, imagined store.State) {
	imagined = b.state.Clone()
	for _, a := range b.newFiles() {
		sha := a.receipt.SHA256
		st := b.state.Standing(sha)
		if st.Counts {
			continue
		}
		alone = append(alone, a)
		imagined.Apply(store.Entry{What: store.Landed, SHA: sha, Reading: a.receipt.Reading})
		for _, other := range st.Others {
			imagined.Apply(store.Entry{What: store.Supersedes, SHA: sha, Other: other})
		}
	}
	return alone, imagined
}

func (b *build) newFiles() []*arrived {
	var list []*arrived
	for i := range b.incoming {
		list = append(list, &b.incoming[i])
	}
	return list
}

// account fills the receipts of new files from clean.
func (b *build) account(ctx context.Context, files []*arrived) error {
	receipts := map[string]*store.Receipt{}
	for _, a := range files {
		receipts[a.receipt.SHA256] = &a.receipt
	}
	if err := fillReceipts(ctx, b.work, receipts); err != nil {
		return err
	}
	for _, r := range receipts {
		if err := b.noteOnReceipt(ctx, r); err != nil {
			return err
		}
	}
	return nil
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

func keys(members []member) []string {
	var list []string
	for _, m := range members {
		list = append(list, m.sha()+m.landing.Receipt.Reading)
	}
	slices.Sort(list)
	return list
}

// parsedFiles lists the Parquet files of each raw table.
func parsedFiles(members []member) map[string][]string {
	files := map[string][]string{}
	for _, table := range append(slices.Clone(registers), "aggregate", "bad_row") {
		for _, m := range members {
			files[table] = append(files[table], m.landing.ParsedFiles(table)...)
		}
	}
	return files
}

// rest makes model and metrics.
func (b *build) rest(ctx context.Context) error {
	b.Progress.Table("clean.filing", 0, len(b.tables))
	if err := Topics(ctx, b.work); err != nil {
		return err
	}
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
	return Received{Name: filepath.Base(path), Path: path, Map: m, Open: func() (io.ReadCloser, error) { return os.Open(path) }}, err
}
