package unit

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Problem is a rule that a set of unit files breaks. A set with any problem must be refused: figures
// would go to the wrong place, or to none.
type Problem struct {
	Rule   string // the name of the rule, stable
	UnitID string // the unit concerned; empty when it is about the whole
	VI, EN string // what is wrong, with the values
}

func (p Problem) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s", p.Rule, p.UnitID, p.EN))
}

// Rules of Check.
const (
	RuleID       = "unit_id"        // id, level, code and list agree; codes have 2, 3 or 5 digits
	RuleText     = "text"           // NFC, no loose spaces, full name = kind + name, a known kind
	RuleSpan     = "span"           // a version ends after it begins; versions of a unit do not overlap
	RuleParent   = "parent"         // the parent is of the right level and list, and in force all the while
	RuleDouble   = "double_name"    // two units of one name, kind and parent at the same time
	RuleHeir     = "successor"      // a closed unit has a successor, or is listed in known_gap.csv
	RuleLineage  = "lineage"        // both ends in force on the day, known words, shares within 1
	RuleDefault  = "default"        // at most one default successor of a split
	RuleProvince = "province_split" // a new commune draws on one old province, or 63 -> 34 is no longer lossless
	RuleCount    = "count"          // the number of units on known days
)

// settled are counts that no newer file can change: the state before and after 1/7/2025.
var settled = []Count{
	{Reform.AddDate(0, 0, -1), List2004, Province, "", 63},
	{Reform.AddDate(0, 0, -1), List2004, District, "", 696},
	{Reform.AddDate(0, 0, -1), List2004, Commune, "", 10035},
	{Reform, List2025, Province, "", 34},
	{Reform, List2025, Commune, "", 3321},
	{Reform, List2025, Commune, phuong, 687},
	{Reform, List2025, Commune, xa, 2621},
	{Reform, List2025, Commune, dacKhu, 13},
	{Reform, List2025, District, "", 0},
}

// Check holds a gazetteer to the rules its facts were made under, so that a newer set of files is
// refused with the reason. No problems means that it may be used. The order is by rule, then unit.
func Check(g *Gazetteer) []Problem {
	var c checker
	for i := range g.units {
		c.unit(g, &g.units[i])
	}
	c.doubles(g)
	c.lineage(g)
	c.provinces(g)
	for _, n := range slices.Concat(settled, g.Info.Counts) {
		c.count(g, n)
	}
	slices.SortStableFunc(c.found, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.UnitID, b.UnitID))
	})
	return c.found
}

type checker struct{ found []Problem }

// report takes the message in both languages; args go into both.
func (c *checker) report(rule, unit, vi, en string, args ...any) {
	c.found = append(c.found, Problem{rule, unit, fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...)})
}

var codeForm = map[Level]*regexp.Regexp{
	Province: regexp.MustCompile(`^\d{2}$`), District: regexp.MustCompile(`^\d{3}$`), Commune: regexp.MustCompile(`^\d{5}$`),
}

func (c *checker) unit(g *Gazetteer, u *Unit) {
	form, ok := codeForm[u.Level]
	if !ok || !form.MatchString(u.Code) || u.ID != levelLetter[u.Level]+u.Code+"@"+u.CodeList {
		c.report(RuleID, u.ID, "mã %q, cấp %q, danh mục %q không khớp với mã đơn vị", "code %q, level %q and list %q do not fit the id",
			u.Code, u.Level, u.CodeList)
	}
	for i := range u.Versions {
		v := &u.Versions[i]
		c.text(v)
		c.parent(g, u, v)
		if v.from >= v.to {
			c.report(RuleSpan, u.ID, "%s có hiệu lực đến %s trước khi bắt đầu", "%s ends on %s, before it begins", v.FullName, isoDay(v.to))
		}
		if i > 0 && v.from < u.Versions[i-1].to {
			c.report(RuleSpan, u.ID, "%s và %s chồng thời gian", "%s and %s overlap in time", u.Versions[i-1].FullName, v.FullName)
		}
		if v.Level != u.Level {
			c.report(RuleID, u.ID, "ghi hai cấp %q và %q", "is given two levels, %q and %q", u.Level, v.Level)
		}
		if closed := i+1 == len(u.Versions) || u.Versions[i+1].from > v.to; closed && v.to != dayMax {
			c.heir(g, u, v)
		}
	}
}

