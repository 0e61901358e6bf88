package ingest

import (
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Layout is how one table of a file was read: where its header ends and what each of its columns stands for.
type Layout struct {
	Sheet   string         `json:"sheet,omitempty"`
	Table   string         `json:"table"` // session | opinion | aggregate
	Line    int64          `json:"line"`  // row of the header's last line; 0: records of a data format, which have names and no header row
	Columns []LayoutColumn `json:"columns"`

	On     string `json:"on,omitempty"`   // the sheet it stands on, when Sheet names only a part of one
	From   int    `json:"from,omitempty"` // the columns [From, To) of that part; To 0: as far as the sheet reaches
	To     int    `json:"to,omitempty"`
	Across bool   `json:"across,omitempty"` // indicators in rows, a unit a column: the number of its rows is that of a column, 1 is A
}

// LayoutColumn is one column of a header.
type LayoutColumn struct {
	At      int    `json:"at"` // 0 is column A
	Words   string `json:"words"`
	Column  string `json:"column,omitempty"` // name in schema raw; empty: not taken in
	LabelVi string `json:"label_vi,omitempty"`
	LabelEn string `json:"label_en,omitempty"`
	Fate    string `json:"fate"`           // read | unknown | twice | personal
	Part    string `json:"part,omitempty"` // of a figure under a period of its own: what the report calls the sheet then
	Row     int64  `json:"row,omitempty"`  // of a table lying on its side: the row of the indicator
}

// Letter is the column's name in a spreadsheet, or the number of its row when the table lies on its side.
func (c LayoutColumn) Letter() string {
	if c.Row > 0 {
		return strconv.FormatInt(c.Row, 10)
	}
	name, err := excelize.ColumnNumberToName(c.At + 1)
	if err != nil {
		return ""
	}
	return name
}

// Spot is the cell of a spreadsheet that a column and a row of a report mean. at is -1 when the row is meant, line 0 when the table
// has no such row; sheet is the name the report uses.
func (l Layout) Spot(sheet, column string, row int64) (at int, line int64) {
	c, ok := l.column(sheet, column)
	switch {
	case l.Across && ok:
		return int(row) - 1, c.Row
	case l.Across: // the unit over the figures
		return int(row) - 1, l.Line
	case ok:
		return c.At, row
	}
	return -1, row
}

// Head is where a heading stands by its words, which may be the label of another column; -1 when there is no such heading.
func (l Layout) Head(words string) int {
	if i := slices.IndexFunc(l.Columns, func(c LayoutColumn) bool { return c.Words == words && c.Row == 0 }); i >= 0 {
		return l.Columns[i].At
	}
	return -1
}

// HasCells reports whether rows and columns of the table are those of a spreadsheet.
func (l Layout) HasCells() bool { return l.Line > 0 }

// Base is the sheet the table stands on.
func (l Layout) Base() string {
	if l.isPart() {
		return l.On
	}
	return l.Sheet
}

func (l Layout) isPart() bool { return l.Across || l.From > 0 || l.To > 0 }

// column finds a column by its name, its label or its words. Of figures of several periods those of the one that the report speaks of.
func (l Layout) column(sheet, column string) (LayoutColumn, bool) {
	if column == "" {
		return LayoutColumn{}, false
	}
	for _, same := range []func(LayoutColumn) bool{
		func(c LayoutColumn) bool { return c.Column == column },
		func(c LayoutColumn) bool { return c.LabelVi == column || c.LabelEn == column },
		func(c LayoutColumn) bool { return c.Words == column },
	} {
		i := slices.IndexFunc(l.Columns, func(c LayoutColumn) bool { return same(c) && c.Part == sheet })
		if i < 0 {
			i = slices.IndexFunc(l.Columns, func(c LayoutColumn) bool { return same(c) && (c.Part == "" || sheet == l.Sheet) })
		}
		if i >= 0 {
			return l.Columns[i], true
		}
	}
	return LayoutColumn{}, false
}

// CellName is a cell as a spreadsheet names it: B7 is column 1 (A is 0), row 7. Empty when there is no such cell.
func CellName(at int, row int64) string {
	name, err := excelize.CoordinatesToCellName(at+1, int(row))
	if err != nil {
		return ""
	}
	return name
}

// LayoutOf is the table a row belongs to: of those on its sheet the last whose header stands at or above it.
func LayoutOf(layouts []Layout, sheet string, row int64) (Layout, bool) {
	best, found := Layout{}, false
	for _, l := range layouts {
		if l.speaksOf(sheet) && (l.Across || l.Line <= max(row, 0)) && (!found || l.Line >= best.Line) {
			best, found = l, true
		}
	}
	return best, found
}

func (l Layout) speaksOf(sheet string) bool {
	return l.Sheet == sheet || slices.ContainsFunc(l.Columns, func(c LayoutColumn) bool { return c.Part != "" && c.Part == sheet })
}

func layoutOf(r *reader, whole, s surface, h header) Layout {
	l := Layout{Sheet: r.sheetName(s.name), On: r.sheetName(whole.name), Table: h.table, Line: h.line}
	if s.records {
		l.Line = 0
	}
	for fate, list := range map[string][]placed{"read": h.columns, "unknown": h.unknown, "twice": h.twice, "personal": h.personal} {
		for _, p := range list {
			c := LayoutColumn{At: p.at, Words: p.words, Fate: fate}
			if fate == "read" {
				c.Column, c.LabelVi, c.LabelEn = p.name, r.lexicon.Label(h.table, p.name, "vi"), r.lexicon.Label(h.table, p.name, "en")
			}
			if p.period != "" {
				c.Part = r.sheetName(partOf(s.name, p.period))
			}
			l.Columns = append(l.Columns, c)
		}
	}
	for _, g := range h.ticks {
		for _, p := range g.members[1:] { // the first stands for the column
			l.Columns = append(l.Columns, LayoutColumn{At: p.at, Words: g.over + " – " + p.words, Fate: "read", Column: g.name,
				LabelVi: r.lexicon.Label(h.table, g.name, "vi"), LabelEn: r.lexicon.Label(h.table, g.name, "en")})
		}
	}
	slices.SortFunc(l.Columns, func(a, b LayoutColumn) int { return a.At - b.At })
	return l
}

// acrossLayout is a table lying on its side: its columns are the rows of the sheet.
func acrossLayout(r *reader, whole, s surface, g *acrossGroup, line int64) Layout {
	l := Layout{Sheet: r.sheetName(g.part(s.name)), On: r.sheetName(whole.name), Table: "aggregate", Line: line, Across: true}
	for i, name := range g.names {
		l.Columns = append(l.Columns, LayoutColumn{Row: g.rows[i].no, Words: g.words[i], Fate: "read", Column: name,
			LabelVi: r.lexicon.Label("aggregate", name, "vi"), LabelEn: r.lexicon.Label("aggregate", name, "en")})
	}
	return l
}
