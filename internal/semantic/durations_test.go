package semantic_test

import (
	"slices"
	"testing"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// TestDurationsByHand: answered at the session is day 0, a reply on 20/3 to a session of 5/3 is day 15, what is open is followed to the
// cut-off, what was resolved without a dated reply is in no curve, what was forwarded is followed until that day.
func TestDurationsByHand(t *testing.T) {
	w, c := handmade(t)
	list, err := c.Durations(t.Context(), w, semantic.Query{By: []semantic.Dim{semantic.ByProvince}, From: month(2024, 1), To: month(2025, 1), Origin: "register"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]semantic.Durations{}
	for _, d := range list {
		got[d.Keys[0]] = d
	}
	d := got["p24@2004"]
	if d.KM.N != 3 || d.KM.Events != 2 || d.Undated != 2 {
		t.Fatalf("Bắc Giang: %d cases, %d answered, %d undated", d.KM.N, d.KM.Events, d.Undated)
	}
	if d.Median.Status != stat.OK || *d.Median.Days != 15 || d.P90.Status != stat.NotReached {
		t.Errorf("two of three were answered by day 15, the third is open: median %+v, p90 %+v", d.Median, d.P90)
	}
	if at := d.Within[0]; at.Day != 10 || at.Share < 0.33 || at.Share > 0.34 {
		t.Errorf("a third within 10 days: %+v", at)
	}
	passed := got["p36@2004"]
	if passed.KM.N != 1 || passed.KM.Events != 0 || !slices.Contains(passed.KM.Warnings, semantic.WarnForwardedCensored) {
		t.Errorf("Nam Định forwarded its only one: %+v", passed.KM)
	}
	if e := passed.Ended; len(e.Time) != 1 || e.Time[0] != 9 || e.Ended[semantic.Forwarded-1][0] != 1 {
		t.Errorf("it ended on day 9 by being passed on: %+v", e)
	}
	if open := got["p35@2004"]; open.KM.Events != 0 || open.Median.Status != stat.NotReached || open.Median.Days != nil {
		t.Errorf("nothing answered has no median, never the largest day: %+v", open.Median)
	}
}

func TestCoverageCountsUnitsThatSentSomething(t *testing.T) {
	r := run(t, semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByProvince}, Where: semantic.Where{Level: "commune"}, From: month(2024, 1), To: month(2025, 1)})
	var known int
	if err := func() error {
		w, _ := handmade(t)
		return w.QueryRowContext(t.Context(), `select count(distinct v.unit_id) from model.unit_version v join model.unit u on u.unit_id = v.unit_id
			where u.level = 'commune' and u.province_id = 'p24@2004' and coalesce(v.valid_from, date '1900-01-01') < date '2025-01-01'
			and coalesce(v.valid_to, date '9999-01-01') > date '2024-01-01'`).Scan(&known)
	}(); err != nil {
		t.Fatal(err)
	}
	for _, row := range r.Rows {
		if row.Keys[0] != "p24@2004" {
			continue
		}
		if c := row.Coverage; c.Reporting != 1 || c.Expected != int64(known) || known < 150 {
			t.Errorf("1 commune of %d sent something: %+v", known, c)
		}
		return
	}
	t.Error("Bắc Giang is gone")
}
