package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"nhipcau/internal/viet"
)

// surroundings is what stands around a table and holds for its rows: who issued it, when the session was, which period the
// figures cover, what a dash means.
type surroundings struct {
	places  []string // "tỉnh Bắc Giang", "huyện Yên Dũng": from the highest down
	heldOn  string
	period  string
	counted string // counting unit: "(Đơn vị tính: ý kiến)"
	title   string
	dash    string // none_occurred, not_reported or not_applicable
	dated   time.Time
	spans   []viet.Period // the periods that were named: the title's, the sheet's; or the one that a map decides
	decided bool          // by a map
	told    bool          // a table was read since: the next period begins anew
	several bool          // two places of one rank: it is not said whose the table is
	closed  bool          // a table was read since: a place of the same rank takes the old one's stead
	kind    string        // the body that stood on the line before: its place may follow
}

func (s *surroundings) clone() surroundings {
	c := *s
	c.places, c.spans = slices.Clone(s.places), slices.Clone(s.spans)
	return c
}

// host is the place the file speaks for, and the places it lies in.
func (s *surroundings) host() (unit, parent string) {
	if len(s.places) == 0 || s.several {
		return "", ""
	}
	last := len(s.places) - 1
	return s.places[last], upward(s.places[:last])
}

// upward writes places from the lowest up, as an address is written.
func upward(places []string) string {
	list := make([]string, len(places))
	for i, p := range places {
		list[len(places)-1-i] = p
	}
	return strings.Join(list, ", ")
}

var (
	sessionDay = regexp.MustCompile(`ngày\s+(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})`)
	writtenDay = regexp.MustCompile(`ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}`)
	letterDay  = regexp.MustCompile(`,\s*ngày\s+(\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})`)
	periodText = regexp.MustCompile(`từ\s+(ngày\s+)?\d[^()]*?đến\s+(hết\s+)?(ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(\d{1,2}|ba|sáu|chín) tháng (đầu |cuối )?(năm )?\d{4}|` +
		`quý [1-4iv]+[ /-]*(năm )?\d{4}|tháng \d{1,2}[ /-]*(năm )?\d{4}|giai đoạn \d{4}\s*[-–]\s*\d{4}|năm \d{4}`)
	partOfYear  = regexp.MustCompile(`^(tháng|quý) (\d{1,2}|[ivx]{1,4})$`)
	ofReport    = regexp.MustCompile(`báo cáo số\s*[:.…_\d]|kèm theo`)
	oneYear     = regexp.MustCompile(`\d{4}`)
	unitOfTable = regexp.MustCompile(`(?:đơn vị tính|đvt)\s*:\s*([^()]+)`)
)

// hear takes in one line that stands above, between or below tables.
func (s *surroundings) hear(line string) {
	line = viet.Tidy(line)
	if line == "" || len(line) > 600 {
		return
	}
	lower := strings.ReplaceAll(strings.ToLower(line), "uỷ", "ủy")
	s.hearPlace(line, lower)
	if m := letterDay.FindStringSubmatch(lower); m != nil {
		if d, err := viet.ParseDate(m[1], time.Time{}); err == nil {
			s.dated = d.Day
		}
		return
	}
	if m := unitOfTable.FindStringSubmatch(lower); m != nil {
		s.counted = strings.TrimSpace(m[1])
	}
	if ofReport.MatchString(lower) { // its number and day are those of another paper
		return
	}
	s.hearPeriod(lower)
	if speaksOfSession(lower) && !strings.Contains(lower, "từ ngày") {
		if m := sessionDay.FindStringSubmatch(lower); m != nil {
			s.heldOn = m[1]
		}
		if s.title == "" || strings.ToUpper(line) == line {
			s.title = clip(line)
		}
	}
}

// whole gives a month or quarter without a year ("Tháng II", "quý 3") the year that the title names; without one it stays as it is, and
// is no period.
func (s *surroundings) whole(period string) string {
	lower := strings.ToLower(viet.Tidy(period))
	m := partOfYear.FindStringSubmatch(lower)
	years := oneYear.FindAllString(s.period, -1)
	if m == nil || len(years) == 0 || slices.ContainsFunc(years, func(y string) bool { return y != years[0] }) {
		return period
	}
	if n := roman(m[2]); n > 0 && m[1] == "tháng" {
		m[2] = strconv.Itoa(n)
	}
	return capitalNumeral(m[1]+" "+m[2]) + " năm " + years[0]
}

// capitalNumeral writes "quý iv" as "quý IV".
func capitalNumeral(period string) string {
	name, number, _ := strings.Cut(period, " ")
	return name + " " + strings.ToUpper(number)
}

// roman reads the numerals of months: i to xii.
func roman(s string) int {
	return 1 + slices.Index([]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}, s)
}

func speaksOfSession(lower string) bool {
	for _, words := range []string{"đối thoại", "tiếp xúc", "hội nghị", "tiếp công dân", "ý kiến", "kiến nghị"} {
		if strings.Contains(lower, words) {
			return true
		}
	}
	return false
}

