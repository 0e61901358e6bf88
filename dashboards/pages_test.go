package dashboards_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"nhipcau/dashboards"
	"nhipcau/data"
	"nhipcau/internal/i18n"
	"nhipcau/internal/store"
)

type listed struct{ Path, Lang, Title string }

func allPages(t *testing.T) []listed {
	t.Helper()
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/pages.json", nil))
	var pages []listed
	if err := json.Unmarshal(w.Body.Bytes(), &pages); err != nil || len(pages) < 40 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	return pages
}

// The headline of Bắc Giang 2019 is a claim in the source's own words, with its source.
func TestHeadlineKeepsItsWords(t *testing.T) {
	_, doc := get(t, "/")
	var words []string
	for _, tile := range find(doc, "article", "kpi-claim") {
		words = append(words, text(find(tile, "p", "kpi-value")[0]))
		links := find(find(tile, "p", "kpi-foot")[0], "a", "")
		if len(links) != 1 || !strings.HasPrefix(attr(links[0], "href"), "/so-lieu-cong-bo#bac-giang-2019-") {
			t.Errorf("%s: no link to its source", text(tile))
		}
	}
	got := strings.Join(words, " | ")
	if want := "gần 90% | 7.320 ý kiến | hơn 700 cuộc | khoảng 34 nghìn lượt"; got != want {
		t.Errorf("headline %q, want %q", got, want)
	}
	lead := text(find(doc, "article", "kpi-claim")[0])
	for _, part := range []string{"của 7.320 ý kiến", "dưới 90%", "Báo Bắc Giang", "23/1/2020"} {
		if !strings.Contains(lead, part) {
			t.Errorf("%q lacks %q", lead, part)
		}
	}
	page := text(doc)
	for _, certain := range []string{"tối đa 6.587 trên 7.320", "ít nhất 733 ý kiến", "nhiều nhất là 7.320/701, khoảng 10,44 ý kiến"} {
		if !strings.Contains(page, certain) {
			t.Errorf("the page does not say %q", certain)
		}
	}
}

// "gần 90%" is never made a number, on any page of published or computed figures of real places.
func TestNoInventedFigure(t *testing.T) {
	for _, p := range allPages(t) {
		if strings.Contains(p.Path, "/mo-phong") {
			continue
		}
		_, doc := get(t, p.Path)
		page := text(doc)
		for _, never := range []string{"90,0%", "90.0%", "6.588", "6,588"} {
			if strings.Contains(page, never) {
				t.Errorf("%s says %q", p.Path, never)
			}
		}
	}
}

var catalogueKey = regexp.MustCompile(`\b(head|field|nav|value|status|duty|reason|bound|coverage|overview|locality|topics|deadlines|published|methods|data|sentence|note|error|short)\.[a-z_]+\b`)

// Every page answers, in its language, with one heading, one snapshot, and its state in the frame.
func TestEveryPage(t *testing.T) {
	ids := map[string]bool{}
	for _, p := range allPages(t) {
		res, doc := get(t, p.Path)
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", p.Path, res.StatusCode)
			continue
		}
		ids[res.Header.Get("X-Snapshot")] = true
		root := find(doc, "html", "")[0]
		if attr(root, "lang") != p.Lang {
			t.Errorf("%s: lang %q", p.Path, attr(root, "lang"))
		}
		if title := text(find(doc, "title", "")[0]); !strings.Contains(title, p.Title) {
			t.Errorf("%s: title %q", p.Path, title)
		}
		if n := len(find(doc, "h1", "")); n != 1 {
			t.Errorf("%s: %d h1", p.Path, n)
		}
		body := find(doc, "body", "")[0]
		if simulated := strings.Contains(p.Path, "/mo-phong"); simulated != (attr(body, "data-simulated") != "") || simulated != (len(find(doc, "p", "sim-ribbon")) == 1) {
			t.Errorf("%s: the watermark is wrong", p.Path)
		}
		for _, e := range find(doc, "", "") {
			if e.Data == "code" {
				continue
			}
			for c := range e.ChildNodes() {
				if c.Type == html.TextNode && e.Data != "script" {
					if key := catalogueKey.FindString(c.Data); key != "" && !strings.Contains(c.Data, "metrics.") && !strings.Contains(c.Data, "model.") {
						t.Errorf("%s: catalogue key %q", p.Path, key)
					}
					if strings.ContainsAny(c.Data, "{}") && e.Parent.Data != "pre" {
						t.Errorf("%s: unfilled text %q", p.Path, c.Data)
					}
				}
			}
		}
		footer := text(find(doc, "footer", "")[0])
		if !strings.Contains(footer, res.Header.Get("X-Snapshot")) {
			t.Errorf("%s: the footer does not name the snapshot", p.Path)
		}
	}
	if len(ids) != 1 {
		t.Errorf("pages came from %d snapshots", len(ids))
	}
}

