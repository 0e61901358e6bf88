package dashboards

import (
	"cmp"
	"slices"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// unseen says which counts of one province's topics must not be seen: those under semantic.SmallCell, for they may point to the people who
// spoke, and those that would give them away by subtraction. The page of a province holds many tables of the same opinions, so the cells
// are hidden for all of them at once: a year beside the year of all other provinces, the years beside their sum, and months beside each other.
type unseen struct {
	years  map[int]map[string]bool // year → topics; year 0: all years
	months map[string]bool         // topics whose months are not shown; their years are
}

// of are the hidden topics of a year. A page of all provinces hides nothing.
func (u *unseen) of(year int) map[string]bool {
	if u == nil {
		return nil
	}
	return u.years[year]
}

// one says whether a single province is looked at.
func (u *unseen) one() bool { return u != nil }

// unseenOf makes it for a province; nil for all. Kept with the snapshot, for hiding takes a search.
func (q *request) unseenOf(province string) (*unseen, error) {
	if province == "" {
		return nil, nil
	}
	key := "unseen " + q.origin() + " " + province
	if u, ok := q.held.memo.recall(key).(*unseen); ok {
		return u, nil
	}
	c, err := q.facts().cubes.ready()
	if err != nil {
		return nil, err
	}
	apart, err := q.setsApart(q.facts().units[province], semantic.Where{Province: province})
	if err != nil {
		return nil, err
	}
	u := &unseen{}
	ids := q.topicIDs()
	here, rest := c.topicCounts(q.origin(), province, func(s topicSum) (string, bool) { return s.L1, true })
	if u.years, err = hiddenByYear(ids, here, rest); err != nil {
		return nil, err
	}
	for id := range apart.Hidden { // all years stand on the province's own page too
		if u.years[0] != nil {
			u.years[0][id] = u.years[0][id] || apart.Hidden[id]
		}
	}
	result, err := q.run(semantic.Query{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByMonth, semantic.ByTopic}, Where: semantic.Where{Province: province}})
	if err != nil {
		return nil, err
	}
	months := map[string]map[string]int64{}
	for _, r := range result.Rows {
		if months[r.Keys[0]] == nil {
			months[r.Keys[0]] = map[string]int64{}
		}
		months[r.Keys[0]][r.Keys[1]] += r.Values[0].Num
	}
	u.months = hiddenMonths(ids, months)
	u.never(c.raised, q.origin(), province)
	q.held.memo.remember(key, u, len(u.years)*len(ids))
	return u, nil
}

// never adds what no answer shows, neither page nor command line: from two of them nothing can be worked out.
func (u *unseen) never(sums *semantic.TopicSums, origin, province string) {
	for year := range u.years {
		for id := range sums.Thin(origin, semantic.AsRecorded, province, true) {
			u.years[year][id] = true
		}
	}
	for id := range sums.Thin(origin, semantic.AsRecorded, province, false) {
		u.months[id] = true
	}
}

// yearCounts are counts by year and topic; year 0 is their sum.
type yearCounts map[int]map[string]float64

func (y yearCounts) add(year int, id string, n int64) {
	for _, at := range []int{year, 0} {
		if y[at] == nil {
			y[at] = map[string]float64{}
		}
		y[at][id] += float64(n)
	}
}

// topicCounts are the opinions of a province and of all others by year, under the name that key gives.
func (c *cubes) topicCounts(origin, province string, key func(topicSum) (id string, ok bool)) (here, rest yearCounts) {
	here, rest = yearCounts{}, yearCounts{}
	for _, s := range c.topics {
		id, ok := key(s)
		switch {
		case s.Origin != origin || !ok:
		case s.Province == province:
			here.add(s.Year, id, s.N)
		default:
			rest.add(s.Year, id, s.N)
		}
	}
	return here, rest
}

// hiddenByYear hides each year beside the others' (semantic.HiddenTopics), and the years beside their sum.
func hiddenByYear(ids []string, here, rest yearCounts) (map[int]map[string]bool, error) {
	hidden := map[int]map[string]bool{}
	var years []int
	for year, counts := range here {
		a, b := make([]float64, len(ids)), make([]float64, len(ids))
		for i, id := range ids {
			a[i], b[i] = counts[id], rest[year][id]
		}
		var err error
		if hidden[year], err = semantic.HiddenTopics(ids, a, b); err != nil {
			return nil, err
		}
		if year != 0 {
			years = append(years, year)
		}
	}
	slices.Sort(years)
	if len(years) == 0 {
		return hidden, nil
	}
	table := make([][]int, len(years))
	for i, year := range years {
		for _, id := range ids {
			table[i] = append(table[i], int(here[year][id]))
		}
	}
	s, err := stat.Suppress(table, semantic.SmallCell)
	if err != nil {
		return nil, err
	}
	for _, c := range slices.Concat(s.Primary, s.Complementary) {
		hidden[years[c.Row]][ids[c.Col]] = true
	}
	for _, id := range ids {
		for _, year := range years {
			hidden[year][id] = hidden[year][id] || s.Status != stat.OK
		}
	}
	return hidden, nil
}

// hiddenMonths are the topics with a small month, and as many of the smallest others as keep each month's hidden sum from being small itself:
// the number of all opinions of a month is published.
func hiddenMonths(ids []string, months map[string]map[string]int64) map[string]bool {
	small := func(n int64) bool { return n > 0 && n < semantic.SmallCell }
	hidden, totals := map[string]bool{}, map[string]int64{}
	for _, counts := range months {
		for id, n := range counts {
			totals[id] += n
			hidden[id] = hidden[id] || small(n)
		}
	}
	safe := func() bool {
		n := 0
		for _, id := range ids {
			n += map[bool]int{true: 1}[hidden[id]]
		}
		for _, counts := range months {
			var sum int64
			for _, id := range ids {
				if hidden[id] {
					sum += counts[id]
				}
			}
			if small(sum) {
				return false
			}
		}
		return n != 1
	}
	order := slices.Clone(ids)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(totals[a], totals[b]) })
	for _, id := range order {
		if safe() {
			break
		}
		hidden[id] = true
	}
	return hidden
}
