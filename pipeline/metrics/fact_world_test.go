package metrics_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/simulate"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
	"nhipcau/pipeline/metrics"
)

// TestFactsGiveWhatTheFilesSay runs every metric's file alone, as it is written, over a published snapshot of a simulated country, and
// compares it with metrics.<metric> there, row for row and type for type; and the roll-ups with each metric added up alone.
func TestFactsGiveWhatTheFilesSay(t *testing.T) {
	s := publishedCountry(t)
	definitions, err := metrics.Definitions(pipeline.Header)
	if err != nil {
		t.Fatal(err)
	}
	filled := 0
	rollups := map[string][]string{}
	for _, d := range definitions {
		if sameRows(t, s, "metrics."+d.ID, d.SQL) > 0 {
			filled++
		}
		byProvince, byUnit, byTopic := metrics.Alone(d)
		if d.By != "topic_l1" {
			rollups["by_province"] = append(rollups["by_province"], byProvince)
			rollups["by_unit"] = append(rollups["by_unit"], byUnit)
		}
		rollups["by_topic"] = append(rollups["by_topic"], byTopic)
	}
	if filled < len(definitions)-2 {
		t.Errorf("only %d of %d metrics have rows: the country is too small to tell", filled, len(definitions))
	}
	for name, parts := range rollups {
		if n := sameRows(t, s, "metrics."+name, strings.Join(parts, "\nunion all\n")); n < 1000 {
			t.Errorf("%s: %d rows", name, n)
		}
	}
	sameRows(t, s, "(select origin, level, session_kind, month, topic_l1, resolved_num as num, resolved_den as den, topic_share_num, topic_share_den from metrics.country_topic)",
		`select origin, level, session_kind, month, topic_l1,
		cast(coalesce(sum(num) filter (where metric_id = 'resolved'), 0) as bigint) as num, cast(coalesce(sum(den) filter (where metric_id = 'resolved'), 0) as bigint) as den,
		cast(coalesce(sum(num) filter (where metric_id = 'topic_share'), 0) as bigint) as topic_share_num,
		cast(coalesce(sum(den) filter (where metric_id = 'topic_share'), 0) as bigint) as topic_share_den
		from metrics.by_topic where topic_l1 is not null group by origin, level, session_kind, month, topic_l1`)
	spread(t, s)
}

// spread holds metrics.place_topic: its shares are topic_share's, and its sums of squares those of sessions counted one by one from the opinions.
func spread(t *testing.T, s *store.Snapshot) {
	t.Helper()
	keys := "origin, province_id, province63_id, province34_id, level, session_kind, month, topic_l1"
	sameRows(t, s, "(select "+keys+", topic_share_num as num, topic_share_den as den from metrics.place_topic where topic_share_den > 0)", "select "+keys+", num, den from metrics.by_topic where metric_id = 'topic_share'")
	sameRows(t, s, "(select topic_l1, cast(sum(topic_share_num_num) as bigint) as xx, cast(sum(topic_share_num_den) as bigint) as xn from metrics.country_topic group by topic_l1 having sum(topic_share_num) > 0)",
		`select topic_l1, cast(sum(x * x) as bigint) as xx, cast(sum(x * n) as bigint) as xn from (
			select o.session_id, o.topic_l1, count(*) as x, (select count(*) from model.opinion a where a.session_id = o.session_id) as n
			from model.opinion o join model.unit u on u.unit_id = o.unit_id where o.channel = 'doi_thoai' and u.level <> 'other' group by o.session_id, o.topic_l1) c group by topic_l1`)
	sameRows(t, s, "(select distinct cast(sum(topic_share_k) as bigint) as k, cast(sum(topic_share_den_den) as bigint) as nn from metrics.place_topic where topic_share_den > 0 group by topic_l1)",
		`select count(*) as k, cast(sum(n * n) as bigint) as nn from (
			select o.session_id, count(*) as n from model.opinion o join model.unit u on u.unit_id = o.unit_id where o.channel = 'doi_thoai' and u.level <> 'other' group by o.session_id)`)
}

// sameRows tells how many rows a table or view has, after comparing them with what a SELECT gives.
func sameRows(t *testing.T, s *store.Snapshot, table, query string) int {
	t.Helper()
	if got, want := shapeOf(t, s, "select * from "+table), shapeOf(t, s, query); got != want {
		t.Errorf("%s has the columns %s, its SELECT %s", table, got, want)
		return 0
	}
	var rows, more, less int
	for target, q := range map[*int]string{
		&rows: "select * from " + table,
		&more: "(select * from " + table + ") except all (" + query + "\n)",
		&less: "(" + query + "\n) except all (select * from " + table + ")",
	} {
		if err := s.QueryRowContext(t.Context(), "select count(*) from ("+q+")").Scan(target); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
	}
	if more+less > 0 {
		t.Errorf("%s: of %d rows %d are not what the SELECT alone gives, and %d are missing", table, rows, more, less)
	}
	return rows
}

func shapeOf(t *testing.T, s *store.Snapshot, query string) string {
	t.Helper()
	rows, err := s.QueryContext(t.Context(), "select * from ("+query+"\n) limit 0")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, c := range types {
		// a code is a text, however it is stored: of opinions as its number, elsewhere not
		list = append(list, c.Name()+" "+strings.Replace(c.DatabaseTypeName(), "ENUM", "VARCHAR", 1))
	}
	return strings.Join(list, ", ")
}

func publishedCountry(t *testing.T) *store.Snapshot {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "sim")
	cfg := simulate.Config{Seed: 7, Opinions: 6000, Out: dir, Data: data.FS, Years: [2]int{2022, 2025}, SingleFile: true, Faults: 0.02}
	if _, err := simulate.Run(t.Context(), cfg, nil); err != nil {
		t.Fatal(err)
	}
	request := pipeline.Request{
		AsOf: time.Date(2025, 11, 30, 0, 0, 0, 0, time.UTC), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Reference: data.FS, Program: "test",
		Verify: func(ctx context.Context, file string, want []store.TableSum) error {
			for _, w := range want {
				if w.Table == "metrics.topic_fact" && w.Rows > 0 {
					return store.VerifyFile(ctx, duckdb.New(), file, want)
				}
			}
			return fmt.Errorf("the facts are not among what is verified: %v", want)
		},
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		f, err := pipeline.OpenFile(name)
		if err != nil {
			t.Fatal(err)
		}
		request.Files = append(request.Files, f)
	}
	w, err := store.Open(filepath.Join(t.TempDir(), "warehouse"), duckdb.New())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Run(t.Context(), w, request); err != nil {
		t.Fatal(err)
	}
	s, err := w.Live(t.Context(), engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
