package semantic

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/stat"
)

// confidence of every interval shown.
const confidence = 0.95

// Run answers a query. A group that has no row for a metric gets a not_applicable value there, never a zero.
func (c *Catalog) Run(ctx context.Context, r Reader, q Query) (Result, error) {
	query, args, err := c.compile(q)
	if err != nil {
		return Result{}, err
	}
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return Result{}, fmt.Errorf("run metrics %v: %w", q.Metrics, err)
	}
	defer rows.Close() // closed again before the next question is asked
	result := Result{Query: q, AsOf: c.AsOf, Breaks: c.breaks(q)}
	column := map[string]int{}
	for i, id := range q.Metrics {
		column[id] = i
		result.Metrics = append(result.Metrics, c.Metrics[id])
	}
	index := map[string]int{}
	for rows.Next() {
		var s sum
		keys := make([]string, len(q.By))
		if err := rows.Scan(s.targets(keys)...); err != nil {
			return Result{}, err
		}
		at := result.row(index, keys, len(q.Metrics))
		value, err := s.value(c.Metrics[s.metric])
		if slices.Contains(q.By, ByTopic) && !c.byTopics(s.metric) {
			value.Warnings = append(slices.Clone(value.Warnings), WarnNoTopics)
		}
		if err != nil {
			return Result{}, fmt.Errorf("metric %s at %v: %w", s.metric, keys, err)
		}
		result.Rows[at].Values[column[s.metric]] = value
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return Result{}, err
	}
	c.cover(&result)
	if err := c.coverUnits(ctx, r, &result); err != nil {
		return Result{}, err
	}
	if err := c.protect(ctx, r, &result); err != nil {
		return Result{}, err
	}
	result.sort()
	return result, nil
}

// sort puts rows in the order asked for and cuts what is beyond the limit.
func (r *Result) sort() {
	if r.Query.Order != ByKeys {
		slices.SortStableFunc(r.Rows, func(a, b Row) int {
			x, okX := a.Values[0].number(r.Metrics[0])
			y, okY := b.Values[0].number(r.Metrics[0])
			switch {
			case okX != okY && okX:
				return -1
			case okX != okY:
				return 1
			case r.Query.Order == LargestFirst:
				return cmp.Compare(y, x)
			}
			return cmp.Compare(x, y)
		})
	}
	if n := r.Query.Limit; n > 0 && len(r.Rows) > n {
		r.Rows = r.Rows[:n]
	}
}

func (v Value) number(m Metric) (value float64, ok bool) {
	if m.Unit == "count" {
		return float64(v.Num), v.Status == stat.OK
	}
	return v.Rate, v.Status == stat.OK
}

func (r *Result) row(index map[string]int, keys []string, metrics int) int {
	key := strings.Join(keys, "\x00")
	if at, ok := index[key]; ok {
		return at
	}
	row := Row{Keys: keys, Values: make([]Value, metrics)}
	for i := range row.Values {
		row.Values[i].Status = stat.NotApplicable
	}
	r.Rows = append(r.Rows, row)
	index[key] = len(r.Rows) - 1
	return index[key]
}

// sum is one group of one metric as the engine added it up.
type sum struct {
	metric                           string
	num, den                         int64
	notDue, noClock, exempt, unknown int64
	k, numNum, numDen, denDen        float64
}

func (s *sum) targets(keys []string) []any {
	list := []any{&s.metric}
	for i := range keys {
		list = append(list, &keys[i])
	}
	return append(list, &s.num, &s.den, &s.notDue, &s.noClock, &s.exempt, &s.unknown, &s.k, &s.numNum, &s.numDen, &s.denDen)
}

func (s *sum) value(m Metric) (Value, error) {
	v := Value{Status: stat.OK, Num: s.num, Den: s.den, NotDue: s.notDue, NoClock: s.noClock, Exempt: s.exempt, Unknown: s.unknown, Sessions: int64(s.k)}
	v.sums = stat.ClusterSums{K: int(s.k), X: float64(s.num), N: float64(s.den), XX: s.numNum, XN: s.numDen, NN: s.denDen}
	switch m.Unit {
	case "count":
		return v, nil
	case "mean", "ratio":
		return v.mean(), nil
	}
	v, err := v.rate()
	if v.Status == stat.OK && v.sums.K == 0 { // by topic: opinions of one session fall together, and here nothing tells how
		v.Warnings = append(slices.Clone(v.Warnings), stat.WarnUnclustered)
	}
	return v, err
}

// rate is the share with its interval: clustered by session where the sessions are known.
func (v Value) rate() (Value, error) {
	if v.sums.K == 0 {
		p, err := stat.Wilson(v.sums.X, v.sums.N, confidence)
		return v.with(p), err
	}
	c, err := stat.ClusteredSums(v.sums, confidence)
	if c.DeffKnown {
		v.Deff = c.Deff
	}
	return v.with(c.Proportion), err
}

func (v Value) with(p stat.Proportion) Value {
	v.Status, v.Warnings = p.Status, p.Warnings
	if p.Status == stat.OK {
		v.Rate, v.Lo, v.Hi = p.Rate, p.Lower, p.Upper
	}
	return v
}
