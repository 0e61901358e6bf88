// Command nhipcau takes in what localities send about their dialogues with citizens, computes what became of it, and serves
// it. One file a subcommand; the work is done by the packages they call.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"nhipcau/internal/store"
)

// Exit codes of every subcommand.
const (
	exitOK      = 0
	exitRejects = 1 // the input has rejects, or a check failed
	exitUsage   = 2
	exitFailure = 3
)

// errRejects says that all was done and that the input has rows or files that were not accepted.
var errRejects = errors.New("rejects")

// usageError is a mistake in the words of the command line.
type usageError struct{ error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: tests call it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errRejects):
		return exitRejects
	case errors.As(err, &usage), errors.Is(err, store.ErrUnknown):
		a.complain(err)
		return exitUsage
	}
	a.complain(err)
	return exitFailure
}
