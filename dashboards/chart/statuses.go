package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// The statuses of obligations, in the order they are drawn: what was due first, what is in neither part after it.
var statusOrder = [...]string{"met", "missed_done", "missed_open", "not_due", "no_clock", "exempt", "unknown"}

// dueStatuses is how many of statusOrder, from the front, make the denominator.
const dueStatuses = 3

// StatusRow is the obligations of one locality, level or kind by status at the cut-off.
type StatusRow struct {
	Name   string
	Href   string
	Counts map[string]int64 // by status of model.obligation; statuses not named have none
	State  State            // not Reported: no bar, the word instead
	Note   string
}

// Statuses shows how deadlines stand: bars stacked from all seven statuses, told apart by pattern as well as colour.
type Statuses struct {
	Frame
	RowHead string
	Rows    []StatusRow
	Share   bool // each row to 100%, where sizes differ too much to be seen
}

// Build draws the stacks.
func (st Statuses) Build(p Printer) Chart {
	s := speak(p)
	names := make([]string, len(st.Rows))
	for i, r := range st.Rows {
		names[i] = r.Name
	}
	// seven statuses take four rows of legend on a phone
	c := Chart{Kind: KindStatuses, Rows: rowsFor(names) + 3, Description: st.describe(s), Table: st.table(s)}
	pl := plot{y: []object{nameAxis(names)}}
	pl.phone, pl.desk = nameMedia(names)
	if st.Share {
		pl.x = []object{below(shareAxis(s.t("st.share"), nil))}
	} else {
		pl.x = []object{below(countAxis(s.t("st.count")))}
	}
	for i, status := range statusOrder {
		pl.add(st.part(s, i, status)...)
	}
	pl.add(st.words(s))
	return st.finish(s, c, pl, len(st.Rows) > 0)
}

// part is one status over all rows; a status nobody has is not drawn and not in the legend.
func (st Statuses) part(s speaker, i int, status string) []series {
	data := make([]any, len(st.Rows))
	some := false
	for row, r := range st.Rows {
		n, all := r.Counts[status], r.total()
		if r.State != Reported || n <= 0 {
			continue
		}
		some = true
		v := float64(n)
		if st.Share {
			v = round6(float64(n) / float64(all))
		}
		tip := lines(r.Name, s.t("st."+status)+": "+s.Int(n)+"/"+s.Int(all), r.Note, s.asOf(st.AsOf))
		data[row] = datum(tip, v)
	}
	if !some {
		return nil
	}
	bar := series{SingleSeries: charts.SingleSeries{Name: s.t("st." + status), Type: "bar", Stack: "status", Data: data, BarMaxWidth: "20"}}
	bar.more = object{"itemStyle": statusStyle(i)}
	return []series{bar}
}

// statusStyle: full colours for what was due, light ones for what is in neither part; a pattern wherever two neighbours
// could be taken for each other in grey.
func statusStyle(i int) object {
	styles := [...]object{
		{"color": teal},
		{"color": amber, "decal": stripes("rgba(255,255,255,.75)", -math.Pi/4)},
		{"color": plum, "decal": dots("rgba(255,255,255,.8)")},
		{"color": white, "borderColor": gray, "borderWidth": 1},
		{"color": "#eee9d8", "borderColor": sand, "borderWidth": 1, "decal": stripes("rgba(120,105,60,.6)", 0)},
		{"color": wash, "borderColor": "#7fa9ac", "borderWidth": 1},
		{"color": "#eceff0", "borderColor": gray, "borderWidth": 1, "borderType": "dashed", "decal": stripes("rgba(71,88,95,.55)", math.Pi/4)},
	}
	style := styles[i]
	style["borderRadius"] = 0
	return style
}

func (st Statuses) words(s speaker) series {
	var words []any
	for i, r := range st.Rows {
		switch {
		case r.State != Reported:
			words = append(words, wordAt(s.state(r.State), 0, i))
		case r.total() == 0:
			words = append(words, wordAt(s.t("st.none"), 0, i))
		}
	}
	return wordSeries(words)
}

func (r StatusRow) total() int64 {
	var all int64
	for _, status := range statusOrder {
		all += max(0, r.Counts[status])
	}
	return all
}

func (r StatusRow) due() int64 {
	var due int64
	for _, status := range statusOrder[:dueStatuses] {
		due += max(0, r.Counts[status])
	}
	return due
}

func (st Statuses) describe(s speaker) string {
	totals := map[string]int64{}
	var due, all int64
	missing := 0
	for _, r := range st.Rows {
		if r.State != Reported {
			missing++
			continue
		}
		due, all = due+r.due(), all+r.total()
		for _, status := range statusOrder {
			totals[status] += max(0, r.Counts[status])
		}
	}
	parts := []string{s.t("d.statuses", st.Title, s.count(len(st.Rows)), s.Int(all), s.Int(due))}
	for _, status := range statusOrder {
		if totals[status] > 0 {
			parts = append(parts, s.t("st."+status)+" "+s.Int(totals[status])+".")
		}
	}
	if missing > 0 {
		parts = append(parts, s.t("d.nonumber", s.count(missing)))
	}
	return sentences(parts...)
}

// table has met of due first, because that is the rate, and every status after it.
func (st Statuses) table(s speaker) Table {
	first := st.RowHead
	if first == "" {
		first = s.t("h.place")
	}
	t := Table{Head: []Head{{Text: first}, {Text: s.t("h.met_due"), Num: true}}}
	for _, status := range statusOrder {
		t.Head = append(t.Head, Head{Text: s.t("st." + status), Num: true})
	}
	t.Head = append(t.Head, Head{Text: s.t("h.note")})
	for _, r := range st.Rows {
		known := r.State == Reported
		row := []Cell{{Text: r.Name, Href: r.Href, Header: true}, {Text: "–", Num: true}}
		if known {
			row[1] = Cell{Text: s.Int(max(0, r.Counts["met"])) + "/" + s.Int(r.due()), Sort: key(float64(max(0, r.Counts["met"]))), Num: true}
		}
		for _, status := range statusOrder {
			if known {
				row = append(row, s.countCell(Count{N: max(0, r.Counts[status])}))
			} else {
				row = append(row, Cell{Text: "–", Num: true})
			}
		}
		t.Rows = append(t.Rows, append(row, Cell{Text: joinKept("; ", []string{s.state(r.State), r.Note}), Badge: badge(r.State)}))
	}
	return t
}
