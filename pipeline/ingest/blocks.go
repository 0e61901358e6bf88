package ingest

import (
	"iter"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// block is the span of columns [from, to) of one of several tables that stand side by side.
type block struct {
	from, to int
	last     bool // no other to its right: it reaches to the end of the sheet
}

// label names a block as a spreadsheet does: "cột A–D".
func (b block) label() string {
	return "cột " + columnName(b.from) + "–" + columnName(b.to-1)
}

func columnName(at int) string {
	name, err := excelize.ColumnNumberToName(at + 1)
	if err != nil {
		return "?"
	}
	return name
}

// partOf joins a sheet and the part of it that a table takes. Tables that share the rows of a sheet are so kept apart: a row
// of one is not the row of the same number of the other.
func partOf(sheet, part string) string {
	if sheet == "" {
		return part
	}
	return sheet + " · " + part
}

// blocks finds tables side by side in the rows of a header: spans that a blank column or the same first heading parts, each a
// header in its own right. One span only is one table, whatever its blank columns.
func (l *Lexicon) blocks(rows []sheetRow, m *Map) []block {
	heads := mergeHead(rows)
	var list []block
	for from := firstHead(heads, 0); from < len(heads); {
		to := blockEnd(heads, from)
		if _, ok := l.understand(onlyHeads(heads, block{from: from, to: to}), rows[len(rows)-1].no, m); !ok {
			return nil
		}
		list = append(list, block{from: from, to: to})
		from = firstHead(heads, to)
	}
	if len(list) < 2 {
		return nil
	}
	list[len(list)-1].last = true
	return list
}

func firstHead(heads []headCell, from int) int {
	for from < len(heads) && len(heads[from]) == 0 {
		from++
	}
	return from
}

func blockEnd(heads []headCell, from int) int {
	for at := from + 1; at < len(heads); at++ {
		if len(heads[at]) == 0 || headKey(heads[at].String()) == headKey(heads[from].String()) {
			return at
		}
	}
	return len(heads)
}

func onlyHeads(heads []headCell, b block) []headCell {
	own := make([]headCell, len(heads))
	copy(own[b.from:b.to], heads[b.from:b.to])
	return own
}

// sideBySide reads each block as a surface of its own, from the header's first row down. A line above that stands in one block
// only is about all of them; where several blocks have one, each is about its own.
func (r *reader) sideBySide(s surface, h header, list []block, around surroundings) (found bool, err error) {
	titles := r.titles
	for _, b := range list {
		part := s
		part.name = partOf(s.name, b.label())
		part.rows = within(s.rows, h.top, b)
		own := around.clone()
		for _, row := range titles {
			for at, c := range row.cells {
				if !b.holds(at) && alsoIn(row, b) {
					continue
				}
				own.hear(c)
				own.hearNote(c)
			}
		}
		src := newRowSource(part.rows)
		ok, err := r.tables(part, src, &own)
		src.stop()
		if found = found || ok; err != nil {
			return found, err
		}
	}
	r.seen["tables_side_by_side"] += int64(len(list))
	return found, nil
}

func (b block) holds(at int) bool { return b.from <= at && (at < b.to || b.last) }

// alsoIn: the row has words inside the block.
func alsoIn(row sheetRow, b block) bool {
	for at, c := range row.cells {
		if b.holds(at) && strings.TrimSpace(c) != "" {
			return true
		}
	}
	return false
}

// within gives the rows from one on, with only the cells of a block; the others are blank, so that columns keep their place.
func within(in iter.Seq2[sheetRow, error], top int64, b block) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		for row, err := range in {
			if err == nil && row.no < top {
				continue
			}
			if err == nil {
				row.cells = slices.Clone(row.cells)
				if !b.last {
					row.cells = row.cells[:min(len(row.cells), b.to)]
				}
				clear(row.cells[:min(len(row.cells), b.from)])
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
