package main

import (
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// TestTwoProcessesAtOnce: the same file, and two files, handed in by two processes at the same moment, end as when one came
// after the other.
func TestTwoProcessesAtOnce(t *testing.T) {
	a, b := sampleFile(t, "bac-ninh-2025-6-thang-cuoi-nam-cuoc-doi-thoai"), sampleFile(t, "bac-ninh-2025-6-thang-cuoi-nam-y-kien")
	for _, c := range []struct {
		name     string
		files    []string
		landings int
	}{
		{"the same file", []string{b, b}, 1},
		{"two files", []string{a, b}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			turns, both := faultWorld{t, t.TempDir()}, faultWorld{t, t.TempDir()}
			for _, f := range c.files {
				turns.run("--as-of", "2026-01-31", "ingest", f)
			}
			said := make([]string, len(c.files))
			var group sync.WaitGroup
			for i, f := range c.files {
				cmd := both.command("--as-of", "2026-01-31", "ingest", f)
				group.Go(func() { said[i] = outcome(cmd) })
			}
			group.Wait()
			for _, s := range said {
				if strings.HasPrefix(s, "exit") {
					t.Error(s)
				}
			}
			both.sound(c.name)
			both.tidy(c.name)
			landings, err := both.open().Landings()
			if err != nil || len(landings) != c.landings {
				t.Errorf("%d landings, want %d: %v\n%s", len(landings), c.landings, err, said)
			}
			if both.tables() != turns.tables() {
				t.Errorf("other tables than one after the other\n%s", said)
			}
		})
	}
}

func outcome(cmd *exec.Cmd) string {
	out, err := cmd.CombinedOutput()
	if err != nil {
		return err.Error() + "\n" + string(out)
	}
	return string(out)
}
