package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// buildLike makes the tables of an old snapshot again and says whether they are the same.
func (a *app) buildLike(cmd *cobra.Command, id string) error {
	w, err := a.warehouse()
	if err != nil {
		return err
	}
	p := a.progress()
	req, err := a.request(nil, p)
	if err != nil {
		return err
	}
	if id, err = snapshotID(w, id); err != nil {
		return err
	}
	like, err := pipeline.Like(cmd.Context(), w, req, id)
	p.done()
	if err != nil {
		return err
	}
	var changed []string
	for _, name := range like.Changed {
		changed = append(changed, a.words.of("version_"+name))
	}
	if len(changed) > 0 {
		fmt.Fprintln(a.stdout, a.words.of("like_changed", strings.Join(changed, ", ")))
	}
	if like.Equal() {
		fmt.Fprintln(a.stdout, a.words.of("like_equal", id, like.Tables))
		return nil
	}
	fmt.Fprintln(a.stdout, a.words.of("like_differs", id, len(like.Differ), like.Tables, strings.Join(like.Differ, ", ")))
	return errRejects
}

// snapshotDiff says which figures differ between two snapshots, and why.
func (a *app) snapshotDiff() *cobra.Command {
	format := "table"
	cmd := &cobra.Command{Use: "diff A B", Short: a.words.of("snapshot_diff"), Args: cobra.ExactArgs(2), RunE: func(cmd *cobra.Command, args []string) error {
		if format != "table" && format != "json" {
			return usageError{fmt.Errorf("%s", a.words.of("format_unknown", format))}
		}
		d, err := a.compare(cmd, args)
		if err != nil {
			return err
		}
		if format == "json" {
			e := json.NewEncoder(a.stdout)
			e.SetIndent("", " ")
			return e.Encode(d)
		}
		a.diff(d)
		return nil
	}}
	cmd.Flags().StringVar(&format, "format", format, a.words.of("flag_table_json"))
	return cmd
}

// compare opens both snapshots, each in an instance of its own: a published file is read by locked instances that attach nothing more.
func (a *app) compare(cmd *cobra.Command, names []string) (d pipeline.Diff, err error) {
	w, err := a.warehouse()
	if err != nil {
		return d, err
	}
	var sides [2]pipeline.Compared
	for i, name := range names {
		id, err := snapshotID(w, name)
		if err != nil {
			return d, err
		}
		s, err := a.snapshotByID(cmd, id)
		if err != nil {
			return d, err
		}
		defer s.Close()
		sides[i] = pipeline.Compared{Reader: s, ID: s.ID, Manifest: s.Manifest}
	}
	return pipeline.Compare(cmd.Context(), sides[0], sides[1])
}

func (a *app) diff(d pipeline.Diff) {
	fmt.Fprintln(a.stdout, a.words.of("diff_sides", d.Before.ID, a.day(d.Before.AsOf), d.Before.Files, d.After.ID, a.day(d.After.AsOf), d.After.Files))
	known := map[string]string{} // a file is described once, and called by its number from then on
	for i, c := range d.Files {
		number := fmt.Sprintf("[%d]", i+1)
		fmt.Fprintln(a.stdout, "  "+number+" "+a.cause(c, c.Name+" ("+short(c.SHA)+")"))
		known[c.SHA] = number
	}
	if d.Before.AsOf != d.After.AsOf {
		fmt.Fprintln(a.stdout, "  • "+a.words.of("cause_cutoff_moved", a.day(d.Before.AsOf), a.day(d.After.AsOf)))
	}
	for _, v := range d.Versions {
		fmt.Fprintln(a.stdout, "  • "+a.cause(pipeline.Cause{Kind: pipeline.CauseVersion, What: v}, ""))
	}
	if len(d.Definitions) > 0 {
		fmt.Fprintln(a.stdout, "  • "+a.words.of("diff_definitions", strings.Join(d.Definitions, ", ")))
	}
	if d.Empty() {
		fmt.Fprintln(a.stdout, a.words.of("diff_none"))
		return
	}
	a.changes(d.Changes, known)
	for _, p := range d.Published {
		fmt.Fprintf(a.stdout, "%s · %s · %s: %s → %s\n    %s\n", p.Place, p.Measure, p.Period, orNone(p.Before), orNone(p.After), a.because(p.Causes, known))
	}
	for _, t := range d.Tables {
		fmt.Fprintln(a.stdout, a.words.of("diff_table", t.Table, a.words.count(t.Before), a.words.count(t.After)))
	}
}

// changes prints figures under their place and year, and those of one reason together.
func (a *app) changes(list []pipeline.Change, known map[string]string) {
	place, why := "", ""
	for _, c := range list {
		at := a.words.of("diff_country")
		if c.Province != "" {
			at = fmt.Sprintf("%s · %d", cmp.Or(c.Place, c.Province), c.Year)
		}
		if c.Origin != "register" {
			at += " · " + c.Origin
		}
		if at != place {
			fmt.Fprintln(a.stdout, at)
			place, why = at, ""
		}
		if because := a.because(c.Causes, known); because != why {
			fmt.Fprintln(a.stdout, "    "+because)
			why = because
		}
		fmt.Fprintf(a.stdout, "      %s (%s): %s → %s\n", a.words.pick(c.NameVi, c.NameEn), c.Metric, a.figure(c.Before), a.figure(c.After))
	}
}

func (a *app) figure(f *pipeline.Figure) string {
	switch {
	case f == nil:
		return "∅"
	case f.Den == nil:
		return a.words.count(f.Num)
	}
	return a.words.count(f.Num) + "/" + a.words.count(*f.Den)
}

// because says the reasons of one figure, files of one fate together.
func (a *app) because(causes []pipeline.Cause, known map[string]string) string {
	type fate struct{ kind, what, by string }
	var order []fate
	sums, files := map[fate]pipeline.Cause{}, map[fate][]string{}
	for _, c := range causes {
		f := fate{c.Kind, c.What, strings.Join(c.By, ", ")}
		sum, again := sums[f]
		if !again {
			order = append(order, f)
			sum = pipeline.Cause{Kind: c.Kind, What: c.What, By: c.By}
		}
		sum.Rows, sum.Late = sum.Rows+c.Rows, sum.Late+c.Late
		sums[f] = sum
		files[f] = append(files[f], cmp.Or(known[c.SHA], c.Name))
	}
	var list []string
	for _, f := range order {
		list = append(list, a.cause(sums[f], strings.Join(files[f], " ")))
	}
	return a.words.of("diff_because", strings.Join(list, "; "))
}

// cause says one reason in the reader's language; file is what it is about, if it is about one.
func (a *app) cause(c pipeline.Cause, file string) string {
	by := strings.Join(c.By, ", ")
	var text string
	switch c.Kind {
	case pipeline.CauseVersion:
		return a.words.of("cause_version", a.words.of("version_"+c.What))
	case pipeline.CauseDefinition, pipeline.CauseUnknown, pipeline.CauseCutoff:
		return a.words.of("cause_" + c.Kind)
	case pipeline.CauseCounted:
		text = a.words.of("cause_counted", file, a.words.of("deed_"+c.What))
	case string(store.Supersedes), string(store.Contradicts), string(store.Waits):
		text = a.words.of("cause_"+c.Kind, file, by)
	default:
		text = a.words.of("cause_"+c.Kind, file)
	}
	if c.Rows > 0 {
		text += a.words.of("cause_rows", a.words.count(c.Rows))
	}
	if c.Late > 0 {
		text += a.words.of("cause_late", a.words.count(c.Late))
	}
	return text
}

func orNone(s string) string { return cmp.Or(s, "∅") }
