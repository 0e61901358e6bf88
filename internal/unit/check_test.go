package unit

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestShippedFilesKeepTheRules(t *testing.T) {
	for _, p := range Check(gazetteer(t)) {
		t.Error(p)
	}
}

// edited is the shipped folder with one file changed, as a user's newer set would be.
func edited(t *testing.T, file string, edit func(string) string) fs.FS {
	t.Helper()
	m := fstest.MapFS{}
	for _, name := range []string{versionFile, lineageFile, districtFile, aliasFile, gapFile, asOfFile} {
		raw, err := os.ReadFile(unitsDir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		if name == file {
			text = edit(text)
			if text == string(raw) {
				t.Fatalf("the edit of %s changed nothing", file)
			}
		}
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func replace(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

func dropLine(prefix string) func(string) string {
	return func(s string) string {
		start := strings.Index(s, "\n"+prefix) + 1
		return s[:start] + s[start+strings.Index(s[start:], "\n")+1:]
	}
}

func addLine(line string) func(string) string {
	return func(s string) string { return s + line + "\n" }
}

// TestCheckRefuses breaks the shipped files in one place each and asks for the rule that must speak.
func TestCheckRefuses(t *testing.T) {
	const voi = "c07375@2004,commune,07375,2004,Vôi,Thị trấn,Thị trấn Vôi,Voi,d217@2004,,2025-07-01,,1658/NQ-UBTVQH15"
	tests := []struct {
		rule, unit, file string
		edit             func(string) string
	}{
		{RuleID, "c07375@2004", versionFile, replace(voi, strings.Replace(voi, ",07375,", ",7375,", 1))},
		{RuleText, "c07375@2004", versionFile, replace(voi, strings.Replace(voi, ",Vôi,", ",Vo\u0302i,", 1))},
		{RuleText, "c07375@2004", versionFile, replace(voi, strings.Replace(voi, "Thị trấn Vôi", "Thị  trấn Vôi", 1))},
		{RuleText, "c07375@2004", versionFile, replace(voi, strings.ReplaceAll(voi, "Thị trấn", "Thị Trấn"))},
		{RuleSpan, "c07375@2004", versionFile, addLine(strings.Replace(voi, ",,2025-07-01", ",2024-01-01,2025-07-01", 1))},
		{RuleSpan, "c07375@2004", versionFile, replace(voi, strings.Replace(voi, ",,2025-07-01", ",2025-07-01,2025-07-01", 1))},
		{RuleParent, "c07375@2004", versionFile, replace(voi, strings.Replace(voi, ",d217@2004,", ",d221@2004,", 1))},
		{RuleParent, "c07375@2004", versionFile, replace(voi, strings.Replace(voi, ",d217@2004,", ",p24@2004,", 1))},
		{RuleParent, "c07375@2025", versionFile, replace("Lang Giang,p24@2025", "Lang Giang,p24@2004")},
		{RuleDouble, "c07376@2004", versionFile, addLine(strings.ReplaceAll(voi, "07375", "07376"))},
		{RuleHeir, "c07375@2004", lineageFile, dropLine("c07375@2004,c07375@2025")},
		{RuleHeir, "c01408@2004", gapFile, dropLine("c01408@2004")},
		{RuleLineage, "c07375@2004", lineageFile, replace("c07375@2004,c07375@2025,2025-07-01", "c07375@2004,c07375@2025,2025-07-02")},
		{RuleLineage, "c07375@2004", lineageFile, replace("c07375@2004,c07375@2025,2025-07-01,merged", "c07375@2004,c07375@2025,2025-07-01,gone")},
		{RuleLineage, "c07375@2004", lineageFile, addLine("c07375@2004,c07399@2025,2025-07-01,part,part,part,0.5,0,,,x")},
		{RuleDefault, "c07375@2004", lineageFile, addLine("c07375@2004,c07399@2025,2025-07-01,part,part,part,,1,same_name,,x")},
		{RuleProvince, "c07375@2025", lineageFile, addLine("c00001@2004,c07375@2025,2025-07-01,part,part,part,,0,,,x")},
		{RuleProvince, "p24@2004", lineageFile, addLine("p24@2004,p01@2025,2025-07-01,part,part,part,,0,,,x")},
		{RuleCount, "", versionFile, addLine(strings.NewReplacer("07375", "99999", "Vôi", "Vôi Mới").Replace(voi))},
		{RuleCount, "", asOfFile, replace(`"count": 63`, `"count": 64`)},
	}
	for _, tt := range tests {
		g, err := Load(edited(t, tt.file, tt.edit))
		if err != nil {
			t.Errorf("%s: %v", tt.rule, err)
			continue
		}
		found := Check(g)
		ok := false
		for _, p := range found {
			ok = ok || p.Rule == tt.rule && p.UnitID == tt.unit
			if p.VI == "" || p.EN == "" || strings.Contains(p.VI+p.EN, "%!") {
				t.Errorf("a problem without words: %+v", p)
			}
		}
		if !ok {
			t.Errorf("rule %s said nothing about %s; found %v", tt.rule, tt.unit, found[:min(len(found), 3)])
		}
	}
}

// TestLoadNamesTheCell: a file that cannot be read is refused with file, line, column and value.
func TestLoadNamesTheCell(t *testing.T) {
	tests := []struct {
		file string
		edit func(string) string
		want string
	}{
		{versionFile, replace(",valid_from,", ",from,"), "unit_version.csv has no column valid_from"},
		{versionFile, replace(",,2025-07-01,,19/2025", ",,1/7/2025,,19/2025"), `unit_version.csv line 2: valid_to "1/7/2025" is not a date YYYY-MM-DD`},
		{versionFile, replace(",,2025-07-01,,19/2025", ",,2025-02-30,,19/2025"), `valid_to "2025-02-30" is not a date`},
		{versionFile, replace("d217@2004,,2025", "d999@2004,,2025"), `parent "d999@2004", which is no unit`},
		{versionFile, func(string) string { return "" }, "unit_version.csv: no header"},
		{versionFile, addLine(`"x`), "unit_version.csv"},
		{lineageFile, addLine("c99999@2004,c07375@2025,2025-07-01,merged,,,,1,,,"), `old_unit_id "c99999@2004" is no unit`},
		{lineageFile, addLine("c07375@2004,c07375@2025,2025-07-01,merged,,,half,1,,,"), `pop_share "half" is not a number`},
		{lineageFile, addLine("c07375@2004,c07375@2025,2025-07-01,merged,,,,yes,,,"), `is_default "yes" is neither 0 nor 1`},
		{lineageFile, addLine("c07375@2004,c07375@2025,,merged,,,,1,,,"), `effective_on "" is not a date`},
		{asOfFile, replace("2026-11-21", "21/11/2026"), `"21/11/2026" is not a date`},
		{asOfFile, func(string) string { return "{" }, "as_of.json"},
	}
	for _, tt := range tests {
		_, err := Load(edited(t, tt.file, tt.edit))
		if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
	if _, err := Load(fstest.MapFS{}); !errors.Is(err, ErrFormat) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
}

// TestNewerFilesLoad: more columns, another order of rows and columns, a BOM from a spreadsheet.
func TestNewerFilesLoad(t *testing.T) {
	g, err := Load(edited(t, gapFile, func(string) string {
		return "\ufeffgap,unit_id,note,ended_on\nsuccessor_unknown,c01408@2004,x,2020-02-01\n"
	}))
	if err != nil || len(g.Gaps()) != 1 || g.Gaps()[0].UnitID != "c01408@2004" {
		t.Errorf("%v %v", g, err)
	}
	g, err = Load(edited(t, versionFile, func(s string) string {
		lines := strings.Split(strings.TrimSpace(s), "\n")
		last := len(lines) - 1
		lines[1], lines[last] = lines[last], lines[1]
		return strings.Join(lines, "\n")
	}))
	if err != nil {
		t.Fatal(err)
	}
	if p := Check(g); len(p) > 0 {
		t.Errorf("another order of rows: %v", p)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(os.DirFS(unitsDir)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNameIndex(b *testing.B) {
	g := gazetteer(b)
	for b.Loop() {
		newNameIndex(g)
	}
}
