package chart

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// drawn is what a test needs of an option.
type drawn struct {
	Series []struct {
		Name, Type, Mark, Stack string
		RenderItem              string
		Data                    []json.RawMessage
		MarkLine                *struct{ Data []struct{ Name string } }
		ItemStyle               struct{ Decal json.RawMessage }
	}
	YAxis, XAxis []struct {
		Data      []string
		Min, Max  *float64
		AxisLabel struct {
			Interval *int
			Overflow string
		}
	}
	Tooltip struct{ RenderMode string }
	Graphic []struct{ Style struct{ Text string } }
	Legend  struct{ Data []string }
	Color   []string
	Aria    struct {
		Enabled bool
		Label   struct{ Description string }
	}
	Animation *bool
}

func open(t *testing.T, c Chart) drawn {
	t.Helper()
	var d drawn
	if err := json.Unmarshal(c.Option, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// marks counts the points of the series with a type and mark.
func (d drawn) marks(kind, mark string) int {
	n := 0
	for _, s := range d.Series {
		if s.Type != kind || s.Mark != mark || s.Name == "" {
			continue
		}
		for _, p := range s.Data {
			if string(p) != "null" {
				n++
			}
		}
	}
	return n
}

func TestEveryChartKeepsTheHouseRules(t *testing.T) {
	for name, b := range samples() {
		t.Run(name, func(t *testing.T) {
			c := b.Build(printer("vi"))
			d := open(t, c)
			if d.Tooltip.RenderMode != "richText" {
				t.Error("tooltip writes HTML")
			}
			if d.Animation == nil || *d.Animation {
				t.Error("animated")
			}
			if !d.Aria.Enabled || len([]rune(d.Aria.Label.Description)) < 40 {
				t.Errorf("described as %q", d.Aria.Label.Description)
			}
			if !slices.Equal(d.Color, seriesColours) {
				t.Errorf("palette %v", d.Color)
			}
			if len(c.Table.Rows) == 0 || c.Table.Caption == "" || !strings.Contains(c.Table.Note, "31/12/2025") {
				t.Errorf("table %q, note %q, %d rows", c.Table.Caption, c.Table.Note, len(c.Table.Rows))
			}
			for _, axis := range d.YAxis {
				if len(axis.Data) > 0 && (axis.AxisLabel.Interval == nil || *axis.AxisLabel.Interval != 0 || axis.AxisLabel.Overflow != "break") {
					t.Error("names of rows may be left out or cut")
				}
			}
		})
	}
}

func TestSimulatedIsMarked(t *testing.T) {
	for lang, want := range map[string]string{"vi": "SỐ LIỆU MÔ PHỎNG", "en": "SIMULATED DATA"} {
		c := sampleForest(5).Build(printer(lang))
		d := open(t, c)
		if len(d.Graphic) != 1 || strings.ReplaceAll(d.Graphic[0].Style.Text, "\n", " ") != want {
			t.Errorf("%s: watermark %+v", lang, d.Graphic)
		}
		if !strings.HasPrefix(c.Description, want) || !strings.HasPrefix(c.Table.Note, want) {
			t.Errorf("%s: %q, %q", lang, c.Description, c.Table.Note)
		}
	}
	if d := open(t, sampleBars().Build(printer("vi"))); len(d.Graphic) != 0 {
		t.Error("a real chart is marked as simulated")
	}
}

// A percent needs five cases, a solid point twenty: methods §3.1.
func TestSmallNumbers(t *testing.T) {
	tests := []struct {
		rate                 Rate
		solid, few, whiskers int
		percent              string
	}{
		{rate(4, 4), 0, 0, 0, "–"},
		{rate(4, 5), 0, 1, 1, "80,0%"},
		{rate(15, 19), 0, 1, 1, "78,9%"},
		{rate(16, 20), 1, 0, 1, "80,0%"},
		{Rate{X: 16, N: 20}, 1, 0, 0, "80,0%"}, // no interval known: none drawn
		{Rate{X: 16, N: 20, State: Hidden}, 0, 0, 0, "–"},
		{Rate{X: 21, N: 20}, 0, 0, 0, "–"}, // no part is larger than its whole
		{Rate{}, 0, 0, 0, "–"},
	}
	for _, tt := range tests {
		c := Forest{Frame: frame("x", "x"), Rows: []ForestRow{{Name: "A", Rate: tt.rate}}}.Build(printer("vi"))
		d := open(t, c)
		solid, few, whiskers := d.marks("scatter", ""), d.marks("scatter", "few"), d.marks("custom", "")
		if solid != tt.solid || few != tt.few || whiskers != tt.whiskers {
			t.Errorf("%+v: %d solid, %d hollow, %d whiskers", tt.rate, solid, few, whiskers)
		}
		if got := c.Table.Rows[0][1].Text; got != tt.percent {
			t.Errorf("%+v: %s, want %s", tt.rate, got, tt.percent)
		}
	}
}

func TestMissingIsNeverZero(t *testing.T) {
	for state, want := range map[State]string{Reported: `0`, NoneOccurred: `0`, NotReported: `null`, NotApplicable: `null`, Hidden: `null`} {
		bars := open(t, Bars{Frame: frame("x", "x"), Rows: []BarRow{{Name: "A", Count: Count{State: state}}, {Name: "B", Count: Count{N: 3}}}}.Build(printer("vi")))
		if got := value(bars.Series[0].Data[0]); got != want {
			t.Errorf("bar of %q: %s, want %s", state, got, want)
		}
		lines := Lines{Frame: frame("x", "x"), Grain: Monthly, Periods: []time.Time{asOf, asOf}, Series: []LineSeries{{Points: []Point{{Count: Count{State: state}}, {Count: Count{N: 3}}}}}}
		if got := value(open(t, lines.Build(printer("vi"))).Series[0].Data[0]); got != want {
			t.Errorf("line at %q: %s, want %s", state, got, want)
		}
	}
}

// value is a datum's value as JSON.
func value(datum json.RawMessage) string {
	var d struct{ Value json.RawMessage }
	if json.Unmarshal(datum, &d) != nil || d.Value == nil {
		return string(datum)
	}
	return string(d.Value)
}

// No line crosses 1/7/2025; the gap is on the axis, not in the table.
func TestLinesBreakAtTheReform(t *testing.T) {
	month := func(y, m int) time.Time { return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC) }
	tests := []struct {
		name    string
		grain   Grain
		periods []time.Time
		slots   []int
		at      int
	}{
		{"months", Monthly, []time.Time{month(2025, 5), month(2025, 6), month(2025, 7)}, []int{0, 1, -1, 2}, 2},
		{"quarters", Quarterly, []time.Time{month(2025, 4), month(2025, 7)}, []int{0, -1, 1}, 1},
		{"years: 2025 stands alone", Yearly, []time.Time{month(2024, 1), month(2025, 1), month(2026, 1)}, []int{0, -1, 1, -1, 2}, 2},
		{"before", Monthly, []time.Time{month(2025, 5), month(2025, 6)}, []int{0, 1}, -1},
		{"after", Monthly, []time.Time{month(2025, 7), month(2025, 8)}, []int{0, 1}, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := Lines{Frame: frame("x", "x"), Grain: tt.grain, Rates: true, Periods: tt.periods, Series: []LineSeries{{Name: "A"}}}
			for range tt.periods {
				l.Series[0].Points = append(l.Series[0].Points, Point{Rate: rate(30, 50)})
			}
			slots, _ := l.slots(speak(printer("vi")))
			if !slices.Equal(slots, tt.slots) || l.breakAt(slots) != tt.at {
				t.Fatalf("slots %v, break at %d", slots, l.breakAt(slots))
			}
			c := l.Build(printer("vi"))
			d := open(t, c)
			marked := d.Series[0].MarkLine != nil && strings.Contains(d.Series[0].MarkLine.Data[0].Name, "34 tỉnh")
			if marked != (tt.at >= 0) || len(c.Table.Rows) != len(tt.periods) {
				t.Errorf("marked %v, %d rows", marked, len(c.Table.Rows))
			}
			for _, s := range d.Series {
				if s.Type != "line" {
					continue
				}
				for at, slot := range tt.slots {
					if slot < 0 && string(s.Data[at]) != "null" {
						t.Errorf("a line crosses the reform: %s", s.Data[at])
					}
				}
			}
		})
	}
}