// bodies are what an issuing body is called before its place; the value is the kind of place it stands for, empty when the
// kind is written behind it.
var bodies = []struct{ words, kind string }{
	{"ủy ban nhân dân", ""}, {"ubnd", ""}, {"hội đồng nhân dân", ""}, {"hđnd", ""}, {"đảng ủy", ""}, {"đảng bộ", ""}, {"ủy ban mttq việt nam", ""},
	{"tỉnh ủy", "tỉnh"}, {"thành ủy", "thành phố"}, {"huyện ủy", "huyện"}, {"quận ủy", "quận"}, {"thị ủy", "thị xã"},
}

var placeKinds = []string{"tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"}

// hearPlace reads "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", "HUYỆN ỦY YÊN DŨNG", also when the place stands on the next line.
func (s *surroundings) hearPlace(line, lower string) {
	if len([]rune(line)) > 80 || strings.ContainsAny(lower, "0123456789") {
		s.kind = ""
		return
	}
	if s.kind != "" && startsWithKind(lower) && strings.ToUpper(line) == line {
		s.addPlace(lower)
		s.kind = ""
		return
	}
	s.kind = ""
	for _, b := range bodies {
		_, rest, ok := strings.Cut(lower, b.words)
		if !ok || !headline(line, lower, b.words) {
			continue
		}
		rest = strings.Trim(rest, " *:.-–")
		switch {
		case rest == "":
			s.kind = b.words
		case b.kind != "":
			s.addPlace(b.kind + " " + rest)
			s.kind = b.words
		case startsWithKind(rest):
			s.addPlace(rest)
			s.kind = b.words
		}
		return
	}
}

// headline: the line begins with the body, or is written in capitals as issuing bodies are.
func headline(line, lower, body string) bool {
	return strings.HasPrefix(lower, body) || strings.ToUpper(line) == line
}

func startsWithKind(lower string) bool {
	for _, k := range placeKinds {
		if rest, ok := strings.CutPrefix(lower, k); ok && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, ".")) {
			return true
		}
	}
	return false
}

func (s *surroundings) addPlace(lower string) {
	name, _, _ := strings.Cut(lower, " cộng hòa xã hội")
	name, _, _ = strings.Cut(name, " đảng cộng sản")
	name = titleCase(strings.Trim(name, " ,.*"))
	for _, p := range s.places {
		if viet.Key1(p) == viet.Key1(name) {
			return
		}
	}
	rank := rankOf(name)
	if same := slices.IndexFunc(s.places, func(p string) bool { return rankOf(p) >= rank }); same >= 0 && rank > 0 {
		if s.closed {
			s.places, s.several = s.places[:same], false
		} else if rankOf(s.places[same]) == rank {
			s.several = true
		}
	}
	s.closed = false
	s.places = append(s.places, name)
}

// rankOf is how far down a kind of place stands; 0 where the kind does not tell (thành phố).
func rankOf(place string) int {
	for kind, rank := range map[string]int{"tỉnh ": 1, "huyện ": 2, "quận ": 2, "thị xã ": 2, "xã ": 3, "phường ": 3, "thị trấn ": 3, "đặc khu ": 3} {
		if strings.HasPrefix(place, kind) {
			return rank
		}
	}
	return 0
}

// titleCase writes "tỉnh bắc giang" as "tỉnh Bắc Giang": the kind stays small.
func titleCase(lower string) string {
	kind := ""
	for _, k := range placeKinds {
		if rest, ok := strings.CutPrefix(lower, k+" "); ok {
			kind, lower = k+" ", rest
			break
		}
	}
	words := strings.Fields(lower)
	for i, w := range words {
		r := []rune(w)
		words[i] = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return kind + strings.Join(words, " ")
}

var dashNote = regexp.MustCompile(`(dấu|ký hiệu|kí hiệu|ô)?\s*["“”'(]?\s*[-–—]\s*["“”')]?\s*(\)|:|=|là|nghĩa là|có nghĩa là|chỉ|thể hiện)+\s*(.*)`)

// hearNote obeys a note that says what a dash in a cell means.
func (s *surroundings) hearNote(line string) {
	lower := strings.ToLower(viet.Tidy(line))
	m := dashNote.FindStringSubmatch(lower)
	if m == nil {
		return
	}
	says := m[3]
	switch {
	case strings.Contains(says, "không áp dụng"), strings.Contains(says, "không thuộc"):
		s.dash = "not_applicable"
	case strings.Contains(says, "số liệu"), strings.Contains(says, "báo cáo"), strings.Contains(says, "chưa rõ"), strings.Contains(says, "không rõ"):
		s.dash = "not_reported"
	case strings.Contains(says, "không phát sinh"), strings.Contains(says, "không có"), strings.Contains(says, "bằng 0"), strings.Contains(says, "bằng không"):
		s.dash = "none_occurred"
	}
}
