package simulate

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// forever ends an open version.
const forever = day(math.MaxInt32)

// Level of a place (cấp): province (tỉnh), district (huyện, until 30/6/2025), commune (xã).
type level int8

const (
	province level = iota
	district
	commune
)

var levelIDs = [...]string{"province", "district", "commune"}

// version is a unit as it was called, and where it belonged, from a day until the day before another.
type version struct {
	id, code, list, full, nameEN, parent string
	level                                level
	from, to                             day
}

func (v *version) on(d day) bool { return v.from <= d && d < v.to }

// gazetteer finds the places of a province on a date.
type gazetteer struct {
	versions  []version
	byID      map[string][]int
	byTop     map[string][]int // province id → its versions and those of all below it
	ambiguous []int            // communes whose full name another commune has on the same days
}

const unitFile = "reference/units/unit_version.csv"

// loadUnits reads unit_version.csv: the few columns needed here, by name. A place that carries no level of these three
// (an organ) is left out.
func loadUnits(data fs.FS) (*gazetteer, error) {
	f, err := data.Open(unitFile)
	if err != nil {
		return nil, fmt.Errorf("read units: %w", err)
	}
	defer f.Close()
	g := &gazetteer{byID: map[string][]int{}, byTop: map[string][]int{}}
	rows := csv.NewReader(f)
	head, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", unitFile, err)
	}
	at := map[string]int{}
	for i, name := range head {
		at[name] = i
	}
	for _, name := range []string{"unit_id", "level", "code", "full_name", "name_en", "parent_unit_id", "valid_from", "valid_to"} {
		if _, ok := at[name]; !ok {
			return nil, fmt.Errorf("read %s: no column %s", unitFile, name)
		}
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", unitFile, err)
		}
		if err := g.add(func(name string) string { return row[at[name]] }); err != nil {
			return nil, fmt.Errorf("read %s: unit %q: %w", unitFile, row[at["unit_id"]], err)
		}
	}
	g.index()
	return g, nil
}

func (g *gazetteer) add(cell func(column string) string) error {
	lv := level(-1)
	for i, name := range levelIDs {
		if cell("level") == name {
			lv = level(i)
		}
	}
	id := cell("unit_id")
	_, list, ok := strings.Cut(id, "@")
	if lv < 0 {
		return nil
	}
	if !ok || cell("full_name") == "" {
		return errors.New("no list in its id, or no full name")
	}
	from, err1 := parseDay(cell("valid_from"), 0)
	to, err2 := parseDay(cell("valid_to"), forever)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	g.byID[id] = append(g.byID[id], len(g.versions))
	g.versions = append(g.versions, version{
		id: id, code: cell("code"), list: list, full: cell("full_name"), nameEN: cell("name_en"),
		parent: cell("parent_unit_id"), level: lv, from: from, to: to,
	})
	return nil
}

// index hangs every version under its province and notes the names that several communes share.
func (g *gazetteer) index() {
	sameName := map[string][]int{}
	for i := range g.versions {
		v := &g.versions[i]
		top := v
		for d := v.from; top != nil && top.level != province; {
			top = g.at(top.parent, max(d, 0))
		}
		if top != nil {
			g.byTop[top.id] = append(g.byTop[top.id], i)
		}
		if v.level == commune {
			key := v.list + v.full
			sameName[key] = append(sameName[key], i)
		}
	}
	for i := range g.versions {
		v := &g.versions[i]
		for _, j := range sameName[v.list+v.full] {
			if w := &g.versions[j]; w.id != v.id && w.from <= v.from && w.to >= v.to {
				g.ambiguous = append(g.ambiguous, i)
				break
			}
		}
	}
}

// at is the version of a unit on a day. A parent that starts a little later than its child (the lists lag the
// law by days) is taken at its first version.
func (g *gazetteer) at(id string, d day) *version {
	ids := g.byID[id]
	for _, i := range ids {
		if g.versions[i].on(d) {
			return &g.versions[i]
		}
	}
	if len(ids) > 0 {
		return &g.versions[ids[0]]
	}
	return nil
}

// parents is the "Trực thuộc" of a place on a day: "huyện Tân Yên, tỉnh Bắc Giang".
func (g *gazetteer) parents(v *version, d day) string {
	var up []string
	for p := g.at(v.parent, d); p != nil; p = g.at(p.parent, d) {
		up = append(up, lowerFirst(p.full))
	}
	return strings.Join(up, ", ")
}

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

// slug is the ASCII name of a file: "Bac Giang" → bac-giang.
func slug(nameEN string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, nameEN), "-")
}
