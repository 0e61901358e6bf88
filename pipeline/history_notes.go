package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"nhipcau/internal/store"
)

// The rules under which the checks say that another file waits for a decision about this one, or contradicts it.
const (
	ruleWaits       = "file_waits"
	ruleContradicts = "file_contradicts"
)

// notes are the things that are wrong with whole files because of other files, as rows of raw.bad_row: a file that counts is told
// which others wait for a decision about it or contradict it, so that whoever reads its numbers knows.
func (b *build) notes(counted []member, decisions []store.Decision) [][4]string {
	var rows [][4]string // file, table, rule, value
	for _, d := range decisions {
		rule := map[store.Deed]string{store.Waits: ruleWaits, store.Contradicts: ruleContradicts}[d.What]
		for _, m := range counted {
			if r := m.landing.Receipt; rule != "" && slices.Contains(d.Others, r.SHA256) && len(r.Tables) > 0 {
				rows = append(rows, [4]string{r.SHA256, r.Tables[0].Table, rule, d.Name + " (" + d.SHA256[:12] + ")"})
			}
		}
	}
	return rows
}

// writeNotes makes a Parquet file of the notes, none when there are none. remove takes it away when clean is made.
func (b *build) writeNotes(ctx context.Context, rows [][4]string) (paths []string, remove func() error, err error) {
	if len(rows) == 0 {
		return nil, func() error { return nil }, nil
	}
	dir, remove, err := b.warehouse.Scratch()
	if err != nil {
		return nil, nil, fmt.Errorf("notes about files: %w", err)
	}
	selects := make([]string, len(rows))
	for i, r := range rows {
		selects[i] = fmt.Sprintf(`select %s as file_sha, '' as sheet, cast(0 as bigint) as row_no, cast(0 as bigint) as row_base,
			%s as table_name, '' as column_name, %s as rule, %s as value_text`, text(r[0]), text(r[1]), text(r[2]), text(r[3]))
	}
	path := filepath.Join(dir, "notes.parquet")
	if err := b.work.WriteParquet(ctx, strings.Join(selects, " union all "), path); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("notes about files: %w", err), remove())
	}
	return []string{path}, remove, nil
}

func text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// noteOnReceipt says on a new file's own receipt why it does not count, in the words of the check.
func (b *build) noteOnReceipt(ctx context.Context, r *store.Receipt) error {
	st := b.state.Standing(r.SHA256)
	rule := map[store.Deed]string{store.Waits: "file_asks", store.Contradicts: "file_is_contradiction"}[st.Why]
	if rule == "" {
		return nil
	}
	i := store.Issue{Rule: rule}
	err := b.work.QueryRowContext(ctx, "select severity, message_vi, message_en from clean.check_rule where rule = ?", rule).Scan(&i.Severity, &i.MessageVi, &i.MessageEn)
	if err != nil {
		return fmt.Errorf("receipt: %w", err)
	}
	var names []string
	for _, sha := range st.Others {
		names = append(names, b.name(sha)+" ("+sha[:12]+")")
	}
	i.Value = strings.Join(names, ", ")
	r.Issues = append([]store.Issue{i}, r.Issues...)
	return nil
}
