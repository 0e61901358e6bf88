package ingest

import (
	"regexp"
	"strings"

	"nhipcau/internal/viet"
)

// rowKind is what a row under a header is.
type rowKind string

const (
	rowData    rowKind = "data"
	rowRepeat  rowKind = "repeat"  // the header once more, as on the next printed page
	rowNumbers rowKind = "numbers" // 1 2 3=4+5
	rowSection rowKind = "section" // I. Cấp tỉnh; 1. Sở Nông nghiệp và Môi trường
	rowTotal   rowKind = "total"   // Tổng cộng, Cộng cấp xã
	rowNote    rowKind = "note"    // Ghi chú, người lập biểu
	rowBlank   rowKind = "blank"   // a form's row that nobody filled in: a running number and nothing else
)

// kindOf tells records from what stands among them. after is how many rows below the header the row is, closing whether a
// total or a note came before it.
func (h header) kindOf(row sheetRow, after int, closing bool) rowKind {
	filled := row.filled()
	label, at := h.label(row)
	switch {
	case h.repeated(row):
		return rowRepeat
	case label == "":
		return rowBlank
	case after < 3 && filled >= 3 && numberRow(row):
		return rowNumbers
	case filled <= 2 && letterDay.MatchString(strings.ToLower(viet.Tidy(label))):
		return rowNote
	case h.keyed(row):
		return rowData
	case isTotal(label):
		return rowTotal
	case filled <= 3 && isNote(label):
		return rowNote
	case closing && filled <= 2 && !h.counts(row):
		return rowNote
	case h.section(row, label, at, filled):
		return rowSection
	}
	return rowData
}

// keyed: a cell that only a record has is filled.
func (h header) keyed(row sheetRow) bool {
	for _, name := range []string{"held_on", "session_code"} {
		if at := h.at(name); at >= 0 && strings.ContainsAny(row.cell(at), "0123456789") {
			return true
		}
	}
	return false
}

// label is the first text of a row that is no running number; at is where it stands.
func (h header) label(row sheetRow) (string, int) {
	for i, c := range row.cells {
		c = strings.TrimSpace(c)
		if c == "" || i == h.ordinal && ordinalMark.MatchString(c) {
			continue
		}
		return c, i
	}
	return "", -1
}

// repeated: most named columns hold their own words again.
func (h header) repeated(row sheetRow) bool {
	if len(h.columns) == 0 {
		return false
	}
	if h.repeatsTicks(row) {
		return true
	}
	same := 0
	for i, c := range h.columns {
		cell := row.cell(c.at)
		if cell != "" && (viet.Tidy(cell) == c.words || strings.HasPrefix(c.words, viet.Tidy(cell)+" – ")) {
			same++
		} else if i == 2 && same == 0 {
			return false
		}
	}
	return same*2 >= len(h.columns)
}

var (
	ordinalMark = regexp.MustCompile(`^\(?([0-9]{1,4}|[IVX]{1,6}|[A-Za-zĐđ])[.)]?\)?$`)
	columnMark  = regexp.MustCompile(`^[(\[]?([0-9]{1,2}|[A-Z]|[a-zđ])[)\]]?(\s*=\s*[0-9()+\-/: ×x*=]+%?)?$`)
	markedText  = regexp.MustCompile(`^([IVX]{1,6}|[A-GĐ]|[0-9]{1,2}(?:\.[0-9]{1,2})?)\s*[.)/\-–]\s*(\S.*)$`)
)

// numberRow: the row that numbers the columns, with its identities; "MS", "Cột" may stand in its first cell.
func numberRow(row sheetRow) bool {
	last, numbers, cells := 0, 0, 0
	for _, c := range row.cells {
		c = strings.TrimSpace(c)
		if c == "" {
			continue
		}
		cells++
		m := columnMark.FindStringSubmatch(c)
		if m == nil {
			if cells == 1 && numberedBy[viet.Key1(c)] {
				continue
			}
			return false
		}
		if n := smallNumber(m[1]); n > 0 {
			if n <= last || n > last+3 {
				return false
			}
			last = n
			numbers++
		}
	}
	return numbers >= 2 && last >= 3
}

var numberedBy = map[string]bool{viet.Key1("MS"): true, viet.Key1("Mã số"): true, viet.Key1("Cột"): true, viet.Key1("Cột số"): true}

func smallNumber(s string) (n int) {
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}

var totalWords = phraseKeys("tổng", "tổng cộng", "tổng số", "cộng", "toàn tỉnh", "toàn huyện", "toàn thành phố", "toàn quận", "toàn thị xã", "toàn xã", "toàn phường", "total")

// wholeTotals are labels of the last total: everything above, not a group of it.
var wholeTotals = phraseKeys("tổng", "tổng cộng", "tổng số", "toàn tỉnh", "toàn huyện", "toàn thành phố", "total")

func phraseKeys(list ...string) []string {
	for i, w := range list {
		list[i] = viet.Key1(w)
	}
	return list
}

