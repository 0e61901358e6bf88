package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// HeatRow is one locality: its share of each column, in the order of Heat.Columns.
type HeatRow struct {
	Name  string
	Href  string
	Cells []Rate
	Note  string
}

// Heat is a table of shares in shades: locality by topic. A cell without a share stays empty.
type Heat struct {
	Frame
	RowHead string
	Columns []string
	Rows    []HeatRow
}

// heatShades run from light to dark in one hue, so that they keep their order in grey and for every eye.
var heatShades = []string{"#eef4f3", "#b9d3d3", "#5f9a9e", teal, "#0a3d45"}

// Build draws the heat map.
func (h Heat) Build(p Printer) Chart {
	s := speak(p)
	names := make([]string, len(h.Rows))
	for i, r := range h.Rows {
		names[i] = r.Name
	}
	// the names of columns stand upright and take the height of some rows
	c := Chart{Kind: KindHeat, Rows: rowsFor(names) + 6, Description: h.describe(s), Table: h.table(s)}
	column := object{"interval": 0, "hideOverlap": false, "width": 150, "overflow": "break", "lineHeight": 15}
	pl := plot{
		x: []object{{"type": "category", "data": h.Columns, "position": "top", "axisTick": object{"show": false}, "axisLine": object{"show": false}, "axisLabel": column}},
		y: []object{nameAxis(names)},
	}
	data, most := h.data(s)
	heat := series{SingleSeries: charts.SingleSeries{Name: s.t("h.share"), Type: "heatmap", Data: data}}
	heat.more = object{
		"itemStyle": object{"borderColor": white, "borderWidth": 2},
		"label":     object{"show": true, "formatter": "fmt:percent0", "fontSize": 12},
	}
	pl.add(heat)
	pl.legend = nil
	pl.phone, pl.desk = nameMedia(names)
	turned := func(rotate, width int, overflow string, labels bool) object {
		return object{
			"xAxis":  []any{object{"axisLabel": object{"rotate": rotate, "width": width, "overflow": overflow}}},
			"series": []any{object{"label": object{"show": labels}}},
		}
	}
	merge(pl.phone, turned(90, 176, "truncate", false))
	if len(h.Columns) > 5 || longest(h.Columns) > 16 {
		merge(pl.desk, turned(-40, 190, "truncate", len(h.Columns) <= 16))
	} else {
		merge(pl.desk, turned(0, 150, "break", true))
	}
	pl.more = object{"visualMap": object{
		"type": "continuous", "min": 0, "max": most, "orient": "horizontal", "left": 0, "top": 0, "itemHeight": 110, "itemWidth": 12,
		"formatter": "fmt:percent0", "text": []any{s.PercentBound(most), s.PercentBound(0)}, "inRange": object{"color": heatShades}, "show": true,
	}}
	return h.finish(s, c, pl, len(data) > 0)
}

// data are the cells with a share, and the top of the scale: the largest share, rounded up to a tenth.
func (h Heat) data(s speaker) (data []any, most float64) {
	for row, r := range h.Rows {
		for col := range h.Columns {
			if col >= len(r.Cells) || !r.Cells[col].Shown() {
				continue
			}
			v := r.Cells[col]
			most = math.Max(most, v.share())
			tip := lines(r.Name+" · "+h.Columns[col], s.rateTip(v), r.Note, s.asOf(h.AsOf))
			data = append(data, datum(tip, col, row, round6(v.share())))
		}
	}
	return data, math.Max(0.1, math.Ceil(most*10-1e-9)/10)
}

func (h Heat) describe(s speaker) string {
	type place struct{ row, col int }
	var high, low *place
	shown := 0
	at := func(p place) Rate { return h.Rows[p.row].Cells[p.col] }
	for row, r := range h.Rows {
		for col := range h.Columns {
			if col >= len(r.Cells) || !r.Cells[col].Shown() {
				continue
			}
			shown++
			here := place{row, col}
			if high == nil || at(here).share() > at(*high).share() {
				high = &here
			}
			if low == nil || at(here).share() < at(*low).share() {
				low = &here
			}
		}
	}
	parts := []string{s.t("d.heat", h.Title, s.count(len(h.Rows)), s.count(len(h.Columns)), s.count(shown), s.count(len(h.Rows)*len(h.Columns)))}
	if high != nil {
		say := func(p place) string { return h.Rows[p.row].Name + " – " + h.Columns[p.col] + " " + s.rateText(at(p)) }
		parts = append(parts, s.t("d.extremes", say(*low), say(*high)))
	}
	return sentences(parts...)
}

func (h Heat) table(s speaker) Table {
	first := h.RowHead
	if first == "" {
		first = s.t("h.place")
	}
	t := Table{Head: []Head{{Text: first}}}
	for _, c := range h.Columns {
		t.Head = append(t.Head, Head{Text: c, Num: true})
	}
	t.Head = append(t.Head, Head{Text: s.t("h.note")})
	for _, r := range h.Rows {
		row := []Cell{{Text: r.Name, Href: r.Href, Header: true}}
		for col := range h.Columns {
			v := Rate{State: NotReported}
			if col < len(r.Cells) {
				v = r.Cells[col]
			}
			cell := s.pairCell(v)
			if v.interval() {
				cell.Sub += "; " + s.PercentRange(v.Lo, v.Hi)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, append(row, Cell{Text: r.Note}))
	}
	return t
}
