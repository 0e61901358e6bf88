package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Deed is what a line of the history says was done.
type Deed string

// The deeds. SHA is the file they are about, Other the file it is held against.
const (
	Landed      Deed = "landed"      // a file came in
	Refused     Deed = "refused"     // a file was not taken in; of a secret one only hash and reason are kept
	Waits       Deed = "waits"       // chờ quyết định: it speaks of what Other speaks of, and nobody has said what it is
	Counted     Deed = "counted"     // it waited, and nothing it overlaps with is counted any more
	Supersedes  Deed = "supersedes"  // thay thế: Other is left out
	Completes   Deed = "completes"   // bổ sung: both count
	Contradicts Deed = "contradicts" // mâu thuẫn: Other goes on counting, this one does not
	Reread      Deed = "reread"      // the same bytes were read anew with another column map, which decides from now on
	Retracted   Deed = "retracted"   // thu hồi: left out from the next build on
	Restored    Deed = "restored"    // no longer retracted
	Published   Deed = "published"   // a snapshot became the live one because it was built
	Used        Deed = "used"        // a snapshot became the live one by hand
	Collected   Deed = "collected"   // an old snapshot was removed
	Repaired    Deed = "repaired"    // the line before was torn by a crash and says nothing
)

// Entry is one line of history.ndjson, the audit trail (nhật ký) of a warehouse. Lines are only ever added. What counts today
// is not stored anywhere: Replay derives it from the lines. A line about a file is written before the deed, so that no file
// can count that the history does not know; a deed that a crash prevented stands there without effect.
type Entry struct {
	At       time.Time `json:"at"`
	Who      string    `json:"who,omitempty"` // user@host
	What     Deed      `json:"what"`
	SHA      string    `json:"sha,omitempty"`
	Reading  string    `json:"reading,omitempty"` // of the column map it was read with; empty: none
	Name     string    `json:"name,omitempty"`
	Bytes    int64     `json:"bytes,omitempty"`
	Other    string    `json:"other,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Snapshot string    `json:"snapshot,omitempty"`
}

func (w *Warehouse) historyFile() string { return filepath.Join(w.Dir, "history.ndjson") }

// History reads the audit trail, oldest first. The unfinished last line of a crash, or of a process that is writing just now,
// is passed over; any other line that cannot be read is ErrDamaged.
func (w *Warehouse) History() ([]Entry, error) {
	b, err := os.ReadFile(w.historyFile())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	whole, _ := splitTorn(b)
	return parseHistory(whole)
}

// splitTorn parts the finished lines from what stands after the last line feed.
func splitTorn(b []byte) (whole, torn []byte) {
	end := bytes.LastIndexByte(b, '\n') + 1
	return b[:end], b[end:]
}

// parseHistory accepts an unreadable line only when the next readable one says that it was torn.
func parseHistory(b []byte) ([]Entry, error) {
	var list []Entry
	torn := 0
	for n, line := range bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n")) {
		var e Entry
		if len(line) == 0 && len(b) == 0 {
			break
		}
		if err := json.Unmarshal(line, &e); err != nil || e.What == "" {
			torn = n + 1
			continue
		}
		if torn > 0 && e.What != Repaired {
			return nil, fmt.Errorf("history.ndjson line %d: %w", torn, ErrDamaged)
		}
		torn = 0
		list = append(list, e)
	}
	if torn > 0 {
		return nil, fmt.Errorf("history.ndjson line %d: %w", torn, ErrDamaged)
	}
	return list, nil
}

// Record adds lines and returns when they are on disk. Only under the lock. A line that a crash left unfinished is ended first
// and said to be torn: nothing is ever taken away.
func (w *Warehouse) Record(entries ...Entry) (err error) {
	if len(entries) == 0 {
		return nil
	}
	f, err := os.OpenFile(w.historyFile(), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o640)
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	lines, err := mending(f, entries[0])
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	for _, e := range entries {
		e.At = e.At.UTC()
		b, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("record: %w", err)
		}
		lines = append(append(lines, b...), '\n')
	}
	if _, err := f.Write(lines); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	if err := errors.Join(f.Sync(), syncDir(w.Dir)); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}

// mending is what must be written before the next line so that a torn one before it does no harm.
func mending(f *os.File, by Entry) ([]byte, error) {
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	whole, torn := splitTorn(b)
	if len(torn) == 0 {
		return nil, nil
	}
	var e Entry
	if json.Unmarshal(torn, &e) == nil && e.What != "" { // only its line feed is missing
		return []byte("\n"), nil
	}
	reason := fmt.Sprintf("line %d was torn after %d bytes", bytes.Count(whole, []byte("\n"))+1, len(torn))
	line, err := json.Marshal(Entry{At: by.At.UTC(), Who: by.Who, What: Repaired, Reason: reason})
	return append([]byte("\n"), append(line, '\n')...), err
}
