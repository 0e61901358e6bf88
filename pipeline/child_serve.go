package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/pipeline/ingest"
)

// childRequest is what a reading process is told on its standard input. Paths are absolute.
type childRequest struct {
	Path     string          `json:"path"`
	Size     int64           `json:"size"`
	Name     string          `json:"name"`
	SHA      string          `json:"sha"`
	Dir      string          `json:"dir"`
	Scratch  string          `json:"scratch"`
	Map      json.RawMessage `json:"map,omitempty"`
	Do       string          `json:"do"` // read | look | annotate | suggest
	Format   string          `json:"format,omitempty"`
	Remarks  *ingest.Remarks `json:"remarks,omitempty"`
	MemoryMB int             `json:"memory_mb"` // of its engine
	Threads  int             `json:"threads"`
}

// childMessage is one line of its standard output: rows stored so far, or the answer.
type childMessage struct {
	Rows       *int64          `json:"rows,omitempty"`
	Result     *ingest.Result  `json:"result,omitempty"`
	Suggestion []byte          `json:"suggestion,omitempty"`
	Layouts    []ingest.Layout `json:"layouts,omitempty"`
	Refusal    *ingest.Refusal `json:"refusal,omitempty"`
	Error      string          `json:"error,omitempty"`
	Machine    bool            `json:"machine,omitempty"` // the error is of the disk or the system, not of the file
}

// err says what the answer means to a run: only what the machine lacks ends it.
func (m childMessage) err(mb int) error {
	switch {
	case m.Refusal != nil:
		return m.Refusal
	case m.Machine:
		return errors.New(m.Error)
	case strings.Contains(m.Error, "Out of Memory"):
		return tooMuchMemory(mb)
	case strings.Contains(m.Error, "File too large"):
		return tooLarge()
	case m.Error != "":
		return crashed("lỗi nội bộ", "internal error")
	}
	return nil
}

// ServeChild is the whole life of a reading process: one request in, messages out. It shuts itself in before it opens
// the file, so the process must have done nothing else, and leaves its engine open, because the process ends. dirs are folders on disk that reference reads.
func ServeChild(ctx context.Context, e engine.Engine, reference fs.FS, dirs []string, in io.Reader, out io.Writer) error {
	say := &speaker{out: json.NewEncoder(out)}
	request, err := shutIn(in, dirs)
	if err == nil {
		lateCollection()
		err = serve(ctx, e, reference, request, say)
	}
	if err != nil { // nothing of the file was read yet
		return say.say(childMessage{Error: "reading process: " + err.Error(), Machine: true})
	}
	return nil
}

// lateCollection brings garbage collection back to its usual pace after the first one. Most files are read before there is one.
func lateCollection() {
	runtime.AddCleanup(new([16]byte), func(percent int) { debug.SetGCPercent(percent) }, 100)
}

func serve(ctx context.Context, e engine.Engine, reference fs.FS, request []byte, say *speaker) error {
	var r childRequest
	if err := json.Unmarshal(request, &r); err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	lex, err := ingest.LoadLexicon(reference)
	if err != nil {
		return err
	}
	w, err := e.Work(ctx, "", engine.Options{MemoryMB: r.MemoryMB, Threads: r.Threads, TempDir: filepath.Join(r.Scratch, "spill")})
	if err != nil {
		return err
	}
	f := ingest.File{Path: r.Path, Name: r.Name, SHA: r.SHA, Dir: r.Dir}
	if r.Map != nil {
		if f.Map, err = ingest.ParseMap(r.Map); err != nil {
			return fmt.Errorf("column map: %w", err)
		}
	}
	stop := say.progress()
	m := answer(ctx, &counting{Work: w, rows: &say.rows}, e.Dialect(), lex, f, r)
	stop()
	return say.say(m)
}

// annotatedFile is what the process calls the workbook it makes.
const annotatedFile = "annotated.xlsx"

func answer(ctx context.Context, w engine.Work, d engine.Dialect, lex *ingest.Lexicon, f ingest.File, r childRequest) (m childMessage) {
	var err error
	switch r.Do {
	case "suggest":
		m.Suggestion, err = ingest.Suggest(ctx, w, d, lex, f)
	case "look":
		m.Layouts, err = ingest.Look(ctx, w, d, lex, f, nil)
	case "annotate":
		err = annotateInto(ctx, w, d, lex, f, r)
	default:
		var result ingest.Result
		result, err = ingest.Read(ctx, w, d, lex, f)
		m.Result = &result
	}
	if err == nil {
		return m
	}
	if reason, ok := ingest.AsRefusal(err); ok {
		return childMessage{Refusal: reason}
	}
	return childMessage{Error: err.Error(), Machine: ofMachine(err)}
}

func annotateInto(ctx context.Context, w engine.Work, d engine.Dialect, lex *ingest.Lexicon, f ingest.File, r childRequest) error {
	out, err := os.Create(filepath.Join(f.Dir, annotatedFile))
	if err != nil {
		return err
	}
	return errors.Join(ingest.Annotate(ctx, w, d, lex, f, r.Format, *r.Remarks, out), out.Close())
}

// ofMachine tells the errors that another file would meet too.
func ofMachine(err error) bool {
	for _, e := range []error{syscall.EIO, syscall.EROFS, syscall.EMFILE, syscall.ENFILE, os.ErrNotExist, os.ErrPermission} {
		if errors.Is(err, e) {
			return true
		}
	}
	return DiskFull(err)
}

// speaker writes messages, one at a time.
type speaker struct {
	mu   sync.Mutex
	out  *json.Encoder
	rows atomic.Int64
}

func (s *speaker) say(m childMessage) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Encode(m)
}

// progress says the rows twice a second while they grow.
func (s *speaker) progress() (stop func()) {
	tick := time.NewTicker(500 * time.Millisecond)
	done, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		for said := int64(0); ; {
			select {
			case <-done:
				return
			case <-tick.C:
				if n := s.rows.Load(); n != said {
					said = n
					s.say(childMessage{Rows: &n})
				}
			}
		}
	}()
	return func() { tick.Stop(); close(done); <-over }
}

// counting counts the rows on their way into the engine.
type counting struct {
	engine.Work
	rows *atomic.Int64
}

func (c *counting) Append(ctx context.Context, schema, table string, rows iter.Seq[[]any]) error {
	return c.Work.Append(ctx, schema, table, func(yield func([]any) bool) {
		for row := range rows {
			c.rows.Add(1)
			if !yield(row) {
				return
			}
		}
	})
}
