package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/store"
)

// What a warehouse promises when things go wrong, tested on whole processes: kill -9, a full disk, two at once.

// faultWorld is a warehouse on disk and the program that works on it.
type faultWorld struct {
	t   *testing.T
	dir string // of the warehouse
}

// command is one call of the program in a process of its own.
func (w faultWorld) command(args ...string) *exec.Cmd {
	w.t.Helper()
	self, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	cmd := exec.Command(self, append([]string{"--warehouse", w.dir, "--lang", "vi"}, args...)...)
	cmd.Args[0] = "nhipcau" // by this name TestMain knows what it is to be
	return cmd
}

// run expects the program to succeed.
func (w faultWorld) run(args ...string) string {
	w.t.Helper()
	out, err := w.command(args...).CombinedOutput()
	if err != nil {
		w.t.Fatalf("nhipcau %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func (w faultWorld) open() *store.Warehouse {
	w.t.Helper()
	s, err := store.Open(w.dir, duckdb.New())
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// copyTo makes the same warehouse elsewhere.
func (w faultWorld) copyTo(dir string) faultWorld {
	w.t.Helper()
	if out, err := exec.Command("cp", "-rT", w.dir, dir).CombinedOutput(); err != nil {
		w.t.Fatalf("%v %s", err, out)
	}
	return faultWorld{w.t, dir}
}

// tables are the checksums of the live snapshot: what two histories are compared by.
func (w faultWorld) tables() string {
	w.t.Helper()
	s := w.open()
	id, err := s.Current()
	if err != nil {
		w.t.Fatal(err)
	}
	list, err := s.Snapshots()
	if err != nil {
		w.t.Fatal(err)
	}
	var b strings.Builder
	for _, l := range list {
		if l.ID == id {
			for _, t := range l.Manifest.Tables {
				fmt.Fprintln(&b, t.Table, t.Rows, t.Checksum)
			}
		}
	}
	return b.String()
}

// sound holds everything that is visible in the warehouse against its own account: CURRENT names a whole verified snapshot or
// nothing, every snapshot and every landing is whole.
func (w faultWorld) sound(when string) {
	w.t.Helper()
	s := w.open()
	id, err := s.Current()
	if err == nil {
		err = s.VerifySnapshot(w.t.Context(), id)
	} else if err == store.ErrNone {
		err = nil
	}
	if err != nil {
		w.t.Errorf("%s: CURRENT: %v", when, err)
	}
	list, err := s.Snapshots()
	if err != nil {
		w.t.Errorf("%s: history: %v", when, err)
	}
	for _, l := range list {
		for _, f := range l.Manifest.Files {
			if sum := shaOf(w.t, filepath.Join(w.dir, "snapshots", l.ID, f.Name)); sum != f.SHA256 {
				w.t.Errorf("%s: snapshot %s: %s is not what its manifest says", when, l.ID, f.Name)
			}
		}
	}
	w.landed(when, s)
}

// landed: the received bytes are those of the folder's name, the account adds up, every part is there with its rows.
func (w faultWorld) landed(when string, s *store.Warehouse) {
	w.t.Helper()
	landings, err := s.Landings()
	if err != nil {
		w.t.Errorf("%s: landings: %v", when, err)
		return
	}
	entries, err := os.ReadDir(filepath.Join(w.dir, "landing"))
	if err != nil || len(entries) < len(landings) {
		w.t.Errorf("%s: %d landings, %d folders, %v", when, len(landings), len(entries), err)
	}
	db, err := duckdb.New().Work(w.t.Context(), "", engine.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	for _, l := range landings {
		r := l.Receipt
		if r.Accepted+r.Rejected != r.Received || r.Received == 0 || shaOf(w.t, l.Original()) != r.SHA256 {
			w.t.Errorf("%s: %s landed broken: %d + %d of %d", when, r.Name, r.Accepted, r.Rejected, r.Received)
		}
		for _, p := range r.Tables {
			var rows int64
			from := duckdb.New().Dialect().Parquet([]string{filepath.Join(l.Dir, p.File)})
			if err := db.QueryRowContext(w.t.Context(), "select count(*) from "+from).Scan(&rows); err != nil || rows != p.Rows {
				w.t.Errorf("%s: %s: %s holds %d rows, want %d: %v", when, r.Name, p.File, rows, p.Rows, err)
			}
		}
	}
}

// acknowledged: every file whose receipt was printed has landed.
func (w faultWorld) acknowledged(when, said string) {
	w.t.Helper()
	landings, err := w.open().Landings()
	if err != nil {
		w.t.Fatal(err)
	}
	for line := range strings.Lines(said) {
		name, _, receipt := strings.Cut(line, ": nhận ")
		if !receipt {
			continue
		}
		found := false
		for _, l := range landings {
			found = found || l.Receipt.Name == name
		}
		if !found {
			w.t.Errorf("%s: the receipt of %s was printed, but it has not landed", when, name)
		}
	}
}

// tidy: nothing half made is left, and no process of a killed run.
func (w faultWorld) tidy(when string) {
	w.t.Helper()
	for _, pattern := range []string{"work/*", "*/*.building*", ".CURRENT-*"} {
		if left, err := filepath.Glob(filepath.Join(w.dir, pattern)); err != nil || len(left) > 0 {
			w.t.Errorf("%s: left behind: %v %v", when, left, err)
		}
	}
}

// alone waits until no process works inside the warehouse: a reading process dies with the one that started it.
func (w faultWorld) alone(when string) {
	w.t.Helper()
	var left []string
	for range 100 {
		left = nil
		list, _ := filepath.Glob("/proc/[0-9]*/cwd")
		for _, link := range list {
			if at, err := os.Readlink(link); err == nil && strings.HasPrefix(at, w.dir) {
				left = append(left, filepath.Base(filepath.Dir(link)))
			}
		}
		if len(left) == 0 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	w.t.Errorf("%s: processes %v outlived the one that was killed", when, left)
}

func shaOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// sampleFile is a register of data/sample.
func sampleFile(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "data", "sample", name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// chance is a source of random points; its seed is in the log, NHIPCAU_SEED sets it.
func chance(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(number(t, "NHIPCAU_SEED", int(time.Now().UnixNano()&0xffffff)))
	t.Logf("NHIPCAU_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// killed starts the program, waits for the moment and kills it as kill -9 does. It returns what was printed until then, and
// whether the program had ended by itself.
func (w faultWorld) killed(moment func(ended <-chan struct{}), args ...string) (said string, over bool) {
	w.t.Helper()
	cmd := w.command(args...)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	moment(ended)
	cmd.Process.Kill()
	<-ended
	return out.String(), cmd.ProcessState.Success()
}
