package main

import (
	"fmt"

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

func (a *app) snapshotByID(cmd *cobra.Command, id string) (*store.Snapshot, error) {
	w, err := a.warehouse()
	if err != nil {
		return nil, err
	}
	o := engine.Options{Threads: a.config.Threads}
	if id == "" {
		return w.Live(cmd.Context(), o)
	}
	return w.Snapshot(cmd.Context(), id, o)
}
