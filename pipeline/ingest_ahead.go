package pipeline

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"nhipcau/internal/store"
	"nhipcau/pipeline/ingest"
)

// coming is a file on its way in. When done is closed it was copied, and read unless its bytes have landed before.
type coming struct {
	reading string
	in      *store.Incoming // nil: it could not be copied, or landed is set
	landed  *store.Landing
	result  ingest.Result
	err     error
	done    chan struct{}
}

// sharing is a Reader that can work beside others of its kind, each with its part of memory and threads.
type sharing interface {
	Share(n int) Reader
}

// atOnce is how many small files are read at once, at most.
const atOnce = 4

// smallFile is the size up to which a file is read beside others. A larger one is read alone, with all memory and threads.
const smallFile = 4 << 20

// ahead copies and reads the files to come, small ones side by side where the reader can, and gives them in the order they were handed
// in: what becomes of a file does not depend on how fast another one is read. After the first that could not be copied nothing comes.
func (b *build) ahead(ctx context.Context, lex *ingest.Lexicon) <-chan *coming {
	r := &readers{alone: b.reader(lex)}
	n := 1
	if s, ok := r.alone.(sharing); ok && runtime.GOMAXPROCS(0) > 1 {
		n = min(runtime.GOMAXPROCS(0), atOnce)
		r.beside = s.Share(n)
	}
	out, places := make(chan *coming, n), make(chan struct{}, n)
	go func() {
		defer close(out)
		for _, f := range b.Files {
			c := &coming{reading: readingOf(f.Map), done: make(chan struct{})}
			out <- c
			places <- struct{}{}
			leave := func() { <-places; close(c.done) }
			c.in, c.landed, c.err = b.copyIn(ctx, f, c.reading)
			if c.in == nil {
				leave()
				if c.err != nil {
					return
				}
				continue
			}
			read := r.next(ingest.File{Path: c.in.Original(), Name: f.Name, SHA: c.in.SHA256, Dir: c.in.Dir, Map: f.Map}, c.in.Bytes)
			go func() {
				defer leave()
				c.result, c.err = read(ctx)
			}()
		}
	}()
	return out
}

func (b *build) copyIn(ctx context.Context, f Received, reading string) (*store.Incoming, *store.Landing, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	in, landed, err := b.warehouse.Receive(ctx, r, reading)
	if e := r.Close(); e != nil && in != nil {
		return nil, nil, errors.Join(err, e, in.Discard())
	}
	return in, landed, err
}

// forgo removes what was read ahead in vain.
func forgo(coming <-chan *coming) (err error) {
	for c := range coming {
		if <-c.done; c.in != nil {
			err = errors.Join(err, c.in.Discard())
		}
	}
	return err
}

// readers reads small files beside each other and large ones alone.
type readers struct {
	alone, beside Reader // beside is nil where files are read one by one
	busy          sync.RWMutex
}

// next waits until a file may be read, and returns its reading.
func (r *readers) next(f ingest.File, size int64) func(context.Context) (ingest.Result, error) {
	if r.beside == nil || size > smallFile {
		r.busy.Lock()
		return func(ctx context.Context) (ingest.Result, error) {
			defer r.busy.Unlock()
			return r.alone.Read(ctx, f)
		}
	}
	r.busy.RLock()
	return func(ctx context.Context) (ingest.Result, error) {
		result, err := r.beside.Read(ctx, f)
		r.busy.RUnlock()
		if reason, refused := ingest.AsRefusal(err); refused && reason.Rule == ruleMemory {
			return r.again(ctx, f)
		}
		return result, err
	}
}

// again gives a small file for which its part of the memory was too little all of it.
func (r *readers) again(ctx context.Context, f ingest.File) (ingest.Result, error) {
	r.busy.Lock()
	defer r.busy.Unlock()
	if err := soundResult(f.Dir, ingest.Result{}); err != nil { // nothing of the first reading stays
		return ingest.Result{}, err
	}
	return r.alone.Read(ctx, f)
}
