package unit

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"time"
)

// Names of the files Load reads. events.csv stands beside them for charts and is not read here.
const (
	versionFile  = "unit_version.csv"
	lineageFile  = "lineage.csv"
	districtFile = "district_lineage.csv"
	aliasFile    = "alias.csv"
	gapFile      = "known_gap.csv"
	asOfFile     = "as_of.json"
)

// ErrFormat is the kind of every error of Load that a mended file would cure.
var ErrFormat = errors.New("not a set of unit files")

// Load reads a gazetteer from a folder: data/reference/units in the binary, or a newer one of the
// user's. It checks that the files can be read; whether they are right is for Check. Errors name
// file, line and column and wrap ErrFormat.
func Load(fsys fs.FS) (*Gazetteer, error) {
	// Room for what is shipped: growing step by step costs a third of the load.
	g := &Gazetteer{
		byID:      make(map[string]int32, 1<<14),
		units:     make([]Unit, 0, 1<<14),
		versions:  make([]Version, 0, 17<<10),
		lineage:   make([]Lineage, 0, 12<<10),
		districts: make([]DistrictLink, 0, 1<<12),
	}
	for _, read := range []func(fs.FS) error{
		g.loadInfo, g.loadVersions, g.loadLineage, g.loadDistricts, g.loadAliases, g.loadGaps,
	} {
		if err := read(fsys); err != nil {
			return nil, fmt.Errorf("units: %w", err)
		}
	}
	g.collectChanges()
	g.indexes()
	return g, nil
}

func (g *Gazetteer) loadVersions(fsys fs.FS) error {
	cols := []string{"unit_id", "level", "code", "code_list", "name", "kind", "full_name", "name_en",
		"parent_unit_id", "valid_from", "valid_to", "decree_from", "decree_to"}
	err := eachRow(fsys, versionFile, cols, func(r row) error {
		v := Version{UnitID: r.text(0), Level: Level(r.text(1)), Name: r.text(4), Kind: r.text(5), FullName: r.text(6),
			NameEN: r.text(7), ParentID: r.text(8), DecreeFrom: r.text(11), DecreeTo: r.text(12), parent: -1}
		var err error
		if v.from, err = r.day(9, dayMin); err != nil {
			return err
		}
		if v.to, err = r.day(10, dayMax); err != nil {
			return err
		}
		v.From, v.To = v.from.time(), v.to.time()
		u, ok := g.byID[v.UnitID]
		if !ok {
			u = int32(len(g.units))
			g.byID[v.UnitID] = u
			g.units = append(g.units, Unit{ID: v.UnitID, Level: v.Level, Code: r.text(2), CodeList: r.text(3)})
		}
		v.unit = u
		g.versions = append(g.versions, v)
		return nil
	})
	if err != nil {
		return err
	}
	return g.group()
}

// group puts the versions of a unit side by side, oldest first, and resolves parents.
func (g *Gazetteer) group() error {
	sorted := true
	for i := 1; i < len(g.versions) && sorted; i++ {
		sorted = compareVersions(&g.versions[i-1], &g.versions[i]) <= 0
	}
	if !sorted {
		slices.SortStableFunc(g.versions, func(a, b Version) int { return compareVersions(&a, &b) })
	}
	for i := range g.versions {
		v := &g.versions[i]
		v.pos = int32(i)
		if v.ParentID != "" {
			p, ok := g.byID[v.ParentID]
			if !ok {
				return fmt.Errorf("%w: %s: %s has parent %q, which is no unit", ErrFormat, versionFile, v.UnitID, v.ParentID)
			}
			v.parent = p
		}
	}
	for start := 0; start < len(g.versions); {
		end, u := start, g.versions[start].unit
		for end < len(g.versions) && g.versions[end].unit == u {
			end++
		}
		g.units[u].Versions = g.versions[start:end:end]
		start = end
	}
	return nil
}

func compareVersions(a, b *Version) int {
	return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.from, b.from))
}

func (g *Gazetteer) loadLineage(fsys fs.FS) error {
	cols := []string{"old_unit_id", "new_unit_id", "effective_on", "relation", "area_part", "pop_part",
		"pop_share", "is_default", "default_basis", "decree", "evidence"}
	err := eachRow(fsys, lineageFile, cols, func(r row) error {
		l := Lineage{OldID: r.text(0), NewID: r.text(1), Relation: r.text(3), AreaPart: r.text(4), PopPart: r.text(5),
			DefaultBasis: r.text(8), Decree: r.text(9), Evidence: r.text(10)}
		var err error
		if l.oldUnit, err = g.known(r, 0); err != nil {
			return err
		}
		if l.newUnit, err = g.known(r, 1); err != nil {
			return err
		}
		if l.on, err = r.day(2, -1); err != nil {
			return err
		}
		if l.IsDefault, err = r.bool(7); err != nil {
			return err
		}
		if s := r.text(6); s != "" {
			if l.PopShare, err = strconv.ParseFloat(s, 64); err != nil {
				return r.bad(6, "is not a number")
			}
			l.PopShareKnown = true
		}
		l.On = l.on.time()
		g.lineage = append(g.lineage, l)
		return nil
	})
	g.heirs = g.byUnit(func(l *Lineage) int32 { return l.oldUnit })
	g.origins = g.byUnit(func(l *Lineage) int32 { return l.newUnit })
	return err
}

