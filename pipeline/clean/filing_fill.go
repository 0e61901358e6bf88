package clean

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"nhipcau/internal/engine"
)

// filingText: a text is met again by a hash of 64 bits, hash(content). The text itself as the key would
// store and join gigabytes twice; a row position would lose what is shared between rows of the same text. Of ten million
// different texts two share a key with odds of three in a million; such a pair would be filed alike. SQL computes the key on both
// sides, so Go never has to agree with it.
const filingText = `create table clean.filing_text as
	select hash(content) as key, first(content) as text from raw.opinion where content is not null group by 1`

// filingBatch is how many texts are in memory at once.
const filingBatch = 1 << 15

// filed is a text of a batch and what was made of it.
type filed struct {
	key    uint64
	text   string
	filing Filing
}

// FillTopics files each different text of raw.opinion.content into clean.filing (one row a text) and clean.filing_label (one row
// a topic of it, the primary included). No check needs topics, so it runs only on the way to the model. A text in which nothing was found has a row in filing (KH, 0) and none in filing_label.
// To join: on hash(content) = key.
func FillTopics(ctx context.Context, w engine.Work, f *Filer) error {
	if _, err := w.ExecContext(ctx, filingText); err != nil {
		return fmt.Errorf("filing: %w", err)
	}
	var n int
	if err := w.QueryRowContext(ctx, "select count(*) from clean.filing_text").Scan(&n); err != nil {
		return fmt.Errorf("filing: count texts: %w", err)
	}
	batch := make([]filed, 0, min(n, filingBatch))
	for from := 0; from < n; from += filingBatch {
		var err error
		if batch, err = readBatch(ctx, w, batch[:0], from); err != nil {
			return fmt.Errorf("filing: read texts: %w", err)
		}
		fileAll(f, batch)
		if err := storeBatch(ctx, w, batch); err != nil {
			return err
		}
	}
	if _, err := w.ExecContext(ctx, "drop table clean.filing_text"); err != nil {
		return fmt.Errorf("filing: %w", err)
	}
	return nil
}

// readBatch reads by position, which DuckDB answers from the row groups concerned alone.
func readBatch(ctx context.Context, w engine.Work, batch []filed, from int) ([]filed, error) {
	rows, err := w.QueryContext(ctx, "select key, text from clean.filing_text where rowid >= ? and rowid < ?", from, from+filingBatch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var t filed
		if err := rows.Scan(&t.key, &t.text); err != nil {
			return nil, err
		}
		batch = append(batch, t)
	}
	return batch, rows.Err()
}

// fileAll files a batch on all processors, each a part of its own.
func fileAll(f *Filer, batch []filed) {
	var wg sync.WaitGroup
	part := len(batch)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(batch); from += part {
		wg.Go(func() {
			for i := range batch[from:min(from+part, len(batch))] {
				batch[from+i].filing = f.File(batch[from+i].text)
			}
		})
	}
	wg.Wait()
}

func storeBatch(ctx context.Context, w engine.Work, batch []filed) error {
	row := make([]any, 3)
	err := w.Append(ctx, "clean", "filing", func(yield func([]any) bool) {
		for _, t := range batch {
			row[0], row[1], row[2] = t.key, t.filing.Topic, t.filing.Confidence
			if !yield(row) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	row = make([]any, 4)
	return w.Append(ctx, "clean", "filing_label", func(yield func([]any) bool) {
		for _, t := range batch {
			for _, l := range t.filing.Labels {
				row[0], row[1], row[2], row[3] = t.key, l.Topic, l.Score, l.Phrase
				if !yield(row) {
					return
				}
			}
		}
	})
}
