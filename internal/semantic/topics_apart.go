package semantic

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"nhipcau/internal/stat"
)

const (
	// ApartPrior is α₀, the weight of the common picture in opinions: a place with as many is drawn half-way towards it.
	ApartPrior = 100
	// ApartLeast is from how many opinions on a place is compared.
	ApartLeast = 50
	// SmallCell is under how many opinions a cell of a place is hidden, and another with it where the rest would give it away.
	SmallCell = 5
)

// ApartTopic is how much more a topic belongs to one place than to the others.
type ApartTopic struct {
	Topic      string
	Here, Rest Value // shares of the topic; empty where Hidden
	Hidden     bool  // a small cell, or one that would give it away: neither counts nor z are given
	Odds       stat.TermOdds
	Deffs      [2]float64 // design effects Odds allows for: here, and at the others
}

// Apart is what sets one place apart by its topics.
type Apart struct {
	Status  stat.Status     // Insufficient: too few opinions, or no others to compare with
	N, Rest int64           // opinions of the place, and of all others of its level
	Query   Query           // as narrowed: a place of one map is compared with places of that map only
	Topics  []ApartTopic    // largest |z| first, hidden ones and Other last; only when Status is ok
	Hidden  map[string]bool // topics whose counts here must not be seen, whatever Status is
}

// SetsApart compares the topics of a place (q.Where.Province, or q.Where.Units) with those of all other places, not with the total, by log-odds
// with an informative Dirichlet prior (methods §3.15), its variance grown by the design effect of sessions. levels are the levels of the others, all when empty: like with like.
// topics is the whole vocabulary: a topic absent somewhere enters with 0.
func (c *Catalog) SetsApart(ask Ask, q Query, levels, topics []string) (Apart, error) {
	var v Apart
	if (q.Where.Province == "") == (len(q.Where.Units) == 0) || q.Where.Topic != "" || q.Basis != AsRecorded && q.Basis != "" {
		return v, fmt.Errorf("%w: one place is set beside the others, as recorded", ErrQuery)
	}
	v.Query = sameMap(q)
	here, err := topicShares(ask, v.Query)
	if err != nil {
		return v, err
	}
	all, err := topicSharesOf(ask, v.Query, levels)
	if err != nil {
		return v, err
	}
	a, b, sums := make([]float64, len(topics)), make([]float64, len(topics)), make([][]stat.ClusterSums, len(topics))
	for i, id := range topics {
		x := spreadOf(here[id])
		y := plus(all[id], x, -1)
		if y.X < 0 || y.N < 0 {
			return v, fmt.Errorf("topic %s: the place has more opinions than its level", id)
		}
		a[i], b[i], sums[i] = x.X, y.X, []stat.ClusterSums{x, y}
		v.N, v.Rest = v.N+int64(x.X), v.Rest+int64(y.X)
	}
	protected, err := v.hide(topics, a, b)
	if err != nil || !protected || v.N < ApartLeast || v.Rest < ApartLeast || len(topics) < 2 {
		v.Status = stat.Insufficient
		return v, err
	}
	v.Status = stat.OK
	return v, v.weigh(topics, a, b, sums)
}

// HiddenTopics says which topics of a place must not be seen beside the totals of all places: the rule of SetsApart for counts at hand, of the
// place and of all others, one a topic.
func HiddenTopics(topics []string, here, rest []float64) (map[string]bool, error) {
	var v Apart
	_, err := v.hide(topics, here, rest)
	return v.Hidden, err
}

// hide fills Hidden from the table {place, others} of which all totals are published: of a topic both cells go, or neither.
func (v *Apart) hide(topics []string, a, b []float64) (protected bool, err error) {
	table := [][]int{make([]int, len(topics)), make([]int, len(topics))}
	for i := range topics {
		table[0][i], table[1][i] = int(a[i]), int(b[i])
	}
	cells, protected, err := hideTopics(topics, table)
	v.Hidden = map[string]bool{}
	for c := range cells {
		v.Hidden[topics[c.Col]] = true
	}
	return protected, err
}

// weigh computes on all topics, and takes back what must not be seen. With a single session here nothing tells how its opinions fall together:
// what is said of the others' sessions is taken for it too.
func (v *Apart) weigh(topics []string, a, b []float64, sums [][]stat.ClusterSums) error {
	deffs, _, err := topicDeffs(sums)
	if err != nil {
		return err
	}
	deffA, deffB := make([]float64, len(deffs)), make([]float64, len(deffs))
	for i, d := range deffs {
		deffA[i], deffB[i] = d[0], d[1]
	}
	background := make([]float64, len(a))
	for i := range a {
		background[i] = a[i] + b[i]
	}
	prior, err := stat.BackgroundPrior(background, ApartPrior)
	if err != nil {
		return err
	}
	odds, err := stat.LogOddsClustered(a, b, prior, deffA, deffB)
	if err != nil {
		return err
	}
	for i, id := range topics {
		t := ApartTopic{Topic: id, Hidden: v.Hidden[id]}
		if !t.Hidden {
			t.Odds, t.Deffs = odds[i], [2]float64{deffA[i], deffB[i]}
			if t.Here, err = shareOver(sums[i][0], v.N); err != nil {
				return err
			}
			if t.Rest, err = shareOver(sums[i][1], v.Rest); err != nil {
				return err
			}
		}
		v.Topics = append(v.Topics, t)
	}
	slices.SortStableFunc(v.Topics, func(x, y ApartTopic) int {
		return cmp.Or(cmp.Compare(x.rank(), y.rank()), cmp.Compare(math.Abs(y.Odds.Z), math.Abs(x.Odds.Z)))
	})
	return nil
}

func (t ApartTopic) rank() int {
	switch {
	case t.Topic == Other:
		return 2
	case t.Hidden:
		return 1
	}
	return 0
}

// Direction is what may be said: more or less than elsewhere, or nothing. Other is no topic of which either could be said.
func (t ApartTopic) Direction() Direction {
	switch {
	case t.Hidden || !t.Odds.Show || t.Topic == Other:
		return NoDifference
	case t.Odds.Z > 0:
		return Up
	}
	return Down
}

// sameMap keeps the period on the side of the reform the place lies on: those of the other map are other places.
func sameMap(q Query) Query {
	id := q.Where.Province
	if len(q.Where.Units) > 0 {
		id = q.Where.Units[0]
	}
	switch {
	case strings.HasSuffix(id, "@2004") && (q.To.IsZero() || q.To.After(Reform)):
		q.To = Reform
	case strings.HasSuffix(id, "@2025") && q.From.Before(Reform):
		q.From = Reform
	}
	return q
}

// topicSharesOf adds up the levels, for all places.
func topicSharesOf(ask Ask, q Query, levels []string) (map[string]stat.ClusterSums, error) {
	q.Where.Province, q.Where.Units = "", nil
	if len(levels) == 0 {
		levels = []string{q.Where.Level}
	}
	all := map[string]stat.ClusterSums{}
	for _, level := range levels {
		q.Where.Level = level
		values, err := topicShares(ask, q)
		if err != nil {
			return nil, err
		}
		for id, v := range values {
			all[id] = plus(all[id], spreadOf(v), 1)
		}
	}
	return all, nil
}
