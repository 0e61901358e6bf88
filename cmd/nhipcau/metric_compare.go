package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
	"nhipcau/internal/store"
	"nhipcau/internal/viet"
)

// comparePlaces prints what may be said about differences: a label and a range of ranks each, never a first place, and those left out
// with the reason.
func (a *app) comparePlaces(cmd *cobra.Command, s *store.Snapshot, c *semantic.Catalog, q semantic.Query, f metricFlags) error {
	o := semantic.Options{MinN: f.minN, MinCoverage: f.minCoverage, Alike: semantic.Alike{Kind: f.unitKind, Region: f.region, Size: f.size}}
	if f.target > 0 {
		o.Target = &f.target
	}
	v, err := c.Compare(cmd.Context(), s, q, o)
	if err != nil {
		return err
	}
	if f.format == "json" {
		return json.NewEncoder(a.stdout).Encode(v)
	}
	for _, n := range v.Notices {
		key := "metric_warns"
		if n.Refuses {
			key = "metric_refuses"
		}
		fmt.Fprintln(a.stdout, a.words.of(key, a.words.pick(n.Vi, n.En)))
	}
	if v.Overall.Status == stat.OK {
		value, interval := a.valueText(v.Metric, v.Overall)
		fmt.Fprintln(a.stdout, a.words.of("metric_overall", a.words.count(v.Overall.Num)+"/"+a.words.count(v.Overall.Den), value, interval))
	}
	a.writeCompared(v)
	fmt.Fprintln(a.stdout, a.words.of("metric_source", viet.FormatDate(v.Result.AsOf, viet.Locale(a.words.lang)), v.Result.Query.Origin))
	return nil
}

func (a *app) writeCompared(v semantic.Comparison) {
	lines := [][]string{{a.words.of("metric_place"), "x/n", a.words.of("metric_value"), "95%", a.words.of("metric_label"), a.words.of("metric_rank")}}
	for _, p := range v.Places {
		value, interval := a.valueText(v.Metric, p.Value)
		rank := "∅"
		if p.Rank.Status == stat.OK {
			rank = a.words.of("metric_rank_range", p.Rank.Low, p.Rank.High, len(v.Places))
		}
		lines = append(lines, []string{p.Name + " (" + p.ID + ")", a.words.count(p.Value.Num) + "/" + a.words.count(p.Value.Den), value, interval,
			a.words.of("band_" + string(p.Band)), rank})
	}
	if len(lines) > 1 {
		align(a.stdout, lines)
	}
	for _, p := range v.Left {
		var reasons []string
		for _, r := range p.Reasons {
			reasons = append(reasons, a.words.pick(r.Vi, r.En))
		}
		fmt.Fprintln(a.stdout, a.words.of("metric_left", p.Name+" ("+p.ID+")", strings.Join(reasons, "; ")))
	}
}
