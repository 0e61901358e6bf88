package unit

import "time"

// Basis is the map on which figures of several years are laid side by side.
type Basis string

const (
	AsRecorded  Basis = "as_recorded" // the unit as it was on the record's date
	Provinces63 Basis = "63"          // the provinces until 30/6/2025
	Provinces34 Basis = "34"          // the provinces since 1/7/2025
)

// BasisStatus says whether a record can be laid on a basis.
type BasisStatus string

const (
	Mapped BasisStatus = "mapped"
	// Unallocated: a figure of a new province as a whole cannot be split back among the old ones. It
	// belongs on a line of its own, never spread.
	Unallocated BasisStatus = "unallocated"
	Unmapped    BasisStatus = "unmapped" // no such unit, or no such basis
)

// Reasons ToBasis gives for a status other than Mapped.
const (
	ReasonMergedProvince = "merged_province"
	ReasonUnknownUnit    = "unknown_unit"
	ReasonUnknownBasis   = "unknown_basis"
	ReasonNoLineage      = "no_lineage"
)

// ToBasis finds the unit that stands for a unit on a basis; date is the record's. Both ways are
// lossless for provinces and everything below them: no old province was split in 2025 and no new
// commune draws on two of them (Check holds files to that). The reason is empty when mapped.
func (g *Gazetteer) ToBasis(unitID string, basis Basis, date time.Time) (id string, status BasisStatus, reason string) {
	if basis == AsRecorded {
		return unitID, Mapped, ""
	}
	if basis != Provinces63 && basis != Provinces34 {
		return "", Unmapped, ReasonUnknownBasis
	}
	if place, ok := OrganPlace(unitID); ok {
		unitID = place
	}
	u, ok := g.byID[unitID]
	if !ok {
		return "", Unmapped, ReasonUnknownUnit
	}
	province := g.provinceOf(u, dayOf(date))
	want := List2025
	if basis == Provinces63 {
		want = List2004
	}
	if g.units[province].CodeList == want {
		return g.units[province].ID, Mapped, ""
	}
	if basis == Provinces34 {
		return g.only(g.successorsAt(province, reformDay))
	}
	return g.only(g.oldProvinces(u, province))
}

func (g *Gazetteer) only(units []int32) (string, BasisStatus, string) {
	switch len(units) {
	case 0:
		return "", Unmapped, ReasonNoLineage
	case 1:
		return g.units[units[0]].ID, Mapped, ""
	}
	return "", Unallocated, ReasonMergedProvince
}

// provinceOf climbs from the version of that day, or from the last one: no unit ever changed its
// province within a code list, so a record dated a little late loses nothing.
func (g *Gazetteer) provinceOf(u int32, d day) int32 {
	for g.units[u].Level != Province {
		v := g.versionAt(u, d)
		if v == nil {
			vs := g.units[u].Versions
			v = &vs[len(vs)-1]
			if d < vs[0].from {
				v = &vs[0]
			}
			d = max(v.from, min(d, v.to.before()))
		}
		if v.parent < 0 {
			break
		}
		u = v.parent
	}
	return u
}

// oldProvinces are the provinces of the 63 that a unit of 2025 draws on.
func (g *Gazetteer) oldProvinces(u, province int32) []int32 {
	var out []int32
	add := func(p int32) {
		for _, have := range out {
			if have == p {
				return
			}
		}
		out = append(out, p)
	}
	for _, n := range g.origins[u] {
		if l := &g.lineage[n]; l.on == reformDay {
			add(g.provinceOf(l.oldUnit, l.on.before()))
		}
	}
	if len(out) == 0 && u != province {
		return g.oldProvinces(province, province) // a commune made after the reform
	}
	return out
}

// Reasons RebuildableDistrict gives.
const (
	ReasonNotDistrict   = "not_a_district"
	ReasonClosedBefore  = "closed_before_reform"
	ReasonSharedCommune = "communes_shared_with_other_districts"
)

// RebuildableDistrict tells whether a district that ended on 1/7/2025 can still be computed, person
// for person, from the new communes: whether none that took its people also took another district's.
// It gives those communes, or the reason why not. 402 of 696 districts can.
func (g *Gazetteer) RebuildableDistrict(id string) (communes []string, ok bool, reason string) {
	u, known := g.byID[id]
	if !known || g.units[u].Level != District {
		return nil, false, ReasonNotDistrict
	}
	vs := g.units[u].Versions
	if vs[len(vs)-1].to != reformDay {
		return nil, false, ReasonClosedBefore
	}
	communes, ok = g.rebuilt()[id]
	if !ok {
		return nil, false, ReasonSharedCommune
	}
	return communes, true, ""
}

// findRebuildable maps each rebuildable district to the communes that hold its people. People
// decide, not land: opinions come from people.
func (g *Gazetteer) findRebuildable() map[string][]string {
	sources := make(map[string]int)
	for _, l := range g.districts {
		if l.ReceivesPopulation {
			sources[l.NewID]++
		}
	}
	out := make(map[string][]string)
	shared := make(map[string]bool)
	for _, l := range g.districts {
		if !l.ReceivesPopulation {
			continue
		}
		out[l.OldID] = append(out[l.OldID], l.NewID)
		if sources[l.NewID] > 1 {
			shared[l.OldID] = true
		}
	}
	for id := range shared {
		delete(out, id)
	}
	return out
}
