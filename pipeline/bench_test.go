package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/simulate"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// benchRows is how many opinions the benchmarks read: NHIPCAU_BENCH_ROWS, else a million.
func benchRows(b *testing.B) int64 {
	b.Helper()
	if s := os.Getenv("NHIPCAU_BENCH_ROWS"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			b.Fatal(err)
		}
		return n
	}
	return 1_000_000
}

// simulated writes one pair of registers and returns its folder. NHIPCAU_BENCH_DIR names one that is there already
// (nhipcau simulate --single).
func simulated(b *testing.B, opinions int64) string {
	b.Helper()
	if dir := os.Getenv("NHIPCAU_BENCH_DIR"); dir != "" && opinions == benchRows(b) {
		return dir
	}
	dir := filepath.Join(b.TempDir(), fmt.Sprint("sim-", opinions))
	cfg := simulate.Config{Seed: 1, Opinions: opinions, Out: dir, Data: data.FS, Years: [2]int{2019, 2023}, SingleFile: true}
	if _, err := simulate.Run(context.Background(), cfg, nil); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkIngest reads the same files in turn, in one run: by DuckDB's typed read_csv into a table, with no check at all, and
// by ours with every check, up to the receipts, each file in a process of its own as for a user. It reports the time of both by the clock
// and of the processors, the ratios (the budget of the design is 2), and what a register of two hundred opinions takes: that is spent
// whatever the size.
func BenchmarkIngest(b *testing.B) {
	rows := benchRows(b)
	dir, small := simulated(b, rows), simulated(b, 200)
	var plain, ours, fixed spent
	for i := 0; b.Loop(); i++ {
		turns := []func(){
			func() { plain.add(func() { readPlainly(b, dir) }) },
			func() { ours.add(func() { check(b, dir, rows) }) },
		}
		if i%2 == 1 {
			slices.Reverse(turns)
		}
		for _, turn := range turns {
			turn()
		}
		fixed.add(func() { check(b, small, 200) })
	}
	n := float64(b.N)
	b.ReportMetric(plain.clock.Seconds()/n, "s/read_csv")
	b.ReportMetric(ours.clock.Seconds()/n, "s/ingest")
	b.ReportMetric(fixed.clock.Seconds()/n, "s/fixed")
	b.ReportMetric(plain.processor.Seconds()/n, "cpu-s/read_csv")
	b.ReportMetric(ours.processor.Seconds()/n, "cpu-s/ingest")
	b.ReportMetric(fixed.processor.Seconds()/n, "cpu-s/fixed")
	b.ReportMetric(ours.clock.Seconds()/plain.clock.Seconds(), "ratio")
	b.ReportMetric(ours.processor.Seconds()/plain.processor.Seconds(), "cpu-ratio")
	b.ReportMetric(float64(rows)*n/ours.clock.Seconds(), "opinions/s")
}

// spent is time by the clock, and time that processors worked for this process and those it started. Other work on the machine
// disturbs the second much less.
type spent struct{ clock, processor time.Duration }

func (s *spent) add(do func()) {
	clock, processor := time.Now(), processorTime()
	do()
	s.clock += time.Since(clock)
	s.processor += processorTime() - processor
}

func processorTime() (sum time.Duration) {
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			panic(err) // of these two it has none
		}
		sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return sum
}

// readPlainly is what DuckDB alone does: it reads the header, casts the columns whose spelling allows it, and keeps the rest as text.
func readPlainly(b *testing.B, dir string) {
	b.Helper()
	w, err := duckdb.New().Work(b.Context(), filepath.Join(b.TempDir(), fmt.Sprintf("plain-%d.duckdb", time.Now().UnixNano())), engine.Options{MemoryMB: 2048})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	for i, name := range registers(b, dir) {
		query := fmt.Sprintf("create table t%d as select * from read_csv('%s', header=true, delim=',', quote='\"', dateformat='%%d/%%m/%%Y', sample_size=20480)", i, name)
		if _, err := w.ExecContext(b.Context(), query); err != nil {
			b.Fatal(err)
		}
	}
}

func registers(b *testing.B, dir string) []string {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(names) != 2 {
		b.Fatalf("%v: %v", names, err)
	}
	return names
}

func request(b *testing.B, dir string) pipeline.Request {
	b.Helper()
	req := pipeline.Request{
		AsOf: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), Now: time.Now(), Reference: data.FS, Program: "bench",
		Options: engine.Options{MemoryMB: 1280}, Reader: reader(b),
		Verify: func(ctx context.Context, file string, want []store.TableSum) error {
			return store.VerifyFile(ctx, duckdb.New(), file, want)
		},
	}
	for _, name := range registers(b, dir) {
		f, err := pipeline.OpenFile(name)
		if err != nil {
			b.Fatal(err)
		}
		req.Files = append(req.Files, f)
	}
	return req
}

// reader starts this binary as the process that reads a file.
func reader(b *testing.B) pipeline.Reader {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	return pipeline.Child{Command: []string{self, "read-file", "sound"}}
}

func check(b *testing.B, dir string, rows int64) {
	b.Helper()
	out, err := pipeline.Check(b.Context(), duckdb.New(), request(b, dir))
	if err != nil {
		b.Fatal(err)
	}
	var accepted int64
	for _, r := range out.Receipts {
		accepted += r.Accepted
	}
	if accepted < rows || out.Rejects() > 0 {
		b.Fatalf("%d rows accepted, %d rejected", accepted, out.Rejects())
	}
}

// BenchmarkSnapshot lands the files and builds, verifies and publishes a snapshot: from files to pages.
func BenchmarkSnapshot(b *testing.B) {
	dir := simulated(b, benchRows(b))
	for b.Loop() {
		w, err := store.Open(filepath.Join(b.TempDir(), fmt.Sprintf("warehouse-%d", time.Now().UnixNano())), duckdb.New())
		if err != nil {
			b.Fatal(err)
		}
		out, err := pipeline.Run(b.Context(), w, request(b, dir))
		if err != nil || out.Snapshot == "" || !strings.HasPrefix(out.Snapshot, "20") {
			b.Fatalf("%+v %v", out, err)
		}
	}
	b.ReportMetric(float64(benchRows(b))*float64(b.N)/b.Elapsed().Seconds(), "opinions/s")
}
