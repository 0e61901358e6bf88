package dashboards

import (
	"slices"
	"time"

	"nhipcau/dashboards/chart"
	"nhipcau/internal/i18n"
	"nhipcau/internal/semantic"
)

// chartPrinter gives charts the page's forms of numbers.
type chartPrinter struct{ *i18n.Printer }

// Lang is the page's language.
func (p chartPrinter) Lang() string { return string(p.Printer.Lang) }

type builder interface {
	Build(p chart.Printer) chart.Chart
}

// draw puts a chart into a figure. The figure keeps its own table, which has what the chart's tooltip has.
func (q *request) draw(f *figure, b builder) {
	c := b.Build(chartPrinter{q.Printer})
	f.Kind, f.Rows, f.Option, f.Label = string(c.Kind), c.Rows, c.OptionText(), c.Description
	q.drawn = q.drawn || c.Drawable()
}

func (q *request) frame(f *figure) chart.Frame {
	return chart.Frame{ID: f.ID, Title: f.Title, AsOf: q.held.AsOf, Simulated: q.simulated}
}

// chartRate hands a value over; a group without a row has no value, which is not a zero.
func chartRate(v semantic.Value) chart.Rate {
	if v.Hidden {
		return chart.Rate{State: chart.Hidden}
	}
	return chart.Rate{X: v.Num, N: v.Den, Lo: v.Lo, Hi: v.Hi}
}

func (q *request) drawQuarters(f *figure, result semantic.Result) {
	periods := quartersOf(result)
	if len(periods) < 2 {
		return
	}
	lines := chart.Lines{Frame: q.frame(f), Grain: chart.Quarterly, Rates: true, ValueName: q.T("head.rate"), Periods: periods}
	for i, m := range result.Metrics {
		if m.Unit != "percent" {
			continue
		}
		lines.Series = append(lines.Series, chart.LineSeries{Name: q.short(m), Points: points(result, i, periods)})
	}
	q.draw(f, lines)
}

func (q *request) drawTrend(f *figure, name string, result semantic.Result, bursts []semantic.TopicBurst) {
	periods := periodsOf(result, 1)
	if len(periods) < 2 {
		return
	}
	lines := chart.Lines{Frame: q.frame(f), Grain: chart.Monthly, Rates: true, ValueName: q.T("head.share"), Periods: periods, Range: room(result),
		Series: []chart.LineSeries{{Name: name, Points: points(result, 0, periods)}}}
	for _, b := range bursts {
		lines.Bands = append(lines.Bands, chart.Band{From: slices.Index(periods, b.From), To: slices.Index(periods, b.To), Name: q.T("bursts.band", "months", q.months(b.From, b.To))})
	}
	q.draw(f, lines)
}

// room is an axis from 0 to a round share above the highest interval: shares of a topic would lie flat on 0–100%.
func room(result semantic.Result) *[2]float64 {
	top := 0.0
	for _, r := range result.Rows {
		if r.Values[0].Den >= chart.FewN {
			top = max(top, r.Values[0].Hi)
		}
	}
	for _, end := range []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8} {
		if top < end {
			return &[2]float64{0, end}
		}
	}
	return nil
}

// quartersOf are the quarters from the first to the last row, without gaps.
func quartersOf(result semantic.Result) []time.Time { return periodsOf(result, 3) }

// periodsOf are the periods of so many months.
func periodsOf(result semantic.Result, months int) []time.Time {
	var list []time.Time
	var days []time.Time
	for _, r := range result.Rows {
		if t, err := time.Parse(time.DateOnly, r.Keys[0]); err == nil {
			days = append(days, t)
		}
	}
	if len(days) == 0 {
		return nil
	}
	last := slices.MaxFunc(days, time.Time.Compare)
	for t := slices.MinFunc(days, time.Time.Compare); !t.After(last); t = t.AddDate(0, months, 0) {
		list = append(list, t)
	}
	return list
}

func points(result semantic.Result, at int, periods []time.Time) []chart.Point {
	list := make([]chart.Point, len(periods))
	for i := range list {
		list[i].Rate.State = chart.NotReported
	}
	for _, r := range result.Rows {
		if t, err := time.Parse(time.DateOnly, r.Keys[0]); err == nil {
			list[slices.Index(periods, t)].Rate = chartRate(r.Values[at])
		}
	}
	return list
}

func (q *request) drawTopics(f *figure, topics []topic, values map[string]semantic.Value, hidden map[string]bool) {
	forest := chart.Forest{Frame: q.frame(f), RateName: q.T("head.share"), RowHead: q.T("head.topic")}
	top := 0.0
	for _, t := range topics {
		rate := chartRate(values[t.ID])
		if hidden[t.ID] {
			rate = chart.Rate{State: chart.Hidden}
		}
		if rate.N >= chart.FewN {
			top = max(top, rate.Hi)
		}
		forest.Rows = append(forest.Rows, chart.ForestRow{Name: t.label(q.Printer), Rate: rate})
	}
	for _, end := range []float64{0.2, 0.3, 0.4, 0.5} {
		if forest.Range == nil && top < end {
			forest.Range = &[2]float64{0, end}
		}
	}
	q.draw(f, forest)
}

func (q *request) drawCompare(f *figure, list []compared, overall *float64) {
	forest := chart.Forest{Frame: q.frame(f), RateName: q.T("head.rate"), Target: overall, TargetName: q.T("compare.line")}
	for _, c := range list {
		r := chart.ForestRow{Name: c.Name, Rate: chartRate(c.Value)}
		if c.Band.Outside95() {
			r.Label = q.T("band." + string(c.Band))
		}
		forest.Rows = append(forest.Rows, r)
	}
	q.draw(f, forest)
}

func (q *request) drawStatuses(f *figure, rows []statusRow) {
	st := chart.Statuses{Frame: q.frame(f), RowHead: q.T("head.duty"), Share: true}
	for _, r := range rows {
		st.Rows = append(st.Rows, chart.StatusRow{Name: r.Name, Counts: r.Counts})
	}
	q.draw(f, st)
}

func (q *request) drawChanges(f *figure, before, after string, rows []chart.ChangeRow) {
	q.draw(f, chart.Change{Frame: q.frame(f), RowHead: q.T("head.topic"), BeforeName: before, After: after, Rows: rows})
}

func (q *request) drawClaims(f *figure, claims []claim) {
	b := chart.Bounds{Frame: chart.Frame{ID: f.ID, Title: f.Title}, ValueName: q.T("head.share"), Share: true}
	for _, c := range claims {
		r := chart.BoundRow{Name: q.facts().name(c.UnitID) + ": " + q.facts().word(q.Printer, "measure", c.Measure), Words: c.Text, LoOpen: c.LoOpen, HiOpen: c.HiOpen}
		if c.Lo.Valid {
			r.Lo = &c.Lo.V
		}
		if c.Hi.Valid {
			r.Hi = &c.Hi.V
		}
		b.Rows = append(b.Rows, r)
	}
	q.draw(f, b)
}
