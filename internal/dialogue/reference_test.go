package dialogue

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// reference reads a table of data/reference, the reviewed data that speaks this package's words.
func reference(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open("../../data/reference/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, column := range rows[0] {
			m[column] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// TestReferenceWords: every code that officials' words are read into is a word of the glossary.
func TestReferenceWords(t *testing.T) {
	words := Vocabulary()
	words["yesno"] = []string{"yes", "no"}
	words["level"] = append(words["level"], AllLevels)
	for _, row := range reference(t, "vocabulary.csv") {
		if !slices.Contains(words[row["field"]], row["code"]) {
			t.Errorf("%s %q is not in the glossary", row["field"], row["code"])
		}
	}
}

// TestReferenceRules: every rule of the reviewed table can be evaluated.
func TestReferenceRules(t *testing.T) {
	split := func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == '|' }) }
	for _, row := range reference(t, "regulation_rule.csv") {
		value, err := strconv.Atoi(row["value"])
		if err != nil {
			t.Errorf("%s: %v", row["rule_id"], err)
		}
		r := Rule{ID: row["rule_id"], Kind: ObligationKind(row["kind"]), Value: value, Per: Per(row["per"]),
			DayType: DayType(row["day_type"]), Anchor: Anchor(row["anchor"]), Direction: Direction(row["direction"]), Level: Level(row["level"])}
		for _, x := range split(row["exempt_statuses"]) {
			r.Exempt = append(r.Exempt, Exemption(x))
		}
		if err := r.Check(); err != nil {
			t.Error(err)
		}
		for _, k := range split(row["counts_kinds"]) {
			if !SessionKinds.Valid(SessionKind(k)) {
				t.Errorf("%s counts %q", r.ID, k)
			}
		}
		if v := Verification(row["verification"]); !Verifications.Valid(v) {
			t.Errorf("%s: verification %q", r.ID, v)
		}
	}
}

// TestReferenceHolidays: the holiday table does not contradict itself, and has no hole between its years.
func TestReferenceHolidays(t *testing.T) {
	var days []SpecialDay
	for _, row := range reference(t, "holiday.csv") {
		days = append(days, SpecialDay{day(t, row["date"]), DayKind(row["kind"]), row["name_vi"]})
	}
	c, err := NewCalendar(days)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(days, func(a, b SpecialDay) int { return a.On.Compare(b.On) })
	if first, last := days[0].On, days[len(days)-1].On; !c.Covers(first, last) {
		t.Errorf("a year between %s and %s has no holiday", text(first), text(last))
	}
}

// TestRegulationBound: a rule takes from its regulation what it leaves open, and keeps what it says.
func TestRegulationBound(t *testing.T) {
	g := Regulation{ID: "g", ScopeUnitID: "p17@2004", Channel: ChannelYouth, Verification: VerificationPress,
		ValidFrom: Day(2019, 1, 1), ValidTo: Day(2025, 1, 1), Rules: []Rule{{ID: "open"}, {ID: "own", ScopeUnitID: "d148@2004",
			Channel: ChannelDialogue, Verification: VerificationVerified, ValidFrom: Day(2020, 1, 1), ValidTo: Day(2021, 1, 1)}}}
	open, own := g.Bound()[0], g.Bound()[1]
	if open.RegulationID != "g" || open.ScopeUnitID != g.ScopeUnitID || open.Channel != g.Channel || open.Verification != g.Verification ||
		!open.ValidFrom.Equal(g.ValidFrom) || !open.ValidTo.Equal(g.ValidTo) {
		t.Errorf("open: %+v", open)
	}
	want := g.Rules[1]
	want.RegulationID = "g"
	if own.ScopeUnitID != want.ScopeUnitID || own.Channel != want.Channel || own.Verification != want.Verification ||
		own.ValidFrom != want.ValidFrom || own.ValidTo != want.ValidTo || own.RegulationID != "g" {
		t.Errorf("own: %+v", own)
	}
	if g.Rules[0].RegulationID != "" {
		t.Error("the regulation's own rules were changed")
	}
}
