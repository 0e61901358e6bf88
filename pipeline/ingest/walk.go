package ingest

import (
	"strings"

	"nhipcau/internal/viet"
)

// headRows is how far down the first header may stand: title blocks of reports are above it.
const headRows = 60

// mostRows bounds one table: a spreadsheet has a million rows, text files of ten million are meant, and a year of all Viet Nam
// would have fewer than this. A variable only so that a test need not write sixty million rows.
var mostRows int64 = 60_000_000

// walk reads the tables of a surface, from the top down. found says whether there was one.
func (r *reader) walk(s surface) (found bool, err error) {
	if !r.file.Map.reads(s.name) {
		return false, nil
	}
	if r.suggest != nil {
		return r.suggest.see(r, s)
	}
	src := newRowSource(s.rows)
	defer src.stop()
	r.passed = 0
	around := surroundings{}
	for i, line := range s.above {
		if err := secretIn([]string{line}); err != nil {
			return found, err
		}
		around.closed = around.closed || i == len(s.above)-len(s.heads) && i > 0
		around.hear(line)
	}
	around.hearSheet(s.name)
	if m := r.file.Map; m != nil {
		around.decide(m.Period)
		if m.Parent != "" {
			around.places = []string{m.Parent}
		}
	}
	return r.tables(s, src, &around)
}

// tables reads one table after the other.
func (r *reader) tables(s surface, src *rowSource, around *surroundings) (found bool, err error) {
	for {
		before := around.clone()
		h, ok, err := r.nextHeader(s, src, around, found)
		if err != nil || !ok {
			return found, err
		}
		if len(h.beside) > 0 {
			ok, err := r.sideBySide(s, h, h.beside, before)
			return found || ok, err
		}
		found = true
		r.remark(s.name, h)
		r.lean(s, h, src, around)
		switch h.table {
		case "across":
			err = r.across(s, h.across, src, around)
		case "aggregate":
			err = r.aggregate(s, h, src, around)
		default:
			err = r.register(s, h, src, around)
		}
		if err != nil {
			return found, err
		}
		around.closed, around.told = true, true
		r.tellMasks(s.name, h)
	}
}

// nextHeader passes over titles until a header begins, and takes its rows.
func (r *reader) nextHeader(s surface, src *rowSource, around *surroundings, later bool) (h header, ok bool, err error) {
	r.titles = nil
	for passed := 0; ; passed++ {
		rows := src.peek(deepest)
		if s.records {
			rows = rows[:min(1, len(rows))]
		}
		if len(rows) == 0 {
			return h, false, src.err
		}
		if err := secretIn(rows[0].cells); err != nil {
			return h, false, err
		}
		if passed < headRows || later {
			if h, depth, ok, by := r.headerAhead(s, src); ok {
				for _, row := range rows[1:depth] {
					if err := secretIn(row.cells); err != nil {
						return h, false, err
					}
				}
				if !s.records {
					h.beside = by.blocks(rows[:depth], r.file.Map)
				}
				if len(h.beside) == 0 {
					src.skip(depth)
				}
				return h, true, nil
			}
			if t, ok := r.lexicon.acrossAt(src.peek(acrossDepth)); ok && !s.records && r.file.Map == nil {
				return header{table: "across", line: rows[0].no, across: t}, true, nil
			}
			r.titles = append(r.titles, rows[0])
			if r.lying == 0 && sideways(rows[0]) {
				r.lying = rows[0].no
			}
			for _, c := range rows[0].cells {
				around.hear(c)
				around.hearNote(c)
			}
		}
		if rows[0].filled() >= 3 && hasDigits(rows[0].cells) {
			r.passed++
		}
		src.skip(1)
	}
}

// eachRow hands the rows of one table to visit, with what they are, until another header begins. Rows without words are
// not among them.
func (r *reader) eachRow(s surface, h header, src *rowSource, around *surroundings, visit func(sheetRow, rowKind) error) error {
	closing := false
	for after := 0; ; after++ {
		rows := src.peek(1)
		if len(rows) == 0 {
			for _, line := range s.below {
				around.hearNote(line)
			}
			return src.err
		}
		row := rows[0]
		if err := secretIn(row.cells); err != nil {
			return err
		}
		kind := rowData
		if !s.records {
			kind = h.kindOf(row, after, closing)
			if kind != rowRepeat && r.lexicon.mayBeHeader(row) && r.otherHeader(s, src) {
				return nil
			}
		}
		if row.cut && kind == rowData && len(row.cells) < h.width {
			return truncated()
		}
		src.skip(1)
		closing = closing && kind != rowSection && kind != rowData || kind == rowTotal || kind == rowNote
		switch kind {
		case rowRepeat, rowNumbers, rowNote, rowBlank:
			r.seen["rows_"+string(kind)]++
			if kind == rowNote {
				for _, c := range row.cells {
					around.hearNote(c)
					if _, err := viet.ParseDate(c, around.dated); err != nil {
						around.hearPlaceOnly(c)
					}
				}
			}
			continue
		case rowSection, rowTotal:
			r.seen["rows_"+string(kind)]++
			if text, _ := row.first(); kind == rowSection && row.filled() == 1 && h.has("unit") && h.table != "opinion" && !markedText.MatchString(text) {
				around.closed, around.kind = true, "" // the next body's table, under the same header
				around.hearPlaceOnly(text)
			}
		}
		if err := visit(row, kind); err != nil {
			return err
		}
	}
}

// hearPlaceOnly takes the issuer of the next table from the lines between two tables.
func (s *surroundings) hearPlaceOnly(line string) {
	line = viet.Tidy(line)
	if line == "" || strings.ToUpper(line) != line {
		return
	}
	s.hearPlace(line, strings.ReplaceAll(strings.ToLower(line), "uỷ", "ủy"))
}

// otherHeader: the rows ahead begin another table.
func (r *reader) otherHeader(s surface, src *rowSource) bool {
	_, _, ok, _ := r.headerAhead(s, src)
	return ok
}

// mayBeHeader is the quick question asked of every row: does it begin like a header, without a digit, and do two of its
// cells answer to columns?
func (l *Lexicon) mayBeHeader(row sheetRow) bool {
	known, filled := 0, 0
	for _, c := range row.cells {
		if c == "" {
			continue
		}
		if len(c) > 120 || strings.ContainsAny(c, "0123456789") {
			return false
		}
		filled++
		if filled > 4 && known == 0 {
			return false
		}
		key := headKey(c)
		if ordinals[key] || l.byKey["session"][key] != "" || l.byKey["opinion"][key] != "" || l.byKey["aggregate"][key] != "" {
			known++
		}
	}
	return known >= 2 && known*2 >= filled
}
