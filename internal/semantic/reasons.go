package semantic

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"nhipcau/internal/stat"
)

// Reason says why a place is left out.
type Reason struct {
	Code   string // no_place | no_rule | no_data | small_n | low_coverage | not_reported | incomplete | counting_unit | rule
	Vi, En string
}

// countingUnits are the words of model.vocabulary for what opinions are counted in.
var countingUnits = map[string][2]string{
	"y_kien": {"ý kiến", "opinions"}, "noi_dung": {"nội dung", "points"}, "van_de": {"vấn đề", "issues"}, "kien_nghi": {"kiến nghị", "recommendations"},
	"luot_y_kien": {"lượt ý kiến", "times of speaking"}, "vu_viec": {"vụ việc", "cases"}, "don": {"đơn", "letters"}, "phan_anh": {"phản ánh", "reports"}, "cau_hoi": {"câu hỏi", "questions"},
}

// unitWords says a counting unit; one the table does not know is shown by its code.
func unitWords(code string, english bool) string {
	words, ok := countingUnits[code]
	switch {
	case !ok:
		return code
	case english:
		return words[1]
	}
	return words[0]
}

// loadRules reads what each rule is called. A snapshot without rules has nothing to call.
func (c *Catalog) loadRules(ctx context.Context, r Reader) error {
	c.ruleNames = map[string][2]string{"chair": {"thời hạn do người chủ trì giao", "the day the chair set"}, "agreed": {"thời hạn đã thống nhất", "the day agreed upon"},
		"unknown": {"không rõ quy định", "unknown rule"}}
	var has bool
	rows, err := r.QueryContext(ctx, "select count(*) = 2 from information_schema.tables where table_schema = 'model' and table_name in ('regulation', 'regulation_rule')")
	if err != nil {
		return fmt.Errorf("names of rules: %w", err)
	}
	for rows.Next() {
		err = errors.Join(err, rows.Scan(&has))
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil || !has {
		return err
	}
	rows, err = r.QueryContext(ctx, `select r.rule_id, coalesce(g.number, ''), coalesce(g.title_vi, ''), coalesce(g.title_en, ''), coalesce(r.article, '')
		from model.regulation_rule r join model.regulation g on g.regulation_id = r.regulation_id`)
	if err != nil {
		return fmt.Errorf("names of rules: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, number, vi, en, article string
		if err := rows.Scan(&id, &number, &vi, &en, &article); err != nil {
			return err
		}
		c.ruleNames[id] = [2]string{joined(number, vi, article), joined(number, en, article)}
	}
	return rows.Err()
}

// joined is number, title and article of a rule as far as they are known.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// ruleWords says a rule; one without a name is shown by its id.
func (c *Catalog) ruleWords(id string, english bool) string {
	words, ok := c.ruleNames[id]
	switch {
	case !ok || words[0] == "":
		return id
	case english:
		return words[1]
	}
	return words[0]
}

// reasons that keep one place out of the comparison.
func (c *Catalog) reasons(p Place, row Row, v Comparison, m made) []Reason {
	var list []Reason
	add := func(code, vi, en string) { list = append(list, Reason{code, vi, en}) }
	if row.Incomplete != nil {
		return []Reason{{"incomplete", row.Incomplete.Vi(), row.Incomplete.En()}}
	}
	if p.ID == "" {
		add("no_place", "không quy được về một nơi trên bản đồ này", "belongs to no single place on this map")
	}
	if v.Metric.Unit != "percent" {
		return list
	}
	switch {
	case p.Value.Status != stat.OK && v.Metric.Clocked && p.Value.NotDue+p.Value.NoClock+p.Value.Exempt+p.Value.Unknown == 0:
		add("no_rule", "chưa có quy định trong hệ thống", "no rule in the system")
	case p.Value.Status != stat.OK:
		add("no_data", "chưa có ý kiến hoặc chưa có việc đến hạn", "nothing to count yet")
	case p.Value.Den < v.Options.MinN:
		add("small_n", fmt.Sprintf("mẫu số %d, dưới %d", p.Value.Den, v.Options.MinN), fmt.Sprintf("denominator %d, under %d", p.Value.Den, v.Options.MinN))
	}
	if share, ok := p.Coverage.Share(); ok && share < v.Options.MinCoverage {
		add("low_coverage", fmt.Sprintf("mới %d/%d đơn vị có số liệu", p.Coverage.Reporting, p.Coverage.Expected),
			fmt.Sprintf("records from %d of %d units", p.Coverage.Reporting, p.Coverage.Expected))
	}
	for _, aspect := range slices.Sorted(maps.Keys(m)) {
		values, usual := m[aspect][p.ID], m.usual(aspect)
		if aspect == otherChannel {
			continue
		}
		if len(values) == 0 || main(values) == usual {
			continue
		}
		if aspect == "counting_unit" {
			add(aspect, "đếm bằng đơn vị khác với đa số các nơi: "+unitWords(main(values), false), "counts in another unit than most: "+unitWords(main(values), true))
		} else {
			add("rule", "áp dụng quy định khác với đa số các nơi: "+c.ruleWords(main(values), false), "judged by another rule than most: "+c.ruleWords(main(values), true))
		}
	}
	return list
}

// silentPlaces are provinces that existed in the period and have no row: none held, or not reported, and never zero.
func (c *Catalog) silentPlaces(v Comparison) []Place {
	q := v.Result.Query
	if q.By[0] != ByProvince || q.Where.Province != "" {
		return nil
	}
	seen := map[string]bool{"": true}
	for _, row := range v.Result.Rows {
		seen[row.Keys[0]] = true
	}
	first, last, _ := c.years(q)
	list := c.allSilent(q)
	for _, k := range c.covered {
		id := k.on(q.Basis)
		if seen[id] || k.origin != q.Origin || k.year < first || k.year > last || k.expected == 0 || !c.existed(id, q) {
			continue
		}
		seen[id] = true
		list = append(list, c.silentPlace(id))
	}
	return list
}

func (c *Catalog) silentPlace(id string) Place {
	p := Place{ID: id, Name: c.ProvinceName(id), Value: Value{Status: stat.NotApplicable}, Rank: stat.RankRange{Status: stat.NotApplicable}}
	p.Band, p.VsGroup, p.VsTarget = stat.BandNotCompared, stat.BandNotCompared, stat.BandNotCompared
	p.Reasons = []Reason{{"not_reported", "không có số liệu trong kỳ (không phải bằng 0)", "no records in the period (which is not zero)"}}
	return p
}

// allSilent are the provinces of the map asked for where nobody has sent any record of the origin: coverage has no row to list them by.
func (c *Catalog) allSilent(q Query) (list []Place) {
	if _, _, ok := c.years(Query{Origin: q.Origin}); ok {
		return nil
	}
	era := "@2004"
	if q.Basis == Basis34 || q.Basis != Basis63 && c.AsOf.After(Reform) && (q.To.IsZero() || q.To.After(Reform)) {
		era = "@2025"
	}
	for _, id := range slices.Sorted(maps.Keys(c.provinces)) {
		if strings.HasSuffix(id, era) {
			list = append(list, c.silentPlace(id))
		}
	}
	return list
}

// existed: as recorded, a province of the 34 is not expected before the reform nor one of the 63 after it.
func (c *Catalog) existed(id string, q Query) bool {
	if q.Basis == Basis63 || q.Basis == Basis34 {
		return true
	}
	if strings.HasSuffix(id, "@2025") {
		return c.AsOf.After(Reform) && (q.To.IsZero() || q.To.After(Reform))
	}
	return q.From.Before(Reform)
}

// SameDefinition says whether a metric of two snapshots means the same, and if not, why figures must not be set side by side.
func SameDefinition(a, b Metric) (same bool, vi, en string) {
	switch {
	case a.ID != b.ID:
		return false, "hai chỉ tiêu khác nhau", "two different metrics"
	case a.Version != b.Version:
		return false, fmt.Sprintf("định nghĩa đã đổi từ bản %s sang bản %s", a.Version, b.Version), fmt.Sprintf("the definition changed from version %s to %s", a.Version, b.Version)
	case a.SQL != b.SQL:
		return false, "cách tính đã đổi", "the way it is computed changed"
	}
	return true, "", ""
}
