package semantic

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"nhipcau/internal/stat"
)

// Other is the topic of what belongs to none ("Khác"). It is always shown, and never read as a topic that rose or that sets a place apart.
const Other = "KH"

// Ask answers a query: Catalog.Run on a snapshot, or something in front of it that remembers answers.
type Ask func(Query) (Result, error)

// Asking is Ask straight from a snapshot.
func (c *Catalog) Asking(ctx context.Context, r Reader) Ask {
	return func(q Query) (Result, error) { return c.Run(ctx, r, q) }
}

// TopicSums are what no roll-up holds of topics: in how many sessions each was raised, and who filed its opinions. Reading them scans all
// opinions once; a snapshot never changes, so a server does it once and keeps them.
type TopicSums struct {
	cells []topicSum
	thin  map[string]thin
}

// topicSum is one place, level and year; an empty topic stands for all topics together.
type topicSum struct {
	origin, province, p63, p34, level  string
	year                               int
	topic                              string
	sessions, opinions, reported, rule int64
}

// A session counts once for a topic, however many of its opinions are on it. Organs are part of no place, as in the roll-ups.
const topicSumsQuery = `with said as (
	select session_id, unit_id, origin, level, cast(extract(year from month) as integer) as held_year, topic_l1, count(*) as n,
		count(*) filter (where topic_source = 'reported') as reported, count(*) filter (where topic_source = 'rule') as ruled
	from model.opinion where channel = 'doi_thoai' group by 1, 2, 3, 4, 5, 6
),
both_ways as (
	select * from said
	union all
	select session_id, unit_id, origin, level, held_year, '', sum(n), sum(reported), sum(ruled) from said group by 1, 2, 3, 4, 5
)
select s.origin, coalesce(u.province_id, ''), coalesce(u.province63_id, ''), coalesce(u.province34_id, ''), s.level, s.held_year, s.topic_l1,
	count(*), cast(sum(s.n) as bigint), cast(sum(s.reported) as bigint), cast(sum(s.ruled) as bigint)
from both_ways s join model.unit u on u.unit_id = s.unit_id
where u.level <> 'other' group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7`

