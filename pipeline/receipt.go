package pipeline

import (
	"context"
	"database/sql"
	"fmt"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

// mostIssues is how many issues a receipt lists; all of them are in model.data_issue.
const mostIssues = 10_000

// fillReceipts takes the account of each new file from the tables of clean: two queries for all files together.
func fillReceipts(ctx context.Context, w engine.Work, receipts map[string]*store.Receipt) error {
	if err := account(ctx, w, receipts); err != nil {
		return fmt.Errorf("receipts: %w", err)
	}
	if err := issues(ctx, w, receipts); err != nil {
		return fmt.Errorf("receipts: %w", err)
	}
	return nil
}

func account(ctx context.Context, w engine.Work, receipts map[string]*store.Receipt) error {
	rows, err := w.QueryContext(ctx, `select file_sha, cast(sum(received) as bigint), cast(sum(accepted) as bigint),
		cast(sum(rejected) as bigint), cast(sum(warned) as bigint) from clean.received group by file_sha`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var sha string
		var received, accepted, rejected, warned int64
		if err := rows.Scan(&sha, &received, &accepted, &rejected, &warned); err != nil {
			return err
		}
		if r := receipts[sha]; r != nil {
			r.Received, r.Accepted, r.Rejected, r.Warned = received, accepted, rejected, warned
		}
	}
	return rows.Err()
}

func issues(ctx context.Context, w engine.Work, receipts map[string]*store.Receipt) error {
	rows, err := w.QueryContext(ctx, `with listed as (
			select i.*, row_number() over (partition by file_sha order by severity, sheet, row_no, column_name, rule) as place,
				count(*) over (partition by file_sha) as total from clean.issue i
		)
		select i.file_sha, i.severity, i.rule, i.sheet, i.row_no, coalesce(h.label_vi, i.column_name, ''), i.value_text, c.message_vi, c.message_en, i.total
		from listed i join clean.check_rule c on c.rule = i.rule
		left join raw.headers h on h."table" = i.table_name and h."column" = i.column_name
		where i.place <= ? order by i.file_sha, i.place`, mostIssues)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var sha string
		var i store.Issue
		var value sql.NullString
		var total int64
		if err := rows.Scan(&sha, &i.Severity, &i.Rule, &i.Sheet, &i.Row, &i.Column, &value, &i.MessageVi, &i.MessageEn, &total); err != nil {
			return err
		}
		if r := receipts[sha]; r != nil {
			i.Value = value.String
			r.Issues = append(r.Issues, i)
			r.IssuesCut = max(0, total-mostIssues)
		}
	}
	return rows.Err()
}
