package semantic

import (
	"context"
	"fmt"
	"strings"

	"nhipcau/internal/stat"
)

// Outcomes of a case in Durations.Ended.
const (
	Answered  = 1 // a written reply, or made clear at the session (day 0)
	Forwarded = 2 // passed on before any reply
	Withdrawn = 3 // taken back by who raised it before any reply
)

// WarnForwardedCensored says that the Kaplan-Meier curve follows opinions that were passed on only until that day; Ended counts them as
// an ending of their own.
const WarnForwardedCensored stat.Warning = "forwarded_censored"

// Durations is how long replies took in one group, days from the session, those still open counted as open.
type Durations struct {
	Keys    []string
	KM      stat.KM
	Median  stat.Duration
	P90     stat.Duration
	Within  []stat.ShareAt // 10, 30, 40, 60 and 90 days
	Ended   stat.CIF       // cumulative shares by outcome (Answered, Forwarded, Withdrawn) with pointwise intervals; Ended.EndedWithin(day, outcome) reads one
	Undated int64          // ended on an unknown day: in no curve
}

// WithinDays are the days at which Durations says what share was answered: the rule's lines and the customary ones.
var WithinDays = []float64{10, 30, 40, 60, 90}

// Durations answers how long replies took (methods §3.10-3.11), grouped by province, level or year. Where narrows by province and level;
// From and To narrow by the year of the session, as metrics.durations keeps no finer. Clustering by session is not allowed for.
func (c *Catalog) Durations(ctx context.Context, r Reader, q Query) ([]Durations, error) {
	query, args, err := c.durationsQuery(q)
	if err != nil || c.untimed {
		return nil, err
	}
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("durations: %w", err)
	}
	defer rows.Close()
	var list []Durations
	var cases []stat.Case
	for rows.Next() {
		keys := make([]string, len(q.By))
		var days float64
		var dated bool
		var answered, forwarded, withdrawn, open, undated int64
		targets := []any{}
		for i := range keys {
			targets = append(targets, &keys[i])
		}
		if err := rows.Scan(append(targets, &days, &dated, &answered, &forwarded, &withdrawn, &open, &undated)...); err != nil {
			return nil, err
		}
		if n := len(list); n == 0 || strings.Join(list[n-1].Keys, "\x00") != strings.Join(keys, "\x00") {
			if err := finish(list, cases); err != nil {
				return nil, err
			}
			list, cases = append(list, Durations{Keys: keys}), cases[:0]
		}
		list[len(list)-1].Undated += undated
		if dated {
			cases = appendCases(cases, days, answered, forwarded, withdrawn, open)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, finish(list, cases)
}

func appendCases(list []stat.Case, days float64, answered, forwarded, withdrawn, open int64) []stat.Case {
	for outcome, n := range map[int]int64{Answered: answered, Forwarded: forwarded, Withdrawn: withdrawn, 0: open} {
		if n > 0 {
			list = append(list, stat.Case{Time: days, Outcome: outcome, Count: int(n)})
		}
	}
	return list
}

// finish turns the cases of the last group into curves.
func finish(list []Durations, cases []stat.Case) (err error) {
	if len(list) == 0 {
		return nil
	}
	d := &list[len(list)-1]
	if d.Ended, err = stat.AalenJohansen(cases); err != nil {
		return err
	}
	d.Ended.Warnings = append(d.Ended.Warnings, stat.WarnUnclustered)
	passed := false
	for i := range cases {
		if cases[i].Outcome > Answered {
			cases[i].Outcome, passed = 0, true
		}
	}
	if d.KM, err = stat.KaplanMeier(cases, confidence); err != nil {
		return err
	}
	d.KM.Warnings = append(d.KM.Warnings, stat.WarnUnclustered)
	if passed {
		d.KM.Warnings = append(d.KM.Warnings, WarnForwardedCensored)
	}
	d.Median, d.P90 = d.KM.Median(stat.LogLog), d.KM.Quantile(0.9, stat.LogLog)
	for _, day := range WithinDays {
		d.Within = append(d.Within, d.KM.ShareWithin(day, stat.LogLog))
	}
	return nil
}

func (c *Catalog) durationsQuery(q Query) (query string, args []any, err error) {
	if q.Origin != "register" && q.Origin != "simulated" {
		return "", nil, fmt.Errorf("%w: origin %q", ErrQuery, q.Origin)
	}
	if len(q.Where.Units) > 0 || q.Where.Topic != "" || q.Where.SessionKind != "" {
		return "", nil, fmt.Errorf("%w: durations are kept by province, level and year", ErrQuery)
	}
	place := map[Basis]string{Basis63: "province63_id", Basis34: "province34_id", AsRecorded: "province_id", "": "province_id"}[q.Basis]
	keys := []string{}
	for _, d := range q.By {
		column := map[Dim]string{ByProvince: place, ByLevel: "level", ByYear: "year"}[d]
		if column == "" {
			return "", nil, fmt.Errorf("%w: durations are kept by province, level and year, not by %s", ErrQuery, d)
		}
		keys = append(keys, fmt.Sprintf("coalesce(cast(%s as varchar), '') as key%d", column, len(keys)))
	}
	withdrawn := "withdrawn"
	if !c.columns["durations.withdrawn"] { // a snapshot of an earlier program
		withdrawn = "0"
	}
	where, args := narrow(q, place)
	group := []string{}
	for i := range keys {
		group = append(group, fmt.Sprintf("key%d", i))
	}
	list := strings.Join(append(group, "days"), ", ")
	return "select " + strings.Join(append(keys, "cast(coalesce(days, 0) as double)", "days is not null", "cast(sum(answered) as bigint)",
		"cast(sum(forwarded) as bigint)", "cast(sum("+withdrawn+") as bigint)", "cast(sum(still_open) as bigint)", "cast(sum(undated) as bigint)"), ", ") +
		" from metrics.durations where " + strings.Join(where, " and ") + " group by " + list + " order by " + list, args, nil
}
