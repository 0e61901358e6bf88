package dashboards

import (
	"net/http"
	"slices"
	"strings"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// methodsPage answers: how is each number made, and what may be read from it?
type methodsPage struct {
	layout
	Metrics    []metricWords
	Principles []string
	Sentences  []string
	Qualifiers *table
	Rules      *table
	Examples   []string
	Worked     *table
	Lessons    []lesson
	Contents   []crumb
}

// metricWords is one metric as its own file says it: words, formula and SQL cannot drift apart.
type metricWords struct {
	ID, Name, Num, Den, Unit, Rule, Version, SQL string
	Formula                                      string
}

func methods(q *request) error {
	page := methodsPage{}
	c := q.facts().catalog
	for _, id := range slices.Concat(resultRates, deadlineRates, counts, c.Order) {
		if m, ok := c.Metrics[id]; ok && !slices.ContainsFunc(page.Metrics, func(w metricWords) bool { return w.ID == id }) {
			page.Metrics = append(page.Metrics, q.metricWords(m))
		}
	}
	for _, k := range []string{"snapshot", "sum", "missing", "deadline", "break", "origin"} {
		page.Principles = append(page.Principles, q.T("principle."+k))
	}
	for _, k := range []string{"sentence.league", "sentence.rank", "sentence.stable", "deadlines.sentence", "sentence.topics", "sentence.interval", "sentence.cluster"} {
		page.Sentences = append(page.Sentences, q.T(k))
	}
	page.Qualifiers = q.qualifierTable()
	rules, err := q.rules()
	if err != nil {
		return err
	}
	page.Rules = q.ruleTable(rules)
	for i := range page.Rules.Rows {
		page.Rules.Rows[i].Cells[0].Href = q.path("/thoi-han") + page.Rules.Rows[i].Cells[0].Href
	}
	if page.Examples, err = q.examples(); err != nil {
		return err
	}
	if page.Worked, err = q.workedTable(); err != nil {
		return err
	}
	if page.Lessons, err = q.lessons(); err != nil {
		return err
	}
	for _, c := range [][2]string{{"s-principles", "methods.principles"}, {"s-metrics", "methods.metrics"}, {"s-sentences", "methods.sentences"}, {"s-examples", "methods.examples"}, {"s-lessons", "lesson.title"},
		{"s-worked", "worked.table"}, {"s-qualifiers", "methods.qualifiers"}, {"s-rules", "deadlines.rules"}} {
		page.Contents = append(page.Contents, crumb{Label: q.T(c[1]), Href: "#" + c[0]})
	}
	page.layout = q.layout("nav.methods", "/cach-tinh")
	page.Lede = q.T("methods.lede")
	page.Facts = []pair{{Name: q.T("fact.cutoff"), Value: q.Date(q.held.AsOf)}, {Name: q.T("version.definitions"), Value: q.held.Manifest.Versions["definitions"]}}
	return q.render(http.StatusOK, "methods.html", page)
}

func (q *request) metricWords(m semantic.Metric) metricWords {
	w := metricWords{ID: m.ID, Name: q.metricName(m), Num: pick(q.Printer, m.NumVi, m.NumEn), Den: pick(q.Printer, m.DenVi, m.DenEn), Rule: m.Rule, Version: m.Version, SQL: onlySQL(m.SQL)}
	w.Unit = q.T("unit." + m.Unit)
	w.Formula = q.T("formula." + m.Unit)
	if m.Clocked {
		w.Formula += " " + q.T("formula.clocked")
	}
	return w
}

// onlySQL leaves out the header: its words stand above in the reader's language.
func onlySQL(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "--") {
			lines = append(lines, strings.TrimRight(line, "\n"))
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// qualifierTable says what each word before a figure bounds, worked out by the code that does it.
func (q *request) qualifierTable() *table {
	t := &table{Caption: q.T("methods.qualifiers"), Unsorted: true, Heads: []head{{Text: q.T("head.words")}, {Text: q.T("head.example"), Num: true}, {Text: q.T("head.bounds")}, {Text: q.T("head.reading_of")}}}
	for _, w := range []struct {
		word string
		code stat.Qualifier
	}{{"(không có từ nào)", stat.QExact}, {"gần, ngót", stat.QGan}, {"dưới, chưa đến", stat.QDuoi}, {"trên, hơn, quá", stat.QHon}, {"ít nhất, từ … trở lên", stat.QItNhat},
		{"không quá, tối đa", stat.QKhongQua}, {"khoảng, xấp xỉ, ước", stat.QKhoang}, {"hầu hết, đa số, phần lớn", stat.QHauHet}} {
		const example = 700
		p, err := stat.FromQualifier(w.code, example, 0, stat.QuantCount)
		logical, reading := q.T("bound.none"), "–"
		if w.code == stat.QHauHet {
			logical = q.T("bound.majority")
		} else if err == nil {
			logical = q.boundText(p.Logical)
			if p.Reading != nil {
				reading = q.boundText(*p.Reading)
			}
		}
		word := cell{Text: w.word, Lang: q.vi()}
		if w.code == stat.QExact {
			word = cell{Text: q.T("bound.no_word")}
		}
		number := q.Int(example)
		if w.code == stat.QHauHet {
			number = "–"
		}
		t.Rows = append(t.Rows, row{Cells: []cell{word, {Text: number, Num: true}, {Text: logical}, {Text: reading}}})
	}
	return t
}

func (q *request) boundText(b stat.Bounds) string {
	n := func(v *float64) string { return boundNumber(q.Printer, *v, false) }
	switch {
	case b.Lo != nil && b.Hi != nil && *b.Lo == *b.Hi:
		return n(b.Lo)
	case b.Lo != nil && b.Hi != nil:
		return n(b.Lo) + "–" + n(b.Hi)
	case b.Lo != nil:
		return q.T("bound.at_least", "v", n(b.Lo))
	case b.Hi != nil:
		return q.T("bound.at_most", "v", n(b.Hi))
	}
	return q.T("bound.none")
}

// examples are worked, not typed: the same functions that make the pages' numbers.
func (q *request) examples() ([]string, error) {
	var out []string
	few, err := stat.Wilson(10, 11, 0.95)
	if err != nil {
		return nil, err
	}
	many, err := stat.Wilson(1000, 1100, 0.95)
	if err != nil {
		return nil, err
	}
	out = append(out, q.T("example.wilson", "x", 10, "n", 11, "rate", q.Percent(few.Rate), "range", q.PercentRange(few.Lower, few.Upper), "many", q.Int(1000)+"/"+q.Int(1100), "many_range", q.PercentRange(many.Lower, many.Upper)))
	a, b := [2]float64{9, 10}, [2]float64{300, 1000}
	sum, _ := stat.GroupRate([]float64{a[0], b[0]}, []float64{a[1], b[1]})
	out = append(out, q.T("example.sum", "a", "9/10", "b", "300/"+q.Int(1000), "sum", q.Percent(sum), "mean", q.Percent((a[0]/a[1]+b[0]/b[1])/2)))
	ofTopics, err := q.topicExamples()
	if err != nil {
		return nil, err
	}
	out = append(out, ofTopics...)
	all, err := q.claims()
	if err != nil {
		return nil, err
	}
	if g := featured(groups(all)); g != nil && !q.simulated {
		out = append(out, q.certain(g)...)
	}
	return out, nil
}
