package ingest

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// resultWidths are the columns of the list, in letters.
var resultWidths = []float64{12, 18, 9, 8, 28, 30, 70, 24}

// list writes the sheet of results: lines, then a row a mark with a link to its cell.
func (p *paint) list() error {
	title, head, text, link, fills, err := p.listStyles()
	if err != nil {
		return err
	}
	for i, width := range resultWidths {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := p.book.SetColWidth(p.result, column, column, width); err != nil {
			return err
		}
	}
	for i, line := range p.rem.Lines {
		if err := p.put(0, i+1, line, 0); err != nil {
			return err
		}
	}
	if len(p.rem.Lines) > 0 {
		if err := p.book.SetCellStyle(p.result, "A1", "A1", title); err != nil {
			return err
		}
	}
	if len(p.rem.Marks) == 0 {
		return nil
	}
	top := len(p.rem.Lines) + 2
	for at, words := range p.rem.Heads {
		if err := p.put(at, top, words, head); err != nil {
			return err
		}
	}
	for i, m := range p.rem.Marks {
		if err := p.line(top+1+i, m, text, link, fills[m.Reject]); err != nil {
			return err
		}
	}
	below := top + 1 + len(p.rem.Marks)
	if p.rem.Left != "" {
		if err := p.put(0, below, p.rem.Left, 0); err != nil {
			return err
		}
	}
	if err := p.book.AutoFilter(p.result, fmt.Sprintf("A%d:%s", top, CellName(len(p.rem.Heads)-1, int64(below-1))), nil); err != nil {
		return err
	}
	return p.book.SetPanes(p.result, &excelize.Panes{Freeze: true, YSplit: top, TopLeftCell: fmt.Sprintf("A%d", top+1), ActivePane: "bottomLeft"})
}

func (p *paint) line(row int, m Mark, text, link, what int) error {
	cell := ""
	if m.Row > 0 && m.At >= 0 {
		cell = CellName(m.At, m.Row+p.shift[m.On])
	}
	for at, words := range []string{m.What, m.Sheet, cell, "", m.Column, m.Value, m.Text, m.Rule} {
		style := text
		if at == 0 {
			style = what
		}
		if at == 3 && m.Row > 0 {
			if err := p.book.SetCellInt(p.result, CellName(at, int64(row)), m.Row); err != nil {
				return err
			}
			continue
		}
		if err := p.put(at, row, words, style); err != nil {
			return err
		}
	}
	name, at, ok := p.place(m)
	if !ok {
		return nil
	}
	here := CellName(2, int64(row))
	if cell == "" {
		here = CellName(3, int64(row))
	}
	target := "'" + strings.ReplaceAll(name, "'", "''") + "'!" + CellName(max(m.At, m.From), at)
	if err := p.book.SetCellHyperLink(p.result, here, target, "Location"); err != nil {
		return err
	}
	return p.book.SetCellStyle(p.result, here, here, link)
}

// put writes words as text: a value that begins with "=" is no formula.
func (p *paint) put(at, row int, words string, style int) error {
	cell := CellName(at, int64(row))
	if words != "" {
		if err := p.book.SetCellStr(p.result, cell, words); err != nil {
			return err
		}
	}
	if style == 0 {
		return nil
	}
	return p.book.SetCellStyle(p.result, cell, cell, style)
}

func (p *paint) listStyles() (title, head, text, link int, what map[bool]int, err error) {
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	var reject, warning int
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
		{&head, excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("DCE9EA"), Alignment: wrap}},
		{&text, excelize.Style{Alignment: wrap}},
		{&link, excelize.Style{Alignment: wrap, Font: &excelize.Font{Color: "0E5A63", Underline: "single"}}},
		{&reject, excelize.Style{Alignment: wrap, Fill: fill(fillReject)}},
		{&warning, excelize.Style{Alignment: wrap, Fill: fill(fillWarning)}},
	} {
		if *s.id, err = p.book.NewStyle(&s.style); err != nil {
			return
		}
	}
	return title, head, text, link, map[bool]int{true: reject, false: warning}, nil
}