// "gần 90%" has an upper bound and no lower one, and never a point: the printed word is its label.
func TestPublishedWordsStayWords(t *testing.T) {
	c := sampleBounds(true).Build(printer("vi"))
	d := open(t, c)
	if !strings.Contains(d.YAxis[0].Data[0], "“gần 90%”") {
		t.Errorf("label %q", d.YAxis[0].Data[0])
	}
	for _, s := range d.Series {
		switch {
		case s.RenderItem == "claim" && value(s.Data[0]) != `[0,null,0.9]`:
			t.Errorf("bounds %s", value(s.Data[0]))
		case s.Type == "scatter" && s.Name != "" && len(s.Data) != 1:
			t.Errorf("%d exact points, want that of 85,5%% alone", len(s.Data))
		}
	}
	if r := settled([]BoundRow{{Lo: f64(0.8), Hi: f64(0.8)}, {Lo: f64(0.8), Hi: f64(0.8), HiOpen: true}}); r[0].Exact == nil || r[1].Exact != nil {
		t.Error("equal closed bounds are a number, an open one is not")
	}
	if got := c.Table.Rows[0][2].Text; got != "không có cận dưới, dưới 90%" {
		t.Errorf("reads %q", got)
	}
}

// Neighbouring statuses differ without colour: by pattern, or full against empty.
func TestStatusesDifferWithoutColour(t *testing.T) {
	d := open(t, sampleStatuses(false).Build(printer("vi")))
	if len(d.Legend.Data) != len(statusOrder) {
		t.Fatalf("legend %v", d.Legend.Data)
	}
	seen := map[string]string{}
	for _, s := range d.Series {
		if s.Type != "bar" || s.ItemStyle.Decal == nil {
			continue
		}
		if other, ok := seen[string(s.ItemStyle.Decal)]; ok {
			t.Errorf("%s has the pattern of %s", s.Name, other)
		}
		seen[string(s.ItemStyle.Decal)] = s.Name
	}
	if len(seen) != 4 {
		t.Errorf("%d patterns", len(seen))
	}
}

