package chart

import (
	"fmt"
	"math"
	"time"
)

var asOf = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)

func frame(id, title string) Frame { return Frame{ID: id, Title: title, AsOf: asOf} }

// rate makes a rate with a rough interval: the charts do not care which method it came from.
func rate(x, n int64) Rate {
	p, d := float64(x)/float64(n), 0.0
	if n > 0 {
		d = 1.96 * math.Sqrt(p*(1-p)/float64(n)+0.25/float64(n*n))
	}
	return Rate{X: x, N: n, Lo: math.Max(0, p-d), Hi: math.Min(1, p+d)}
}

// No place of these names exists: a sample must not say anything about a real one.
func placeName(i int) string {
	names := []string{"Tỉnh Đông Khê Thượng", "Tỉnh Hạ Vân", "Thành phố Sơn Hải Đường", "Tỉnh Bình Nguyên", "Tỉnh Lam Thủy", "Thành phố Trường Quang Minh Hải"}
	return fmt.Sprintf("%s %d", names[i%len(names)], i+1)
}

func sampleForest(rows int) Forest {
	target := 0.78
	f := Forest{Frame: frame("da-tra-loi", "Tỷ lệ đã trả lời theo địa phương"), RateName: "Tỷ lệ đã trả lời", Target: &target, TargetName: "Mức chung"}
	f.Simulated = true
	labels := []string{"chưa thấy khác biệt", "thấp hơn", "chưa thấy khác biệt", "cao hơn"}
	for i := range rows {
		n := int64(40 + 37*i%600)
		r := ForestRow{Name: placeName(i), Href: fmt.Sprintf("/dia-phuong/%d", i), Rate: rate(n*int64(60+i*7%39)/100, n), Label: labels[i%len(labels)]}
		switch i % 9 {
		case 4:
			r.Rate, r.Label = rate(9, 12), ""
		case 6:
			r.Rate, r.Label = Rate{X: 3, N: 4}, ""
		case 8:
			r.Rate, r.Label = Rate{State: NotReported}, ""
		}
		f.Rows = append(f.Rows, r)
	}
	return f
}

func sampleBars() Bars {
	return Bars{Frame: frame("linh-vuc", "Ý kiến theo lĩnh vực"), CountName: "ý kiến", RowHead: "Lĩnh vực", Rows: []BarRow{
		{Name: "Thu hồi, bồi thường, giải phóng mặt bằng, tái định cư", Count: Count{N: 1240}},
		{Name: "Xây dựng, trật tự đô thị", Count: Count{N: 873}},
		{Name: "Giao thông, hạ tầng", Count: Count{N: 512}, Note: "thiếu 2 xã"},
		{Name: "Khiếu nại, tố cáo", Count: Count{State: NoneOccurred}},
		{Name: "Quốc phòng", Count: Count{State: NotReported}},
		{Name: "Y tế", Count: Count{State: Hidden}},
	}}
}

func sampleYears() Bars {
	return Bars{Frame: frame("cuoc-theo-nam", "Cuộc đối thoại theo năm"), CountName: "cuộc", RowHead: "Năm", Rows: []BarRow{
		{Name: "2021", Count: Count{N: 310}}, {Name: "2022", Count: Count{N: 402}}, {Name: "2023", Count: Count{State: NotReported}}, {Name: "2024", Count: Count{N: 388}},
	}}
}

func sampleLines(rates bool) Lines {
	l := Lines{Frame: frame("theo-quy", "Bốn tỷ lệ kết quả theo quý"), Grain: Quarterly, Rates: rates, ValueName: "Tỷ lệ"}
	if !rates {
		l.ID, l.Title, l.Grain, l.ValueName = "so-cuoc", "Số cuộc đối thoại theo tháng", Monthly, "cuộc"
	}
	for at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); at.Before(asOf); {
		l.Periods = append(l.Periods, at)
		if rates {
			at = at.AddDate(0, 3, 0)
		} else {
			at = at.AddDate(0, 1, 0)
		}
	}
	names := []string{"Trả lời tại chỗ", "Đã trả lời", "Đã giải quyết", "Đã giải quyết trong thẩm quyền"}
	if !rates {
		names = []string{"Cuộc đối thoại"}
	}
	for i, name := range names {
		one := LineSeries{Name: name}
		for at := range l.Periods {
			n := int64(150 + 20*at)
			pt := Point{Rate: rate(n*int64(35+15*i+at%4*2)/100, n), Count: Count{N: int64(20 + at*7%13)}}
			switch {
			case rates && i == 1 && at == 3:
				pt.Rate = rate(7, 11)
			case at == 2 && i == 0:
				pt = Point{Rate: Rate{State: NotReported}, Count: Count{State: NotReported}}
			case at == 9:
				pt.Count = Count{State: NoneOccurred}
			}
			one.Points = append(one.Points, pt)
		}
		l.Series = append(l.Series, one)
	}
	return l
}

