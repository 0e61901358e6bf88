package semantic

import (
	"context"
	"fmt"
	"strings"
)

// Overdue is what one agency owes: replies past their due date and not sent at the cut-off, by how many days past.
type Overdue struct {
	Agency                  string // as the register has it; empty: it names nobody
	N                       int64
	To30, To90, Over90      int64
	OldestDays              int64
	ProvincesConcerned      int64
	FirstYear, LastYearHeld int64 // of the sessions they were raised at
}

// Overdue lists the agencies with overdue replies, the most first; narrowed by Where.Province (on the basis), Where.Level and years.
func (c *Catalog) Overdue(ctx context.Context, r Reader, q Query) ([]Overdue, error) {
	if q.Origin != "register" && q.Origin != "simulated" {
		return nil, fmt.Errorf("%w: origin %q", ErrQuery, q.Origin)
	}
	if len(q.Where.Units) > 0 || q.Where.Topic != "" || q.Where.SessionKind != "" {
		return nil, fmt.Errorf("%w: what is overdue is kept by province, level, year and agency", ErrQuery)
	}
	place := map[Basis]string{Basis63: "province63_id", Basis34: "province34_id", AsRecorded: "province_id", "": "province_id"}[q.Basis]
	where, args := narrow(q, place)
	query := `select coalesce(assigned_to, ''), cast(sum(overdue) as bigint), cast(sum(to_30_days) as bigint), cast(sum(to_90_days) as bigint),
		cast(sum(over_90_days) as bigint), cast(max(oldest_days) as bigint), count(distinct ` + place + `), cast(min(year) as bigint), cast(max(year) as bigint)
		from metrics.overdue where ` + strings.Join(where, " and ") + ` group by assigned_to order by sum(overdue) desc, assigned_to`
	if q.Limit > 0 {
		query += fmt.Sprintf(" limit %d", q.Limit)
	}
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("overdue: %w", err)
	}
	defer rows.Close()
	var list []Overdue
	for rows.Next() {
		var x Overdue
		if err := rows.Scan(&x.Agency, &x.N, &x.To30, &x.To90, &x.Over90, &x.OldestDays, &x.ProvincesConcerned, &x.FirstYear, &x.LastYearHeld); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, rows.Err()
}

// narrow is the WHERE of the tables kept by province, level and year.
func narrow(q Query, place string) (where []string, args []any) {
	where, args = []string{"origin = ?"}, []any{q.Origin}
	for _, x := range [][2]string{{place, q.Where.Province}, {"level", q.Where.Level}} {
		if x[1] != "" {
			where, args = append(where, x[0]+" = ?"), append(args, x[1])
		}
	}
	if !q.From.IsZero() {
		where, args = append(where, "year >= ?"), append(args, q.From.Year())
	}
	if !q.To.IsZero() {
		where, args = append(where, "year <= ?"), append(args, q.To.AddDate(0, 0, -1).Year())
	}
	return where, args
}
