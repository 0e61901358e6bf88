package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// run is the life of the process. stop ends it with a cause.
func (c Child) run(ctx context.Context, stop context.CancelCauseFunc, request childRequest) (m childMessage, err error) {
	// The kernel sends Pdeathsig when the thread that started the process ends, so this goroutine keeps its thread.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	b, err := json.Marshal(request)
	if err != nil {
		return m, err
	}
	cmd := exec.CommandContext(ctx, c.Command[0], c.Command[1:]...)
	cmd.Dir = request.Scratch
	cmd.Env = c.environment(request)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Stdin = bytes.NewReader(b)
	said := &head{most: 4096}
	cmd.Stderr = said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return m, err
	}
	if err := cmd.Start(); err != nil {
		return m, fmt.Errorf("start the reading process: %w", err)
	}
	done := make(chan struct{})
	watched := make(chan struct{})
	go func() { watch(cmd.Process.Pid, c.MemoryMB, done, stop); close(watched) }()
	m, heard := c.hear(out)
	io.Copy(io.Discard, out)
	err = cmd.Wait()
	close(done)
	<-watched
	if err != nil {
		return m, ended(cmd.ProcessState, said.String())
	}
	return m, heard
}

// environment: no variable of ours reaches the process. GOGC puts the first collection off
// until 32 MiB are held; lateCollection goes on from there.
func (c Child) environment(r childRequest) []string {
	return []string{
		fmt.Sprintf("GOMEMLIMIT=%dMiB", c.MemoryMB/4), "GOGC=800", fmt.Sprintf("GOMAXPROCS=%d", c.Threads),
		"TMPDIR=" + r.Scratch, "HOME=" + r.Scratch, "GOTRACEBACK=none",
	}
}

// mostSaid bounds what a process that has run wild may answer.
const mostSaid = 64 << 20

// hear takes the messages as they come; the last one is the answer.
func (c Child) hear(out io.Reader) (m childMessage, err error) {
	in := json.NewDecoder(io.LimitReader(out, mostSaid))
	for {
		var next childMessage
		if err := in.Decode(&next); errors.Is(err, io.EOF) {
			return m, nil
		} else if err != nil {
			return m, crashed("trả lời sai dạng", "malformed answer")
		}
		if next.Rows == nil {
			m = next
		} else if c.Rows != nil {
			c.Rows(*next.Rows)
		}
	}
}

// ended says why a process ended without an answer. Of its words only those are passed on that cannot hold a citizen's.
func ended(state *os.ProcessState, said string) error {
	if strings.Contains(said, "out of memory") || strings.Contains(said, "cannot allocate memory") || strings.Contains(said, "bad_alloc") {
		return machineMemory()
	}
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
		return machineMemory() // not by us: the kernel's, when memory runs out
	}
	return crashed(state.String(), state.String())
}

// head keeps the first bytes of what is written to it.
type head struct {
	bytes.Buffer
	most int
}

func (h *head) Write(p []byte) (int, error) {
	h.Buffer.Write(p[:min(len(p), h.most-h.Len())])
	return len(p), nil
}
