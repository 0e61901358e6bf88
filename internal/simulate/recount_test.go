package simulate

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// The recount reads the files as a stranger would: labels of the header row, its own dates and counts, the reviewed
// vocabulary for terms. It shares nothing with the writer.

// record is one row by column label, with its place in a spreadsheet.
type record struct {
	file string
	row  int64
	cell map[string]string
}

func readCSV(t *testing.T, path string) []record {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	rows, err := r.ReadAll() // refuses rows of another length than the header
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var out []record
	for i, row := range rows[1:] {
		rec := record{filepath.Base(path), int64(i + 2), map[string]string{}}
		for j, c := range row {
			rec.cell[rows[0][j]] = c
		}
		out = append(out, rec)
	}
	return out
}

// readAll gives the sessions and the opinions of a folder.
func readAll(t *testing.T, dir string) (sessions, opinions []record) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(dir, "*.csv"))
	for _, p := range paths {
		if strings.HasSuffix(p, opinionsName) {
			opinions = append(opinions, readCSV(t, p)...)
		} else {
			sessions = append(sessions, readCSV(t, p)...)
		}
	}
	return sessions, opinions
}

func clean(s string) string { return strings.ToLower(norm.NFC.String(strings.TrimSpace(s))) }

var dateForms = []string{"2/1/2006", "2.1.2006", "2-1-2006", "2006-1-2"}

// dateOf reads a date in any of the spellings; ok is false for a cell that is filled but is none.
func dateOf(s string) (at time.Time, ok bool) {
	if s == "" {
		return time.Time{}, true
	}
	for _, f := range dateForms {
		if at, err := time.Parse(f, s); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

var thousands = regexp.MustCompile(`^\d{1,3}(\.\d{3})+$`)

func countOf(s string) (int64, bool) {
	if s == "" {
		return 0, true
	}
	if thousands.MatchString(s) {
		s = strings.ReplaceAll(s, ".", "")
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0
}

// vocabulary is data/reference/vocabulary.csv: field → folded phrase → code.
func vocabulary(t *testing.T) map[string]map[string]string {
	t.Helper()
	v := map[string]map[string]string{}
	for _, r := range readCSV(t, "../../data/reference/vocabulary.csv") {
		f := r.cell["field"]
		if v[f] == nil {
			v[f] = map[string]string{}
		}
		v[f][clean(r.cell["phrase"])] = r.cell["code"]
	}
	return v
}

// recounted is what the stranger finds, good rows only.
type recounted struct {
	total    Counts
	byYear   map[int]Counts
	byLevel  map[string]Counts
	byPlace  map[string]Counts // by province and year, as in Truth
	outcomes map[string]int64
	bad      map[string]bool // file:row of rows that no correct ingest can take
}

// provinceYear reads a session code: 24-2019-0001 is p24@2004 in 2019, 24-2025B-0001 p24@2025 in 2025.
func provinceYear(code string) string {
	parts := strings.Split(code, "-")
	year, list := strings.TrimRight(parts[1], "AB"), "2004"
	if strings.HasSuffix(parts[1], "B") || year > "2025" {
		list = "2025"
	}
	return "p" + parts[0] + "@" + list + "/" + year
}

// recount counts the rows dated up to asOf.
func recount(t *testing.T, dir string, asOf time.Time) recounted {
	t.Helper()
	v := vocabulary(t)
	n := recounted{byYear: map[int]Counts{}, byLevel: map[string]Counts{}, byPlace: map[string]Counts{}, outcomes: map[string]int64{}, bad: map[string]bool{}}
	sessions, opinions := readAll(t, dir)
	levels := map[string]string{}
	put := func(held time.Time, code string, c Counts) {
		n.total.add(c)
		addTo(n.byYear, held.Year(), c)
		addTo(n.byLevel, levels[code], c)
		addTo(n.byPlace, provinceYear(code), c)
	}
	for _, r := range sessions {
		held, ok := dateOf(r.cell["Ngày tổ chức"])
		heads, ok2 := countOf(r.cell["Lượt người dự"])
		if !ok || !ok2 || strings.Contains(r.cell["Đơn vị tổ chức"], noSuchPlace) || r.cell["Trực thuộc"] == "" && clean(r.cell["Cấp"]) == "xã" {
			n.bad[r.file+":"+strconv.FormatInt(r.row, 10)] = true
			continue
		}
		levels[r.cell["Mã cuộc"]] = v["level"][clean(r.cell["Cấp"])]
		c := Counts{Sessions: 1, Attendees: heads}
		if notice, _ := dateOf(r.cell["Ngày thông báo kết luận"]); !notice.IsZero() && !notice.After(asOf) {
			c.Notices = 1
			if notice.Sub(held) <= 10*24*time.Hour {
				c.NoticesIn10Days = 1
			}
		}
		if !held.After(asOf) {
			put(held, r.cell["Mã cuộc"], c)
		}
	}
	for _, r := range opinions {
		held, _ := dateOf(r.cell["Ngày tổ chức"])
		replied, ok := dateOf(r.cell["Ngày trả lời"])
		if !ok || strings.Contains(r.cell["Đơn vị tổ chức"], noSuchPlace) {
			n.bad[r.file+":"+strconv.FormatInt(r.row, 10)] = true
			continue
		}
		outcome := "unknown"
		if w := clean(r.cell["Kết quả"]); w != "" {
			outcome = v["outcome"][w]
		}
		n.outcomes[outcome]++
		if held.After(asOf) {
			continue
		}
		c := Counts{Opinions: 1}
		if v["yesno"][clean(r.cell["Đã làm rõ tại hội nghị"])] == "yes" {
			c.Answered, c.Replied = 1, 1
		}
		if !replied.IsZero() && !replied.Before(held) && !replied.After(asOf) {
			c.Replied = 1
		}
		if at, _ := dateOf(r.cell["Ngày giải quyết xong"]); outcome == "resolved" && !at.IsZero() && !at.After(asOf) {
			c.Resolved = 1
		}
		if v["authority"][clean(r.cell["Thẩm quyền"])] == "own" {
			c.Own, c.OwnResolved = 1, c.Resolved
		}
		put(held, r.cell["Mã cuộc"], c)
	}
	return n
}
