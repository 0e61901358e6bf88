package unit

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Level is the tier of government a unit belongs to.
type Level string

const (
	Any      Level = ""
	Province Level = "province" // cấp tỉnh
	District Level = "district" // cấp huyện, abolished 1/7/2025
	Commune  Level = "commune"  // cấp xã: xã, phường, thị trấn, đặc khu
	Other    Level = "other"    // an organ, not a place: Sở TN&MT, Đảng ủy Công an
)

// The two official code lists, and with them the two eras of unit ids.
const (
	List2004 = "2004"
	List2025 = "2025"
)

// Reform is the day districts ended and 63 provinces became 34 (202/2025/QH15, 72/2025/QH15).
var Reform = time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)

// Unit is one administrative unit: an entry of a code list, with all it was called.
type Unit struct {
	ID       string
	Level    Level
	Code     string // text, with its leading zeros
	CodeList string // List2004 or List2025
	Versions []Version
}

// Version is what a unit was called, and where it belonged, on the days From <= day < To.
type Version struct {
	UnitID     string
	Level      Level
	Name       string    // without the kind: "Bắc Giang"
	Kind       string    // "Tỉnh", "Thành phố", "Xã" ...
	FullName   string    // kind and name
	NameEN     string    // without diacritics, but for Ho Chi Minh City
	ParentID   string    // empty for a province
	From       time.Time // zero: before 2015, where the history begins
	To         time.Time // zero: still so
	DecreeFrom string
	DecreeTo   string

	pos          int32 // position in Gazetteer.versions
	unit, parent int32 // positions in Gazetteer.units, parent -1 for a province
	from, to     day
}

// Lineage says that a unit, or a part of it, went into another on a day.
type Lineage struct {
	OldID, NewID      string
	On                time.Time
	Relation          string  // unchanged, merged (whole into a larger one) or part (one of several heirs)
	AreaPart, PopPart string  // all, part, none; empty when no source says
	PopShare          float64 // share of the old unit's people; meaningful only if PopShareKnown
	PopShareKnown     bool
	IsDefault         bool
	DefaultBasis      string // only, population, same_code, same_name, single_known
	Decree, Evidence  string
	oldUnit, newUnit  int32
	on                day
}

// DistrictLink says that a commune of 2025 took land, and perhaps people, of a district that ended.
type DistrictLink struct {
	OldID, NewID       string
	Wholly             bool // the commune has land of no other district
	ReceivesPopulation bool
}

// Gap is a closed unit whose successor no source names: known, listed, and not an error.
type Gap struct {
	UnitID  string
	EndedOn time.Time
	Reason  string
}

// Count is a number of units on a day that any right set of files must give.
type Count struct {
	On       time.Time
	CodeList string
	Level    Level
	Kind     string // empty: all kinds
	Count    int
}

// Info is what the files say about themselves.
type Info struct {
	AsOf              time.Time // state of the facts
	LastDecree        string
	LastDecreeInForce time.Time
	Counts            []Count
}

// Gazetteer holds the units. It is safe for concurrent use; nothing in it changes after Load.
type Gazetteer struct {
	Info Info

	units     []Unit
	versions  []Version // grouped by unit, oldest first
	byID      map[string]int32
	lineage   []Lineage
	districts []DistrictLink
	gaps      []Gap
	aliases   []alias

	heirs    [][]int32 // by old unit: its lineage rows
	origins  [][]int32 // by new unit: its lineage rows
	children func() map[int32][]int32
	names    func() *nameIndex
	rebuilt  func() map[string][]string
	changes  []day // days on which anything changed, ascending
	matched  memo[memoKey, Result]
	parents  memo[parentKey, parentPlaces]
	parsed   memo[string, query]
}

// Units lists every unit that ever was, in file order. The slice is shared: do not change it.
func (g *Gazetteer) Units() []Unit { return g.units }

// Lineage lists every row of lineage. The slice is shared: do not change it.
func (g *Gazetteer) Lineage() []Lineage { return g.lineage }

// DistrictLinks lists which new communes took over from which old districts. Do not change it.
func (g *Gazetteer) DistrictLinks() []DistrictLink { return g.districts }

// Gaps lists the closed units without a known successor.
func (g *Gazetteer) Gaps() []Gap { return g.gaps }

// Unit finds a unit by id.
func (g *Gazetteer) Unit(id string) (Unit, bool) {
	i, ok := g.byID[id]
	if !ok {
		return Unit{}, false
	}
	return g.units[i], true
}

// At tells what a unit was on a date; not ok when there is no such unit or it was not in force.
func (g *Gazetteer) At(id string, date time.Time) (Version, bool) {
	i, ok := g.byID[id]
	if !ok {
		return Version{}, false
	}
	v := g.versionAt(i, dayOf(date))
	if v == nil {
		return Version{}, false
	}
	return *v, true
}

func (g *Gazetteer) versionAt(u int32, d day) *Version {
	vs := g.units[u].Versions
	for i := range vs {
		if vs[i].covers(d) {
			return &vs[i]
		}
	}
	return nil
}

func (v *Version) covers(d day) bool { return v.from <= d && d < v.to }

// ParentAt is the unit directly above on a date, or the place of an organ; not ok for a province, an
// unknown id or a date on which the unit was not in force.
func (g *Gazetteer) ParentAt(id string, date time.Time) (string, bool) {
	if place, ok := OrganPlace(id); ok {
		return place, true
	}
	v, ok := g.At(id, date)
	return v.ParentID, ok && v.ParentID != ""
}

// Ancestors are the units above on a date, nearest first.
func (g *Gazetteer) Ancestors(id string, date time.Time) []string {
	var out []string
	for {
		parent, ok := g.ParentAt(id, date)
		if !ok {
			return out
		}
		out = append(out, parent)
		id = parent
	}
}

// ChildrenAt are the units directly below on a date, by code.
func (g *Gazetteer) ChildrenAt(id string, date time.Time) []string {
	u, ok := g.byID[id]
	if !ok {
		return nil
	}
	d := dayOf(date)
	var out []string
	for _, v := range g.children()[u] {
		if g.versions[v].covers(d) {
			out = append(out, g.versions[v].UnitID)
		}
	}
	slices.Sort(out)
	return out
}

// AllAt are the units of a level in force on a date, by code. Level Any gives all of them.
func (g *Gazetteer) AllAt(level Level, date time.Time) []string {
	d := dayOf(date)
	var out []string
	for i := range g.versions {
		if v := &g.versions[i]; v.covers(d) && (level == Any || v.Level == level) {
			out = append(out, v.UnitID)
		}
	}
	slices.Sort(out)
	return out
}

// indexes sets up what is built on first use: a program that only reads a page needs none of it.
func (g *Gazetteer) indexes() {
	g.children = sync.OnceValue(func() map[int32][]int32 {
		m := make(map[int32][]int32)
		for i := range g.versions {
			m[g.versions[i].parent] = append(m[g.versions[i].parent], int32(i))
		}
		return m
	})
	g.names = sync.OnceValue(func() *nameIndex { return newNameIndex(g) })
	g.rebuilt = sync.OnceValue(g.findRebuildable)
}

// SplitID takes a unit id apart: letter, code, code list. Ids of organs have letter 'o'.
func SplitID(id string) (letter byte, code, list string, ok bool) {
	head, list, ok := strings.Cut(id, "@")
	if !ok || len(head) < 2 || list == "" {
		return 0, "", "", false
	}
	return head[0], head[1:], list, true
}
