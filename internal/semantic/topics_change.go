package semantic

import (
	"fmt"
	"math"
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
	Diff          stat.Difference // after minus before, Newcombe's interval
	Q             float64         // Benjamini-Hochberg over all topics looked at together
	Direction     Direction       // Up or Down only when the interval leaves out 0 and Q is under 5%
}

// TopicChanges sets the share of each topic of a query's period beside an earlier one (methods §3.3, §3.4, §3.15). topics lists all that
// are looked at together: one without an opinion enters with 0 of n. A period without any record gives an empty list.
// Opinions are taken as drawn one by one; those of one session are not, so intervals are rather too narrow (stat.WarnUnclustered).
func TopicChanges(ask Ask, q Query, from, to time.Time, topics []string) ([]TopicChange, error) {
	if q.From.IsZero() || q.To.IsZero() || from.IsZero() || to.IsZero() || q.From.Before(to) && from.Before(q.To) {
		return nil, fmt.Errorf("%w: two periods are compared, both with an end, without a day in common", ErrQuery)
	}
	after, err := topicShares(ask, q)
	if err != nil {
		return nil, err
	}
	q.From, q.To = from, to
	before, err := topicShares(ask, q)
	if err != nil || len(after) == 0 || len(before) == 0 {
		return nil, err
	}
	list, p := make([]TopicChange, len(topics)), make([]float64, len(topics))
	for i, id := range topics {
		c := TopicChange{Topic: id, Before: before[id], After: after[id], Direction: NoDifference}
		a, b := c.After, c.Before
		if c.Diff, err = stat.Newcombe(float64(a.Num), float64(a.Den), float64(b.Num), float64(b.Den), confidence); err != nil {
			return nil, fmt.Errorf("topic %s: %w", id, err)
		}
		c.Diff.Warnings = append(slices.Clone(c.Diff.Warnings), stat.WarnUnclustered)
		list[i], p[i] = c, twoShares(a, b)
	}
	return list, judgeChanges(list, p)
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
	q.Metrics, q.By, q.Order, q.Limit = []string{"topic_share"}, []Dim{ByTopic}, ByKeys, 0
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

// twoShares is the two-sided p value of the pooled test for two shares, only to rank what is looked at together: whether a single pair
// differs is read from Newcombe's interval. Without cases or spread there is nothing to find: 1.
func twoShares(a, b Value) float64 {
	if a.Den == 0 || b.Den == 0 {
		return 1
	}
	n1, n2 := float64(a.Den), float64(b.Den)
	p := (float64(a.Num) + float64(b.Num)) / (n1 + n2)
	se := math.Sqrt(p * (1 - p) * (1/n1 + 1/n2))
	if se == 0 {
		return 1
	}
	return math.Erfc(math.Abs(float64(a.Num)/n1-float64(b.Num)/n2) / se / math.Sqrt2)
}
