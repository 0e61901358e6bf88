package semantic

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"nhipcau/internal/stat"
)

// A burst month has twice the usual share, one of level 2 four times; a step up costs gamma·ln(months). Kleinberg 2002, batched.
const (
	burstScale = 2
	burstGamma = 1
)

// TopicBurst is a stretch of months in which a topic came up far more than usual ("tăng đột biến"). It tells nothing of months to come.
type TopicBurst struct {
	Topic    string
	From, To time.Time // first days of its first and last month
	Level    int       // 1; 2 when it has months that four times the usual share explains better than twice
	Value    Value     // share of the topic in these months
	Usual    Value     // and over all months on this side of the reform
	Weight   float64   // what the path saves, in natural logarithms of the chance: larger is stronger
}

// BurstSide is a stretch of months that is one series: the reform cuts it.
type BurstSide struct {
	From, To time.Time // first days of its first and last month
	Months   int
	Judged   bool // false: under 12 months
}

// TopicBursts are the bursts of a period, oldest first.
type TopicBursts struct {
	Sides  []BurstSide
	Bursts []TopicBurst
}

// monthly is one topic's counts by month on one side.
type monthly struct {
	topic string
	r, d  []float64
}

// Bursts finds them month by month for each of topics but Other, on each side of the reform by itself: base rate, path and months of one side know
// nothing of the other. Sides under 12 months and topics under 20 opinions are not judged, nor is a burst told that has under SmallCell opinions. The path pays nothing for beginning in a
// burst: one of the first month is told only when it would have been worth the step up, as any other is.
func (c *Catalog) Bursts(ask Ask, q Query, topics []string) (TopicBursts, error) {
	var out TopicBursts
	if q.Where.Topic != "" {
		return out, fmt.Errorf("%w: bursts are looked for in all topics together", ErrQuery)
	}
	q.Metrics, q.By, q.Order, q.Limit = []string{"topic_share"}, []Dim{ByMonth, ByTopic}, ByKeys, 0
	result, err := ask(q)
	if err != nil {
		return out, err
	}
	counts, months, err := monthsOf(result)
	if err != nil {
		return out, err
	}
	for _, side := range sidesOf(months) {
		side.Judged = true
		for _, id := range topics {
			if id == Other {
				continue
			}
			m := monthly{topic: id}
			for t := side.From; !t.After(side.To); t = t.AddDate(0, 1, 0) {
				v := counts[t][id]
				m.r, m.d = append(m.r, float64(v.Num)), append(m.d, float64(v.Den))
			}
			found, judged, err := m.bursts(side)
			if err != nil {
				return out, fmt.Errorf("bursts of %s: %w", id, err)
			}
			side.Judged = side.Judged && judged
			out.Bursts = append(out.Bursts, found...)
		}
		out.Sides = append(out.Sides, side)
	}
	slices.SortStableFunc(out.Bursts, func(a, b TopicBurst) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Topic, b.Topic)) })
	return out, nil
}

// bursts are those of one topic on one side; judged is false where the side is too short for any.
func (m monthly) bursts(side BurstSide) (list []TopicBurst, judged bool, err error) {
	one, err := stat.KleinbergBursts(m.r, m.d, burstScale, burstGamma)
	if err != nil || slices.Contains(one.Warnings, stat.WarnFewPoints) {
		return nil, false, err
	}
	if one.Status != stat.OK || slices.Contains(one.Warnings, stat.WarnFewEvents) {
		return nil, true, nil
	}
	two, err := stat.KleinbergBursts(m.r, m.d, burstScale*burstScale, burstGamma)
	if err != nil {
		return nil, true, err
	}
	usual, err := m.share(0, len(m.r)-1)
	if err != nil {
		return nil, true, err
	}
	for _, b := range one.Bursts {
		v, err := m.share(b.Start, b.End)
		if err != nil {
			return nil, true, err
		}
		if v.Num < SmallCell || b.Weight <= burstGamma*math.Log(float64(len(m.r))) {
			continue
		}
		found := TopicBurst{Topic: m.topic, From: side.From.AddDate(0, b.Start, 0), To: side.From.AddDate(0, b.End, 0), Level: 1, Value: v, Usual: usual, Weight: b.Weight}
		if slices.ContainsFunc(two.Bursts, func(x stat.Burst) bool { return x.Start <= b.End && x.End >= b.Start && x.Weight > b.Weight }) {
			found.Level = 2
		}
		list = append(list, found)
	}
	return list, true, nil
}

func (m monthly) share(from, to int) (Value, error) {
	x, n := 0.0, 0.0
	for t := from; t <= to; t++ {
		x, n = x+m.r[t], n+m.d[t]
	}
	return shareOf(int64(x), int64(n))
}

func monthsOf(result Result) (counts map[time.Time]map[string]Value, months []time.Time, err error) {
	counts = map[time.Time]map[string]Value{}
	for _, r := range result.Rows {
		t, err := time.Parse(time.DateOnly, r.Keys[0])
		if err != nil {
			return nil, nil, fmt.Errorf("month %q: %w", r.Keys[0], err)
		}
		if counts[t] == nil {
			counts[t] = map[string]Value{}
			months = append(months, t)
		}
		counts[t][r.Keys[1]] = r.Values[0]
	}
	slices.SortFunc(months, time.Time.Compare)
	return counts, months, nil
}

// sidesOf cuts sorted months at the reform; months without a record in between belong to the series, with no opinions.
func sidesOf(months []time.Time) []BurstSide {
	var list []BurstSide
	for i, t := range months {
		if i == 0 || t.Before(Reform) != months[i-1].Before(Reform) {
			list = append(list, BurstSide{From: t})
		}
		side := &list[len(list)-1]
		side.To = t
		side.Months = 12*(t.Year()-side.From.Year()) + int(t.Month()-side.From.Month()) + 1
	}
	return list
}
