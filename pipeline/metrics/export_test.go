package metrics

// Alone is how a metric is added up without the facts: by province with the sums of the clustered error, by unit, and by topic. A test
// holds the roll-ups to it.
func Alone(d Definition) (byProvince, byUnit, byTopicOf string) {
	return bySession(d, places), bySession(d, "m.unit_id"), byTopic(d)
}
