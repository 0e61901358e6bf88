package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

const insideMark = "NHIPCAU_TEST_INSIDE"

// TestDiskFull lets the disk run full at several moments of an ingest: the message says so in the reader's language, the
// warehouse stays sound and serves what it served, and the same command on a larger disk gives the same tables.
func TestDiskFull(t *testing.T) {
	if testing.Short() {
		t.Skip("mounts and fills small disks")
	}
	disk := t.TempDir()
	if err := mount(disk, 512<<20); err != nil {
		inNewNamespace(t, err)
		return
	}
	t.Cleanup(func() { unix.Unmount(disk, unix.MNT_DETACH) })
	before := faultWorld{t, t.TempDir()}
	before.run("--as-of", "2026-01-31", "ingest", sampleFile(t, "hoa-binh-2025-6-thang-dau-nam-cuoc-doi-thoai"))
	command := []string{"--as-of", "2026-01-31", "ingest", sampleFile(t, "bac-ninh-2025-6-thang-cuoi-nam-y-kien")}

	w := before.copyTo(filepath.Join(disk, "w"))
	base := used(t, disk)
	peak := peakOf(t, disk, w, command)
	want := w.tables()
	t.Logf("the warehouse takes %d KiB, the run %d KiB more", base>>10, (peak-base)>>10)
	if peak <= base {
		t.Fatal("a run that needs no disk")
	}
	full := 0
	for _, share := range []uint64{40} {
		size := base + (peak-base)*share/100
		when := fmt.Sprintf("room for %d%% of what the run needs", share)
		if err := errors.Join(os.RemoveAll(w.dir), remount(disk, 512<<20)); err != nil {
			t.Fatal(err)
		}
		before.copyTo(w.dir)
		if err := remount(disk, size); err != nil {
			t.Fatal(err)
		}
		out, err := w.command(command...).CombinedOutput()
		w.sound(when)
		live := want // what the run takes at most it takes for a moment only, so a little less may do
		if err != nil {
			full++
			live = before.tables()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != exitFailure || !strings.Contains(string(out), "đĩa đã đầy") {
				t.Errorf("%s: %v\n%s", when, err, out)
			}
		}
		if w.tables() != live {
			t.Errorf("%s: the live snapshot is another", when)
		}
		if err := remount(disk, 512<<20); err != nil {
			t.Fatal(err)
		}
		w.run(command...)
		w.sound(when + ", on a larger disk")
		w.tidy(when + ", on a larger disk")
		if got := w.tables(); got != want {
			t.Errorf("%s: other tables than undisturbed", when)
		}
	}
	if full < 1 {
		t.Errorf("the disk ran full %d times only", full)
	}
}

func mount(dir string, size uint64) error {
	return unix.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size))
}

func remount(dir string, size uint64) error {
	return unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT, fmt.Sprintf("size=%d", size))
}

func used(t *testing.T, dir string) uint64 {
	t.Helper()
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	return (s.Blocks - s.Bfree) * uint64(s.Bsize)
}

// peakOf runs the command on a large disk and watches how much of it is taken at most.
func peakOf(t *testing.T, disk string, w faultWorld, command []string) uint64 {
	t.Helper()
	cmd := w.command(command...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan error, 1)
	go func() { over <- cmd.Wait() }()
	for most := uint64(0); ; {
		most = max(most, used(t, disk))
		select {
		case err := <-over:
			if err != nil {
				t.Fatal(err)
			}
			return most
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// inNewNamespace runs this test again where a user may mount: in a namespace of their own.
func inNewNamespace(t *testing.T, reason error) {
	t.Helper()
	if os.Getenv(insideMark) != "" {
		t.Skipf("no small disk can be mounted here: %v", reason)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("unshare", "-Urm", "true").Run(); err != nil {
		t.Skipf("no small disk can be mounted: not root (%v), and no namespace of users (unshare -Urm: %v)", reason, err)
	}
	cmd := exec.Command("unshare", "-Urm", self, "-test.run=^TestDiskFull$", "-test.v")
	cmd.Env = append(os.Environ(), insideMark+"=1")
	out, err := cmd.CombinedOutput()
	t.Logf("in a namespace of its own:\n%s", out)
	if err != nil {
		t.Error(err)
	}
}
