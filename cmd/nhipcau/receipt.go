package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nhipcau/pipeline"
)

// telling is how a report is wanted.
type telling struct {
	format, out, annotate string
}

func (t *telling) flags(flags *pflag.FlagSet, w words) {
	flags.StringVar(&t.format, "format", "", w.of("flag_receipt_format"))
	flags.StringVar(&t.out, "out", "", w.of("flag_out"))
}

// sound refuses what would only fail after the work. A workbook is no text for a terminal.
func (t *telling) sound(a *app) error {
	if t.out != "" && t.format == "" {
		t.format = "text"
	}
	switch {
	case t.format != "" && !slices.Contains(pipeline.ReceiptFormats, t.format):
		return usageError{fmt.Errorf("%s", a.words.of("format_unknown", t.format))}
	case t.format == "xlsx" && t.out == "":
		return usageError{fmt.Errorf("%s", a.words.of("need_out"))}
	}
	return nil
}

// receiptOf is `nhipcau receipt SHA|NAME`: what was said about a file when it landed, as text, JSON or a workbook. It holds
// values as they were received, so it is for the staff who may open the warehouse.
func (a *app) receiptOf() *cobra.Command {
	tell := telling{format: "text"}
	cmd := &cobra.Command{Use: "receipt SHA|NAME", Short: a.words.of("receipt_of"), Args: a.atLeastOne, RunE: func(cmd *cobra.Command, args []string) error {
		if err := tell.sound(a); err != nil {
			return err
		}
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		req, err := a.request(nil, nil)
		if err != nil {
			return err
		}
		all := pipeline.Report{}
		for _, which := range args {
			rep, err := pipeline.Landed(cmd.Context(), w, req, which)
			if err != nil {
				return err
			}
			if len(rep.Files) == 0 {
				return usageError{fmt.Errorf("%s", a.words.of("no_receipt", which))}
			}
			all.Files = append(all.Files, rep.Files...)
		}
		return a.tellReport(all, tell)
	}}
	tell.flags(cmd.Flags(), a.words)
	return cmd
}

// tellReport writes a report where it is wanted.
func (a *app) tellReport(rep pipeline.Report, tell telling) error {
	format := tell.format
	if format == "" {
		format = "text"
	}
	if tell.out == "" {
		return pipeline.WriteReceipts(a.stdout, format, a.words.lang, rep)
	}
	if err := newFile(tell.out, func(w io.Writer) error { return pipeline.WriteReceipts(w, format, a.words.lang, rep) }); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, a.words.of("wrote", tell.out))
	return nil
}

// newFile writes a file that did not fail: one that did is removed.
func newFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
