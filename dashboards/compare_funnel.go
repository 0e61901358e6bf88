package dashboards

import (
	"math"

	"nhipcau/dashboards/chart"
	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// funnelSteps is how many points make a limit a smooth curve.
const funnelSteps = 60

// funnelFigure sets each place's rate against what its n is worth, with the limits its label was given by; nil where no funnel labels.
func (q *request) funnelFigure(v semantic.Comparison, list []compared, title string) *figure {
	if v.Limits(1).Status != stat.OK {
		return nil
	}
	f := figure{ID: "pheu", Title: q.T("funnel.title", "title", title), Note: q.T("funnel.note"), Source: q.source(),
		Table: &table{Caption: q.T("funnel.table"), Tall: len(list) > 25, Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.rate"), Num: true}, {Text: q.T("head.xn"), Num: true},
			{Text: q.T("funnel.worth"), Num: true}, {Text: q.T("funnel.limits95"), Num: true}, {Text: q.T("funnel.limits998"), Num: true}, {Text: q.T("head.label"), NoSort: true}}}}
	b := chart.Funnel{Frame: q.frame(&f), RateName: q.T("head.rate"), SizeName: q.T("funnel.worth"), Target: v.Labels.Theta, TargetName: q.T("funnel.line")}
	least, most := math.Inf(1), 0.0
	for _, c := range list {
		least, most = min(least, c.Worth), max(most, c.Worth)
		band, l := q.T("band."+string(c.Band)), v.Limits(c.Worth)
		f.Table.Rows = append(f.Table.Rows, row{Cells: []cell{q.placeCell(c), q.rateCell(c.Value), q.ratioCell(c.Value),
			{Text: q.Int(int64(math.Round(c.Worth))), Num: true, Sort: sortKey(c.Worth)}, {Text: q.PercentRange(l.Lower95, l.Upper95), Num: true, Sort: sortKey(l.Lower95)},
			{Text: q.PercentRange(l.Lower998, l.Upper998), Num: true, Sort: sortKey(l.Lower998)}, {Text: band}}})
		// the point stands at what its n is worth; its own x/n is in the note
		n := math.Round(c.Worth)
		r := chart.Rate{X: int64(math.Round(c.Value.Rate * n)), N: int64(n), Lo: c.Value.Lo, Hi: c.Value.Hi}
		b.Rows = append(b.Rows, chart.FunnelRow{Name: c.Name, Rate: r, Label: band, Named: c.Band.Outside95(), Note: q.T("funnel.own", "ratio", q.ratio(c.Value))})
	}
	for i := range funnelSteps + 1 {
		n := least + (most*1.05-least)*float64(i)/funnelSteps
		l := v.Limits(n)
		b.Limits = append(b.Limits, chart.FunnelLimit{N: n, Lo95: l.Lower95, Hi95: l.Upper95, Lo998: l.Lower998, Hi998: l.Upper998})
	}
	q.draw(&f, b)
	return &f
}
