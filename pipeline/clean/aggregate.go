package clean

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"nhipcau/internal/engine"
	"nhipcau/internal/viet"
)

const aggregateTables = `
create table clean.figure_value (text varchar, is_share boolean, code varchar, value double, qualifier varchar, lo double, hi double,
	lo_open boolean, hi_open boolean, decimals integer, den bigint);
create table clean.aggregate_place (unit_text varchar, parent_text varchar, level_text varchar, period_end date,
	unit_id varchar, problem varchar, candidates varchar);
create table clean.aggregate_period (label_text varchar, start_text varchar, end_text varchar, dated_text varchar,
	period_start date, period_end date, label varchar, problem varchar)
`

// aggregates fills the dictionaries of raw.aggregate: figures with their bounds, periods, and places as of a period's end.
func aggregates(ctx context.Context, w engine.Work, places Places) error {
	if err := figures(ctx, w); err != nil {
		return fmt.Errorf("figures: %w", err)
	}
	if err := periods(ctx, w); err != nil {
		return fmt.Errorf("periods: %w", err)
	}
	if err := aggregatePlaces(ctx, w, places); err != nil {
		return fmt.Errorf("places of aggregates: %w", err)
	}
	return nil
}

func figures(ctx context.Context, w engine.Work) error {
	rows, err := w.QueryContext(ctx, `select value_text, measure like '%_share' from raw.aggregate
		where value_text is not null group by value_text, measure like '%_share' order by 1, 2`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var list [][]any
	for rows.Next() {
		var text string
		var share bool
		if err := rows.Scan(&text, &share); err != nil {
			return err
		}
		list = append(list, figureRow(text, share))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return w.Append(ctx, "clean", "figure_value", slices.Values(list))
}

// figureRow reads one cell. code is "number", one of the ways to write that there is none (empty, dash, khong,
// none_occurred, not_reported, not_applicable), or what is wrong with it (fractional, ambiguous, negative, invalid).
func figureRow(text string, share bool) []any {
	none := func(code string) []any { return []any{text, share, code, nil, nil, nil, nil, nil, nil, nil, nil} }
	switch c := viet.ParseCount(text); c.Code {
	case viet.CountEmpty, viet.CountDash, viet.CountNo, viet.CountNoneOccurred, viet.CountNotReported, viet.CountNotApplicable:
		return none(string(c.Code))
	case viet.CountFractional, viet.CountNegative:
		if !share {
			return none(string(c.Code))
		}
	case viet.CountAmbiguous:
		if !share {
			return none("ambiguous")
		}
	case viet.CountTooLarge:
		return none("invalid")
	}
	f := viet.ParseFigure(text)
	if f.Status != viet.NumberOK || f.Change != viet.NoChange {
		return none("invalid")
	}
	if f.Number.Den != 0 {
		return fractionRow(text, share, f)
	}
	if share != f.Number.IsPercent && f.Value != nil {
		return none("invalid")
	}
	var decimals any
	if f.Value != nil {
		decimals = int32(f.Number.Decimals)
	}
	return []any{text, share, "number", number(f.Value), string(f.Qualifier), number(f.Lo), number(f.Hi), f.LoOpen, f.HiOpen, decimals, nil}
}

// fractionRow reads "22/27": 22 where things are counted, the share where one is wanted. What it is out of is kept, to be held
// against the total of the row.
func fractionRow(text string, share bool, f viet.Figure) []any {
	if f.Qualifier != viet.QualExact || f.Number.Den < 0 || f.Number.Num < 0 {
		return []any{text, share, "invalid", nil, nil, nil, nil, nil, nil, nil, nil}
	}
	value, decimals := float64(f.Number.Num), int32(0)
	if share {
		value, decimals = value/float64(f.Number.Den), 6
	}
	return []any{text, share, "number", value, string(f.Qualifier), value, value, false, false, decimals, f.Number.Den}
}

func number(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

func periods(ctx context.Context, w engine.Work) error {
	rows, err := w.QueryContext(ctx, `select coalesce(period_label, ''), coalesce(period_start, ''), coalesce(period_end, ''), coalesce(dated, '')
		from raw.aggregate group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var list [][]any
	for rows.Next() {
		var label, start, end, dated string
		if err := rows.Scan(&label, &start, &end, &dated); err != nil {
			return err
		}
		list = append(list, periodRow(label, start, end, dated))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return w.Append(ctx, "clean", "aggregate_period", slices.Values(list))
}

// periodRow: stated ends go before the label; a lone end has its period begin with its year, for figures are cumulative
// unless a beginning is named. Both ends belong to the period.
func periodRow(label, start, end, dated string) []any {
	doc, _ := time.Parse(time.DateOnly, dated)
	row := func(from, to time.Time, words, problem string) []any {
		if problem != "" {
			return []any{label, start, end, dated, nil, nil, nil, problem}
		}
		return []any{label, start, end, dated, from, to, words, nil}
	}
	if viet.Tidy(end) != "" {
		to, err := viet.ParseDate(end, doc)
		if err != nil {
			return row(doc, doc, "", "invalid")
		}
		_, last := to.Period()
		last = last.AddDate(0, 0, -1)
		from := viet.Date{Day: time.Date(last.Year(), 1, 1, 0, 0, 0, 0, time.UTC)}
		if viet.Tidy(start) != "" {
			if from, err = viet.ParseDate(start, doc); err != nil {
				return row(doc, doc, "", "invalid")
			}
		}
		if from.Day.After(last) {
			return row(doc, doc, "", "invalid")
		}
		return row(from.Day, last, strings.TrimSpace(label), "")
	}
	if viet.Tidy(label) == "" {
		return row(doc, doc, "", "missing")
	}
	p, err := viet.ParsePeriod(label, doc)
	if err != nil {
		return row(doc, doc, "", "invalid")
	}
	return row(p.Start, p.Last(), p.Label, "")
}

func aggregatePlaces(ctx context.Context, w engine.Work, places Places) error {
	rows, err := w.QueryContext(ctx, `select coalesce(a.unit, ''), coalesce(a.parent, ''), coalesce(a.level_scope, ''), p.period_end
		from raw.aggregate a join clean.aggregate_period p on p.label_text = coalesce(a.period_label, '') and p.start_text = coalesce(a.period_start, '')
			and p.end_text = coalesce(a.period_end, '') and p.dated_text = coalesce(a.dated, '')
		where p.period_end is not null group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var list [][]any
	organs := organs{}
	for rows.Next() {
		var unit, parent, level string
		var on time.Time
		if err := rows.Scan(&unit, &parent, &level, &on); err != nil {
			return err
		}
		// The level a figure covers is not the level of the unit it is about: "Cấp xã" of a province is the province's.
		p := resolve(places, unit, parent, "", &on)
		organs.note(p)
		list = append(list, []any{unit, parent, level, on, null(p.UnitID), null(p.Problem), strings.Join(p.Candidates, "; ")})
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := w.Append(ctx, "clean", "aggregate_place", slices.Values(list)); err != nil {
		return err
	}
	return addOrgans(ctx, w, organs)
}
