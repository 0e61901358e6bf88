package semantic

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// thin says once for a snapshot which topics of which places no answer shows, so that no two answers give a small cell away together (methods
// §3.17: "audit the whole release"). Answers overlap as they please in time, level and map, and the difference of two is any set of the finest
// cells: so a topic of a place is shown only if each of its finest cells is empty or holds SmallCell opinions at least. Answers of whole years and
// all levels have years as their finest cells; all others (months, quarters, a level, a kind of session) the cell of month, level and kind.
//
// The total of a place and the country's opinions on a topic are public. So the hidden topics of a place come to nothing or to SmallCell at least,
// likewise the places that hide a topic; and the cells that are hidden are joined in rings: a cell of a table whose margins are known can be
// worked out exactly if and only if it is a bridge of the graph of places and topics. Every answer hides these and what it hides by itself
// (protect.go); a larger set of hidden cells never tells more. Hosts are places by the same rule, beside the hosts of their province.
type thin map[thinKey]bool

type thinKey struct{ place, topic string }

// fineCell is one of the finest cells: a place's opinions on a topic at one time (a year; or a month, level and kind).
type fineCell struct {
	place, group, time, topic string // group: places whose sum by topic is public
	n                         int64
}

// slice is one time of one group: a table of places by topics with its margins.
type slice struct {
	places []int     // in hiding
	n      [][]int64 // place, topic
}

// hiding is what is hidden so far: a bit a topic.
type hiding struct {
	topics, places []string
	number         map[string]int // of a place
	of             []uint64       // by place
}

func (h *hiding) place(name string) int {
	i, known := h.number[name]
	if !known {
		i = len(h.places)
		h.number[name], h.places, h.of = i, append(h.places, name), append(h.of, 0)
	}
	return i
}

