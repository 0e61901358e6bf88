package pipeline_test

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
)

var update = flag.Bool("update", false, "rewrite the want part of the scripts; a person reads the diff")

// TestScripts runs each testdata/*.txtar: its raw.*.csv become the received rows, as_of.txt the cut-off date, reference/*.csv
// more rows of the reviewed data, and each NAME.sql must give NAME.csv (query.sql: want.csv).
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			script(t, file)
		})
	}
}

func script(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.Files {
		parts[f.Name] = string(f.Data)
	}
	w := built(t, parts)
	queried := false
	for i, f := range archive.Files {
		name, isQuery := strings.CutSuffix(f.Name, ".sql")
		if !isQuery {
			continue
		}
		queried = true
		want := name + ".csv"
		if name == "query" {
			want = "want.csv"
		}
		got := answer(t, w, string(f.Data))
		if *update {
			set(archive, want, got, i)
			continue
		}
		if diff := cmp.Diff(parts[want], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if !queried {
		t.Fatal("the script asks nothing")
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func set(a *txtar.Archive, name, text string, after int) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(text)
			return
		}
	}
	rest := append([]txtar.File{{Name: name, Data: []byte(text)}}, a.Files[after+1:]...)
	a.Files = append(a.Files[:after+1:after+1], rest...)
}

// asked lists the tables that a script's queries read and all that these are made of; everything where they read a roll-up, or
// where no query is among the parts. Making what nobody looks at was most of the time of these tests.
func asked(t *testing.T, w engine.Work, tables []pipeline.Table, parts map[string]string) (list []pipeline.Table, rollups bool) {
	t.Helper()
	byName, wanted := map[string]pipeline.Table{}, map[string]bool{}
	for _, table := range tables {
		byName[table.Name] = table
	}
	var want func(names []string)
	want = func(names []string) {
		for _, name := range names {
			table, ok := byName[name]
			if !ok && strings.HasPrefix(name, "metrics.") {
				rollups = true
			}
			if ok && !wanted[name] {
				wanted[name] = true
				want(table.Reads)
			}
		}
	}
	queries := 0
	for name, text := range parts {
		if strings.HasSuffix(name, ".sql") {
			queries++
			reads, err := w.Reads(t.Context(), text)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			want(reads)
		}
	}
	if rollups || queries == 0 {
		return tables, true
	}
	for _, table := range tables {
		if wanted[table.Name] {
			list = append(list, table)
		}
	}
	return list, false
}

// built makes the tables of a script in memory.
func built(t *testing.T, parts map[string]string) engine.Work {
	t.Helper()
	ctx := context.Background()
	e := duckdb.New()
	w, err := e.Work(ctx, "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	asOf := "2019-12-31"
	if s, ok := parts["as_of.txt"]; ok {
		asOf = strings.TrimSpace(s)
	}
	cutoff, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		t.Fatal(err)
	}
	parsed := map[string][]string{}
	for _, table := range []string{"session", "opinion"} {
		if text, ok := parts["raw."+table+".csv"]; ok {
			parsed[table] = []string{received(t, w, table, text)}
		}
	}
	tables, err := pipeline.Prepare(ctx, w, e.Dialect(), pipeline.Source{AsOf: cutoff, Reference: reference(t, parts), Parsed: parsed})
	if err != nil {
		t.Fatal(err)
	}
	list, rollups := asked(t, w, tables, parts)
	if err := errors.Join(pipeline.Topics(ctx, w), pipeline.Build(ctx, w, list, pipeline.Abreast, nil)); err != nil {
		t.Fatal(err)
	}
	if !rollups {
		return w
	}
	if err := pipeline.Rollups(ctx, w); err != nil {
		t.Fatal(err)
	}
	return w
}

// received writes a script's rows as ingest would have: columns it does not name are empty, rows count from line 2.
func received(t *testing.T, w engine.Work, table, text string) string {
	t.Helper()
	columns, err := pipeline.RegisterColumns(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if err := pipeline.LoadCSV(t.Context(), w, "main", "given_"+table, strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(text, "\n")
	given := map[string]bool{}
	for _, name := range strings.Split(strings.TrimSpace(header), ",") {
		given[name] = true
	}
	query := fmt.Sprintf("select '%s' as file_sha, '' as sheet, cast(null as bigint) as row_no, cast(2 as bigint) as row_base", strings.Repeat(table[:1], 64))
	for _, c := range columns[table] {
		if given[c] {
			query += ", " + c
			delete(given, c)
		} else {
			query += ", cast(null as varchar) as " + c
		}
	}
	for name := range given {
		t.Fatalf("raw.%s has no column %q", table, name)
	}
	path := filepath.Join(t.TempDir(), table+".parquet")
	if err := w.WriteParquet(t.Context(), query+" from main.given_"+table, path); err != nil {
		t.Fatal(err)
	}
	return path
}

func answer(t *testing.T, w engine.Work, query string) string {
	t.Helper()
	rows, err := w.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	out := csv.NewWriter(&b)
	out.Write(names)
	for rows.Next() {
		values := make([]any, len(names))
		targets := make([]any, len(names))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		record := make([]string, len(names))
		for i, v := range values {
			record[i] = text(v)
		}
		out.Write(record)
	}
	out.Flush()
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func text(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case time.Time:
		return x.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}
