package semantic_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/semantic"
	"nhipcau/internal/store"
)

// The budgets of design.md §9 at 2.3 million opinions: a league table with intervals, labels and rank ranges ≤ 50 ms warm, a topic trend
// ≤ 50 ms, one locality's profile ≤ 100 ms. NHIPCAU_BENCH names a warehouse of that size (nhipcau simulate --single --opinions 2300000
// --years 2019-2023, then ingest); beside each stands the plain query for the same counts over model.opinion.

func big(b *testing.B) (*store.Snapshot, *semantic.Catalog) {
	dir := os.Getenv("NHIPCAU_BENCH")
	if dir == "" {
		b.Skip("NHIPCAU_BENCH names no warehouse")
	}
	w, err := store.Open(dir, duckdb.New())
	if err != nil {
		b.Fatal(err)
	}
	s, err := w.Live(b.Context(), engine.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	c, err := semantic.Load(b.Context(), s, s.AsOf)
	if err != nil {
		b.Fatal(err)
	}
	return s, c
}

var year = semantic.Query{From: time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), Origin: "simulated"}

func BenchmarkLeagueTable(b *testing.B) {
	s, c := big(b)
	q := year
	q.Metrics, q.By, q.Where.Level = []string{"resolved"}, []semantic.Dim{semantic.ByProvince}, "commune"
	b.Run("compare", func(b *testing.B) {
		for b.Loop() {
			v, err := c.Compare(b.Context(), s, q, semantic.Options{MinCoverage: 0.01})
			if err != nil || len(v.Places) < 60 {
				b.Fatal(len(v.Places), err)
			}
		}
	})
	b.Run("plain", func(b *testing.B) {
		drain(b, s, `select u.province_id, count(*) filter (where o.outcome = 'resolved'), count(*) from model.opinion o join model.unit u on u.unit_id = o.unit_id
			where o.channel = 'doi_thoai' and o.origin = 'simulated' and o.level = 'commune' and o.month >= date '2022-01-01' and o.month < date '2023-01-01' group by u.province_id`)
	})
}

func BenchmarkTopicTrend(b *testing.B) {
	s, c := big(b)
	q := semantic.Query{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByTopic, semantic.ByQuarter}, Origin: "simulated"}
	b.Run("semantic", func(b *testing.B) { ask(b, s, c, q, 200) })
	b.Run("plain", func(b *testing.B) {
		drain(b, s, `select topic_l1, date_trunc('quarter', month), count(*) from model.opinion where channel = 'doi_thoai' and origin = 'simulated' group by 1, 2`)
	})
}

// BenchmarkProfile is what one locality's page asks: its results by year, its deadlines, its topics, and how long replies took.
func BenchmarkProfile(b *testing.B) {
	s, c := big(b)
	where := semantic.Where{Province: "p24@2004"}
	results := []string{"sessions", "opinions", "answered_at_session", "replied", "resolved", "resolved_within_authority", "resolved_in_40_days"}
	for b.Loop() {
		for _, q := range []semantic.Query{
			{Metrics: results, By: []semantic.Dim{semantic.ByYear}, Where: where},
			{Metrics: []string{"notice_on_time", "reply_on_time"}, By: []semantic.Dim{semantic.ByYear}, Where: where},
			{Metrics: []string{"topic_share"}, By: []semantic.Dim{semantic.ByTopic}, Where: where},
			{Metrics: []string{"resolved"}, By: []semantic.Dim{semantic.ByQuarter}, Where: where},
		} {
			q.Origin = "simulated"
			if _, err := c.Run(b.Context(), s, q); err != nil {
				b.Fatal(err)
			}
		}
		if list, err := c.Durations(b.Context(), s, semantic.Query{Where: where, Origin: "simulated"}); err != nil || len(list) != 1 {
			b.Fatal(list, err)
		}
	}
}

// BenchmarkUnit is the same for one commune.
func BenchmarkUnit(b *testing.B) {
	s, c := big(b)
	var unit string
	if err := s.QueryRowContext(b.Context(), "select unit_id from metrics.by_unit where level = 'commune' order by unit_id limit 1 offset 1000").Scan(&unit); err != nil {
		b.Fatal(err)
	}
	ask(b, s, c, semantic.Query{Metrics: []string{"sessions", "opinions", "answered_at_session", "replied", "resolved", "resolved_within_authority"},
		By: []semantic.Dim{semantic.ByYear}, Where: semantic.Where{Units: []string{unit}}, Origin: "simulated"}, 1)
}

// BenchmarkHostsByTopic is the first answer of a snapshot that must hide small cells of all hosts: nothing is remembered.
func BenchmarkHostsByTopic(b *testing.B) {
	s, _ := big(b)
	for b.Loop() {
		c, err := semantic.Load(b.Context(), s, s.AsOf)
		if err != nil {
			b.Fatal(err)
		}
		q := year
		q.Metrics, q.By = []string{"opinions"}, []semantic.Dim{semantic.ByUnit, semantic.ByTopic}
		if r, err := c.Run(b.Context(), s, q); err != nil || len(r.Rows) < 1000 {
			b.Fatal(len(r.Rows), err)
		}
	}
}

// BenchmarkThin is what opening a snapshot adds: which topics of which places no answer shows.
func BenchmarkThin(b *testing.B) {
	s, _ := big(b)
	for b.Loop() {
		c, err := semantic.Load(b.Context(), s, s.AsOf)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.TopicSums(b.Context(), s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	s, _ := big(b)
	for b.Loop() {
		if _, err := semantic.Load(b.Context(), s, s.AsOf); err != nil {
			b.Fatal(err)
		}
	}
}

func ask(b *testing.B, s *store.Snapshot, c *semantic.Catalog, q semantic.Query, least int) {
	for b.Loop() {
		r, err := c.Run(b.Context(), s, q)
		if err != nil || len(r.Rows) < least {
			b.Fatal(len(r.Rows), err)
		}
	}
}

func drain(b *testing.B, s *store.Snapshot, query string) {
	for b.Loop() {
		rows, err := s.QueryContext(b.Context(), strings.TrimSpace(query))
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
