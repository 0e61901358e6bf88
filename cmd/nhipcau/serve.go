package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/lmittmann/tint"
	"github.com/spf13/cobra"

	"nhipcau/dashboards"
	"nhipcau/internal/engine"
)

// memoryToServe is what the engine of a dashboard may use for one snapshot, MiB: pages read the roll-ups, not the records.
const memoryToServe = 256

func (a *app) serve() *cobra.Command {
	return &cobra.Command{Use: "serve", Short: a.words.of("serve"), Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) (err error) {
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		pages, err := dashboards.New(cmd.Context(), dashboards.Config{
			Warehouse: w, Reference: a.reference(), Logger: a.logger(),
			Options: engine.Options{MemoryMB: memoryToServe, Threads: a.config.Threads},
		})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, pages.Close()) }()
		listener, err := net.Listen("tcp", a.config.Addr)
		if err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.words.of("serving", listener.Addr()))
		return serveUntilDone(cmd, listener, pages)
	}}
}

// serveUntilDone lets requests under way finish when the program is told to stop.
func serveUntilDone(cmd *cobra.Command, l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-cmd.Context().Done():
		return s.Close()
	}
}

// logger writes for people on a terminal, for machines elsewhere.
func (a *app) logger() *slog.Logger {
	if f, ok := a.stderr.(*os.File); ok && isTerminal(f) {
		return slog.New(tint.NewHandler(f, nil))
	}
	return slog.New(slog.NewJSONHandler(a.stderr, nil))
}
