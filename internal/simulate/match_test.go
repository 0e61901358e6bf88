package simulate

import (
	"encoding/csv"
	"io/fs"
	"strings"
	"testing"

	"nhipcau/internal/unit"
)

// Every spelling of every place must be read as that one unit by the gazetteer's own matcher, with the level and without: the file of
// opinions does not say it.
func TestEverySpellingOfEveryPlaceIsMatched(t *testing.T) {
	matcher := loadMatcher(t)
	g, err := loadUnits(reviewed)
	if err != nil {
		t.Fatal(err)
	}
	levels := [...]unit.Level{province: unit.Province, district: unit.District, commune: unit.Commune}
	h := newHand(1, "match", false, true)
	tried, wrong := 0, 0
	for i := range g.versions {
		v := &g.versions[i]
		d := min(max(v.from, date(2015, 7, 1)), v.to-1)
		if d < date(2015, 1, 1) || !g.whole(v, d) {
			continue
		}
		for try := range 6 {
			h.short, h.caps = try%2 == 0, try == 5
			cells, err := csv.NewReader(strings.NewReader(h.place(v.full, g.parents(v, d)))).Read()
			if err != nil {
				t.Fatal(err)
			}
			lv := levels[v.level]
			if try >= 3 {
				lv = unit.Any
			}
			tried++
			got := matcher.Match(unit.Request{Text: cells[0], Parent: cells[1], Level: lv, AsOf: d.time()})
			if got.Status != unit.Unique || got.UnitID != v.id {
				if wrong++; wrong < 20 {
					t.Errorf("%s on %s: %q of %q: %s %s %v %v", v.id, d.time().Format("2/1/2006"), cells[0], cells[1],
						got.Status, got.UnitID, got.Candidates, got.Warnings)
				}
			}
		}
	}
	if tried < 80_000 {
		t.Errorf("only %d spellings tried", tried)
	}
	t.Logf("%d spellings, %d wrong", tried, wrong)
}

func TestFaultyPlacesAreNot(t *testing.T) {
	matcher := loadMatcher(t)
	g, err := loadUnits(reviewed)
	if err != nil {
		t.Fatal(err)
	}
	k := &book{hand: newHand(1, "faults", false, true), g: g}
	for _, held := range []day{date(2019, 3, 5), date(2025, 6, 30), date(2025, 7, 1), date(2026, 10, 1)} {
		for range 50 {
			name := k.sharedName(held)
			got := matcher.Match(unit.Request{Text: name, Level: unit.Commune, AsOf: held.time()})
			if got.Status != unit.Ambiguous {
				t.Errorf("%q on %s: %s", name, held.time().Format("2/1/2006"), got.Status)
			}
		}
		got := matcher.Match(unit.Request{Text: noSuchPlace, Level: unit.Commune, Parent: "tỉnh Lào Cai", AsOf: held.time()})
		if got.Status != unit.None {
			t.Errorf("%q: %s", noSuchPlace, got.Status)
		}
	}
}

func loadMatcher(t *testing.T) *unit.Gazetteer {
	t.Helper()
	folder, err := fs.Sub(reviewed, "reference/units")
	if err != nil {
		t.Fatal(err)
	}
	matcher, err := unit.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return matcher
}
