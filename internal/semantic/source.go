package semantic

import (
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/stat"
)

// placeKeys of the sums by place.
const placeKeys = "province_id, province63_id, province34_id, "

// placeSessions puts the sums by place of each metric together: metrics.by_province would plan all metrics to answer for one.
func (c *Catalog) placeSessions(q Query) string {
	parts := make([]string, len(q.Metrics))
	for i, id := range q.Metrics {
		if at, ok := c.wide("place_session", id); ok {
			parts[i] = fmt.Sprintf("select '%s' as metric_id, origin, %slevel, session_kind, month, %s, %s from %s", id, placeKeys, c.measures(id, "place_session"), c.squares("place_session", id), at)
		} else {
			parts[i] = fmt.Sprintf("select * from metrics.place_alone where metric_id = '%s'", id)
		}
	}
	return strings.Join(parts, " union all ")
}

// placeTopics does the same by topic; without places where nobody asks for one. A metric that knows no topic is under none.
func (c *Catalog) placeTopics(q Query) string {
	table, places := "place_topic", placeKeys
	if !q.placed() {
		table, places = "country_topic", ""
	}
	parts := make([]string, len(q.Metrics))
	for i, id := range q.Metrics {
		topic, of, squares := "topic_l1", table, noSpread
		at, ok := c.wide(of, id)
		if !ok {
			topic, of = "cast(null as varchar) as topic_l1", "place_session"
			at, ok = c.wide(of, id)
		}
		measures := c.measures(id, of)
		switch {
		case !ok:
			at, measures = "metrics.place_alone where metric_id = '"+id+"'", "num, den, not_due, no_clock, exempt, unknown"
		case id == share && c.spread(q):
			squares = ", " + c.squares(of, id)
		}
		parts[i] = fmt.Sprintf("select '%s' as metric_id, origin, %slevel, session_kind, month, %s, %s%s from %s", id, places, topic, measures, squares, at)
	}
	return strings.Join(parts, " union all ")
}

// wide finds the rows of a metric in a table where it is columns; none where it is not.
func (c *Catalog) wide(table, id string) (from string, ok bool) {
	for _, present := range []string{"_rows", "_den", "_value"} {
		if c.columns[table+"."+id+present] {
			return "metrics." + table + " where " + id + present + " > 0", true
		}
	}
	return "", false
}

// WarnNoTopics marks a metric that is not kept by topic where topics are asked for: its one row is of all topics, not of opinions without one.
const WarnNoTopics stat.Warning = "not_by_topic"

// byTopics: the metric knows the topics of what it counts. Of a snapshot of an earlier program nobody can tell.
func (c *Catalog) byTopics(id string) bool {
	if !c.columns["place_topic.topic_l1"] {
		return true
	}
	_, ok := c.wide("place_topic", id)
	return ok
}

// squares lists what the error clustered by session is made of. A count has none.
func (c *Catalog) squares(table, id string) string {
	list := []string{"cast(0 as bigint) as k", id + "_num_num as num_num", "cast(null as double) as num_den", "cast(null as double) as den_den"}
	if c.columns[table+"."+id+"_k"] {
		list = []string{id + "_k as k", id + "_num_num as num_num", id + "_num_den as num_den", id + "_den_den as den_den"}
	}
	return strings.Join(list, ", ")
}

// share is the metric whose values by topic know their sessions; of other metrics by topic the error is Wilson's.
const share = "topic_share"

// spread: the answer has shares of topics, and the snapshot knows the sessions behind them.
func (c *Catalog) spread(q Query) bool {
	return c.columns["place_topic."+share+"_k"] && slices.Contains(q.Metrics, share)
}

const noSpread = ", cast(0 as bigint) as k, cast(0 as double) as num_num, cast(0 as double) as num_den, cast(0 as double) as den_den"

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

// measures lists num, den and the duties of a metric, as they stand in its own table, or as columns of a wide one.
func (c *Catalog) measures(id, wide string) string {
	prefix := ""
	if wide != "" {
		prefix = id + "_"
	}
	num, den := prefix+"num as num", prefix+"den as den"
	if c.Metrics[id].Unit == "count" {
		num, den = prefix+"value as num", "cast(null as bigint) as den"
	}
	list := []string{num, den}
	for _, duty := range []string{"not_due", "no_clock", "exempt", "unknown"} {
		if c.Metrics[id].Clocked && (wide == "" || c.columns[wide+"."+prefix+duty]) {
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
		from, measures := "metrics."+id, c.measures(id, "")
		if at, ok := c.wide("session_fact", id); ok {
			from, measures = at, c.measures(id, "session_fact")
		}
		parts[i] = fmt.Sprintf("select '%s' as metric_id, origin, unit_id, level, session_kind, month, %s from %s", id, measures, from)
	}
	return "select *, case when den > 0 then 1 else 0 end as k, cast(num as double) * num as num_num, cast(num as double) * den as num_den, " +
		"cast(den as double) * den as den_den from (" + strings.Join(parts, " union all ") + ") drawn"
}