// No link within the product leads nowhere.
func TestLinksLeadSomewhere(t *testing.T) {
	seen, places := map[string]bool{}, 0
	for _, p := range allPages(t) {
		_, doc := get(t, p.Path)
		for _, a := range find(doc, "a", "") {
			href, _, _ := strings.Cut(attr(a, "href"), "#")
			if href == "" || seen[href] {
				continue
			}
			seen[href] = true
			if strings.Contains(href, "/dia-phuong/") {
				if places++; places > 150 {
					continue // all made by the same two lines; a sample is enough
				}
			}
			if strings.HasPrefix(href, "?") || !strings.HasPrefix(href, "/") {
				t.Errorf("%s links to %q", p.Path, href)
				continue
			}
			if res, _ := get(t, href); res.StatusCode != http.StatusOK {
				t.Errorf("%s links to %s: status %d", p.Path, href, res.StatusCode)
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d links were seen", len(seen))
	}
}

var percent = regexp.MustCompile(`^[0-9]+[.,][0-9]%$`)

// A percent of records never stands alone: its row or tile has x/n and the interval.
func TestNoBarePercent(t *testing.T) {
	found := 0
	for _, path := range []string{"/mo-phong", "/mo-phong/so-sanh?nam=2024", "/mo-phong/chu-de", "/mo-phong/thoi-han", "/mo-phong/dia-phuong/p24@2004"} {
		_, doc := get(t, path)
		for _, td := range find(doc, "td", "num") {
			first := ""
			if td.FirstChild != nil && td.FirstChild.Type == html.TextNode {
				first = strings.TrimSpace(td.FirstChild.Data)
			}
			if !percent.MatchString(first) {
				continue
			}
			found++
			if !strings.Contains(text(td), "–") || !strings.Contains(text(td.Parent), "/") {
				t.Errorf("%s: %q stands without interval or x/n in %q", path, first, text(td.Parent))
			}
		}
		for _, tile := range find(doc, "article", "kpi") {
			if len(find(tile, "span", "unit")) > 0 && (len(find(tile, "p", "kpi-ratio")) == 0 || len(find(tile, "p", "kpi-interval")) == 0 || !strings.Contains(text(tile), "31/3/2026")) {
				t.Errorf("%s: bare tile %q", path, text(tile))
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d percents were looked at", found)
	}
}

// The four result rates come together.
func TestFourRatesTogether(t *testing.T) {
	p := i18n.For(i18n.Vi)
	for _, path := range []string{"/mo-phong", "/mo-phong/dia-phuong/p24@2004"} {
		_, doc := get(t, path)
		for _, table := range find(doc, "table", "data") {
			n := 0
			heads := text(find(table, "thead", "")[0])
			for _, id := range []string{"answered_at_session", "replied", "resolved", "resolved_within_authority"} {
				if strings.Contains(heads, p.T("short."+id)) {
					n++
				}
			}
			if n != 0 && n != 4 {
				t.Errorf("%s: a table with %d of the four rates: %s", path, n, heads)
			}
		}
	}
}

// A slash too many is forgiven, and never leads to another host.
func TestSlash(t *testing.T) {
	for from, to := range map[string]string{"/en/": "/en", "/mo-phong/so-sanh/": "/mo-phong/so-sanh", "//example.org/": "/example.org"} {
		if res, _ := get(t, from); res.StatusCode != http.StatusMovedPermanently || res.Header.Get("Location") != to {
			t.Errorf("%s: %d to %q, want %q", from, res.StatusCode, res.Header.Get("Location"), to)
		}
	}
}

// What the address asks for and cannot be had gives a note and the default, never an error.
func TestBadState(t *testing.T) {
	for _, path := range []string{"/mo-phong/so-sanh?nam=1800", "/mo-phong/so-sanh?chi-tieu=%27--", "/mo-phong/chu-de?chu-de=ZZ&dia-ban=p99", "/mo-phong/thoi-han?cap=village", "/so-lieu-cong-bo?kenh=x", "/mo-phong?nam=abc", "/so-sanh?nam=2030"} {
		res, doc := get(t, path)
		if res.StatusCode != http.StatusOK || len(find(doc, "aside", "callout-warn")) == 0 {
			t.Errorf("%s: status %d, %d warnings", path, res.StatusCode, len(find(doc, "aside", "callout-warn")))
		}
	}
}

func TestErrorsAreInTheReadersLanguage(t *testing.T) {
	for path, want := range map[string]string{"/khong-co": "Không tìm thấy", "/en/khong-co": "Not found", "/dia-phuong/p99@2004": "Không tìm thấy", "/en/mo-phong/dia-phuong/x": "Not found"} {
		res, doc := get(t, path)
		if h1 := text(find(doc, "h1", "")[0]); res.StatusCode != http.StatusNotFound || h1 != want {
			t.Errorf("%s: %d %q, want 404 %q", path, res.StatusCode, h1, want)
		}
	}
}

func TestHeaders(t *testing.T) {
	res, _ := get(t, "/")
	for key, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY"} {
		if got := res.Header.Get(key); got != want {
			t.Errorf("%s: %q", key, got)
		}
	}
	policy := res.Header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("If-None-Match", res.Header.Get("ETag"))
	w := httptest.NewRecorder()
	if server.ServeHTTP(w, r); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("the same page again: %d with %d bytes", w.Code, w.Body.Len())
	}
	w = httptest.NewRecorder()
	if server.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil)); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}

