package pipeline_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
	"nhipcau/pipeline/ingest"
)

// sharer reads with a child and tells how many files are read at once. The part that a small file is given refuses the second one for
// want of memory, after it has left something behind; the first one is slow.
type sharer struct {
	pipeline.Child
	part      bool
	now, most *atomic.Int32
	tried     *atomic.Int32
}

func (s sharer) Share(int) pipeline.Reader { s.part = true; return s }

func (s sharer) Read(ctx context.Context, f ingest.File) (ingest.Result, error) {
	n := s.now.Add(1)
	defer s.now.Add(-1)
	if !s.part && n > 1 {
		return ingest.Result{}, fmt.Errorf("%s: read with all memory beside another", f.Name)
	}
	s.most.Store(max(s.most.Load(), n))
	if s.part && f.Name == "0.csv" {
		time.Sleep(time.Second)
	}
	result, err := s.Child.Read(ctx, f)
	if s.part && f.Name == "1.csv" {
		s.tried.Add(1)
		return ingest.Result{}, &ingest.Refusal{Rule: "reader_memory", Vi: "x", En: "x"}
	}
	return result, err
}

// TestSmallFilesAreReadSideBySide: at least two at once, their receipts in the order they were handed in, and what a part of the memory is
// too little for is read again alone. The same bytes twice count once, wherever the first ones are.
func TestSmallFilesAreReadSideBySide(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("one processor: files are read one by one")
	}
	s := sharer{Child: child(t, "sound"), now: new(atomic.Int32), most: new(atomic.Int32), tried: new(atomic.Int32)}
	req := pipeline.Request{AsOf: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), Now: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC), Reference: data.FS, Reader: s}
	for i := range 6 {
		text := strings.ReplaceAll(smallRegister, "A1", fmt.Sprint("A", i%5))
		req.Files = append(req.Files, pipeline.Received{Name: fmt.Sprint(i, ".csv"), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }})
	}
	out, err := pipeline.Check(t.Context(), duckdb.New(), req)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range append(out.Receipts, out.Already...) {
		names = append(names, r.Name)
	}
	if got := strings.Join(names, " "); got != "0.csv 1.csv 2.csv 3.csv 4.csv 5.csv" || len(out.Already) != 1 || len(out.Refused) > 0 {
		t.Errorf("%s, %+v", got, out)
	}
	if s.most.Load() < 2 || s.tried.Load() != 1 {
		t.Errorf("%d at once, %d tried with a part of the memory", s.most.Load(), s.tried.Load())
	}
}

// TestAFileThatCannotBeCopiedEndsTheRun: what was read ahead of it or behind is gone.
func TestAFileThatCannotBeCopiedEndsTheRun(t *testing.T) {
	req := pipeline.Request{AsOf: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), Reference: data.FS, Reader: child(t, "sound")}
	for i := range 4 {
		req.Files = append(req.Files, pipeline.Received{Name: fmt.Sprint(i), Open: func() (io.ReadCloser, error) {
			if i == 2 {
				return nil, io.ErrClosedPipe
			}
			return io.NopCloser(strings.NewReader(smallRegister + strings.Repeat(" ", i))), nil
		}})
	}
	if _, err := pipeline.Check(t.Context(), duckdb.New(), req); err == nil || !strings.Contains(err.Error(), io.ErrClosedPipe.Error()) {
		t.Error(err)
	}
}