// newThin decides. given are topics of places that are hidden for another reason. Beyond 64 topics (there are 15) nothing more is told apart.
func newThin(cells []fineCell, given thin) thin {
	h := &hiding{number: map[string]int{}}
	seen := map[string]bool{}
	for _, c := range cells {
		seen[c.topic] = true
	}
	h.topics = slices.Sorted(maps.Keys(seen))
	bit := map[string]int{}
	for i, topic := range h.topics {
		bit[topic] = min(i, 63)
	}
	for k := range given {
		if at, known := bit[k.topic]; known {
			h.of[h.place(k.place)] |= 1 << at
		}
	}
	byTime := h.tables(cells, bit)
	order := slices.Sorted(maps.Keys(byTime))
	for _, at := range order {
		s := byTime[at]
		for i, p := range s.places {
			for topic, n := range s.n[i] {
				if n > 0 && n < SmallCell {
					h.of[p] |= 1 << topic
				}
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, at := range order {
			wider := h.widen(byTime[at])
			changed = h.ring(byTime[at]) || wider || changed
		}
	}
	out := thin{}
	for p, mask := range h.of {
		for i, topic := range h.topics {
			if mask>>min(i, 63)&1 == 1 {
				out[thinKey{h.places[p], topic}] = true
			}
		}
	}
	return out
}

func (h *hiding) tables(cells []fineCell, bit map[string]int) map[string]*slice {
	type at struct {
		table *slice
		place int
	}
	byTime, row := map[string]*slice{}, map[at]int{}
	var line []int64 // of the cell before: cells of a place at a time stand together
	for i, c := range cells {
		if i == 0 || c.place != cells[i-1].place || c.time != cells[i-1].time || c.group != cells[i-1].group {
			name := c.group + "\x00" + c.time
			s := byTime[name]
			if s == nil {
				s = &slice{}
				byTime[name] = s
			}
			key := at{s, h.place(c.place)}
			i, known := row[key]
			if !known {
				i = len(s.places)
				row[key] = i
				s.places, s.n = append(s.places, key.place), append(s.n, make([]int64, min(len(bit), 64)))
			}
			line = s.n[i]
		}
		line[bit[c.topic]] += c.n
	}
	return byTime
}

func (h *hiding) hides(s *slice, place, topic int) bool { return h.of[s.places[place]]>>topic&1 == 1 }

func (h *hiding) hide(s *slice, place, topic int) { h.of[s.places[place]] |= 1 << topic }

// widen hides one more cell of a line whose hidden ones are so few that each is known to be small.
func (h *hiding) widen(s *slice) (changed bool) {
	for p := range s.places {
		for h.more(s, len(s.n[p]), func(i int) (int, int) { return p, i }) {
			changed = true
		}
	}
	for topic := range s.n[0] {
		for h.more(s, len(s.places), func(i int) (int, int) { return i, topic }) {
			changed = true
		}
	}
	return changed
}

// more hides the smallest cell of a line that is shown, empty ones last, while one or too little of it is hidden.
func (h *hiding) more(s *slice, length int, at func(int) (place, topic int)) bool {
	unknown, sum, next, least := 0, int64(0), -1, int64(0)
	for i := range length {
		p, topic := at(i)
		n := s.n[p][topic]
		switch {
		case h.hides(s, p, topic):
			unknown++
			sum += n
		case next < 0 || least == 0 && n > 0 || n > 0 && n < least:
			next, least = i, n
		}
	}
	if next < 0 || unknown == 0 || sum == 0 || unknown > 1 && sum >= SmallCell {
		return false
	}
	p, topic := at(next)
	h.hide(s, p, topic)
	return true
}

// ring closes a bridge: a hidden cell without a way around it over other hidden cells. With another place and another topic it becomes a corner of
// a square; of all squares the one that hides the fewest opinions more is taken.
func (h *hiding) ring(s *slice) (changed bool) {
	for p := range s.places {
		for topic := range s.n[p] {
			if !h.hides(s, p, topic) || h.around(s, p, topic) {
				continue
			}
			best, least := [3][2]int{}, int64(-1)
			for q := range s.places {
				for other := range s.n[q] {
					if q == p || other == topic {
						continue
					}
					corners, cost := [3][2]int{{p, other}, {q, topic}, {q, other}}, int64(0)
					for _, c := range corners {
						if !h.hides(s, c[0], c[1]) {
							cost += s.n[c[0]][c[1]] + 1
						}
					}
					if least < 0 || cost < least {
						best, least = corners, cost
					}
				}
			}
			if least < 0 {
				continue // one place or one topic: nothing to hide behind
			}
			for _, c := range best {
				h.hide(s, c[0], c[1])
			}
			changed = true
		}
	}
	return changed
}

// around: from the place of a hidden cell to its topic by way of other hidden cells. Most often that is a square.
func (h *hiding) around(s *slice, place, topic int) bool {
	here := h.of[s.places[place]] &^ (1 << topic)
	for q := range s.places {
		if q != place && h.hides(s, q, topic) && h.of[s.places[q]]&here != 0 {
			return true
		}
	}
	for reached, seen := here, map[int]bool{place: true}; ; {
		before := reached
		for q, name := range s.places {
			if !seen[q] && h.of[name]&reached != 0 {
				seen[q] = true
				reached |= h.of[name]
			}
		}
		if reached>>topic&1 == 1 {
			return true
		}
		if reached == before {
			return false
		}
	}
}

// bases are the maps, in the order in which a place of all maps together names its provinces.
var bases = []Basis{AsRecorded, Basis63, Basis34}

// A row is a place at a time, its topics in one text, "DD:12 GT:7": there are ten topics a row, and reading rows is what costs.
const (
	finePlaces = `with said as (
			select coalesce(province_id, '') || '|' || coalesce(province63_id, '') || '|' || coalesce(province34_id, '') as place, '' as in_group,
				%s as time, coalesce(topic_l1, '') as topic, cast(sum(opinions_value) as bigint) as n
			from metrics.place_topic where origin = ? and month is not null group by all having sum(opinions_value) > 0
		)` + asTexts
	// first added up by what stands in the rows, then named: names are long
	fineHosts = `with counted as (
			select unit_id, month, level, session_kind, coalesce(topic_l1, '') as topic, count(*) as n from model.opinion
			where channel = 'doi_thoai' and origin = ? and month is not null group by all
		),
		texts as (select unit_id, month, level, session_kind, string_agg(topic || ':' || n, ' ') as said from counted group by all)
		select %s, coalesce(u.province_id, '') || '|' || coalesce(u.province63_id, '') || '|' || coalesce(u.province34_id, ''),
			cast(month as varchar) || ' ' || o.level || ' ' || coalesce(session_kind, ''), said
		from texts o join model.unit u on u.unit_id = o.unit_id%s order by 1, 2, 3`
	asTexts  = " select place, in_group, time, string_agg(topic || ':' || n, ' ') from said group by 1, 2, 3 order by 1, 2, 3"
	byYears  = "cast(extract(year from month) as varchar)"
	byMonths = "cast(month as varchar) || ' ' || level || ' ' || coalesce(session_kind, '')"
)

func finest(ctx context.Context, r Reader, query, origin string) (list []fineCell, err error) {
	rows, err := r.QueryContext(ctx, query, origin)
	if err != nil {
		return nil, fmt.Errorf("thin topics: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var x fineCell
		var said string
		if err := rows.Scan(&x.place, &x.group, &x.time, &said); err != nil {
			return nil, err
		}
		for one := range strings.SplitSeq(said, " ") {
			topic, n, _ := strings.Cut(one, ":")
			x.topic = topic
			if x.n, err = strconv.ParseInt(n, 10, 64); err != nil {
				return nil, fmt.Errorf("thin topics of %s: %w", x.place, err)
			}
			list = append(list, x)
		}
	}
	return list, rows.Err()
}

// thinPlaces are the topics of places on all maps together; what whole years hide, months do too.
func (c *Catalog) thinPlaces(ctx context.Context, r Reader, origin string, whole bool) (thin, error) {
	var given thin
	time := byYears
	if !whole {
		var err error
		if given, err = c.thinPlaces(ctx, r, origin, true); err != nil {
			return nil, err
		}
		time = byMonths
	}
	return c.remembered(fmt.Sprint("places ", origin, whole), func() (thin, error) {
		list, err := finest(ctx, r, fmt.Sprintf(finePlaces, time), origin)
		return newThin(list, given), err
	})
}

// thinProvinces are those of provinces, map by map.
func (c *Catalog) thinProvinces(ctx context.Context, r Reader, origin string, whole bool) (thin, error) {
	places, err := c.thinPlaces(ctx, r, origin, whole)
	if err != nil {
		return nil, err
	}
	return c.remembered(fmt.Sprint("provinces ", origin, whole), func() (thin, error) { return places.provinces(), nil })
}

// thinOfOrigins is thinProvinces of both origins for TopicSums; none for a snapshot of an earlier program.
func (c *Catalog) thinOfOrigins(ctx context.Context, r Reader) (map[string]thin, error) {
	out := map[string]thin{}
	if !c.columns["place_topic.opinions_value"] {
		return out, nil
	}
	for _, origin := range []string{"register", "simulated"} {
		for _, whole := range []bool{true, false} {
			t, err := c.thinProvinces(ctx, r, origin, whole)
			if err != nil {
				return nil, err
			}
			out[fmt.Sprint(origin, " ", whole)] = t
		}
	}
	return out, nil
}

// Thin are the topics of a province that no answer shows: none of whole years and all levels, or none of months, of a level, of a kind of session.
func (s *TopicSums) Thin(origin string, basis Basis, province string, whole bool) map[string]bool {
	out := map[string]bool{}
	if basis == "" {
		basis = AsRecorded
	}
	for k := range s.thin[fmt.Sprint(origin, " ", whole)] {
		if k.place == string(basis)+"|"+province {
			out[k.topic] = true
		}
	}
	return out
}

// provinces are the topics of provinces, "basis|id": one is thin where a part of it on all maps together is.
func (t thin) provinces() thin {
	out := thin{}
	for key := range t {
		for i, id := range strings.Split(key.place, "|") {
			out[thinKey{string(bases[i]) + "|" + id, key.topic}] = true
		}
	}
	return out
}

// thinHosts are the topics of hosts, of whole years and of their parts alike: a commune that meets once a year has a year that is a month, and what
// the one hid the other would show.
func (c *Catalog) thinHosts(ctx context.Context, r Reader, q Query) (thin, error) {
	places, err := c.thinPlaces(ctx, r, q.Origin, false)
	if err != nil {
		return nil, err
	}
	host, join := "o.unit_id", ""
	if q.onNewUnits() {
		host, join = "coalesce(x.unit34_id, o.unit_id)", " left join metrics.unit34 x on x.unit_id = o.unit_id"
	}
	return c.remembered(fmt.Sprint("hosts ", q.Origin, q.onNewUnits()), func() (thin, error) {
		list, err := finest(ctx, r, fmt.Sprintf(fineHosts, host, join), q.Origin)
		return newThin(list, carried(list, places)), err
	})
}

// carried are the topics that hosts hide for their place: whenever a place with hidden topics speaks, one of those who speak hides them all, or
// the place's cells would be the sum of its hosts'. It is the largest of the place where that one speaks, else the largest of those who do.
func carried(list []fineCell, places thin) thin {
	topics, total := map[string][]string{}, map[[2]string]int64{}
	for key := range places {
		topics[key.place] = append(topics[key.place], key.topic)
	}
	for _, x := range list {
		total[[2]string{x.group, x.place}] += x.n
	}
	largest := map[[2]string]string{} // of those who speak: by group and time, and by group in "" for the whole
	for _, x := range list {
		for _, at := range [][2]string{{x.group, x.time}, {x.group, ""}} {
			if now := largest[at]; now == "" || total[[2]string{x.group, x.place}] > total[[2]string{x.group, now}] {
				largest[at] = x.place
			}
		}
	}
	given := thin{}
	for at, host := range largest { // where the largest of all speaks it is the largest there
		for _, topic := range topics[at[0]] {
			given[thinKey{host, topic}] = true
		}
	}
	return given
}

// remembered makes what a snapshot never changes once.
func (c *Catalog) remembered(key string, fresh func() (thin, error)) (thin, error) {
	c.guarding.Lock()
	defer c.guarding.Unlock()
	if t, made := c.thins[key]; made {
		return t, nil
	}
	t, err := fresh()
	if err != nil {
		return nil, err
	}
	if c.thins == nil {
		c.thins = map[string]thin{}
	}
	c.thins[key] = t
	return t, nil
}

// always adds to what an answer hides what every answer does.
func (c *Catalog) always(ctx context.Context, r Reader, q Query, cells localCells, hidden map[cellKey]bool) error {
	if !c.columns["place_topic.opinions_value"] { // of an earlier program
		return nil
	}
	var rare thin
	var err error
	if q.hosted() {
		rare, err = c.thinHosts(ctx, r, q)
	} else {
		rare, err = c.thinProvinces(ctx, r, q.Origin, c.wholeYears(q))
	}
	if err != nil {
		return err
	}
	topics := map[string]bool{}
	for k := range rare {
		topics[k.topic] = true
	}
	for group, places := range cells.groups {
		for place := range places {
			for _, name := range q.thinNames(place) {
				for topic := range topics {
					if rare[thinKey{name, topic}] {
						hidden[cellKey{group, place, topic}] = true
					}
				}
			}
		}
	}
	return nil
}

// thinNames are the names thin knows a place of an answer by: its hosts, or the province on its map.
func (q Query) thinNames(place string) []string {
	names, province, places := q.Where.Units, q.Where.Province, strings.Split(place, "|")
	for _, d := range q.By {
		switch d {
		case ByProvince:
			province, places = places[0], places[1:]
		case ByUnit:
			names, places = places[:1], places[1:]
		}
	}
	if len(names) > 0 {
		return names
	}
	basis := q.Basis
	if basis == "" {
		basis = AsRecorded
	}
	return []string{string(basis) + "|" + province}
}

// wholeYears: the answer is of whole years, of all levels and kinds of session; a year that is not over is whole up to the cut-off.
func (c *Catalog) wholeYears(q Query) bool {
	if q.Matured || q.Where.SessionKind != "" || q.Where.Level != "" || !q.From.IsZero() && q.From.YearDay() != 1 || !q.To.IsZero() && q.To.YearDay() != 1 && !q.To.After(c.AsOf) {
		return false
	}
	return !slices.ContainsFunc(q.By, func(d Dim) bool { return d == ByMonth || d == ByQuarter || d == BySessionKind || d == ByLevel })
}
