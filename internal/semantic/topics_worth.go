package semantic

import "nhipcau/internal/stat"

// rareTopic is under how many opinions a topic's own spread between sessions says too little: most rare topics show none by luck.
const rareTopic = 30

// topicDeffs says what the opinions of each topic are worth in each of several groups: two periods, or a place and the others. list[i][g] is topic
// i in group g; the answer has its shape. The effect is the larger of the group's own and that of the topic over all groups; for a rare topic, or
// few sessions, also of that over all topics. Where a group has one session and nothing else tells, known is false: nothing may be named.
func topicDeffs(list [][]stat.ClusterSums) (deffs [][]float64, known bool, err error) {
	common, known := stat.WithinDeff(list...)
	for _, groups := range list {
		topic, _ := stat.WithinDeff(groups)
		row := make([]float64, len(groups))
		for g, s := range groups {
			own, err := stat.ClusteredSums(s, confidence)
			if err != nil {
				return nil, false, err
			}
			row[g] = max(1, topic, own.Deff)
			if s.K < fewSessions || s.X < rareTopic {
				row[g] = max(row[g], common)
			}
		}
		deffs = append(deffs, row)
	}
	return deffs, known, nil
}

// spreadOf is what the sessions behind a value add up to; of one that knows none, its counts.
func spreadOf(v Value) stat.ClusterSums {
	if v.sums.N == 0 {
		return stat.ClusterSums{X: float64(v.Num), N: float64(v.Den)}
	}
	return v.sums
}
