package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"nhipcau/internal/viet"
)

// hearPeriod takes in the period that a line names.
func (s *surroundings) hearPeriod(lower string) {
	p := periodOf(writtenDay.ReplaceAllString(lower, ""))
	if p == "" || s.decided {
		return
	}
	if span, err := viet.ParsePeriod(p, s.dated); err == nil {
		s.period = p
		s.span(span)
	}
}

var (
	// whatComes begins the second half of a title: "… 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024". The figures are of the first.
	whatComes = regexp.MustCompile(`\s*[,;.–-]?\s*(?:và |;)?(?:phương hướng|nhiệm vụ|kế hoạch|dự kiến|mục tiêu|chương trình|giải pháp|trọng tâm)`)
	yearless  = regexp.MustCompile(`(?:\d{1,2}|ba|sáu|chín) tháng(?: đầu| cuối)?(?: năm)?|quý [1-4iv]+|tháng \d{1,2}`)
)

// periodOf is the period that a title says its figures are of. Where the title looks ahead too, and the year stands only there, the
// period before takes the year in which it is before: December before January 2025 is of 2024.
func periodOf(lower string) string {
	at := whatComes.FindStringIndex(lower)
	if at == nil || at[0] == 0 {
		return periodText.FindString(lower)
	}
	done, coming := lower[:at[0]], periodText.FindString(lower[at[0]:])
	if p := periodText.FindString(done); p != "" {
		return p
	}
	part := strings.TrimSuffix(yearless.FindString(done), " năm")
	next, err := viet.ParsePeriod(coming, time.Time{})
	if part == "" || err != nil {
		return first(coming, periodText.FindString(lower))
	}
	for _, year := range []int{next.Last().Year(), next.Last().Year() - 1} {
		p := part + " năm " + strconv.Itoa(year)
		if was, err := viet.ParsePeriod(p, time.Time{}); err == nil && (was.Start.Before(next.Start) || ofSameYear(was, next, done)) {
			return p
		}
	}
	return coming
}

// ofSameYear: "quý II thực hiện kế hoạch năm 2024" and "6 tháng đầu năm và nhiệm vụ trọng tâm năm 2024" speak of one year. A part that ends
// its year has only the next to look ahead to ("quý IV, nhiệm vụ năm 2025"), unless the year's plan is what was carried out.
func ofSameYear(was, year viet.Period, done string) bool {
	whole := year.Start.YearDay() == 1 && year.End.Equal(year.Start.AddDate(1, 0, 0))
	inside := !was.Start.Before(year.Start) && !was.End.After(year.End)
	return whole && inside && (was.End.Before(year.End) || strings.HasSuffix(done, "thực hiện"))
}

func (s *surroundings) span(p viet.Period) {
	if s.told {
		s.spans, s.told = nil, false
	}
	s.spans = append(s.spans, p)
}

var bareYear = regexp.MustCompile(`^(?:năm |nam )?(20\d\d)$`)

// hearSheet takes the period in a sheet's name, "Quý III-2024" or "2024", for dates without a year. It is no period of a report: a
// workbook's sheets are often copies whose names were left.
func (s *surroundings) hearSheet(name string) {
	lower := strings.ToLower(viet.Tidy(name))
	p := periodText.FindString(lower)
	if m := bareYear.FindStringSubmatch(lower); m != nil {
		p = "năm " + m[1]
	}
	if span, err := viet.ParsePeriod(p, time.Time{}); err == nil && !s.decided {
		s.span(span)
	}
}

// decide takes the period that a map names in place of all others.
func (s *surroundings) decide(period string) {
	if span, err := viet.ParsePeriod(period, time.Time{}); err == nil {
		s.period, s.spans, s.decided = period, []viet.Period{span}, true
	}
}

