package pipeline

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

// Diff says which figures differ between two snapshots and why. The reasons are computed from the records behind each figure: the
// files whose records differ there, and days that lie between the two cut-offs.
type Diff struct {
	Before      Side              `json:"before"`
	After       Side              `json:"after"`
	Files       []Cause           `json:"files"`       // what became of files
	Versions    []string          `json:"versions"`    // program, engine, definitions, gazetteer, reference, published
	Definitions []string          `json:"definitions"` // metrics whose own definition changed
	Changes     []Change          `json:"changes"`
	Published   []PublishedChange `json:"published"`
	Tables      []TableChange     `json:"tables"`
}

// Side is one of the two snapshots.
type Side struct {
	ID    string `json:"id"`
	AsOf  string `json:"as_of"`
	Files int    `json:"files"`
}

// Change is one figure: a metric of one origin in one province and year; province empty: the whole country; year 0: all years.
type Change struct {
	Metric   string  `json:"metric"`
	NameVi   string  `json:"name_vi"`
	NameEn   string  `json:"name_en"`
	Origin   string  `json:"origin"`
	Province string  `json:"province,omitempty"`
	Place    string  `json:"place,omitempty"` // the province's name
	Year     int     `json:"year,omitempty"`
	Before   *Figure `json:"before"` // null: there was none
	After    *Figure `json:"after"`
	Causes   []Cause `json:"causes"`
}

// Figure is a count (Den is null), or a numerator and its denominator.
type Figure struct {
	Num int64  `json:"num"`
	Den *int64 `json:"den,omitempty"`
}

// Kinds of causes besides what a Decision says of a file (supersedes, contradicts, retracted, waits).
const (
	CauseAdded      = "added"      // a file that the earlier snapshot did not have
	CauseCounted    = "counted"    // a file that had landed then, and did not count
	CauseRemoved    = "removed"    // a file that is not in the later snapshot
	CauseReread     = "reread"     // the same bytes read with another column map
	CauseLinked     = "linked"     // records of an unchanged file read otherwise because of the other files named
	CauseCutoff     = "cutoff"     // days between the two cut-offs
	CauseDefinition = "definition" // the metric's own definition
	CauseVersion    = "version"    // something else that decides tables: What names it
	CauseUnknown    = "unknown"    // none of these: said, not guessed
)

// Cause is one reason why a figure differs.
type Cause struct {
	Kind string   `json:"kind"`
	What string   `json:"what,omitempty"` // of a version: which; of a file counted now: what it was before
	SHA  string   `json:"sha,omitempty"`
	Name string   `json:"name,omitempty"`
	By   []string `json:"by,omitempty"`   // names of the files that supersede or are contradicted
	Rows int64    `json:"rows,omitempty"` // records of the file behind this figure
	Late int64    `json:"late,omitempty"` // of an added file: records of days up to the earlier snapshot's cut-off (đến muộn)
}

// PublishedChange is one published figure that was added, taken away or reads otherwise.
type PublishedChange struct {
	ID      string  `json:"figure_id"`
	Place   string  `json:"place"`
	Measure string  `json:"measure"`
	Period  string  `json:"period"`
	Before  string  `json:"before,omitempty"`
	After   string  `json:"after,omitempty"`
	Causes  []Cause `json:"causes"`
}

// TableChange is how many rows a table of schema model has in each.
type TableChange struct {
	Table  string `json:"table"`
	Before int64  `json:"before"`
	After  int64  `json:"after"`
}

// Empty says that both snapshots hold the same figures.
func (d Diff) Empty() bool { return len(d.Changes)+len(d.Published) == 0 }

// Compared is one snapshot to compare: a reader on its tables and what it was made from.
type Compared struct {
	engine.Reader
	ID       string
	Manifest store.Manifest
}

// Compare reads two snapshots, each in an instance of its own, and explains how they differ.
func Compare(ctx context.Context, a, b Compared) (Diff, error) {
	d := Diff{
		Before: Side{a.ID, a.Manifest.AsOf, len(a.Manifest.Inputs)}, After: Side{b.ID, b.Manifest.AsOf, len(b.Manifest.Inputs)},
		Versions: changedVersions(a.Manifest, b.Manifest), Tables: tableChanges(a.Manifest, b.Manifest),
	}
	window := [2]string{min(a.Manifest.AsOf, b.Manifest.AsOf), max(a.Manifest.AsOf, b.Manifest.AsOf)}
	before, err := readSide(ctx, a, window)
	if err != nil {
		return d, err
	}
	after, err := readSide(ctx, b, window)
	if err != nil {
		return d, err
	}
	x := explainer{before: before, after: after, versions: d.Versions}
	x.redefined = x.definitions()
	d.Files, d.Definitions, d.Changes, d.Published = x.files(), x.redefined, x.changes(), x.published()
	return d, nil
}

func tableChanges(a, b store.Manifest) []TableChange {
	rows := map[string]*TableChange{}
	at := func(name string) *TableChange {
		if rows[name] == nil {
			rows[name] = &TableChange{Table: name}
		}
		return rows[name]
	}
	for _, t := range a.Tables {
		at(t.Table).Before = t.Rows
	}
	for _, t := range b.Tables {
		at(t.Table).After = t.Rows
	}
	var list []TableChange
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		if t := rows[name]; strings.HasPrefix(name, "model.") && t.Before != t.After {
			list = append(list, *t)
		}
	}
	return list
}

// changes lists the figures that differ, the whole country first, then by province, year and metric.
func (x explainer) changes() []Change {
	keys := maps.Clone(x.before.figures)
	maps.Copy(keys, x.after.figures)
	var list []Change
	for k := range keys {
		a, inA := x.before.figures[k]
		b, inB := x.after.figures[k]
		if inA == inB && a == b {
			continue
		}
		c := Change{Metric: k.metric, Origin: k.origin, Province: k.province, Year: k.year, Causes: x.causes(k)}
		def := cmp.Or(x.after.definitions[k.metric], x.before.definitions[k.metric])
		c.NameVi, c.NameEn = def.vi, def.en
		c.Place = cmp.Or(x.after.provinces[k.province], x.before.provinces[k.province])
		if inA {
			c.Before = a.figure()
		}
		if inB {
			c.After = b.figure()
		}
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Province, b.Province), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Metric, b.Metric))
	})
	return list
}

// published lists the published figures that differ.
func (x explainer) published() []PublishedChange {
	keys := maps.Clone(x.before.published)
	maps.Copy(keys, x.after.published)
	var list []PublishedChange
	for _, id := range slices.Sorted(maps.Keys(keys)) {
		a, b := x.before.published[id], x.after.published[id]
		if a.text == b.text {
			continue
		}
		one := cmp.Or(b, a)
		c := PublishedChange{ID: id, Place: one.place, Measure: one.measure, Period: one.period, Before: a.text, After: b.text}
		if file, isFile := strings.CutPrefix(one.source, "file:"); isFile {
			c.Causes = x.explained([]string{file}, nil)
		} else if slices.Contains(x.versions, "published") {
			c.Causes = []Cause{{Kind: CauseVersion, What: "published"}}
		}
		if len(c.Causes) == 0 {
			c.Causes = []Cause{{Kind: CauseUnknown}}
		}
		list = append(list, c)
	}
	return list
}