// isTotal: "Tổng cộng", "Cộng cấp xã"; "Tổng công ty" and "Công an" are bodies.
func isTotal(label string) bool {
	if len(label) > 120 {
		return false
	}
	key := viet.Key1(strings.TrimLeft(label, "*-–( "))
	if !viet.HasDiacritics(label) {
		switch viet.Key4(label) {
		case "tong", "tongcong", "tongso", "cong", "toantinh":
			return true
		}
		return false
	}
	if strings.HasPrefix(key, viet.Key1("tổng công ty")) || strings.HasPrefix(key, viet.Key1("tổng cục")) || strings.HasPrefix(key, viet.Key1("cộng đồng")) {
		return false
	}
	for _, words := range totalWords {
		if key == words || strings.HasPrefix(key, words+" ") || strings.HasPrefix(key, words+":") {
			return true
		}
	}
	return false
}

func isWholeTotal(label string) bool {
	key := viet.Key1(strings.Trim(label, "*-–(): "))
	for _, words := range wholeTotals {
		if key == words {
			return true
		}
	}
	return false
}

var noteWords = phraseKeys("ghi chú", "chú thích", "chú giải", "lưu ý", "nguồn", "nơi nhận", "người lập", "người lập biểu", "thủ trưởng", "tm.", "kt.", "t/m", "tl.", "xác nhận",
	"người tổng hợp", "kế toán", "chủ tịch", "phó chủ tịch", "trưởng ban", "phó trưởng ban", "bí thư", "ký tên", "đã ký", "các ký hiệu", "ký hiệu", "dấu", "số liệu tính", "ngày")

// isNote: what stands below a table and is no record.
func isNote(label string) bool {
	trimmed := strings.TrimLeft(label, "*-–—+([“\" ")
	key := viet.Key1(trimmed)
	for _, words := range noteWords {
		if key == words || strings.HasPrefix(key, words+" ") || strings.HasPrefix(key, words+":") {
			return true
		}
	}
	if label != trimmed && strings.HasPrefix(label, "*") || strings.HasPrefix(label, "(*") {
		return true
	}
	lower := strings.ToLower(viet.Tidy(label))
	return letterDay.MatchString(lower) || strings.HasPrefix(lower, "(-)") || strings.HasPrefix(lower, "- :")
}

// counts: a cell of a count column holds a number.
func (h header) counts(row sheetRow) bool {
	for _, c := range h.columns {
		if h.table == "aggregate" && isMeasure(c.name) && strings.ContainsAny(row.cell(c.at), "0123456789") {
			return true
		}
	}
	return false
}

// section: a line of words over the rows that follow. In an aggregate it may carry the sums of its rows.
func (h header) section(row sheetRow, label string, at, filled int) bool {
	if len([]rune(label)) > 200 || label == "" {
		return false
	}
	marked := markedText.MatchString(label)
	capital := h.ordinal >= 0 && sectionMark(row.cell(h.ordinal))
	_, known := sectionSays(stripMark(label))
	if h.table == "aggregate" {
		return capital && at >= 0 || (filled <= 2 || known == "level") && known == "level" || marked && sectionMark(beforeMark(label))
	}
	return filled <= 2 && (marked || capital || known != "" && filled == 1 || known == "level")
}

// sectionMark: a Roman numeral or a capital letter.
func sectionMark(s string) bool {
	s = strings.Trim(s, " .()")
	if s == "" || len(s) > 6 {
		return false
	}
	return strings.Trim(s, "IVX") == "" || len(s) == 1 && s[0] >= 'A' && s[0] <= 'H'
}

func stripMark(label string) string {
	if m := markedText.FindStringSubmatch(label); m != nil {
		return m[2]
	}
	return label
}

func beforeMark(label string) string {
	if m := markedText.FindStringSubmatch(label); m != nil {
		return m[1]
	}
	return ""
}

var agencyWords = phraseKeys("sở", "ban", "công an", "chi cục", "cục", "phòng", "ubnd", "ủy ban nhân dân", "văn phòng", "thanh tra", "ngân hàng", "điện lực", "bảo hiểm", "viện kiểm sát",
	"tòa án", "bộ chỉ huy", "ban chỉ huy", "công ty", "trung tâm", "hội", "liên đoàn", "mặt trận")

var levelWords = []struct{ key, level string }{
	{viet.Key1("cấp tỉnh"), "Cấp tỉnh"}, {viet.Key1("cấp thành phố"), "Cấp tỉnh"}, {viet.Key1("cấp huyện"), "Cấp huyện"}, {viet.Key1("cấp quận"), "Cấp huyện"},
	{viet.Key1("cấp xã"), "Cấp xã"}, {viet.Key1("cấp phường"), "Cấp xã"}, {viet.Key1("cấp cơ sở"), "Cấp xã"},
}

// sectionSays reads a section's words: the level, the body that answers, the place, the topic or the session of its rows.
func sectionSays(words string) (value, what string) {
	words = strings.Trim(viet.Tidy(words), " :.")
	key := viet.Key1(words)
	for _, l := range levelWords {
		if key == l.key || strings.HasPrefix(key, l.key+" ") || strings.HasSuffix(key, " "+l.key) {
			return l.level, "level"
		}
	}
	lower := strings.ReplaceAll(strings.ToLower(words), "uỷ", "ủy")
	if speaksOfSession(lower) {
		if m := sessionDay.FindStringSubmatch(lower); m != nil {
			return m[1], "held_on"
		}
	}
	if rest, ok := strings.CutPrefix(lower, "lĩnh vực "); ok {
		return words[len(words)-len(rest):], "topic"
	}
	if startsWithKind(lower) {
		return words, "place"
	}
	for _, a := range agencyWords {
		if strings.HasPrefix(key, a+" ") {
			return words, "agency"
		}
	}
	return "", ""
}
