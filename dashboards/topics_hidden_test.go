package dashboards

import "testing"

// A small cell takes another of its year, and another of its topic, with it: the sums of both are published.
func TestHiddenByYear(t *testing.T) {
	ids := []string{"A", "B", "C", "KH"}
	here, rest := yearCounts{}, yearCounts{}
	for year, counts := range map[int][]int64{2022: {40, 30, 20, 10}, 2023: {41, 3, 22, 12}, 2024: {0, 33, 24, 14}} {
		for i, n := range counts {
			here.add(year, ids[i], n)
			rest.add(year, ids[i], 500)
		}
	}
	hidden, err := hiddenByYear(ids, here, rest)
	if err != nil {
		t.Fatal(err)
	}
	if !hidden[2023]["B"] {
		t.Error("a cell of 3 is shown")
	}
	sameYear, sameTopic := 0, 0
	for _, id := range ids {
		sameYear += map[bool]int{true: 1}[hidden[2023][id]]
	}
	for _, year := range []int{2022, 2023, 2024} {
		sameTopic += map[bool]int{true: 1}[hidden[year]["B"]]
	}
	if sameYear < 2 || sameTopic < 2 {
		t.Errorf("%d hidden in the year, %d in the topic: subtraction gives 3 away", sameYear, sameTopic)
	}
	if hidden[2024]["A"] || hidden[0]["A"] {
		t.Error("a zero and a large sum need no hiding")
	}
}

func TestHiddenMonths(t *testing.T) {
	ids := []string{"A", "B", "C"}
	for name, c := range map[string]struct {
		months map[string]map[string]int64
		want   string
	}{
		"nothing small":          {map[string]map[string]int64{"1": {"A": 9, "B": 5, "C": 0}, "2": {"A": 7, "B": 8, "C": 6}}, ""},
		"one small takes one":    {map[string]map[string]int64{"1": {"A": 9, "B": 2, "C": 30}, "2": {"A": 7, "B": 8, "C": 60}}, "AB"},
		"two whose sum is small": {map[string]map[string]int64{"1": {"A": 1, "B": 2, "C": 30}}, "ABC"},
		"two are enough":         {map[string]map[string]int64{"1": {"A": 3, "B": 4, "C": 30}}, "AB"},
	} {
		hidden, got := hiddenMonths(ids, c.months), ""
		for _, id := range ids {
			if hidden[id] {
				got += id
			}
		}
		if got != c.want {
			t.Errorf("%s: hidden %q, want %q", name, got, c.want)
		}
	}
}
