package dashboards

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// The answers are the first thing on a page: the number, how sure it is, against what, as of when. Explanations come after the figures.

// rateAnswer says one rate in a sentence, with all that belongs to it.
func (q *request) rateAnswer(m semantic.Metric, period string, v semantic.Value) string {
	args := []any{"name", q.metricName(m), "period", period, "x", v.Num, "n", v.Den}
	switch show(v) {
	case stat.DisplayNone:
		return q.T("answer.rate_none", args...)
	case stat.DisplayCount:
		return q.T("answer.rate_tiny", args...)
	}
	key := "answer.rate"
	if m.Clocked { // what has no rule or was not due is in neither number, and that is most of it
		key = "answer.rate_due"
	}
	return q.T(key, append(args, "rate", q.Percent(v.Rate), "lo", q.Percent(v.Lo), "hi", q.Percent(v.Hi))...)
}

// overviewAnswer picks the two rates that are asked for first: what was resolved, and what was replied to in time.
func (q *request) overviewAnswer(result semantic.Result, period string) (list []string) {
	if len(result.Rows) == 0 {
		return nil
	}
	for _, id := range []string{"resolved", "reply_on_time"} {
		for i, m := range result.Metrics {
			if m.ID == id {
				list = append(list, q.rateAnswer(m, period, result.Rows[0].Values[i]))
			}
		}
	}
	return list
}

// mostNamed is how many places a sentence names before it counts the rest.
const mostNamed = 8

// compareAnswer says which places stand apart, by the labels of the table; or that none can be compared.
func (q *request) compareAnswer(v semantic.Comparison, list []compared, left, silent int) []string {
	if len(list) == 0 {
		return []string{q.T("answer.compare_none", "n", left, "silent", silent)}
	}
	var out []string
	if v.Overall.Status == stat.OK {
		out = append(out, q.T("answer.compare", "k", len(list), "rate", q.Percent(v.Overall.Rate), "ratio", q.ratio(v.Overall), "lo", q.Percent(v.Overall.Lo), "hi", q.Percent(v.Overall.Hi)))
	}
	if !v.Refused {
		out = append(out, q.standApart(v, list)...)
	}
	if left > 0 {
		out = append(out, q.T("answer.compare_left", "n", left))
	}
	if silent > 0 {
		out = append(out, q.T("answer.compare_silent", "n", silent))
	}
	return out
}

func (q *request) standApart(v semantic.Comparison, list []compared) (out []string) {
	if v.Labels.Status != stat.OK || v.Labels.Basis != stat.BasisFunnel {
		return []string{q.T("sentence.few_units", "k", v.Labels.K, "min", stat.FunnelMinUnits)}
	}
	same := 0
	for _, band := range []stat.Band{stat.BandHigh998, stat.BandHigh95, stat.BandExpected, stat.BandLow95, stat.BandLow998} {
		var names []string
		for _, c := range list {
			if c.Band == band {
				names = append(names, c.Name)
			}
		}
		switch {
		case band == stat.BandExpected:
			same = len(names)
		case len(names) > 0:
			out = append(out, q.T("answer.compare_band", "label", capital(q.T("band."+string(band))), "n", len(names), "list", q.named(names)))
		}
	}
	if len(out) == 0 {
		return []string{q.T("answer.compare_all_same")}
	}
	return append(out, q.T("answer.compare_same", "n", same))
}

// named lists names, the first few in full.
func (q *request) named(names []string) string {
	if rest := len(names) - mostNamed; rest > 0 {
		return strings.Join(names[:mostNamed], ", ") + " " + q.T("answer.more", "n", rest)
	}
	return strings.Join(names, ", ")
}

// topicsAnswer names what was spoken of most, and what changed by more than chance.
func (page *topicsPage) answer(q *request, v topicView, values map[string]semantic.Value, hidden map[string]bool) (out []string) {
	ids := q.topicIDs()
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(values[b].Num, values[a].Num) })
	var first []string
	for _, id := range ids {
		if t := values[id]; len(first) < 3 && id != semantic.Other && !hidden[id] && show(t) != stat.DisplayNone && show(t) != stat.DisplayCount {
			first = append(first, q.T("answer.topic", "topic", q.facts().topicName(q.Printer, id), "rate", q.Percent(t.Rate), "x", t.Num, "n", t.Den, "range", q.PercentRange(t.Lo, t.Hi)))
		}
	}
	switch {
	case len(values) > 0:
	case len(q.span().Years) == 0:
		out = append(out, q.T("overview.empty.text."+q.origin()))
	default:
		out = append(out, q.T("answer.topics_none", "period", q.periodName(v.year), "level", q.levelInlineOr(v.where.Level)))
	}
	if len(first) > 0 {
		out = append(out, q.T("answer.topics", "period", capital(q.periodName(v.year)), "list", strings.Join(first, "; ")))
	}
	if page.Changes == nil {
		return out
	}
	now, before := strconv.Itoa(v.changed(q)), strconv.Itoa(v.before)
	if len(page.Risen) > 0 {
		out = append(out, q.T("answer.topics_risen", "now", now, "before", before, "list", strings.Join(page.Risen, "; ")))
	}
	if len(page.Fallen) > 0 {
		out = append(out, q.T("answer.topics_fallen", "now", now, "before", before, "list", strings.Join(page.Fallen, "; ")))
	}
	if len(page.Risen)+len(page.Fallen) == 0 {
		out = append(out, q.T("answer.topics_same", "now", now, "before", before))
	}
	return out
}

// publishedAnswer counts what was published, and says what follows from the words of the first place for certain.
func (q *request) publishedAnswer(shown []claim) []string {
	bounded := 0
	for i := range shown {
		if b := shown[i].bounds(); shown[i].Status == "reported" && (b.Lo != nil || b.Hi != nil) {
			bounded++
		}
	}
	out := []string{q.T("answer.published", "n", len(shown), "places", len(values(shown, func(c claim) string { return c.UnitID })),
		"sources", len(values(shown, func(c claim) string { return c.SourceID })), "bounded", bounded)}
	if g := featured(groups(shown)); g != nil {
		out = append(out, q.certainOf(g)...)
	}
	return out
}
