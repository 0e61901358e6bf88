package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"nhipcau/internal/store"
)

func (a *app) snapshot() *cobra.Command {
	cmd := &cobra.Command{Use: "snapshot", Short: a.words.of("snapshot")}
	cmd.AddCommand(a.snapshotList(), a.snapshotVerify(), a.snapshotDiff(), a.snapshotUse(), a.snapshotGC())
	return cmd
}

func (a *app) snapshotList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: a.words.of("snapshot_list"), Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		list, err := w.Snapshots()
		if err != nil {
			return err
		}
		for _, s := range list {
			mark := ""
			if s.Live {
				mark = " ← " + a.words.of("live")
			}
			fmt.Fprintf(a.stdout, "%s  %s  %d%s\n", s.ID, s.Manifest.AsOf, len(s.Manifest.Inputs), mark)
		}
		return nil
	}}
}

func (a *app) snapshotVerify() *cobra.Command {
	return &cobra.Command{Use: "verify [ID]", Short: a.words.of("snapshot_verify"), Args: cobra.MaximumNArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		id, err := w.Current()
		if len(args) == 1 {
			id, err = args[0], nil
		}
		if err != nil {
			return err
		}
		if err := w.VerifySnapshot(cmd.Context(), id); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.words.of("whole", id))
		return nil
	}}
}

func (a *app) snapshotUse() *cobra.Command {
	return &cobra.Command{Use: "use ID", Short: a.words.of("snapshot_use"), Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		if err := w.Switch(cmd.Context(), args[0], byHand(), a.progress().Waiting); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.words.of("using", args[0]))
		return nil
	}}
}

func (a *app) snapshotGC() *cobra.Command {
	keep := 10
	cmd := &cobra.Command{Use: "gc", Short: a.words.of("snapshot_gc"), Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		gone, err := w.Collect(cmd.Context(), keep, byHand())
		for _, id := range gone {
			fmt.Fprintln(a.stdout, id)
		}
		fmt.Fprintln(a.stdout, a.words.of("removed", len(gone)))
		return err
	}}
	cmd.Flags().IntVar(&keep, "keep", keep, a.words.of("flag_keep"))
	return cmd
}

// snapshotID reads an id as a person gives it: CURRENT is the live snapshot, PREVIOUS the newest one before it.
func snapshotID(w *store.Warehouse, name string) (string, error) {
	switch name {
	case "CURRENT":
		return w.Current()
	case "PREVIOUS":
		list, err := w.Snapshots()
		if err != nil {
			return "", err
		}
		for i, s := range list {
			if s.Live && i+1 < len(list) {
				return list[i+1].ID, nil
			}
		}
		return "", store.ErrNone
	}
	return name, nil
}
