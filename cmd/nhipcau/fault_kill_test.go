package main

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// act is something that is killed: a call of the program on a warehouse, and the warehouse it must end as.
type act struct {
	name  string
	start faultWorld
	args  []string
	from  string // the file with whose appearance the dangerous part begins; empty: the whole run is meant
	took  time.Duration
	want  string
}

// TestKillAtRandomPoints kills ingest, build and publish where chance will have it. Each time the warehouse must be sound, and
// the next run must mend it without hands and give the same tables as a run that nobody disturbed. Three points;
// NHIPCAU_KILLS sets how many.
func TestKillAtRandomPoints(t *testing.T) {
	if testing.Short() {
		t.Skip("starts dozens of processes")
	}
	random := chance(t)
	points := number(t, "NHIPCAU_KILLS", 3)
	acts := killActs(t, points)
	done := 0
	for i := range points {
		a := acts[i%len(acts)]
		delay := time.Duration(random.Int64N(int64(a.took)))
		when := fmt.Sprintf("%s killed at %v of %v", a.name, delay.Round(time.Millisecond), a.took.Round(time.Millisecond))
		w := a.start.copyTo(filepath.Join(t.TempDir(), "w"))
		said, over := w.killed(func(ended <-chan struct{}) {
			w.await(a.from, ended)
			select {
			case <-time.After(delay):
			case <-ended:
			}
		}, a.args...)
		if over {
			done++
		}
		w.alone(when)
		w.sound(when)
		w.acknowledged(when, said)
		w.run(a.args...)
		w.sound(when + ", mended")
		w.tidy(when + ", mended")
		if got := w.tables(); got != a.want {
			t.Errorf("%s: other tables than undisturbed", when)
		}
		if t.Failed() {
			t.Fatalf("point %d: %s", i, when)
		}
	}
	t.Logf("%d points, %d of them after the end", points, done)
	if points >= 20 && done > points/2 { // of a few, chance may place most too late
		t.Errorf("%d of %d came too late to disturb anything", done, points)
	}
}

// killActs prepares what is killed and measures it undisturbed.
func killActs(t *testing.T, points int) []act {
	empty := faultWorld{t, t.TempDir()}
	one := faultWorld{t, t.TempDir()}
	files := []string{sampleFile(t, "bac-ninh-2025-6-thang-cuoi-nam-cuoc-doi-thoai"), sampleFile(t, "bac-ninh-2025-6-thang-cuoi-nam-y-kien")}
	one.run("--as-of", "2026-01-31", "ingest", sampleFile(t, "hoa-binh-2025-6-thang-dau-nam-cuoc-doi-thoai"))
	ingest := append([]string{"--as-of", "2026-01-31", "ingest"}, files...)
	acts := []act{
		{name: "ingest", start: one, args: ingest},
		{name: "landing", start: one, args: ingest, from: "work/incoming-*/receipt.json"},
		{name: "publish", start: one, args: ingest, from: "snapshots/*.building*/full.duckdb"},
		{name: "build", start: one, args: []string{"--as-of", "2026-02-28", "build"}},
		{name: "ingest into an empty warehouse", start: empty, args: ingest},
	}
	acts = acts[:min(points, len(acts))]
	for i := range acts {
		a := &acts[i]
		w := a.start.copyTo(filepath.Join(t.TempDir(), "w"))
		var start time.Time
		w.killed(func(ended <-chan struct{}) { // not killed here: what happens undisturbed
			w.await(a.from, ended)
			start = time.Now()
			<-ended
		}, a.args...)
		a.took = time.Since(start)
		if a.name == "landing" {
			a.took /= 20 // two renames in the first moments
		}
		a.want = w.tables()
		w.sound(a.name)
		w.tidy(a.name)
		t.Logf("%s: killed within %v", a.name, a.took.Round(time.Millisecond))
	}
	return acts
}

// await waits until a file appears in the warehouse.
func (w faultWorld) await(pattern string, ended <-chan struct{}) {
	if pattern == "" {
		return
	}
	for {
		if found, _ := filepath.Glob(filepath.Join(w.dir, pattern)); len(found) > 0 {
			return
		}
		select {
		case <-ended:
			return
		case <-time.After(2 * time.Millisecond):
		}
	}
}
