package data

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// row is one line of a CSV file, its cells by column name.
type row struct {
	cells map[string]string
	where string // file and line, as in "published/figures.csv:12"
}

func (r row) get(column string) string { return r.cells[column] }

// table reads an embedded CSV file whose header must be exactly the given columns.
func table(t *testing.T, name, columns string) []row {
	t.Helper()
	f, err := FS.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if got := strings.Join(lines[0], ","); got != columns {
		t.Fatalf("%s: header\n got %s\nwant %s", name, got, columns)
	}
	return rows(name, lines)
}

func rows(name string, lines [][]string) []row {
	var out []row
	for i, line := range lines[1:] {
		cells := make(map[string]string, len(line))
		for j, v := range line {
			cells[lines[0][j]] = v
		}
		out = append(out, row{cells, name + " row " + itoa(i+2)})
	}
	return out
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

// ours are the files this folder's README describes; units/ and sample/ have tests of their own.
func ours(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"published/*.csv", "reference/*.csv"} {
		found, err := fs.Glob(FS, pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) < 9 {
		t.Fatalf("only %d files are embedded: %v", len(names), names)
	}
	return names
}

// A diff of these files must show what changed in the facts, not in the bytes: one encoding, one line end, one form of é.
func TestFilesAreCleanText(t *testing.T) {
	for _, name := range ours(t) {
		b, err := fs.ReadFile(FS, name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		switch {
		case strings.HasPrefix(text, "\ufeff"):
			t.Errorf("%s starts with a BOM", name)
		case strings.ContainsRune(text, '\r'):
			t.Errorf("%s holds a carriage return", name)
		case !norm.NFC.IsNormalString(text):
			t.Errorf("%s is not NFC", name)
		case !strings.HasSuffix(text, "\n"):
			t.Errorf("%s does not end with a line feed", name)
		}
		for i, line := range strings.Split(text, "\n") {
			if bad := strings.IndexFunc(line, oddSpace); bad >= 0 {
				t.Errorf("%s:%d: no-break, zero-width or control character at byte %d", name, i+1, bad)
			}
		}
	}
}

func oddSpace(r rune) bool {
	return r != ' ' && (unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
}

func TestCellsAreTrimmed(t *testing.T) {
	for _, name := range ours(t) {
		f, err := FS.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(f).ReadAll() // also fails on lines of unequal length
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, line := range lines {
			for j, cell := range line {
				if cell != strings.TrimSpace(cell) || strings.Contains(cell, "  ") {
					t.Errorf("%s row %d %s: stray spaces in %q", name, i+1, lines[0][j], cell)
				}
			}
		}
	}
}

// The articles behind the figures name speakers and officials. The product protects the people who spoke, so no name comes in here.
func TestNoPeople(t *testing.T) {
	person := regexp.MustCompile(`(?i:đồng chí|ông|bà|anh|chị) \p{Lu}\pL+ \p{Lu}|\b0\d{9}\b|\b\d{12}\b`)
	for _, name := range ours(t) {
		b, _ := fs.ReadFile(FS, name)
		for i, line := range strings.Split(string(b), "\n") {
			if m := person.FindString(line); m != "" && !strings.Contains(line, "bà mẹ Việt Nam anh hùng") {
				t.Errorf("%s:%d: looks like a person: %q", name, i+1, m)
			}
		}
	}
}

func TestIdsAreUniqueAndSorted(t *testing.T) {
	for name, column := range map[string]int{
		"published/sources.csv": 0, "published/figures.csv": 0, "reference/regulation.csv": 0,
		"reference/regulation_rule.csv": 0, "reference/holiday.csv": 0,
	} {
		f, err := FS.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, line := range lines[1:] {
			ids = append(ids, line[column])
		}
		if !slices.IsSorted(ids) {
			t.Errorf("%s is not sorted by its first column", name)
		}
		if n := len(slices.Compact(slices.Clone(ids))); n != len(ids) {
			t.Errorf("%s: %d ids, %d different", name, len(ids), n)
		}
	}
}

// unitVersions reads what a unit was called, and when; nil while reference/units is not there yet.
func unitVersions(t *testing.T) map[string][]row {
	t.Helper()
	const name = "reference/units/unit_version.csv"
	f, err := FS.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Logf("%s is not there yet: units are not checked", path.Base(name))
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	units := make(map[string][]row)
	for _, r := range rows(name, lines) {
		units[r.get("unit_id")] = append(units[r.get("unit_id")], r)
	}
	return units
}

// validOn says whether a unit existed on a day (ISO, half-open validity); an empty day asks whether it ever did.
func validOn(versions []row, day string) bool {
	return slices.ContainsFunc(versions, func(v row) bool {
		from, to := v.get("valid_from"), v.get("valid_to")
		return day == "" || (from == "" || from <= day) && (to == "" || day < to)
	})
}
