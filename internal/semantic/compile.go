package semantic

import (
	"fmt"
	"slices"
	"strings"
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
		if q.Where.Topic != "" && !c.byTopics(id) {
			return fmt.Errorf("%w: %s is not kept by topic", ErrQuery, id)
		}
		if m.By == string(ByYear) && !q.withinYears() {
			return fmt.Errorf("%w: %s must be read by year: an opinion open for years counts in each", ErrQuery, id)
		}
	}
	return nil
}

// placed: the answer needs to know the province.
func (q Query) placed() bool { return q.Where.Province != "" || slices.Contains(q.By, ByProvince) }

// topical: only the topic roll-up can answer.
func (q Query) topical() bool { return q.Where.Topic != "" || slices.Contains(q.By, ByTopic) }

// hosted: only the metric tables and the facts know the host.
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
		return "(" + c.tables(q) + ")" + q.withUnit(), c.spread(q)
	case q.hosted() && c.columns["session_fact.session_id"]:
		return "(" + c.sessions(q) + ")" + q.withUnit(), true
	case q.hosted():
		return "metrics.by_unit" + q.withUnit(), true
	case !c.columns["place_session.month"]: // of an earlier program
		if q.topical() {
			return "metrics.by_topic m", false
		}
		return "metrics.by_province m", true
	case q.topical():
		return "(" + c.placeTopics(q) + ") m", c.spread(q)
	}
	return "(" + c.placeSessions(q) + ") m", true
}
