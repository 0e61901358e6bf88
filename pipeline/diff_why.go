package pipeline

import (
	"maps"
	"slices"
	"strings"

	"nhipcau/internal/store"
)

// explainer finds why a figure differs from what lies behind it in both snapshots.
type explainer struct {
	before, after side
	versions      []string
	redefined     []string // metrics whose own definition changed
}

// causes explains one figure: the files whose records differ where it is counted, in the tables its metric reads; then the metric's
// own definition; then, when no record differs, what else moves it.
func (x explainer) causes(k figureKey) []Cause {
	text := x.after.text(k.metric) + x.before.text(k.metric)
	a, b := x.behind(x.before, k, text), x.behind(x.after, k, text)
	differ, duties := map[string]records{}, map[string]records{}
	for key := range union(a, b) {
		if a[key] == b[key] {
			continue
		}
		sum := differ
		if key.table == "obligation" {
			sum = duties
		}
		sum[key.file] = sum[key.file].plus(records{n: max(a[key].n, b[key].n), late: b[key].late, near: max(a[key].near, b[key].near)})
	}
	for file, r := range duties { // duties are not records of their own, but may be all that differs
		if differ[file].n > 0 {
			r = records{n: differ[file].n, late: differ[file].late, near: differ[file].near + r.near}
		}
		differ[file] = r
	}
	list := x.explained(slices.Sorted(maps.Keys(differ)), differ)
	if slices.Contains(x.redefined, k.metric) {
		list = append(list, Cause{Kind: CauseDefinition})
	}
	if len(list) == 0 && x.moved() && (strings.Contains(text, "model.run") || strings.Contains(text, "model.frequency")) {
		list = append(list, Cause{Kind: CauseCutoff})
	}
	if len(list) == 0 {
		list = x.elsewhere()
	}
	return list
}

// behind adds up the records of the tables a metric reads, where the figure is counted.
func (x explainer) behind(s side, k figureKey, text string) map[recordKey]records {
	sum := map[recordKey]records{}
	periods := strings.Contains(text, "model.frequency") // a unit that ever reported owes its minimum in every period
	carried := strings.Contains(text, "model.day")       // an opinion is carried into later years
	for at, list := range s.records {
		if at.origin != k.origin || k.province != "" && (at.province != k.province || at.year != k.year && !periods && !(carried && at.year < k.year)) {
			continue
		}
		for key, r := range list {
			if strings.Contains(text, "model."+key.table) || periods && key.table == "session" {
				sum[key] = sum[key].plus(r)
			}
		}
	}
	return sum
}

// text is the SQL of a metric and of the metrics it is made from.
func (s side) text(metric string) string {
	sql := s.definitions[metric].sql
	for other, d := range s.definitions {
		if other != metric && strings.Contains(sql, "from metrics."+other) {
			sql += d.sql
		}
	}
	return sql
}

