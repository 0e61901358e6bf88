package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
	"nhipcau/internal/store"
)

// cell is one value with all that must travel with it.
type cell struct {
	Keys       map[string]string `json:"keys"`
	Metric     string            `json:"metric"`
	Definition string            `json:"definition"` // metric id and version
	Status     stat.Status       `json:"status"`
	Num        *int64            `json:"num"` // null: hidden
	Den        *int64            `json:"den"`
	Value      *float64          `json:"value"`
	Lo         *float64          `json:"lo"` // null: no interval is known
	Hi         *float64          `json:"hi"`
	Sessions   int64             `json:"sessions"`
	NotDue     int64             `json:"not_due"`
	NoClock    int64             `json:"no_clock"`
	Exempt     int64             `json:"exempt"`
	Unknown    int64             `json:"unknown"`
	Reporting  *int64            `json:"units_reporting"`
	Expected   *int64            `json:"units_expected"`
	AsOf       string            `json:"as_of"`
	Origin     string            `json:"origin"`
	Basis      semantic.Basis    `json:"basis"`
	Snapshot   string            `json:"snapshot"`
	Warnings   []string          `json:"warnings"`
}

func cellsOf(r semantic.Result, snapshot string) []cell {
	var list []cell
	for _, row := range r.Rows {
		for i, v := range row.Values {
			m := r.Metrics[i]
			c := cell{Keys: map[string]string{}, Metric: m.ID, Definition: m.ID + "@" + m.Version, Status: v.Status, Num: &v.Num, Sessions: v.Sessions,
				NotDue: v.NotDue, NoClock: v.NoClock, Exempt: v.Exempt, Unknown: v.Unknown, AsOf: r.AsOf.Format(time.DateOnly),
				Origin: r.Query.Origin, Basis: r.Query.Basis, Snapshot: snapshot, Warnings: []string{}}
			for k, d := range r.Query.By {
				c.Keys[string(d)] = row.Keys[k]
			}
			if m.Unit != "count" {
				c.Den = &v.Den
			}
			if m.Unit != "count" && v.Status == stat.OK {
				c.Value = &v.Rate
			}
			if m.Unit != "count" && v.Bounded() {
				c.Lo, c.Hi = &v.Lo, &v.Hi
			}
			if v.Hidden {
				c.Num, c.Den = nil, nil
			}
			if row.Coverage.Known {
				c.Reporting, c.Expected = &row.Coverage.Reporting, &row.Coverage.Expected
			}
			for _, w := range v.Warnings {
				c.Warnings = append(c.Warnings, string(w))
			}
			list = append(list, c)
		}
	}
	return list
}

func (a *app) writeResult(ctx context.Context, s *store.Snapshot, r semantic.Result, c *semantic.Catalog, format string) error {
	list := cellsOf(r, s.ID)
	if len(list) == 0 {
		fmt.Fprintln(a.stderr, a.words.of("metric_none"))
	}
	switch format {
	case "json":
		e := json.NewEncoder(a.stdout)
		for _, x := range list {
			if err := e.Encode(x); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return writeMetricCSV(a.stdout, r, list)
	}
	names, err := a.namesOf(ctx, s, r, c)
	if err == nil {
		a.writeMetricTable(r, names, list)
	}
	return err
}

func writeMetricCSV(out io.Writer, r semantic.Result, list []cell) error {
	w := csv.NewWriter(out)
	head := []string{}
	for _, d := range r.Query.By {
		head = append(head, string(d))
	}
	if err := w.Write(append(head, "metric", "status", "num", "den", "value", "lo", "hi", "sessions", "not_due", "no_clock", "exempt", "unknown",
		"units_reporting", "units_expected", "definition", "as_of", "origin", "basis", "snapshot", "warnings")); err != nil {
		return err
	}
	for _, x := range list {
		line := []string{}
		for _, d := range r.Query.By {
			line = append(line, x.Keys[string(d)])
		}
		line = append(line, x.Metric, string(x.Status), optional(x.Num), optional(x.Den), optional(x.Value), optional(x.Lo), optional(x.Hi), fmt.Sprint(x.Sessions),
			fmt.Sprint(x.NotDue), fmt.Sprint(x.NoClock), fmt.Sprint(x.Exempt), fmt.Sprint(x.Unknown), optional(x.Reporting), optional(x.Expected),
			x.Definition, x.AsOf, x.Origin, string(x.Basis), x.Snapshot, strings.Join(x.Warnings, " "))
		if err := w.Write(line); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func optional[T any](v *T) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(*v)
}
