package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// registerForms are the file forms ingest takes from a folder; other files there are left alone.
var registerForms = []string{".csv", ".tsv", ".xlsx", ".xlsm", ".docx", ".json", ".ndjson", ".jsonl", ".parquet", ".arrow", ".zip"}

func (a *app) ingest() *cobra.Command {
	said := map[store.Deed]*[]string{store.Supersedes: {}, store.Completes: {}, store.Contradicts: {}}
	receipts := ""
	cmd := &cobra.Command{
		Use: "ingest PATH...", Short: a.words.of("ingest"), Args: a.atLeastOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := collect(args)
			if err != nil {
				return err
			}
			if receipts != "" {
				if err := os.MkdirAll(receipts, 0o755); err != nil {
					return usageError{err}
				}
			}
			return a.makeSnapshot(cmd, files, receipts, func(req *pipeline.Request) {
				for _, what := range deeds {
					for _, file := range *said[what] {
						req.Answers = append(req.Answers, pipeline.Answer{What: what, File: file})
					}
				}
			})
		},
	}
	cmd.Flags().StringVar(&receipts, "receipt", "", a.words.of("flag_receipt"))
	for _, what := range deeds {
		cmd.Flags().StringSliceVar(said[what], string(what), nil, a.words.of("flag_"+string(what)))
	}
	return cmd
}

// deeds are what a file can be to another, in the order they are offered.
var deeds = []store.Deed{store.Supersedes, store.Completes, store.Contradicts}

func (a *app) build() *cobra.Command {
	like := ""
	cmd := &cobra.Command{
		Use: "build", Short: a.words.of("build"), Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if like != "" {
				return a.buildLike(cmd, like)
			}
			return a.makeSnapshot(cmd, nil, "", nil)
		},
	}
	cmd.Flags().StringVar(&like, "like", "", a.words.of("flag_like"))
	return cmd
}

// makeSnapshot lands files, builds, and tells what became of each, with receipts in a folder when one is named.
func (a *app) makeSnapshot(cmd *cobra.Command, files []pipeline.Received, receipts string, also func(*pipeline.Request)) error {
	w, err := a.warehouse()
	if err != nil {
		return err
	}
	p := a.progress()
	req, err := a.request(files, p)
	if err != nil {
		return err
	}
	req.Who, req.Ask = who(), a.asker(p)
	if also != nil {
		also(&req)
	}
	out, err := pipeline.Run(cmd.Context(), w, req)
	p.done()
	if err != nil {
		return a.mistaken(err)
	}
	a.tell(out)
	if receipts != "" {
		if err := a.writeReceipts(cmd.Context(), w, req, out, receipts); err != nil {
			return err
		}
	}
	if out.Rejects() > 0 || len(out.Questions) > 0 {
		return errRejects
	}
	return nil
}

func (a *app) tell(out pipeline.Outcome) {
	for _, d := range out.Idle {
		others := make([]string, len(d.Others))
		for i, sha := range d.Others {
			others[i] = short(sha)
		}
		fmt.Fprintln(a.stdout, a.words.of("idle_"+string(d.What), d.Name, short(d.SHA256), strings.Join(others, ", ")))
	}
	for _, r := range out.Already {
		if slices.ContainsFunc(out.Idle, func(d store.Decision) bool { return d.SHA256 == r.SHA256 }) {
			continue
		}
		word := "already"
		if !out.Unchanged || len(out.Questions) > 0 {
			word = "landed_before"
		}
		fmt.Fprintln(a.stdout, a.words.of(word, r.Name))
	}
	for _, r := range out.Receipts {
		a.receipt(r)
	}
	for _, r := range out.Refused {
		fmt.Fprintln(a.stdout, a.words.of("refused", r.Name, a.words.pick(r.Reason.Vi, r.Reason.En)))
	}
	if r := out.Retracted; r.SHA256 != "" {
		fmt.Fprintln(a.stdout, a.words.of("retracted", r.Name, short(r.SHA256)))
	}
	if r := out.Restored; r.SHA256 != "" {
		fmt.Fprintln(a.stdout, a.words.of("restored", r.Name, short(r.SHA256)))
	}
	for _, q := range out.Questions {
		a.question(a.stdout, q)
		a.commands(q)
	}
	for _, d := range out.Waiting {
		fmt.Fprintln(a.stdout, a.words.of("still_waits", d.Name, d.SHA256[:12]))
	}
	if out.Unchanged {
		fmt.Fprintln(a.stdout, a.words.of("unchanged", out.Snapshot))
		return
	}
	fmt.Fprintln(a.stdout, a.words.of("published", out.Snapshot))
}

// mostShown is how many issues of one file a terminal is shown; the receipt and the dashboard list them all.
const mostShown = 20

func (a *app) receipt(r store.Receipt) {
	fmt.Fprintln(a.stdout, a.words.of("receipt", r.Name, a.words.count(r.Received), a.words.count(r.Accepted), a.words.count(r.Rejected), a.words.count(r.Warned)))
	for i, issue := range r.Issues {
		if i == mostShown {
			fmt.Fprintln(a.stdout, a.words.of("more_issues", a.words.count(int64(len(r.Issues)-i)+r.IssuesCut)))
			return
		}
		fmt.Fprintln(a.stdout, "  "+a.issue(issue))
	}
}

func (a *app) issue(i store.Issue) string {
	var where []string
	if i.Sheet != "" {
		where = append(where, a.words.of("sheet", i.Sheet))
	}
	if i.Row > 0 {
		where = append(where, a.words.of("row", i.Row))
	}
	if i.Column != "" {
		where = append(where, a.words.of("column", i.Column))
	}
	text := a.words.of(i.Severity)
	if len(where) > 0 {
		text += " · " + strings.Join(where, ", ")
	}
	text += ": " + a.words.pick(i.MessageVi, i.MessageEn)
	if i.Value != "" {
		text += fmt.Sprintf(" (%s)", i.Value)
	}
	return text
}

// collect finds the files named, and the registers in the folders named, in a fixed order.
func collect(args []string) ([]pipeline.Received, error) {
	var files []pipeline.Received
	for _, arg := range args {
		var paths []string
		err := filepath.WalkDir(arg, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			form := strings.ToLower(filepath.Ext(path))
			if path == arg || slices.Contains(registerForms, form) && !strings.HasPrefix(e.Name(), "~$") {
				paths = append(paths, path)
			}
			return nil
		})
		if err != nil {
			return nil, usageError{err}
		}
		slices.Sort(paths)
		for _, p := range paths {
			f, err := pipeline.OpenFile(p)
			if err != nil {
				return nil, usageError{err}
			}
			files = append(files, f)
		}
	}
	return files, nil
}

func (a *app) atLeastOne(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("%s", a.words.of("need_path"))}
	}
	return nil
}
