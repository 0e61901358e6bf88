package simulate

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// topics.csv: the second-level topics of domain.md §3 with an INVENTED weight and yearly drift, the words officials put
// into "Lĩnh vực" instead of the label, and what people ask for or complain of, in our own sentences.
//
//go:embed topics.csv
var topicsCSV string

type topic struct {
	code, label, group   string
	weight, drift        float64
	wordings             []string
	requests, complaints []string
}

// Labels of the first level (L1), by code.
var groupLabels = map[string]string{
	"DD": "Đất đai", "XD": "Xây dựng, trật tự đô thị", "GT": "Giao thông, hạ tầng", "MT": "Môi trường",
	"DN": "Điện, nước sạch, viễn thông", "NN": "Nông nghiệp, nông thôn mới", "KT": "Kinh tế, doanh nghiệp, tài chính",
	"CS": "Chính sách, an sinh xã hội", "GD": "Giáo dục, y tế, văn hóa", "AN": "Quốc phòng, an ninh, trật tự",
	"HC": "Cải cách hành chính, chuyển đổi số", "XDD": "Xây dựng Đảng, hệ thống chính trị", "DT": "Dân tộc, tôn giáo",
	"KN": "Khiếu nại, tố cáo, tư pháp", "KH": "Khác / chưa phân loại",
}

func loadTopics() ([]topic, error) {
	rows, err := csv.NewReader(strings.NewReader(topicsCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read topics.csv: %w", err)
	}
	list := func(s string) []string {
		if s == "" {
			return nil
		}
		return strings.Split(s, "|")
	}
	var topics []topic
	for _, r := range rows[1:] {
		weight, err1 := strconv.ParseFloat(r[2], 64)
		drift, err2 := strconv.ParseFloat(r[3], 64)
		group := strings.TrimRight(r[0], "0123456789")
		if err1 != nil || err2 != nil || groupLabels[group] == "" || len(r[5]) == 0 {
			return nil, fmt.Errorf("read topics.csv: topic %q is not whole", r[0])
		}
		topics = append(topics, topic{r[0], r[1], group, weight, drift, list(r[4]), list(r[5]), list(r[6])})
	}
	return topics, nil
}

// Burst is a topic that flares up in a province for some months: its weight is multiplied.
type Burst struct {
	Province string
	Topic    string
	From, To string // first and last day
	Factor   float64
}

// mixture is what a province-year talks about: topic odds for each month.
type mixture struct {
	months [13]odds
	bursts []Burst
}

// mixtureOf gives every topic its weight times drift, times how the province leans (log-normal, the same every year), times bursts.
func mixtureOf(seed uint64, s *segment, topics []topic) mixture {
	weights := make([]float64, len(topics))
	lean := newRNG(seed, "lean "+s.top.id)
	for i, t := range topics {
		weights[i] = t.weight * math.Exp(t.drift*float64(s.year-2019)) * lean.logNormal(1, 0.3)
	}
	var m mixture
	m.bursts = burstsOf(seed, s, topics)
	for month := 1; month <= 12; month++ {
		w := slices.Clone(weights)
		first := date(s.year, 1, 1).time().AddDate(0, month-1, 0).Format("2006-01-02")
		for _, b := range m.bursts {
			if i := topicIndex(topics, b.Topic); i >= 0 && b.From <= first && first <= b.To {
				w[i] *= b.Factor
			}
		}
		m.months[month] = newOdds(w...)
	}
	return m
}

// burstsOf: two that the whole country shares (swine fever of 2019, the mergers of 2025) and, in a third of the
// province-years, one of its own that lasts three months.
func burstsOf(seed uint64, s *segment, topics []topic) []Burst {
	var out []Burst
	add := func(topic string, from, to int, factor float64) {
		first, end := date(s.year, 1, 1).time().AddDate(0, from-1, 0), date(s.year, 1, 1).time().AddDate(0, to, -1)
		out = append(out, Burst{s.top.id, topic, first.Format("2006-01-02"), end.Format("2006-01-02"), factor})
	}
	if s.year == 2019 {
		add("NN1", 4, 10, 3)
	}
	if s.year == 2025 {
		add("HC4", 3, 12, 9)
	}
	if r := newRNG(seed, "burst "+s.key()); r.chance(1.0 / 3) {
		from := r.between(1, 10)
		add(topics[r.IntN(len(topics)-1)].code, from, from+2, 4) // the last is "Khác": it never flares up
	}
	return out
}

func topicIndex(topics []topic, code string) int {
	return slices.IndexFunc(topics, func(t topic) bool { return t.code == code })
}
