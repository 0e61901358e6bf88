package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
)

func (a *app) check() *cobra.Command {
	return &cobra.Command{
		Use: "check FILE...", Short: a.words.of("check"), Args: a.atLeastOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := collect(args)
			if err != nil {
				return err
			}
			p := a.progress()
			req, err := a.request(files, p)
			if err != nil {
				return err
			}
			out, err := pipeline.Check(cmd.Context(), duckdb.New(), req)
			p.done()
			if err != nil {
				return err
			}
			for _, r := range out.Receipts {
				a.receipt(r)
			}
			for _, r := range out.Refused {
				fmt.Fprintln(a.stdout, a.words.of("refused", r.Name, a.words.pick(r.Reason.Vi, r.Reason.En)))
			}
			if out.Rejects() > 0 {
				return errRejects
			}
			return nil
		},
	}
}
