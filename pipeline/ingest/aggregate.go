package ingest

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// AggregateColumns are the columns of raw.aggregate: one row a cell that holds a figure, with what its row, its header and
// the title say about it. A row of a report is so kept whole, and no record is made of it.
var AggregateColumns = []string{
	"unit", "parent", "level_scope", "includes_subordinates", "channel", "session_kind", "period_label", "period_start", "period_end",
	"is_cumulative", "counting_unit", "measure", "header", "value_text", "dash_means", "status", "note", "simulated", "title", "dated",
}

// rowColumns are those that the row itself says; the rest comes from header and title.
var rowColumns = AggregateColumns[:11]

// aggregate stores a table of counts. It is held in memory until its end, because a note below it may say what a dash means.
func (r *reader) aggregate(s surface, h header, src *rowSource, around *surroundings) error {
	a := aggregateTable{reader: r, s: s, h: h, around: around, sums: newSums(h, r.lexicon), tops: map[int]string{}}
	err := r.eachRow(s, h, src, around, func(row sheetRow, kind rowKind) error {
		a.row(row, kind, nextIsDetail(s, h, src))
		return nil
	})
	if err != nil {
		return err
	}
	r.finish(s, h, &a.sums)
	a.endGroup()
	dash := slices.Index(AggregateColumns, "dash_means") + 4
	for _, c := range a.cells {
		c[dash] = emptyNull(around.dash)
	}
	around.dash = ""
	if len(a.cells) == 0 {
		return nil
	}
	return r.write("aggregate", s.name, AggregateColumns, slices.Values(a.cells))
}

// nextIsDetail: the row ahead is one that the present row may sum up.
func nextIsDetail(s surface, h header, src *rowSource) bool {
	rows := src.peek(1)
	return len(rows) > 0 && !s.records && h.kindOf(rows[0], 9, false) == rowData && !isNote(firstText(rows[0]))
}

func firstText(row sheetRow) string {
	text, _ := row.first()
	return text
}

type aggregateTable struct {
	reader  *reader
	s       surface
	h       header
	around  *surroundings
	sums    sums
	context standing
	tops    map[int]string
	heading *waitingTotal // a section that carries the sums of its rows
	cells   [][]any
}

// row takes one line in. A section with figures is the sum of the rows below it when such rows follow, else it is itself a
// row, about a level.
func (a *aggregateTable) row(line sheetRow, kind rowKind, detailFollows bool) {
	label, _ := a.h.label(line)
	if line.bad != "" {
		a.reader.note(a.s.name, line.no, a.h.table, "", "row_unreadable", line.bad)
		return
	}
	switch kind {
	case rowTotal:
		a.endGroup()
		a.reader.total(a.s, a.h, line, label, &a.sums)
		return
	case rowSection:
		a.endGroup()
		if !detailFollows && a.h.counts(line) {
			_, what := sectionSays(stripMark(label))
			if what == "level" {
				a.context.level = ""
			}
			a.record(line, stripMark(label))
			return
		}
		a.context.say(label, a.h)
		a.sums.group()
		if a.h.counts(line) {
			a.heading = &waitingTotal{line, label}
		}
		return
	}
	a.record(line, a.unitText(line))
}

// endGroup holds a section's own figures against its rows.
func (a *aggregateTable) endGroup() {
	if a.heading == nil || a.sums.inPart == 0 {
		a.heading = nil
		return
	}
	group := a.sums
	group.whole, group.wholeOK = a.sums.part, a.sums.okay
	for i, c := range group.columns {
		n, ok := stated(a.s, a.heading.row.cell(c.at))
		if text := a.heading.row.cell(c.at); ok && strings.ContainsAny(text, "0123456789") && group.wholeOK[i] && group.whole[i] != n {
			a.reader.note(a.s.name, a.heading.row.no, a.h.table, c.name, "total_differs", differ(n, group.whole[i]))
		}
	}
	a.heading = nil
}

func (a *aggregateTable) unitText(line sheetRow) string {
	at := a.h.at("unit")
	text := line.cell(at)
	if at >= 0 && text == "" {
		if _, merged := a.s.merges.top(at, line.no); merged {
			return a.tops[at]
		}
	}
	if at >= 0 {
		a.tops[at] = text
	}
	return text
}

// record makes one row of raw.aggregate for each figure of a line.
func (a *aggregateTable) record(line sheetRow, unit string) {
	said := map[string]string{}
	for _, c := range a.h.columns {
		if slices.Contains(rowColumns, c.name) || c.name == "status" || c.name == "note" || c.name == "simulated" {
			text := a.s.asWritten(line.cell(c.at), a.reader.lexicon.kind("aggregate", c.name) == "date")
			if c.name == "note" {
				text = a.reader.masks.mask(c.name, text)
			}
			said[c.name] = text
		}
	}
	said["unit"] = unit
	a.about(said)
	for _, c := range a.h.columns {
		if isMeasure(c.name) {
			a.cells = append(a.cells, a.figure(line, c, said))
		}
	}
	a.sums.add(a.s, line)
}

