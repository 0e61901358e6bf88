package simulate

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
)

// topics.csv: the second-level topics with an INVENTED weight and yearly drift, the words officials put into "Lĩnh vực"
// instead of the label (domain.md §3), and what people ask for or complain of, in our own sentences.
//
//go:embed topics.csv
var topicsCSV string

type topic struct {
	code, label       string
	group, groupLabel string // first level
	weight, drift     float64
	wordings          []string
	requests          []string
	complaints        []string
}

const topicFile = "reference/topic.csv"

// loadTopics takes the labels from the reviewed taxonomy and the rest from topics.csv.
func loadTopics(data fs.FS) ([]topic, error) {
	labels, err := topicLabels(data)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(strings.NewReader(topicsCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read topics.csv: %w", err)
	}
	list := func(s string) []string {
		return slices.DeleteFunc(strings.Split(s, "|"), func(w string) bool { return w == "" })
	}
	var topics []topic
	for _, r := range rows[1:] {
		t := topic{code: r[0], label: labels[r[0]], group: strings.TrimRight(r[0], "0123456789"),
			wordings: list(r[3]), requests: list(r[4]), complaints: list(r[5])}
		t.groupLabel = labels[t.group]
		var err1, err2 error
		t.weight, err1 = strconv.ParseFloat(r[1], 64)
		t.drift, err2 = strconv.ParseFloat(r[2], 64)
		if err := errors.Join(err1, err2); err != nil {
			return nil, fmt.Errorf("read topics.csv: topic %q: %w", t.code, err)
		}
		if t.label == "" || t.groupLabel == "" {
			return nil, fmt.Errorf("read topics.csv: topic %q is not in %s", t.code, topicFile)
		}
		topics = append(topics, t)
	}
	return topics, nil
}

func topicLabels(data fs.FS) (map[string]string, error) {
	f, err := data.Open(topicFile)
	if err != nil {
		return nil, fmt.Errorf("read topics: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("read %s: %w", topicFile, errors.Join(err, errors.New("need rows")))
	}
	id, label := slices.Index(rows[0], "topic_id"), slices.Index(rows[0], "label_vi")
	if min(id, label) < 0 {
		return nil, fmt.Errorf("read %s: need the columns topic_id, label_vi", topicFile)
	}
	labels := map[string]string{}
	for _, r := range rows[1:] {
		labels[r[id]] = r[label]
	}
	return labels, nil
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
