package ingest

import (
	"regexp"
	"slices"
	"strings"

	"nhipcau/internal/viet"
)

// header is a header that was understood: one row, or several merged into one.
type header struct {
	table    string
	top      int64 // its first line, the first of a sheet is 1
	line     int64 // its last line
	width    int
	columns  []placed
	unknown  []placed // words that no column answers to
	twice    []placed // a second column for the same thing
	personal []placed // columns of personal data: never read
	ordinal  int      // where running numbers stand; -1: nowhere
	beside   []block  // several tables side by side, this header being that of all
	across   acrossTable
	ticks    []tickGroup // of opinions: terms that are ticked
}

// placed is a column of a sheet that has a name.
type placed struct {
	at     int
	name   string
	words  string
	period string // of a figure: "Năm 2018" written over it
}

func (h header) has(name string) bool {
	return slices.ContainsFunc(h.columns, func(p placed) bool { return p.name == name })
}

// at is where a column stands; -1 when the sheet has none.
func (h header) at(name string) int {
	for _, c := range h.columns {
		if c.name == name {
			return c.at
		}
	}
	return -1
}

// score is how many columns answer, running numbers aside.
func (h header) score() int {
	n := len(h.columns)
	if h.has("opinion_no") && h.ordinal >= 0 {
		n--
	}
	for _, g := range h.ticks {
		n += len(g.members) - 1 // each of its columns answers
	}
	return n
}

// deepest is how many rows a header may have.
const deepest = 4

// headerAt reads a header that begins with the first of these rows. Of several depths the one that answers to most columns
// is taken, the flattest of equals. Row 2 and below must be free of digits: a row of data is no header.
func (l *Lexicon) headerAt(rows []sheetRow, m *Map) (best header, depth int, ok bool) {
	for d := 1; d <= min(deepest, len(rows)); d++ {
		if d > 1 && (hasOtherDigits(rows[d-1].cells) || rows[d-1].no-rows[d-2].no > 1) {
			break
		}
		h, understood := l.understand(mergeHead(rows[:d]), rows[d-1].no, m)
		if understood && (!ok || h.score() > best.score()) {
			best, depth, ok = h, d, true
			best.top = rows[0].no
		}
	}
	return best, depth, ok
}

// headerFrom is headerAt for rows that a title may begin: when the rows below the first answer to as many columns without
// it, the first is no part of the header.
func (l *Lexicon) headerFrom(rows []sheetRow, m *Map) (best header, depth int, ok bool) {
	best, depth, ok = l.headerAt(rows, m)
	for skip := 1; ok && skip < depth; skip++ {
		if h, _, without := l.headerAt(rows[skip:], m); without && h.score() >= best.score() {
			return header{}, 0, false
		}
	}
	return best, depth, ok
}

func hasDigits(cells []string) bool {
	for _, c := range cells {
		if strings.ContainsAny(c, "0123456789") {
			return true
		}
	}
	return false
}

// hasOtherDigits: digits that do not belong to a period; "Năm 2018" may stand in a header.
func hasOtherDigits(cells []string) bool {
	for _, c := range cells {
		if strings.ContainsAny(c, "0123456789") && !isPeriod(c) {
			return true
		}
	}
	return false
}

// isPeriod: the words name a period and nothing else; its year may stand elsewhere.
func isPeriod(words string) bool {
	lower := strings.ToLower(viet.Tidy(words))
	return lower != "" && (periodIn(lower) == lower || isPartOfYear(lower))
}

// isPartOfYear: a month or a quarter without its year.
func isPartOfYear(lower string) bool {
	return (strings.HasPrefix(lower, "tháng ") || strings.HasPrefix(lower, "quý ")) && partOfYear.MatchString(lower)
}

// periodIn finds the words of a period, which none is without a year.
func periodIn(lower string) string {
	if !strings.ContainsAny(lower, "0123456789") {
		return ""
	}
	return periodText.FindString(lower)
}