// Simulated rows never reach a real page: the sample holds nothing else, so real pages say that there are no records.
func TestSimulationStaysInItsView(t *testing.T) {
	_, doc := get(t, "/so-sanh")
	if n := len(find(doc, "figure", "chart")); n != 0 {
		t.Errorf("%d charts of records on a page without records", n)
	}
	_, doc = get(t, "/mo-phong/dia-phuong/p24@2004")
	if strings.Contains(text(doc), "gần 90%") {
		t.Error("a published figure stands on a simulated page")
	}
	_, doc = get(t, "/mo-phong")
	if len(find(doc, "figure", "chart")) == 0 {
		t.Error("the simulated overview has no chart")
	}
}

// A district that ended names the communes that took over from it.
func TestDissolvedUnitShowsItsHeirs(t *testing.T) {
	_, doc := get(t, "/dia-phuong/d218@2004")
	heirs := 0
	for _, a := range find(doc, "a", "") {
		if strings.Contains(attr(a, "href"), "/dia-phuong/c") && strings.HasSuffix(attr(a, "href"), "@2025") {
			heirs++
		}
	}
	if heirs == 0 || !strings.Contains(text(doc), "Đơn vị này không còn từ ngày 1/7/2025") {
		t.Errorf("%d heirs", heirs)
	}
}

// A successor is called what it was called when it took over: Bắc Ninh was a province on 1/7/2025, whatever it became.
func TestSuccessorHasTheNameOfTheDay(t *testing.T) {
	_, doc := get(t, "/dia-phuong/p24@2004")
	for _, a := range find(doc, "a", "") {
		if attr(a, "href") == "/dia-phuong/p24@2025" {
			if got := text(a); got != "Tỉnh Bắc Ninh" {
				t.Errorf("the successor is called %q", got)
			}
			return
		}
	}
	t.Error("no successor is named")
}

func TestNoSnapshotYet(t *testing.T) {
	w, err := store.Open(t.TempDir(), warehouse.Engine)
	if err != nil {
		t.Fatal(err)
	}
	empty, err := dashboards.New(context.Background(), dashboards.Config{Warehouse: w, Reference: data.FS})
	if err != nil {
		t.Fatal(err)
	}
	defer empty.Close()
	rec := httptest.NewRecorder()
	empty.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/en", nil))
	if rec.Code != http.StatusServiceUnavailable || !strings.Contains(rec.Body.String(), "nhipcau build") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

// A new CURRENT is picked up while a reader holds the old snapshot.
func TestMovesToNewSnapshot(t *testing.T) {
	before, _ := get(t, "/")
	if err := build(context.Background(), time.Date(2026, 4, 30, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if after, _ := get(t, "/"); after.Header.Get("X-Snapshot") != before.Header.Get("X-Snapshot") {
			if after.StatusCode != http.StatusOK {
				t.Errorf("status %d after the move", after.StatusCode)
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the server stayed on the old snapshot")
}
