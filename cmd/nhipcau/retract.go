package main

import (
	"github.com/spf13/cobra"

	"nhipcau/pipeline"
)

// retract takes a file out of what counts; its landing stays, and --undo takes it in again.
func (a *app) retract() *cobra.Command {
	var r pipeline.Retraction
	cmd := &cobra.Command{Use: "retract SHA|NAME", Short: a.words.of("retract"), Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		r.File = args[0]
		return a.makeSnapshot(cmd, nil, "", func(req *pipeline.Request) { req.Retract = &r })
	}}
	cmd.Flags().StringVar(&r.Reason, "reason", "", a.words.of("flag_reason"))
	cmd.Flags().BoolVar(&r.Undo, "undo", false, a.words.of("flag_undo"))
	return cmd
}