func (c *checker) text(v *Version) {
	for _, s := range []string{v.Name, v.Kind, v.FullName, v.NameEN} {
		if s == "" || !norm.NFC.IsNormalString(s) || s != strings.Join(strings.Fields(s), " ") {
			c.report(RuleText, v.UnitID, "%q để trống, thừa dấu cách hoặc không ở dạng NFC", "%q is empty, has loose spaces or is not NFC", s)
		}
	}
	if v.FullName != v.Kind+" "+v.Name {
		c.report(RuleText, v.UnitID, "tên đầy đủ %q không phải %q + %q", "full name %q is not %q + %q", v.FullName, v.Kind, v.Name)
	}
	if !slices.Contains(kindLevels[v.Kind], v.Level) {
		c.report(RuleText, v.UnitID, "loại %q không có ở cấp %q", "kind %q does not exist at level %q", v.Kind, v.Level)
	}
}

// parent: a province has none, a district a province, a commune of the old list a district and of the
// new list a province; and there is a parent on every day of the version.
func (c *checker) parent(g *Gazetteer, u *Unit, v *Version) {
	want := Province
	switch {
	case u.Level == Province:
		if v.ParentID != "" {
			c.report(RuleParent, u.ID, "tỉnh mà có cấp trên %s", "a province with a parent, %s", v.ParentID)
		}
		return
	case u.Level == Commune && u.CodeList == List2004:
		want = District
	}
	if v.parent < 0 {
		c.report(RuleParent, u.ID, "%s không có đơn vị cấp trên", "%s has no parent", v.FullName)
		return
	}
	p := &g.units[v.parent]
	if p.Level != want || p.CodeList != u.CodeList {
		c.report(RuleParent, u.ID, "cấp trên %s không phải cấp %s của danh mục %s", "parent %s is no %s of list %s", p.ID, want, u.CodeList)
	}
	if end := p.inForceFrom(v.from); end < v.to {
		c.report(RuleParent, u.ID, "cấp trên %s không có hiệu lực từ %s", "parent %s is not in force from %s", p.ID, isoDay(end))
	}
}

// inForceFrom follows a unit's versions from a day to the first day it is not in force.
func (u *Unit) inForceFrom(d day) day {
	for i := range u.Versions {
		if v := &u.Versions[i]; v.covers(d) || v.from == d {
			d = v.to
		}
	}
	return d
}

func (c *checker) heir(g *Gazetteer, u *Unit, v *Version) {
	if len(g.heirsOf(g.byID[u.ID], v.to, v.to)) > 0 {
		return
	}
	for _, gap := range g.gaps {
		if gap.UnitID == u.ID && dayOf(gap.EndedOn) == v.to {
			return
		}
	}
	c.report(RuleHeir, u.ID, "%s chấm dứt ngày %s nhưng không có đơn vị kế thừa và không có trong %s",
		"%s ended on %s without a successor and is not listed in %s", v.FullName, isoDay(v.to), gapFile)
}

func (c *checker) doubles(g *Gazetteer) {
	type home struct {
		parent int32
		name   string
	}
	at := make(map[home][]*Version, len(g.versions))
	for i := range g.versions {
		v := &g.versions[i]
		k := home{v.parent, v.Kind + " " + g.names().namings[i].k1}
		for _, w := range at[k] {
			if w.unit != v.unit && w.from < v.to && v.from < w.to && w.Level == v.Level {
				c.report(RuleDouble, v.UnitID, "trùng loại, tên và cấp trên với %s trong cùng thời gian (%s)", "has the same kind, name and parent as %s at the same time (%s)",
					w.UnitID, v.FullName)
			}
		}
		at[k] = append(at[k], v)
	}
}

var (
	relations = []string{"unchanged", "merged", "part"}
	parts     = []string{"", "all", "part", "none"}
)

