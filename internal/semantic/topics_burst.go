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

// burstChance is how often a world in which nothing happens may show any burst at all, over all months and topics of a side.
const burstChance = 0.05

// burstFloor is the weight from which a burst is told. Where nothing happens, exp(weight) of a stretch that begins in a given month is a martingale
// of mean 1 in its length, so it ever passes m with chance 1/m at most (Ville 1939); months × topics stretches begin. Kleinberg's own step of
// ln(months) is a taste and gives one or two bursts for each such world.
func burstFloor(months, topics int) float64 {
	return math.Log(float64(months*topics) / burstChance)
}

// TopicBurst is a stretch of months in which a topic came up far more than usual ("tăng đột biến"). It tells nothing of months to come.
type TopicBurst struct {
	Topic    string
	From, To time.Time // first days of its first and last month
	Level    int       // 1; 2 when it has months that four times the usual share explains better than twice
	Value    Value     // share of the topic in these months
	Usual    Value     // and over all months on this side of the reform
	Weight   float64   // what the path saves, in natural logarithms of the chance: larger is stronger
	Deff     float64   // design effect it allows for: each opinion counts as 1/Deff of an independent one
	Sessions int64     // sessions of these months; 0 when not known
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
	sums  []stat.ClusterSums
	r, d  []float64
	deff  float64
}

// weigh finds the design effect: how sessions of one stretch of months differ on the topic, so that months that stand out are not taken for
// spread between sessions. common is that of all topics, for a rare one.
func (m *monthly) weigh(common float64) {
	all := stat.ClusterSums{}
	for _, s := range m.sums {
		all = plus(all, s, 1)
	}
	deff, _ := stat.WithinDeff(stretches(m.sums))
	if m.deff = max(1, deff); all.X < rareTopic || all.K < fewSessions {
		m.deff = max(m.deff, common)
	}
}

// stretchSessions is how many sessions at least are held against each other: a month where enough were held, else several months in a row. With one
// session a month nothing within it tells a burst from a session that had a theme.
const stretchSessions = 5

func stretches(months []stat.ClusterSums) (list []stat.ClusterSums) {
	var open stat.ClusterSums
	for _, s := range months {
		if open = plus(open, s, 1); open.K >= stretchSessions {
			list, open = append(list, open), stat.ClusterSums{}
		}
	}
	if n := len(list); n > 0 {
		list[n-1] = plus(list[n-1], open, 1)
		return list
	}
	return []stat.ClusterSums{open}
}

// Bursts finds them month by month for each of topics but Other, on each side of the reform by itself: base rate, path and months of one side know
// nothing of the other. Opinions of one session fall together and count for as much as they are worth (stat.KleinbergBurstsClustered); so a large
// session on one subject is no burst by itself. Sides under 12 months and topics under 20 opinions are not judged, nor is a burst told that has under SmallCell opinions. One is told when its weight passes burstFloor, also in
// the first month, where the path pays nothing for beginning in a burst.
func (c *Catalog) Bursts(ask Ask, q Query, topics []string) (TopicBursts, error) {
	var out TopicBursts
	if q.Where.Topic != "" {
		return out, fmt.Errorf("%w: bursts are looked for in all topics together", ErrQuery)
	}
	q.Metrics, q.By, q.Order, q.Limit = []string{"topic_share"}, []Dim{ByMonth, ByTopic}, ByKeys, 0
	q.Exact = true // a burst has SmallCell opinions at least
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
		series, common := side.series(counts, topics)
		judged := len(slices.DeleteFunc(slices.Clone(topics), func(id string) bool { return id == Other }))
		for _, m := range series {
			if m.topic == Other {
				continue
			}
			m.weigh(common)
			found, long, err := m.bursts(side, burstFloor(len(m.r), judged))
			if err != nil {
				return out, fmt.Errorf("bursts of %s: %w", m.topic, err)
			}
			side.Judged = side.Judged && long
			out.Bursts = append(out.Bursts, found...)
		}
		out.Sides = append(out.Sides, side)
	}
	slices.SortStableFunc(out.Bursts, func(a, b TopicBurst) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Topic, b.Topic)) })
	return out, nil
}

// series are the months of each topic, and the design effect common to all of them.
func (side BurstSide) series(counts map[time.Time]map[string]Value, topics []string) (list []monthly, common float64) {
	var sums [][]stat.ClusterSums
	for _, id := range topics {
		m := monthly{topic: id}
		for t := side.From; !t.After(side.To); t = t.AddDate(0, 1, 0) {
			v := counts[t][id]
			m.sums, m.r, m.d = append(m.sums, spreadOf(v)), append(m.r, float64(v.Num)), append(m.d, float64(v.Den))
		}
		list, sums = append(list, m), append(sums, stretches(m.sums))
	}
	common, _ = stat.WithinDeff(sums...)
	return list, common
}

// bursts are those of one topic on one side; judged is false where the side is too short for any.
func (m monthly) bursts(side BurstSide, floor float64) (list []TopicBurst, judged bool, err error) {
	one, err := stat.KleinbergBurstsClustered(m.r, m.d, burstScale, burstGamma, m.deff)
	if err != nil || slices.Contains(one.Warnings, stat.WarnFewPoints) {
		return nil, false, err
	}
	if one.Status != stat.OK || slices.Contains(one.Warnings, stat.WarnFewEvents) {
		return nil, true, nil
	}
	two, err := stat.KleinbergBurstsClustered(m.r, m.d, burstScale*burstScale, burstGamma, m.deff)
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
		if v.Num < SmallCell || b.Weight <= floor {
			continue
		}
		found := TopicBurst{Topic: m.topic, From: side.From.AddDate(0, b.Start, 0), To: side.From.AddDate(0, b.End, 0), Level: 1, Value: v, Usual: usual, Weight: b.Weight, Deff: m.deff, Sessions: v.Sessions}
		if slices.ContainsFunc(two.Bursts, func(x stat.Burst) bool { return x.Start <= b.End && x.End >= b.Start && x.Weight > b.Weight }) {
			found.Level = 2
		}
		list = append(list, found)
	}
	return list, true, nil
}

func (m monthly) share(from, to int) (Value, error) {
	all := stat.ClusterSums{}
	for _, s := range m.sums[from : to+1] {
		all = plus(all, s, 1)
	}
	return shareOver(all, int64(all.N))
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