// when are the periods that the table's dates lie in; without one, the year of the one session that the title is about.
func (s *surroundings) when() []viet.Period {
	if len(s.spans) > 0 {
		return s.spans
	}
	d, err := viet.ParseDate(s.heldOn, time.Time{})
	if err != nil {
		return nil
	}
	year := time.Date(d.Day.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	return []viet.Period{{Start: year, End: year.AddDate(1, 0, 0)}}
}

// years writes beside each date without a year the one year that the file decides ("25-9 → 2024"). Where it decides none the text
// stays as it is, and is rejected: a wrong year is worse than none (domain.md §7).
func (w *registerRow) years(values []any) {
	spans := w.around.when()
	if len(spans) == 0 {
		return
	}
	var held viet.Date
	for pass := range 2 { // the day of the session first: the others are held against it
		for i, c := range w.columns {
			text, ok := values[i].(string)
			if c.Kind != "date" || !ok || (c.Name == "held_on") != (pass == 0) {
				continue
			}
			if day, typed, ok := strings.Cut(text, " → "); ok && len(typed) == 4 { // a cell that shows no year
				text = w.shown(c.Name, day, text, spans, held)
				values[i] = text
			} else if viet.LacksYear(text) && (c.Name == "held_on" || w.sessionKnown(held)) {
				if dated, _, ok := w.dated(c.Name, text, spans, held); ok {
					values[i], text = dated, dated
				}
			}
			if c.Name == "held_on" {
				held, _ = viet.ParseDate(text, time.Time{})
				w.outOfPeriod(text, held, spans)
			}
		}
	}
}

// sessionKnown: a reply to an opinion may lie in the year after its session, so that a title's year decides nothing where nobody says
// when the session was: "Năm 2024", a session of December, a reply of "15/1".
func (w *registerRow) sessionKnown(held viet.Date) bool {
	return w.h.table != "opinion" || !held.Day.IsZero() || w.around.heldOn != ""
}

// mostOutside bounds what is said of one table: a register under a wrong title is told once too often as it is.
const mostOutside = 1000

// outOfPeriod notes a session that lies in none of the periods its register names: in January the old year is still in everybody's hand.
func (w *registerRow) outOfPeriod(text string, held viet.Date, spans []viet.Period) {
	if w.h.table != "session" || held.Day.IsZero() || w.told == mostOutside || len(w.around.spans) == 0 {
		return
	}
	if !slices.ContainsFunc(spans, func(p viet.Period) bool { return overlaps(held, p) }) {
		w.told++
		w.reader.note(w.s.name, w.no, w.h.table, "held_on", "held_outside_period", text)
	}
}

// shown decides about a cell that holds a year and does not show it: the file's period goes before, and where the two differ neither
// is taken.
func (w *registerRow) shown(column, day, text string, spans []viet.Period, held viet.Date) string {
	switch dated, _, ok := w.dated(column, day, spans, held); {
	case !ok:
		return day
	case dated != text:
		return day
	}
	return strings.Replace(text, " → ", "/", 1)
}

// dated finds the one year in which every period named has the date, in the order that a session and its papers have. What follows a
// session may lie behind a period that is part of one year ("6 tháng đầu năm 2024"): no other year is spoken of.
func (w *registerRow) dated(column, text string, spans []viet.Period, held viet.Date) (dated string, d viet.Date, ok bool) {
	var years []int
	for i, span := range spans {
		first, last := span.Start.Year(), span.Last().Year()
		var fit []int
		for year := first; year <= last; year++ {
			_, d, ok := viet.WithYear(text, year)
			if ok && (overlaps(d, span) || first == last && column != "held_on") && w.inOrder(column, d, held) {
				fit = append(fit, year)
			}
		}
		if i > 0 && !slices.Equal(fit, years) {
			return "", d, false
		}
		years = fit
	}
	if len(years) != 1 {
		return "", d, false
	}
	return viet.WithYear(text, years[0])
}

func overlaps(d viet.Date, span viet.Period) bool {
	start, end := d.Period()
	return start.Before(span.End) && end.After(span.Start)
}

// inOrder: an announcement comes before its session and all else after it, and nothing but a deadline after the paper was signed.
func (w *registerRow) inOrder(column string, d, held viet.Date) bool {
	start, end := d.Period()
	if signed := w.around.dated; !signed.IsZero() && column != "due_on" && start.After(signed) {
		return false
	}
	if held.Day.IsZero() || column == "held_on" {
		return true
	}
	from, to := held.Period()
	if column == "announced_on" {
		return start.Before(to)
	}
	return end.After(from)
}
