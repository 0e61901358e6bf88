package semantic

import (
	"context"
	"maps"
	"slices"
	"strings"

	"nhipcau/internal/stat"
)

// WarnSmallCell marks a value that is not shown: under SmallCell opinions of one place on one topic, or a cell that would give such a one away.
const WarnSmallCell stat.Warning = "small_cell"

// mostCells is how many cells of places by topics are protected together; beyond it the search for what must go with the small ones takes too
// long, and each place is protected beside all others (hideEach).
const mostCells = 2000

// local: the answer tells places, or one place, and topics: who spoke may be known where few did.
func (q Query) local() bool { return q.topical() && (q.placed() || q.hosted()) }

// hiddenValue stands for one that must not be seen: no count, no rate, no n.
func hiddenValue() Value {
	return Value{Status: stat.NotApplicable, Hidden: true, Warnings: []stat.Warning{WarnSmallCell}}
}

// protect takes the small cells of places by topics out of an answer, and with them those that would give them away (methods §3.17).
func (c *Catalog) protect(ctx context.Context, r Reader, result *Result) error {
	q := result.Query
	if _, counted := c.Metrics["opinions"]; q.Exact || !q.topical() || !counted || len(result.Rows) == 0 && q.Where.Topic == "" {
		return nil
	}
	find := c.hiddenAlone
	if q.local() {
		find = c.hiddenCells
	}
	hidden, err := find(ctx, r, q)
	if err != nil {
		return err
	}
	for _, row := range result.Rows {
		group, place, topic := q.cell(row.Keys)
		key := cellKey{group, place, topic}
		if !hidden[key] {
			continue
		}
		delete(hidden, key)
		hide(row.Values)
	}
	result.addHidden(hidden)
	return nil
}

// hiddenCells are those of an answer that tells places. The cells are opinions, whatever metric is asked for: the totals of a place and of a topic
// are taken to be known, to all of them together over places, or to the place beside all others. With them go the cells that are hidden in every
// answer, whatever is asked (thin.go).
func (c *Catalog) hiddenCells(ctx context.Context, r Reader, q Query) (map[cellKey]bool, error) {
	cells, err := c.cellsOf(ctx, r, q)
	if err != nil {
		return nil, err
	}
	hidden, err := cells.hidden()
	if err != nil {
		return nil, err
	}
	return hidden, c.always(ctx, r, q, cells, hidden)
}

func hide(values []Value) {
	for i := range values {
		values[i] = hiddenValue()
	}
}

// addHidden adds rows for hidden cells that have none: that a place never spoke of a topic would tell who did.
func (r *Result) addHidden(cells map[cellKey]bool) {
	only := r.Query.Where.Topic
	if !slices.Contains(r.Query.By, ByTopic) && only == "" {
		return
	}
	for key := range cells {
		if only != "" && key.topic != only {
			continue
		}
		group, place := strings.Split(key.group, "|"), strings.Split(key.place, "|")
		row := Row{Values: make([]Value, len(r.Metrics))}
		hide(row.Values)
		for _, d := range r.Query.By {
			switch d {
			case ByTopic:
				row.Keys = append(row.Keys, key.topic)
			case ByProvince, ByUnit:
				row.Keys, place = append(row.Keys, place[0]), place[1:]
			default:
				row.Keys, group = append(row.Keys, group[0]), group[1:]
			}
		}
		r.Rows = append(r.Rows, row)
	}
	slices.SortStableFunc(r.Rows, func(a, b Row) int { return slices.Compare(a.Keys, b.Keys) })
}

// cellKey is one cell: a place and topic in one month, year, kind.
type cellKey struct{ group, place, topic string }

// cell tells where a row of an answer stands.
func (q Query) cell(keys []string) (group, place, topic string) {
	topic = q.Where.Topic
	for i, d := range q.By {
		switch d {
		case ByTopic:
			topic = keys[i]
		case ByProvince, ByUnit:
			place += keys[i] + "|"
		default:
			group += keys[i] + "|"
		}
	}
	return group, place, topic
}

// localCells are the opinions by place and topic behind an answer, group by group; rest are those of all other places, where one place is looked at.
type localCells struct {
	groups map[string]map[string]map[string]int64 // group, place, topic
	whole  map[string]map[string]int64            // group, topic: all places; nil where the places of the answer are all there are
}

func (c *Catalog) cellsOf(ctx context.Context, r Reader, q Query) (localCells, error) {
	v := localCells{groups: map[string]map[string]map[string]int64{}}
	q.Metrics, q.Exact, q.Order, q.Limit, q.Where.Topic = []string{"opinions"}, true, ByKeys, 0, ""
	q.By = append(slices.DeleteFunc(slices.Clone(q.By), func(d Dim) bool { return d == ByTopic }), ByTopic)
	here, err := c.Run(ctx, r, q)
	if err != nil {
		return v, err
	}
	for _, row := range here.Rows {
		group, place, topic := q.cell(row.Keys)
		if v.groups[group] == nil {
			v.groups[group] = map[string]map[string]int64{}
		}
		if v.groups[group][place] == nil {
			v.groups[group][place] = map[string]int64{}
		}
		v.groups[group][place][topic] += row.Values[0].Num
	}
	if slices.Contains(q.By, ByProvince) || slices.Contains(q.By, ByUnit) {
		return v, nil
	}
	q.Where.Province, q.Where.Units = "", nil
	all, err := c.Run(ctx, r, q)
	if err != nil {
		return v, err
	}
	v.whole = map[string]map[string]int64{}
	for _, row := range all.Rows {
		group, _, topic := q.cell(row.Keys)
		if v.whole[group] == nil {
			v.whole[group] = map[string]int64{}
		}
		v.whole[group][topic] += row.Values[0].Num
	}
	return v, nil
}

