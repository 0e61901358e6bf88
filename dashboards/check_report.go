package dashboards

import (
	"cmp"
	"slices"
	"strings"
)

// mostOfRule is how many places of one rule the page shows; the file that is given back has all.
const mostOfRule = 50

// checkedView is the report of one file.
type checkedView struct {
	Name    string
	Lang    string // of Name
	Verdict string
	Badge   string
	Refused string
	Counts  []pair
	Door    []string
	Headers []checkedHeader
	Groups  []checkedGroup
	Clean   string
	More    string
}

// checkedHeader is how one header was read.
type checkedHeader struct {
	Title string
	Note  string // columns that are not taken in, in the summary
	Table *table
	Open  bool
}

// checkedGroup is what one rule found.
type checkedGroup struct {
	Message string
	Word    string
	Badge   string
	Count   string
	Table   *table
	More    string
	Open    bool
}

// checkView is the page without a report.
func (q *request) checkView() checkView {
	page := checkView{
		Action: q.path(checkPath), Back: q.path(backPath), Choose: q.T("check.choose", "n", mostCheckFiles, "mb", q.server.checkBytes()>>20),
		Accept: ".csv,.tsv,.txt,.xlsx,.xlsm,.docx,.docm,.json,.ndjson,.jsonl,.parquet,.arrow,.feather,.zip,.yaml",
		Rules:  []string{q.T("check.rule.nothing"), q.T("check.rule.secret"), q.T("check.rule.personal"), q.T("check.rule.not_sent")},
	}
	page.layout = q.layout("nav.check", checkPath)
	page.Lede = q.T("check.lede")
	return page
}

func (q *request) checkedFile(f CheckedFile) checkedView {
	v := checkedView{Name: f.Name, Lang: q.vi(), Refused: f.Refused}
	switch {
	case f.Refused != "":
		v.Verdict, v.Badge = q.T("check.verdict.refused"), "badge-missing"
		return v
	case f.Twice:
		v.Verdict, v.Badge, v.Clean = q.T("check.verdict.twice"), "badge-na", q.T("check.twice")
		return v
	case f.Rejected > 0:
		v.Verdict, v.Badge = q.T("check.verdict.rejects", "n", f.Rejected), "badge-missing"
	case len(f.Findings) > 0:
		v.Verdict, v.Badge = q.T("check.verdict.warned"), "badge-press"
	default:
		v.Verdict, v.Badge, v.Clean = q.T("check.verdict.clean"), "badge-reported", q.T("check.clean")
	}
	v.Counts = []pair{{Name: q.T("head.received"), Value: q.Int(f.Received)}, {Name: q.T("head.accepted"), Value: q.Int(f.Accepted)},
		{Name: q.T("head.rejected"), Value: q.Int(f.Rejected)}, {Name: q.T("head.warned"), Value: q.Int(f.Warned)},
		{Name: q.T("check.format"), Value: f.Format}}
	if f.Encoding != "" {
		v.Counts = append(v.Counts, pair{Name: q.T("check.encoding"), Value: f.Encoding})
	}
	v.Door = f.Door
	for _, t := range f.Tables {
		v.Headers = append(v.Headers, q.checkedHeader(t))
	}
	v.Groups = q.checkedGroups(f.Findings)
	if f.More > 0 {
		v.More = q.T("check.more_issues", "n", f.More)
	}
	return v
}

// checkedHeader lists the columns of a header: the letter, the sender's words, what they were read as.
func (q *request) checkedHeader(t CheckedTable) checkedHeader {
	h := checkedHeader{Title: q.T("check.kind." + t.Kind)}
	if t.Sheet != "" {
		h.Title += " · " + q.T("check.sheet", "sheet", t.Sheet)
	}
	if t.Line > 0 {
		h.Title += " · " + q.T("check.header_row", "n", t.Line)
	}
	h.Table = &table{Caption: q.T("check.columns"), Compact: true, Unsorted: true, Heads: []head{{Text: q.T("head.column")}, {Text: q.T("check.words")}, {Text: q.T("check.read_as")}}}
	left := 0
	for _, c := range t.Columns {
		read := cell{Text: c.Label}
		if c.Fate != "read" {
			left++
			read = cell{Text: q.T("check.fate." + c.Fate), Badge: "badge-press"}
		}
		h.Table.Rows = append(h.Table.Rows, row{Cells: []cell{{Text: c.Letter, Code: true}, {Text: orDash(c.Words), Lang: q.vi()}, read}})
	}
	h.Note = q.T("check.columns_read", "n", len(t.Columns)-left)
	if left > 0 {
		h.Note += " · " + q.T("check.columns_left", "n", left)
	}
	return h
}

// checkedGroups gathers findings by rule, those that cost rows first; within a rule by sheet, row and column.
func (q *request) checkedGroups(findings []CheckedFinding) []checkedGroup {
	list := slices.Clone(findings)
	rank := map[string]int{}
	for _, f := range list {
		if _, ok := rank[f.Rule]; !ok {
			rank[f.Rule] = len(rank)
		}
	}
	slices.SortStableFunc(list, func(a, b CheckedFinding) int {
		if a.Reject != b.Reject {
			if a.Reject {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(rank[a.Rule], rank[b.Rule]), strings.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), strings.Compare(a.Column, b.Column))
	})
	var groups []checkedGroup
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(f CheckedFinding) bool { return f.Rule != list[0].Rule || f.Reject != list[0].Reject })
		if n < 0 {
			n = len(list)
		}
		g := q.checkedGroup(list[:n])
		g.Open = len(groups) < 6
		groups, list = append(groups, g), list[n:]
	}
	return groups
}

func (q *request) checkedGroup(list []CheckedFinding) checkedGroup {
	g := checkedGroup{Message: list[0].Message, Word: q.T("severity.warning"), Badge: "badge-press", Count: q.T("check.places", "n", len(list))}
	if list[0].Reject {
		g.Word, g.Badge = q.T("severity.reject"), "badge-missing"
	}
	sheets := slices.ContainsFunc(list, func(f CheckedFinding) bool { return f.Sheet != "" })
	// on a telephone the first columns are seen: the cell, and what stands there
	t := &table{Label: list[0].Message, Compact: true, Heads: []head{{Text: q.T("check.cell")}, {Text: q.T("head.column")}, {Text: q.T("head.value")}}}
	if sheets {
		t.Heads = append(t.Heads, head{Text: q.T("head.sheet")})
	}
	t.Heads = append(t.Heads, head{Text: q.T("head.row"), Num: true})
	for _, f := range list[:min(len(list), mostOfRule)] {
		cells := []cell{{Text: orDash(f.Cell), Code: f.Cell != ""}, {Text: orDash(f.Column), Lang: q.vi()}, {Text: orDash(clip(f.Value)), Lang: q.vi()}}
		if sheets {
			cells = append(cells, cell{Text: orDash(f.Sheet), Lang: q.vi()})
		}
		number := cell{Text: q.T("check.whole_file"), Num: true}
		if f.Row > 0 {
			number = q.intCell(f.Row)
		}
		t.Rows = append(t.Rows, row{Cells: append(cells, number)})
	}
	if more := len(list) - mostOfRule; more > 0 {
		g.More = q.T("check.more_places", "n", more)
	}
	g.Table = t
	return g
}
