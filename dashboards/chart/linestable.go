package chart

// describe says first, last, lowest and highest of each line, and that it is broken.
func (l Lines) describe(s speaker) string {
	parts := []string{s.t("d.lines", l.Title, s.count(len(l.Series)), s.count(len(l.Periods)))}
	for i := range l.Series {
		parts = append(parts, l.describeOne(s, i))
	}
	slots, _ := l.slots(s)
	for _, slot := range slots {
		if slot < 0 {
			parts = append(parts, s.t("d.break"))
			break
		}
	}
	for _, b := range l.Bands {
		parts = append(parts, s.t("d.band", b.Name))
	}
	return sentences(parts...)
}

func (l Lines) describeOne(s speaker, i int) string {
	low, high, shown := -1, -1, 0
	value := func(at int) float64 { v, _ := l.value(l.Series[i].Points[at]); return v }
	for at := range l.Periods {
		pt, ok := l.point(i, at)
		if !ok {
			continue
		}
		if _, ok := l.value(pt); !ok {
			continue
		}
		shown++
		if low < 0 || value(at) < value(low) {
			low = at
		}
		if high < 0 || value(at) > value(high) {
			high = at
		}
	}
	name := l.Series[i].Name
	if shown == 0 {
		return s.t("d.line.none", name)
	}
	say := func(at int) string {
		pt := l.Series[i].Points[at]
		if l.Rates {
			return s.period(l.Grain, l.Periods[at]) + " " + s.rateText(pt.Rate)
		}
		n, _ := pt.Count.number()
		return s.period(l.Grain, l.Periods[at]) + " " + s.Int(n)
	}
	return s.t("d.line", name, say(low), say(high), s.count(shown), s.count(len(l.Periods)))
}

// table has a row a period and series, in the order of time.
func (l Lines) table(s speaker) Table {
	t := Table{Head: []Head{{Text: s.t("h.period")}}}
	many := len(l.Series) > 1
	if many {
		t.Head = append(t.Head, Head{Text: s.t("h.series")})
	}
	if l.Rates {
		t.Head = append(t.Head, s.rateHeads()...)
	} else {
		name := l.ValueName
		if name == "" {
			name = s.t("h.count")
		}
		t.Head = append(t.Head, Head{Text: name, Num: true})
	}
	t.Head = append(t.Head, Head{Text: s.t("h.note")})
	for at, start := range l.Periods {
		for i, one := range l.Series {
			pt, ok := l.point(i, at)
			if !ok {
				pt.Rate.State, pt.Count.State = NotReported, NotReported
			}
			row := []Cell{{Text: s.period(l.Grain, start), Sort: start.Format("2006-01-02"), Header: true}}
			if many {
				row = append(row, Cell{Text: one.Name})
			}
			t.Rows = append(t.Rows, append(row, l.cells(s, pt)...))
		}
	}
	return t
}

func (l Lines) cells(s speaker, pt Point) []Cell {
	if l.Rates {
		return append(s.rateCells(pt.Rate), s.rateNote(pt.Rate, pt.Note))
	}
	note := joinKept("; ", []string{s.state(pt.Count.State), pt.Note})
	return []Cell{s.countCell(pt.Count), {Text: note, Badge: badge(pt.Count.State)}}
}
