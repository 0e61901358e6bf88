package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nhipcau/internal/semantic"
	"nhipcau/internal/viet"
)

// metricFlags are the words of one question.
type metricFlags struct {
	by, province, level, kind, topic, unit, district string
	unitKind, region, size                           string
	year, from, to                                   string
	basis, origin, format, order, snapshot           string
	limit                                            int
	matured, explain, compare                        bool
	apart, bursts                                    bool
	compareWith                                      int
	minN                                             int64
	minCoverage, target                              float64
}

// metric asks the semantic layer: the same answer as the pages and the API give.
func (a *app) metric() *cobra.Command {
	var f metricFlags
	cmd := &cobra.Command{Use: "metric [NAME...]", Short: a.words.of("metric"), RunE: func(cmd *cobra.Command, args []string) error {
		s, err := a.snapshotByID(cmd, f.snapshot)
		if err != nil {
			return err
		}
		defer s.Close()
		catalog, err := semantic.Load(cmd.Context(), s, s.AsOf)
		if err != nil {
			return err
		}
		if len(args) == 0 {
			return a.listMetrics(catalog)
		}
		q, err := f.query(catalog, args)
		if err != nil {
			return usageError{err}
		}
		if q, err = a.district(catalog, q, f.district); err != nil {
			return err
		}
		if f.topicReadings() {
			err := a.readTopics(cmd, s, catalog, q, f)
			if errors.Is(err, semantic.ErrQuery) {
				return usageError{err}
			}
			return err
		}
		if f.compare {
			err := a.comparePlaces(cmd, s, catalog, q, f)
			if errors.Is(err, semantic.ErrQuery) {
				return usageError{err}
			}
			return err
		}
		result, err := catalog.Run(cmd.Context(), s, q)
		if errors.Is(err, semantic.ErrQuery) {
			return usageError{err}
		}
		if err != nil {
			return err
		}
		if err := a.writeResult(cmd.Context(), s, result, catalog, f.format); err != nil || !f.explain {
			return err
		}
		return a.explainResult(cmd, s, catalog, result)
	}}
	f.register(cmd, a.words)
	return cmd
}

func (f *metricFlags) register(cmd *cobra.Command, w words) {
	for _, x := range []struct {
		to            *string
		name, initial string
	}{
		{&f.by, "by", ""}, {&f.province, "province", ""}, {&f.level, "level", ""}, {&f.kind, "kind", ""}, {&f.topic, "topic", ""}, {&f.unit, "unit", ""}, {&f.district, "district", ""},
		{&f.year, "year", ""}, {&f.from, "from", ""}, {&f.to, "to", ""}, {&f.basis, "basis", string(semantic.AsRecorded)}, {&f.origin, "origin", "register"},
		{&f.format, "format", "table"}, {&f.order, "order", ""}, {&f.snapshot, "snapshot", ""},
		{&f.unitKind, "unit-kind", ""}, {&f.region, "region", ""}, {&f.size, "size", ""},
	} {
		cmd.Flags().StringVar(x.to, x.name, x.initial, w.of("flag_metric_"+x.name))
	}
	cmd.Flags().IntVar(&f.limit, "limit", 0, w.of("flag_metric_limit"))
	cmd.Flags().BoolVar(&f.matured, "matured", false, w.of("flag_metric_matured"))
	cmd.Flags().BoolVar(&f.compare, "compare", false, w.of("flag_metric_compare"))
	cmd.Flags().IntVar(&f.compareWith, "compare-with", 0, w.of("flag_metric_compare-with"))
	cmd.Flags().BoolVar(&f.apart, "apart", false, w.of("flag_metric_apart"))
	cmd.Flags().BoolVar(&f.bursts, "bursts", false, w.of("flag_metric_bursts"))
	cmd.Flags().Int64Var(&f.minN, "min-n", 0, w.of("flag_metric_min-n"))
	cmd.Flags().Float64Var(&f.minCoverage, "min-coverage", 0, w.of("flag_metric_min-coverage"))
	cmd.Flags().Float64Var(&f.target, "target", 0, w.of("flag_metric_target"))
	cmd.Flags().BoolVar(&f.explain, "explain", false, w.of("flag_metric_explain"))
}

