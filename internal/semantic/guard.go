package semantic

import (
	"maps"
	"slices"
	"time"
)

// Notice is what a reader must know before comparing. One that refuses takes labels and ranks away.
type Notice struct {
	Code    string // metric | levels | two_maps | reform | young_sessions | counting_unit | rule | channel | many_places
	Refuses bool
	Vi, En  string
}

// Matured is the age from which a session's outcomes are judged: the citizen's clock, notice and reply added up (methods §2.3).
const Matured = 40 * 24 * time.Hour

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
