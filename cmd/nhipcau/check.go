package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
)

func (a *app) check() *cobra.Command {
	suggest := false
	cmd := &cobra.Command{
		Use: "check FILE...", Short: a.words.of("check"), Args: a.atLeastOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			if suggest {
				return a.suggest(cmd, args)
			}
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
	cmd.Flags().BoolVar(&suggest, "suggest", false, a.words.of("flag_suggest"))
	return cmd
}

// suggest writes a proposed map of its columns beside each file, for a person to correct; it never replaces one.
func (a *app) suggest(cmd *cobra.Command, paths []string) error {
	child, err := a.child()
	if err != nil {
		return err
	}
	for _, path := range paths {
		text, err := child.Suggest(cmd.Context(), path)
		if err != nil {
			return err
		}
		out := path + pipeline.MapSuffix
		f, err := os.OpenFile(out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		if _, err := f.Write(text); err != nil {
			return errors.Join(err, f.Close())
		}
		if err := f.Close(); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.words.of("wrote", out))
	}
	return nil
}
