package ingest

import (
	"fmt"
	"strings"

	"nhipcau/internal/viet"
)

// standing is what sections and titles say about the rows below them.
type standing struct {
	unit, parent, level, agency, topic, heldOn string
}

// say takes a section's words in. A new section of a kind replaces the last one.
func (c *standing) say(label string, h header) {
	value, what := sectionSays(stripMark(label))
	switch what {
	case "level":
		c.level = value
	case "agency":
		c.agency = value
	case "topic":
		c.topic = value
	case "held_on":
		c.heldOn = value
	case "place":
		if h.has("unit") {
			c.parent = value
		} else {
			c.unit = value
		}
	}
}

// register stores the rows under a header, one a record. A row with more cells than the header has columns is set aside.
func (r *reader) register(s surface, h header, src *rowSource, around *surroundings) error {
	columns := r.lexicon.Of(h.table)
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	row := registerRow{reader: r, s: s, h: h, around: around, columns: columns, sums: newSums(h, r.lexicon)}
	row.place()
	for _, line := range s.heads {
		if markedText.MatchString(line) {
			row.context.say(line, h)
		}
	}
	var failed error
	out := func(yield func([]any) bool) {
		failed = r.eachRow(s, h, src, around, func(line sheetRow, kind rowKind) error {
			values := row.read(line, kind)
			if values != nil && !yield(values) {
				return errStopped
			}
			return nil
		})
		r.finish(s, h, &row.sums)
	}
	if err := r.write(h.table, s.name, names, out); err != nil {
		return fmt.Errorf("%w (%w)", err, failed)
	}
	return failed
}

var errStopped = fmt.Errorf("reading was stopped")

// registerRow turns lines into records.
type registerRow struct {
	reader  *reader
	s       surface
	h       header
	around  *surroundings
	columns []Column
	at      []int // where each column stands in the sheet; -1: nowhere
	context standing
	tops    map[int]string // merged cells: what stands in their first row
	sums    sums
	no      int64 // of the line that is read
	told    int   // sessions outside the period that were noted
}

func (w *registerRow) place() {
	w.at = make([]int, len(w.columns))
	for i, c := range w.columns {
		w.at[i] = w.h.at(c.Name)
	}
	w.tops = map[int]string{}
}

func (w *registerRow) read(line sheetRow, kind rowKind) []any {
	label, _ := w.h.label(line)
	switch kind {
	case rowSection:
		w.context.say(label, w.h)
		w.sums.group()
		return nil
	case rowTotal:
		w.reader.total(w.s, w.h, line, label, &w.sums)
		return nil
	}
	if line.bad != "" {
		w.reader.note(w.s.name, line.no, w.h.table, "", "row_unreadable", line.bad)
		return nil
	}
	if overflows(line.cells, w.h.width) && !w.outside(line) {
		w.reader.note(w.s.name, line.no, w.h.table, "", "row_unreadable", fmt.Sprintf("%d > %d", len(line.cells), w.h.width))
		return nil
	}
	values := make([]any, 0, len(w.columns)+4)
	values = append(values, w.reader.file.SHA, w.reader.sheetName(w.s.name), line.no, int64(0))
	for i, c := range w.columns {
		values = append(values, emptyNull(w.cell(line, i, c)))
	}
	w.continues(line)
	w.no = line.no
	w.fill(values[4:])
	w.years(values[4:])
	w.sums.add(w.s, line)
	return values
}

// continues notes a record whose opinion is merged with the one above: it may be the same, given to a second body.
func (w *registerRow) continues(line sheetRow) {
	at := w.h.at("content")
	if at < 0 || line.cell(at) != "" {
		return
	}
	if top, merged := w.s.merges.top(at, line.no); merged {
		w.reader.note(w.s.name, line.no, w.h.table, "content", "opinion_merged", fmt.Sprint(top))
	}
}

// outside: cells of a spreadsheet that stand apart from the table, behind an empty column, are none of it. In a text file they would be
// the sign of a row that is out of step.
func (w *registerRow) outside(line sheetRow) bool {
	if w.s.written == nil || w.s.records || line.cell(w.h.width) != "" {
		return false
	}
	for at := w.h.width; at < len(line.cells); at++ {
		if line.cell(at) != "" {
			w.reader.note(w.s.name, line.no, w.h.table, columnName(at), "cell_outside", "") // its address is enough: it may say anything
		}
	}
	return true
}

