package main

import "github.com/spf13/cobra"

func (a *app) serve() *cobra.Command {
	return &cobra.Command{Use: "serve", Short: a.words.of("serve"), Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return nil
	}}
}