func (c *checker) lineage(g *Gazetteer) {
	type split struct {
		old int32
		on  day
	}
	defaults, shares := map[split]int{}, map[split]float64{}
	for i := range g.lineage {
		l := &g.lineage[i]
		c.lineageRow(g, l)
		k := split{l.oldUnit, l.on}
		shares[k] += l.PopShare
		if l.IsDefault {
			defaults[k]++
		}
		if defaults[k] == 2 {
			defaults[k]++
			c.report(RuleDefault, l.OldID, "có nhiều hơn một đơn vị kế thừa mặc định ngày %s", "has more than one default successor on %s", isoDay(l.on))
		}
	}
	for k, sum := range shares {
		if sum > 1.0001 {
			c.report(RuleLineage, g.units[k.old].ID, "tổng tỷ lệ dân số là %.3f, lớn hơn 1", "population shares add up to %.3f, more than 1", sum)
		}
	}
}

func (c *checker) lineageRow(g *Gazetteer, l *Lineage) {
	if !slices.Contains(relations, l.Relation) || !slices.Contains(parts, l.AreaPart) || !slices.Contains(parts, l.PopPart) {
		c.report(RuleLineage, l.OldID, "không hiểu quan hệ %q, %q, %q", "relation %q, area %q, population %q are not known words", l.Relation, l.AreaPart, l.PopPart)
	}
	if l.PopShare < 0 || l.PopShare > 1 {
		c.report(RuleLineage, l.OldID, "tỷ lệ dân số %v nằm ngoài 0–1", "population share %v is outside 0–1", l.PopShare)
	}
	if l.oldUnit == l.newUnit {
		c.report(RuleLineage, l.OldID, "là đơn vị kế thừa của chính nó", "is its own successor")
	}
	if g.versionAt(l.oldUnit, l.on.before()) == nil {
		c.report(RuleLineage, l.OldID, "không có hiệu lực trước ngày %s", "was not in force before %s", isoDay(l.on))
	}
	if g.versionAt(l.newUnit, l.on) == nil {
		c.report(RuleLineage, l.NewID, "không có hiệu lực ngày %s", "was not in force on %s", isoDay(l.on))
	}
	if l.Relation != "part" && g.versionAt(l.oldUnit, l.on) != nil && l.oldUnit != l.newUnit {
		c.report(RuleLineage, l.OldID, "nhập toàn bộ ngày %s nhưng vẫn còn hiệu lực", "went into another as a whole on %s but is still in force", isoDay(l.on))
	}
}

// provinces checks what the bases 63 and 34 rest on.
func (c *checker) provinces(g *Gazetteer) {
	for i := range g.units {
		u := &g.units[i]
		switch {
		case u.Level == Commune && u.CodeList == List2025 && u.Versions[0].from == reformDay:
			if old := g.oldProvinces(int32(i), g.provinceOf(int32(i), reformDay)); len(old) != 1 {
				c.report(RuleProvince, u.ID, "lấy từ nhiều tỉnh cũ: %s", "draws on other than one old province: %s", strings.Join(g.ids(old), ", "))
			}
		case u.Level == Province && u.CodeList == List2004:
			if heirs := g.successorsAt(int32(i), reformDay); len(heirs) != 1 {
				c.report(RuleProvince, u.ID, "không vào đúng một tỉnh mới: %s", "went into other than one new province: %s", strings.Join(g.ids(heirs), ", "))
			}
		}
	}
}

func (c *checker) count(g *Gazetteer, want Count) {
	d, have := dayOf(want.On), 0
	for i := range g.versions {
		v := &g.versions[i]
		if v.Level == want.Level && v.covers(d) && g.units[v.unit].CodeList == want.CodeList && (want.Kind == "" || v.Kind == want.Kind) {
			have++
		}
	}
	if have != want.Count {
		c.report(RuleCount, "", "ngày %s có %d đơn vị cấp %s %s, đúng ra là %d", "on %s there are %d units of level %s %s, not %d",
			isoDay(d), have, want.Level, want.Kind, want.Count)
	}
}

func isoDay(d day) string {
	switch d {
	case dayMin:
		return "…"
	case dayMax:
		return "…"
	}
	return fmt.Sprintf("%04d-%02d-%02d", d/10000, d/100%100, d%100)
}
