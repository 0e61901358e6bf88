package chart

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func anyFloat(t *rapid.T, name string) float64 {
	return rapid.OneOf(rapid.Float64Range(-2, 2), rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, 1})).Draw(t, name)
}

func anyState(t *rapid.T) State {
	return rapid.SampledFrom([]State{Reported, Reported, Reported, NoneOccurred, NotReported, NotApplicable, Hidden}).Draw(t, "state")
}

func anyRate(t *rapid.T) Rate {
	return Rate{X: rapid.Int64Range(-1, 60).Draw(t, "x"), N: rapid.Int64Range(0, 60).Draw(t, "n"), Lo: anyFloat(t, "lo"), Hi: anyFloat(t, "hi"), State: anyState(t)}
}

func anyPtr(t *rapid.T, name string) *float64 {
	if rapid.Bool().Draw(t, name+" known") {
		v := anyFloat(t, name)
		return &v
	}
	return nil
}

// anyChart draws any kind over any rows, and says how many rows its table must have.
func anyChart(t *rapid.T) (b builder, rows int) {
	n := rapid.IntRange(0, 8).Draw(t, "rows")
	f := Frame{ID: "x", Title: "x", Simulated: rapid.Bool().Draw(t, "simulated")}
	// Names and words are printed as they are, so none here may look like what the check takes for a number gone wrong.
	wrong := func(s string) bool {
		return strings.Contains(s, "∞") || strings.Contains(s, "NaN") || strings.Contains(s, "Inf")
	}
	names := func() string {
		return rapid.StringN(0, 30, -1).Filter(func(s string) bool { return !wrong(s) }).Draw(t, "name")
	}
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		c := Forest{Frame: f, Target: anyPtr(t, "target")}
		for range n {
			c.Rows = append(c.Rows, ForestRow{Name: names(), Rate: anyRate(t), Label: names()})
		}
		return c, n
	case 1:
		c := Bars{Frame: f}
		for range n {
			c.Rows = append(c.Rows, BarRow{Name: names(), Count: Count{rapid.Int64().Draw(t, "count"), anyState(t)}})
		}
		return c, n
	case 2:
		c := Lines{Frame: f, Grain: rapid.SampledFrom([]Grain{Monthly, Quarterly, Yearly}).Draw(t, "grain"), Rates: rapid.Bool().Draw(t, "rates")}
		for i := range n {
			c.Periods = append(c.Periods, time.Date(2021+i, 7, 1, 0, 0, 0, 0, time.UTC))
		}
		series := rapid.IntRange(1, 3).Draw(t, "series")
		for range series {
			one := LineSeries{Name: names()}
			for range rapid.IntRange(0, n).Draw(t, "points") {
				one.Points = append(one.Points, Point{Rate: anyRate(t), Count: Count{rapid.Int64Range(-5, 500).Draw(t, "count"), anyState(t)}})
			}
			c.Series = append(c.Series, one)
		}
		return c, n * series
	case 3:
		c := Statuses{Frame: f, Share: rapid.Bool().Draw(t, "share")}
		for range n {
			r := StatusRow{Name: names(), State: anyState(t), Counts: map[string]int64{}}
			for _, status := range statusOrder {
				r.Counts[status] = rapid.Int64Range(-3, 40).Draw(t, status)
			}
			c.Rows = append(c.Rows, r)
		}
		return c, n
	case 4:
		c := Change{Frame: f}
		for range n {
			c.Rows = append(c.Rows, ChangeRow{Name: names(), Before: anyRate(t), After: anyRate(t), Lo: anyFloat(t, "from"), Hi: anyFloat(t, "to"), Clear: rapid.Bool().Draw(t, "clear")})
		}
		return c, n
	case 5:
		c := Bounds{Frame: f, Share: rapid.Bool().Draw(t, "share")}
		for range n {
			c.Rows = append(c.Rows, BoundRow{Name: names(), Words: names(), Exact: anyPtr(t, "exact"), Lo: anyPtr(t, "lower"), Hi: anyPtr(t, "upper"),
				ReadLo: anyPtr(t, "read from"), ReadHi: anyPtr(t, "read to"), State: anyState(t)})
		}
		return c, n
	case 6:
		c := Funnel{Frame: f, Target: anyFloat(t, "target")}
		for range n {
			c.Rows = append(c.Rows, FunnelRow{Name: names(), Rate: anyRate(t), Named: rapid.Bool().Draw(t, "named")})
			c.Limits = append(c.Limits, FunnelLimit{anyFloat(t, "at"), anyFloat(t, "l95"), anyFloat(t, "h95"), anyFloat(t, "l998"), anyFloat(t, "h998")})
		}
		return c, n
	default:
		c := Heat{Frame: f, Columns: []string{names(), names()}}
		for range n {
			c.Rows = append(c.Rows, HeatRow{Name: names(), Cells: []Rate{anyRate(t), anyRate(t)}})
		}
		return c, n
	}
}

// Whatever the rows: the table has them all, each as wide as its heading; the option is JSON (which has no NaN and no
// infinity) whenever there are rows of places; no number is printed that does not exist; input is not changed; and the
// same input gives the same bytes.
func TestAnyRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, rows := anyChart(t)
		p := printer(rapid.SampledFrom([]string{"vi", "en"}).Draw(t, "lang"))
		c := b.Build(p)
		if len(c.Table.Rows) != rows {
			t.Fatalf("%d rows in the table, want %d", len(c.Table.Rows), rows)
		}
		for _, row := range c.Table.Rows {
			if len(row) != len(c.Table.Head) {
				t.Fatalf("%d cells under %d headings", len(row), len(c.Table.Head))
			}
			for _, cell := range row[1:] {
				if strings.Contains(cell.Text+cell.Sort, "NaN") || strings.Contains(cell.Text+cell.Sort, "Inf") || strings.Contains(cell.Text+cell.Sort, "∞") {
					t.Fatalf("cell %+v", cell)
				}
			}
		}
		_, lines := b.(Lines)
		_, heat := b.(Heat)
		if rows > 0 && !lines && !heat && !c.Drawable() {
			t.Fatal("rows, but nothing to draw")
		}
		if c.Drawable() && !json.Valid(c.Option) {
			t.Fatalf("option %s", c.Option)
		}
		if again := b.Build(p); !reflect.DeepEqual(c, again) {
			t.Fatal("a second build differs")
		}
	})
}
