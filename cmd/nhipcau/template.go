package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"nhipcau/pipeline"
)

func (a *app) template() *cobra.Command {
	out := "nhipcau-mau.xlsx"
	cmd := &cobra.Command{Use: "template", Short: a.words.of("template"), Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) (err error) {
		f, err := os.Create(out)
		if err != nil {
			return err
		}
		defer func() {
			if e := f.Close(); err == nil {
				err = e
			}
		}()
		if err := pipeline.Template(pipeline.Request{Reference: a.reference()}, f); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.words.of("wrote", out))
		return nil
	}}
	cmd.Flags().StringVar(&out, "out", out, a.words.of("flag_out"))
	return cmd
}
