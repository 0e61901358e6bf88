package duckdb_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/stat"
)

// published opens a file with nothing but the functions.
func published(t *testing.T) engine.Reader {
	t.Helper()
	w, err := duckdb.New().Work(t.Context(), "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "f.duckdb")
	if err := w.Publish(t.Context(), file, nil); err != nil {
		t.Fatal(err)
	}
	w.Close()
	r, err := duckdb.New().Open(t.Context(), file, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// values runs one SELECT over rows of literals and gives one pair of numbers a row; nil for null.
func values(t *testing.T, r engine.Reader, list, names string, rows []string) [][2]*float64 {
	t.Helper()
	q, err := r.QueryContext(t.Context(), "select "+list+" from (values "+strings.Join(rows, ", ")+") v("+names+") order by i")
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	var out [][2]*float64
	for q.Next() {
		var p [2]*float64
		if err := q.Scan(&p[0], &p[1]); err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	if err := q.Err(); err != nil || len(out) != len(rows) {
		t.Fatalf("%d rows for %d: %v", len(out), len(rows), err)
	}
	return out
}

// near: both null, or within what two orders of the same additions may differ.
func near(t *testing.T, what string, got [2]*float64, ok bool, lo, hi float64) {
	t.Helper()
	if !ok {
		if got[0] != nil || got[1] != nil {
			t.Errorf("%s: SQL gives a number where Go has none", what)
		}
		return
	}
	if got[0] == nil || got[1] == nil {
		t.Errorf("%s: SQL gives null, Go %v..%v", what, lo, hi)
		return
	}
	if math.Abs(*got[0]-lo) > 1e-12 || math.Abs(*got[1]-hi) > 1e-12 {
		t.Errorf("%s: SQL %v..%v, Go %v..%v", what, *got[0], *got[1], lo, hi)
	}
}

func TestWilsonInSQL(t *testing.T) {
	r := published(t)
	type pair struct{ x, n float64 }
	var grid []pair
	for n := 0.0; n <= 60; n++ {
		for x := -1.0; x <= n+1; x++ {
			grid = append(grid, pair{x, n})
		}
	}
	for _, n := range []float64{263, 7320, 1e6, 7.6e9, 12.5} {
		for _, x := range []float64{0, 1, 0.5, n / 3, n - 1, n} {
			grid = append(grid, pair{x, n})
		}
	}
	for _, conf := range []float64{0.95, 0.998} {
		z, _ := stat.ZFor(conf)
		var rows []string
		for i, p := range grid {
			rows = append(rows, fmt.Sprintf("(%d, cast(%s as double), cast(%s as double))", i, number(p.x), number(p.n)))
		}
		for i, got := range values(t, r, fmt.Sprintf("wilson_lower(x, n, z := %s), wilson_upper(x, n, z := %s)", number(z), number(z)), "i, x, n", rows) {
			want, err := stat.Wilson(grid[i].x, grid[i].n, conf)
			near(t, fmt.Sprintf("wilson %v of %v at %v", grid[i].x, grid[i].n, conf), got, err == nil && want.Status == stat.OK, want.Lower, want.Upper)
		}
	}
	for i, got := range values(t, r, "wilson_lower(x, n), wilson_upper(x, n)", "i, x, n", []string{"(0, 0, 20)", "(1, 20, 20)", "(2, null, 20)"}) {
		switch {
		case i == 0 && *got[0] != 0, i == 1 && *got[1] != 1, i == 2 && got[0] != nil:
			t.Errorf("row %d: %v", i, got)
		}
	}
}

func number(v float64) string { return "'" + strconv.FormatFloat(v, 'g', -1, 64) + "'::double" }

// TestPublishedWilson: the numbers printed in papers, through SQL.
func TestPublishedWilson(t *testing.T) {
	f, err := os.Open("../../stat/testdata/vectors/proportion_ci.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r, checked := published(t), 0
	for _, l := range lines[1:] {
		if l[1] != "wilson" {
			continue
		}
		conf, _ := strconv.ParseFloat(l[4], 64)
		z, err := stat.ZFor(conf)
		if err != nil {
			t.Fatal(err)
		}
		got := values(t, r, "wilson_lower(x, n, z := "+number(z)+"), wilson_upper(x, n, z := "+number(z)+")", "i, x, n", []string{"(0, " + l[2] + ", " + l[3] + ")"})[0]
		lo, _ := strconv.ParseFloat(l[5], 64)
		hi, _ := strconv.ParseFloat(l[6], 64)
		tolerance, _ := strconv.ParseFloat(l[7], 64)
		if math.Abs(*got[0]-lo) > tolerance || math.Abs(*got[1]-hi) > tolerance {
			t.Errorf("%s: %v..%v", l[0], *got[0], *got[1])
		}
		checked++
	}
	if checked < 3 {
		t.Fatalf("%d vectors", checked)
	}
}

func TestNewcombeInSQL(t *testing.T) {
	r := published(t)
	type four [4]float64
	var grid []four
	for _, n1 := range []float64{0, 1, 3, 10, 70} {
		for _, n2 := range []float64{0, 1, 7, 80} {
			for x1 := 0.0; x1 <= n1; x1 += max(1, n1/5) {
				for x2 := 0.0; x2 <= n2; x2 += max(1, n2/5) {
					grid = append(grid, four{x1, n1, x2, n2})
				}
			}
		}
	}
	var rows []string
	for i, g := range grid {
		rows = append(rows, fmt.Sprintf("(%d, %s, %s, %s, %s)", i, number(g[0]), number(g[1]), number(g[2]), number(g[3])))
	}
	for i, got := range values(t, r, "newcombe_lower(a, b, c, d), newcombe_upper(a, b, c, d)", "i, a, b, c, d", rows) {
		g := grid[i]
		want, err := stat.Newcombe(g[0], g[1], g[2], g[3], 0.95)
		near(t, fmt.Sprintf("newcombe %v", g), got, err == nil && want.Status == stat.OK, want.Lower, want.Upper)
	}
	var file struct {
		Cases []struct {
			ID     string
			Input  struct{ X1, N1, X2, N2, Conf float64 }
			Expect struct{ Lower, Upper *float64 }
			Tol    float64
		}
	}
	b, err := os.ReadFile("../../stat/testdata/vectors/difference_newcombe.json")
	if err == nil {
		err = json.Unmarshal(b, &file)
	}
	if err != nil || len(file.Cases) == 0 {
		t.Fatal("vectors:", err)
	}
	for _, c := range file.Cases {
		if c.Expect.Lower == nil || c.Input.Conf != 0.95 {
			continue
		}
		got := values(t, r, "newcombe_lower(a, b, c, d), newcombe_upper(a, b, c, d)", "i, a, b, c, d",
			[]string{fmt.Sprintf("(0, %v, %v, %v, %v)", c.Input.X1, c.Input.N1, c.Input.X2, c.Input.N2)})[0]
		if math.Abs(*got[0]-*c.Expect.Lower) > c.Tol || math.Abs(*got[1]-*c.Expect.Upper) > c.Tol {
			t.Errorf("%s: %v..%v", c.ID, *got[0], *got[1])
		}
	}
}

func TestClusteredInSQL(t *testing.T) {
	r := published(t)
	worlds := [][][2]float64{
		{{0, 20}, {20, 20}}, {{9, 10}, {18, 20}, {27, 30}}, {{3, 7}}, {{0, 5}, {0, 9}}, {{5, 5}, {9, 9}}, {{1, 2}, {2, 3}, {4, 11}, {0, 1}}, {{0, 0}}, {},
	}
	var rows []string
	var sums []stat.ClusterSums
	for i, w := range worlds {
		var s stat.ClusterSums
		for _, x := range w {
			s.Add(x[0], x[1])
		}
		sums = append(sums, s)
		rows = append(rows, fmt.Sprintf("(%d, %d, %s, %s, %s, %s, %s)", i, s.K, number(s.X), number(s.N), number(s.XX), number(s.XN), number(s.NN)))
	}
	names := "i, k, x, n, xx, xn, nn"
	for i, got := range values(t, r, "clustered_lower(k, x, n, xx, xn, nn), clustered_upper(k, x, n, xx, xn, nn)", names, rows) {
		want, err := stat.ClusteredSums(sums[i], 0.95)
		near(t, fmt.Sprint("clustered ", worlds[i]), got, err == nil && want.Status == stat.OK, want.Lower, want.Upper)
	}
	for i, got := range values(t, r, "design_effect(k, x, n, xx, xn, nn), design_effect(k, x, n, xx, xn, nn)", names, rows) {
		want, _ := stat.ClusteredSums(sums[i], 0.95)
		near(t, fmt.Sprint("design effect ", worlds[i]), got, want.DeffKnown, want.Deff, want.Deff)
	}
}

func TestFunnelInSQL(t *testing.T) {
	r := published(t)
	var rows []string
	var grid [][2]float64
	for _, theta := range []float64{0, 0.01, 0.5, 0.80642448, 0.99, 1} {
		for _, n := range []float64{0, 1, 5, 100, 7320} {
			rows = append(rows, fmt.Sprintf("(%d, %s, %s)", len(rows), number(theta), number(n)))
			grid = append(grid, [2]float64{theta, n})
		}
	}
	for i, got := range values(t, r, "funnel_lower(theta, n), funnel_upper(theta, n)", "i, theta, n", rows) {
		want, err := stat.FunnelLimits(grid[i][0], grid[i][1])
		near(t, fmt.Sprint("funnel ", grid[i]), got, err == nil && want.Status == stat.OK, want.Lower95, want.Upper95)
	}
}

func TestOnTimeInSQL(t *testing.T) {
	r := published(t)
	for _, c := range []struct{ due, met, asOf, want string }{
		{"2019-07-11", "2019-07-11", "2019-12-31", "true"},  // the due day is in time
		{"2019-07-11", "2019-07-12", "2019-12-31", "false"}, // a day late
		{"2019-07-11", "", "2019-12-31", "false"},           // overdue and not done
		{"2019-07-11", "", "2019-07-11", "false"},           // due on the cut-off itself and not done: the on-time rate takes due dates up to the cut-off
		{"2020-01-01", "2019-12-20", "2019-12-31", ""},      // an early finisher that is not due yet stays out
		{"", "2019-12-20", "2019-12-31", ""},                // no due date
		{"2019-07-11", "2019-08-01", "2019-07-20", "false"}, // what was done after the cut-off has not happened
	} {
		date := func(s string) string {
			if s == "" {
				return "cast(null as date)"
			}
			if _, err := time.Parse(time.DateOnly, s); err != nil {
				t.Fatal(err)
			}
			return "date '" + s + "'"
		}
		var got *bool
		if err := r.QueryRowContext(t.Context(), "select on_time("+date(c.due)+", "+date(c.met)+", "+date(c.asOf)+")").Scan(&got); err != nil {
			t.Fatal(err)
		}
		text := ""
		if got != nil {
			text = fmt.Sprint(*got)
		}
		if text != c.want {
			t.Errorf("on_time(%s, %s, %s) = %q, want %q", c.due, c.met, c.asOf, text, c.want)
		}
	}
}

func TestEveryFunctionIsPublished(t *testing.T) {
	r := published(t)
	for _, f := range engine.Functions {
		var n int
		if err := r.QueryRowContext(t.Context(), "select count(*) from duckdb_functions() where function_name = ? and database_name = 'snapshot'", f).Scan(&n); err != nil || n == 0 {
			t.Errorf("%s: %d %v", f, n, err)
		}
	}
}
