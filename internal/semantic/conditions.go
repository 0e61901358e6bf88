package semantic

import (
	"fmt"
	"strings"
	"time"
)

// maturedUntil ends a period before the first month with a session too young to be judged.
func (c *Catalog) maturedUntil(to time.Time) time.Time {
	old := c.AsOf.Add(-Matured)
	limit := time.Date(old.Year(), old.Month(), 1, 0, 0, 0, 0, time.UTC)
	if old.AddDate(0, 0, 1).Month() != old.Month() { // the month's last day is old enough too
		limit = limit.AddDate(0, 1, 0)
	}
	if to.IsZero() || limit.Before(to) {
		return limit
	}
	return to
}

// withinYears says that no answer of the query adds up two years.
func (q Query) withinYears() bool {
	for _, d := range q.By {
		if d == ByYear || d == ByQuarter || d == ByMonth {
			return true
		}
	}
	return !q.From.IsZero() && !q.To.IsZero() && !q.To.After(time.Date(q.From.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC))
}

func provinceColumn(q Query) string {
	prefix := "m."
	if q.hosted() {
		prefix = "u."
	}
	switch q.Basis {
	case Basis63:
		return prefix + "province63_id"
	case Basis34:
		return prefix + "province34_id"
	}
	return prefix + "province_id"
}

func keyExpressions(q Query) ([]string, error) {
	keys := make([]string, len(q.By))
	for i, d := range q.By {
		switch d {
		case ByProvince:
			keys[i] = provinceColumn(q)
		case ByLevel, BySessionKind, ByTopic:
			keys[i] = "m." + string(d)
		case ByUnit:
			keys[i] = q.unitColumn()
		case ByMonth:
			keys[i] = "m.month"
		case ByYear:
			keys[i] = "extract(year from m.month)"
		case ByQuarter:
			keys[i] = "cast(date_trunc('quarter', m.month) as date)"
		default:
			return nil, fmt.Errorf("%w: cannot group by %q", ErrQuery, d)
		}
	}
	return keys, nil
}

func sums(clustered bool) []string {
	list := []string{"cast(sum(m.num) as bigint)", "cast(coalesce(sum(m.den), 0) as bigint)",
		"cast(sum(m.not_due) as bigint)", "cast(sum(m.no_clock) as bigint)", "cast(sum(m.exempt) as bigint)", "cast(sum(m.unknown) as bigint)"}
	for _, c := range []string{"k", "num_num", "num_den", "den_den"} {
		if clustered {
			list = append(list, "cast(coalesce(sum(m."+c+"), 0) as double)")
		} else {
			list = append(list, "cast(0 as double)")
		}
	}
	return list
}

func conditions(q Query) (where []string, args []any) {
	where = []string{"m.metric_id in (" + strings.TrimSuffix(strings.Repeat("?, ", len(q.Metrics)), ", ") + ")"}
	for _, id := range q.Metrics {
		args = append(args, id)
	}
	rest, values := narrowing(q)
	return append(where, rest...), append(args, values...)
}

// narrowing is what a query asks of any row that has origin, place, level, kind, topic and month.
func narrowing(q Query) (where []string, args []any) {
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	add("m.origin = ?", q.Origin)
	if q.Where.Province != "" {
		add(provinceColumn(q)+" = ?", q.Where.Province)
	}
	if n := len(q.Where.Units); n > 0 {
		marks, repeats := strings.TrimSuffix(strings.Repeat("?, ", n), ", "), 1
		condition := "m.unit_id in (" + marks + ")"
		if q.onNewUnits() {
			condition, repeats = "("+condition+" or x.unit34_id in ("+marks+"))", 2
		}
		add(condition)
		for range repeats {
			for _, u := range q.Where.Units {
				args = append(args, u)
			}
		}
	}
	for column, value := range map[string]string{"m.level": q.Where.Level, "m.session_kind": q.Where.SessionKind, "m.topic_l1": q.Where.Topic} {
		if value != "" {
			add(column+" = ?", value)
		}
	}
	if !q.From.IsZero() {
		add("m.month >= cast(? as date)", q.From.Format(time.DateOnly))
	}
	if !q.To.IsZero() {
		add("m.month < cast(? as date)", q.To.Format(time.DateOnly))
	}
	return where, args
}
