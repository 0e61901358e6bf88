package pipeline

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
)

// side is what a comparison reads of one snapshot.
type side struct {
	manifest    store.Manifest
	figures     map[figureKey]figure
	definitions map[string]definition
	provinces   map[string]string // names by id
	published   map[string]publishedFigure
	records     map[spot]map[recordKey]records
}

type figureKey struct {
	metric, origin, province string // province empty: the whole country
	year                     int    // 0: all years
}

type figure struct {
	num, den int64
	hasDen   bool
}

func (f figure) figure() *Figure {
	if f.hasDen {
		return &Figure{Num: f.num, Den: &f.den}
	}
	return &Figure{Num: f.num}
}

type definition struct{ vi, en, version, sql string }

type publishedFigure struct{ source, place, measure, period, text string }

// spot is where records are counted.
type spot struct {
	origin, province string
	year             int
}

// recordKey is one table and one file, by the first 12 signs of its hash; no file: what belongs to none (duties of a period).
type recordKey struct{ table, file string }

// records is what one file gave to one spot.
type records struct {
	n    int64
	sums uint64 // over every value a figure may come from: equal sums, equal records
	late int64  // of days up to the earlier cut-off
	near int64  // with a day between the two cut-offs
}

func (r records) plus(o records) records {
	return records{r.n + o.n, r.sums + o.sums, r.late + o.late, r.near + o.near}
}

const figuresQuery = `select metric_id, origin, coalesce(province_id, '-'), cast(extract(year from month) as integer),
	cast(sum(num) as bigint), cast(coalesce(sum(den), 0) as bigint), count(den) > 0
from metrics.by_province group by metric_id, origin, coalesce(province_id, '-'), cast(extract(year from month) as integer)`

// earlier and later stand in a query for the earlier and the later cut-off.
const earlier, later = "cast('$lo' as date)", "cast('$hi' as date)"

// days adds up the days of columns: records with equal sums and counts of every column are taken for equal.
func days(columns ...string) []string {
	var list []string
	for _, c := range columns {
		list = append(list, "sum(date_diff('day', date '2000-01-01', "+c+"))", "count("+c+")")
	}
	return list
}

// between counts records with a day in the time between two cut-offs, both included: a duty that falls due on the first is missed
// on the day after.
func between(columns ...string) string {
	return "count(*) filter (where " + strings.Join(columns, " between "+earlier+" and "+later+" or ") + " between " + earlier + " and " + later + ")"
}

// recordsQuery gives file, origin, province, year, count, values, late, near. codes are columns that a figure may be grouped by; what
// is summed comes after them. A record with another code is in another group, so equal groups are equal records.
func recordsQuery(file, from string, codes, sums []string, late, near string) string {
	values := append(slices.Clone(codes), sums...)
	for i, v := range values {
		values[i] = "coalesce(cast(" + v + " as varchar), '')"
	}
	where := []string{file, "t.origin", "coalesce(u.province_id, '-')", "cast(extract(year from t.month) as integer)"}
	return "select " + strings.Join(where, ", ") + ", count(*), concat_ws(',', " + strings.Join(values, ", ") + "), count(*) filter (where " + late + " <= " + earlier + "), " + near +
		" from " + from + " join model.unit u on u.unit_id = t.unit_id group by " + strings.Join(append(where, codes...), ", ")
}

var recordQueries = map[string]string{
	"session": recordsQuery("substr(t.file_sha, 1, 12)", "model.session t",
		[]string{"t.channel", "t.level", "t.kind", "t.mode", "t.host_is_head", "t.host_role", "t.theme", "t.unit_id"},
		append([]string{"sum(t.attendees)", "sum(t.opinions_before)", "sum(t.opinions_at)", "sum(t.opinions_after)"},
			days("t.held_on", "t.announced_on", "t.notice_on", "t.result_published_on")...),
		"t.held_on", between("t.held_on", "t.announced_on", "t.notice_on", "t.result_published_on")),
	"opinion": recordsQuery("substr(t.file_sha, 1, 12)", "model.opinion t",
		[]string{"t.channel", "t.level", "t.session_kind", "t.outcome", "t.topic_l1", "t.authority", "t.collected", "t.counting_unit", "t.reply_kind", "t.answered_at_session"},
		append([]string{"count(t.repeat_of)"}, days("t.replied_on", "t.resolved_on", "t.outcome_on", "t.due_on", "t.forwarded_on", "t.complex_notice_on")...),
		"t.session_on", between("t.session_on", "t.replied_on", "t.resolved_on", "t.outcome_on", "t.forwarded_on", "t.complex_notice_on")),
	"obligation": recordsQuery("coalesce(split_part(t.opinion_id, ':', 1), substr(s.file_sha, 1, 12), '')", "model.obligation t left join model.session s on s.session_id = t.session_id",
		[]string{"t.kind", "t.status", "t.rule_id", "t.citizen_status", "t.exempt_by"}, days("t.due_on", "t.met_on", "t.clock_start_on"),
		"t.due_on", between("t.due_on", "t.met_on", "t.clock_start_on", "t.citizen_due_on")),
}

