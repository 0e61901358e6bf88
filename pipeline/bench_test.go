package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/simulate"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// benchOpinions is how many opinions the benchmarks read: NHIPCAU_BENCH_OPINIONS, else a size that a laptop does in seconds.
func benchOpinions(b *testing.B) int64 {
	b.Helper()
	if s := os.Getenv("NHIPCAU_BENCH_OPINIONS"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			b.Fatal(err)
		}
		return n
	}
	return 200_000
}

// simulated writes one pair of registers and returns its folder.
func simulated(b *testing.B) string {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "sim")
	cfg := simulate.Config{Seed: 1, Opinions: benchOpinions(b), Out: dir, Data: data.FS, Years: [2]int{2019, 2023}, SingleFile: true}
	if _, err := simulate.Run(context.Background(), cfg, nil); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkIngest reads the same files in turn, in one run: by DuckDB's typed read_csv into a table, with no check at all, and
// by ours with every check, up to the receipts. It reports both and their ratio; the budget of the design is 2.
func BenchmarkIngest(b *testing.B) {
	dir := simulated(b)
	var plain, ours time.Duration
	for b.Loop() {
		plain += timed(b, func() { readPlainly(b, dir) })
		ours += timed(b, func() { check(b, dir) })
	}
	n := float64(b.N)
	b.ReportMetric(plain.Seconds()/n, "s/read_csv")
	b.ReportMetric(ours.Seconds()/n, "s/ingest")
	b.ReportMetric(ours.Seconds()/plain.Seconds(), "ratio")
	b.ReportMetric(float64(benchOpinions(b))*n/ours.Seconds(), "opinions/s")
}

func timed(b *testing.B, do func()) time.Duration {
	b.Helper()
	start := time.Now()
	do()
	return time.Since(start)
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
		Options: engine.Options{MemoryMB: 2048},
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

func check(b *testing.B, dir string) {
	b.Helper()
	out, err := pipeline.Check(b.Context(), duckdb.New(), request(b, dir))
	if err != nil {
		b.Fatal(err)
	}
	var accepted int64
	for _, r := range out.Receipts {
		accepted += r.Accepted
	}
	if accepted < benchOpinions(b) || out.Rejects() > 0 {
		b.Fatalf("%d rows accepted, %d rejected", accepted, out.Rejects())
	}
}

// BenchmarkSnapshot lands the files and builds, verifies and publishes a snapshot: from files to pages.
func BenchmarkSnapshot(b *testing.B) {
	dir := simulated(b)
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
	b.ReportMetric(float64(benchOpinions(b))*float64(b.N)/b.Elapsed().Seconds(), "opinions/s")
}