// headCell is the words over a column, from the top row of the header down.
type headCell []string

// mergeHead puts the rows of a header together. A cell of an upper row spreads to the right over blank cells that have
// words below them, as merged cells do.
func mergeHead(rows []sheetRow) []headCell {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	heads := make([]headCell, width)
	for i, r := range rows {
		over := ""
		for at := range heads {
			words := ""
			if at < len(r.cells) {
				words = viet.Tidy(r.cells[at])
			}
			if words != "" {
				over = words
			} else if i < len(rows)-1 && wordsBelow(rows[i+1:], at) {
				words = over
			} else {
				over = ""
			}
			if words != "" {
				heads[at] = append(heads[at], words)
			}
		}
	}
	return heads
}

func wordsBelow(rows []sheetRow, at int) bool {
	for _, r := range rows {
		if at < len(r.cells) && strings.TrimSpace(r.cells[at]) != "" {
			return true
		}
	}
	return false
}

// generic are words of a lower header row that only repeat what stands above them.
var generic = map[string]bool{}

func init() {
	for _, words := range []string{"Tổng số", "Tổng", "Tổng cộng", "Cộng", "Số lượng", "Trong đó"} {
		generic[headKey(words)] = true
	}
}

// resultsOf is what may stand before a period over a group of columns; more would be a title.
var resultsOf = regexp.MustCompile(`^(kết quả|thực hiện|số liệu|kỳ|cùng kỳ|cộng|tổng cộng|tổng)( thực hiện)? (của |cả )?`)

// timed parts a cell's words from the period among them: "Năm 2018 – Số cuộc" is the sessions of 2018. A header that is nothing
// but a period stays whole.
func (c headCell) timed() (rest headCell, period string) {
	for i, words := range c {
		lower := strings.ToLower(words)
		p := periodIn(lower)
		shown := p
		if p == "" && (strings.Contains(lower, "tháng ") || strings.Contains(lower, "quý ")) {
			if part := resultsOf.ReplaceAllString(lower, ""); isPartOfYear(part) {
				p, shown = part, capitalNumeral(part)
			}
		}
		if p != "" && (i == len(c)-1 || isPeriod(resultsOf.ReplaceAllString(lower, ""))) {
			period = shown
			words = strings.Trim(viet.Tidy(strings.Replace(lower, p, "", 1)), " -–,:()")
		}
		if words != "" {
			rest = append(rest, words)
		}
	}
	if len(rest) == 0 || period == "" {
		return c, ""
	}
	return rest, period
}

// spellings are the keys a header cell may be known by, the most telling first.
func (c headCell) spellings() []string {
	if len(c) == 0 {
		return nil
	}
	last := c[len(c)-1]
	if len(c) > 1 && generic[headKey(last)] {
		return []string{headKey(strings.Join(c, " ")), headKey(c[len(c)-2])}
	}
	keys := []string{headKey(strings.Join(c, " "))}
	if len(c) > 2 {
		keys = append(keys, headKey(strings.Join(c[len(c)-2:], " ")))
	}
	if len(c) > 1 {
		keys = append(keys, headKey(last))
	}
	if bare := bareHead(last); bare != last {
		keys = append(keys, headKey(bare))
	}
	return keys
}

var (
	explained = regexp.MustCompile(`(?i)\s*\((số|ghi|nêu|đánh|tích|ký hiệu|ngày|tên|theo|nếu)[^()]*\)$`)
	partly    = regexp.MustCompile(`(?i)^trong đó:? +`)
)

// bareHead takes off what a form adds to a heading: "Kết quả giải quyết (số, ngày văn bản)", "Trong đó đã giải quyết".
func bareHead(words string) string {
	return partly.ReplaceAllString(explained.ReplaceAllString(words, ""), "")
}

func (c headCell) String() string { return strings.Join(c, " – ") }

