package semantic

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// compile writes one SELECT for all metrics of a query: metric_id, the keys, then the sums.
func (c *Catalog) compile(q Query) (query string, args []any, err error) {
	if err := c.check(q); err != nil {
		return "", nil, err
	}
	if q.Matured {
		q.To = c.maturedUntil(q.To)
	}
	from, clustered := c.source(q)
	keys, err := keyExpressions(q)
	if err != nil {
		return "", nil, err
	}
	selects := []string{"m.metric_id"}
	for i, k := range keys {
		selects = append(selects, fmt.Sprintf("coalesce(cast(%s as varchar), '') as key%d", k, i))
	}
	selects = append(selects, sums(clustered)...)
	where, args := conditions(q)
	query = "select " + strings.Join(selects, ", ") + " from " + from + " where " + strings.Join(where, " and ")
	groups := []string{"m.metric_id"}
	for i := range keys {
		groups = append(groups, fmt.Sprintf("key%d", i))
	}
	list := strings.Join(groups, ", ")
	return query + " group by " + list + " order by " + list, args, nil
}

func (c *Catalog) check(q Query) error {
	if q.Origin != "register" && q.Origin != "simulated" {
		return fmt.Errorf("%w: origin %q: records and simulated rows are never added together, name one", ErrQuery, q.Origin)
	}
	if q.Order != ByKeys && q.Order != LargestFirst && q.Order != SmallFirst {
		return fmt.Errorf("%w: no order %q", ErrQuery, q.Order)
	}
	if len(q.Metrics) == 0 {
		return fmt.Errorf("%w: no metric", ErrQuery)
	}
	for _, id := range q.Metrics {
		m, ok := c.Metrics[id]
		if !ok {
			return fmt.Errorf("%w: no metric %q", ErrQuery, id)
		}
		if m.By == string(ByTopic) && q.Where.Topic == "" && !slices.Contains(q.By, ByTopic) {
			return fmt.Errorf("%w: %s must be read by topic: over all topics its denominators would count an opinion many times", ErrQuery, id)
		}
		if m.By == string(ByYear) && !q.withinYears() {
			return fmt.Errorf("%w: %s must be read by year: an opinion open for years counts in each", ErrQuery, id)
		}
	}
	return nil
}

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

// placed: the answer needs to know the province.
func (q Query) placed() bool { return q.Where.Province != "" || slices.Contains(q.By, ByProvince) }

// topical: only the topic roll-up can answer.
func (q Query) topical() bool { return q.Where.Topic != "" || slices.Contains(q.By, ByTopic) }

// hosted: only the metric tables themselves know the host.
func (q Query) hosted() bool { return len(q.Where.Units) > 0 || slices.Contains(q.By, ByUnit) }

// onNewUnits: hosts are asked for on the map of today's communes.
func (q Query) onNewUnits() bool { return q.Basis == Basis34 && q.hosted() }

func (q Query) withUnit() string {
	join := " m join model.unit u on u.unit_id = m.unit_id"
	if q.onNewUnits() {
		join += " left join metrics.unit34 x on x.unit_id = m.unit_id"
	}
	return join
}

// unitColumn is the host: on the map of 34 provinces an old commune counts under its heir, or under its own name where it was split.
func (q Query) unitColumn() string {
	if q.onNewUnits() {
		return "coalesce(x.unit34_id, m.unit_id)"
	}
	return "m.unit_id"
}

// source picks the smallest table that can answer; clustered says whether it has the sums of the error clustered by session.
func (c *Catalog) source(q Query) (from string, clustered bool) {
	switch {
	case q.hosted() && q.topical():
		return "(" + c.tables(q) + ")" + q.withUnit(), false
	case q.hosted():
		return "metrics.by_unit" + q.withUnit(), true
	case q.topical() && c.topicTotals && !q.placed():
		return "metrics.by_topic_total m", false
	case q.topical():
		return "metrics.by_topic m", false
	}
	return "metrics.by_province m", true
}

// tables puts the metric tables themselves together: the only ones that know both the host and the topic.
func (c *Catalog) tables(q Query) string {
	parts := make([]string, len(q.Metrics))
	for i, id := range q.Metrics {
		num, den, duties := "num", "den", "0 as not_due, 0 as no_clock, 0 as exempt, 0 as unknown"
		if c.Metrics[id].Unit == "count" {
			num, den = "value as num", "cast(null as bigint) as den"
		}
		if c.Metrics[id].Clocked {
			duties = "not_due, no_clock, exempt, unknown"
		}
		parts[i] = fmt.Sprintf("select '%s' as metric_id, origin, unit_id, level, session_kind, month, topic_l1, %s, %s, %s from metrics.%s", id, num, den, duties, id)
	}
	return strings.Join(parts, " union all ")
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
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(q.Metrics)), ", ")
	add("m.metric_id in (" + marks + ")")
	for _, id := range q.Metrics {
		args = append(args, id)
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