func union(a, b map[recordKey]records) map[recordKey]records {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// explained says of each file with differing records why they differ. rows has the records; nil: only what became of the files.
func (x explainer) explained(files []string, rows map[string]records) []Cause {
	var list []Cause
	var same []string // files that are in both snapshots, read alike
	near := int64(0)
	for _, file := range files {
		if c, ok := x.ofFile(file, rows[file]); ok {
			list = append(list, c)
		} else if near += rows[file].near; rows[file].near == 0 || !x.moved() {
			same = append(same, file)
		}
	}
	if near > 0 && x.moved() {
		list = append(list, Cause{Kind: CauseCutoff, Rows: near})
	}
	if len(same) == 0 {
		return list
	}
	// The file is the same and no day of it lies between the cut-offs: what is left are the other files, or the versions.
	if x.filesDiffer() {
		for _, file := range same {
			if in, ok := inputOf(x.after.manifest, file); ok {
				list = append(list, Cause{Kind: CauseLinked, SHA: in.SHA256, Name: in.Name, Rows: rows[file].n})
			}
		}
		return append(list, x.byVersion()...)
	}
	if more := x.byVersion(); len(more) > 0 || len(list) > 0 {
		return append(list, more...)
	}
	return x.elsewhere()
}

// elsewhere is what is left when no record explains a figure: the cut-off by itself is not guessed at.
func (x explainer) elsewhere() []Cause {
	if list := x.byVersion(); len(list) > 0 {
		return list
	}
	return []Cause{{Kind: CauseUnknown}}
}

func (x explainer) byVersion() []Cause {
	var list []Cause
	for _, v := range x.versions {
		if v != "published" {
			list = append(list, Cause{Kind: CauseVersion, What: v})
		}
	}
	return list
}

func (x explainer) moved() bool { return x.before.manifest.AsOf != x.after.manifest.AsOf }

// ofFile says what became of a file between the two; not ok when it is in both and was read alike, or is no file.
func (x explainer) ofFile(file string, r records) (Cause, bool) {
	a, inA := inputOf(x.before.manifest, file)
	b, inB := inputOf(x.after.manifest, file)
	switch {
	case inB && !inA:
		c := Cause{Kind: CauseAdded, SHA: b.SHA256, Name: b.Name, Rows: r.n, Late: r.late}
		if d, ok := decisionOf(x.before.manifest, file); ok {
			c.Kind, c.What, c.By = CauseCounted, string(d.What), x.names(d.Others)
		}
		return c, true
	case inA && !inB:
		c := Cause{Kind: CauseRemoved, SHA: a.SHA256, Name: a.Name, Rows: r.n}
		if d, ok := decisionOf(x.after.manifest, file); ok {
			c.Kind, c.By = string(d.What), x.names(d.Others)
		}
		return c, true
	case inA && inB && a.Reading != b.Reading:
		return Cause{Kind: CauseReread, SHA: b.SHA256, Name: b.Name, Rows: r.n}, true
	}
	return Cause{}, false
}

// files says what became of every file that is not in both snapshots alike.
func (x explainer) files() []Cause {
	all := map[string]bool{}
	for _, in := range slices.Concat(x.before.manifest.Inputs, x.after.manifest.Inputs) {
		all[in.SHA256[:12]] = true
	}
	a, b := x.before.perFile(), x.after.perFile()
	var list []Cause
	for _, file := range slices.Sorted(maps.Keys(all)) {
		r := b[file]
		if r.n == 0 {
			r = a[file]
		}
		if c, ok := x.ofFile(file, r); ok {
			list = append(list, c)
		}
	}
	return list
}

// perFile counts the records of each file, wherever they are counted.
func (s side) perFile() map[string]records {
	total := map[string]records{}
	for _, at := range s.records {
		for key, r := range at {
			if key.table != "obligation" {
				total[key.file] = total[key.file].plus(r)
			}
		}
	}
	return total
}

func (x explainer) filesDiffer() bool {
	same := func(a, b store.Manifest) bool {
		return !slices.ContainsFunc(a.Inputs, func(in store.Input) bool {
			other, ok := inputOf(b, in.SHA256[:12])
			return !ok || other.Reading != in.Reading
		})
	}
	return !same(x.before.manifest, x.after.manifest) || !same(x.after.manifest, x.before.manifest)
}

// definitions lists the metrics whose own words or SQL changed, sorted.
func (x explainer) definitions() []string {
	var list []string
	for id, d := range x.after.definitions {
		if old, ok := x.before.definitions[id]; ok && (old.sql != d.sql || old.version != d.version) {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

func (x explainer) names(shas []string) []string {
	var list []string
	for _, sha := range shas {
		list = append(list, x.name(sha))
	}
	return list
}

func (x explainer) name(sha string) string {
	for _, m := range []store.Manifest{x.after.manifest, x.before.manifest} {
		if in, ok := inputOf(m, sha[:12]); ok {
			return in.Name
		}
		if d, ok := decisionOf(m, sha[:12]); ok {
			return d.Name
		}
	}
	return sha[:12]
}

// inputOf finds a file that counts by the first 12 signs of its hash, which is how records name it.
func inputOf(m store.Manifest, file string) (store.Input, bool) {
	i := slices.IndexFunc(m.Inputs, func(in store.Input) bool { return file != "" && strings.HasPrefix(in.SHA256, file) })
	if i < 0 {
		return store.Input{}, false
	}
	return m.Inputs[i], true
}

// decisionOf finds why a file did not count.
func decisionOf(m store.Manifest, file string) (store.Decision, bool) {
	i := slices.IndexFunc(m.Decisions, func(d store.Decision) bool { return d.What != store.Completes && strings.HasPrefix(d.SHA256, file) })
	if i < 0 {
		return store.Decision{}, false
	}
	return m.Decisions[i], true
}
