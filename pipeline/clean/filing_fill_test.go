package clean_test

import (
	"context"
	"fmt"
	"testing"

	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline/clean"
)

// Each different text is filed once, whatever the number of rows, over more than one batch; the key joins back to every row.
func TestFillTopics(t *testing.T) {
	ctx := context.Background()
	w, err := duckdb.New().Work(ctx, "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, q := range []string{
		"create schema raw", "create schema clean",
		"create table clean.filing (key ubigint, topic varchar, confidence double)",
		"create table clean.filing_label (key ubigint, topic varchar, score double, phrase varchar)",
		`create table raw.opinion as select content from (values ('Cấp sổ đỏ'), ('Cấp sổ đỏ'), ('Thu gom rác thải ở chợ'), (null), ('')) v(content)`,
		fmt.Sprintf("insert into raw.opinion select 'Ý kiến số ' || i from range(%d) r(i)", clean.FilingBatch),
		fmt.Sprintf("insert into raw.opinion select 'Sổ đỏ lần ' || i from range(%d) r(i)", 10),
	} {
		if _, err := w.ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	f := clean.NewFiler([]clean.Phrase{{Topic: "DD1", Text: "sổ đỏ", Weight: 3}, {Topic: "MT1", Text: "rác thải", Weight: 3}, {Topic: "KT4", Text: "chợ", Weight: 2}})
	if err := clean.FillTopics(ctx, w, f); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query string
		want  int
	}{
		{"select count(*) from clean.filing", clean.FilingBatch + 13},
		{"select count(distinct key) from clean.filing", clean.FilingBatch + 13},
		{"select count(*) from clean.filing where topic = 'KH' and confidence = 0", clean.FilingBatch + 1},
		{"select count(*) from clean.filing_label", 10 + 1 + 2 - 1},
		{"select count(*) from raw.opinion o join clean.filing f on f.key = hash(o.content) where f.topic = 'DD1'", 12},
		{"select count(*) from raw.opinion o join clean.filing_label f on f.key = hash(o.content) where f.phrase = 'rác thải' and o.content like '%chợ'", 1},
		{"select count(*) from duckdb_tables() where table_name = 'filing_text'", 0},
	} {
		var got int
		if err := w.QueryRowContext(ctx, c.query).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("%s: got %d, want %d", c.query, got, c.want)
		}
	}
}
