package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Receipt says what became of one received file. Accepted + Rejected = Received, always.
type Receipt struct {
	SHA256     string    `json:"sha256"`
	Reading    string    `json:"reading,omitempty"` // of the column map that decided how it was read; empty: none
	Map        Decided   `json:"map,omitzero"`      // that map itself: who looks at the file again must read it as it was read
	Name       string    `json:"name"`              // as the sender called it: data, never a path of ours
	Bytes      int64     `json:"bytes"`
	ReceivedAt time.Time `json:"received_at"`
	Format     string    `json:"format"`
	Encoding   string    `json:"encoding,omitempty"`
	Tables     []Parsed  `json:"tables"`
	Received   int64     `json:"received"`
	Accepted   int64     `json:"accepted"`
	Rejected   int64     `json:"rejected"`
	Warned     int64     `json:"warned"`
	Notes      []string  `json:"notes,omitempty"` // codes of what was done at the door (columns dropped, texts masked …)
	Issues     []Issue   `json:"issues,omitempty"`
	IssuesCut  int64     `json:"issues_cut,omitempty"` // how many more there were than are listed here
}

// Decided is a column map as it is kept with what was read by it (pipeline/ingest has its meaning).
type Decided struct {
	Table   string            `json:"table,omitempty"`
	Parent  string            `json:"parent,omitempty"`
	Period  string            `json:"period,omitempty"`
	Locale  string            `json:"locale,omitempty"`
	Sheets  []string          `json:"sheets,omitempty"`
	Columns map[string]string `json:"columns,omitempty"`
}

// IsZero reports that no map was kept: there was none, or an older version of the program took the file in.
func (d Decided) IsZero() bool {
	return d.Table == "" && d.Parent == "" && d.Period == "" && d.Locale == "" && len(d.Sheets) == 0 && len(d.Columns) == 0
}

// Parsed is one table that was found in the file and the Parquet file it was written to.
type Parsed struct {
	Table string `json:"table"` // name in schema raw
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
	Rows  int64  `json:"rows"`
}

// Issue is one thing that is wrong with one cell, in both languages.
type Issue struct {
	Severity  string `json:"severity"` // reject | warning
	Rule      string `json:"rule"`
	Sheet     string `json:"sheet,omitempty"`
	Row       int64  `json:"row,omitempty"`    // as a spreadsheet counts: the first line is 1; 0: the whole file
	Column    string `json:"column,omitempty"` // the column's label
	Value     string `json:"value,omitempty"`
	MessageVi string `json:"message_vi"`
	MessageEn string `json:"message_en"`
}

// Landing is one reading of a received file in the warehouse: landing/<sha256>, or landing/<sha256>-<map> when a column map
// decided how it was read. A new map is a new reading of the same bytes; the older ones stay as they were.
type Landing struct {
	Dir     string
	Receipt Receipt
}

// Original is where the received bytes lie.
func (l Landing) Original() string { return filepath.Join(l.Dir, "original") }

// ParsedFiles lists the Parquet files that hold rows of a raw table.
func (l Landing) ParsedFiles(table string) []string {
	var paths []string
	for _, p := range l.Receipt.Tables {
		if p.Table == table {
			paths = append(paths, filepath.Join(l.Dir, p.File))
		}
	}
	return paths
}

// Incoming is a file on its way into the landing: nobody sees it before Commit.
type Incoming struct {
	Dir     string
	SHA256  string
	Bytes   int64
	reading string
	landing string
}

func readingDir(sha, reading string) string {
	if reading == "" {
		return sha
	}
	return sha + "-" + reading
}

