package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
)

func (a *app) check() *cobra.Command {
	suggest, tell := false, telling{}
	cmd := &cobra.Command{
		Use: "check PATH...", Short: a.words.of("check"), Args: a.atLeastOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			if suggest {
				return a.suggest(cmd, args)
			}
			if err := tell.sound(a); err != nil {
				return err
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
			if tell.annotate != "" || tell.format != "" {
				return a.inspect(cmd, req, p, tell)
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
	cmd.Flags().StringVar(&tell.annotate, "annotate", "", a.words.of("flag_annotate"))
	tell.flags(cmd.Flags(), a.words)
	return cmd
}

// inspect tells of files cell by cell, as a receipt, and writes them back with their problem cells marked.
func (a *app) inspect(cmd *cobra.Command, req pipeline.Request, p *progress, tell telling) error {
	back, rep := pipeline.Marking{Lang: a.words.lang}, pipeline.Report{}
	check := func() (err error) {
		rep, err = pipeline.Inspect(cmd.Context(), duckdb.New(), req, back)
		return err
	}
	var err error
	if tell.annotate == "" {
		err = check()
	} else {
		err = newFile(tell.annotate, func(w io.Writer) error {
			back.Out = w
			return check()
		})
	}
	p.done()
	if err != nil {
		return err
	}
	if tell.annotate != "" {
		fmt.Fprintln(a.stderr, a.words.of("wrote", tell.annotate))
	}
	if err := a.tellReport(rep, tell); err != nil {
		return err
	}
	if rep.Rejects() > 0 {
		return errRejects
	}
	return nil
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
