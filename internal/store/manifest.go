package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Manifest names everything a snapshot was made from and what came out of it.
type Manifest struct {
	CreatedAt   time.Time         `json:"created_at"`
	AsOf        string            `json:"as_of"` // cut-off date (ngày chốt số liệu), YYYY-MM-DD
	Program     string            `json:"program"`
	Engine      string            `json:"engine"`
	Versions    map[string]string `json:"versions"`            // definitions, gazetteer, taxonomy, published …: hashes of what was read
	Inputs      []Input           `json:"inputs"`              // the files that count
	Decisions   []Decision        `json:"decisions,omitempty"` // why others that have landed do not, and what completes what
	InputsHash  string            `json:"inputs_hash"`
	Files       []File            `json:"files"`
	Tables      []TableSum        `json:"tables"`
	WarnedRows  int64             `json:"warned_rows"`
	RejectedRow int64             `json:"rejected_rows"`
}

// Input is one landed file.
type Input struct {
	SHA256  string `json:"sha256"`
	Name    string `json:"name"`
	Reading string `json:"reading,omitempty"` // of the column map it was read with
}

// Decision is what the history says of a landed file: that it waits, is superseded by Other, contradicts Other, is retracted (all
// left out), or completes Other (counted).
type Decision struct {
	SHA256 string   `json:"sha256"`
	Name   string   `json:"name"`
	What   Deed     `json:"what"`
	Others []string `json:"others,omitempty"`
	Reason string   `json:"reason,omitempty"`
}

// File is one file of the snapshot.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// TableSum is a table's row count and its order-independent checksum.
type TableSum struct {
	Table    string `json:"table"`
	Rows     int64  `json:"rows"`
	Checksum string `json:"checksum"`
}

// HashInputs is a hash over all that decides the tables: the inputs, what was decided about files, the cut-off and the versions.
func (m Manifest) HashInputs() string {
	b, err := json.Marshal(struct {
		AsOf, Program, Engine string
		Versions              map[string]string
		Inputs                []Input
		Decisions             []Decision `json:",omitempty"`
	}{m.AsOf, m.Program, m.Engine, m.Versions, m.Inputs, m.Decisions})
	if err != nil {
		panic(err) // strings and maps of strings always marshal
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func (m Manifest) encode() (b []byte, id string, err error) {
	b, err = json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(b)
	return b, m.CreatedAt.UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(sum[:])[:8], nil
}

var idPattern = regexp.MustCompile(`^\d{8}T\d{6}Z-[0-9a-f]{8}$`)

func validID(id string) bool { return idPattern.MatchString(id) }

// Manifest is what a snapshot was made from, checked against its id.
func (w *Warehouse) Manifest(id string) (Manifest, error) { return w.readManifest(id) }

// readManifest checks the manifest against the id, which carries its hash. ErrUnknown when there is no such snapshot.
func (w *Warehouse) readManifest(id string) (Manifest, error) {
	var m Manifest
	if !validID(id) {
		return m, fmt.Errorf("%w: %q", ErrUnknown, id)
	}
	dir := filepath.Join(w.snapshotsDir(), id)
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return m, fmt.Errorf("%w: %q", ErrUnknown, id)
	}
	b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return m, fmt.Errorf("snapshot %s: %w", id, err)
	}
	sum := sha256.Sum256(b)
	if hex.EncodeToString(sum[:])[:8] != id[len(id)-8:] {
		return m, fmt.Errorf("snapshot %s: manifest.json: %w", id, ErrDamaged)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("snapshot %s: %w", id, err)
	}
	return m, nil
}

// verifyFiles reads every byte of a snapshot and compares it with the manifest.
func (w *Warehouse) verifyFiles(id string) (Manifest, error) {
	m, err := w.readManifest(id)
	if err != nil {
		return m, err
	}
	for _, f := range m.Files {
		sum, _, err := hashFile(filepath.Join(w.snapshotsDir(), id, f.Name))
		if err != nil {
			return m, fmt.Errorf("snapshot %s: %w", id, err)
		}
		if sum != f.SHA256 {
			return m, fmt.Errorf("snapshot %s: %s: %w", id, f.Name, ErrDamaged)
		}
	}
	return m, nil
}