// Receive copies a file in and hashes it on the way. landed is set when the same bytes are here already, read with the same column
// map; without a map (reading is empty) any reading will do, because a person who sends a file again has not unsaid what its
// columns are.
func (w *Warehouse) Receive(ctx context.Context, r io.Reader, reading string) (in *Incoming, landed *Landing, err error) {
	dir, err := os.MkdirTemp(w.workDir(), fmt.Sprintf("incoming-%d-", os.Getpid()))
	if err != nil {
		return nil, nil, fmt.Errorf("receive: %w", err)
	}
	defer func() {
		if in == nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	sum, size, err := copyHashed(ctx, filepath.Join(dir, "original"), r)
	if err != nil {
		return nil, nil, fmt.Errorf("receive: %w", err)
	}
	if landed, err = w.landed(sum, reading); landed != nil || err != nil {
		return nil, landed, err
	}
	return &Incoming{Dir: dir, SHA256: sum, Bytes: size, reading: reading, landing: filepath.Join(w.landingDir(), readingDir(sum, reading))}, nil, nil
}

func (w *Warehouse) landed(sha, reading string) (*Landing, error) {
	dirs := []string{filepath.Join(w.landingDir(), readingDir(sha, reading))}
	if reading == "" {
		others, err := filepath.Glob(filepath.Join(w.landingDir(), sha+"-*"))
		if err != nil {
			return nil, err
		}
		dirs = append(dirs, others...)
	}
	for _, dir := range dirs {
		l, err := readLanding(dir)
		if err == nil {
			return &l, nil
		}
		if !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
	return nil, nil
}

func copyHashed(ctx context.Context, path string, r io.Reader) (sum string, size int64, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	// The hash is made on another core than the copy: a pipe hands over one chunk while the next is written.
	h, done := sha256.New(), make(chan error, 1)
	out, in := io.Pipe()
	go func() {
		_, err := io.CopyBuffer(h, out, make([]byte, hashChunk))
		done <- err
	}()
	size, err = io.CopyBuffer(io.MultiWriter(f, in), contextReader{ctx, r}, make([]byte, hashChunk))
	err = errors.Join(err, in.Close(), <-done)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// hashChunk bytes are written and hashed at a time.
const hashChunk = 256 << 10

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// Original is where the received bytes lie.
func (in *Incoming) Original() string { return filepath.Join(in.Dir, "original") }

// Commit writes the receipt and makes the landing visible. The same file landed by another process meanwhile is no error:
// both hold the same bytes, the first stays.
func (in *Incoming) Commit(receipt Receipt) (Landing, error) {
	if receipt.Accepted+receipt.Rejected != receipt.Received {
		return Landing{}, fmt.Errorf("receipt of %s: %d accepted + %d rejected are not %d received",
			receipt.Name, receipt.Accepted, receipt.Rejected, receipt.Received)
	}
	receipt.SHA256, receipt.Bytes, receipt.Reading = in.SHA256, in.Bytes, in.reading
	b, err := json.MarshalIndent(receipt, "", " ")
	if err != nil {
		return Landing{}, err
	}
	if err := os.WriteFile(filepath.Join(in.Dir, "receipt.json"), b, 0o640); err != nil {
		return Landing{}, fmt.Errorf("land %s: %w", receipt.Name, err)
	}
	if err := publishDir(in.Dir, in.landing); err != nil {
		if l, e := readLanding(in.landing); e == nil {
			return l, in.Discard()
		}
		return Landing{}, fmt.Errorf("land %s: %w", receipt.Name, err)
	}
	return readLanding(in.landing)
}

// Discard forgets the file.
func (in *Incoming) Discard() error { return os.RemoveAll(in.Dir) }

func readLanding(dir string) (Landing, error) {
	b, err := os.ReadFile(filepath.Join(dir, "receipt.json"))
	if err != nil {
		return Landing{}, fmt.Errorf("read landing: %w", err)
	}
	l := Landing{Dir: dir}
	if err := json.Unmarshal(b, &l.Receipt); err != nil {
		return Landing{}, fmt.Errorf("read landing %s: %w", filepath.Base(dir), err)
	}
	return l, nil
}

var landingPattern = regexp.MustCompile(`^[0-9a-f]{64}(-[0-9a-f]{8})?$`)

// Landings lists every reading of every file that has landed, by hash.
func (w *Warehouse) Landings() ([]Landing, error) {
	entries, err := os.ReadDir(w.landingDir())
	if err != nil {
		return nil, fmt.Errorf("list landings: %w", err)
	}
	var list []Landing
	for _, e := range entries {
		if !e.IsDir() || !landingPattern.MatchString(e.Name()) {
			continue
		}
		l, err := readLanding(filepath.Join(w.landingDir(), e.Name()))
		if err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b Landing) int { return strings.Compare(a.Dir, b.Dir) })
	return list, nil
}