// byUnit indexes the lineage rows by one of their ends, all lists in one array.
func (g *Gazetteer) byUnit(end func(*Lineage) int32) [][]int32 {
	sizes := make([]int32, len(g.units))
	for i := range g.lineage {
		sizes[end(&g.lineage[i])]++
	}
	all, out := make([]int32, len(g.lineage)), make([][]int32, len(g.units))
	for u, n := range sizes {
		out[u], all = all[:0:n], all[n:]
	}
	for i := range g.lineage {
		u := end(&g.lineage[i])
		out[u] = append(out[u], int32(i))
	}
	return out
}

func (g *Gazetteer) loadDistricts(fsys fs.FS) error {
	cols := []string{"old_unit_id", "new_unit_id", "wholly", "receives_population"}
	return eachRow(fsys, districtFile, cols, func(r row) error {
		l := DistrictLink{OldID: r.text(0), NewID: r.text(1)}
		var err error
		if _, err = g.known(r, 0); err != nil {
			return err
		}
		if _, err = g.known(r, 1); err != nil {
			return err
		}
		if l.Wholly, err = r.bool(2); err != nil {
			return err
		}
		l.ReceivesPopulation, err = r.bool(3)
		g.districts = append(g.districts, l)
		return err
	})
}

// alias is another spelling of a unit's name, or a name it had before the history begins.
type alias struct {
	unit   int32
	text   string // with or without the kind
	until  day    // dayMax: a spelling, good as long as the unit is
	source string
}

func (g *Gazetteer) loadAliases(fsys fs.FS) error {
	return eachRow(fsys, aliasFile, []string{"unit_id", "alias", "valid_to", "source"}, func(r row) error {
		a := alias{text: r.text(1), source: r.text(3)}
		var err error
		if a.unit, err = g.known(r, 0); err != nil {
			return err
		}
		a.until, err = r.day(2, dayMax)
		g.aliases = append(g.aliases, a)
		return err
	})
}

func (g *Gazetteer) loadGaps(fsys fs.FS) error {
	return eachRow(fsys, gapFile, []string{"unit_id", "ended_on", "gap"}, func(r row) error {
		if _, err := g.known(r, 0); err != nil {
			return err
		}
		on, err := r.day(1, -1)
		g.gaps = append(g.gaps, Gap{UnitID: r.text(0), EndedOn: on.time(), Reason: r.text(2)})
		return err
	})
}

func (g *Gazetteer) loadInfo(fsys fs.FS) error {
	raw, err := fs.ReadFile(fsys, asOfFile)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	var in struct {
		AsOf       string `json:"as_of"`
		LastDecree string `json:"last_decree"`
		InForce    string `json:"last_decree_in_force"`
		Counts     []struct {
			On, Level, Kind string
			CodeList        string `json:"code_list"`
			Count           int
		}
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrFormat, asOfFile, err)
	}
	date := func(s string) time.Time {
		d, ok := parseDay(s)
		if !ok && err == nil {
			err = fmt.Errorf("%w: %s: %q is not a date YYYY-MM-DD", ErrFormat, asOfFile, s)
		}
		return d.time()
	}
	g.Info = Info{AsOf: date(in.AsOf), LastDecree: in.LastDecree, LastDecreeInForce: date(in.InForce)}
	for _, c := range in.Counts {
		g.Info.Counts = append(g.Info.Counts, Count{date(c.On), c.CodeList, Level(c.Level), c.Kind, c.Count})
	}
	return err
}

// collectChanges lists the days on which a match could change.
func (g *Gazetteer) collectChanges() {
	seen := map[day]bool{historyStart: true}
	for i := range g.versions {
		seen[g.versions[i].from], seen[g.versions[i].to] = true, true
	}
	for i := range g.lineage {
		seen[g.lineage[i].on] = true
	}
	for i := range g.aliases {
		seen[g.aliases[i].until] = true
	}
	for d := range seen {
		g.changes = append(g.changes, d)
	}
	slices.Sort(g.changes)
}

// known finds the unit a cell names.
func (g *Gazetteer) known(r row, col int) (int32, error) {
	u, ok := g.byID[r.text(col)]
	if !ok {
		return 0, r.bad(col, "is no unit of "+versionFile)
	}
	return u, nil
}
