package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

func (a *app) sql() *cobra.Command {
	format, id := "table", ""
	cmd := &cobra.Command{Use: "sql QUERY", Short: a.words.of("sql"), Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		s, err := a.snapshotByID(cmd, id)
		if err != nil {
			return err
		}
		defer s.Close()
		// Preparing a text of several statements runs all but the last, so the parser must see one SELECT first.
		if _, err := s.Reads(cmd.Context(), args[0]); err != nil {
			return err
		}
		switch format {
		case "parquet", "arrow":
			return s.Export(cmd.Context(), args[0], engine.Format(format), a.stdout)
		case "table", "csv", "json":
		default:
			return usageError{fmt.Errorf("%s", a.words.of("format_unknown", format))}
		}
		rows, err := s.QueryContext(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		defer rows.Close()
		return writeRows(a.stdout, rows, format)
	}}
	cmd.Flags().StringVar(&format, "format", format, a.words.of("flag_format"))
	cmd.Flags().StringVar(&id, "snapshot", "", a.words.of("flag_snapshot"))
	return cmd
}

// snapshotByID opens the snapshot that is named, else the newest at the cut-off that is asked for, else the live one.
func (a *app) snapshotByID(cmd *cobra.Command, id string) (*store.Snapshot, error) {
	w, err := a.warehouse()
	if err != nil {
		return nil, err
	}
	o := engine.Options{Threads: a.config.Threads}
	if id == "" && a.config.AsOf != "" {
		if id, err = a.snapshotAt(w); err != nil {
			return nil, err
		}
	}
	if id == "" {
		return w.Live(cmd.Context(), o)
	}
	return w.Snapshot(cmd.Context(), id, o)
}

// snapshotAt finds the snapshot with the cut-off of --as-of: the live one where it has it, else the newest. Figures of another cut-off are never
// given in its place.
func (a *app) snapshotAt(w *store.Warehouse) (string, error) {
	asOf, err := a.cutoff()
	if err != nil {
		return "", err
	}
	list, err := w.Snapshots()
	if err != nil {
		return "", err
	}
	id, others := "", []string{}
	for _, s := range list {
		switch at := s.Manifest.AsOf; {
		case at != asOf.Format(time.DateOnly):
			if !slices.Contains(others, at) {
				others = append(others, at)
			}
		case id == "" || s.Live:
			id = s.ID
		}
	}
	if id == "" {
		slices.Sort(others)
		return "", usageError{errors.New(a.words.of("no_snapshot_at", asOf.Format(time.DateOnly), strings.Join(others, ", ")))}
	}
	return id, nil
}
