package duckdb_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"nhipcau/internal/engine"
	"nhipcau/internal/stat"
)

// listOf writes numbers as a list literal.
func listOf(v []float64) string {
	parts := make([]string, len(v))
	for i, x := range v {
		parts[i] = number(x)
	}
	return "[" + strings.Join(parts, ", ") + "]::double[]"
}

// table runs a SELECT of numbers; null is nil.
func table(t *testing.T, r engine.Reader, query string, columns int) [][]*float64 {
	t.Helper()
	rows, err := r.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(query, err)
	}
	defer rows.Close()
	var list [][]*float64
	for rows.Next() {
		row, to := make([]*float64, columns), make([]any, columns)
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// alike: both without a number, or within 1e-9 of each other.
func alike(a, b *float64) bool {
	return (a == nil) == (b == nil) && (a == nil || math.Abs(*a-*b) <= 1e-9*math.Max(1, math.Abs(*b)))
}

// inputs are the inputs of the published cases of one method, decoded into T.
func inputs[T any](t *testing.T, file string) map[string]T {
	t.Helper()
	var v struct {
		Cases []struct {
			ID    string
			Input json.RawMessage
		}
	}
	b, err := os.ReadFile("../../stat/testdata/vectors/" + file)
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]T{}
	for _, c := range v.Cases {
		var in T
		if json.Unmarshal(c.Input, &in) == nil {
			list[c.ID] = in
		}
	}
	return list
}

func TestZForInSQL(t *testing.T) {
	r := published(t)
	var rows []string
	var conf []float64
	for _, c := range []float64{0.001, 0.3, 0.5, 0.68, 0.84, 0.8499, 0.85, 0.8501, 0.9, 0.95, 0.99, 0.998, math.Pow(0.95, 1.0/34), math.Pow(0.95, 1.0/3321), 1 - 1e-6} {
		conf = append(conf, c)
		rows = append(rows, fmt.Sprintf("(%d, %s)", len(rows), number(c)))
	}
	for i, got := range values(t, r, "z_for(c), z_for(c)", "i, c", rows) {
		want, err := stat.ZFor(conf[i])
		if err != nil || got[0] == nil || math.Abs(*got[0]-want) > 1e-9 {
			t.Errorf("z_for(%v): %v, want %v: %v", conf[i], got[0], want, err)
		}
	}
	for _, got := range values(t, r, "z_for(c), z_for(c)", "i, c", []string{"(0, 0)", "(1, 1)", "(2, -0.5)", "(3, null)"}) {
		if got[0] != nil {
			t.Errorf("outside 0..1 it gives %v", *got[0])
		}
	}
}

type followed struct {
	Time   []float64
	Event  []float64
	Status []float64
}

func TestKaplanMeierInSQL(t *testing.T) {
	r := published(t)
	worlds := map[string]followed{
		"clarified at the session": {Time: []float64{0, 0, 5, 9}, Event: []float64{1, 1, 0, 1}},
		"all open":                 {Time: []float64{3, 4}, Event: []float64{0, 0}},
		"all on one day":           {Time: []float64{7, 7}, Event: []float64{1, 1}},
		"nobody":                   {},
		"one":                      {Time: []float64{12}, Event: []float64{1}},
		"a negative time":          {Time: []float64{-1, 3}, Event: []float64{1, 1}},
	}
	random := rand.New(rand.NewPCG(4, 2))
	for i := range 20 {
		var f followed
		for range 1 + random.IntN(300) {
			f.Time, f.Event = append(f.Time, float64(random.IntN(90))), append(f.Event, float64(random.IntN(3)))
		}
		worlds[fmt.Sprint("drawn ", i)] = f
	}
	for id, f := range inputs[followed](t, "kaplan_meier.json") {
		if len(f.Event) == 0 {
			f.Event = f.Status
		}
		if len(f.Time) > 0 && len(f.Time) == len(f.Event) {
			worlds["published "+id] = f
		}
	}
	vectors := 0
	for name, f := range worlds {
		if strings.HasPrefix(name, "published ") {
			vectors++
		}
		cases, counts := make([]stat.Case, len(f.Time)), make([]float64, len(f.Time))
		for i := range cases {
			counts[i] = float64(1 + i%3)
			cases[i] = stat.Case{Time: f.Time[i], Outcome: int(f.Event[i]), Count: int(counts[i])}
		}
		want, err := stat.KaplanMeier(cases, 0.95)
		if err != nil {
			want.Points = nil
		}
		got := table(t, r, "select time, at_risk, events, open, se, lower, upper from kaplan_meier("+listOf(f.Time)+", "+listOf(f.Event)+", "+listOf(counts)+")", 7)
		if len(got) != len(want.Points) {
			t.Errorf("%s: %d days, want %d", name, len(got), len(want.Points))
			continue
		}
		for i, p := range want.Points {
			n, d := float64(p.AtRisk), float64(p.Events)
			for j, w := range []*float64{&p.Time, &n, &d, &p.Open, p.SE, p.Lower, p.Upper} {
				if !alike(got[i][j], w) {
					t.Errorf("%s, day %v, column %d: SQL %v, Go %v", name, p.Time, j, text(got[i][j]), text(w))
				}
			}
		}
	}
	if vectors < 2 {
		t.Errorf("%d published curves", vectors)
	}
}

