package dashboards

import (
	"math"
	"testing"
)

// What the page computes is what the papers and programs named print (methods.md); a method whose inputs are ours is held by its own law.
func TestWorkedExamplesAreThePublishedNumbers(t *testing.T) {
	want := map[string][]float64{"wilson": {0.308, 0.2553, 0.3662}, "clopper": {0, 0.1684}, "newcombe": {0.2, 0.0524, 0.3339}, "multiplicity": {3, 3, 4}, "funnel": {0.46011, 1},
		"poisson": {20, 12.2114, 30.8899}, "km": {0.909, 31, 18}, "rmst": {28.8977}, "logrank": {3.396, 0.0653}, "bounds": {6587, 733, 10.44}, "grim": {0, 1},
		"aalen": {0.75, 0.25, 0}}
	list, err := workedExamples()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]worked{}
	for _, w := range list {
		seen[w.ID] = w
		for i, v := range w.Got {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: number %d is %v", w.ID, i, v)
			}
		}
	}
	for id, numbers := range want {
		got := seen[id].Got
		if len(got) != len(numbers) {
			t.Errorf("%s: %v, want %v", id, got, numbers)
			continue
		}
		for i := range numbers {
			if math.Abs(got[i]-numbers[i]) > 0.005*math.Max(0.1, math.Abs(numbers[i])) {
				t.Errorf("%s: %v, want %v", id, got, numbers)
			}
		}
	}
	if c := seen["cluster"].Got; len(c) != 5 || c[1] <= 1 || math.Abs(c[2]-30/c[1]) > 1e-9 {
		t.Errorf("cluster: %v", c)
	}
	if len(list) != 17 {
		t.Errorf("%d examples", len(list))
	}
}
