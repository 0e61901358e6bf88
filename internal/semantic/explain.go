package semantic

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Explanation is how a number came about: for the person it is about.
type Explanation struct {
	Metric   Metric
	Rules    []Rule
	Query    string // the SELECT that answered, over the roll-ups
	Args     []any
	Excluded []Excluded
	Records  string // a SELECT of the records behind it: opinions, sessions, duties, or periods with a least number of sessions
}

// Rule is a rule the metric is judged by.
type Rule struct {
	ID, Regulation, TitleVi, TitleEn, Article, DayType, Anchor, Verification string
	Value                                                                    float64
}

// Excluded counts what is in neither part, by reason.
type Excluded struct {
	Reason string // not_due | no_clock | exempt | unknown | channel:<code> | reject:<rule>
	N      int64
	Vi, En string
}

// Explain gives formula, rule, SQL and excluded rows of one metric of a query already answered.
func (c *Catalog) Explain(ctx context.Context, r Reader, result Result, metric int) (Explanation, error) {
	q := result.Query
	q.Metrics = q.Metrics[metric : metric+1]
	e := Explanation{Metric: result.Metrics[metric]}
	var err error
	if e.Query, e.Args, err = c.compile(q); err != nil {
		return e, err
	}
	if q.Matured {
		q.To = c.maturedUntil(q.To)
	}
	e.Records = records(e.Metric, q)
	if e.Rules, err = rules(ctx, r, e.Metric.Rule); err != nil {
		return e, err
	}
	e.Excluded = beside(result, metric)
	channels, err := excluded(ctx, r, `select 'channel:' || s.channel, count(*), coalesce(min(v.label_vi), s.channel), coalesce(min(v.label_en), s.channel)
		from model.session s left join model.vocabulary v on v.field = 'channel' and v.code = s.channel
		where s.origin = ? and s.channel <> 'doi_thoai' group by s.channel order by s.channel`, q.Origin)
	if err != nil {
		return e, err
	}
	rejects, err := excluded(ctx, r, `select 'reject:' || rule, count(distinct coalesce(file_sha, '') || '!' || coalesce(sheet, '') || '!' || cast(row_no as varchar)),
		min(message_vi), min(message_en) from model.data_issue where severity = 'reject' group by rule order by rule`)
	e.Excluded = append(append(e.Excluded, channels...), rejects...)
	return e, err
}

// beside adds up what stands beside the rates of a result.
func beside(result Result, metric int) []Excluded {
	list := []Excluded{
		{Reason: "not_due", Vi: "chưa đến hạn", En: "not due yet"}, {Reason: "no_clock", Vi: "chưa xác định được hạn (chưa có thông báo)", En: "no due date (no notice)"},
		{Reason: "exempt", Vi: "được miễn", En: "exempt"}, {Reason: "unknown", Vi: "không rõ ngày", En: "day unknown"},
	}
	if result.Metrics[metric].OfPeriods() {
		list[2].Vi, list[2].En = "kỳ không trọn, không xét", "partial period, not judged"
		list[3].Vi, list[3].En = "chưa có số liệu (không phải bằng 0)", "without data (which is not zero)"
	}
	for _, row := range result.Rows {
		v := row.Values[metric]
		for i, n := range []int64{v.NotDue, v.NoClock, v.Exempt, v.Unknown} {
			list[i].N += n
		}
	}
	kept := list[:0]
	for _, x := range list {
		if x.N > 0 {
			kept = append(kept, x)
		}
	}
	return kept
}

func excluded(ctx context.Context, r Reader, query string, args ...any) ([]Excluded, error) {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("excluded rows: %w", err)
	}
	defer rows.Close()
	var list []Excluded
	for rows.Next() {
		var x Excluded
		if err := rows.Scan(&x.Reason, &x.N, &x.Vi, &x.En); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, rows.Err()
}

// rules looks up the rules a metric's header names ("a + b", "a, b").
func rules(ctx context.Context, r Reader, header string) ([]Rule, error) {
	var list []Rule
	for _, id := range strings.FieldsFunc(header, func(c rune) bool { return c == '+' || c == ',' || c == ' ' }) {
		var x Rule
		rows, err := r.QueryContext(ctx, `select r.rule_id, coalesce(g.number, ''), coalesce(g.title_vi, ''), coalesce(g.title_en, ''), coalesce(r.article, ''),
			coalesce(r.day_type, ''), coalesce(r.anchor, ''), coalesce(r.verification, ''), cast(coalesce(r.value, 0) as double)
			from model.regulation_rule r join model.regulation g on g.regulation_id = r.regulation_id where r.rule_id = ?`, id)
		if err != nil {
			return nil, fmt.Errorf("rule %s: %w", id, err)
		}
		if err := one(rows, &x); err != nil {
			return nil, err
		}
		if x.ID != "" {
			list = append(list, x)
		}
	}
	return list, nil
}

