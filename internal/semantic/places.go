package semantic

import (
	"context"
	"fmt"
	"time"
)

// Reform is the day 63 provinces became 34 and districts ended.
var Reform = time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)

// Break is a day on which a series stops being about the same places.
type Break struct {
	On     time.Time
	Vi, En string
}

// covered is one row of metrics.coverage.
type covered struct {
	origin, province, p63, p34, level string
	year                              int
	expected, reporting               int64
}

func (c *Catalog) loadPlaces(ctx context.Context, r Reader) error {
	c.provinces, c.oldOf, c.coveredBy = map[string]string{}, map[string][]string{}, map[coverKey][]covered{}
	has, err := tablesOf(ctx, r)
	c.untimed = !has["durations"]
	if err != nil || !has["coverage"] {
		return err
	}
	kept, err := names(ctx, r, "select table_name from information_schema.tables where table_schema = 'model'")
	if err != nil {
		return err
	}
	c.records = kept["session"] && kept["opinion"] && kept["obligation"]
	c.columns, err = names(ctx, r, `select table_name || '.' || column_name from information_schema.columns
		where table_schema = 'metrics' and table_name in ('session_fact', 'place_session', 'place_topic', 'country_topic', 'durations')`)
	if err != nil {
		return err
	}
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
	return names(ctx, r, "select table_name from information_schema.tables where table_schema = 'metrics'")
}

// names is the set of names that a query lists.
func names(ctx context.Context, r Reader, query string) (map[string]bool, error) {
	rows, err := r.QueryContext(ctx, query)
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
