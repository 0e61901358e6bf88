package semantic

import (
	"context"
	"fmt"
	"slices"
)

// heirs is a commune of today with the old ones counted under it.
type heirs struct {
	all, silent, names []string
	split              bool
}

// coverUnits does for communes on the map of 34 provinces what cover does for provinces: it withholds a sum of old communes of which
// one has sent nothing in the period, and marks what was split.
func (c *Catalog) coverUnits(ctx context.Context, r Reader, result *Result) error {
	q := result.Query
	at := slices.Index(q.By, ByUnit)
	if at < 0 || q.Basis != Basis34 || !q.From.Before(Reform) {
		return nil
	}
	units, err := c.heirs(ctx, r, q)
	if err != nil {
		return err
	}
	for i := range result.Rows {
		row := &result.Rows[i]
		h, ok := units[row.Keys[at]]
		if !ok {
			continue
		}
		row.Split = h.split
		if len(h.silent) > 0 {
			row.Incomplete = &Incomplete{Have: len(h.all) - len(h.silent), Of: len(h.all), Missing: h.silent, Names: h.names}
			row.withhold()
		}
	}
	return nil
}

func (c *Catalog) heirs(ctx context.Context, r Reader, q Query) (map[string]*heirs, error) {
	from, to := "0001-01-01", Reform.Format("2006-01-02")
	if !q.From.IsZero() {
		from = q.From.Format("2006-01-02")
	}
	if !q.To.IsZero() && q.To.Before(Reform) {
		to = q.To.Format("2006-01-02")
	}
	// An old commune that ended before the period has nothing to report in it.
	rows, err := r.QueryContext(ctx, `with sent as (select distinct unit_id from metrics.sessions where origin = ?
			and month >= cast(? as date) and month < cast(? as date))
		select coalesce(x.unit34_id, x.unit_id), x.unit_id, u.full_name, x.split, s.unit_id is not null
		from metrics.unit34 x join model.unit u on u.unit_id = x.unit_id left join sent s on s.unit_id = x.unit_id
		where u.valid_to is null or u.valid_to > cast(? as date) or s.unit_id is not null order by x.unit_id`, q.Origin, from, to, from)
	if err != nil {
		return nil, fmt.Errorf("old communes: %w", err)
	}
	defer rows.Close()
	list := map[string]*heirs{}
	for rows.Next() {
		var key, id, name string
		var split, sent bool
		if err := rows.Scan(&key, &id, &name, &split, &sent); err != nil {
			return nil, err
		}
		h := list[key]
		if h == nil {
			h = &heirs{}
			list[key] = h
		}
		h.all, h.split = append(h.all, id), h.split || split
		if !sent {
			h.silent, h.names = append(h.silent, id), append(h.names, name)
		}
	}
	return list, rows.Err()
}
