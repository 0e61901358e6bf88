package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
)

// child is how this program starts itself to read a file from outside.
func (a *app) child() (pipeline.Child, error) {
	self, err := os.Executable()
	if err != nil {
		return pipeline.Child{}, err
	}
	command := []string{self, "read-file"}
	if a.config.Reference != "" {
		dir, err := filepath.Abs(a.config.Reference)
		if err != nil {
			return pipeline.Child{}, err
		}
		command = append(command, "--reference", dir)
	}
	return pipeline.Child{Command: command, MemoryMB: a.config.ReadMemoryMB, Threads: a.config.Threads}, nil
}

// readFile is the process that child starts.
func (a *app) readFile() *cobra.Command {
	return &cobra.Command{Use: "read-file", Hidden: true, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		var reference []string // folders on disk
		if a.config.Reference != "" {
			reference = append(reference, a.config.Reference)
		}
		return pipeline.ServeChild(cmd.Context(), duckdb.New(), a.reference(), reference, a.stdin, a.stdout)
	}}
}
