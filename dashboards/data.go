package dashboards

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"nhipcau/internal/store"
	"nhipcau/internal/unit"
)

// dataPageView answers: what was this made from, what was left out and why, and can it be made again?
type dataPageView struct {
	layout
	Inputs    *table
	Decisions *table
	Issues    *table
	IssuesCut string
	NoInputs  string
	Versions  *table
	Tables    *table
	History   *table
	Gazetteer []pair
	Gaps      string
}

func dataPage(q *request) error {
	page := dataPageView{}
	m := q.held.Manifest
	landings, err := q.held.landings()
	if err != nil {
		return err
	}
	page.inputs(q, m, landings)
	if err := page.decisions(q, m, landings); err != nil {
		return err
	}
	if err := page.history(q); err != nil {
		return err
	}
	page.versions(q, m)
	if err := page.gazetteer(q); err != nil {
		return err
	}
	page.layout = q.layout("nav.data", "/du-lieu")
	page.Lede = q.T("data.lede")
	page.Facts = []pair{{Name: q.T("fact.cutoff"), Value: q.Date(q.held.AsOf)}, {Name: q.T("data.snapshot"), Value: q.held.ID}, {Name: q.T("data.built"), Value: q.DateTime(m.CreatedAt)},
		{Name: q.T("data.program"), Value: orDash(m.Program)}}
	return q.render(http.StatusOK, "data.html", page)
}

// inputs are the received files of this snapshot: accepted and rejected add up to received, always.
func (page *dataPageView) inputs(q *request, m store.Manifest, landings []store.Landing) {
	t := &table{Caption: q.T("data.inputs"), Heads: []head{{Text: q.T("head.file")}, {Text: q.T("head.received_at")}, {Text: q.T("head.received"), Num: true},
		{Text: q.T("head.accepted"), Num: true}, {Text: q.T("head.rejected"), Num: true}, {Text: q.T("head.warned"), Num: true}, {Text: q.T("head.hash"), NoSort: true}}, Tall: len(m.Inputs) > 20}
	issues := &table{Caption: q.T("data.issues"), Tall: true, Heads: []head{{Text: q.T("head.file")}, {Text: q.T("head.sheet")}, {Text: q.T("head.row"), Num: true}, {Text: q.T("head.column")},
		{Text: q.T("head.value")}, {Text: q.T("head.reason")}, {Text: q.T("head.severity")}}}
	used := map[[2]string]bool{} // the same bytes read with another map are another reading
	for _, in := range m.Inputs {
		used[[2]string{in.SHA256, in.Reading}] = true
	}
	cut := int64(0)
	var read []store.Receipt
	var received, accepted, rejected, warned int64
	for _, l := range landings {
		r := l.Receipt
		if !used[[2]string{r.SHA256, r.Reading}] {
			continue
		}
		received, accepted, rejected, warned = received+r.Received, accepted+r.Accepted, rejected+r.Rejected, warned+r.Warned
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: r.Name, Lang: q.vi(), Small: strings.Join(q.noteWords(r), " · ")}, {Text: q.DateTime(r.ReceivedAt), Sort: r.ReceivedAt.Format("2006-01-02T15:04:05")},
			q.intCell(r.Received), q.intCell(r.Accepted), q.intCell(r.Rejected), q.intCell(r.Warned), {Text: short(r.SHA256), Code: true}}})
		read = append(read, r)
	}
	for _, refused := range []bool{true, false} { // what was lost before what was only doubted
		for _, r := range read {
			cut += q.issueRows(issues, r, refused)
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b row) int { return compareKeys(a.Cells[0].Text, b.Cells[0].Text) })
	t.Foot = []row{{Cells: []cell{{Text: q.T("head.all")}, {}, q.intCell(received), q.intCell(accepted), q.intCell(rejected), q.intCell(warned), {}}}}
	if len(t.Rows) == 0 {
		page.NoInputs = q.T("data.no_inputs")
	} else {
		page.Inputs = t
	}
	if len(issues.Rows) > 0 {
		page.Issues = issues
	}
	if cut > 0 {
		page.IssuesCut = q.T("data.issues_cut", "n", cut)
	}
}

// maxIssues bounds the list, which is printed too; the receipt in the landing has more.
const maxIssues = 120

// issueRows adds the rejects of a file, or the rest that was said about it, and tells how much was left out.
func (q *request) issueRows(t *table, r store.Receipt, refused bool) (cut int64) {
	if !refused {
		cut = r.IssuesCut
	}
	for _, is := range r.Issues {
		if (is.Severity == "reject") != refused {
			continue
		}
		if len(t.Rows) >= maxIssues {
			cut++
			continue
		}
		position := cell{Text: "–", Num: true, Sort: "-"}
		if is.Row > 0 {
			position = q.intCell(is.Row)
		}
		badge := "badge-press"
		if is.Severity == "reject" {
			badge = "badge-missing"
		}
		t.Rows = append(t.Rows, row{Cells: []cell{{Text: r.Name, Lang: q.vi()}, {Text: orDash(is.Sheet), Lang: q.vi()}, position, {Text: orDash(is.Column), Lang: q.vi()},
			{Text: orDash(clip(is.Value)), Lang: q.vi()}, {Text: pick(q.Printer, is.MessageVi, is.MessageEn)}, {Text: q.T("severity." + is.Severity), Badge: badge}}})
	}
	return cut
}