func readSide(ctx context.Context, c Compared, window [2]string) (side, error) {
	s := side{manifest: c.Manifest, figures: map[figureKey]figure{}, definitions: map[string]definition{}, provinces: map[string]string{},
		published: map[string]publishedFigure{}, records: map[spot]map[recordKey]records{}}
	for _, day := range window {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return s, fmt.Errorf("snapshot %s: cut-off: %w", c.ID, err)
		}
	}
	if err := errors.Join(s.readFigures(ctx, c), s.readWords(ctx, c), s.readPublished(ctx, c)); err != nil {
		return s, fmt.Errorf("snapshot %s: %w", c.ID, err)
	}
	for table, query := range recordQueries {
		query = strings.NewReplacer("$lo", window[0], "$hi", window[1]).Replace(query)
		if err := s.readRecords(ctx, c, table, query); err != nil {
			return s, fmt.Errorf("snapshot %s: %s: %w", c.ID, table, err)
		}
	}
	return s, nil
}

// each runs a query and calls visit with the rows, to scan one.
func each(ctx context.Context, r engine.Reader, query string, visit func(*sql.Rows) error) error {
	rows, err := r.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readFigures reads every metric by province and year, and adds them up for the country.
func (s side) readFigures(ctx context.Context, r engine.Reader) error {
	return each(ctx, r, figuresQuery, func(rows *sql.Rows) error {
		var k figureKey
		var f figure
		if err := rows.Scan(&k.metric, &k.origin, &k.province, &k.year, &f.num, &f.den, &f.hasDen); err != nil {
			return err
		}
		s.figures[k] = f
		k.province, k.year = "", 0
		all := s.figures[k]
		s.figures[k] = figure{all.num + f.num, all.den + f.den, all.hasDen || f.hasDen}
		return nil
	})
}

func (s side) readWords(ctx context.Context, r engine.Reader) error {
	err := each(ctx, r, "select metric_id, name_vi, name_en, coalesce(version, ''), sql from metrics.definition", func(rows *sql.Rows) error {
		var id string
		var d definition
		err := rows.Scan(&id, &d.vi, &d.en, &d.version, &d.sql)
		s.definitions[id] = d
		return err
	})
	return errors.Join(err, each(ctx, r, "select unit_id, full_name from model.unit where level = 'province'", func(rows *sql.Rows) error {
		var id, name string
		err := rows.Scan(&id, &name)
		s.provinces[id] = name
		return err
	}))
}

const publishedQuery = `select f.figure_id, coalesce(f.source_id, ''), coalesce(u.full_name, f.unit_id, ''), f.measure, coalesce(f.period_label, ''),
	coalesce(f.value_text, '') || ' (' || f.status || coalesce(', ' || f.qualifier, '') || ')'
from model.published_figure f left join model.unit u on u.unit_id = f.unit_id`

func (s side) readPublished(ctx context.Context, r engine.Reader) error {
	return each(ctx, r, publishedQuery, func(rows *sql.Rows) error {
		var id string
		var f publishedFigure
		err := rows.Scan(&id, &f.source, &f.place, &f.measure, &f.period, &f.text)
		s.published[id] = f
		return err
	})
}

func (s side) readRecords(ctx context.Context, r engine.Reader, table, query string) error {
	return each(ctx, r, query, func(rows *sql.Rows) error {
		var at spot
		var values string
		k, one := recordKey{table: table}, records{}
		if err := rows.Scan(&k.file, &at.origin, &at.province, &at.year, &one.n, &values, &one.late, &one.near); err != nil {
			return err
		}
		h := fnv.New64a()
		fmt.Fprintf(h, "%d,%s", one.n, values)
		one.sums = h.Sum64()
		if s.records[at] == nil {
			s.records[at] = map[recordKey]records{}
		}
		s.records[at][k] = s.records[at][k].plus(one)
		return nil
	})
}
