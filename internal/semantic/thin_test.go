package semantic

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"nhipcau/internal/stat"
)

// spoken is how many opinions a place, named on the three maps together, has on a topic in a year at a level.
type spoken struct {
	place, level, topic string
	year                int
	n                   int64
}

// someCounts is a small world: two provinces that become one in its third year, and two that stay.
func someCounts(seed uint64) (list []spoken) {
	r := rand.New(rand.NewPCG(seed, 3))
	for i, place := range []string{"a|a|A", "b|b|A", "A|a|A", "A|b|A", "c|c|C", "d|d|D"} {
		for year := 2023; year <= 2025; year++ {
			if i < 2 && year == 2025 || i >= 2 && i < 4 && year < 2025 {
				continue
			}
			for _, level := range []string{"commune", "province"} {
				for j, topic := range []string{"DD", "GT", "KH", "MT", "XD", "DT"} {
					n := 5 + r.IntN(40)
					if j > 2 && r.IntN(4) == 0 {
						n = r.IntN(5)
					}
					if n > 0 {
						list = append(list, spoken{place, level, topic, year, int64(n)})
					}
				}
			}
		}
	}
	return list
}

func (x spoken) on(i int) string { return strings.Split(x.place, "|")[i] }

// thinOf is what is hidden of whole years, and of a single level.
func thinOf(list []spoken) (years, levels thin) {
	var whole, parts []fineCell
	for _, x := range list {
		whole = append(whole, fineCell{place: x.place, time: fmt.Sprint(x.year), topic: x.topic, n: x.n})
		parts = append(parts, fineCell{place: x.place, time: fmt.Sprint(x.year, x.level), topic: x.topic, n: x.n})
	}
	years = newThin(whole, nil)
	return years, newThin(parts, years)
}

// TestNoTwoAnswersGiveACellAway: a reader has every cell that is shown of every province, on every map, in every window of years, of all levels
// and of each, the totals of places and the country's topics; and solves for the finest cells. None under SmallCell can be worked out. Without what
// every answer hides, many can.
func TestNoTwoAnswersGiveACellAway(t *testing.T) {
	small, leaked, shown, all := 0, 0, 0, 0
	for seed := range uint64(10) {
		list := someCounts(seed)
		years, levels := thinOf(list)
		rel, told, n, of := allAnswers(list, years.provinces(), levels.provinces())
		shown, all = shown+n, all+of
		for _, e := range exposed(t, rel) {
			t.Errorf("world %d: %s = %d can be worked out", seed, told[e.Cell], rel.Values[e.Cell])
		}
		if leaked < 20 {
			alone := smallOnly(list)
			rel, _, _, _ = allAnswers(list, alone, alone)
			leaked += len(exposed(t, rel))
		}
		for _, x := range rel.Values {
			if x > 0 && x < SmallCell {
				small++
			}
		}
	}
	if small < 50 || leaked < 20 {
		t.Errorf("%d small cells to find, %d found when only they are hidden: the test sees nothing", small, leaked)
	}
	if shown*4 < all {
		t.Errorf("%d of %d cells are shown", shown, all)
	}
}

// smallOnly hides the topics of provinces that have a small cell, and nothing with them.
func smallOnly(list []spoken) thin {
	out := thin{}
	for _, x := range list {
		if x.n < SmallCell {
			out[thinKey{x.place, x.topic}] = true
		}
	}
	return out.provinces()
}

func exposed(t *testing.T, rel stat.Release) (out []stat.Exposure) {
	t.Helper()
	found, err := stat.Audit(rel, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range found {
		if n := rel.Values[e.Cell]; n > 0 && n < SmallCell {
			out = append(out, e)
		}
	}
	return out
}

// allAnswers are all cells that are shown, as sums of the finest cells, and the totals that are public.
func allAnswers(list []spoken, years, levels thin) (rel stat.Release, told []string, shown, all int) {
	at, finest := map[spoken]int{}, []spoken{}
	for _, x := range list {
		for _, topic := range []string{"DD", "GT", "KH", "MT", "XD", "DT"} { // a place that spoke may have spoken of anything
			b := x
			b.topic, b.n = topic, 0
			if _, known := at[b]; !known {
				at[b] = len(finest)
				finest = append(finest, b)
				rel.Values, rel.Hidden, told = append(rel.Values, 0), append(rel.Hidden, true), append(told, fmt.Sprint(b))
			}
		}
		b := x
		b.n = 0
		rel.Values[at[b]] = int(x.n)
	}
	sum := func(in func(spoken) bool) {
		var of []int
		for i, b := range finest {
			if in(b) {
				of = append(of, i)
			}
		}
		if len(of) > 0 {
			rel.Sums = append(rel.Sums, of)
		}
	}
	for _, level := range []string{"", "commune", "province"} {
		hidden := map[bool]thin{true: years, false: levels}[level == ""]
		for from := 2023; from <= 2025; from++ {
			for to := from; to <= 2025; to++ {
				within := func(b spoken) bool { return (level == "" || b.level == level) && b.year >= from && b.year <= to }
				for _, topic := range []string{"DD", "GT", "KH", "MT", "XD", "DT"} {
					sum(func(b spoken) bool { return within(b) && b.topic == topic })
				}
				for i, ids := range []string{"abcdA", "abcd", "ACD"} {
					for _, id := range strings.Split(ids, "") {
						sum(func(b spoken) bool { return within(b) && b.on(i) == id })
						for _, topic := range []string{"DD", "GT", "KH", "MT", "XD", "DT"} {
							if all++; !hidden[thinKey{string(bases[i]) + "|" + id, topic}] {
								shown++
								sum(func(b spoken) bool { return within(b) && b.on(i) == id && b.topic == topic })
							}
						}
					}
				}
			}
		}
	}
	return rel, told, shown, all
}
