package semantic

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// made is what the places' figures consist of: aspect → place → value → share.
type made map[string]map[string]map[string]float64

var dutyKind = regexp.MustCompile(`\bkind = '(\w+)'`)

// otherChannel is the aspect under which sessions of other channels are counted: voters' meetings, citizen reception and the like are never
// added to direct dialogues, so a place that holds them has more to do with its citizens than the table shows.
const otherChannel = "channel"

// madeOf reads what the figures of the places compared consist of: metrics.comparability by province, the records themselves by unit.
func (c *Catalog) madeOf(ctx context.Context, r Reader, v Comparison) (made, error) {
	m := made{}
	q := v.Result.Query
	first, last, ok := c.years(q)
	if !ok {
		return m, nil
	}
	duty := ""
	if k := dutyKind.FindStringSubmatch(v.Metric.SQL); v.Metric.Clocked && k != nil {
		duty = k[1]
	}
	if q.By[0] == ByProvince {
		if err := m.readProvinces(ctx, r, q, duty, first, last); err != nil {
			return nil, err
		}
	}
	if !c.records {
		return m, nil
	}
	place := provinceColumn(q.withHosts())
	if q.By[0] == ByUnit {
		place = q.unitColumn()
		if err := m.readRecords(ctx, r, q, "counting_unit", place, "coalesce(m.counting_unit, 'y_kien')", "model.opinion", "m.channel = 'doi_thoai'"); err != nil {
			return nil, err
		}
		if duty != "" {
			if err := m.readRecords(ctx, r, q, "rule:"+duty, place, "coalesce(m.rule_id, m.due_source, 'unknown')", "model.obligation", "m.channel = 'doi_thoai' and m.kind = '"+duty+"'"); err != nil {
				return nil, err
			}
		}
	}
	return m, m.readRecords(ctx, r, q, otherChannel, place, "m.channel", "(select *, kind as session_kind from model.session)", "m.channel <> 'doi_thoai'")
}

// withHosts is the query as one over records, which know their host and through it the province.
func (q Query) withHosts() Query {
	q.By = append(slices.Clone(q.By), ByUnit)
	return q
}

func (m made) readProvinces(ctx context.Context, r Reader, q Query, duty string, first, last int) error {
	aspects := []any{"counting_unit", "counting_unit"}
	if duty != "" {
		aspects[1] = "rule:" + duty
	}
	column := map[Basis]string{Basis63: "province63_id", Basis34: "province34_id"}[q.Basis]
	if column == "" {
		column = "province_id"
	}
	return m.read(ctx, r, `select aspect, coalesce(`+column+`, ''), value, cast(sum(n) as double) from metrics.comparability
		where aspect in (?, ?) and origin = ? and year between ? and ? and (? = '' or level = ?) group by aspect, `+column+`, value`,
		append(aspects, q.Origin, first, last, q.Where.Level, q.Where.Level)...)
}

// readRecords counts the records of each place by what one of their columns says.
func (m made) readRecords(ctx context.Context, r Reader, q Query, aspect, place, value, from, which string) error {
	q.Where.Topic, q.Where.SessionKind = "", ""
	where, args := narrowing(q.withHosts())
	return m.read(ctx, r, "select '"+aspect+"', coalesce("+place+", ''), "+value+", cast(count(*) as double) from "+from+q.withHosts().withUnit()+
		" where u.level <> 'other' and "+which+" and "+strings.Join(where, " and ")+" group by 2, 3", args...)
}

func (m made) read(ctx context.Context, r Reader, query string, args ...any) error {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("comparability: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var aspect, place, value string
		var n float64
		if err := rows.Scan(&aspect, &place, &value, &n); err != nil {
			return err
		}
		m.add(aspect, place, value, n)
	}
	return rows.Err()
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

// notices says where the places' own figures are mixed, and refuses where no way of counting or judging is that of half the places: then there
// is no like to be set beside like.
func (m made) notices() []Notice {
	var list []Notice
	for _, aspect := range slices.Sorted(maps.Keys(m)) {
		if aspect == otherChannel {
			list = append(list, m.channelNotice())
			continue
		}
		mixed, same := 0, 0
		for _, values := range m[aspect] {
			whole := 0.0
			for _, n := range values {
				whole += n
			}
			if values[main(values)] < 0.95*whole {
				mixed++
			}
			if main(values) == m.usual(aspect) {
				same++
			}
		}
		if n := len(m[aspect]); n > 2 && 2*same < n {
			list = append(list, apartNotice(aspect, same, n))
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

func apartNotice(aspect string, same, n int) Notice {
	if aspect == "counting_unit" {
		return Notice{Code: aspect, Refuses: true, Vi: fmt.Sprintf("Các nơi đếm bằng những đơn vị khác nhau (ý kiến, lượt, kiến nghị …): cách đếm thường gặp nhất cũng chỉ ở %d trên %d nơi.", same, n),
			En: fmt.Sprintf("The places count in different units (opinions, times of speaking, recommendations …): even the most usual one is that of %d of %d places only.", same, n)}
	}
	return Notice{Code: "rule", Refuses: true, Vi: fmt.Sprintf("Các nơi áp dụng những quy định khác nhau: quy định thường gặp nhất cũng chỉ ở %d trên %d nơi.", same, n),
		En: fmt.Sprintf("The places are bound by different rules: even the most usual one is that of %d of %d places only.", same, n)}
}

// channelNotice names how many places have sessions of other channels, which are not counted here.
func (m made) channelNotice() Notice {
	n := 0.0
	for _, values := range m[otherChannel] {
		for _, k := range values {
			n += k
		}
	}
	return Notice{Code: otherChannel, Vi: fmt.Sprintf("%d nơi còn %.0f cuộc thuộc kênh khác (tiếp xúc cử tri, tiếp công dân …), không cộng vào đối thoại.", len(m[otherChannel]), n),
		En: fmt.Sprintf("%d places also sent %.0f sessions of other channels (voters’ meetings, citizen reception …), which are not added to dialogues.", len(m[otherChannel]), n)}
}

// tellChannels says of silent places which sent sessions of other channels only.
func (m made) tellChannels(list []Place) []Place {
	for i, p := range list {
		if len(m[otherChannel][p.ID]) > 0 {
			list[i].Reasons = append(p.Reasons, Reason{otherChannel, "chỉ có cuộc thuộc kênh khác (tiếp xúc cử tri, tiếp công dân …)", "only sessions of other channels (voters’ meetings, citizen reception …)"})
		}
	}
	return list
}
