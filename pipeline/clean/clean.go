// Package clean types and normalises what ingest received.
//
// It reads schema raw and writes schema clean. Texts are read once per distinct value: Go fills the dictionaries
// clean.place, date_value, count_value, term and organ, and the SELECT files join them. A value it cannot read becomes null
// and a row in clean.issue with the reason; a row with a reject is left out of session and opinion, never in silence:
// accepted + rejected = received in clean.received.
package clean

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/engine"
)

// Files are the SELECTs of the stage, one a table.
//
//go:embed *.sql
var Files embed.FS

// Checks are the rules a received row is held to, with their severity and words: the table raw.check.
//
//go:embed check.csv
var Checks []byte

// Made are the dictionaries that Fill makes before the SELECTs run.
var Made = []string{"opinion_key", "place", "organ", "date_value", "count_value", "term", "figure_value", "aggregate_place", "aggregate_period", "filing", "filing_label"}

// dated, counted and worded say which columns of the registers hold dates, counts and words of a vocabulary.
var (
	dated = map[string][]string{
		"session": {"held_on", "announced_on", "notice_on", "result_published_on"},
		"opinion": {"held_on", "due_on", "replied_on", "resolved_on", "outcome_on", "complex_notice_on", "forwarded_on"},
	}
	counted = map[string][]string{"session": {"attendees", "opinions_before", "opinions_at", "opinions_after"}}
	worded  = map[string][]string{
		"session_kind": {"session.kind", "aggregate.session_kind"}, "mode": {"session.mode"}, "channel": {"session.channel", "aggregate.channel"}, "host_role": {"session.host_role"},
		"yesno": {"session.host_is_head", "opinion.answered_at_session", "opinion.front_confirmed", "aggregate.includes_subordinates", "aggregate.is_cumulative"},
		"level": {"aggregate.level_scope"}, "status": {"aggregate.status"}, "counting_unit": {"opinion.counting_unit", "aggregate.counting_unit"}, "collected": {"opinion.collected"}, "topic": {"opinion.topic"},
		"authority": {"opinion.authority"}, "reply_kind": {"opinion.reply_kind"}, "outcome": {"opinion.outcome"}, "reason": {"opinion.not_resolved_reason"},
	}
)

// tables: a code is one of the vocabulary, a topic, or one that the stages write themselves, whatever words a user's
// vocabulary has, so where there are millions of them they are stored as its number.
const tables = `
create type clean.code as enum (select code from raw.vocabulary union select topic_id from raw.topic
	union select unnest(['register', 'simulated', 'day', 'month', 'quarter', 'year', 'reported', 'rule', 'manual', 'chair', 'KH', 'y_kien', 'doi_thoai', 'province',
		'district', 'commune', 'other', 'own', 'higher', 'lower', 'central', 'resolved', 'forwarded', 'in_progress', 'unknown']) order by 1);
create table clean.date_value (text varchar, value date, last date, precision varchar, problem varchar, epoch integer);
create table clean.count_value (text varchar, value bigint, problem varchar);
create table clean.term (field varchar, text varchar, code varchar, detail varchar, reason varchar);
create table clean.place (unit_text varchar, parent_text varchar, level_text varchar, epoch integer,
	unit_id varchar, problem varchar, candidates varchar);
create table clean.organ (organ_id varchar, name varchar, parent_unit_id varchar);
create table clean.filing (key ubigint, topic varchar, confidence double);
create table clean.filing_label (key ubigint, topic varchar, score double, phrase varchar);
`

// Fill makes the dictionaries from the distinct texts in schema raw.
func Fill(ctx context.Context, w engine.Work, places Places, words Words, filer *Filer) error {
	if _, err := w.ExecContext(ctx, "create schema clean"); err != nil {
		return err
	}
	for _, statement := range strings.Split(strings.TrimSpace(tables+aggregateTables), ";\n") {
		if _, err := w.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("clean: %w", err)
		}
	}
	numbered := make(chan error, 1)
	go func() { // no dictionary is needed for it, and it takes as long as three of them
		_, err := w.ExecContext(ctx, opinionKeys)
		numbered <- err
	}()
	err := errors.Join(dates(ctx, w, places), counts(ctx, w), terms(ctx, w, words, filer))
	if err = errors.Join(err, <-numbered); err != nil {
		return fmt.Errorf("clean: %w", err)
	}
	return errors.Join(fillPlaces(ctx, w, places), aggregates(ctx, w, places))
}

// distinct lists the texts that stand in any of these columns ("session.kind").
func distinct(ctx context.Context, w engine.Work, columns []string) ([]string, error) {
	selects := make([]string, len(columns))
	for i, c := range columns {
		table, column, _ := strings.Cut(c, ".")
		selects[i] = fmt.Sprintf(`select %q as text from raw.%s where %q is not null group by %q`, column, table, column, column)
	}
	rows, err := w.QueryContext(ctx, "select distinct text from ("+strings.Join(selects, " union all ")+") order by text")
	if err != nil {
		return nil, fmt.Errorf("distinct texts of %v: %w", columns, err)
	}
	defer rows.Close()
	var texts []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		texts = append(texts, s)
	}
	return texts, rows.Err()
}

func qualified(columns map[string][]string) []string {
	var list []string
	for table, names := range columns {
		for _, n := range names {
			list = append(list, table+"."+n)
		}
	}
	slices.Sort(list)
	return list
}
