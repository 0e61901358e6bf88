package dashboards

import (
	"fmt"
	"math"
	"slices"
	"time"

	"nhipcau/dashboards/chart"
	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// longestShown is where the curve of days stops: beyond it few are followed and nothing is due.
const longestShown = 180

// waiting is how long the written reply took: Kaplan-Meier with its median, and what ended otherwise by Aalen-Johansen.
func (q *request) waiting(level string, year int) (figure, error) {
	f := figure{ID: "so-ngay", Title: q.T("waiting.title", "period", q.periodName(year)), Note: q.T("waiting.note"), Source: q.source()}
	d, err := q.durations(level, year)
	if err != nil {
		return f, err
	}
	if d == nil || d.KM.Status != stat.OK {
		f.Empty = q.T("value.no_record")
		return f, nil
	}
	f.Table = q.waitingTable(d)
	curve := chart.DayCurve{Name: q.T("waiting.answered")}
	for _, p := range d.KM.Points {
		if p.Time > longestShown || d.KM.DrawUntil != nil && p.Time > *d.KM.DrawUntil {
			break
		}
		s := chart.DayShare{Day: p.Time, Share: 1 - p.Open, Note: q.T("waiting.at_risk", "day", int(p.Time), "n", p.AtRisk)}
		if p.Lower != nil && p.Upper != nil {
			lo, hi := 1-*p.Upper, 1-*p.Lower
			s.Lo, s.Hi = &lo, &hi
		}
		curve.Days = append(curve.Days, s)
	}
	if d.KM.DrawUntil == nil || len(curve.Days) == 0 {
		return f, nil
	}
	last := curve.Days[len(curve.Days)-1].Day
	v := chart.Survival{Frame: q.frame(&f), ShareName: q.T("head.share"), DayName: q.T("waiting.days"), Text: q.medianWords(d),
		Curves: []chart.DayCurve{curve, q.endedCurve(d.Ended, semantic.Forwarded, "waiting.forwarded", last)}}
	if withdrawn(d.Ended) {
		v.Curves = append(v.Curves, q.endedCurve(d.Ended, semantic.Withdrawn, "waiting.withdrawn", last))
	}
	for _, day := range []float64{10, 30, 40} {
		v.Marks = append(v.Marks, chart.DayMark{Day: day, Name: q.Int(int64(day))})
	}
	q.draw(&f, v)
	return f, nil
}

// withdrawn: somebody took an opinion back. Most countries of records have none, and no curve for it.
func withdrawn(c stat.CIF) bool { return len(c.Ended) >= semantic.Withdrawn }

// endedCurve is the share that had ended in one way, up to the last day that is drawn.
func (q *request) endedCurve(c stat.CIF, outcome int, name string, last float64) chart.DayCurve {
	curve := chart.DayCurve{Name: q.T(name)}
	for i, day := range c.Time {
		if day <= last && len(c.Ended) >= outcome {
			curve.Days = append(curve.Days, chart.DayShare{Day: day, Share: c.Ended[outcome-1][i],
				Lo: c.Lower[outcome-1][i], Hi: c.Upper[outcome-1][i], Note: q.T("waiting.at_risk", "day", int(day), "n", c.AtRisk[i])})
		}
	}
	return curve
}

// durations are the reply times of a level and year; nil without any. Kept with the snapshot: a curve has hundreds of days.
func (q *request) durations(level string, year int) (*semantic.Durations, error) {
	key := fmt.Sprintf("durations %s %s %d", q.origin(), level, year)
	if d, ok := q.held.memo.recall(key).(*semantic.Durations); ok {
		return d, nil
	}
	from, to := period(year)
	list, err := q.facts().catalog.Durations(q.ctx(), q.held, semantic.Query{Origin: q.origin(), Where: semantic.Where{Level: level}, From: from, To: to})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	q.held.memo.remember(key, &list[0], len(list[0].KM.Points)+1)
	return &list[0], nil
}

func (q *request) waitingTable(d *semantic.Durations) *table {
	t := &table{Caption: q.T("waiting.table"), Note: q.medianWords(d), Unsorted: true, Heads: []head{{Text: q.T("waiting.days")}, {Text: q.T("waiting.answered"), Num: true},
		{Text: q.T("waiting.followed"), Num: true}, {Text: q.T("waiting.ended")}}}
	for _, w := range d.Within {
		share := cell{Text: q.T("waiting.not_reached"), Num: true}
		if w.Status == stat.OK {
			share = cell{Text: q.Percent(w.Share), Num: true}
			if w.Lower != nil && w.Upper != nil {
				share.Small = q.PercentRange(*w.Lower, *w.Upper)
			}
		}
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: q.T("waiting.within", "n", int(w.Day))}, share, {Text: q.Int(int64(w.AtRisk)) + "/" + q.Int(int64(d.KM.N)), Num: true},
			q.endedCell(d.Ended, w.Day)}})
	}
	return t
}

