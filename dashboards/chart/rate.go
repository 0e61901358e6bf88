package chart

// rateText is a rate in a sentence: 78,4% (1.568/2.000).
func (s speaker) rateText(r Rate) string {
	if !r.Shown() {
		return s.rateWord(r)
	}
	return s.Percent(r.share()) + " (" + s.ratio(r) + ")"
}

// rateTip is a rate in a tooltip, one fact a line.
func (s speaker) rateTip(r Rate) string {
	if !r.Shown() {
		return s.rateWord(r)
	}
	text := s.Percent(r.share()) + " = " + s.ratio(r)
	if r.interval() {
		text = lines(text, s.t("interval")+": "+s.PercentRange(r.Lo, r.Hi))
	}
	if r.few() {
		text = lines(text, s.t("few_note"))
	}
	return text
}

// rateWord says why there is no percent.
func (s speaker) rateWord(r Rate) string {
	switch {
	case r.State != Reported:
		return s.state(r.State)
	case r.N == 0:
		return s.t("no_cases")
	default:
		return s.t("tiny", s.ratio(r))
	}
}

func (s speaker) state(st State) string {
	if st == Reported {
		return ""
	}
	return s.t("state." + string(st))
}

// badge is the class of a state's badge in css/words.css.
func badge(st State) string {
	switch st {
	case NoneOccurred:
		return "none"
	case NotReported:
		return "missing"
	case NotApplicable, Hidden:
		return "na"
	}
	return ""
}

// rateHeads and rateCells are the columns of every rate: percent, interval, x/n, n.
func (s speaker) rateHeads() []Head {
	return []Head{{s.t("h.rate"), true}, {s.t("interval"), true}, {s.t("h.ratio"), true}, {s.t("h.n"), true}}
}

func (s speaker) rateCells(r Rate) []Cell {
	rate, interval := Cell{Text: "–", Num: true}, Cell{Text: "–", Num: true}
	ratio, n := Cell{Text: "–", Num: true}, Cell{Text: "–", Num: true}
	if r.State == Reported {
		ratio = Cell{Text: s.ratio(r), Sort: key(float64(r.X)), Num: true}
		n = Cell{Text: s.Int(r.N), Sort: key(float64(r.N)), Num: true}
	}
	if r.Shown() {
		rate = Cell{Text: s.Percent(r.share()), Sort: key(round6(r.share())), Num: true}
	}
	if r.interval() {
		interval = Cell{Text: s.PercentRange(r.Lo, r.Hi), Sort: key(round6(r.Lo)), Num: true}
	}
	return []Cell{rate, interval, ratio, n}
}

// rateNote is the last column: why there is no percent, or why to be careful, and the caller's own note.
func (s speaker) rateNote(r Rate, note string) Cell {
	text := ""
	switch {
	case !r.Shown():
		text = s.rateWord(r)
	case r.few():
		text = s.t("few_note")
	}
	if text != "" && note != "" {
		text += "; "
	}
	return Cell{Text: text + note, Badge: badge(r.State)}
}

func (s speaker) countCell(c Count) Cell {
	n, ok := c.number()
	if !ok {
		return Cell{Text: "–", Num: true}
	}
	return Cell{Text: s.Int(n), Sort: key(float64(n)), Num: true}
}