// noteWords says what was done at the door, and with which column map.
func (q *request) noteWords(r store.Receipt) []string {
	var out []string
	if r.Reading != "" {
		out = append(out, q.T("data.read_with_map", "map", short(r.Reading)))
	}
	for _, note := range r.Notes {
		out = append(out, q.Note("door.", note))
	}
	return out
}

func (q *request) intCell(n int64) cell {
	return cell{Text: q.Int(n), Num: true, Sort: strconv.FormatInt(n, 10)}
}

func (page *dataPageView) versions(q *request, m store.Manifest) {
	page.Versions = &table{Caption: q.T("data.versions"), Unsorted: true, Heads: []head{{Text: q.T("head.what")}, {Text: q.T("data.versions")}}}
	for _, k := range []string{"definitions", "gazetteer", "reference", "published"} {
		if v, ok := m.Versions[k]; ok {
			page.Versions.Rows = append(page.Versions.Rows, row{Cells: []cell{{Text: q.T("version." + k)}, {Text: v, Code: true}}})
		}
	}
	page.Versions.Rows = append(page.Versions.Rows, row{Cells: []cell{{Text: q.T("data.engine")}, {Text: m.Engine}}}, row{Cells: []cell{{Text: q.T("data.inputs_hash")}, {Text: m.InputsHash[:min(16, len(m.InputsHash))]}}})
	page.Tables = &table{Caption: q.T("data.tables"), Tall: true, Compact: true, Heads: []head{{Text: q.T("head.table")}, {Text: q.T("head.rows"), Num: true}, {Text: q.T("head.checksum"), NoSort: true}}}
	for _, s := range m.Tables {
		page.Tables.Rows = append(page.Tables.Rows, row{Cells: []cell{{Text: s.Table, Code: true}, q.intCell(s.Rows), {Text: s.Checksum, Code: true}}})
	}
}

func (page *dataPageView) history(q *request) error {
	all, err := q.server.config.Warehouse.Snapshots()
	if err != nil {
		return err
	}
	page.History = &table{Caption: q.T("data.history"), Tall: len(all) > 20, Heads: []head{{Text: q.T("data.snapshot")}, {Text: q.T("data.built")}, {Text: q.T("fact.cutoff")}, {Text: q.T("head.files"), Num: true}, {Text: q.T("head.rejected"), Num: true}}}
	for _, s := range all {
		page.History.Rows = append(page.History.Rows, row{Current: s.ID == q.held.ID, Cells: []cell{{Text: s.ID, Code: true}, {Text: q.DateTime(s.Manifest.CreatedAt), Sort: s.Manifest.CreatedAt.Format("2006-01-02T15:04:05")},
			{Text: q.isoDate(s.Manifest.AsOf), Sort: s.Manifest.AsOf}, q.intCell(int64(len(s.Manifest.Inputs))), q.intCell(s.Manifest.RejectedRow)}})
	}
	return nil
}

func (page *dataPageView) gazetteer(q *request) error {
	g, err := q.server.gazetteer()
	if err != nil {
		return err
	}
	page.Gazetteer = []pair{{Name: q.T("gazetteer.as_of"), Value: q.Date(g.Info.AsOf)}, {Name: q.T("gazetteer.decree"), Value: orDash(g.Info.LastDecree), Lang: q.vi()},
		{Name: q.T("gazetteer.units"), Value: q.Int(int64(len(g.Units())))}}
	for _, l := range []unit.Level{unit.Province, unit.District, unit.Commune} {
		page.Gazetteer = append(page.Gazetteer, pair{Name: q.T("gazetteer.now", "level", q.levelInline(string(l))), Value: q.Int(int64(len(g.AllAt(l, g.Info.AsOf))))})
	}
	if n := len(g.Gaps()); n > 0 {
		page.Gaps = q.T("gazetteer.gaps", "n", n)
	}
	return nil
}

// levelInlineOr is that, or what all levels together are called.
func (q *request) levelInlineOr(level string) string {
	name := q.levelName(level)
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// levelInline is a level's name inside a sentence.
func (q *request) levelInline(level string) string {
	return strings.ToLower(q.facts().word(q.Printer, "level", level))
}

// isoDate writes a date that the manifest keeps as text.
func (q *request) isoDate(text string) string {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return q.Date(t)
}