// understand reads merged header cells as one of the three kinds of table; the kind that answers to most columns wins.
func (l *Lexicon) understand(heads []headCell, line int64, m *Map) (best header, ok bool) {
	keys := keysOf(heads)
	for _, table := range []string{"session", "opinion", "aggregate"} {
		if m != nil && m.Table != "" && m.Table != table {
			continue
		}
		h := l.named(table, heads, keys, line, m)
		if valid(h, m) && (!ok || h.score() > best.score()) {
			best, ok = h, true
		}
	}
	if ok {
		best.setPersonalApart()
	}
	return best, ok
}

// headKeys is what a header cell may be known by, worked out once for all kinds of table: most cells looked at are no header's.
type headKeys struct {
	spellings []string
	ordinal   bool
}

func keysOf(heads []headCell) []headKeys {
	keys := make([]headKeys, len(heads))
	for at, cell := range heads {
		keys[at] = cell.keys()
	}
	return keys
}

func (c headCell) keys() headKeys {
	return headKeys{c.spellings(), len(c) > 0 && ordinals[headKey(c[len(c)-1])]}
}

// setPersonalApart finds the columns of personal data among those that nothing answers to.
func (h *header) setPersonalApart() {
	var rest []placed
	for _, p := range h.unknown {
		if _, personal := viet.IsPersonalHeader(p.words); personal {
			h.personal = append(h.personal, p)
		} else {
			rest = append(rest, p)
		}
	}
	h.unknown = rest
}

// valid: a session needs its date, an opinion its session or its words, an aggregate counts and whom they are about. The
// host may come from the title, so it is not asked for here.
func valid(h header, m *Map) bool {
	if m != nil && m.Table == h.table && len(m.Columns) > 0 {
		return len(h.columns) > 0
	}
	if h.score() < 3 {
		return h.table == "opinion" && h.has("content") && (h.has("session_code") || h.has("outcome") && h.ofCitizens())
	}
	switch h.table {
	case "session":
		return h.has("held_on")
	case "opinion":
		return h.has("session_code") || h.has("unit") && h.has("held_on") || h.has("content")
	}
	measures := 0
	for _, c := range h.columns {
		if isMeasure(c.name) {
			measures++
		}
	}
	return measures >= 2 && (h.has("unit") || h.has("level_scope"))
}

// ofCitizens: the column of contents says that it holds opinions; a plan of work has "Nội dung" and "Kết quả" too.
func (h header) ofCitizens() bool {
	return slices.ContainsFunc(h.columns, func(c placed) bool { return c.name == "content" && ofOpinion.MatchString(strings.ToLower(c.words)) })
}

var ofOpinion = regexp.MustCompile(`ý kiến|kiến nghị|phản ánh`)

// apartFromOld keeps carried-over opinions apart from new ones: where a form has the sum of both before the two, the new ones are the
// opinions and the sum is left.
func (h *header) apartFromOld() {
	if !h.has("carried_over") {
		return
	}
	for i, c := range h.columns {
		at := slices.IndexFunc(h.twice, func(p placed) bool {
			return c.name == "opinions" && p.name == c.name && p.period == c.period && receivedNow.MatchString(strings.ToLower(p.words))
		})
		if at >= 0 && !receivedNow.MatchString(strings.ToLower(c.words)) {
			h.columns[i] = h.twice[at]
			h.twice = slices.Delete(h.twice, at, at+1)
			h.unknown = append(h.unknown, placed{at: c.at, words: c.words})
		}
	}
}

var receivedNow = regexp.MustCompile(`trong kỳ|phát sinh|mới`)

// as reads the cells as the columns of one table.
func (l *Lexicon) as(table string, heads []headCell, line int64, m *Map) header {
	h := l.named(table, heads, keysOf(heads), line, m)
	h.setPersonalApart()
	return h
}