// query reads the flags; whatever it does not know is a mistake of usage, never a guess.
func (f *metricFlags) query(c *semantic.Catalog, names []string) (semantic.Query, error) {
	if err := f.likeness(); err != nil {
		return semantic.Query{}, err
	}
	q := semantic.Query{Origin: f.origin, Basis: semantic.Basis(f.basis), Matured: f.matured, Order: semantic.Order(f.order), Limit: f.limit,
		Where: semantic.Where{Province: f.province, Level: f.level, SessionKind: f.kind, Topic: f.topic, Units: split(f.unit)}}
	for _, name := range names {
		id, ok := c.ID(name)
		if !ok {
			return q, fmt.Errorf("metric %q: %s", name, strings.Join(c.Order, ", "))
		}
		q.Metrics = append(q.Metrics, id)
	}
	for _, d := range split(f.by) {
		if d == "topic" || d == "kind" {
			d = map[string]string{"topic": string(semantic.ByTopic), "kind": string(semantic.BySessionKind)}[d]
		}
		q.By = append(q.By, semantic.Dim(d))
	}
	if !slices.Contains([]semantic.Basis{semantic.AsRecorded, semantic.Basis63, semantic.Basis34}, q.Basis) {
		return q, fmt.Errorf("--basis %q: recorded, 63, 34", f.basis)
	}
	if !slices.Contains([]string{"table", "csv", "json"}, f.format) {
		return q, fmt.Errorf("--format %q: table, csv, json", f.format)
	}
	var err error
	q.From, q.To, err = f.period()
	return q, err
}

// sessionKinds are the kinds of sessions --kind names, beside the kinds of places.
var sessionKinds = []string{"dinh_ky", "dot_xuat", "chuyen_de"}

// likeness reads what places must be like to be compared. --kind names a kind of sessions, or in a comparison a kind of places: no word is both.
// A kind of places may be written without marks: phuong, "thanh pho".
func (f *metricFlags) likeness() error {
	named := ""
	if f.kind != "" && !slices.Contains(sessionKinds, f.kind) {
		if named = unitKind(f.kind); named == "" || f.unitKind != "" {
			return fmt.Errorf("--kind %q: %s | %s", f.kind, strings.Join(sessionKinds, ", "), strings.Join(semantic.UnitKinds, ", "))
		}
		f.kind = ""
	} else if f.unitKind != "" {
		if named = unitKind(f.unitKind); named == "" {
			return fmt.Errorf("--unit-kind %q: %s", f.unitKind, strings.Join(semantic.UnitKinds, ", "))
		}
	}
	f.unitKind = named
	if !f.compare && f.unitKind+f.region+f.size != "" {
		return errors.New("--unit-kind, --region, --size: --compare")
	}
	return nil
}

func unitKind(text string) string {
	for _, k := range semantic.UnitKinds {
		if viet.Key4(k) == viet.Key4(strings.ReplaceAll(text, "_", " ")) {
			return k
		}
	}
	return ""
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// period is --year 2024, or --from 2024-01 --to 2024-06, both months within.
func (f *metricFlags) period() (from, to time.Time, err error) {
	if f.year != "" {
		y, err := strconv.Atoi(f.year)
		if err != nil || f.from+f.to != "" {
			return from, to, fmt.Errorf("--year %q", f.year)
		}
		return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(y+1, 1, 1, 0, 0, 0, 0, time.UTC), nil
	}
	if f.from != "" {
		if from, err = time.Parse("2006-01", f.from); err != nil {
			return from, to, fmt.Errorf("--from: %w", err)
		}
	}
	if f.to != "" {
		if to, err = time.Parse("2006-01", f.to); err != nil {
			return from, to, fmt.Errorf("--to: %w", err)
		}
		to = to.AddDate(0, 1, 0)
	}
	return from, to, nil
}

func (a *app) listMetrics(c *semantic.Catalog) error {
	for _, id := range c.Order {
		m := c.Metrics[id]
		fmt.Fprintf(a.stdout, "%-28s %-8s %s\n", id, m.Unit, a.words.pick(m.NameVi, m.NameEn))
	}
	return nil
}
