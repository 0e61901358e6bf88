package unit

import (
	"slices"
	"testing"
)

func TestToBasis(t *testing.T) {
	g := gazetteer(t)
	tests := []struct {
		unit  string
		basis Basis
		on    string
		want  string
		state BasisStatus
		why   string
	}{
		{"c07702@2004", AsRecorded, "2019-10-15", "c07702@2004", Mapped, ""},
		{"c07702@2004", Provinces63, "2019-10-15", "p24@2004", Mapped, ""},
		{"c07702@2004", Provinces34, "2019-10-15", "p24@2025", Mapped, ""},
		{"d221@2004", Provinces34, "2019-10-15", "p24@2025", Mapped, ""},
		{"d221@2004", Provinces63, "2025-03-01", "p24@2004", Mapped, ""}, // dated late: no province is lost
		{"p27@2004", Provinces34, "2019-10-15", "p24@2025", Mapped, ""},
		{"p89@2004", Provinces34, "2019-10-15", "p91@2025", Mapped, ""},
		{"p91@2004", Provinces34, "2019-10-15", "p91@2025", Mapped, ""},
		{"p79@2004", Provinces63, "2023-11-03", "p79@2004", Mapped, ""},
		// Old Bắc Giang can still be computed from communes of the new Bắc Ninh, not from the whole.
		{"c07375@2025", Provinces63, "2026-01-01", "p24@2004", Mapped, ""},
		{"c09193@2025", Provinces63, "2026-01-01", "p27@2004", Mapped, ""},
		{"p24@2025", Provinces63, "2026-01-01", "", Unallocated, ReasonMergedProvince},
		{"p24@2025", Provinces34, "2026-01-01", "p24@2025", Mapped, ""},
		{"p01@2025", Provinces63, "2026-01-01", "p01@2004", Mapped, ""}, // Hà Nội was not merged
		// Organs go with their place.
		{"o17.so-y-te@2004", Provinces34, "2019-01-01", "p25@2025", Mapped, ""},
		{"o25.so-y-te@2025", Provinces63, "2026-01-01", "", Unallocated, ReasonMergedProvince},
		// Bad questions.
		{"p99@2004", Provinces63, "2019-01-01", "", Unmapped, ReasonUnknownUnit},
		{"p24@2004", "17", "2019-01-01", "", Unmapped, ReasonUnknownBasis},
	}
	for _, tt := range tests {
		id, state, why := g.ToBasis(tt.unit, tt.basis, date(tt.on))
		if id != tt.want || state != tt.state || why != tt.why {
			t.Errorf("%s on %s: %s %s %s, want %s %s %s", tt.unit, tt.basis, id, state, why, tt.want, tt.state, tt.why)
		}
	}
}

// TestBasesAreLossless: every unit below the provinces, of any time, has one province of the 63 and one
// of the 34.
func TestBasesAreLossless(t *testing.T) {
	g := gazetteer(t)
	for _, u := range g.Units() {
		v := u.Versions[len(u.Versions)-1]
		on := v.From
		if on.IsZero() {
			on = date("2016-01-01")
		}
		for _, basis := range []Basis{Provinces63, Provinces34} {
			id, state, why := g.ToBasis(u.ID, basis, on)
			if split := u.Level == Province && u.CodeList == List2025 && basis == Provinces63; state == Mapped || split && state == Unallocated {
				continue
			}
			t.Errorf("%s on basis %s: %s %s %s", u.ID, basis, id, state, why)
		}
	}
}

func TestRebuildableDistricts(t *testing.T) {
	g := gazetteer(t)
	tests := []struct {
		id     string
		ok     bool
		reason string
	}{
		{"d217@2004", true, ""}, // Lạng Giang
		{"d218@2004", true, ""}, // Lục Nam
		{"d216@2004", false, ReasonSharedCommune},
		{"d213@2004", false, ReasonSharedCommune},
		{"d148@2004", false, ReasonSharedCommune},
		{"d001@2004", false, ReasonSharedCommune},
		{"d006@2004", false, ReasonSharedCommune},
		{"d221@2004", false, ReasonClosedBefore},
		{"p24@2004", false, ReasonNotDistrict},
		{"x", false, ReasonNotDistrict},
	}
	for _, tt := range tests {
		communes, ok, reason := g.RebuildableDistrict(tt.id)
		if ok != tt.ok || reason != tt.reason || ok != (len(communes) > 0) {
			t.Errorf("%s: %v %v %s", tt.id, communes, ok, reason)
		}
	}
	n := 0
	for _, id := range g.AllAt(District, Reform.AddDate(0, 0, -1)) {
		if _, ok, _ := g.RebuildableDistrict(id); ok {
			n++
		}
	}
	if n != 402 {
		t.Errorf("%d of 696 districts can be rebuilt, want 402", n)
	}
}

