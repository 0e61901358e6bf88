// Package enginetest is the suite that every engine must pass before the product may use it.
package enginetest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nhipcau/internal/engine"
)

// Run holds an engine to the contract of package engine.
func Run(t *testing.T, e engine.Engine) {
	t.Run("appended rows come back", func(t *testing.T) { appended(t, e) })
	t.Run("reads names the tables of a SELECT", func(t *testing.T) { reads(t, e) })
	t.Run("only one SELECT is parsed", func(t *testing.T) { onlySelect(t, e) })
	t.Run("a CSV keeps its order and its text", func(t *testing.T) { csvLoad(t, e) })
	t.Run("a published file is read-only and alone", func(t *testing.T) { published(t, e) })
	t.Run("a foreign log is refused", func(t *testing.T) { foreignLog(t, e) })
	t.Run("windows keep their rows", func(t *testing.T) { windows(t, e) })
}

func work(t *testing.T, e engine.Engine) engine.Work {
	t.Helper()
	w, err := e.Work(context.Background(), "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func exec(t *testing.T, w engine.Work, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := w.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func one[T any](t *testing.T, r engine.Reader, query string) T {
	t.Helper()
	var v T
	if err := r.QueryRowContext(t.Context(), query).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

func appended(t *testing.T, e engine.Engine) {
	w := work(t, e)
	exec(t, w, "create schema raw", "create table raw.a (n bigint, s varchar)")
	rows := slices.Values([][]any{{int64(1), "Hòa Bình"}, {int64(2), nil}})
	if err := w.Append(t.Context(), "raw", "a", rows); err != nil {
		t.Fatal(err)
	}
	if got := one[string](t, w, "select string_agg(n || coalesce(s, '-'), ',' order by n) from raw.a"); got != "1Hòa Bình,2-" {
		t.Errorf("rows %q", got)
	}
}

func reads(t *testing.T, e engine.Engine) {
	w := work(t, e)
	got, err := w.Reads(t.Context(), `with mine as (select * from clean.session)
		select * from mine join clean.unit u using (unit_id) where exists (select 1 from clean.opinion)`)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"clean.opinion", "clean.session", "clean.unit"}; !slices.Equal(got, want) {
		t.Errorf("reads %v, want %v", got, want)
	}
}

func onlySelect(t *testing.T, e engine.Engine) {
	w := work(t, e)
	exec(t, w, "create table kept (n int)")
	for _, q := range []string{"drop table kept", "select 1; select 2", "drop table kept; select 1", "select", ""} {
		if _, err := w.Reads(t.Context(), q); !errors.Is(err, engine.ErrNotSelect) {
			t.Errorf("%q: error %v, want ErrNotSelect", q, err)
		}
	}
	if n := one[int](t, w, "select count(*) from kept"); n != 0 {
		t.Errorf("kept holds %d rows", n)
	}
}

func csvLoad(t *testing.T, e engine.Engine) {
	w := work(t, e)
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("ngày;số\n01/02/2019;\"7.320\"\n;\"a;b\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := engine.CSV{Path: path, Delimiter: ';', Skip: 1, Width: 2, Pick: []engine.Column{{At: 1, Name: "n"}, {At: 0, Name: "d"}}}
	out := filepath.Join(t.TempDir(), "a.parquet")
	if err := w.WriteParquet(t.Context(), "select * from "+e.Dialect().CSV(in), out); err != nil {
		t.Fatal(err)
	}
	q := "select string_agg(file_row_number || ':' || coalesce(d, '-') || ':' || n, ',' order by file_row_number) from " + e.Dialect().Parquet([]string{out})
	if got := one[string](t, w, q); got != "0:01/02/2019:7.320,1:-:a;b" {
		t.Errorf("rows %q", got)
	}
}

func publish(t *testing.T, e engine.Engine) string {
	w := work(t, e)
	exec(t, w, "create schema model", "create table model.unit as select 'p' || range as unit_id from range(1000)")
	file := filepath.Join(t.TempDir(), "full.duckdb")
	if err := w.Publish(t.Context(), file, []engine.Sorted{{Table: "model.unit", By: "unit_id"}}); err != nil {
		t.Fatal(err)
	}
	return file
}

func published(t *testing.T, e engine.Engine) {
	file := publish(t, e)
	secret := filepath.Join(t.TempDir(), "other.csv")
	if err := os.WriteFile(secret, []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := e.Open(t.Context(), file, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if n := one[int](t, r, "select count(*) from model.unit"); n != 1000 {
		t.Errorf("%d units", n)
	}
	for _, q := range []string{
		"delete from model.unit", "create table model.x (n int)", "select * from '" + secret + "'", "attach '" + secret + "2'",
		"copy model.unit to '" + secret + "3'", "set threads=1", "install httpfs",
	} {
		if rows, err := r.QueryContext(t.Context(), q); err == nil {
			rows.Close()
			t.Errorf("%q was let through", q)
		}
	}
}

func foreignLog(t *testing.T, e engine.Engine) {
	file := publish(t, e)
	if err := os.WriteFile(file+".wal", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := e.Open(t.Context(), file, engine.Options{}); err == nil {
		r.Close()
		t.Error("opened beside a foreign log")
	}
}

// windows: the shapes that lose rows in DuckDB 1.5.5 when its Top-N window elimination is on.
func windows(t *testing.T, e engine.Engine) {
	w := work(t, e)
	exec(t, w,
		"create table a as select case when range % 3 = 0 then null else range % 3 end as k, range as v from range(30)",
		"create table b as select range as v, range * 2 as x from range(30)")
	for query, want := range map[string]int{
		"select count(*) from (select k, v from a qualify row_number() over (partition by k order by v) <= 2)":                          6,
		"select count(*) from (select a.k, b.x from a join b using (v) qualify row_number() over (partition by a.k order by b.x) <= 1)": 3,
	} {
		if got := one[int](t, w, query); got != want {
			t.Errorf("%s = %d, want %d", strings.Join(strings.Fields(query), " "), got, want)
		}
	}
}
