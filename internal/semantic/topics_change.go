package semantic

import (
	"fmt"
	"slices"
	"time"

	"nhipcau/internal/stat"
)

// Direction is what may be said of a change: never more than the interval and the other comparisons allow.
type Direction string

// The directions; NoDifference is "chưa thấy khác biệt", which is not "unchanged".
const (
	Up           Direction = "up"
	Down         Direction = "down"
	NoDifference Direction = "none"
)

// TopicChange is one topic in two periods.
type TopicChange struct {
	Topic         string
	Before, After Value
	Deffs         [2]float64      // design effects Diff allows for, before and after
	Diff          stat.Difference // after minus before, Newcombe's interval on what the opinions are worth
	Q             float64         // Benjamini-Hochberg over all topics looked at together
	Hidden        bool            // in one of the periods a small cell of a place, or one that would give it away: nothing is said
	Direction     Direction       // Up or Down only when the interval leaves out 0 and Q is under 5%
}

// TopicChanges sets the share of each topic of a query's period beside an earlier one (methods §3.3, §3.4, §3.15). topics lists all that
// are looked at together: one without an opinion enters with 0 of n. A period without any record gives an empty list.
// Opinions of one session fall together: intervals and p values are made on what they are worth (topicDeffs). A snapshot of an earlier program
// does not know the sessions: its intervals are too narrow and say so (stat.WarnUnclustered). With one session a period nothing is named.
func TopicChanges(ask Ask, q Query, from, to time.Time, topics []string) ([]TopicChange, error) {
	if q.From.IsZero() || q.To.IsZero() || from.IsZero() || to.IsZero() || q.From.Before(to) && from.Before(q.To) {
		return nil, fmt.Errorf("%w: two periods are compared, both with an end, without a day in common", ErrQuery)
	}
	after, err := topicShares(ask, q)
	if err != nil {
		return nil, err
	}
	now := q
	q.From, q.To = from, to
	before, err := topicShares(ask, q)
	if err != nil || len(after) == 0 || len(before) == 0 {
		return nil, err
	}
	sums := make([][]stat.ClusterSums, len(topics))
	for i, id := range topics {
		sums[i] = []stat.ClusterSums{spreadOf(after[id]), spreadOf(before[id])}
	}
	deffs, known, err := topicDeffs(sums)
	if err != nil {
		return nil, err
	}
	hidden, err := hiddenIn(ask, q, now)
	if err != nil {
		return nil, err
	}
	list, p := make([]TopicChange, len(topics)), make([]float64, len(topics))
	for i, id := range topics {
		c := TopicChange{Topic: id, Before: before[id], After: after[id], Deffs: [2]float64{deffs[i][1], deffs[i][0]}, Direction: NoDifference}
		if p[i], err = c.differ(known); err != nil {
			return nil, fmt.Errorf("topic %s: %w", id, err)
		}
		list[i] = c
	}
	if err := judgeChanges(list, p); err != nil {
		return nil, err
	}
	for i, c := range list {
		if hidden[c.Topic] {
			list[i] = TopicChange{Topic: c.Topic, Before: hiddenValue(), After: hiddenValue(), Hidden: true, Diff: stat.Difference{Status: stat.NotApplicable}, Q: 1, Direction: NoDifference}
		}
	}
	return list, nil
}

// differ fills Diff, and gives the p value of no difference.
func (c *TopicChange) differ(known bool) (p float64, err error) {
	a, err := stat.AtDeff(float64(c.After.Num), float64(c.After.Den), c.Deffs[1], confidence)
	if err != nil {
		return 1, err
	}
	b, err := stat.AtDeff(float64(c.Before.Num), float64(c.Before.Den), c.Deffs[0], confidence)
	if err != nil {
		return 1, err
	}
	c.Diff = stat.DifferenceOf(a, b)
	switch {
	case c.After.sums.K == 0 && c.After.Den > 0:
		c.Diff.Warnings = append(slices.Clone(c.Diff.Warnings), stat.WarnUnclustered)
	case !known:
		c.Diff.Warnings = append(slices.Clone(c.Diff.Warnings), stat.WarnOneSession)
		return 1, nil
	}
	return stat.TwoShares(float64(c.After.Num), float64(c.After.Den), float64(c.Before.Num), float64(c.Before.Den), c.Deffs[1], c.Deffs[0]), nil
}

// hiddenIn are the topics of which one period or the other must not be seen.
func hiddenIn(ask Ask, periods ...Query) (map[string]bool, error) {
	hidden := map[string]bool{}
	for _, q := range periods {
		q.Metrics, q.By, q.Order, q.Limit, q.Exact = []string{share}, []Dim{ByTopic}, ByKeys, 0, false
		if !q.local() {
			continue
		}
		result, err := ask(q)
		if err != nil {
			return nil, err
		}
		for _, r := range result.Rows {
			if r.Values[0].Hidden {
				hidden[r.Keys[0]] = true
			}
		}
	}
	return hidden, nil
}

func judgeChanges(list []TopicChange, p []float64) error {
	q, err := stat.BH(p)
	for i := range q {
		c := &list[i]
		c.Q = q[i]
		if c.Diff.Status != stat.OK || !c.Diff.Clear || q[i] >= 0.05 {
			continue
		}
		if c.Direction = Down; c.Diff.Diff > 0 {
			c.Direction = Up
		}
	}
	return err
}

// topicShares is the share of each topic of a period; every topic has a value where there is any opinion.
func topicShares(ask Ask, q Query) (map[string]Value, error) {
	q.Metrics, q.By, q.Order, q.Limit, q.Exact = []string{"topic_share"}, []Dim{ByTopic}, ByKeys, 0, true
	result, err := ask(q)
	if err != nil {
		return nil, err
	}
	values := map[string]Value{}
	for _, r := range result.Rows {
		values[r.Keys[0]] = r.Values[0]
	}
	return values, nil
}