func sampleYearLines() Lines {
	l := Lines{Frame: frame("theo-nam", "Tỷ lệ đã giải quyết theo năm"), Grain: Yearly, Rates: true, ValueName: "Tỷ lệ"}
	one := LineSeries{Name: "Đã giải quyết"}
	for year := 2021; year <= 2026; year++ {
		l.Periods = append(l.Periods, time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
		one.Points = append(one.Points, Point{Rate: rate(int64(60+3*(year-2021)), 100)})
	}
	l.Series = []LineSeries{one}
	return l
}

func sampleStatuses(share bool) Statuses {
	st := Statuses{Frame: frame("thoi-han", "Thời hạn trả lời bằng văn bản"), Share: share}
	for i := range 8 {
		r := StatusRow{Name: placeName(i), Counts: map[string]int64{"met": int64(120 - 9*i), "missed_done": int64(20 + i), "missed_open": int64(6 + 2*i),
			"not_due": int64(15), "no_clock": int64(3 * i), "exempt": int64(30 - i), "unknown": int64(i)}}
		switch i {
		case 3:
			r.State = NotReported
		case 5:
			r.Counts = nil
		}
		st.Rows = append(st.Rows, r)
	}
	return st
}

func sampleChange() Change {
	ch := Change{Frame: frame("chu-de-thay-doi", "Thay đổi tỷ trọng lĩnh vực"), BeforeName: "2023", After: "2024"}
	add := func(name string, x1, n1, x2, n2 int64, d float64, clear bool) {
		diff := float64(x2)/float64(n2) - float64(x1)/float64(n1)
		ch.Rows = append(ch.Rows, ChangeRow{Name: name, Before: rate(x1, n1), After: rate(x2, n2), Lo: diff - d, Hi: diff + d, Clear: clear})
	}
	add("Đất đai", 300, 1000, 410, 1100, 0.04, true)
	add("Xây dựng, trật tự đô thị", 150, 1000, 160, 1100, 0.03, false)
	add("Môi trường, rác thải, cấp thoát nước sinh hoạt", 200, 1000, 132, 1100, 0.031, true)
	add("Văn hóa", 10, 1000, 14, 1100, 0.01, false)
	ch.Rows = append(ch.Rows, ChangeRow{Name: "Tôn giáo", Before: Rate{X: 1, N: 3}, After: rate(2, 30)})
	return ch
}

func f64(v float64) *float64 { return &v }

// The figures are those published of Bắc Giang 2019 and the quarter Ba Đình, as data/published has them.
func sampleBounds(share bool) Bounds {
	if share {
		return Bounds{Frame: frame("cong-bo-ty-le", "Tỷ lệ đã giải quyết như đã công bố"), Share: true, ValueName: "Tỷ lệ", Rows: []BoundRow{
			{Name: "Bắc Giang, 2019", Words: "gần 90%", Hi: f64(0.9), HiOpen: true, ReadLo: f64(0.85), ReadHi: f64(0.9), Note: "chưa rõ cách tính"},
			{Name: "Nơi A", Words: "hầu hết", Lo: f64(0.5), LoOpen: true},
			{Name: "Nơi B", Words: "85,5%", Exact: f64(0.855)},
			{Name: "Nơi C", Words: "từ 70% đến 80%", Lo: f64(0.7), Hi: f64(0.8)},
			{Name: "Nơi D", State: NotReported},
		}}
	}
	return Bounds{Frame: frame("cong-bo-y-kien", "Ý kiến như đã công bố"), ValueName: "ý kiến", Rows: []BoundRow{
		{Name: "Bắc Giang, 2019", Words: "7.320 ý kiến", Exact: f64(7320)},
		{Name: "Nơi A", Words: "trên 5.500", Lo: f64(5500), LoOpen: true, ReadLo: f64(5501), ReadHi: f64(5599)},
		{Name: "Nơi B", Words: "khoảng 4 nghìn", ReadLo: f64(3500), ReadHi: f64(4500)},
		{Name: "Nơi C", Words: "nhiều ý kiến"},
	}}
}

func sampleFunnel() Funnel {
	f := Funnel{Frame: frame("pheu", "Tỷ lệ đã trả lời theo số ý kiến"), RateName: "Tỷ lệ đã trả lời", SizeName: "Số ý kiến phải trả lời", Target: 0.8, TargetName: "Mức chung"}
	for i := range 34 {
		n := int64(6 + i*i%440)
		r := FunnelRow{Name: placeName(i), Rate: rate(n*int64(70+i*5%24)/100, n)}
		r.Named = i == 20 || i == 29 || i == 5
		f.Rows = append(f.Rows, r)
	}
	f.Rows = append(f.Rows, FunnelRow{Name: "Nơi nhỏ", Rate: Rate{X: 2, N: 3}})
	for n := 5.0; n <= 450; n *= 1.25 {
		d := math.Sqrt(0.8 * 0.2 / n)
		f.Limits = append(f.Limits, FunnelLimit{N: n, Lo95: 0.8 - 1.96*d, Hi95: 0.8 + 1.96*d, Lo998: 0.8 - 3.09*d, Hi998: 0.8 + 3.09*d})
	}
	return f
}

func sampleHeat() Heat {
	h := Heat{Frame: frame("dia-phuong-linh-vuc", "Tỷ trọng lĩnh vực theo địa phương"), Columns: []string{"Đất đai", "Xây dựng, trật tự đô thị", "Giao thông, hạ tầng",
		"Môi trường", "Chính sách an sinh xã hội, người có công", "Giáo dục", "Y tế", "Cán bộ, công chức, cải cách hành chính"}}
	for i := range 12 {
		r := HeatRow{Name: placeName(i)}
		for c := range h.Columns {
			v := rate(int64(3+(i*7+c*13)%60), 200)
			if (i+c)%17 == 0 {
				v = Rate{State: Hidden}
			}
			r.Cells = append(r.Cells, v)
		}
		h.Rows = append(h.Rows, r)
	}
	return h
}

type builder interface{ Build(Printer) Chart }

// samples are one or more of each kind, by the name of their golden file.
// sampleBursts is the share of one topic by month with a burst of a single month and one of three, on the two sides of the reform.
func sampleBursts() Lines {
	l := Lines{Frame: frame("xu-huong", "Tỷ trọng theo tháng: Môi trường"), Grain: Monthly, Rates: true, ValueName: "Tỷ trọng", Range: &[2]float64{0, 0.4}}
	one := LineSeries{Name: "Môi trường"}
	for at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC); at.Before(asOf); at = at.AddDate(0, 1, 0) {
		x := int64(12)
		if at.Month() == 3 || at.Month() > 8 && at.Month() < 12 {
			x = 31
		}
		l.Periods, one.Points = append(l.Periods, at), append(one.Points, Point{Rate: rate(x, 110)})
	}
	l.Series = []LineSeries{one}
	l.Bands = []Band{{From: 2, To: 2, Name: "tăng đột biến, tháng 3/2025"}, {From: 8, To: 10, Name: "tăng đột biến, tháng 9/2025 đến tháng 11/2025"}}
	return l
}

func samples() map[string]builder {
	return map[string]builder{
		"forest": sampleForest(9), "forest34": sampleForest(34), "bars": sampleBars(), "bars_years": sampleYears(), "lines_rates": sampleLines(true), "lines_counts": sampleLines(false),
		"lines_years": sampleYearLines(), "lines_bursts": sampleBursts(), "statuses": sampleStatuses(false), "statuses_share": sampleStatuses(true), "change": sampleChange(),
		"bounds_share": sampleBounds(true), "bounds_count": sampleBounds(false), "funnel": sampleFunnel(), "heat": sampleHeat(),
	}
}
