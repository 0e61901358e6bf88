package data

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	sourceColumns = "source_id,title,publisher,published_on,kind,locator,retrieved_note"
	figureColumns = "figure_id,source_id,unit_id,level_scope,includes_subordinates,channel,session_kind,period_start,period_end,period_label," +
		"is_cumulative,measure,counting_unit,value_text,value,qualifier,lo,hi,lo_open,hi_open,status,denominator_figure_id,definition_note"
	// A session the source names and dates but does not count: no number is printed, and the note must say so.
	namedEvent = "Một cuộc được nêu đích danh"
)

func figures(t *testing.T) []row { return table(t, "published/figures.csv", figureColumns) }

func byID(rs []row, column string) map[string]row {
	m := make(map[string]row, len(rs))
	for _, r := range rs {
		m[r.get(column)] = r
	}
	return m
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func TestSources(t *testing.T) {
	used := byID(figures(t), "source_id")
	for _, r := range table(t, "reference/regulation.csv", regulationColumns) {
		used[r.get("source_id")] = r
	}
	for _, r := range table(t, "published/sources.csv", sourceColumns) {
		if r.get("title") == "" || r.get("publisher") == "" || r.get("locator") == "" || r.get("retrieved_note") == "" {
			t.Errorf("%s: a source needs a title, a publisher, a place to find it and how it was read", r.where)
		}
		if d := r.get("published_on"); d != "" && !isDay(d) {
			t.Errorf("%s: published_on %q", r.where, d)
		}
		if k := r.get("kind"); !slices.Contains([]string{"press", "press_en", "portal", "official_report", "law_note"}, k) {
			t.Errorf("%s: kind %q", r.where, k)
		}
		if _, ok := used[r.get("source_id")]; !ok {
			t.Errorf("%s: nothing rests on source %s", r.where, r.get("source_id"))
		}
	}
}

func TestFiguresHaveWordsSourcesAndKnownCodes(t *testing.T) {
	sources := byID(table(t, "published/sources.csv", sourceColumns), "source_id")
	words := codes(t)
	for _, r := range figures(t) {
		if _, ok := sources[r.get("source_id")]; !ok {
			t.Errorf("%s: unknown source %q", r.where, r.get("source_id"))
		}
		if r.get("value_text") == "" || r.get("definition_note") == "" || r.get("period_label") == "" {
			t.Errorf("%s: a figure needs its words, its period in words and what it counts", r.where)
		}
		for column, field := range map[string]string{"measure": "measure", "qualifier": "qualifier", "status": "status", "channel": "channel", "level_scope": "level"} {
			if !words[field][r.get(column)] {
				t.Errorf("%s: %s %q is not in vocabulary.csv", r.where, column, r.get(column))
			}
		}
		for column, field := range map[string]string{"session_kind": "session_kind", "counting_unit": "counting_unit"} {
			if v := r.get(column); v != "" && !words[field][v] {
				t.Errorf("%s: %s %q is not in vocabulary.csv", r.where, column, v)
			}
		}
		for _, column := range []string{"includes_subordinates", "is_cumulative", "lo_open", "hi_open"} {
			if v := r.get(column); v != "true" && v != "false" {
				t.Errorf("%s: %s is %q", r.where, column, v)
			}
		}
	}
}

// The words decide: value, qualifier and bounds must be what a second reading of value_text gives, no more and no less.
func TestFiguresSayWhatTheirWordsSay(t *testing.T) {
	sources := byID(table(t, "published/sources.csv", sourceColumns), "source_id")
	for _, r := range figures(t) {
		english := sources[r.get("source_id")].get("kind") == "press_en"
		q, ok := readQuantity(r.get("value_text"), english)
		if !ok {
			if r.get("measure") != "sessions" || !strings.HasPrefix(r.get("definition_note"), namedEvent) {
				t.Errorf("%s: %q holds no number", r.where, r.get("value_text"))
			}
			q = quantity{1, 1, 1, false, false, "exact"}
		}
		for column, want := range map[string]float64{"value": q.value, "lo": q.lo, "hi": q.hi} {
			if got := cellNumber(t, r, column); !same(got, want) {
				t.Errorf("%s: %q reads %s = %v, the file says %v", r.where, r.get("value_text"), column, want, got)
			}
		}
		if r.get("qualifier") != q.qualifier || r.get("lo_open") != strconv.FormatBool(q.loOpen) || r.get("hi_open") != strconv.FormatBool(q.hiOpen) {
			t.Errorf("%s: %q reads %+v", r.where, r.get("value_text"), q)
		}
	}
}

func cellNumber(t *testing.T, r row, column string) float64 {
	t.Helper()
	if r.get(column) == "" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(r.get(column), 64)
	if err != nil {
		t.Errorf("%s: %s: %v", r.where, column, err)
	}
	return v
}

func TestFigureBoundsAreSane(t *testing.T) {
	for _, r := range figures(t) {
		value, lo, hi := cellNumber(t, r, "value"), cellNumber(t, r, "lo"), cellNumber(t, r, "hi")
		if lo > hi || value < lo || value > hi || value < 0 {
			t.Errorf("%s: value %v outside [%v, %v]", r.where, value, lo, hi)
		}
		share := strings.HasSuffix(r.get("measure"), "_share")
		if share && (value > 1 || lo < 0 || hi > 1) {
			t.Errorf("%s: a share of %v in [%v, %v]", r.where, value, lo, hi)
		}
		if !share && value != math.Trunc(value) && !math.IsNaN(value) {
			t.Errorf("%s: %v is no count", r.where, value)
		}
		if r.get("lo") == "" && r.get("lo_open") == "true" || r.get("hi") == "" && r.get("hi_open") == "true" {
			t.Errorf("%s: an open bound that is not there", r.where)
		}
	}
}

func TestFigurePeriods(t *testing.T) {
	sources := byID(table(t, "published/sources.csv", sourceColumns), "source_id")
	for _, r := range figures(t) {
		start, end := r.get("period_start"), r.get("period_end")
		for _, d := range []string{start, end} {
			if d != "" && !isDay(d) {
				t.Errorf("%s: period %q", r.where, d)
			}
		}
		if start != "" && end != "" && start > end {
			t.Errorf("%s: the period ends before it starts", r.where)
		}
		if start != "" && end == "" {
			t.Errorf("%s: a known start needs at least an outer bound for the end: a unit is looked up on it", r.where)
		}
		if pub := sources[r.get("source_id")].get("published_on"); pub != "" && end > pub {
			t.Errorf("%s: the period ends on %s, the source is of %s", r.where, end, pub)
		}
	}
}

// A figure belongs to the unit that existed on its period's last day: p24@2004 is Bắc Giang, p24@2025 is Bắc Ninh.
func TestFigureUnitsExisted(t *testing.T) {
	units := unitVersions(t)
	shape := regexp.MustCompile(`^[pdc]\d{2,5}@(2004|2025)$`)
	levels := map[byte]string{'p': "province", 'd': "district", 'c': "commune"}
	for _, r := range figures(t) {
		id, day := r.get("unit_id"), r.get("period_end")
		if !shape.MatchString(id) {
			t.Errorf("%s: unit id %q", r.where, id)
			continue
		}
		if units != nil && !validOn(units[id], day) {
			t.Errorf("%s: %s did not exist on %q", r.where, id, day)
		}
		below := r.get("level_scope") != levels[id[0]]
		if got := r.get("includes_subordinates") == "true"; got != below {
			t.Errorf("%s: level_scope %s of %s, includes_subordinates %v", r.where, r.get("level_scope"), id, got)
		}
	}
}

func TestFigureDenominators(t *testing.T) {
	all := figures(t)
	byFigure := byID(all, "figure_id")
	for _, r := range all {
		id := r.get("denominator_figure_id")
		if id == "" {
			continue
		}
		den, ok := byFigure[id]
		if !ok || id == r.get("figure_id") {
			t.Errorf("%s: denominator %q", r.where, id)
			continue
		}
		for _, column := range []string{"unit_id", "channel", "period_start", "period_end", "source_id"} {
			if r.get(column) != den.get(column) {
				t.Errorf("%s: %s differs from its denominator's", r.where, column)
			}
		}
		part, whole := cellNumber(t, r, "value"), cellNumber(t, den, "value")
		if r.get("counting_unit") == den.get("counting_unit") && part > whole {
			t.Errorf("%s: %v of %v", r.where, part, whole)
		}
	}
}

// A printed percent must follow from the printed counts, rounded or cut off: 109 of 139 is printed as 78%.
func TestPrintedSharesFollowFromPrintedCounts(t *testing.T) {
	all, checked := figures(t), 0
	byFigure := byID(all, "figure_id")
	for _, share := range all {
		measure, isShare := strings.CutSuffix(share.get("measure"), "_share")
		for _, part := range all {
			sameDen := part.get("denominator_figure_id") == share.get("denominator_figure_id") && share.get("denominator_figure_id") != ""
			if !isShare || part.get("measure") != measure || !sameDen {
				continue
			}
			whole := cellNumber(t, byFigure[part.get("denominator_figure_id")], "value")
			rate, lo := cellNumber(t, part, "value")/whole, cellNumber(t, share, "lo")
			if step := 2 * (cellNumber(t, share, "hi") - lo); rate < lo || rate > lo+step {
				t.Errorf("%s: %q, but the counts give %.4f", share.where, share.get("value_text"), rate)
			}
			checked++
		}
	}
	if checked < 3 {
		t.Errorf("only %d shares could be checked", checked)
	}
}

// These four lines are what the product must never get wrong; design §6 prints them.
func TestBacGiang2019(t *testing.T) {
	want := map[string][]string{
		"attendees":      {"khoảng 34 nghìn lượt", "34000", "khoang", "", ""},
		"opinions":       {"7.320 ý kiến", "7320", "exact", "7320", "7320"},
		"resolved_share": {"gần 90%", "0.9", "gan", "", "0.9"},
		"sessions":       {"hơn 700 cuộc", "700", "hon", "700", ""},
	}
	n := 0
	for _, r := range figures(t) {
		if r.get("unit_id") != "p24@2004" {
			continue
		}
		n++
		got := []string{r.get("value_text"), r.get("value"), r.get("qualifier"), r.get("lo"), r.get("hi")}
		if !slices.Equal(got, want[r.get("measure")]) {
			t.Errorf("%s: %s is %q, want %q", r.where, r.get("measure"), got, want[r.get("measure")])
		}
	}
	if n != len(want) {
		t.Errorf("%d figures for Bắc Giang, want %d", n, len(want))
	}
}