// named is as without a look at which of the unknown columns are personal.
func (l *Lexicon) named(table string, heads []headCell, keys []headKeys, line int64, m *Map) header {
	h := header{table: table, line: line, width: len(heads), ordinal: -1}
	taken := map[string]bool{}
	if table == "opinion" && !l.noTicks {
		h.ticks = l.tickGroups(heads, keys, m)
	}
	before := ""
	for at, cell := range heads {
		if len(cell) == 0 {
			continue
		}
		cell, period, known := cell, "", keys[at]
		if table == "aggregate" {
			if cell, period = cell.timed(); period != "" {
				known = cell.keys()
			}
		}
		name := l.column(table, cell, known.spellings, before, m)
		p := placed{at, name, heads[at].String(), ""}
		if isMeasure(name) {
			p.period = period
		}
		if known.ordinal && h.ordinal < 0 {
			h.ordinal = at
		}
		switch term := memberOf(h.ticks, at); {
		case term != "" && (name == "" || name == term):
		case name == ignored, name == "" && known.ordinal:
		case name == "":
			h.unknown = append(h.unknown, p)
		case taken[name+p.period]:
			h.twice = append(h.twice, p)
		default:
			taken[name+p.period] = true
			h.columns = append(h.columns, p)
		}
		before = name
	}
	h.apartFromOld()
	if len(h.ticks) > 0 && !h.has("content") { // no telling opinions from counts of them
		return l.withoutTicks().named(table, heads, keys, line, m)
	}
	for _, g := range h.ticks {
		h.columns = append(h.columns, placed{at: g.members[0].at, name: g.name, words: g.over})
	}
	return h
}

// column is the name that header words stand for; empty when nothing answers.
func (l *Lexicon) column(table string, cell headCell, spellings []string, before string, m *Map) string {
	if name, decided := m.column(cell); decided {
		return name
	}
	for _, key := range spellings {
		if name, known := l.byKey[table][key]; known {
			return name
		}
	}
	if table == "aggregate" {
		return shareColumn(cell, before)
	}
	return ""
}

// isMeasure: a column of an aggregate that holds a figure.
func isMeasure(name string) bool {
	switch name {
	case "unit", "parent", "level_scope", "includes_subordinates", "channel", "session_kind", "period_label", "period_start", "period_end",
		"is_cumulative", "counting_unit", "status", "note", "simulated":
		return false
	}
	return name != ""
}

// shareOf is the share that a bare "Tỷ lệ (%)" behind a count stands for.
var shareOf = map[string]string{"resolved": "resolved_share", "replied": "replied_share", "answered_at_session": "answered_share", "in_progress": "in_progress_share", "handled": "handled_share"}

// shareColumn reads other ways to write "Tỷ lệ giải quyết (%)" than reference/headers.csv lists, and a bare "%" behind a count.
func shareColumn(cell headCell, before string) string {
	words := strings.ToLower(viet.Tidy(strings.Join(cell, " ")))
	if !strings.Contains(words, "tỷ lệ") && !strings.Contains(words, "tỉ lệ") && !strings.Contains(words, "%") {
		return ""
	}
	if measure := viet.ParseFigure("50% " + words).Measure; strings.HasSuffix(measure, "_share") {
		return measure
	}
	bare := strings.Trim(strings.NewReplacer("tỷ lệ", "", "tỉ lệ", "").Replace(strings.ToLower(cell[len(cell)-1])), " ()%")
	if bare == "" {
		return shareOf[before]
	}
	return ""
}

// remark notes columns that were not taken in.
func (r *reader) remark(sheet string, h header) {
	for _, p := range h.unknown {
		r.note(sheet, h.line, h.table, p.words, "column_unknown", p.words)
	}
	for _, p := range h.twice {
		r.note(sheet, h.line, h.table, p.words, "column_twice", p.words)
	}
	for _, p := range h.personal {
		r.seen["columns_personal"]++
		r.note(sheet, h.line, h.table, p.words, "column_personal", p.words)
	}
}
