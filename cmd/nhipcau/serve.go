package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"

	"github.com/lmittmann/tint"
	"github.com/spf13/cobra"

	"nhipcau/dashboards"
	"nhipcau/internal/engine"
)

// memoryToServe is what the engine of a dashboard may use for one snapshot, MiB: pages read the roll-ups, not the records.
const memoryToServe = 256

// defaultCheckMB is how much may be handed to the page /kiem-tra at a time, MiB.
const defaultCheckMB = 64

func (a *app) serve() *cobra.Command {
	checkMB := int64(defaultCheckMB)
	cmd := &cobra.Command{Use: "serve", Short: a.words.of("serve"), Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) (err error) {
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		checker, err := a.pageChecker()
		if err != nil {
			return err
		}
		pages, err := dashboards.New(cmd.Context(), dashboards.Config{
			Warehouse: w, Reference: a.reference(), Logger: a.logger(),
			Options: engine.Options{MemoryMB: memoryToServe, Threads: a.config.Threads},
			Check:   checker, CheckBytes: checkMB << 20,
		})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, pages.Close()) }()
		return pages.Serve(cmd.Context(), a.config.Addr, func(at net.Addr) { fmt.Fprintln(a.stdout, a.words.of("serving", at)) })
	}}
	cmd.Flags().Int64Var(&checkMB, "check-mb", checkMB, a.words.of("flag_check-mb"))
	return cmd
}

// logger writes for people on a terminal, for machines elsewhere.
func (a *app) logger() *slog.Logger {
	if f, ok := a.stderr.(*os.File); ok && isTerminal(f) {
		return slog.New(tint.NewTextHandler(f, nil))
	}
	return slog.New(slog.NewJSONHandler(a.stderr, nil))
}
