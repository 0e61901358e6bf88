package semantic

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"nhipcau/internal/stat"
)

// Reform is the day 63 provinces became 34 and districts ended.
var Reform = time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)

// Break is a day on which a series stops being about the same places.
type Break struct {
	On     time.Time
	Vi, En string
}

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

// covered is one row of metrics.coverage.
type covered struct {
	origin, province, p63, p34, level string
	year                              int
	expected, reporting               int64
}

func (c *Catalog) loadPlaces(ctx context.Context, r Reader) error {
	c.provinces, c.oldOf, c.coveredBy = map[string]string{}, map[string][]string{}, map[coverKey][]covered{}
	has, err := tablesOf(ctx, r)
	if err != nil || !has["coverage"] {
		return err
	}
	c.topicTotals = has["by_topic_total"]
	if err := c.loadProvinces(ctx, r); err != nil {
		return err
	}
	rows, err := r.QueryContext(ctx, `select origin, coalesce(province_id, ''), coalesce(province63_id, ''), coalesce(province34_id, ''), level, year,
		cast(sum(expected) as bigint), cast(sum(reporting) as bigint) from metrics.coverage
		group by origin, province_id, province63_id, province34_id, level, year order by origin, province_id, province63_id, level, year`)
	if err != nil {
		return fmt.Errorf("coverage: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var k covered
		if err := rows.Scan(&k.origin, &k.province, &k.p63, &k.p34, &k.level, &k.year, &k.expected, &k.reporting); err != nil {
			return err
		}
		c.covered = append(c.covered, k)
		for _, b := range []Basis{AsRecorded, Basis63, Basis34} {
			key := coverKey{k.origin, b, k.on(b)}
			c.coveredBy[key] = append(c.coveredBy[key], k)
		}
	}
	return rows.Err()
}

// coverKey finds the coverage of one place on one map.
type coverKey struct {
	origin   string
	basis    Basis
	province string
}

// tablesOf names the tables of schema metrics: a snapshot of an earlier program has fewer, and what they would tell is not known.
func tablesOf(ctx context.Context, r Reader) (map[string]bool, error) {
	rows, err := r.QueryContext(ctx, "select table_name from information_schema.tables where table_schema = 'metrics'")
	if err != nil {
		return nil, fmt.Errorf("tables of the snapshot: %w", err)
	}
	defer rows.Close()
	has := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		has[name] = true
	}
	return has, rows.Err()
}

func (c *Catalog) loadProvinces(ctx context.Context, r Reader) error {
	rows, err := r.QueryContext(ctx, "select unit_id, full_name, coalesce(province34_id, '') from model.unit where level = 'province' order by unit_id")
	if err != nil {
		return fmt.Errorf("provinces: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, name, new string
		if err := rows.Scan(&id, &name, &new); err != nil {
			return err
		}
		c.provinces[id] = name
		if new != "" && new != id {
			c.oldOf[new] = append(c.oldOf[new], id)
		}
	}
	return rows.Err()
}

// ProvinceName is the last full name of a province, or its id.
func (c *Catalog) ProvinceName(id string) string {
	if name, ok := c.provinces[id]; ok {
		return name
	}
	return id
}

// on is the province a row of coverage stands under.
func (k covered) on(b Basis) string {
	switch b {
	case Basis63:
		return k.p63
	case Basis34:
		return k.p34
	}
	return k.province
}

// years is the period in whole years, narrowed to those with records of the origin; ok is false without any.
func (c *Catalog) years(q Query) (first, last int, ok bool) {
	for _, k := range c.covered {
		if k.origin != q.Origin {
			continue
		}
		if !ok || k.year < first {
			first = k.year
		}
		last, ok = max(last, k.year), true
	}
	if !q.From.IsZero() {
		first = max(first, q.From.Year())
	}
	if !q.To.IsZero() {
		last = min(last, q.To.AddDate(0, 0, -1).Year())
	}
	return first, last, ok && first <= last
}

// straddles says that the period has days on both sides of the reform.
func (c *Catalog) straddles(q Query) bool {
	first, last, ok := c.years(q)
	if !ok {
		return false
	}
	from, to := time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(last+1, 1, 1, 0, 0, 0, 0, time.UTC)
	if q.From.After(from) {
		from = q.From
	}
	if !q.To.IsZero() && q.To.Before(to) {
		to = q.To
	}
	if next := c.AsOf.AddDate(0, 0, 1); next.Before(to) {
		to = next
	}
	return from.Before(Reform) && to.After(Reform)
}

func (c *Catalog) breaks(q Query) []Break {
	if !c.straddles(q) {
		return nil
	}
	b := Break{On: Reform, Vi: "Từ 1/7/2025 cả nước còn 34 tỉnh, thành phố và không còn cấp huyện; số liệu hai bên mốc này không nối thành một đường.",
		En: "From 1 July 2025 there are 34 provinces and no districts; figures on the two sides are not one line."}
	return []Break{b}
}

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
