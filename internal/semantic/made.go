package semantic

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

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
