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
	"slices"
	"strings"
	"time"
)

// Receipt says what became of one received file. Accepted + Rejected = Received, always.
type Receipt struct {
	SHA256     string    `json:"sha256"`
	Name       string    `json:"name"` // as the sender called it: data, never a path of ours
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

// Landing is one received file in the warehouse.
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
	landing string
}

// Receive copies a file in and hashes it on the way. landed is set when the same bytes are here already.
func (w *Warehouse) Receive(ctx context.Context, r io.Reader) (in *Incoming, landed *Landing, err error) {
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
	final := filepath.Join(w.landingDir(), sum)
	if l, err := readLanding(final); err == nil {
		return nil, &l, nil
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, nil, err
	}
	return &Incoming{Dir: dir, SHA256: sum, Bytes: size, landing: final}, nil, nil
}

func copyHashed(ctx context.Context, path string, r io.Reader) (sum string, size int64, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, h), contextReader{ctx, r})
	return hex.EncodeToString(h.Sum(nil)), size, err
}

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
	receipt.SHA256, receipt.Bytes = in.SHA256, in.Bytes
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

// Landings lists what has landed, by hash.
func (w *Warehouse) Landings() ([]Landing, error) {
	entries, err := os.ReadDir(w.landingDir())
	if err != nil {
		return nil, fmt.Errorf("list landings: %w", err)
	}
	var list []Landing
	for _, e := range entries {
		if !e.IsDir() || len(e.Name()) != 64 {
			continue
		}
		l, err := readLanding(filepath.Join(w.landingDir(), e.Name()))
		if err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b Landing) int { return strings.Compare(a.Receipt.SHA256, b.Receipt.SHA256) })
	return list, nil
}
