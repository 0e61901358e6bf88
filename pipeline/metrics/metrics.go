// Package metrics counts: one file a metric, its words and its SQL together.
//
// It reads schema model and writes schema metrics. A metric table, or view over a fact table (fact.go), keeps numerator and denominator by session, unit, month,
// level, kind, topic and origin; nothing is divided here, so sums add up from ward to province. From these Go writes the
// roll-ups that dashboards read (rollup.go) and metrics.definition, the words of each metric. Folder beside holds what stands
// beside every rate and is no rate itself: durations for survival curves, coverage, what makes places comparable, what is overdue
// with whom, and which commune of today an old one is counted under.
//
// The 26 metrics of the commission's own list (domain.md §9) are here:
//
//	A 1 sessions · 2 frequency · 3 minimum_met, and beside/coverage for units without figures · 4 attendees, attendees_per_session ·
//	  5 head_chaired · 6 thematic, online · 7 announce_on_time
//	B 8 opinions, opinions_before/_at/_after · 9 opinions_per_session · 10 topic_share · 11 within_/above_/below_/outside_authority · 12 repeated
//	C 13 answered_at_session · 14 replied · 15 resolved (snapshot) and resolved_in_40_days (matured cohort) · 16 resolved_within_authority ·
//	  17 in_progress, not_resolved (model.opinion.not_resolved_reason says why), forwarded, outcome_unknown · 18 carried_over, open_at_cutoff
//	D 19 notice_on_time · 20 reply_on_time, reply_within_citizen_clock · 21 beside/durations · 22 overdue_replies, beside/overdue ·
//	  23 publish_on_time
//	E 24 front_confirmed (the template asks; an empty cell is in no denominator) · 25 beside/coverage, dated, model.data_issue ·
//	  26 records_of_reported, records_differ
package metrics

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// Files are the SELECTs of the stage, one a table.
//
//go:embed *.sql beside/*.sql
var Files embed.FS

// Definition is what the header of a metric's file says: the words a reader sees under the chart.
type Definition struct {
	ID                         string
	NameVi, NameEn             string
	NumVi, NumEn, DenVi, DenEn string
	Unit                       string // count | percent | mean, ratio: num over a den that does not contain it
	Better                     string // up | down | none
	Rule, By, Version, SQL     string
	Clocked                    bool   // counts duties: not_due, no_clock, exempt, unknown stand beside num and den
	Sessions                   bool   // rows name their session, so the error can be clustered by it
	Fact                       string // topic | session: its measures are columns of that fact table; empty: it reads for itself
}

var namesSession = regexp.MustCompile(`(?m)^select (\w\.)?session_id, (\w\.)?unit_id`)

// Definitions reads the headers of all metric files. header is the pipeline's reader of `-- key: value` lines.
func Definitions(header func(string) map[string]string) ([]Definition, error) {
	names, err := fs.Glob(Files, "*.sql")
	if err != nil {
		return nil, err
	}
	var list []Definition
	for _, name := range names {
		b, err := fs.ReadFile(Files, name)
		if err != nil {
			return nil, err
		}
		h := header(string(b))
		d := Definition{
			ID: strings.TrimSuffix(name, ".sql"), NameVi: h["vi"], NameEn: h["en"],
			NumVi: h["num_vi"], NumEn: h["num_en"], DenVi: h["den_vi"], DenEn: h["den_en"],
			Unit: h["unit"], Better: h["better"], Rule: h["rule"], By: h["by"], Fact: h["fact"], Version: h["version"], SQL: string(b),
			Clocked: strings.Contains(string(b), "as not_due"), Sessions: namesSession.MatchString(string(b)),
		}
		if d.NameVi == "" || d.NameEn == "" || d.NumVi == "" || d.NumEn == "" || d.Unit == "" || d.Better == "" || d.Version == "" ||
			d.Unit != "count" && (d.DenVi == "" || d.DenEn == "") {
			return nil, fmt.Errorf("metric %s: its header lacks words", d.ID)
		}
		list = append(list, d)
	}
	return list, nil
}
