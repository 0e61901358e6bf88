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
	case q.hosted() && c.sessionFact != nil:
		return "(" + c.sessions(q) + ")" + q.withUnit(), true
	case q.hosted():
		return "metrics.by_unit" + q.withUnit(), true
	case q.topical() && c.spread(q):
		return c.topicPlaces(q), true
	case q.topical() && c.topicTotals && !q.placed():
		return "metrics.by_topic_total m", false
	case q.topical():
		return "metrics.by_topic m", false
	}
	return "metrics.by_province m", true
}

// share is the metric whose values by topic know their sessions; of other metrics by topic the error is Wilson's.
const share = "topic_share"

// spread: the answer has shares of topics, and the snapshot knows the sessions behind them.
func (c *Catalog) spread(q Query) bool { return c.topicSpread && slices.Contains(q.Metrics, share) }

const (
	noSpread = ", 0 as k, cast(0 as double) as num_num, cast(0 as double) as num_den, cast(0 as double) as den_den"
	duties   = "not_due, no_clock, exempt, unknown"
)

// topicPlaces is by_topic with the shares of topics taken from metrics.topic_spread.
func (c *Catalog) topicPlaces(q Query) string {
	keys := "origin, province_id, province63_id, province34_id, level, session_kind, month, topic_l1, num, den"
	from := "select '" + share + "' as metric_id, " + keys + ", 0 as not_due, 0 as no_clock, 0 as exempt, 0 as unknown, k, num_num, num_den, den_den from metrics.topic_spread"
	if len(q.Metrics) > 1 {
		from += " union all select metric_id, " + keys + ", " + duties + noSpread + " from metrics.by_topic where metric_id <> '" + share + "'"
	}
	return "(" + from + ") m"
}

// tables puts the metric tables themselves together: the only ones that know both the host and the topic.
func (c *Catalog) tables(q Query) string {
	parts := make([]string, len(q.Metrics))
	keys := "origin, unit_id, level, session_kind, month, topic_l1, "
	for i, id := range q.Metrics {
		switch {
		case id == share && c.spread(q):
			parts[i] = "select '" + share + "' as metric_id, " + keys + "num, den, 0 as not_due, 0 as no_clock, 0 as exempt, 0 as unknown, 1 as k, cast(num as double) * num as num_num, " +
				"cast(num as double) * den as num_den, cast(den as double) * den as den_den from (" + topicSessions + ") drawn"
		default:
			parts[i] = fmt.Sprintf("select '%s' as metric_id, %s%s%s from metrics.%s", id, keys, c.measures(id, ""), noSpread, id)
		}
	}
	return strings.Join(parts, " union all ")
}

// topicSessions has a row for every topic of every session with an opinion.
const topicSessions = `select s.origin, s.unit_id, s.level, s.session_kind, s.month, t.topic_id as topic_l1, coalesce(f.opinions_value, 0) as num, s.opinions_value as den
	from metrics.session_fact s cross join model.topic t left join metrics.topic_fact f on f.session_id = s.session_id and f.unit_id = s.unit_id and f.topic_l1 = t.topic_id
	where t.parent_id is null and s.opinions_value > 0`

// measures lists num, den and the duties of a metric; prefix is what its columns begin with in the table read.
func (c *Catalog) measures(id, prefix string) string {
	num, den := prefix+"num as num", prefix+"den as den"
	if c.Metrics[id].Unit == "count" {
		num, den = prefix+"value as num", "cast(null as bigint) as den"
	}
	list := []string{num, den}
	for _, duty := range []string{"not_due", "no_clock", "exempt", "unknown"} {
		if c.Metrics[id].Clocked && (prefix == "" || c.sessionFact[prefix+duty]) {
			list = append(list, prefix+duty+" as "+duty)
		} else {
			list = append(list, "0 as "+duty)
		}
	}
	return strings.Join(list, ", ")
}

// sessions puts the sessions of each metric together, with what the clustered error is made of: metrics.by_unit would plan all metrics to
// answer for one. A metric without columns in the fact table has one row a session, or unit and month, itself.
func (c *Catalog) sessions(q Query) string {
	parts := make([]string, len(q.Metrics))
	for i, id := range q.Metrics {
		prefix, from := "", "metrics."+id
		for _, present := range []string{"_rows", "_den", "_value"} {
			if c.sessionFact[id+present] {
				prefix, from = id+"_", "metrics.session_fact where "+id+present+" > 0"
				break
			}
		}
		parts[i] = fmt.Sprintf("select '%s' as metric_id, origin, unit_id, level, session_kind, month, %s from %s", id, c.measures(id, prefix), from)
	}
	return "select *, case when den > 0 then 1 else 0 end as k, cast(num as double) * num as num_num, cast(num as double) * den as num_den, " +
		"cast(den as double) * den as den_den from (" + strings.Join(parts, " union all ") + ") drawn"
}
