package chart

import (
	"math"
	"unicode/utf8"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// FunnelRow is one locality against its size.
type FunnelRow struct {
	Name  string
	Href  string
	Rate  Rate
	Label string // what may be said: "cao hơn", "chưa thấy khác biệt"
	Named bool   // its name is written beside the point: the ones outside the limits
	Note  string
}

// FunnelLimit is where rates of size N lie by ordinary variation around the target: stat.FunnelLimits.
type FunnelLimit struct {
	N                        float64
	Lo95, Hi95, Lo998, Hi998 float64
}

// Funnel sets rates against the number they are of, with the 95% and 99.8% limits of chance around the target.
type Funnel struct {
	Frame
	RateName, SizeName string
	Rows               []FunnelRow
	Target             float64
	TargetName         string
	Limits             []FunnelLimit // by rising N, as many as make a smooth curve
}

// Build draws the funnel.
func (f Funnel) Build(p Printer) Chart {
	s := speak(p)
	c := Chart{Kind: KindFunnel, Rows: 12, Description: f.describe(s), Table: f.table(s)}
	size := countAxis(f.SizeName)
	delete(size, "minInterval")
	pl := plot{x: []object{below(size)}, y: []object{above(shareAxis(f.RateName, nil), 15)}}
	pl.add(f.curves(s)...)
	pl.add(f.points(s)...)
	return f.finish(s, c, pl, len(f.Rows) > 0)
}

func (f Funnel) points(s speaker) []series {
	var solid, few, named []any
	names := namer{target: f.Target, scale: f.width() / paperWidth}
	for _, r := range f.Rows {
		if !r.Rate.Shown() {
			continue
		}
		d := datum(lines(r.Name, s.rateTip(r.Rate), r.Label, r.Note, s.asOf(f.AsOf)), r.Rate.N, round6(r.Rate.share()))
		if r.Named {
			named = append(named, object{"name": r.Name, "value": d["value"], "label": names.label(r.Name, float64(r.Rate.N), r.Rate.share())})
		}
		if r.Rate.few() {
			few = append(few, d)
		} else {
			solid = append(solid, d)
		}
	}
	points := scatter(s.t("solid"), "circle", 10, solid)
	points.Color = teal
	points.more = object{"z": 5}
	hollow := scatter(s.t("few"), "circle", 10, few)
	hollow.more = object{"mark": "few", "z": 4}
	label := scatter("", "circle", 1, named)
	label.Id, label.Color = "names", teal
	// A phone has no room for all: those that would lie on others are left out there. The table has them.
	label.more = object{"z": 4, "silent": true, "labelLayout": object{"hideOverlap": true}, "label": object{
		"show": true, "formatter": "{b}", "color": ink, "fontSize": 13, "backgroundColor": "rgba(255,255,255,.92)", "padding": []any{1, 4}, "borderRadius": 3, "distance": 7}}
	return []series{points, hollow, label}
}

// namer places the names of points: on the outer side of the funnel, away from the crowd within it, each further name in the way a line
// further out. They stand on a ground of their own: a line may pass behind a name and never through it.
type namer struct {
	target float64
	scale  float64 // of the size axis, in points a pixel of the narrowest drawing that shows all names
	taken  []nameBox
}

type nameBox struct{ left, right, y float64 }

const (
	nameLine   = 19.0 // from one name to the next, in pixels
	paperWidth = 560.0
	plotHeight = 240.0
)

func (n *namer) label(name string, size, share float64) object {
	side, out := "top", -1.0
	if finite(n.target) && share < n.target {
		side, out = "bottom", 1.0
	}
	half := (letter*1.15*float64(utf8.RuneCountInString(name)) + 10) / 2
	box := nameBox{size/n.scale - half, size/n.scale + half, (1-share)*plotHeight + 14*out}
	moved := 0.0
	for n.meets(box) {
		box.y += nameLine * out
		moved += nameLine * out
	}
	n.taken = append(n.taken, box)
	return object{"position": side, "offset": []any{0, moved}}
}

func (n *namer) meets(b nameBox) bool {
	for _, t := range n.taken {
		if b.left < t.right && t.left < b.right && math.Abs(b.y-t.y) < nameLine {
			return true
		}
	}
	return false
}

// width is the largest number on the axis.
func (f Funnel) width() float64 {
	most := 1.0
	for _, r := range f.Rows {
		most = math.Max(most, float64(r.Rate.N))
	}
	for _, l := range f.Limits {
		if finite(l.N) {
			most = math.Max(most, l.N)
		}
	}
	return most
}

// curves are the limits: dashed for 95%, dotted for 99.8%, and the target as a plain line.
func (f Funnel) curves(s speaker) []series {
	pick := func(of func(FunnelLimit) float64) []any {
		var out []any
		for _, l := range f.Limits {
			if v := of(l); finite(l.N, v) {
				out = append(out, []any{l.N, round6(math.Max(0, math.Min(1, v)))})
			}
		}
		return out
	}
	var out []series
	if n := len(f.Limits); n > 0 && finite(f.Target, f.Limits[n-1].N) {
		out = append(out, limitLine(f.targetText(s), "solid", soft, []any{[]any{0, round6(f.Target)}, []any{f.Limits[n-1].N, round6(f.Target)}}))
	}
	return append(out,
		limitLine(s.t("limit95"), "dashed", blue, pick(func(l FunnelLimit) float64 { return l.Lo95 })),
		limitLine(s.t("limit95"), "dashed", blue, pick(func(l FunnelLimit) float64 { return l.Hi95 })),
		limitLine(s.t("limit998"), "dotted", plum, pick(func(l FunnelLimit) float64 { return l.Lo998 })),
		limitLine(s.t("limit998"), "dotted", plum, pick(func(l FunnelLimit) float64 { return l.Hi998 })),
	)
}

func limitLine(name, form, colour string, data []any) series {
	line := series{SingleSeries: charts.SingleSeries{
		Name: name, Type: "line", Symbol: "none", Color: colour, Data: data, LineStyle: &opts.LineStyle{Color: colour, Type: form, Width: 1.5},
	}}
	line.more = object{"silent": true, "z": 2, "tooltip": object{"show": false}}
	return line
}

func (f Funnel) targetText(s speaker) string {
	return Forest{Target: &f.Target, TargetName: f.TargetName}.targetText(s)
}

// describe and table are those of the same rows as a forest, in words of its own.
func (f Funnel) describe(s speaker) string {
	var outside []string
	for _, r := range f.Rows {
		if r.Named && r.Rate.Shown() {
			outside = append(outside, r.Name+" "+s.rateText(r.Rate))
		}
	}
	text := f.forest().describe(s)
	if len(outside) == 0 {
		return sentences(s.t("d.funnel"), text, s.t("d.funnel.none"))
	}
	return sentences(s.t("d.funnel"), text, s.t("d.funnel.out", joinKept("; ", outside)))
}

func (f Funnel) table(s speaker) Table { return f.forest().table(s) }

func (f Funnel) forest() Forest {
	forest := Forest{Frame: f.Frame, RateName: f.RateName, Target: &f.Target, TargetName: f.TargetName}
	for _, r := range f.Rows {
		forest.Rows = append(forest.Rows, ForestRow{Name: r.Name, Href: r.Href, Rate: r.Rate, Label: r.Label, Note: r.Note})
	}
	return forest
}
