package metrics

import (
	"context"
	"fmt"
	"strings"

	"nhipcau/internal/engine"
)

// Rollups are the tables that Build writes from the metric tables.
var Rollups = []engine.Sorted{
	{Table: "metrics.definition", By: "metric_id"},
	{Table: placeSession, By: "origin, province_id, level, month, session_kind, province63_id"},
	{Table: placeTopic, By: "origin, province_id, level, month, session_kind, topic_l1, province63_id"},
	{Table: countryTopic, By: countryKeys},
	{Table: placeAlone, By: "metric_id, origin, province_id, level, month, session_kind, province63_id"},
	{Table: "metrics.durations", By: "origin, province_id, level, year, days nulls first, province63_id"},
	{Table: "metrics.coverage", By: "origin, province_id, level, year, province63_id, province34_id"},
	{Table: "metrics.comparability", By: "aspect, origin, province_id, level, year, value, province63_id"},
	{Table: "metrics.overdue", By: "origin, province_id, level, year, assigned_to nulls first, province63_id"},
	{Table: "metrics.unit34", By: "unit_id"},
}

// topicOnly marks metrics whose denominators count an opinion once a topic: they have no total.
const topicOnly = "topic_l1"

// Build writes metrics.definition and the roll-ups, so that a page reads thousands of rows and not millions: sums by place, by place and
// topic and by topic alone (rollup_fact.go), and over them the views by_province, by_topic and by_unit, a row a metric, for people.
//
// by_province and by_unit add, over sessions, what the error clustered by session needs: k sessions with a denominator, and the sums of
// num², num·den and den² (stats/methods.md §3.2). by_topic keeps the topic and therefore no such sums; place_topic
// has them for the shares of topics. The facts are added up by place once, for all metrics; a metric of its own is added up alone. A unit
// has hardly more sessions than months: by_unit reads the facts.
func Build(ctx context.Context, w engine.Work, definitions []Definition) error {
	if err := writeDefinitions(ctx, w, definitions); err != nil {
		return err
	}
	queries, err := rollups(definitions)
	if err != nil {
		return err
	}
	for _, q := range queries {
		if _, err := w.ExecContext(ctx, q.create()); err != nil {
			return fmt.Errorf("make %s: %w", q.name, err)
		}
	}
	return beside(ctx, w)
}

// beside makes what stands beside the rates.
func beside(ctx context.Context, w engine.Work) error {
	for _, table := range []string{"durations", "coverage", "comparability", "overdue", "unit34"} {
		query, err := Files.ReadFile("beside/" + table + ".sql")
		if err != nil {
			return err
		}
		if _, err := w.ExecContext(ctx, "create table metrics."+table+" as "+string(query)); err != nil {
			return fmt.Errorf("make metrics.%s: %w", table, err)
		}
	}
	return nil
}

const places = "u.province_id, u.province63_id, u.province34_id"

func measures(d Definition) string {
	num, den := "sum(num)", "sum(den)"
	if d.Unit == "count" {
		num, den = "sum(value)", "cast(null as bigint)"
	}
	list := []string{"cast(" + num + " as bigint) as num", "cast(" + den + " as bigint) as den"}
	for _, c := range []string{"not_due", "no_clock", "exempt", "unknown"} {
		if d.Clocked {
			list = append(list, "cast(sum("+c+") as bigint) as "+c)
		} else {
			list = append(list, "cast(0 as bigint) as "+c)
		}
	}
	return strings.Join(list, ", ")
}

// bySession first adds up each session's topics: a session is one draw, however many topics it had.
func bySession(d Definition, place string) string {
	inner := fmt.Sprintf("select session_id, unit_id, origin, level, session_kind, month, %s from metrics.%s group by session_id, unit_id, origin, level, session_kind, month",
		measures(d), d.ID)
	return fmt.Sprintf(`select '%s' as metric_id, m.origin, %s, m.level, m.session_kind, m.month,
	cast(sum(num) as bigint) as num, cast(sum(den) as bigint) as den,
	cast(sum(not_due) as bigint) as not_due, cast(sum(no_clock) as bigint) as no_clock, cast(sum(exempt) as bigint) as exempt, cast(sum(unknown) as bigint) as unknown,
	count(*) filter (where den > 0) as k, cast(sum(cast(num as double) * num) as double) as num_num,
	cast(sum(cast(num as double) * den) as double) as num_den, cast(sum(cast(den as double) * den) as double) as den_den
from (%s) m join model.unit u on u.unit_id = m.unit_id%s
group by m.origin, %s, m.level, m.session_kind, m.month`, d.ID, place, inner, placesOnly(place), place)
}

// placesOnly: organs are hosts of their own page but never part of a place.
func placesOnly(place string) string {
	if place == places {
		return " where u.level <> 'other'"
	}
	return ""
}

func writeDefinitions(ctx context.Context, w engine.Work, definitions []Definition) error {
	_, err := w.ExecContext(ctx, `create table metrics.definition (metric_id varchar, name_vi varchar, name_en varchar, num_vi varchar, num_en varchar,
		den_vi varchar, den_en varchar, unit varchar, better varchar, rule varchar, "by" varchar, clocked boolean, clustered boolean, sql varchar, version varchar)`)
	if err != nil {
		return err
	}
	return w.Append(ctx, "metrics", "definition", func(yield func([]any) bool) {
		for _, d := range definitions {
			if !yield([]any{d.ID, d.NameVi, d.NameEn, d.NumVi, d.NumEn, d.DenVi, d.DenEn, d.Unit, d.Better, d.Rule, d.By, d.Clocked, d.Sessions && d.By != topicOnly, d.SQL, d.Version}) {
				return
			}
		}
	})
}