func TestParentsInTime(t *testing.T) {
	g := gazetteer(t)
	tests := []struct{ unit, on, parent string }{
		{"c07690@2004", "2024-12-31", "d221@2004"}, // Hương Gián in huyện Yên Dũng
		{"c07690@2004", "2025-01-01", "d213@2004"}, // and from that day in TP Bắc Giang
		{"c07690@2004", "2025-07-01", ""},
		{"c07699@2025", "2025-07-01", "p24@2025"}, // no district between
		{"c07699@2025", "2025-06-30", ""},
		{"p24@2004", "2019-01-01", ""},
		{"nothing", "2019-01-01", ""},
	}
	for _, tt := range tests {
		if got, ok := g.ParentAt(tt.unit, date(tt.on)); got != tt.parent || ok != (tt.parent != "") {
			t.Errorf("parent of %s on %s: %s %v, want %s", tt.unit, tt.on, got, ok, tt.parent)
		}
	}
	if up := g.Ancestors("c07690@2004", date("2025-03-01")); !slices.Equal(up, []string{"d213@2004", "p24@2004"}) {
		t.Errorf("ancestors %v", up)
	}
	for on, want := range map[string]int{"2020-11-11": 14, "2025-01-01": 13, "2025-07-01": 0} {
		if n := len(g.ChildrenAt("d001@2004", date(on))); n != want {
			t.Errorf("Ba Đình has %d wards on %s, want %d", n, on, want)
		}
	}
	if n := len(g.ChildrenAt("p24@2025", g.Info.AsOf)); n != 99 {
		t.Errorf("Bắc Ninh has %d communes, want 99", n)
	}
	v, ok := g.At("c07375@2025", date("2026-09-20"))
	if !ok || v.FullName != "Phường Lạng Giang" || v.NameEN != "Lang Giang" {
		t.Errorf("%+v", v)
	}
	for level, want := range map[Level]int{Province: 34, District: 0, Commune: 3321} {
		if n := len(g.AllAt(level, g.Info.AsOf)); n != want {
			t.Errorf("%d units of level %s today, want %d", n, level, want)
		}
	}
}

func TestLineage(t *testing.T) {
	g := gazetteer(t)
	into := g.Predecessors("p24@2025")
	if len(into) != 2 || into[0].OldID != "p24@2004" || into[1].OldID != "p27@2004" || into[0].Relation != "merged" {
		t.Errorf("predecessors of Bắc Ninh: %+v", into)
	}
	if away := g.Successors("d219@2004"); len(away) != 1 || away[0].NewID != "d224@2004" || away[0].Relation != "part" {
		t.Errorf("Lục Ngạn gave a part to Chũ: %+v", away)
	}
	if now := g.SuccessorsAt("d219@2004", date("2025-03-01")); !slices.Equal(now, []string{"d219@2004"}) {
		t.Errorf("Lục Ngạn lives on: %v", now)
	}
	if now := g.SuccessorsAt("d762@2004", date("2022-01-01")); !slices.Equal(now, []string{"d769@2004"}) {
		t.Errorf("quận Thủ Đức: %v", now)
	}
	if now := g.SuccessorsAt("c11344@2004", date("2021-01-01")); !slices.Equal(now, []string{"c11353@2004"}) {
		t.Errorf("a code closed and used again: %v", now)
	}
	defaults := map[string]int{}
	for _, l := range g.Lineage() {
		if l.On.Equal(Reform) && l.OldID[0] == 'c' && l.IsDefault {
			defaults[l.DefaultBasis]++
		}
	}
	for basis, want := range map[string]int{"only": 9594, "population": 60, "same_code": 117, "same_name": 35} {
		if defaults[basis] != want {
			t.Errorf("%d defaults by %s, want %d", defaults[basis], basis, want)
		}
	}
}
