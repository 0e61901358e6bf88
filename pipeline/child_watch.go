package pipeline

import (
	"context"
	"os"
	"strconv"
	"strings"
	"time"
)

const watchEvery = 50 * time.Millisecond

// watch kills the reading process, through stop, when it holds more than mb MiB. A process that is gone is not watched.
func watch(pid, mb int, done <-chan struct{}, stop context.CancelCauseFunc) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	file := "/proc/" + strconv.Itoa(pid) + "/status"
	for {
		select {
		case <-done:
			return
		case <-tick.C:
			if b, err := os.ReadFile(file); err == nil && heldKB(string(b))>>10 >= int64(mb) {
				stop(errTooMuch)
				return
			}
		}
	}
}

// heldKB is the most a process has held, in KiB: the kernel's high-water mark, so that no peak between two looks is missed,
// and what was swapped out.
func heldKB(status string) int64 {
	var peak, swapped int64
	for line := range strings.Lines(status) {
		name, value, _ := strings.Cut(line, ":")
		fields := strings.Fields(value)
		if len(fields) == 0 {
			continue
		}
		switch name {
		case "VmHWM":
			peak, _ = strconv.ParseInt(fields[0], 10, 64)
		case "VmSwap":
			swapped, _ = strconv.ParseInt(fields[0], 10, 64)
		}
	}
	return peak + swapped
}
