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

// fillReceipt takes the account of one file from the tables of clean.
func fillReceipt(ctx context.Context, w engine.Work, r *store.Receipt) error {
	err := w.QueryRowContext(ctx, `select cast(coalesce(sum(received), 0) as bigint), cast(coalesce(sum(accepted), 0) as bigint),
		cast(coalesce(sum(rejected), 0) as bigint), cast(coalesce(sum(warned), 0) as bigint) from clean.received where file_sha = ?`, r.SHA256).
		Scan(&r.Received, &r.Accepted, &r.Rejected, &r.Warned)
	if err != nil {
		return fmt.Errorf("receipt of %s: %w", r.Name, err)
	}
	rows, err := w.QueryContext(ctx, `select i.severity, i.rule, i.sheet, i.row_no, coalesce(h.label_vi, i.column_name, ''), i.value_text, c.message_vi, c.message_en
		from clean.issue i join clean.check_rule c on c.rule = i.rule
		left join raw.headers h on h."table" = i.table_name and h."column" = i.column_name
		where i.file_sha = ? order by i.severity, i.sheet, i.row_no, i.column_name, i.rule limit ?`, r.SHA256, mostIssues+1)
	if err != nil {
		return fmt.Errorf("issues of %s: %w", r.Name, err)
	}
	defer rows.Close()
	for rows.Next() {
		var i store.Issue
		var value sql.NullString
		if err := rows.Scan(&i.Severity, &i.Rule, &i.Sheet, &i.Row, &i.Column, &value, &i.MessageVi, &i.MessageEn); err != nil {
			return err
		}
		i.Value = value.String
		r.Issues = append(r.Issues, i)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(r.Issues) <= mostIssues {
		return nil
	}
	r.Issues = r.Issues[:mostIssues]
	return w.QueryRowContext(ctx, "select count(*) - ? from clean.issue where file_sha = ?", mostIssues, r.SHA256).Scan(&r.IssuesCut)
}
