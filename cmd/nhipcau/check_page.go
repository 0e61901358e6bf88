package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"nhipcau/dashboards"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
)

// pageChecker is what the page /kiem-tra asks: this program once more, in a process of its own that is killed with its group
// when the reader goes away, time is up, or it holds too much memory. So nothing that a visitor sends is opened by the server.
type pageChecker struct {
	command  []string
	memoryMB int64 // resident memory of that process; the reader it starts has a cap of its own
}

// checkMemoryMB is what the engine may use for one check of the page, and checkProcessMB what the process around it may hold.
const (
	checkMemoryMB  = 512
	checkProcessMB = 1536
)

func (a *app) pageChecker() (pageChecker, error) {
	self, err := os.Executable()
	if err != nil {
		return pageChecker{}, err
	}
	c := pageChecker{memoryMB: checkProcessMB, command: []string{self, "check-files",
		"--memory", strconv.Itoa(checkMemoryMB), "--read-memory", strconv.Itoa(a.config.ReadMemoryMB), "--threads", strconv.Itoa(a.config.Threads), "--as-of", a.config.AsOf}}
	if a.config.Reference != "" {
		dir, err := filepath.Abs(a.config.Reference)
		if err != nil {
			return c, err
		}
		c.command = append(c.command, "--reference", dir)
	}
	return c, nil
}

// Check implements dashboards.Checker.
func (c pageChecker) Check(ctx context.Context, dir string, ask dashboards.CheckRequest) (rep dashboards.CheckReport, err error) {
	question, err := json.Marshal(ask)
	if err != nil {
		return rep, err
	}
	runtime.LockOSThread() // Pdeathsig speaks of the thread
	defer runtime.UnlockOSThread()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	cmd := exec.CommandContext(ctx, c.command[0], append(c.command[1:len(c.command):len(c.command)], "--lang", ask.Lang)...)
	cmd.Env = []string{"TMPDIR=" + dir, "HOME=" + dir, "PATH=" + os.Getenv("PATH")}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 2 * time.Second
	var answer, said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(question), &answer, &limited{w: &said, left: 8 << 10}
	if err := cmd.Start(); err != nil {
		return rep, fmt.Errorf("check: %w", err)
	}
	go c.watch(ctx, cmd.Process.Pid, stop)
	err = cmd.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return rep, cause
	}
	if err != nil {
		return rep, fmt.Errorf("check: %w: %s", err, bytes.TrimSpace(said.Bytes()))
	}
	return rep, json.Unmarshal(answer.Bytes(), &rep)
}

// watch ends a process that holds more than its share.
func (c pageChecker) watch(ctx context.Context, pid int, stop context.CancelCauseFunc) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if residentMB(pid) > c.memoryMB {
			stop(dashboards.ErrCheckTooLarge)
			return
		}
	}
}

// residentMB is what a process holds; 0 where the system does not tell.
func residentMB(pid int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(b))
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize()) >> 20
}

// limited keeps the beginning of what a process says.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	if _, err := l.w.Write(p[:n]); err != nil {
		return 0, err
	}
	return len(p), nil
}

// checkFiles is the process that pageChecker starts: a request on stdin, a report on stdout.
func (a *app) checkFiles() *cobra.Command {
	return &cobra.Command{Use: "check-files", Hidden: true, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) (err error) {
		var ask dashboards.CheckRequest
		if err := json.NewDecoder(a.stdin).Decode(&ask); err != nil {
			return err
		}
		files, broken, err := a.filesOf(ask)
		if err != nil {
			return err
		}
		if broken != nil {
			return json.NewEncoder(a.stdout).Encode(dashboards.CheckReport{Files: []dashboards.CheckedFile{*broken}})
		}
		req, err := a.request(files, nil)
		if err != nil {
			return err
		}
		back := pipeline.Marking{Lang: ask.Lang}
		if ask.Back != "" {
			f, err := os.OpenFile(ask.Back, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			back.Out = f
		}
		rep, err := pipeline.Inspect(cmd.Context(), duckdb.New(), req, back)
		if err != nil {
			return err
		}
		return json.NewEncoder(a.stdout).Encode(checkReport(rep, ask.Lang))
	}}
}

// filesOf opens what the page received under the names the sender gave. broken is a column map that cannot be read: a slip of
// the pen there must not pass for a decision, so nothing is checked then.
func (a *app) filesOf(ask dashboards.CheckRequest) (files []pipeline.Received, broken *dashboards.CheckedFile, err error) {
	for _, f := range ask.Files {
		r := pipeline.Received{Name: f.Name, Open: func() (io.ReadCloser, error) { return os.Open(f.Path) }}
		if f.Map != "" {
			b, err := os.ReadFile(f.Map)
			if err != nil {
				return nil, nil, err
			}
			if r.Map, err = pipeline.ParseMap(b); err != nil {
				return nil, &dashboards.CheckedFile{Name: f.Name + pipeline.MapSuffix, Refused: a.words.of("map_broken", err)}, nil
			}
		}
		files = append(files, r)
	}
	return files, nil, nil
}

// checkReport is a report in the words of the pages.
func checkReport(rep pipeline.Report, lang string) dashboards.CheckReport {
	pick := words{lang: lang}.pick
	out := dashboards.CheckReport{}
	for _, f := range rep.Files {
		c := dashboards.CheckedFile{
			Name: f.Name, Twice: f.Twice, Format: f.Format, Encoding: f.Encoding, Bytes: f.Bytes, Received: f.Received, Accepted: f.Accepted, Rejected: f.Rejected,
			Warned: f.Warned, Door: pipeline.Door(lang, f.Notes), More: f.IssuesCut,
		}
		if f.Refused != nil {
			c.Refused = pick(f.Refused.Vi, f.Refused.En)
		}
		for _, l := range f.Layouts {
			t := dashboards.CheckedTable{Sheet: l.Sheet, Kind: l.Table, Line: l.Line}
			for _, h := range l.Columns {
				t.Columns = append(t.Columns, dashboards.CheckedColumn{Letter: h.Letter(), Words: h.Words, Label: pick(h.LabelVi, h.LabelEn), Fate: h.Fate})
			}
			c.Tables = append(c.Tables, t)
		}
		for _, x := range f.Findings {
			c.Findings = append(c.Findings, dashboards.CheckedFinding{
				Reject: x.Severity == "reject", Rule: x.Rule, Message: pick(x.MessageVi, x.MessageEn), Sheet: x.Sheet, Row: x.Line(), Cell: x.Cell, Column: x.Column, Value: x.Value,
			})
		}
		out.Files = append(out.Files, c)
	}
	out.BackName = pipeline.BackName(rep, lang)
	return out
}
