package ingest

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// acrossDepth is how many rows are looked at to see a table lying on its side.
const acrossDepth = 8

// acrossTable is a table with its indicators (chỉ tiêu) in rows and its units or periods in columns.
type acrossTable struct {
	label   int // the column of indicators
	head    []headCell
	depth   int // rows of its header
	counted int // the column of counting units (đơn vị tính); -1: none
}

// acrossAt: the rows below the first name two indicators at least in one column, and the columns beside it have heads.
func (l *Lexicon) acrossAt(rows []sheetRow) (t acrossTable, ok bool) {
	if len(rows) < 3 || rows[0].filled() < 2 {
		return t, false
	}
	measures := func(at int) (n, first int) {
		for i, row := range rows[1:] {
			if l.indicator(row.cell(at)) != "" {
				if n++; n == 1 {
					first = i + 1
				}
			}
		}
		return n, first
	}
	for at := range min(3, len(rows[1].cells)) {
		n, first := measures(at)
		if n < 2 || first > 2 {
			continue
		}
		t = acrossTable{label: at, depth: first, counted: -1}
		for l.section(rows[t.depth-1]) && t.depth > 1 {
			t.depth--
		}
		t.head = mergeHead(rows[:t.depth])
		for i, c := range t.head {
			if len(c) > 0 && l.byKey["aggregate"][headKey(c[len(c)-1])] == "counting_unit" {
				t.counted = i
			}
		}
		units, figures := 0, 0
		for i := range t.head {
			if t.isUnit(l, i) {
				units++
				if strings.ContainsAny(rows[first].cell(i), "0123456789") {
					figures++
				}
			}
		}
		return t, units > 0 && figures > 0 && l.isLabelHead(t.head, at)
	}
	return t, false
}

// sideways: behind a first cell that is no place all the others name places, levels or periods, two at least: the head of a
// table lying on its side, whether or not its indicators are known.
func sideways(row sheetRow) bool {
	n, first := 0, true
	for _, c := range row.cells {
		lower := strings.ToLower(viet.Tidy(c))
		if lower == "" {
			continue
		}
		_, what := sectionSays(c)
		named := what == "level" || startsWithKind(lower) || isPeriod(c)
		if first && named || !first && !named && !isTotal(c) {
			return false
		}
		if first = false; named {
			n++
		}
	}
	return n >= 2
}

// noHeader is why a file without any header that is understood is refused.
func (r *reader) noHeader() error {
	if r.lying == 0 {
		return headerMissing()
	}
	return refuse("indicators_unknown",
		fmt.Sprintf("Dòng %d có vẻ là tiêu đề của bảng ghi chỉ tiêu theo dòng, đơn vị hoặc kỳ theo cột, nhưng không nhận ra được từ hai chỉ tiêu trở lên (Số cuộc, Số ý kiến, Đã giải quyết …): hãy ghi chỉ tiêu bằng các từ đó, hoặc lập bảng mỗi đơn vị một dòng", r.lying),
		fmt.Sprintf("Row %d looks like the head of a table with indicators in rows and units or periods in columns, but fewer than two indicators are known (Số cuộc, Số ý kiến, Đã giải quyết …): name them by these words, or give each unit a row", r.lying))
}

// isLabelHead: the column of indicators has no head, or one that is no place and no period.
func (l *Lexicon) isLabelHead(head []headCell, at int) bool {
	return at >= len(head) || len(head[at]) == 0 || !startsWithKind(strings.ToLower(head[at].String()))
}

// indicator is the measure that a row's label names: "1. Số cuộc", "- Số ý kiến".
func (l *Lexicon) indicator(label string) string {
	label = strings.TrimLeft(viet.Tidy(stripMark(strings.TrimSpace(label))), "-–+*• ")
	if label == "" {
		return ""
	}
	cell := headCell{label}
	if name := l.column("aggregate", cell, cell.spellings(), "", nil); isMeasure(name) && name != ignored {
		return name
	}
	return ""
}

// section: a row that names a level and holds nothing else.
func (l *Lexicon) section(row sheetRow) bool {
	text, _ := row.first()
	_, what := sectionSays(stripMark(text))
	return row.filled() == 1 && what == "level"
}

// isUnit: a column of figures about a unit, a level or a period.
func (t acrossTable) isUnit(l *Lexicon, at int) bool {
	if at <= t.label || at == t.counted || at >= len(t.head) || len(t.head[at]) == 0 {
		return false
	}
	name := l.byKey["aggregate"][headKey(t.head[at][len(t.head[at])-1])]
	return name != "note" && name != "status"
}