// endedCell says how all had ended by a day, in parts that add up to the whole, and the interval of each.
func (q *request) endedCell(c stat.CIF, day float64) cell {
	if c.Status != stat.OK {
		return cell{Text: "–"}
	}
	answered, forwarded := c.EndedWithin(day, semantic.Answered), c.EndedWithin(day, semantic.Forwarded)
	if answered.Status != stat.OK {
		return cell{Text: q.T("waiting.not_reached")}
	}
	if withdrawn(c) {
		back := c.EndedWithin(day, semantic.Withdrawn)
		return cell{Text: q.T("waiting.parts_back", "answered", q.Percent(answered.Share), "forwarded", q.Percent(forwarded.Share), "withdrawn", q.Percent(back.Share),
			"open", q.Percent(1-answered.Share-forwarded.Share-back.Share)),
			Small: q.T("waiting.parts_back_n", "answered", q.shareRange(answered), "forwarded", q.shareRange(forwarded), "withdrawn", q.shareRange(back), "n", c.N)}
	}
	return cell{Text: q.T("waiting.parts", "answered", q.Percent(answered.Share), "forwarded", q.Percent(forwarded.Share), "open", q.Percent(1-answered.Share-forwarded.Share)),
		Small: q.T("waiting.parts_n", "answered", q.shareRange(answered), "forwarded", q.shareRange(forwarded), "n", c.N)}
}

// shareRange is the interval of a share, or a dash where it has none: nothing had ended that way, or all.
func (q *request) shareRange(a stat.ShareAt) string {
	if a.Lower == nil || a.Upper == nil {
		return "–"
	}
	return q.PercentRange(*a.Lower, *a.Upper)
}

// medianWords says the median with its interval and what it was made of.
func (q *request) medianWords(d *semantic.Durations) string {
	return q.medianSentence(d) + " " + q.T("waiting.n", "n", d.KM.N, "undated", d.Undated) + " " + q.T("waiting.methods")
}

// medianSentence says the median with its interval; one that was not reached is never the longest time seen.
func (q *request) medianSentence(d *semantic.Durations) string {
	m := d.Median
	if m.Status != stat.OK || m.Days == nil {
		return q.T("waiting.median_open")
	}
	day := func(v *float64) string {
		if v == nil {
			return q.T("waiting.not_reached")
		}
		return q.Int(int64(math.Round(*v)))
	}
	return q.T("waiting.median", "days", day(m.Days), "lo", day(m.Lower), "hi", day(m.Upper))
}

// flowMonth is one month of the stock of open opinions.
type flowMonth struct {
	Month time.Time
	stat.Flow
}

// backlog is what was open at each month's end: opened, came in, was finished, left open; and how many finished on an unknown day.
func (c *cubes) backlog(origin, level, kind string, until time.Time) (months []flowMonth, undated int64) {
	came, went := map[time.Time]int64{}, map[time.Time]int64{}
	first := time.Time{}
	for _, f := range c.flows {
		if f.Origin != origin || level != "" && f.Level != level || kind != "" && f.Kind != kind || !f.Month.Valid {
			continue
		}
		m := f.Month.Time
		came[m] += f.Came
		went[m] += f.Went
		undated += f.Undated
		if first.IsZero() || m.Before(first) {
			first = m
		}
	}
	if first.IsZero() {
		return nil, 0
	}
	open := 0
	for m := first; !m.After(until); m = m.AddDate(0, 1, 0) {
		f := stat.Flow{Opened: open, New: int(came[m]), Closed: int(went[m])}
		if left, ok := f.Closing(); ok {
			open = left
		}
		months = append(months, flowMonth{m, f})
	}
	return months, undated
}

// backlogFigure draws the months of the year asked for, or all.
func (q *request) backlogFigure(level, kind string, year int) (figure, error) {
	f := figure{ID: "ton-dong", Title: q.T("backlog.title", "period", q.periodName(year)), Source: q.source()}
	c, err := q.facts().cubes.ready()
	if err != nil {
		return f, err
	}
	months, undated := c.backlog(q.origin(), level, kind, q.held.AsOf)
	if year != 0 {
		months = slices.DeleteFunc(months, func(m flowMonth) bool { return m.Month.Year() != year })
	}
	f.Note = q.T("backlog.note", "undated", undated)
	if n := len(months); n > 0 && q.held.AsOf.AddDate(0, 0, 1).Before(months[n-1].Month.AddDate(0, 1, 0)) {
		f.Note += " " + q.T("backlog.partial", "month", q.Month(months[n-1].Month), "date", q.Date(q.held.AsOf))
	}
	if len(months) == 0 {
		f.Empty = q.T("value.no_record")
		return f, nil
	}
	f.Table = &table{Caption: q.T("backlog.table"), Tall: len(months) > 12, Heads: []head{{Text: q.T("head.month")}, {Text: q.T("backlog.opened"), Num: true},
		{Text: q.T("backlog.came"), Num: true}, {Text: q.T("backlog.went"), Num: true}, {Text: q.T("backlog.open"), Num: true}}}
	lines := chart.Lines{Frame: q.frame(&f), Grain: chart.Monthly, ValueName: q.T("unit.opinions"),
		Series: []chart.LineSeries{{Name: q.T("backlog.open")}, {Name: q.T("backlog.came")}, {Name: q.T("backlog.went")}}}
	number := func(n int) cell { return cell{Text: q.Int(int64(n)), Num: true, Sort: sortKey(float64(n))} }
	for _, m := range months {
		left, _ := m.Closing()
		f.Table.Rows = append(f.Table.Rows, row{Cells: []cell{{Text: q.Month(m.Month), Sort: m.Month.Format(time.DateOnly)}, number(m.Opened), number(m.New), number(m.Closed), number(left)}})
		lines.Periods = append(lines.Periods, m.Month)
		for i, n := range []int{left, m.New, m.Closed} {
			lines.Series[i].Points = append(lines.Series[i].Points, chart.Point{Count: chart.Count{N: int64(n)}})
		}
	}
	if len(months) > 1 {
		q.draw(&f, lines)
	}
	return f, nil
}
