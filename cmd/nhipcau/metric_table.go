package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
	"nhipcau/internal/viet"
)

// writeMetricTable prints x/n before any percent, and no percent where n cannot carry one (stats/methods.md §3.1).
func (a *app) writeMetricTable(r semantic.Result, names names, list []cell) {
	head := []string{}
	for _, d := range r.Query.By {
		head = append(head, string(d))
	}
	lines := [][]string{append(head, "metric", "x/n", a.words.of("metric_value"), "95%", a.words.of("metric_coverage"), a.words.of("metric_notes"))}
	for i, x := range list {
		row, m := r.Rows[i/len(r.Metrics)], r.Metrics[i%len(r.Metrics)]
		line := []string{}
		for k, d := range r.Query.By {
			line = append(line, names.of(d, row.Keys[k]))
		}
		value, interval := a.valueText(m, row.Values[i%len(r.Metrics)])
		coverage := "∅"
		if x.Expected != nil {
			coverage = a.words.count(*x.Reporting) + "/" + a.words.count(*x.Expected)
		}
		ratio := "*"
		if x.Num != nil {
			ratio = a.words.count(*x.Num)
		}
		if x.Den != nil {
			ratio += "/" + a.words.count(*x.Den)
		}
		lines = append(lines, append(line, x.Metric, ratio, value, interval, coverage, a.notes(m, row, row.Values[i%len(r.Metrics)])))
	}
	if len(list) > 0 {
		align(a.stdout, lines)
	}
	fmt.Fprintln(a.stdout, a.words.of("metric_source", viet.FormatDate(r.AsOf, viet.Locale(a.words.lang)), r.Query.Origin))
	for _, b := range r.Breaks {
		fmt.Fprintln(a.stdout, a.words.pick(b.Vi, b.En))
	}
}

func (a *app) valueText(m semantic.Metric, v semantic.Value) (value, interval string) {
	loc := viet.Locale(a.words.lang)
	percent := func(x float64) string { return viet.FormatPercent(x, 1, loc) }
	if m.Unit == "mean" {
		percent = func(x float64) string { return viet.FormatDecimal(x, 1, loc) }
	}
	switch {
	case v.Hidden:
		return "*", ""
	case m.Unit == "count" && v.Status == stat.OK:
		return a.words.count(v.Num), ""
	case v.Status != stat.OK:
		return "∅", ""
	case m.Unit == "percent" && v.Den < 5:
		return "–", percent(v.Lo) + " – " + percent(v.Hi)
	}
	if v.Bounded() {
		interval = percent(v.Lo) + " – " + percent(v.Hi)
	}
	return percent(v.Rate), interval
}

func (a *app) notes(m semantic.Metric, row semantic.Row, v semantic.Value) string {
	var list []string
	if row.Incomplete != nil {
		list = append(list, a.words.pick(row.Incomplete.Vi(), row.Incomplete.En()))
	}
	exempt, unknown := "metric_exempt", "metric_unknown"
	if m.OfPeriods() {
		exempt, unknown = "metric_partial", "metric_without_data"
	}
	for _, x := range []struct {
		key string
		n   int64
	}{{"metric_not_due", v.NotDue}, {"metric_no_clock", v.NoClock}, {exempt, v.Exempt}, {unknown, v.Unknown}} {
		if x.n > 0 {
			list = append(list, a.words.of(x.key, a.words.count(x.n)))
		}
	}
	for _, w := range v.Warnings {
		if w != semantic.WarnIncomplete {
			list = append(list, a.words.of("warn_"+string(w)))
		}
	}
	return strings.Join(list, "; ")
}

func align(out io.Writer, lines [][]string) {
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, c := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, line := range lines {
		var b strings.Builder
		for i, c := range line {
			b.WriteString(c + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+2))
		}
		fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
	}
}
