package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nhipcau/pipeline"
)

// fileSize is what is known of a file before it is read.
type fileSize struct {
	bytes int64
	rows  int64 // a guess from the first lines of a text; 0: unknown
}

// lineForms are the forms in which a row is a line.
var lineForms = []string{".csv", ".tsv", ".txt", ".ndjson", ".jsonl"}

// expect looks at the beginnings of files, so that rows can be told as a share of the file. A file that cannot be opened
// is told of when it is read.
func (p *progress) expect(files []pipeline.Received) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sizes = map[string]fileSize{}
	for _, f := range files {
		s, err := sizeOf(f)
		if err != nil {
			continue
		}
		p.total += s.bytes
		p.sizes[f.Name] = s
	}
}

func sizeOf(f pipeline.Received) (s fileSize, err error) {
	r, err := f.Open()
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	file, ok := r.(*os.File)
	if !ok {
		return s, nil
	}
	info, err := file.Stat()
	if err != nil {
		return s, err
	}
	s.bytes = info.Size()
	if slices.Contains(lineForms, strings.ToLower(filepath.Ext(f.Name))) {
		s.rows, err = rowsOf(file, s.bytes)
	}
	return s, err
}

// rowsOf guesses how many lines a text of this size has.
func rowsOf(r io.Reader, size int64) (int64, error) {
	head := make([]byte, 256<<10)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, err
	}
	lines := int64(bytes.Count(head[:n], []byte{'\n'}))
	if lines == 0 {
		return 0, nil
	}
	return max(1, size*lines/int64(n)), nil
}

// duration is a time left: nobody needs it to the second when it is long.
func (w words) duration(d time.Duration) string {
	seconds := int((d + time.Second - 1) / time.Second)
	if seconds < 60 {
		return w.of("seconds", seconds)
	}
	return w.of("minutes", (seconds+30)/60)
}