func text(v *float64) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(*v)
}

// tables of rates: equal, extreme, with empty units, many.
func rateTables() (list [][2][]float64) {
	list = [][2][]float64{
		{{15, 10, 16, 9}, {20, 10, 20, 11}}, {{0, 0, 5, 30}, {10, 0, 5, 30}}, {{3}, {7}}, {{0, 0}, {0, 0}}, {}, {{5, 5, 5}, {5, 5, 5}},
		{{4, 9}, {3, 20}}, // not x of n
		{{0, 7, 73}, {1, 11, 263}},
	}
	r := rand.New(rand.NewPCG(6, 6))
	for range 10 {
		var x, n []float64
		for range 2 + r.IntN(60) {
			size := float64(r.IntN(400))
			x, n = append(x, math.Floor(size*(0.3+0.7*r.Float64()))), append(n, size)
		}
		list = append(list, [2][]float64{x, n})
	}
	return list
}

func ids(n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = float64(i)
	}
	return list
}

func TestRankRatesInSQL(t *testing.T) {
	r := published(t)
	for _, order := range []stat.RankOrder{stat.LargestFirst, stat.SmallestFirst} {
		first := map[stat.RankOrder]string{stat.LargestFirst: "largest", stat.SmallestFirst: "smallest"}[order]
		for k, v := range rateTables() {
			want, err := stat.RankRates(v[0], v[1], 0.05, order)
			got := table(t, r, "select id, low, high from rank_rates("+listOf(ids(len(v[0])))+", "+listOf(v[0])+", "+listOf(v[1])+", first := '"+first+"')", 3)
			at := 0
			for i, w := range want {
				if err != nil || w.Status != stat.OK {
					continue
				}
				if at >= len(got) || *got[at][0] != float64(i) || int(*got[at][1]) != w.Low || int(*got[at][2]) != w.High {
					t.Errorf("table %d, %s first, unit %d: want %d to %d, got %v", k, first, i, w.Low, w.High, got)
					break
				}
				at++
			}
			if at != len(got) {
				t.Errorf("table %d: %d rows, want %d: %v", k, len(got), at, err)
			}
		}
	}
}

func TestShrinkInSQL(t *testing.T) {
	r := published(t)
	tables := rateTables()
	for _, in := range inputs[struct{ X, N []float64 }](t, "eb_shrinkage.json") {
		if len(in.X) > 0 {
			tables = append(tables, [2][]float64{in.X, in.N})
		}
	}
	for k, v := range tables {
		want, err := stat.Shrink(v[0], v[1])
		got := table(t, r, "select id, overall, weight, estimate, cast(no_data as integer) from shrink("+listOf(ids(len(v[0])))+", "+listOf(v[0])+", "+listOf(v[1])+")", 5)
		if err != nil || want.Status != stat.OK {
			if len(got) != 0 {
				t.Errorf("table %d: %d rows, Go has none: %v", k, len(got), err)
			}
			continue
		}
		if len(got) != len(v[0]) {
			t.Errorf("table %d: %d rows for %d units", k, len(got), len(v[0]))
			continue
		}
		for i := range got {
			none := 0.0
			if want.NoData[i] {
				none = 1
			}
			for j, w := range []float64{float64(i), want.Overall, want.Weight[i], want.Estimate[i], none} {
				if !alike(got[i][j], &w) {
					t.Errorf("table %d, unit %d, column %d: SQL %s, Go %v", k, i, j, text(got[i][j]), w)
				}
			}
		}
	}
}
