package semantic

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// said is how many opinions a host has on a topic in a month.
type said struct {
	host, province, level, topic string
	month                        int // two a year
	n                            int64
}

var saidTopics = []string{"DD", "GT", "KH", "MT", "XD", "DT"}

// someHosts is a small country: four provinces of one to four hosts, of which all but one are silent in the last month.
func someHosts(seed uint64) (list []said) {
	r := rand.New(rand.NewPCG(seed, 9))
	for p, hosts := range []int{4, 3, 2, 1} {
		for h := range hosts {
			for month := range 4 {
				if month == 3 && p != int(seed%4) || r.IntN(4) == 0 {
					continue
				}
				for j, topic := range saidTopics {
					n := 5 + r.IntN(30)
					if j > 2 && r.IntN(3) == 0 {
						n = r.IntN(5)
					}
					if n > 0 {
						list = append(list, said{fmt.Sprint("h", p, h), fmt.Sprintf("%d|%d|%d", p, p, p), []string{"commune", "district"}[h%2], topic, month, int64(n)})
					}
				}
			}
		}
	}
	return list
}

// hiddenSets are what no answer shows: of hosts, and of provinces in whole years (true) and in parts of them.
type hiddenSets struct {
	hosts     thin
	provinces map[bool]thin
}

func hiddenOf(list []said) hiddenSets {
	v := hiddenSets{provinces: map[bool]thin{}}
	var hosts []fineCell
	for _, whole := range []bool{true, false} {
		var places []fineCell
		for _, x := range list {
			time := fmt.Sprint(x.month, x.level)
			if whole {
				time = fmt.Sprint(x.month / 2)
			} else {
				hosts = append(hosts, fineCell{place: x.host, group: x.province, time: time, topic: x.topic, n: x.n})
			}
			places = append(places, fineCell{place: x.province, time: time, topic: x.topic, n: x.n})
		}
		v.provinces[whole] = newThin(added(places), v.provinces[true])
	}
	slices.SortStableFunc(hosts, func(a, b fineCell) int { return slices.Compare([]string{a.place, a.time}, []string{b.place, b.time}) })
	v.hosts = newThin(hosts, carried(hosts, v.provinces[false]))
	return v
}

// added puts the hosts of a place together.
func added(list []fineCell) []fineCell {
	sum := map[fineCell]int64{}
	for _, x := range list {
		n := x.n
		x.n = 0
		sum[x] += n
	}
	var out []fineCell
	for x, n := range sum {
		x.n = n
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b fineCell) int {
		return slices.Compare([]string{a.place, a.time, a.topic}, []string{b.place, b.time, b.topic})
	})
	return out
}

// TestHostsAreAsSafeAsProvinces: a reader has every cell that is shown of every host and province, in every window of months, of all levels and of
// each, the country's in whole years, and all totals; and solves for the finest cells. No cell of a host under SmallCell can be worked out, not even
// where a province has one host, or one province alone speaks. Without what is hidden beside small cells many can.
func TestHostsAreAsSafeAsProvinces(t *testing.T) {
	small, leaked, shown, all := 0, 0, 0, 0
	for seed := range uint64(40) {
		list := someHosts(seed)
		sets := hiddenOf(list)
		a := newAttack(list)
		n, of := a.answers(sets)
		shown, all = shown+n, all+of
		for _, i := range a.solved() {
			t.Errorf("world %d: %+v = %d can be worked out", seed, a.cells[i], a.n[i])
		}
		only := smallOfHosts(list)
		b := newAttack(list)
		b.answers(hiddenSets{only, sets.provinces})
		leaked += len(b.solved())
		for _, n := range a.n {
			if n > 0 && n < SmallCell {
				small++
			}
		}
	}
	t.Logf("%d small cells, none found; %d found when only they are hidden; %d of %d cells shown", small, leaked, shown, all)
	if small < 50 || leaked < 20 {
		t.Errorf("%d small cells to find, %d found when only they are hidden: the test sees nothing", small, leaked)
	}
	if shown*5 < all {
		t.Errorf("%d of %d cells are shown", shown, all)
	}
}

