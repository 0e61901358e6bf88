package dashboards

import (
	"strconv"
	"strings"

	"nhipcau/internal/stat"
)

// lesson is a method worked through under Cách tính: a question in plain words, the data, the steps, the result and where the data are from.
// Every number is what internal/stat or internal/dialogue gives while the page is made; the words stand in the catalogues under lesson.<id>.
type lesson struct {
	ID, Question, Data string
	Steps              []string
	Result, Source     string
	Table              *table
}

// lessonSteps is the most steps a lesson may have.
const lessonSteps = 5

// lesson fills the words of one lesson with its numbers: name, value, name, value.
func (q *request) lesson(id string, args ...any) lesson {
	words := func(part string) string { return q.T("lesson."+id+"."+part, args...) }
	l := lesson{ID: id, Question: words("question"), Data: words("data"), Result: words("result"), Source: words("source")}
	for i := 1; i <= lessonSteps && q.Has("lesson."+id+".step"+strconv.Itoa(i)); i++ {
		l.Steps = append(l.Steps, words("step"+strconv.Itoa(i)))
	}
	return l
}

// lessons are all of them, in the order the pages use the methods.
func (q *request) lessons() ([]lesson, error) {
	var all []lesson
	for _, make := range []func() (lesson, error){q.boundsLesson, q.statusLesson, q.funnelLesson, q.rankLesson, q.shrinkLesson, q.xmrLesson, q.rulesLesson, q.shareChartLesson,
		q.fiveYearLesson, q.trendLesson, q.changeLesson, q.endingsLesson, q.logRankLesson, q.hiddenLesson} {
		l, err := make()
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// boundsLesson is arithmetic on what "gần 90%" of 7.320 and "hơn 700" say: Bắc Giang 2019.
func (q *request) boundsLesson() (lesson, error) {
	const opinions, sessions, share = 7320, 700, 0.9
	part, err := stat.PartOf(stat.Below(share), opinions)
	if err != nil {
		return lesson{}, err
	}
	rest, held := stat.Rest(part, stat.Exactly(opinions)), stat.Above(sessions).Whole()
	per := stat.Ratio(stat.Exactly(opinions), held)
	return q.lesson("bounds", "n", int64(opinions), "most", int64(*part.Hi), "least", int64(*rest.Lo), "held", int64(*held.Lo), "per", q.Decimal(*per.Hi, 2)), nil
}

// Six places, as methods §3.6 worked them; the numbers are made for teaching.
var (
	sixX = []float64{45, 88, 60, 27, 95, 70}
	sixN = []float64{50, 100, 80, 30, 100, 100}
)

func (q *request) six() string {
	list := make([]string, len(sixX))
	for i := range sixX {
		list[i] = q.Int(int64(sixX[i])) + "/" + q.Int(int64(sixN[i]))
	}
	return strings.Join(list, ", ")
}

// funnelLesson shows what ordinary differences between places do to the limits at n = 100.
func (q *request) funnelLesson() (lesson, error) {
	od, err := stat.Overdispersed(sixX, sixN, 0.1)
	if err != nil {
		return lesson{}, err
	}
	plain, wide := od.Limits(100, false), od.Limits(100, true)
	within := "out"
	if at := 0.7; at >= wide.Lower998 && at <= wide.Upper998 {
		within = "in"
	}
	return q.lesson("funnel", "data", q.six(), "theta", q.Percent(od.Theta), "phi", q.Decimal(od.Phi, 2), "tau", q.Decimal(od.Tau2, 4), "z", q.Decimal(od.Z[5], 1),
		"plain", q.PercentRange(plain.Lower998, plain.Upper998), "wide", q.PercentRange(wide.Lower998, wide.Upper998), "reading", q.T("lesson.funnel."+within), "min", stat.FunnelMinUnits), nil
}

func (q *request) rankLesson() (lesson, error) {
	ranks, err := stat.RankRates(sixX, sixN, 0.05, stat.LargestFirst)
	if err != nil {
		return lesson{}, err
	}
	conf, err := stat.JointConf(len(sixX), 0.05)
	if err != nil {
		return lesson{}, err
	}
	l := q.lesson("rank", "data", q.six(), "k", len(sixX), "conf", q.Decimal(100*conf, 2)+"%", "low", ranks[5].Low, "high", ranks[5].High, "firstlow", ranks[4].Low, "firsthigh", ranks[4].High)
	l.Table = &table{Caption: q.T("lesson.rank.table"), Unsorted: true, Heads: []head{{Text: q.T("head.place")}, {Text: q.T("head.xn"), Num: true}, {Text: q.T("lesson.rank.interval"), Num: true}, {Text: q.T("head.rank"), Num: true}}}
	for i, r := range ranks {
		w, err := stat.Wilson(sixX[i], sixN[i], conf)
		if err != nil {
			return l, err
		}
		l.Table.Rows = append(l.Table.Rows, row{Cells: []cell{{Text: string(rune('A' + i))}, {Text: q.Int(int64(sixX[i])) + "/" + q.Int(int64(sixN[i])), Num: true}, {Text: q.PercentRange(w.Lower, w.Upper), Num: true}, q.rankCell(r)}})
	}
	return l, nil
}

func (q *request) shrinkLesson() (lesson, error) {
	x, n := []float64{0, 8, 45, 88, 300}, []float64{2, 10, 100, 100, 500}
	s, err := stat.Shrink(x, n)
	if err != nil {
		return lesson{}, err
	}
	l := q.lesson("shrink", "overall", q.Percent(s.Overall), "raw", "0/2", "est", q.Percent(s.Estimate[0]), "keep", q.Percent(s.Weight[0]), "large", "300/500", "largeest", q.Percent(s.Estimate[4]), "largekeep", q.Percent(s.Weight[4]))
	l.Table = &table{Caption: q.T("lesson.shrink.table"), Unsorted: true, Heads: []head{{Text: q.T("head.xn")}, {Text: q.T("head.rate"), Num: true}, {Text: q.T("lesson.shrink.kept"), Num: true}, {Text: q.T("lesson.shrink.estimate"), Num: true}}}
	for i := range x {
		l.Table.Rows = append(l.Table.Rows, row{Cells: []cell{{Text: q.Int(int64(x[i])) + "/" + q.Int(int64(n[i]))}, {Text: q.Percent(x[i] / n[i]), Num: true}, {Text: q.Percent(s.Weight[i]), Num: true}, {Text: q.Percent(s.Estimate[i]), Num: true}}})
	}
	return l, nil
}

// hiddenLesson hides the 3 of a table of topics by wards, and shows what a reader could work out otherwise.
func (q *request) hiddenLesson() (lesson, error) {
	counts := [][]int{{3, 20, 15}, {12, 9, 30}, {25, 14, 8}}
	s, err := stat.Suppress(counts, 5)
	if err != nil {
		return lesson{}, err
	}
	alone, err := stat.AuditTable(counts, s.Primary)
	if err != nil {
		return lesson{}, err
	}
	l := q.lesson("hidden", "exact", len(alone.Exact), "more", len(s.Complementary), "lo", s.Ranges[0].Lo, "hi", s.Ranges[0].Hi)
	hidden := map[stat.CellRef]bool{}
	for _, c := range append(append([]stat.CellRef{}, s.Primary...), s.Complementary...) {
		hidden[c] = true
	}
	l.Table = &table{Caption: q.T("lesson.hidden.table"), Unsorted: true, Heads: []head{{Text: q.T("lesson.hidden.ward")}, {Text: "A", Num: true}, {Text: "B", Num: true}, {Text: "C", Num: true}, {Text: q.T("head.all"), Num: true}}}
	for i, line := range counts {
		cells, sum := []cell{{Text: strconv.Itoa(i + 1)}}, 0
		for j, n := range line {
			sum += n
			if hidden[stat.CellRef{Row: i, Col: j}] {
				cells = append(cells, q.hiddenCell())
			} else {
				cells = append(cells, cell{Text: q.Int(int64(n)), Num: true})
			}
		}
		l.Table.Rows = append(l.Table.Rows, row{Cells: append(cells, cell{Text: q.Int(int64(sum)), Num: true})})
	}
	return l, nil
}
