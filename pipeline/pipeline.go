// Package pipeline turns received files and reviewed data into the tables of a snapshot.
//
// Data moves one way: raw → clean → model → metrics. A stage is a folder and a schema, a .sql file in it is a table: one
// plain SELECT that reads its own schema and the one before, nothing else. Lineage asks the engine's own parser which
// tables a file reads, orders the files by it and refuses an arrow that points back. The pipeline writes a work database
// and can do nothing else.
package pipeline

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"nhipcau/internal/engine"
	"nhipcau/pipeline/clean"
	"nhipcau/pipeline/metrics"
	"nhipcau/pipeline/model"
)

// Stage is one schema of the pipeline.
type Stage struct {
	Name  string
	Files fs.FS
	// Made are tables of this schema that Go fills before the SQL runs, because they need code that SQL has not:
	// matching names, reading Vietnamese dates and numbers.
	Made []string
}

// Table is one .sql file: a SELECT and the schema.table it makes. The header's kind says how: without one it is a table; view is a view, of
// model for the pipeline alone; scratch a table that the snapshot does not keep; late a view while the pipeline reads it and a table of
// the snapshot, so that millions of wide rows are written once.
type Table struct {
	Stage string
	Name  string // schema.table
	SQL   string
	View  bool   // made as a view
	Kept  bool   // a snapshot has it: what lies before, and what only helps, stays in the work database
	Order string // how its rows are stored
	Fact  string // of metrics: the fact table its measures are columns of
	Reads []string
}

// Stages lists the stages in the order data moves.
func Stages() []Stage {
	return []Stage{
		{Name: "clean", Files: clean.Files, Made: clean.Made},
		{Name: "model", Files: model.Files},
		{Name: "metrics", Files: metrics.Files},
	}
}

// Tables reads the files of all stages, without order or lineage.
func Tables(stages []Stage) ([]Table, error) {
	var list []Table
	for _, s := range stages {
		names, err := fs.Glob(s.Files, "*.sql")
		if err != nil {
			return nil, err
		}
		for _, file := range names {
			b, err := fs.ReadFile(s.Files, file)
			if err != nil {
				return nil, fmt.Errorf("read %s/%s: %w", s.Name, file, err)
			}
			head := Header(string(b))
			list = append(list, Table{
				Stage: s.Name, Name: s.Name + "." + strings.TrimSuffix(path.Base(file), ".sql"),
				SQL: string(b), Order: head["order"], Fact: head["fact"],
				View: head["kind"] == "view" || head["kind"] == "late",
				Kept: s.Name == "metrics" || s.Name == "model" && (head["kind"] == "" || head["kind"] == "late"),
			})
		}
	}
	return fuse(list)
}

// fuse puts the metrics that count the same rows together: fact tables, and a view for each.
func fuse(list []Table) ([]Table, error) {
	files, facts := map[string]string{}, map[string]string{}
	for _, t := range list {
		if t.Fact != "" {
			files[t.Name], facts[t.Name] = t.SQL, t.Fact
		}
	}
	made, views, err := metrics.Fuse(files, facts)
	if err != nil {
		return nil, err
	}
	for i, t := range list {
		if t.Fact != "" {
			list[i].SQL, list[i].View = views[t.Name], true
		}
	}
	for _, f := range made {
		list = append(list, Table{Stage: "metrics", Name: f.Name, SQL: f.SQL, Order: engine.AsMade, Kept: true})
	}
	return list, nil
}

// Header reads the `-- key: value` lines at the top of a .sql file. A metric's words live there.
func Header(sql string) map[string]string {
	head := map[string]string{}
	for line := range strings.Lines(sql) {
		text, isComment := strings.CutPrefix(strings.TrimSpace(line), "--")
		if !isComment {
			break
		}
		if key, value, ok := strings.Cut(text, ":"); ok && !strings.Contains(strings.TrimSpace(key), " ") {
			head[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return head
}

// Stored lists what a snapshot keeps: the tables of model and of metrics, then the views of metrics, each after what it reads. What
// lies before them stays in the work database.
func Stored(tables []Table) []engine.Sorted {
	var list, views []engine.Sorted
	for _, t := range tables {
		switch {
		case !t.Kept:
		case t.View && t.Stage == "metrics":
			views = append(views, engine.Sorted{Table: t.Name, View: t.SQL})
		default:
			list = append(list, engine.Sorted{Table: t.Name, By: t.Order})
		}
	}
	slices.SortFunc(list, func(a, b engine.Sorted) int { return strings.Compare(a.Table, b.Table) })
	return append(list, views...)
}
