package semantic_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

func TestHandmadeWorldByProvince(t *testing.T) {
	for _, c := range []struct {
		metric string
		want   []string // as recorded: Bắc Giang, Hà Nam, Nam Định, Ninh Bình
	}{
		{"sessions", []string{"p24@2004: 3/0", "p35@2004: 1/0", "p36@2004: 1/0", "p37@2004: 1/0"}}, // the voters' meeting is another channel
		{"attendees", []string{"p24@2004: 160/0", "p35@2004: 50/0", "p36@2004: 50/0", "p37@2004: 50/0"}},
		{"attendees_per_session", []string{"p24@2004: 160/2", "p35@2004: 50/1", "p36@2004: 50/1", "p37@2004: 50/1"}}, // A2 gave no number: in neither part
		{"head_chaired", []string{"p24@2004: 1/2", "p35@2004: 1/1", "p36@2004: 1/1", "p37@2004: 1/1"}},               // A3 does not say who chaired
		{"thematic", []string{"p24@2004: 0/2", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 0/1"}},
		{"online", []string{"p24@2004: 1/2", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 0/1"}},
		{"opinions", []string{"p24@2004: 5/0", "p35@2004: 1/0", "p36@2004: 1/0", "p37@2004: 1/0"}},
		{"opinions_before", []string{"p24@2004: 2/0"}},
		{"opinions_at", []string{"p24@2004: 2/0", "p35@2004: 1/0", "p36@2004: 1/0", "p37@2004: 1/0"}},
		{"opinions_after", nil},
		{"opinions_per_session", []string{"p24@2004: 5/3", "p35@2004: 1/1", "p36@2004: 1/1", "p37@2004: 1/1"}}, // A3 held without an opinion counts
		{"answered_at_session", []string{"p24@2004: 1/5", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 0/1"}},
		{"replied", []string{"p24@2004: 2/5", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 0/1"}},
		{"resolved", []string{"p24@2004: 3/5", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 1/1"}},
		{"resolved_within_authority", []string{"p24@2004: 1/1"}},
		{"within_authority", []string{"p24@2004: 1/1"}},
		{"above_authority", []string{"p24@2004: 0/1"}},
		{"resolved_in_40_days", []string{"p24@2004: 1/4", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 1/1"}}, // day 40 in, day 41 out, no day: neither
		{"in_progress", []string{"p24@2004: 1/5", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 0/1"}},
		{"not_resolved", []string{"p24@2004: 0/5", "p35@2004: 1/1", "p36@2004: 0/1", "p37@2004: 0/1"}},
		{"forwarded", []string{"p24@2004: 0/5", "p35@2004: 0/1", "p36@2004: 1/1", "p37@2004: 0/1"}},
		{"open_at_cutoff", []string{"p24@2004: 1/0", "p35@2004: 1/0"}},
		{"dated", []string{"p24@2004: 4/5", "p35@2004: 1/1", "p36@2004: 1/1", "p37@2004: 1/1"}},
		{"records_of_reported", []string{"p24@2004: 5/5", "p35@2004: 1/1", "p36@2004: 1/1", "p37@2004: 1/1"}},
		{"records_differ", []string{"p24@2004: 0/2", "p35@2004: 0/1", "p36@2004: 0/1", "p37@2004: 0/1"}},
	} {
		t.Run(c.metric, func(t *testing.T) {
			r := run(t, semantic.Query{Metrics: []string{c.metric}, By: []semantic.Dim{semantic.ByProvince}})
			if d := cmp.Diff(c.want, numbers(r, 0)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestUnknownDayStandsBeside(t *testing.T) {
	r := run(t, semantic.Query{Metrics: []string{"resolved_in_40_days"}, Where: semantic.Where{Province: "p24@2004"}})
	if v := r.Rows[0].Values[0]; v.Unknown != 1 || v.Den != 4 {
		t.Errorf("an opinion resolved on an unknown day should stand beside the 4 others: %+v", v)
	}
	early := run(t, semantic.Query{Metrics: []string{"resolved_in_40_days"}, From: month(2024, 12)})
	if len(early.Rows) != 0 {
		t.Errorf("December has a session and no opinion, so no rate: %+v", early.Rows)
	}
}

func month(y, m int) time.Time { return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC) }

// TestTotalsAreSums: whatever one groups by, numerators and denominators add up to the whole, for every metric.
func TestTotalsAreSums(t *testing.T) {
	_, c := handmade(t)
	for limit, base := range bases(c) {
		whole := totals(run(t, base))
		for _, by := range []semantic.Dim{semantic.ByProvince, semantic.ByUnit, semantic.ByMonth, semantic.ByQuarter, semantic.ByLevel, semantic.BySessionKind, semantic.ByTopic} {
			q := base
			q.By = append(slices.Clone(base.By), by)
			if d := cmp.Diff(whole, totals(run(t, q))); d != "" {
				t.Errorf("metrics read %s, by %s (-whole +sum): %s", limit, by, d)
			}
		}
	}
}

// TestSourcesAgree: the three tables that can answer for a province give the same value.
func TestSourcesAgree(t *testing.T) {
	_, c := handmade(t)
	q := bases(c)["freely"]
	q.Where.Province = "p24@2004"
	province := totals(run(t, q))
	for _, by := range [][]semantic.Dim{{semantic.ByUnit}, {semantic.ByTopic}, {semantic.ByUnit, semantic.ByTopic}} {
		q.By = by
		if d := cmp.Diff(province, totals(run(t, q))); d != "" {
			t.Errorf("by %v (-by_province +this): %s", by, d)
		}
	}
}

// bases groups all metrics by the way they may be read.
func bases(c *semantic.Catalog) map[string]semantic.Query {
	list := map[string]semantic.Query{"freely": {Exact: true}, "by year": {Exact: true, By: []semantic.Dim{semantic.ByYear}}, "by topic": {Exact: true, Where: semantic.Where{Topic: "DD"}}}
	for _, id := range c.Order {
		name := map[string]string{"": "freely", "year": "by year", "topic_l1": "by topic"}[c.Metrics[id].By]
		q := list[name]
		q.Metrics = append(q.Metrics, id)
		list[name] = q
	}
	return list
}

func totals(r semantic.Result) map[string][2]int64 {
	sum := map[string][2]int64{}
	for _, row := range r.Rows {
		for i, v := range row.Values {
			s := sum[r.Query.Metrics[i]]
			sum[r.Query.Metrics[i]] = [2]int64{s[0] + v.Num, s[1] + v.Den}
		}
	}
	return sum
}

// What is not kept by topic is refused for one topic, where it would look as if there were nothing, and says so where topics stand in rows.
func TestMetricsWithoutTopics(t *testing.T) {
	w, c := handmade(t)
	q := semantic.Query{Metrics: []string{"repeated"}, Origin: "register", Where: semantic.Where{Topic: "DD"}}
	if _, err := c.Run(t.Context(), w, q); !errors.Is(err, semantic.ErrQuery) {
		t.Error("repeated of one topic:", err)
	}
	r := run(t, semantic.Query{Metrics: []string{"repeated", "resolved"}, By: []semantic.Dim{semantic.ByTopic}, Exact: true})
	for _, row := range r.Rows {
		if v := row.Values[0]; v.Den > 0 != slices.Contains(v.Warnings, semantic.WarnNoTopics) {
			t.Errorf("%v: %+v", row.Keys, v)
		}
		if slices.Contains(row.Values[1].Warnings, semantic.WarnNoTopics) {
			t.Errorf("%v: resolved is kept by topic", row.Keys)
		}
	}
}

func TestIntervalIsClusteredWhereSessionsAreKnown(t *testing.T) {
	province := run(t, semantic.Query{Metrics: []string{"resolved"}, Where: semantic.Where{Province: "p24@2004"}}).Rows[0].Values[0]
	want, err := stat.Clustered([]float64{2, 1}, []float64{3, 2}, 0.95) // A1: 2 of 3, A2: 1 of 2
	if err != nil {
		t.Fatal(err)
	}
	if province.Lo != want.Lower || province.Hi != want.Upper || province.Sessions != 2 {
		t.Errorf("got %v..%v over %d sessions, want %v..%v over 2", province.Lo, province.Hi, province.Sessions, want.Lower, want.Upper)
	}
	topic := run(t, semantic.Query{Metrics: []string{"resolved"}, Where: semantic.Where{Province: "p24@2004", Topic: "DD"}, Exact: true}).Rows[0].Values[0]
	plain, _ := stat.Wilson(1, 2, 0.95)
	if topic.Lo != plain.Lower || topic.Hi != plain.Upper || topic.Sessions != 0 || !slices.Contains(topic.Warnings, stat.WarnUnclustered) {
		t.Errorf("a topic's rate knows no sessions and says so: %+v, want Wilson %+v", topic, plain)
	}
	if slices.Contains(province.Warnings, stat.WarnUnclustered) {
		t.Errorf("of a province the sessions are known: %v", province.Warnings)
	}
}

func TestMeanOfSessions(t *testing.T) {
	r := run(t, semantic.Query{Metrics: []string{"attendees_per_session"}})
	v := r.Rows[0].Values[0]
	// 100, 60, 50, 50, 50: mean 62; the error of a mean of five
	if v.Status != stat.OK || v.Rate != 62 {
		t.Fatalf("%+v", v)
	}
	se := 0.0
	for _, x := range []float64{100, 60, 50, 50, 50} {
		se += (x - 62) * (x - 62)
	}
	se = se / 4 / 5
	if d := v.Hi - 62; d*d < 1.95*1.95*se || d*d > 1.97*1.97*se {
		t.Errorf("half width %v, standard error² %v", d, se)
	}
	one := run(t, semantic.Query{Metrics: []string{"attendees_per_session"}, Where: semantic.Where{Province: "p35@2004"}}).Rows[0].Values[0]
	if !slices.Contains(one.Warnings, semantic.WarnNoInterval) || one.Lo != one.Rate || one.Bounded() || !v.Bounded() {
		t.Errorf("one session has no spread: %+v", one)
	}
}

func TestOriginsNeverMix(t *testing.T) {
	registers := run(t, semantic.Query{Metrics: []string{"opinions", "resolved", "attendees"}})
	simulated := run(t, semantic.Query{Metrics: []string{"opinions", "resolved", "attendees"}, Origin: "simulated"})
	if got := registers.Rows[0].Values; got[0].Num != 8 || got[1].Den != 8 || got[2].Num != 310 {
		t.Errorf("registers: %+v", got)
	}
	if got := simulated.Rows[0].Values; got[0].Num != 3 || got[1].Den != 3 || got[2].Num != 5000 {
		t.Errorf("simulated: %+v", got)
	}
	w, c := handmade(t)
	for _, origin := range []string{"", "published", "all", "register,simulated"} {
		if _, err := c.Run(t.Context(), w, semantic.Query{Metrics: []string{"opinions"}, Origin: origin}); !errors.Is(err, semantic.ErrQuery) {
			t.Errorf("origin %q: %v", origin, err)
		}
	}
}

func TestMissingIsNotZero(t *testing.T) {
	r := run(t, semantic.Query{Metrics: []string{"sessions", "resolved"}, By: []semantic.Dim{semantic.ByLevel}, Where: semantic.Where{Province: "p24@2004"}})
	for _, row := range r.Rows {
		if row.Keys[0] != "district" {
			continue
		}
		if row.Values[0].Num != 1 || row.Values[1].Status != stat.NotApplicable {
			t.Errorf("a session without opinions has no rate: %+v", row)
		}
		return
	}
	t.Error("the district's session is gone")
}

func TestRefusals(t *testing.T) {
	w, c := handmade(t)
	for name, q := range map[string]semantic.Query{
		"no metric":                 {},
		"unknown metric":            {Metrics: []string{"happiness"}},
		"unknown dimension":         {Metrics: []string{"opinions"}, By: []semantic.Dim{"mood"}},
		"topic share over all":      {Metrics: []string{"topic_share"}},
		"carried over all years":    {Metrics: []string{"carried_over"}},
		"carried over two years":    {Metrics: []string{"carried_over"}, From: month(2023, 1), To: month(2024, 2)},
		"quotes are not a way in":   {Metrics: []string{"opinions' or '1'='1"}},
		"dimension is not a way in": {Metrics: []string{"opinions"}, By: []semantic.Dim{"m.level, (select 1)"}},
	} {
		q.Origin = "register"
		if _, err := c.Run(t.Context(), w, q); !errors.Is(err, semantic.ErrQuery) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if r := run(t, semantic.Query{Metrics: []string{"opinions"}, Where: semantic.Where{Level: "x' or '1'='1"}}); len(r.Rows) != 0 {
		t.Errorf("a value is a parameter, never SQL: %+v", r.Rows)
	}
}

func TestDefinitionsSayEverything(t *testing.T) {
	_, c := handmade(t)
	for _, id := range c.Order {
		m := c.Metrics[id]
		if !slices.Contains([]string{"count", "percent", "mean", "ratio"}, m.Unit) || !slices.Contains([]string{"up", "down", "none"}, m.Better) {
			t.Errorf("%s: unit %q, better %q", id, m.Unit, m.Better)
		}
		if !strings.Contains(m.SQL, "doi_thoai") && !strings.Contains(m.SQL, "from metrics.") {
			t.Errorf("%s does not name its channel: dialogue is never added to voters' meetings", id)
		}
	}
}
