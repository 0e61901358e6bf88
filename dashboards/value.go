package dashboards

import (
	"strconv"

	"nhipcau/internal/i18n"
	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// The four result rates. They are never shown one without the others: a reply is not a resolution.
var resultRates = []string{"answered_at_session", "replied", "resolved", "resolved_within_authority"}

// The rates read against a deadline: the notice, the reply by the rule's clock, the reply by the citizen's.
var deadlineRates = []string{"notice_on_time", "reply_on_time", "reply_within_citizen_clock"}

var counts = []string{"sessions", "attendees", "opinions"}

func (q *request) metricName(m semantic.Metric) string { return pick(q.Printer, m.NameVi, m.NameEn) }

// short is a metric's name for a column; the full name stands in tiles and under Cách tính.
func (q *request) short(m semantic.Metric) string {
	if key := "short." + m.ID; q.Has(key) {
		return q.T(key)
	}
	return q.metricName(m)
}

func pick(p *i18n.Printer, vi, en string) string {
	if p.Lang == i18n.En {
		return en
	}
	return vi
}

func show(v semantic.Value) stat.Display { return stat.DisplayFor(float64(v.Den)) }

// shown is the number itself: a percent from 5 cases on, else x/n, else words. It is never printed without ratio and interval.
func (q *request) shown(v semantic.Value) (text string, percent bool) {
	switch show(v) {
	case stat.DisplayNone:
		return q.T("value.none"), false
	case stat.DisplayCount:
		return q.ratio(v), false
	}
	return q.Percent(v.Rate), true
}

func (q *request) ratio(v semantic.Value) string { return q.Int(v.Num) + "/" + q.Int(v.Den) }

// rateCell is a rate in a table: percent and interval; the n beside it has a cell of its own (ratioCell).
func (q *request) rateCell(v semantic.Value) cell {
	if v.Hidden {
		return q.hiddenCell()
	}
	text, percent := q.shown(v)
	c := cell{Text: text, Num: true, Sort: "-"}
	if !percent {
		if show(v) == stat.DisplayNone {
			c.Text, c.Badge, c.Num = q.T("value.none"), "badge-missing", true
		} else {
			c.Small = q.T("value.tiny")
		}
		return c
	}
	c.Sort = sortKey(v.Rate)
	c.Small = q.PercentRange(v.Lo, v.Hi)
	if show(v) == stat.DisplayHollow {
		c.Small += " · " + q.T("value.few")
	}
	return c
}

func (q *request) ratioCell(v semantic.Value) cell {
	if v.Hidden {
		return cell{Text: "–", Num: true, Sort: "-"}
	}
	if v.Den == 0 {
		return cell{Text: "–", Num: true, Sort: "-"}
	}
	return cell{Text: q.ratio(v), Num: true, Sort: sortKey(float64(v.Den))}
}

// bothCell is a rate with its x/n in one cell, for tables of several rates.
func (q *request) bothCell(v semantic.Value) cell {
	c := q.rateCell(v)
	if v.Hidden {
		return c
	}
	if _, percent := q.shown(v); percent {
		c.Small, c.Rest, c.More = q.Int(v.Num)+"/", q.Int(v.Den), q.PercentRange(v.Lo, v.Hi)
		if show(v) == stat.DisplayHollow {
			c.Rest += " · " + q.T("value.few")
		}
	}
	return c
}

// countCell is a count; a group that has no row is not zero.
func (q *request) countCell(v semantic.Value) cell {
	if v.Hidden {
		return q.hiddenCell()
	}
	if v.Status != stat.OK {
		return cell{Text: "–", Num: true, Sort: "-"}
	}
	return cell{Text: q.Int(v.Num), Num: true, Sort: strconv.FormatInt(v.Num, 10)}
}

func sortKey(v float64) string { return strconv.FormatFloat(v, 'g', 8, 64) }

// rateTile is a rate as a big number with all that belongs to it.
func (q *request) rateTile(m semantic.Metric, v semantic.Value) tile {
	t := tile{Label: q.metricName(m), Href: q.path("/cach-tinh") + "#" + m.ID, Foot: q.T("value.cutoff", "date", q.Date(q.held.AsOf))}
	switch show(v) {
	case stat.DisplayNone:
		t.Value, t.Class, t.Badge = "–", "kpi-empty", q.T("value.none")
		if m.Clocked { // nobody is without opinions here: no duty has a deadline, or none is over
			t.Badge = q.dutyCell(v).Text
		}
		return t
	case stat.DisplayCount:
		t.Value, t.Interval = q.ratio(v), q.T("value.tiny_long")
		return t
	}
	t.Value, t.Unit = q.PercentNumber(v.Rate), "%"
	t.Ratio = q.ratio(v)
	t.Interval = q.T("value.interval", "range", q.PercentRange(v.Lo, v.Hi))
	t.Track = newTrack(v.Lo, v.Hi, v.Rate, show(v) == stat.DisplayHollow)
	if show(v) == stat.DisplayHollow {
		t.Foot = q.T("value.few") + " · " + t.Foot
	}
	return t
}

// countTile is a count as a big number.
func (q *request) countTile(m semantic.Metric, v semantic.Value) tile {
	t := tile{Label: q.metricName(m), Href: q.path("/cach-tinh") + "#" + m.ID, Foot: q.T("value.cutoff", "date", q.Date(q.held.AsOf))}
	if v.Status != stat.OK {
		t.Value, t.Class, t.Badge = "–", "kpi-empty", q.T("value.no_record")
		return t
	}
	t.Value, t.Ratio = q.Int(v.Num), q.T("computed")
	return t
}

func (q *request) tile(m semantic.Metric, v semantic.Value) tile {
	if m.Unit == "count" {
		return q.countTile(m, v)
	}
	return q.rateTile(m, v)
}

// definitions names the version of the metrics' definitions, as Cách tính shows it in full.
func (q *request) definitions() string {
	v := q.held.Manifest.Versions["definitions"]
	return v[:min(8, len(v))]
}

// source is the line under a figure of computed numbers.
func (q *request) source() string {
	return q.T("source.computed", "origin", q.T("origin."+q.origin()), "date", q.Date(q.held.AsOf), "id", q.held.ID, "definitions", q.definitions())
}
