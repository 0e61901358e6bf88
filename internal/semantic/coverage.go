package semantic

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"nhipcau/internal/stat"
)

// Coverage is how many units that existed sent a record, in unit-years, so that years add up. A unit that sent nothing either held no
// session or did not report: never zero.
type Coverage struct {
	Known               bool // false when grouped by something units are not counted by
	Reporting, Expected int64
}

// Share is Reporting over Expected; ok is false when it is not known.
func (c Coverage) Share() (share float64, ok bool) {
	if !c.Known || c.Expected == 0 {
		return 0, false
	}
	return float64(c.Reporting) / float64(c.Expected), true
}

// Incomplete says that a sum over old provinces lacks some: "chưa đủ (1/2)".
type Incomplete struct {
	Have, Of int
	Missing  []string // unit ids of the old provinces that have sent nothing for a year of the period
	Names    []string
}

// WarnIncomplete stands beside a sum that is withheld because an old province of the new one has not reported.
const WarnIncomplete stat.Warning = "incomplete_predecessors"

// cover gives each row its coverage and withholds sums over old provinces of which one has not reported.
func (c *Catalog) cover(r *Result) {
	province, year, level, known := r.dims()
	if len(c.covered) == 0 {
		return
	}
	first, last, ok := c.years(r.Query)
	if !ok {
		return
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		s := scope{q: r.Query, first: first, last: last, province: r.Query.Where.Province, level: r.Query.Where.Level}
		if province >= 0 {
			s.province, s.byProvince = row.Keys[province], true
		}
		if level >= 0 {
			s.level = row.Keys[level]
		}
		if year >= 0 {
			if y, err := strconv.Atoi(row.Keys[year][:min(4, len(row.Keys[year]))]); err == nil {
				s.first, s.last = y, y
			}
			if key := row.Keys[year]; len(key) == len(time.DateOnly) && key >= Reform.Format(time.DateOnly) {
				s.first = Reform.Year() + 1 // a month or quarter of the new provinces themselves: nothing old is in it
			}
		}
		if known {
			row.Coverage = c.coverage(s)
		}
		if row.Incomplete = c.incomplete(s); row.Incomplete != nil {
			row.withhold()
		}
	}
}

// withhold takes back what cannot be said: a part is not the whole.
func (r *Row) withhold() {
	for i := range r.Values {
		r.Values[i] = Value{Status: stat.Insufficient, Warnings: []stat.Warning{WarnIncomplete}}
	}
}

// dims finds the keys that coverage knows; known is false when the query has another one.
func (r *Result) dims() (province, year, level int, known bool) {
	province, year, level, known = -1, -1, -1, len(r.Query.Where.Units) == 0
	for i, d := range r.Query.By {
		switch d {
		case ByProvince:
			province = i
		case ByYear:
			year = i
		case ByQuarter, ByMonth:
			year, known = i, false
		case ByLevel:
			level = i
		case ByUnit:
			known = false
		}
	}
	return province, year, level, known
}

// scope is what one row is about.
type scope struct {
	q           Query
	first, last int
	province    string
	byProvince  bool
	level       string
}

func (c *Catalog) coverage(s scope) Coverage {
	v, list := Coverage{}, c.covered
	if s.province != "" || s.byProvince {
		list = c.coveredBy[coverKey{s.q.Origin, cmp.Or(s.q.Basis, AsRecorded), s.province}]
	}
	for _, k := range list {
		if k.origin == s.q.Origin && k.year >= s.first && k.year <= s.last && (s.level == "" || k.level == s.level) {
			v.Expected += k.expected
			v.Reporting += k.reporting
		}
	}
	v.Known = v.Expected > 0
	return v
}

// incomplete names the old provinces of a new one that have sent nothing for some year before the reform, on the 34 basis only:
// on the others no province is a sum of several.
func (c *Catalog) incomplete(s scope) *Incomplete {
	old := c.oldOf[s.province]
	if s.q.Basis != Basis34 || len(old) < 2 || s.first > Reform.Year() || !s.q.From.Before(Reform) || len(s.q.Where.Units) > 0 {
		return nil
	}
	v := Incomplete{Of: len(old)}
	for _, id := range old {
		if c.silent(s, id) {
			v.Missing = append(v.Missing, id)
			v.Names = append(v.Names, c.ProvinceName(id))
			continue
		}
		v.Have++
	}
	if len(v.Missing) == 0 {
		return nil
	}
	return &v
}

// silent says that an old province has no record at all in a year of the scope that began before the reform.
func (c *Catalog) silent(s scope, id string) bool {
	sent := map[int]int64{}
	for _, k := range c.coveredBy[coverKey{s.q.Origin, AsRecorded, id}] {
		if s.level == "" || k.level == s.level {
			sent[k.year] += k.reporting
		}
	}
	for y := s.first; y <= min(s.last, Reform.Year()); y++ {
		if sent[y] == 0 {
			return true
		}
	}
	return false
}

// describe is "chưa đủ (1/2): thiếu tỉnh Bắc Ninh".
func (i Incomplete) describe(lang string) string {
	names := slices.Clone(i.Names)
	if lang == "en" {
		return fmt.Sprintf("incomplete (%d/%d): no records from %s", i.Have, i.Of, strings.Join(names, ", "))
	}
	return fmt.Sprintf("chưa đủ (%d/%d): chưa có số liệu của %s", i.Have, i.Of, strings.Join(names, ", "))
}

// Vi and En say it in a sentence.
func (i Incomplete) Vi() string { return i.describe("vi") }

// En is Vi in English.
func (i Incomplete) En() string { return i.describe("en") }