// about fills in from section and title what the row leaves open. A level in place of a unit ("Cấp xã") is the issuer's.
func (a *aggregateTable) about(said map[string]string) {
	host, above := a.around.host()
	level, what := sectionSays(said["unit"])
	if what == "level" || said["unit"] == "" {
		said["unit"] = host
		if what == "level" {
			said["level_scope"] = first(said["level_scope"], level)
			said["includes_subordinates"] = first(said["includes_subordinates"], "có")
		}
		said["parent"] = first(said["parent"], above)
	} else if said["parent"] == "" {
		w := registerRow{context: a.context}
		said["parent"] = w.above(said["unit"], host, above)
	}
	said["level_scope"] = first(said["level_scope"], a.context.level)
	if said["period_start"] == "" && said["period_end"] == "" {
		said["period_label"] = first(a.around.whole(said["period_label"]), a.around.period)
	}
	said["counting_unit"] = first(said["counting_unit"], a.around.counted)
}

func (a *aggregateTable) figure(line sheetRow, c placed, said map[string]string) []any {
	counted := first(countedIn(c.words), said["counting_unit"])
	if counted == "" && ofOpinions(c.name) {
		counted = a.counted()
	}
	text := unmarked(a.s.asWritten(line.cell(c.at), false))
	if a.reader.lexicon.kind("aggregate", c.name) == "share" {
		text = shareText(text, c.words)
	} else if m := a.reader.file.Map; m != nil && m.Locale == "en" {
		text = swapSeparators(text)
	}
	sheet := a.s.name
	if c.period != "" { // two periods beside each other are two reports
		sheet, said = partOf(sheet, c.period), maps.Clone(said)
		said["period_label"], said["period_start"], said["period_end"] = a.around.whole(c.period), "", ""
	}
	values := []any{a.reader.file.SHA, a.reader.sheetName(sheet), line.no, int64(0)}
	for _, name := range AggregateColumns {
		var v string
		switch name {
		case "counting_unit":
			v = counted
		case "measure":
			v = c.name
		case "header":
			v = c.words
		case "value_text":
			v = text
		case "title":
			v = a.around.title
		case "dated":
			if !a.around.dated.IsZero() {
				v = a.around.dated.Format("2006-01-02")
			}
		case "dash_means":
		default:
			v = said[name]
		}
		values = append(values, emptyNull(v))
	}
	return values
}

// ofOpinions: a measure that counts what the column of opinions counts.
func ofOpinions(name string) bool {
	return !strings.HasSuffix(name, "_share") && name != "sessions" && name != "attendees"
}

// counted is what the column of opinions says it counts.
func (a *aggregateTable) counted() string {
	for _, c := range a.h.columns {
		if c.name == "opinions" {
			return countedIn(c.words)
		}
	}
	return ""
}

// countedNouns are what a header may say is counted; they are not the same, so the word is kept.
var countedNouns = []string{"lượt ý kiến", "ý kiến", "kiến nghị", "nội dung", "vấn đề", "câu hỏi", "vụ việc", "đơn", "lượt người", "đại biểu", "cuộc", "hội nghị", "buổi"}

func countedIn(words string) string {
	key := " " + viet.Key1(words) + " "
	for _, noun := range countedNouns {
		if strings.Contains(key, " "+viet.Key1(noun)+" ") {
			return noun
		}
	}
	return ""
}

var englishShare = regexp.MustCompile(`^\d{1,3}\.\d{1,2}$`)

// shareText writes a bare number under "Tỷ lệ (%)" as the percent it is; a spreadsheet's 0,895 is 89,5%.
func shareText(text, words string) string {
	t, signed := strings.CutSuffix(strings.TrimSpace(text), "%")
	t = strings.TrimSpace(t)
	if englishShare.MatchString(t) { // 66.7 can be no thousands here
		t = strings.Replace(t, ".", ",", 1)
	} else if signed {
		return text // as it was written
	}
	if t == "" || strings.Trim(t, "0123456789,. ") != "" {
		return text
	}
	if n := viet.ParseNumber(strings.Replace(t, ",", ".", 1), viet.Raw); n.Status == viet.NumberOK && n.Value <= 1 && strings.Contains(t, ",") && !signed {
		return viet.FormatPercent(n.Value, 1, viet.Vi)
	}
	return t + "%"
}