func smallOfHosts(list []said) thin {
	out := thin{}
	for _, x := range list {
		if x.n < SmallCell {
			out[thinKey{x.host, x.topic}] = true
		}
	}
	return out
}

// attack is what a reader knows: sums of cells, kept reduced modulo a prime. A cell that follows from them does so modulo a prime too.
type attack struct {
	cells []said
	n     []int64
	at    map[said]int
	rows  map[int][]uint64 // by pivot
}

const prime = 2147483647

func newAttack(list []said) *attack {
	a := &attack{at: map[said]int{}, rows: map[int][]uint64{}}
	for _, x := range list {
		n := x.n
		x.n = 0
		for _, topic := range saidTopics { // a host that spoke may have spoken of anything
			b := x
			b.topic = topic
			if _, known := a.at[b]; !known {
				a.at[b] = len(a.cells)
				a.cells, a.n = append(a.cells, b), append(a.n, 0)
			}
		}
		a.n[a.at[x]] += n
	}
	return a
}

// answers tells the reader everything that is shown.
func (a *attack) answers(sets hiddenSets) (shown, all int) {
	names := map[string]func(said) bool{"": func(said) bool { return true }}
	hidden := map[string]map[bool]thin{}
	for _, x := range a.cells {
		names[x.host], hidden[x.host] = func(b said) bool { return b.host == x.host }, map[bool]thin{true: sets.hosts, false: sets.hosts}
		names[x.province], hidden[x.province] = func(b said) bool { return b.province == x.province }, sets.provinces
	}
	for _, level := range []string{"", "commune", "district"} {
		for from := range 4 {
			for to := from; to < 4; to++ {
				whole := level == "" && from%2 == 0 && to%2 == 1
				within := func(b said) bool { return (level == "" || b.level == level) && b.month >= from && b.month <= to }
				for name, in := range names {
					a.tell(func(b said) bool { return within(b) && in(b) })
					for _, topic := range saidTopics {
						if all++; (name != "" || whole) && !hidden[name][whole][thinKey{name, topic}] {
							shown++
							a.tell(func(b said) bool { return within(b) && in(b) && b.topic == topic })
						}
					}
				}
			}
		}
	}
	return shown, all
}

func (a *attack) tell(in func(said) bool) {
	row := make([]uint64, len(a.cells))
	for i, b := range a.cells {
		if in(b) {
			row[i] = 1
		}
	}
	for i := range row {
		if row[i] == 0 {
			continue
		}
		by, known := a.rows[i]
		if !known {
			scale(row, inverse(row[i]))
			a.rows[i] = row
			return
		}
		subtract(row, by, row[i])
	}
}

func scale(row []uint64, by uint64) {
	for i := range row {
		row[i] = row[i] * by % prime
	}
}

func subtract(row, by []uint64, times uint64) {
	for i, v := range by {
		if v != 0 {
			row[i] = (row[i] + (prime-times)*v) % prime
		}
	}
}

// inverse by Fermat: xᵖ⁻².
func inverse(x uint64) uint64 {
	out := uint64(1)
	for e := prime - 2; e > 0; e >>= 1 {
		if e&1 == 1 {
			out = out * x % prime
		}
		x = x * x % prime
	}
	return out
}

// solved are the small cells that follow from what the reader knows.
func (a *attack) solved() (list []int) {
	pivots := make([]int, 0, len(a.rows))
	for p := range a.rows {
		pivots = append(pivots, p)
	}
	slices.Sort(pivots)
	for _, p := range slices.Backward(pivots) {
		for _, q := range pivots {
			if q < p && a.rows[q][p] != 0 {
				subtract(a.rows[q], a.rows[p], a.rows[q][p])
			}
		}
	}
	for _, p := range pivots {
		others := 0
		for i, v := range a.rows[p] {
			if i != p && v != 0 {
				others++
			}
		}
		if others == 0 && a.n[p] > 0 && a.n[p] < SmallCell {
			list = append(list, p)
		}
	}
	return list
}
