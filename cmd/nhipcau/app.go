package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// version is part of what decides the tables, and is shown beside them.
const version = "0.1.0"

// app is one run of the program.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	config         config
	words          words
}

func (a *app) root() *cobra.Command {
	a.words = wordsFor(language(langOf(os.Args)))
	root := &cobra.Command{
		Use: "nhipcau", Short: a.words.of("root"), Version: version,
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) (err error) {
			if a.config, err = loadConfig(cmd.Flags()); err == nil {
				a.words = wordsFor(a.config.Lang)
			}
			return err
		},
	}
	settings(root.PersistentFlags())
	a.describeFlags(root.PersistentFlags())
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetUsageFunc(a.usage)
	root.SetHelpTemplate("{{.Short}}\n\n{{.UsageString}}")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(a.ingest(), a.build(), a.check(), a.serve(), a.sql(), a.metric(), a.template(), a.simulate(), a.snapshot(), a.receiptOf(), a.checkFiles(), a.verifyFile(), a.readFile(), a.retract(), a.history())
	root.SetHelpCommand(&cobra.Command{Use: "help", Hidden: true})
	return root
}

// langOf finds --lang before the flags are parsed, so that help too is in the reader's language.
func langOf(args []string) string {
	for i, arg := range args {
		switch {
		case arg == "--lang" && i+1 < len(args):
			return args[i+1]
		case len(arg) > 7 && arg[:7] == "--lang=":
			return arg[7:]
		}
	}
	return os.Getenv("NHIPCAU_LANG")
}

func (a *app) complain(err error) { fmt.Fprintln(a.stderr, a.words.of("error")+": "+a.explain(err)) }

// explain says the errors a user can do something about in the reader's language.
func (a *app) explain(err error) string {
	if r, ok := pipeline.AsRefusal(err); ok {
		return a.words.pick(r.Vi, r.En)
	}
	switch {
	case errors.Is(err, store.ErrNone):
		return a.words.of("no_snapshot")
	case errors.Is(err, store.ErrUnknown):
		return a.words.of("snapshot_unknown", err)
	case errors.Is(err, store.ErrDamaged):
		return a.words.of("damaged", err)
	case errors.Is(err, engine.ErrNotSelect):
		return a.words.of("not_select", err)
	case errors.Is(err, context.Canceled):
		return a.words.of("cancelled")
	case pipeline.DiskFull(err):
		return a.words.of("disk_full", err)
	}
	return err.Error()
}

func (a *app) warehouse() (*store.Warehouse, error) {
	return store.Open(a.config.Warehouse, duckdb.New())
}

// reference is the reviewed data: built in, or a folder that replaces it.
func (a *app) reference() fs.FS {
	if a.config.Reference != "" {
		return overlay{os.DirFS(a.config.Reference), data.FS}
	}
	return data.FS
}

// cutoff is the cut-off date: as asked, else today where the records are kept.
func (a *app) cutoff() (time.Time, error) {
	if a.config.AsOf != "" {
		t, err := time.Parse(time.DateOnly, a.config.AsOf)
		if err != nil {
			return t, usageError{fmt.Errorf("--as-of: %w", err)}
		}
		return t, nil
	}
	y, m, d := time.Now().In(time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC), nil
}

// request fills what every build needs.
func (a *app) request(files []pipeline.Received, p pipeline.Progress) (pipeline.Request, error) {
	asOf, err := a.cutoff()
	if err == nil && a.config.Reference != "" {
		err = a.checkReference()
	}
	child, e := a.child()
	if bar, ok := p.(*progress); ok {
		bar.expect(files)
		child.Rows = bar.Rows
	}
	return pipeline.Request{
		Reader: child, Files: files, AsOf: asOf, Now: time.Now(), Reference: a.reference(), Program: version,
		Options: engine.Options{MemoryMB: share(a.config.MemoryMB), Threads: a.config.Threads}, Verify: verifyInFreshProcess, Progress: p,
	}, errors.Join(err, e)
}

// share divides --memory, which is meant for the whole process. The engine's limit is on what its operators hold: half. A quarter
// is what Go's collector keeps to as long as it can. The rest is for what neither counts: the slack of allocators, stacks, the program.
func share(mb int) (engineMB int) {
	if mb <= 0 {
		return 0
	}
	debug.SetMemoryLimit(int64(mb) << 20 / 4)
	return mb / 2
}

// checkReference refuses a user's gazetteer that breaks its own rules: a unit without a successor would lose its records.
func (a *app) checkReference() error {
	problems, err := pipeline.CheckUnits(a.reference())
	if err != nil {
		return usageError{err}
	}
	if len(problems) == 0 {
		return nil
	}
	for i, p := range problems {
		if i == mostShown {
			break
		}
		fmt.Fprintf(a.stderr, "%s %s: %s\n", p.Rule, p.UnitID, a.words.pick(p.VI, p.EN))
	}
	return usageError{fmt.Errorf("%s", a.words.of("reference_broken", len(problems)))}
}

// verifyInFreshProcess has another process open the finished file and compare every table: what this one holds in memory
// cannot hide a fault there.
func verifyInFreshProcess(ctx context.Context, file string, want []store.TableSum) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	b, err := json.Marshal(want)
	if err != nil {
		return err
	}
	runtime.LockOSThread() // the kernel counts the end of this thread as the end of the parent
	defer runtime.UnlockOSThread()
	cmd := exec.CommandContext(ctx, self, "verify-file", file)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // a killed build leaves no process behind
	cmd.Stdin = bytes.NewReader(b)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(said.Bytes()))
	}
	return nil
}

// verifyFile is the other side of verifyInFreshProcess.
func (a *app) verifyFile() *cobra.Command {
	return &cobra.Command{Use: "verify-file FILE", Hidden: true, Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		var want []store.TableSum
		if err := json.NewDecoder(a.stdin).Decode(&want); err != nil {
			return err
		}
		return store.VerifyFile(cmd.Context(), duckdb.New(), args[0], want)
	}}
}
