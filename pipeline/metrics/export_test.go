package metrics

import "fmt"

// Alone is how a metric is added up without the facts: by province with the sums of the clustered error, by unit, and by topic. A test
// holds the roll-ups to it.
func Alone(d Definition) (byProvince, byUnit, byTopicOf string) {
	return bySession(d, places), bySession(d, "m.unit_id"), byTopic(d)
}

func byTopic(d Definition) string {
	return fmt.Sprintf(`select '%s' as metric_id, m.origin, %s, m.level, m.session_kind, m.month, m.topic_l1, %s
from metrics.%s m join model.unit u on u.unit_id = m.unit_id where u.level <> 'other'
group by m.origin, %s, m.level, m.session_kind, m.month, m.topic_l1`, d.ID, places, measures(d), d.ID, places)
}