func one(rows *sql.Rows, x *Rule) error {
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&x.ID, &x.Regulation, &x.TitleVi, &x.TitleEn, &x.Article, &x.DayType, &x.Anchor, &x.Verification, &x.Value); err != nil {
			return err
		}
	}
	return rows.Err()
}

// counted finds in the SELECT of a metric which rows of the model it counts.
var counted = regexp.MustCompile(`from model\.(opinion|session|obligation|frequency)(?: cross join model\.run)?\s+where ([^\n]*)`)

// recordColumns are what is listed of each table.
var recordColumns = map[string]string{
	"opinion":    "opinion_id, session_id, unit_id, month, topic_l1, outcome, replied_on, resolved_on, file_sha, row_ref",
	"session":    "session_id, unit_id, held_on, kind, mode, attendees, file_sha, row_ref",
	"obligation": "*",
	"frequency":  "unit_id, level, rule_id, period_start, period_end, held, required, status",
}

// rowsOf says in which table the records of a metric stand, and which of them it counts. A metric made of another one leads to sessions, the
// share of topics to opinions.
func rowsOf(m Metric) (table, where string) {
	var code []string
	for line := range strings.Lines(m.SQL) {
		if !strings.HasPrefix(strings.TrimSpace(line), "--") {
			code = append(code, line)
		}
	}
	if found := counted.FindStringSubmatch(strings.Join(code, "")); found != nil && !strings.Contains(found[2], "as_of") {
		return found[1], found[2]
	}
	if m.By == string(ByTopic) {
		return "opinion", "channel = 'doi_thoai'"
	}
	return "session", "channel = 'doi_thoai'"
}

// records is the way down: a SELECT of the rows of the model a metric counts within a query. file_sha and row_ref lead to the cell that
// was sent. Its values are literals, so that it can be pasted and run.
func records(m Metric, q Query) string {
	table, where := rowsOf(m)
	query := "select " + recordColumns[table] + " from model." + table + " where " + where
	kind, month := "session_kind", "month"
	switch table {
	case "session":
		kind = "kind"
	case "frequency": // a period is judged as a whole, in the month it ends
		kind, month = "", "cast(date_trunc('month', period_end) as date)"
	}
	for _, x := range [][2]string{{"origin", q.Origin}, {"level", q.Where.Level}, {kind, q.Where.SessionKind}} {
		if x[0] != "" && x[1] != "" {
			query += " and " + x[0] + " = " + literal(x[1])
		}
	}
	if q.Where.Topic != "" && kind == "session_kind" {
		query += " and topic_l1 = " + literal(q.Where.Topic)
	}
	query += q.recordPlaces()
	if !q.From.IsZero() {
		query += " and " + month + " >= date " + literal(q.From.Format(time.DateOnly))
	}
	if !q.To.IsZero() {
		query += " and " + month + " < date " + literal(q.To.Format(time.DateOnly))
	}
	return query
}

// recordPlaces narrows records by where they belong on the map of the query: an old commune is asked for by its heir's name.
func (q Query) recordPlaces() (where string) {
	if q.Where.Province != "" {
		column := map[Basis]string{Basis63: "province63_id", Basis34: "province34_id"}[q.Basis]
		where += " and unit_id in (select unit_id from model.unit where " + cmp.Or(column, "province_id") + " = " + literal(q.Where.Province) + ")"
	}
	if len(q.Where.Units) == 0 {
		return where
	}
	list := make([]string, len(q.Where.Units))
	for i, u := range q.Where.Units {
		list[i] = literal(u)
	}
	units := "(" + strings.Join(list, ", ") + ")"
	if q.onNewUnits() {
		return where + " and unit_id in (select u.unit_id from model.unit u left join metrics.unit34 x on x.unit_id = u.unit_id where u.unit_id in " + units + " or x.unit34_id in " + units + ")"
	}
	return where + " and unit_id in " + units
}

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