// acrossGroup is the part of such a table that is about one level.
type acrossGroup struct {
	level string
	rows  []sheetRow
	names []string
	words []string
	units []string
}

// across turns the table and stores it as any other: each column becomes a row, numbered as the columns of a spreadsheet.
func (r *reader) across(s surface, t acrossTable, src *rowSource, around *surroundings) error {
	groups, line, err := r.acrossGroups(s, t, src)
	if err != nil {
		return err
	}
	r.seen["tables_across"]++
	for _, g := range groups {
		if err := r.acrossGroup(s, t, g, line, around.clone()); err != nil {
			return err
		}
	}
	return src.err
}

// acrossGroups takes the rows of the table, by level. line is the last row of its header.
func (r *reader) acrossGroups(s surface, t acrossTable, src *rowSource) (groups []*acrossGroup, line int64, err error) {
	line = src.peek(t.depth)[t.depth-1].no
	src.skip(t.depth)
	groups = []*acrossGroup{{}}
	for {
		rows := src.peek(deepest)
		if len(rows) == 0 {
			break
		}
		row := rows[0]
		if err := secretIn(row.cells); err != nil {
			return nil, 0, err
		}
		label := row.cell(t.label)
		name := r.lexicon.indicator(label)
		if level, what := sectionSays(stripMark(first(label, firstText(row)))); name == "" && what == "level" && row.filled() <= 2 {
			groups = append(groups, &acrossGroup{level: level})
			src.skip(1)
			continue
		}
		if name == "" && (row.filled() < 2 || label == "" || isNote(label)) {
			break
		}
		g := groups[len(groups)-1]
		switch {
		case name == "" && numberRow(row):
			r.seen["rows_numbers"]++
		case name == "":
			r.note(s.name, row.no, "aggregate", label, "column_unknown", label)
		case g.has(name):
			r.note(s.name, row.no, "aggregate", label, "column_twice", label)
		default:
			g.rows, g.names, g.words = append(g.rows, row), append(g.names, name), append(g.words, label)
			g.units = append(g.units, row.cell(t.counted))
		}
		src.skip(1)
	}
	return slices.DeleteFunc(groups, func(g *acrossGroup) bool { return len(g.rows) == 0 }), line, nil
}

// part is what the table of a group is called.
func (g *acrossGroup) part(sheet string) string {
	return partOf(sheet, first(g.level, "")+acrossLabel(g.level))
}

func (g *acrossGroup) has(name string) bool {
	for _, n := range g.names {
		if n == name {
			return true
		}
	}
	return false
}

func (r *reader) acrossGroup(s surface, t acrossTable, g *acrossGroup, line int64, around surroundings) error {
	h := header{table: "aggregate", line: line, ordinal: -1, columns: []placed{{at: 0, name: "unit"}, {at: 1, name: "period_label"}, {at: 2, name: "level_scope"}}}
	for i, name := range g.names {
		words := g.words[i]
		if unit := g.units[i]; unit != "" && countedIn(words) == "" {
			words += " (" + unit + ")"
		}
		h.columns = append(h.columns, placed{at: i + 3, name: name, words: words})
	}
	h.width = len(h.columns)
	part := s
	part.name, part.merges, part.below = g.part(s.name), nil, nil
	part.rows = t.columns(r.lexicon, g)
	src := newRowSource(part.rows)
	defer src.stop()
	return r.aggregate(part, h, src, &around)
}

// acrossLabel says that row numbers are those of columns.
func acrossLabel(level string) string {
	if level == "" {
		return "đọc theo cột"
	}
	return ", đọc theo cột"
}

// columns are the units of a group as rows.
func (t acrossTable) columns(l *Lexicon, g *acrossGroup) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		for at := range t.head {
			if !t.isUnit(l, at) {
				continue
			}
			row := sheetRow{no: int64(at + 1), cells: []string{"", "", g.level}}
			for _, words := range t.head[at] {
				if isPeriod(words) {
					row.cells[1] = words
				} else {
					row.cells[0] = words
				}
			}
			filled := false
			for _, indicator := range g.rows {
				filled = filled || indicator.cell(at) != ""
				row.cells = append(row.cells, indicator.cell(at))
			}
			if filled && !yield(row, nil) {
				return
			}
		}
	}
}