// TopicSums reads them. What no answer shows is decided once for a catalog, here or by the first answer that needs it.
func (c *Catalog) TopicSums(ctx context.Context, r Reader) (*TopicSums, error) {
	rows, err := r.QueryContext(ctx, topicSumsQuery)
	if err != nil {
		return nil, fmt.Errorf("sums of topics: %w", err)
	}
	defer rows.Close()
	s := &TopicSums{}
	for rows.Next() {
		var x topicSum
		if err := rows.Scan(&x.origin, &x.province, &x.p63, &x.p34, &x.level, &x.year, &x.topic, &x.sessions, &x.opinions, &x.reported, &x.rule); err != nil {
			return nil, err
		}
		s.cells = append(s.cells, x)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	s.thin, err = c.thinOfOrigins(ctx, r)
	return s, err
}

// TopicUse says how a topic was raised, and who filed its opinions under it.
type TopicUse struct {
	Topic    string
	Opinions int64
	Reported int64 // under the label their reporter gave
	Rule     int64 // without one, by the words of their text
	Hidden   bool  // of one place: a small cell, or one that would give it away; all else is empty
	Sessions Value // share of the sessions with a recorded opinion at which one was mainly on the topic; Wilson, a session is one draw
}

// Neither counts the opinions with neither a label nor a word that tells: all of them are under Other.
func (u TopicUse) Neither() int64 { return u.Opinions - u.Reported - u.Rule }

// TopicUses is TopicUse by topic, and for all topics together.
type TopicUses struct {
	All     TopicUse
	byTopic map[string]TopicUse
}

// Of is the use of a topic; one that nobody raised has 0 of n.
func (u TopicUses) Of(topic string) (TopicUse, error) {
	if use, ok := u.byTopic[topic]; ok {
		return use, nil
	}
	use := TopicUse{Topic: topic}
	return use, use.share(0, u.All.Sessions.Den)
}

// Uses narrows by origin, province on the query's basis, level, and whole years.
func (s *TopicSums) Uses(q Query) (TopicUses, error) {
	out := TopicUses{byTopic: map[string]TopicUse{}}
	if len(q.Where.Units) > 0 || q.Where.SessionKind != "" || q.Where.Topic != "" {
		return out, fmt.Errorf("%w: sessions by topic are kept by province, level and year", ErrQuery)
	}
	total, raised, whole := topicSum{}, map[string]topicSum{}, map[string]int64{}
	everywhere := q
	everywhere.Where.Province = ""
	for _, c := range s.cells {
		if c.in(everywhere) && c.topic != "" {
			whole[c.topic] += c.opinions
		}
		if !c.in(q) {
			continue
		}
		if c.topic == "" {
			total = total.plus(c)
		} else {
			raised[c.topic] = raised[c.topic].plus(c)
		}
	}
	for id, c := range raised {
		use := TopicUse{Topic: id, Opinions: c.opinions, Reported: c.reported, Rule: c.rule}
		if err := use.share(c.sessions, total.sessions); err != nil {
			return out, err
		}
		out.byTopic[id] = use
	}
	if err := out.protect(q, whole, s.Thin(q.Origin, q.Basis, q.Where.Province, q.Where.Level == "")); err != nil {
		return out, err
	}
	out.All = TopicUse{Opinions: total.opinions, Reported: total.reported, Rule: total.rule}
	return out, out.All.share(total.sessions, total.sessions)
}

// protect hides the small cells of one place beside all others, and those that no answer shows.
func (u TopicUses) protect(q Query, whole map[string]int64, thin map[string]bool) error {
	if q.Where.Province == "" || len(u.byTopic) == 0 {
		return nil
	}
	topics := slices.Sorted(maps.Keys(whole))
	here := make([]int, len(topics))
	for i, id := range topics {
		here[i] = int(u.byTopic[id].Opinions)
	}
	hidden, _, err := hideTopics(topics, [][]int{here, othersOf(topics, here, whole)})
	for topic := range thin {
		u.byTopic[topic] = TopicUse{Topic: topic, Hidden: true, Sessions: hiddenValue()}
	}
	for c := range hidden {
		u.byTopic[topics[c.Col]] = TopicUse{Topic: topics[c.Col], Hidden: true, Sessions: hiddenValue()}
	}
	return err
}

func (u *TopicUse) share(sessions, all int64) (err error) {
	u.Sessions, err = shareOf(sessions, all)
	return err
}

// shareOf is x of n as a value with Wilson's interval.
func shareOf(x, n int64) (Value, error) {
	v := Value{Num: x, Den: n, sums: stat.ClusterSums{X: float64(x), N: float64(n)}}
	return v.rate()
}

// shareOver is the share of a topic with the interval of its sessions. n is all opinions of the vocabulary looked at; where that is part of all
// topics only, the sums are of another denominator and the interval is Wilson's.
func shareOver(s stat.ClusterSums, n int64) (Value, error) {
	if int64(s.N) != n {
		return shareOf(int64(s.X), n)
	}
	return Value{Num: int64(s.X), Den: n, Sessions: int64(s.K), sums: s}.rate()
}

func (c topicSum) in(q Query) bool {
	place := map[Basis]string{Basis63: c.p63, Basis34: c.p34, AsRecorded: c.province, "": c.province}[q.Basis]
	return c.origin == q.Origin && (q.Where.Province == "" || q.Where.Province == place) && (q.Where.Level == "" || q.Where.Level == c.level) &&
		(q.From.IsZero() || c.year >= q.From.Year()) && (q.To.IsZero() || c.year <= q.To.AddDate(0, 0, -1).Year())
}

func (c topicSum) plus(d topicSum) topicSum {
	c.sessions, c.opinions, c.reported, c.rule = c.sessions+d.sessions, c.opinions+d.opinions, c.reported+d.reported, c.rule+d.rule
	return c
}

// FirstLevel lists the topics of the first level, Other among them: the whole vocabulary of shares, changes, odds and bursts.
func FirstLevel(ctx context.Context, r Reader) ([]string, error) {
	rows, err := r.QueryContext(ctx, "select topic_id from model.topic where parent_id is null order by topic_id")
	if err != nil {
		return nil, fmt.Errorf("topics: %w", err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, rows.Err()
}
