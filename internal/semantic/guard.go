package semantic

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"nhipcau/internal/stat"
)

// Notice is what a reader must know before comparing. One that refuses takes labels and ranks away.
type Notice struct {
	Code    string // metric | levels | two_maps | reform | young_sessions | counting_unit | rule | few_units
	Refuses bool
	Vi, En  string
}

// Reason says why a place is left out.
type Reason struct {
	Code   string // no_place | no_rule | no_data | small_n | low_coverage | not_reported | incomplete | counting_unit | rule
	Vi, En string
}

// Matured is the age from which a session's outcomes are judged: the citizen's clock, notice and reply added up (methods §2.3).
const Matured = 40 * 24 * time.Hour

// made is what the places' figures consist of: aspect → place → value → share.
type made map[string]map[string]map[string]float64

var dutyKind = regexp.MustCompile(`\bkind = '(\w+)'`)

// madeOf reads metrics.comparability for the places of a comparison by province.
func (c *Catalog) madeOf(ctx context.Context, r Reader, v Comparison) (made, error) {
	m := made{}
	first, last, ok := c.years(v.Result.Query)
	if !ok || v.Result.Query.By[0] != ByProvince {
		return m, nil
	}
	aspects := []any{"counting_unit", "counting_unit"}
	if k := dutyKind.FindStringSubmatch(v.Metric.SQL); v.Metric.Clocked && k != nil {
		aspects[1] = "rule:" + k[1]
	}
	q := v.Result.Query
	column := map[Basis]string{Basis63: "province63_id", Basis34: "province34_id"}[q.Basis]
	if column == "" {
		column = "province_id"
	}
	rows, err := r.QueryContext(ctx, `select aspect, coalesce(`+column+`, ''), value, cast(sum(n) as double) from metrics.comparability
		where aspect in (?, ?) and origin = ? and year between ? and ? and (? = '' or level = ?) group by aspect, `+column+`, value`,
		append(aspects, q.Origin, first, last, q.Where.Level, q.Where.Level)...)
	if err != nil {
		return nil, fmt.Errorf("comparability: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var aspect, place, value string
		var n float64
		if err := rows.Scan(&aspect, &place, &value, &n); err != nil {
			return nil, err
		}
		m.add(aspect, place, value, n)
	}
	return m, rows.Err()
}

func (m made) add(aspect, place, value string, n float64) {
	if m[aspect] == nil {
		m[aspect] = map[string]map[string]float64{}
	}
	if m[aspect][place] == nil {
		m[aspect][place] = map[string]float64{}
	}
	m[aspect][place][value] += n
}

// main is the value most of a place's figures have; ties go by name, so that the answer is always the same.
func main(values map[string]float64) string {
	best := ""
	for _, value := range slices.Sorted(maps.Keys(values)) {
		if best == "" || values[value] > values[best] {
			best = value
		}
	}
	return best
}

// usual is the main value of most places.
func (m made) usual(aspect string) string {
	count := map[string]float64{}
	for _, values := range m[aspect] {
		count[main(values)]++
	}
	return main(count)
}

// guard lists what forbids or burdens a comparison.
func (c *Catalog) guard(v Comparison, m made) []Notice {
	var list []Notice
	add := func(refuses bool, code, vi, en string) { list = append(list, Notice{code, refuses, vi, en}) }
	q := v.Result.Query
	if v.Metric.Unit != "percent" {
		add(true, "metric", "Chỉ so sánh tỷ lệ. Số đếm và bình quân còn tùy dân số và số cuộc nên chỉ liệt kê.",
			"Only shares are compared. Counts and means depend on population and sessions and are only listed.")
	}
	if levels := c.levels(q); q.By[0] == ByProvince && q.Where.Level == "" && len(levels) > 1 && !v.Options.AllLevels {
		add(true, "levels", "Số liệu gồm nhiều cấp tổ chức; hãy chọn một cấp để so sánh cùng loại.",
			"The figures mix levels; choose one, so that like is compared with like.")
	}
	if c.straddles(q) {
		if q.Basis == AsRecorded || q.Basis == "" {
			add(true, "two_maps", "Kỳ này nằm hai bên mốc 1/7/2025: tỉnh cũ và tỉnh mới không phải cùng một nơi. Hãy chọn bản đồ 63 hoặc 34 tỉnh, thành phố.",
				"The period lies on both sides of 1 July 2025: old and new provinces are not the same places. Choose the map of 63 or of 34.")
		} else {
			add(false, "reform", "Kỳ này nằm hai bên mốc 1/7/2025: xã, huyện đã sắp xếp lại, quy định áp dụng cũng có thể khác.",
				"The period lies on both sides of 1 July 2025: communes and districts changed, and rules may differ too.")
		}
	}
	if !v.Metric.Clocked && !q.Matured && v.Metric.Better != "none" && (q.To.IsZero() || q.To.After(c.AsOf.Add(-Matured))) {
		add(false, "young_sessions", "Kỳ này có cả cuộc chưa đủ 40 ngày: nơi vừa tổ chức sẽ có tỷ lệ thấp hơn. Tỷ lệ giải quyết xong trong 40 ngày không bị ảnh hưởng.",
			"The period has sessions younger than 40 days: places that held one lately look worse. The rate resolved within 40 days does not.")
	}
	return append(list, m.notices()...)
}

// notices says where the places' own figures are mixed.
func (m made) notices() []Notice {
	var list []Notice
	for _, aspect := range slices.Sorted(maps.Keys(m)) {
		mixed := 0
		for _, values := range m[aspect] {
			whole := 0.0
			for _, n := range values {
				whole += n
			}
			if values[main(values)] < 0.95*whole {
				mixed++
			}
		}
		switch {
		case mixed == 0:
		case aspect == "counting_unit":
			list = append(list, Notice{Code: aspect, Vi: fmt.Sprintf("%d nơi đếm bằng nhiều đơn vị (ý kiến, vấn đề, nội dung …) trong cùng kỳ.", mixed),
				En: fmt.Sprintf("%d places count in several units (opinions, issues …) within the period.", mixed)})
		default:
			list = append(list, Notice{Code: "rule", Vi: fmt.Sprintf("%d nơi áp dụng nhiều quy định trong cùng kỳ.", mixed),
				En: fmt.Sprintf("%d places were bound by several rules within the period.", mixed)})
		}
	}
	return list
}

// levels that sent anything in the period.
func (c *Catalog) levels(q Query) []string {
	first, last, _ := c.years(q)
	found := map[string]bool{}
	for _, k := range c.covered {
		if k.origin == q.Origin && k.year >= first && k.year <= last && k.reporting > 0 {
			found[k.level] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
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
		if len(values) == 0 || main(values) == usual {
			continue
		}
		if aspect == "counting_unit" {
			add(aspect, "đếm bằng đơn vị khác với đa số các nơi: "+main(values), "counts in another unit than most: "+main(values))
		} else {
			add("rule", "áp dụng quy định khác với đa số các nơi: "+main(values), "judged by another rule than most: "+main(values))
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
	var list []Place
	for _, k := range c.covered {
		id := k.on(q.Basis)
		if seen[id] || k.origin != q.Origin || k.year < first || k.year > last || k.expected == 0 || !c.existed(id, q) {
			continue
		}
		seen[id] = true
		p := Place{ID: id, Name: c.ProvinceName(id), Value: Value{Status: stat.NotApplicable}, Rank: stat.RankRange{Status: stat.NotApplicable}}
		p.Band, p.VsGroup, p.VsTarget = stat.BandNotCompared, stat.BandNotCompared, stat.BandNotCompared
		p.Reasons = []Reason{{"not_reported", "không có số liệu trong kỳ (không phải bằng 0)", "no records in the period (which is not zero)"}}
		list = append(list, p)
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
