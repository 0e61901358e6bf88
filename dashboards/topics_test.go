package dashboards_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"nhipcau/internal/i18n"
	"nhipcau/internal/stat"
)

// captioned is the table with a caption, its rows as texts.
func captioned(t *testing.T, doc *html.Node, caption string) [][]string {
	t.Helper()
	for _, table := range find(doc, "table", "data") {
		if c := find(table, "caption", ""); len(c) == 0 || !strings.HasPrefix(text(c[0]), caption) {
			continue
		}
		var rows [][]string
		for _, tr := range find(table, "tr", "") {
			var cells []string
			for c := range tr.ChildNodes() {
				if c.Type == html.ElementNode {
					cells = append(cells, text(c))
				}
			}
			rows = append(rows, cells)
		}
		return rows[1:]
	}
	t.Fatalf("no table %q", caption)
	return nil
}

// Every change is said in words; who filed the opinions adds up; Khác is among the topics everywhere.
func TestTopicsInWords(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.Vi, i18n.En} {
		p := i18n.For(lang)
		path := "/mo-phong/chu-de"
		if lang == i18n.En {
			path = "/en" + path
		}
		_, doc := get(t, path)
		words := []string{p.T("change.up"), p.T("change.down"), p.T("change.none")}
		changes := captioned(t, doc, p.T("topics.change", "now", "2025", "before", "2024"))
		if len(changes) != 15 {
			t.Errorf("%s: %d topics are compared", path, len(changes))
		}
		for _, cells := range changes {
			if said := cells[len(cells)-1]; !slices.Contains(words, said) {
				t.Errorf("%s: %s is said to be %q", path, cells[0], said)
			}
		}
		filing := captioned(t, doc, p.T("topics.filing"))
		if last := filing[len(filing)-2][0]; !strings.Contains(last, map[i18n.Lang]string{i18n.Vi: "Khác", i18n.En: "Other"}[lang]) {
			t.Errorf("%s: the last topic is %q", path, last)
		}
		for col := 1; col < 4; col++ {
			sum := 0
			for _, cells := range filing[:len(filing)-1] {
				sum += whole(cells[col])
			}
			if all := whole(filing[len(filing)-1][col]); sum != all {
				t.Errorf("%s: column %d adds up to %d, not %d", path, col, sum, all)
			}
		}
	}
}

func whole(s string) (n int) {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n = 10*n + int(r-'0')
		}
	}
	return n
}

// A place says what sets it apart, or that it has too few opinions; a hidden topic is hidden in both tables of the page.
func TestLocalityIsSetApart(t *testing.T) {
	p := i18n.For(i18n.Vi)
	_, doc := get(t, "/mo-phong/dia-phuong/p24@2004")
	here := captioned(t, doc, p.T("apart.title"))
	if len(here) != 15 {
		t.Errorf("%d topics", len(here))
	}
	said := []string{p.T("apart.up"), p.T("apart.down"), p.T("apart.none"), p.T("apart.hidden")}
	for _, cells := range here {
		if !slices.Contains(said, cells[4]) || (cells[4] == p.T("apart.hidden")) != (cells[1] == p.T("value.hidden")) {
			t.Errorf("%q", cells)
		}
	}
	_, doc = get(t, "/mo-phong/chu-de?dia-ban=p24@2004")
	links := 0
	for _, a := range find(doc, "a", "") {
		if attr(a, "href") == "/mo-phong/dia-phuong/p24@2004#khac-biet" {
			links++
		}
	}
	if links != 1 {
		t.Errorf("%d links to what sets the place apart", links)
	}
}

// Months too few for a burst are said to be so, on their side of the reform.
func TestBurstsSayWhatIsTooShort(t *testing.T) {
	_, doc := get(t, "/mo-phong/chu-de")
	if page := text(doc); !strings.Contains(page, "chưa đủ 12 tháng để xét") || !strings.Contains(page, "8/2025–11/2025 có 4 tháng") {
		t.Error("the months after the reform are too few, and the page does not say it")
	}
}

// The examples of Cách tính are worked by internal/stat.
func TestTopicExamplesAreWorked(t *testing.T) {
	p := i18n.For(i18n.Vi)
	_, doc := get(t, "/cach-tinh")
	page := text(doc)
	d, err := stat.Newcombe(165, 1000, 120, 1000, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	b, err := stat.KleinbergBursts([]float64{0, 2, 1, 6, 7, 2, 8, 7, 2, 1}, []float64{9, 11, 12, 10, 10, 8, 12, 10, 13, 11}, 2, 1)
	if err != nil || len(b.Bursts) != 2 {
		t.Fatal(b, err)
	}
	// z of the vector "topics-informative" of stats/log_odds_dirichlet.json is 5,7 with its own prior; with 100 opinions it is worked here
	odds, err := stat.LogOdds([]float64{40, 10, 5, 3, 2}, []float64{80, 190, 75, 57, 13}, []float64{12000. / 475, 20000. / 475, 8000. / 475, 6000. / 475, 1500. / 475})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"từ " + p.Points(d.Lower) + " đến " + p.Points(d.Upper), "trọng số " + p.Decimal(b.Bursts[1].Weight, 2), "z = +" + p.Decimal(odds[0].Z, 1)} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// The page of topics hides small counts of a province as the province's own page does: in no table, in no year, stands a count under 5.
func TestTopicsOfOneProvinceHideSmallCounts(t *testing.T) {
	p := i18n.For(i18n.Vi)
	hidden := 0
	for _, query := range []string{"p24@2004&nam=all", "p24@2004&nam=2024", "p01@2004&nam=2024", "p26@2004&nam=2023", "p24@2025&nam=2025", "p24@2004&nam=2024&cap=commune"} {
		res, doc := get(t, "/mo-phong/chu-de?dia-ban="+query)
		if res.StatusCode != 200 {
			t.Fatalf("%s: status %d", query, res.StatusCode)
		}
		if len(find(doc, "figure", "chart")) == 0 {
			continue // no records there
		}
		if !strings.Contains(text(doc), p.T("topics.hidden", "least", 5)) {
			t.Errorf("%s: not said why counts are hidden", query)
		}
		for _, table := range find(doc, "table", "data") {
			for i, td := range find(table, "td", "num") {
				if strings.HasPrefix(text(td), p.T("value.hidden")) {
					hidden++
				}
				for _, e := range append(find(td, "small", ""), td) {
					x, n, ok := strings.Cut(text(e), "/")
					if ok && n != "" && len(x) < 3 && whole(x) > 0 && whole(x) < 5 && !sessionsColumn(td) {
						t.Errorf("%s: cell %d says %q", query, i, text(td))
					}
				}
			}
		}
	}
	if hidden == 0 {
		t.Error("nothing was hidden; the sample has small counts")
	}
}

// sessionsColumn says that a cell counts sessions, which are no one's opinion.
func sessionsColumn(td *html.Node) bool {
	column := 0
	for c := td.PrevSibling; c != nil; c = c.PrevSibling {
		if c.Type == html.ElementNode {
			column++
		}
	}
	return column == 3
}