func (v localCells) hidden() (map[cellKey]bool, error) {
	list := map[cellKey]bool{}
	for group, places := range v.groups {
		names, topics := slices.Sorted(maps.Keys(places)), map[string]bool{}
		for _, cells := range places {
			for topic := range cells {
				topics[topic] = true
			}
		}
		for topic := range v.whole[group] {
			topics[topic] = true
		}
		columns := slices.Sorted(maps.Keys(topics))
		var table [][]int
		for _, name := range names {
			table = append(table, lineOf(columns, places[name]))
		}
		one := len(names) == 1
		if one {
			table = append(table, othersOf(columns, table[0], v.whole[group]))
		}
		hide := hideTopics
		if len(names)*len(columns) > mostCells {
			hide = hideEach
		}
		at, _, err := hide(columns, table)
		if err != nil {
			return nil, err
		}
		for cell := range at {
			switch {
			case one: // the place beside the others: of a column both cells go, or neither
				list[cellKey{group, names[0], columns[cell.Col]}] = true
			default:
				list[cellKey{group, names[cell.Row], columns[cell.Col]}] = true
			}
		}
	}
	return list, nil
}

func lineOf(topics []string, n map[string]int64) []int {
	line := make([]int, len(topics))
	for i, id := range topics {
		line[i] = int(n[id])
	}
	return line
}

// othersOf is what all other places have; where they are not known, or there are none, as much as would hide nothing by itself: where a place
// speaks alone the country's answer hides what the place's does (alone.go).
func othersOf(topics []string, here []int, whole map[string]int64) []int {
	line := make([]int, len(topics))
	if slices.Equal(lineOf(topics, whole), here) {
		whole = nil
	}
	for i, id := range topics {
		if line[i] = max(0, int(whole[id])-here[i]); whole == nil {
			line[i] = SmallCell
		}
	}
	return line
}

// hideTopics says which cells of a table of places by topics must not be seen when all totals are known. A topic with a handful of opinions in the
// whole table has nothing to hide behind: it goes under Other, and is hidden with it. Where no set of cells protects the small ones all
// are hidden, and protected is false.
func hideTopics(topics []string, table [][]int) (hidden map[stat.CellRef]bool, protected bool, err error) {
	hidden = map[stat.CellRef]bool{}
	pooled, of := make([][]int, len(table)), [][]int{nil} // the first column is Other with all that is pooled into it
	for i := range table {
		pooled[i] = []int{0}
	}
	for j, id := range topics {
		total := 0
		for i := range table {
			total += table[i][j]
		}
		rare := total > 0 && total < SmallCell && id != Other
		if rare || id == Other {
			of[0] = append(of[0], j)
			for i := range table {
				pooled[i][0] += table[i][j]
			}
		} else {
			of = append(of, []int{j})
			for i := range table {
				pooled[i] = append(pooled[i], table[i][j])
			}
		}
	}
	hide := func(i, column int) {
		for _, j := range of[column] {
			hidden[stat.CellRef{Row: i, Col: j}] = true
		}
	}
	if len(of[0]) > 1 {
		for i := range table {
			hide(i, 0)
		}
	}
	s, err := stat.Suppress(pooled, SmallCell)
	if err != nil {
		return hidden, false, err
	}
	if s.Status == stat.OK {
		for _, c := range slices.Concat(s.Primary, s.Complementary) {
			hide(c.Row, c.Col)
		}
		return hidden, true, nil
	}
	for i := range table {
		for j := range topics {
			hidden[stat.CellRef{Row: i, Col: j}] = true
		}
	}
	return hidden, false, nil
}

// hideEach protects each place beside all others of the table, and no cell is the only hidden one of its topic: the next smallest goes with it,
// and another of that place. It hides more than hideTopics would and is not audited over the whole table.
func hideEach(topics []string, table [][]int) (hidden map[stat.CellRef]bool, protected bool, err error) {
	hidden = map[stat.CellRef]bool{}
	whole := map[string]int64{}
	for i := range table {
		for j, id := range topics {
			whole[id] += int64(table[i][j])
		}
	}
	for i := range table {
		cells, _, err := hideTopics(topics, [][]int{table[i], othersOf(topics, table[i], whole)})
		if err != nil {
			return hidden, false, err
		}
		for c := range cells {
			hidden[stat.CellRef{Row: i, Col: c.Col}] = true
		}
	}
	for j := range topics {
		column := make([]stat.CellRef, len(table))
		for i := range table {
			column[i] = stat.CellRef{Row: i, Col: j}
		}
		more, ok := notAlone(table, hidden, column)
		if !ok {
			continue
		}
		row := make([]stat.CellRef, len(topics))
		for k := range topics {
			row[k] = stat.CellRef{Row: more.Row, Col: k}
		}
		notAlone(table, hidden, row)
	}
	return hidden, true, nil
}

// notAlone hides the smallest shown cell of a line where exactly one that counts is hidden, and says which.
func notAlone(table [][]int, hidden map[stat.CellRef]bool, line []stat.CellRef) (more stat.CellRef, ok bool) {
	n := 0
	for _, c := range line {
		switch x := table[c.Row][c.Col]; {
		case hidden[c] && x > 0:
			n++
		case !hidden[c] && x > 0 && (!ok || x < table[more.Row][more.Col]):
			more, ok = c, true
		}
	}
	if ok = ok && n == 1; ok {
		hidden[more] = true
	}
	return more, ok
}
