package dashboards_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

// The page shows how long replies took and what stays open, each with its table and chart.
func TestDeadlinesShowTheCourse(t *testing.T) {
	_, doc := get(t, "/mo-phong/thoi-han?nam=all")
	page := text(doc)
	for _, want := range []string{"Kaplan–Meier", "Aalen–Johansen", "trong 40 ngày", "trung vị", "Còn tồn cuối tháng"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	drawn := 0
	for _, f := range find(doc, "figure", "chart") {
		if id := attr(f, "id"); (id == "so-ngay" || id == "ton-dong") && attr(f, "data-option") != "" && len(find(f, "table", "data")) == 1 {
			drawn++
		}
	}
	if drawn != 2 {
		t.Errorf("%d of the two charts are drawn", drawn)
	}
}

// What a year ends with is what the metric says was carried into the next: the two are worked out apart.
func TestBacklogIsWhatWasCarriedOver(t *testing.T) {
	id, err := warehouse.Current()
	if err != nil {
		t.Fatal(err)
	}
	r, err := warehouse.Engine.Open(t.Context(), filepath.Join(warehouse.Dir, "snapshots", id, store.FullFile), engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	flow, err := os.ReadFile("queries/cube.flow.sql")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := r.QueryContext(t.Context(), `select cast(c.month as varchar), c.carried, f.open from
		(select month, cast(sum(value) as bigint) as carried from metrics.carried_over where origin = 'simulated' group by month) c
		join lateral (select cast(sum(came - went) as bigint) as open from (`+string(flow)+`) where origin = 'simulated' and month < c.month) f on true`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	years := 0
	for ; rows.Next(); years++ {
		var month string
		var carried, open int64
		if err := rows.Scan(&month, &carried, &open); err != nil {
			t.Fatal(err)
		}
		if carried != open || carried == 0 {
			t.Errorf("%s: carried over %d, open %d", month, carried, open)
		}
	}
	if rows.Err() != nil || years < 2 {
		t.Errorf("%d years: %v", years, rows.Err())
	}
}