func TestPercentAxisIsWholeUnlessTold(t *testing.T) {
	f := sampleForest(5)
	if a := open(t, f.Build(printer("vi"))).XAxis[0]; *a.Min != 0 || *a.Max != 1 {
		t.Errorf("axis %v–%v", *a.Min, *a.Max)
	}
	f.Range = &[2]float64{0.5, 0.9}
	if a := open(t, f.Build(printer("vi"))).XAxis[0]; *a.Min != 0.5 || *a.Max != 0.9 {
		t.Errorf("axis %v–%v, want as told", *a.Min, *a.Max)
	}
	f.Rows = append(f.Rows, ForestRow{Name: "B", Rate: rate(97, 100)})
	if a := open(t, f.Build(printer("vi"))).XAxis[0]; *a.Min != 0.5 || *a.Max != 1 {
		t.Errorf("axis %v–%v leaves a point of 97%% outside", *a.Min, *a.Max)
	}
}

func TestBothLanguagesHaveTheSameWords(t *testing.T) {
	vi, en := slices.Sorted(maps.Keys(catalogue["vi"])), slices.Sorted(maps.Keys(catalogue["en"]))
	if !slices.Equal(vi, en) {
		t.Errorf("keys differ: %v, %v", vi, en)
	}
	for key, text := range catalogue["vi"] {
		for _, hole := range []string{"{0}", "{1}", "{2}", "{3}", "{4}", "{5}"} {
			if strings.Contains(text, hole) != strings.Contains(catalogue["en"][key], hole) {
				t.Errorf("%s: %s stands in one language only", key, hole)
			}
		}
	}
}

// A band covers every month of it and no other, up to the top of the axis: the gap at the reform is no month.
func TestBandsCoverTheirMonths(t *testing.T) {
	d := open(t, sampleBursts().Build(printer("vi")))
	top := *d.YAxis[0].Max
	var shaded []int
	for _, s := range d.Series {
		if s.Type != "bar" {
			continue
		}
		for at, point := range s.Data {
			var v struct{ Value float64 }
			if string(point) == "null" {
				continue
			}
			if err := json.Unmarshal(point, &v); err != nil || v.Value != top {
				t.Errorf("band %d ends at %v, the axis at %v: %v", at, v.Value, top, err)
			}
			shaded = append(shaded, at)
		}
	}
	if want := []int{2, 9, 10, 11}; !slices.Equal(shaded, want) {
		t.Errorf("shaded slots %v, want %v", shaded, want)
	}
}
