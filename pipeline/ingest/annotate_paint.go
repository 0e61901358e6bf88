package ingest

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// The fills: red says that the row was left out, amber that something is to be looked at. Words say the same beside them.
const (
	fillRow     = "F8D7D3" // a row that was left out
	fillReject  = "F0948A" // the cell for which it was
	fillWarning = "FCE3B0"
)

// paint marks the cells of a workbook.
type paint struct {
	book   *excelize.File
	rem    Remarks
	result string            // the sheet of results
	named  map[string]string // sheet of the report → sheet of this workbook; nil: the results alone
	shift  map[string]int64  // how far rows stand below their number
	styles map[fillKey]int
}

type fillKey struct {
	old  int
	fill string
}

func (p *paint) addResult() error {
	if _, err := p.book.NewSheet(p.result); err != nil {
		return err
	}
	return p.top()
}

// top brings the results before all other sheets and opens the workbook there.
func (p *paint) top() error {
	if first := p.book.GetSheetName(0); first != p.result {
		if err := p.book.MoveSheet(p.result, first); err != nil {
			return err
		}
	}
	i, err := p.book.GetSheetIndex(p.result)
	if err != nil {
		return err
	}
	p.book.SetActiveSheet(i)
	return nil
}

func (p *paint) all() error {
	if err := p.list(); err != nil {
		return err
	}
	p.styles = map[fillKey]int{}
	if err := p.rows(); err != nil {
		return err
	}
	return p.cells()
}

// rows colours the rows that were left out, as far as the table reaches.
func (p *paint) rows() error {
	width := map[string]int{}
	for _, m := range p.rem.Marks {
		width[m.On] = max(width[m.On], m.At+1)
	}
	for sheet, name := range p.named {
		if width[sheet] == 0 {
			continue
		}
		if n := p.lastColumn(name); n > width[sheet] {
			width[sheet] = n
		}
	}
	done := map[string]bool{}
	for _, m := range p.rem.Marks {
		name, row, ok := p.place(m)
		if !ok || !m.Reject || done[CellName(m.From, row)+name] {
			continue
		}
		done[CellName(m.From, row)+name] = true
		to := m.To // of tables side by side only the one is left out
		if to == 0 {
			to = max(width[m.On], m.From+1)
		}
		for at := m.From; at < to; at++ {
			if err := p.fill(name, CellName(at, row), fillRow); err != nil {
				return err
			}
		}
	}
	return nil
}

// lastColumn is how far a sheet reaches to the right, within reason.
func (p *paint) lastColumn(name string) int {
	dimension, err := p.book.GetSheetDimension(name)
	if err != nil {
		return 0
	}
	_, last, _ := strings.Cut(dimension, ":")
	at, _, err := excelize.CellNameToCoordinates(last)
	if err != nil {
		return 0
	}
	return min(at, 60)
}

// place is where a mark stands in this workbook; ok is false for what is said of the whole file or beyond the last row.
func (p *paint) place(m Mark) (name string, row int64, ok bool) {
	name, ok = p.named[m.On]
	row = m.Row + p.shift[m.On]
	return name, row, ok && m.Row > 0 && row <= lastRow
}

// cells colours and comments each cell once, with everything that is said of it.
func (p *paint) cells() error {
	type target struct {
		name, cell string
		reject     bool
		texts      []string
	}
	byCell := map[string]int{}
	var list []target
	for _, m := range p.rem.Marks {
		name, row, ok := p.place(m)
		if !ok {
			continue
		}
		cell := CellName(max(m.At, m.From), row)
		i, known := byCell[name+"!"+cell]
		if !known {
			i = len(list)
			byCell[name+"!"+cell] = i
			list = append(list, target{name: name, cell: cell})
		}
		list[i].reject = list[i].reject || m.Reject
		list[i].texts = append(list[i].texts, m.What+": "+m.Text)
	}
	for i, t := range list {
		colour := fillWarning
		if t.reject {
			colour = fillReject
		}
		if err := p.fill(t.name, t.cell, colour); err != nil {
			return err
		}
		if i < mostComments {
			if err := p.comment(t.name, t.cell, strings.Join(t.texts, "\n")); err != nil {
				return err
			}
		}
	}
	return nil
}

// fill changes the fill of a cell and nothing else of its style.
func (p *paint) fill(sheet, cell, colour string) error {
	old, err := p.book.GetCellStyle(sheet, cell)
	if err != nil {
		return err
	}
	key := fillKey{old, colour}
	id, known := p.styles[key]
	if !known {
		style, err := p.book.GetStyle(old)
		if err != nil {
			style = &excelize.Style{} // of a workbook whose styles are damaged
		}
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
		if id, err = p.book.NewStyle(style); err != nil {
			return err
		}
		p.styles[key] = id
	}
	return p.book.SetCellStyle(sheet, cell, cell, id)
}

const commentAuthor = "Nhịp Cầu"

// comment says why. What people wrote there before stays; what an earlier check wrote does not.
func (p *paint) comment(sheet, cell, text string) error {
	c := excelize.Comment{Cell: cell, Author: commentAuthor, Text: text, Width: 320, Height: uint(40 + 18*(1+len([]rune(text))/45))}
	if p.book.AddComment(sheet, c) == nil {
		return nil
	}
	there, err := p.book.GetComments(sheet)
	if err != nil {
		return err
	}
	for _, old := range there {
		if old.Cell != cell {
			continue
		}
		if old.Author != commentAuthor {
			c.Text = text + "\n—\n" + old.Text
			for _, run := range old.Paragraph {
				c.Text += run.Text
			}
		}
		if err := p.book.DeleteComment(sheet, cell); err != nil {
			return err
		}
	}
	return p.book.AddComment(sheet, c)
}