// cell is a column's text: masked where it is free text, brought down where cells are merged over rows.
func (w *registerRow) cell(line sheetRow, i int, c Column) string {
	for _, g := range w.h.ticks {
		if g.name == c.Name {
			return w.ticked(line, g)
		}
	}
	at := w.at[i]
	if at < 0 || at >= len(line.cells) {
		return ""
	}
	text := line.cells[at]
	if c.Kind != "count" {
		text = w.brought(line, at)
	}
	text = w.s.asWritten(text, c.Kind == "date")
	if text == "" {
		return ""
	}
	if c.Kind == "count" || c.Kind == "date" {
		text = unmarked(text)
	}
	if masked(c.Kind) {
		return w.reader.masks.mask(c.Name, text)
	}
	if c.Kind == "count" && w.reader.file.Map != nil && w.reader.file.Map.Locale == "en" {
		return swapSeparators(text)
	}
	return text
}

// brought is a cell's text, that of the first row where cells are merged over rows.
func (w *registerRow) brought(line sheetRow, at int) string {
	if at >= len(line.cells) {
		return ""
	}
	text := line.cells[at]
	if len(w.s.merges[at]) == 0 {
		return text
	}
	if _, merged := w.s.merges.top(at, line.no); merged && strings.TrimSpace(text) == "" {
		return w.tops[at]
	}
	w.tops[at] = text
	return text
}

// unmarked takes the marks of footnotes off a figure or a date: "39¹".
func unmarked(text string) string {
	if bare := strings.TrimRight(text, "⁰¹²³⁴⁵⁶⁷⁸⁹"); bare != "" {
		return bare
	}
	return text
}

func swapSeparators(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ',':
			return '.'
		case '.':
			return ','
		}
		return r
	}, s)
}

// fill puts what sections and titles say into empty cells. A record that names its session takes nothing from them.
func (w *registerRow) fill(values []any) {
	index := func(name string) int {
		for i, c := range w.columns {
			if c.Name == name {
				return i
			}
		}
		return -1
	}
	give := func(name, value string) {
		if i := index(name); i >= 0 && value != "" && values[i] == nil {
			values[i] = value
		}
	}
	if w.s.records && len(w.around.places) == 0 {
		return
	}
	host, above := w.around.host()
	if i := index("session_code"); w.h.table == "session" || values[i] == nil {
		if !w.h.has("unit") {
			if w.context.unit != "" {
				give("unit", w.context.unit)
			} else {
				give("unit", host)
				give("parent", above)
			}
		}
		if !w.h.has("held_on") {
			give("held_on", first(w.context.heldOn, w.around.heldOn))
		}
	}
	give("level", w.context.level)
	give("assigned_to", w.context.agency)
	give("topic", w.context.topic)
	if unit, ok := values[index("unit")].(string); ok {
		give("parent", w.above(unit, host, above))
	}
}

// above is the place a host lies in, by its section or by who issued the file.
func (w *registerRow) above(unit, host, above string) string {
	if namesProvince(unit) {
		return ""
	}
	whole := host
	if host != "" && above != "" {
		whole = host + ", " + above
	}
	if host != "" && strings.HasSuffix(viet.Key1(unit), bareKey(host)) {
		return above // the issuer itself
	}
	if p := w.context.parent; p != "" && !strings.HasSuffix(viet.Key1(unit), viet.Key1(p)) {
		if whole != "" && !strings.HasSuffix(viet.Key1(whole), viet.Key1(p)) {
			return p + ", " + whole
		}
		return p
	}
	return whole
}

// bareKey is the key of a place's name without its kind, so that "Tỉnh ủy Bắc Giang" is seen to be tỉnh Bắc Giang.
func bareKey(place string) string {
	for _, k := range placeKinds {
		if rest, ok := strings.CutPrefix(strings.ToLower(place), k+" "); ok {
			return viet.Key1(rest)
		}
	}
	return viet.Key1(place)
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func overflows(cells []string, width int) bool {
	for _, c := range cells[min(width, len(cells)):] {
		if strings.TrimSpace(c) != "" {
			return true
		}
	}
	return false
}
