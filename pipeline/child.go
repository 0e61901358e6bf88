package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"time"

	"nhipcau/pipeline/ingest"
)

// Reader opens files from outside. What is wrong with a file is an ingest.Refusal.
type Reader interface {
	// Read parses a file; its Parquet files go into f.Dir.
	Read(ctx context.Context, f ingest.File) (ingest.Result, error)
	// Look finds the tables of a file and reads nothing.
	Look(ctx context.Context, f ingest.File) ([]ingest.Layout, error)
	// Annotate writes a file as a workbook with what is said of it.
	Annotate(ctx context.Context, f ingest.File, format string, rem ingest.Remarks, out io.Writer) error
}

// outside is the request's Reader, or this process where it has none.
func (l *looking) outside() Reader {
	if l.req.Reader == nil {
		return here{l}
	}
	return l.req.Reader
}

// reader is the request's Reader; tests and benchmarks have none and read in this process.
func (b *build) reader(lex *ingest.Lexicon) Reader {
	if b.Reader != nil {
		return b.Reader
	}
	return here{&looking{engine: b.warehouse.Engine, work: b.work, lex: lex}}
}

// here reads in this process.
type here struct{ *looking }

func (h here) Read(ctx context.Context, f ingest.File) (ingest.Result, error) {
	return ingest.Read(ctx, h.work, h.engine.Dialect(), h.lex, f)
}

func (h here) Look(ctx context.Context, f ingest.File) ([]ingest.Layout, error) {
	return ingest.Look(ctx, h.work, h.engine.Dialect(), h.lex, f, nil)
}

func (h here) Annotate(ctx context.Context, f ingest.File, format string, rem ingest.Remarks, out io.Writer) error {
	return ingest.Annotate(ctx, h.work, h.engine.Dialect(), h.lex, f, format, rem, out)
}

// Child parses files from outside in a process of their own, one a file, because a parser may crash, hang or grow without
// end on bytes that somebody made up: DuckDB says itself that a crafted file may crash it. Whatever happens there becomes
// a refusal of this one file; the run goes on with the others.
//
// The process has its own group and scratch folder, an environment of four variables, no network, and may write nowhere
// but in the file's incoming folder and the scratch (child_jail.go says what the kernel is asked for). It dies with this process.
//
// Memory is capped from outside: every 50 ms this process reads what the child holds and kills it when that is more than
// MemoryMB. Inside, GOMEMLIMIT and the engine's own limit share three quarters of it, so that honest files never come near.
// RLIMIT_AS would be a trap: Go and DuckDB reserve far more address space than they use, and fail on it at random.
type Child struct {
	Command  []string      // the program and the arguments that make it call ServeChild
	MemoryMB int           // resident memory it may hold; 0: 2048
	Threads  int           // threads of its engine; 0: one a core
	Time     time.Duration // how long one file may take; 0: TimeFor its size
	Rows     func(n int64) // hears how many rows were stored so far; may be nil
}

const defaultChildMB = 2048

// TimeFor is how long a file of this size may take to read: far more than a slow machine needs.
func TimeFor(size int64) time.Duration {
	return min(2*time.Minute+time.Duration(size>>20)*6*time.Second, 2*time.Hour)
}

// Read implements Reader.
func (c Child) Read(ctx context.Context, f ingest.File) (ingest.Result, error) {
	m, err := c.ask(ctx, f, childRequest{Do: "read"})
	if err != nil {
		return ingest.Result{}, err
	}
	if m.Result == nil {
		return ingest.Result{}, crashed("không trả kết quả", "no result")
	}
	return *m.Result, soundResult(f.Dir, *m.Result)
}

// Look implements Reader.
func (c Child) Look(ctx context.Context, f ingest.File) ([]ingest.Layout, error) {
	m, err := c.ask(ctx, f, childRequest{Do: "look"})
	return m.Layouts, err
}

