package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"nhipcau/internal/semantic"
	"nhipcau/internal/store"
)

// explainResult prints what stands behind each metric of the answer. It goes to the error stream when the answer is for a machine.
func (a *app) explainResult(cmd *cobra.Command, s *store.Snapshot, c *semantic.Catalog, r semantic.Result) error {
	out := a.stdout
	if f := cmd.Flag("format"); f != nil && f.Value.String() != "table" {
		out = a.stderr
	}
	for i := range r.Metrics {
		e, err := c.Explain(cmd.Context(), s, r, i)
		if err != nil {
			return err
		}
		a.printExplanation(out, e)
	}
	return nil
}

func (a *app) printExplanation(out io.Writer, e semantic.Explanation) {
	w, m := a.words, e.Metric
	fmt.Fprintf(out, "\n%s (%s@%s)\n", w.pick(m.NameVi, m.NameEn), m.ID, m.Version)
	fmt.Fprintf(out, "  %s: %s\n", w.of("metric_num"), w.pick(m.NumVi, m.NumEn))
	if m.Unit != "count" {
		fmt.Fprintf(out, "  %s: %s\n", w.of("metric_den"), w.pick(m.DenVi, m.DenEn))
	}
	for _, r := range e.Rules {
		fmt.Fprintf(out, "  %s: %s %s %s, %g %s, %s (%s)\n", w.of("metric_rule"), r.Regulation, w.pick(r.TitleVi, r.TitleEn), r.Article, r.Value, r.DayType, r.Anchor, r.Verification)
	}
	for _, x := range e.Excluded {
		fmt.Fprintf(out, "  %s: %s, %s [%s]\n", w.of("metric_excluded"), w.count(x.N), w.pick(x.Vi, x.En), x.Reason)
	}
	fmt.Fprintf(out, "  SQL:\n%s\n", indent(m.SQL))
	fmt.Fprintf(out, "  %s:\n%s\n    %v\n", w.of("metric_query"), indent(e.Query), e.Args)
	if e.Records != "" {
		fmt.Fprintf(out, "  %s:\n%s\n", w.of("metric_records"), indent(e.Records))
	}
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ")
}
