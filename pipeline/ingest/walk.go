package ingest

import (
	"strings"

	"nhipcau/internal/viet"
)

// headRows is how far down the first header may stand: title blocks of reports are above it.
const headRows = 60

// mostRows bounds one surface: a spreadsheet has a million rows, a text file of ten million is the largest that is meant.
const mostRows = 60_000_000

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
	for _, line := range s.above {
		if err := secretIn([]string{line}); err != nil {
			return found, err
		}
		around.hear(line)
	}
	if r.file.Map != nil && r.file.Map.Parent != "" {
		around.places = []string{r.file.Map.Parent}
	}
	for {
		h, ok, err := r.nextHeader(s, src, &around, found)
		if err != nil || !ok {
			return found, err
		}
		found = true
		r.remark(s.name, h)
		if h.table == "aggregate" {
			err = r.aggregate(s, h, src, &around)
		} else {
			err = r.register(s, h, src, &around)
		}
		if err != nil {
			return found, err
		}
		r.tellMasks(s.name, h)
	}
}

// nextHeader passes over titles until a header begins, and takes its rows.
func (r *reader) nextHeader(s surface, src *rowSource, around *surroundings, later bool) (h header, ok bool, err error) {
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
			if h, depth, ok := r.lexicon.headerFrom(rows, r.file.Map); ok {
				for _, row := range rows[1:depth] {
					if err := secretIn(row.cells); err != nil {
						return h, false, err
					}
				}
				src.skip(depth)
				return h, true, nil
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
			if kind != rowRepeat && r.lexicon.mayBeHeader(row) && r.otherHeader(h, src) {
				return nil
			}
		}
		if row.cut && kind == rowData && len(row.cells) < h.width {
			return truncated()
		}
		src.skip(1)
		closing = closing && kind != rowSection && kind != rowData || kind == rowTotal || kind == rowNote
		switch kind {
		case rowRepeat, rowNumbers, rowNote:
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
func (r *reader) otherHeader(h header, src *rowSource) bool {
	_, _, ok := r.lexicon.headerFrom(src.peek(deepest), r.file.Map)
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
