package ingest

import "slices"

// tickRows is how many rows are looked at before a group is believed to hold ticks.
const tickRows = 60

// ticksStand holds the groups of a header against the rows below it: opinions are words, and most cells of a group are ticks. Counts
// under the same headings make the table an aggregate, and then it is not read so. A column of texts within a group is let go.
func (r *reader) ticksStand(s surface, h *header, rows []sheetRow) bool {
	var data []sheetRow
	for i, row := range rows {
		if s.records || h.kindOf(row, i, false) == rowData && !r.lexicon.mayBeHeader(row) {
			data = append(data, row)
		}
	}
	words, numbers := 0, 0
	for _, row := range data {
		switch text := row.cell(h.at("content")); {
		case text == "":
		case looks(text) == looksNumber:
			numbers++
		default:
			words++
		}
	}
	if numbers > words {
		return false
	}
	for i := range h.ticks {
		if !h.letTextsGo(&h.ticks[i], data) || !h.ticks[i].stands(data, r.countsBeside(h)) {
			return false
		}
	}
	return true
}

// letTextsGo takes columns out of a group that hold texts and no ticks; false when no group is left.
func (h *header) letTextsGo(g *tickGroup, rows []sheetRow) bool {
	g.members = slices.DeleteFunc(slices.Clone(g.members), func(p placed) bool {
		count := ticksOf(rows, p)
		textual := count[tickText] > 2 && count[tickText] > count[tickMark]+count[tickOne]
		if textual {
			h.unknown = append(h.unknown, placed{at: p.at, words: g.over + " – " + p.words})
		}
		return textual
	})
	if len(g.members) < 2 {
		return false
	}
	for i, c := range h.columns {
		if c.name == g.name {
			h.columns[i].at = g.members[0].at
		}
	}
	return true
}

func ticksOf(rows []sheetRow, members ...placed) map[tick]int {
	count := map[tick]int{}
	for _, row := range rows {
		for _, p := range members {
			count[tickOf(row.cell(p.at))]++
		}
	}
	return count
}

// stands: most of what is written in a group's cells are ticks. Where all of them are ones, a single larger number tells that ones are
// counts too, and so do two ones in most rows and a column of counts beside.
func (g tickGroup) stands(rows []sheetRow, countsBeside bool) bool {
	count := ticksOf(rows, g.members...)
	if count[tickMark] == 0 && count[tickOne] > 0 {
		several := 0
		for _, row := range rows {
			if ticksOf([]sheetRow{row}, g.members...)[tickOne] > 1 {
				several++
			}
		}
		if countsBeside || count[tickNumber] > 0 || several*2 > len(rows) {
			return false
		}
	}
	wrong := count[tickNumber] + count[tickText]
	return wrong == 0 || count[tickMark]+count[tickOne] > wrong
}

// countsBeside: a column that no opinion has is a figure of aggregates ("Tổng số ý kiến").
func (r *reader) countsBeside(h *header) bool {
	return slices.ContainsFunc(h.unknown, func(p placed) bool { return isMeasure(r.lexicon.byKey["aggregate"][headKey(p.words)]) })
}

// headerAhead is the header that begins with the rows ahead. One with ticks is held against the rows below it.
func (r *reader) headerAhead(s surface, src *rowSource) (h header, depth int, ok bool, by *Lexicon) {
	ahead := func(l *Lexicon) (header, int, bool, *Lexicon) {
		rows := src.peek(deepest)
		if s.records {
			rows = rows[:min(1, len(rows))]
		}
		h, depth, ok := l.headerFrom(rows, r.file.Map)
		return h, depth, ok, l
	}
	if h, depth, ok, by = ahead(r.lexicon); ok && len(h.ticks) > 0 && !r.ticksStand(s, &h, src.peek(depth + tickRows)[depth:]) {
		return ahead(r.lexicon.withoutTicks())
	}
	return h, depth, ok, by
}
