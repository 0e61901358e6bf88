package dashboards

import (
	"slices"
	"strings"
	"time"

	"nhipcau/internal/store"
)

// decisions are what was decided about received files: which do not count and why, and which complete another. The snapshot says what
// held when it was made, the history when that was decided.
func (page *dataPageView) decisions(q *request, m store.Manifest, landings []store.Landing) error {
	if len(m.Decisions) == 0 {
		return nil
	}
	history, err := q.server.config.Warehouse.History()
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, l := range landings {
		names[l.Receipt.SHA256] = l.Receipt.Name
	}
	page.Decisions = &table{Caption: q.T("data.decisions"), Heads: []head{{Text: q.T("head.file")}, {Text: q.T("head.decision")}, {Text: q.T("head.decided_at")}, {Text: q.T("head.reason")},
		{Text: q.T("head.hash"), NoSort: true}}, Tall: len(m.Decisions) > 20}
	for _, d := range m.Decisions {
		var others []string
		for _, sha := range d.Others {
			others = append(others, strings.TrimSpace(names[sha]+" ("+short(sha)+")"))
		}
		day := cell{Text: "–", Sort: "-"}
		if at := decidedAt(d, history, m.CreatedAt); !at.IsZero() {
			day = cell{Text: q.DateTime(at), Sort: at.Format("2006-01-02T15:04:05")}
		}
		page.Decisions.Rows = append(page.Decisions.Rows, row{Cells: []cell{{Text: d.Name, Lang: q.vi()}, {Text: q.T("decision."+string(d.What), "other", strings.Join(others, ", "))},
			day, {Text: orDash(d.Reason), Lang: q.vi()}, {Text: short(d.SHA256), Code: true}}})
	}
	slices.SortStableFunc(page.Decisions.Rows, func(a, b row) int { return compareKeys(a.Cells[0].Text, b.Cells[0].Text) })
	return nil
}

// decidedAt is when a decision was made: the last time before the snapshot, zero when the history does not say. A line of the history
// says what the newer file is to the older one; a decision speaks of the file that is superseded, which is the older.
func decidedAt(d store.Decision, history []store.Entry, made time.Time) (at time.Time) {
	for _, e := range history {
		about, other := e.SHA, e.Other
		if e.What == store.Supersedes {
			about, other = other, about
		}
		if e.What == d.What && about == d.SHA256 && (len(d.Others) == 0 || slices.Contains(d.Others, other)) && !e.At.After(made) {
			at = e.At
		}
	}
	return at
}

// short is the beginning of a hash: enough to tell files apart and to name one on the command line.
func short(hash string) string { return hash[:min(12, len(hash))] }