// Annotate implements Reader. The workbook is made in f.Dir and copied from there.
func (c Child) Annotate(ctx context.Context, f ingest.File, format string, rem ingest.Remarks, out io.Writer) error {
	if _, err := c.ask(ctx, f, childRequest{Do: "annotate", Format: format, Remarks: &rem}); err != nil {
		return err
	}
	made, err := os.Open(filepath.Join(f.Dir, annotatedFile))
	if err != nil {
		return crashed("không trả kết quả", "no result")
	}
	_, err = io.Copy(out, made)
	return errors.Join(err, made.Close(), os.Remove(made.Name()))
}

// Suggest proposes the column map of a file.
func (c Child) Suggest(ctx context.Context, path string) (text []byte, err error) {
	dir, err := os.MkdirTemp("", "nhipcau-suggest-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o700); err != nil {
		return nil, err
	}
	m, err := c.ask(ctx, ingest.File{Path: path, Name: filepath.Base(path), Dir: in}, childRequest{Do: "suggest"})
	return m.Suggestion, err
}

// Share implements sharing: the parts together hold no more than the whole. What few rows they store is not told.
func (c Child) Share(n int) Reader {
	if c.MemoryMB <= 0 {
		c.MemoryMB = defaultChildMB
	}
	c.MemoryMB, c.Threads, c.Rows = c.MemoryMB/n, 1, nil
	return c
}

// ask starts the process, hands it the file and waits for what it says, or for the reason to stop it.
func (c Child) ask(ctx context.Context, f ingest.File, request childRequest) (m childMessage, err error) {
	if c.MemoryMB <= 0 {
		c.MemoryMB = defaultChildMB
	}
	if c.Threads <= 0 {
		c.Threads = runtime.GOMAXPROCS(0)
	}
	// Beside the incoming folder, under a name that the next build sweeps when this process is killed.
	scratch, err := os.MkdirTemp(filepath.Dir(f.Dir), "read.building-")
	if err != nil {
		return m, fmt.Errorf("read %s: %w", f.Name, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	if err := c.fill(&request, f, scratch); err != nil {
		return m, fmt.Errorf("read %s: %w", f.Name, err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if c.Time == 0 {
		c.Time = TimeFor(request.Size)
	}
	timer := time.AfterFunc(c.Time, func() { stop(errTooLong) })
	defer timer.Stop()
	m, err = c.run(ctx, stop, request)
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errTooMuch):
		return m, tooMuchMemory(c.MemoryMB)
	case errors.Is(cause, errTooLong):
		return m, tooLong(c.Time)
	case cause != nil:
		return m, cause
	}
	if err != nil {
		return m, err
	}
	return m, m.err(c.MemoryMB)
}

// fill says where the file is and what the process may use.
func (c Child) fill(r *childRequest, f ingest.File, scratch string) (err error) {
	r.Name, r.SHA, r.MemoryMB, r.Threads = f.Name, f.SHA, c.MemoryMB/2, c.Threads
	for to, path := range map[*string]string{&r.Path: f.Path, &r.Dir: f.Dir, &r.Scratch: scratch} {
		if *to, err = filepath.Abs(path); err != nil {
			return err
		}
	}
	info, err := os.Stat(f.Path)
	if err != nil {
		return err
	}
	r.Size = info.Size()
	if f.Map != nil {
		r.Map, err = json.Marshal(decided(f.Map)) // the text that ingest.ParseMap reads: JSON is YAML too
	}
	return err
}

var (
	errTooMuch = errors.New("the reading process holds too much memory")
	errTooLong = errors.New("the reading process takes too long")
)

var partName = regexp.MustCompile(`^[a-z_]+-\d+\.parquet$`)

// soundResult holds the answer against the folder: the parts it names are plain files there, and what else lies there is removed.
func soundResult(dir string, r ingest.Result) error {
	known := map[string]bool{"original": true}
	for _, p := range r.Tables {
		info, err := os.Lstat(filepath.Join(dir, p.File))
		if !partName.MatchString(p.File) || err != nil || !info.Mode().IsRegular() {
			return crashed("kết quả không có thật", "a result that is not there")
		}
		known[p.File] = true
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if known[e.Name()] {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
