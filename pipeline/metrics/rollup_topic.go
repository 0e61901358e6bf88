package metrics

import "strings"

// share is the metric that topicSpread counts, with the sums of the clustered error.
const share = "topic_share"

var shareColumns = []string{"num", "den", "k", "num_num", "num_den", "den_den"}

// addTopics adds them up by topic too, and puts the shares of the topics beside, which have a row also for one without an opinion.
func addTopics(counted []counting) string {
	columns := topicColumns(counted)
	var list, same []string
	for _, key := range strings.Split("origin, "+placeKeys+", topic_l1", ", ") {
		list = append(list, "coalesce(p."+key+", w."+key+") as "+key)
		same = append(same, "p."+key+" is not distinct from w."+key)
	}
	for _, c := range columns {
		list = append(list, "coalesce(p."+c+", 0) as "+c)
	}
	for _, c := range shareColumns {
		list = append(list, "coalesce(w."+c+", 0) as "+share+"_"+c)
	}
	return "with part as (\n" + atPlaces(topicFact, "m.topic_l1", sumOf(columns...)) + "\n)\n" +
		"select " + strings.Join(list, ",\n    ") + "\nfrom part p full join " + topicSpread + " w on " + strings.Join(same, " and ")
}

// addCountry adds the topics up over places. Sums of squares stay those of sessions.
func addCountry(counted []counting) string {
	list := append(sumOf(topicColumns(counted)...), sumOf(share+"_num", share+"_den", share+"_k")...)
	for _, c := range shareColumns[3:] {
		list = append(list, "sum("+share+"_"+c+") as "+share+"_"+c)
	}
	return "select " + countryKeys + ",\n    " + strings.Join(list, ",\n    ") + "\nfrom " + placeTopic + " group by " + countryKeys
}

// topicColumns are the counts that know the topic.
func topicColumns(counted []counting) []string {
	var list []string
	for _, c := range counted {
		if c.topic {
			list = append(list, c.names()...)
		}
	}
	return list
}

// atShare reads the shares by place and topic.
func atShare() string {
	return "select '" + share + "' as metric_id, origin, " + placeKeys + ", topic_l1, " + share + "_num as num, " + share + "_den as den, " +
		"cast(0 as bigint) as not_due, cast(0 as bigint) as no_clock, cast(0 as bigint) as exempt, cast(0 as bigint) as unknown from " + placeTopic +
		" where " + share + "_den > 0"
}
