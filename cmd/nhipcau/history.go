package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"time"

	"github.com/spf13/cobra"

	"nhipcau/internal/store"
	"nhipcau/internal/viet"
	"nhipcau/pipeline"
)

// who names whoever runs the program in the history: user@host.
func who() string {
	name := os.Getenv("USER")
	if u, err := user.Current(); name == "" && err == nil {
		name = u.Username
	}
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return name + "@" + host
}

// byHand is a line of the history about something a person did just now.
func byHand() store.Entry { return store.Entry{At: time.Now(), Who: who()} }

// history prints the audit trail, oldest first.
func (a *app) history() *cobra.Command {
	format := "table"
	cmd := &cobra.Command{Use: "history", Short: a.words.of("history"), Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		w, err := a.warehouse()
		if err != nil {
			return err
		}
		list, err := w.History()
		if err != nil {
			return err
		}
		switch format {
		case "json":
			e := json.NewEncoder(a.stdout)
			for _, entry := range list {
				if err := e.Encode(entry); err != nil {
					return err
				}
			}
			return nil
		case "table":
			a.historyTable(list)
			return nil
		}
		return usageError{fmt.Errorf("%s", a.words.of("format_unknown", format))}
	}}
	cmd.Flags().StringVar(&format, "format", format, a.words.of("flag_table_json"))
	return cmd
}

func (a *app) historyTable(list []store.Entry) {
	names := map[string]string{}
	for _, e := range list {
		if e.Name != "" {
			names[e.SHA] = e.Name
		}
	}
	file := func(sha string) string {
		if sha == "" {
			return ""
		}
		if names[sha] == "" {
			return short(sha)
		}
		return names[sha] + " (" + short(sha) + ")"
	}
	lines := [][]string{{a.words.of("history_when"), a.words.of("history_who"), a.words.of("history_what"), a.words.of("history_file"), a.words.of("history_other"), a.words.of("history_reason")}}
	for _, e := range list {
		what := e.Snapshot
		if e.SHA != "" {
			what = file(e.SHA)
		}
		when := e.At.In(vietnam)
		at := viet.FormatDate(when, viet.Locale(a.words.lang)) + when.Format(" 15:04:05")
		lines = append(lines, []string{at, e.Who, a.words.of("deed_" + string(e.What)), what, file(e.Other), e.Reason})
	}
	align(a.stdout, lines)
}

var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

func short(sha string) string { return sha[:min(12, len(sha))] }

// mistaken marks the errors that are slips of whoever gave the command, and says them in the reader's language.
func (a *app) mistaken(err error) error {
	for kind, word := range map[error]string{
		pipeline.ErrNoFile: "no_such_file", pipeline.ErrAmbiguous: "ambiguous_file", pipeline.ErrOneFile: "answer_one_file",
		pipeline.ErrItself: "answer_itself", pipeline.ErrReplaced: "answer_replaced",
	} {
		if errors.Is(err, kind) {
			return usageError{fmt.Errorf("%s (%w)", a.words.of(word), err)}
		}
	}
	return err
}
