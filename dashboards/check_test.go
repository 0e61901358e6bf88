package dashboards_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"nhipcau/dashboards"
	"nhipcau/data"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/store"
)

// fakeChecker says what it is told to, and remembers what it was asked.
type fakeChecker struct {
	asked  dashboards.CheckRequest
	bodies []string
	answer func(ctx context.Context, ask dashboards.CheckRequest) (dashboards.CheckReport, error)
}

func (f *fakeChecker) Check(ctx context.Context, dir string, ask dashboards.CheckRequest) (dashboards.CheckReport, error) {
	f.asked, f.bodies = ask, nil
	for _, file := range ask.Files {
		if filepath.Dir(file.Path) != dir {
			return dashboards.CheckReport{}, fmt.Errorf("%s lies outside %s", file.Path, dir)
		}
		b, err := os.ReadFile(file.Path)
		if err != nil {
			return dashboards.CheckReport{}, err
		}
		f.bodies = append(f.bodies, string(b))
	}
	if f.answer != nil {
		return f.answer(ctx, ask)
	}
	if ask.Back != "" {
		if err := os.WriteFile(ask.Back, []byte("PK marked"), 0o600); err != nil {
			return dashboards.CheckReport{}, err
		}
	}
	rep := dashboards.CheckReport{BackName: "sổ-kiem-tra.xlsx"}
	for _, file := range ask.Files {
		rep.Files = append(rep.Files, dashboards.CheckedFile{Name: file.Name, Received: 3, Accepted: 2, Rejected: 1, Warned: 1, Format: "csv",
			Tables: []dashboards.CheckedTable{{Kind: "session", Line: 1, Columns: []dashboards.CheckedColumn{{Letter: "A", Words: "Đơn vị", Label: "Đơn vị tổ chức", Fate: "read"}, {Letter: "B", Words: "Họ tên", Fate: "personal"}}}},
			Findings: []dashboards.CheckedFinding{
				{Rule: "column_unknown", Message: "Không rõ", Row: 1, Cell: "C1"},
				{Reject: true, Rule: "date_invalid", Message: "Không phải là ngày", Row: 9, Cell: "B9", Column: "Ngày", Value: "<b>31/02</b>"},
				{Reject: true, Rule: "date_invalid", Message: "Không phải là ngày", Row: 7, Cell: "B7", Column: "Ngày"},
			}})
	}
	return rep, nil
}

// checkServer serves the page over an empty warehouse; temp is where it may leave nothing.
func checkServer(t *testing.T, f *fakeChecker, limit int64, most time.Duration) (s *dashboards.Server, temp string) {
	t.Helper()
	temp = t.TempDir()
	t.Setenv("TMPDIR", temp)
	w, err := store.Open(t.TempDir(), duckdb.New())
	if err != nil {
		t.Fatal(err)
	}
	if s, err = dashboards.New(context.Background(), dashboards.Config{Warehouse: w, Reference: data.FS, Check: f, CheckBytes: limit, CheckTime: most}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, temp
}

// form is a request with files: name, content, name, content …
func form(t *testing.T, path string, files ...string) *http.Request {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		part, err := m.CreateFormFile("tep", files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return r
}

func answer(t *testing.T, s http.Handler, r *http.Request) (*httptest.ResponseRecorder, *html.Node) {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	doc, err := html.Parse(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return w, doc
}

// leftovers are what the page keeps; it must keep nothing.
func leftovers(t *testing.T, temp string) {
	t.Helper()
	if list, err := os.ReadDir(temp); err != nil || len(list) > 0 {
		t.Errorf("left behind: %v, %v", list, err)
	}
}

func TestCheckPageReports(t *testing.T) {
	f := &fakeChecker{}
	s, temp := checkServer(t, f, 0, 0)
	w, doc := answer(t, s, form(t, "/kiem-tra", `C:\Users\an\so.csv`, "a;b", "so.csv.map.yaml", "table: session"))
	if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("status %d, cache %q", w.Code, w.Header().Get("Cache-Control"))
	}
	if len(f.asked.Files) != 1 || f.asked.Files[0].Name != "so.csv" || f.asked.Files[0].Map == "" || f.asked.Lang != "vi" || f.asked.Back != "" || f.bodies[0] != "a;b" {
		t.Errorf("asked %+v, %q", f.asked, f.bodies)
	}
	groups := find(doc, "details", "more")
	if len(groups) != 3 || !strings.Contains(text(groups[0]), "Không phải là ngày") || !strings.Contains(text(groups[0]), "2 chỗ") {
		t.Fatalf("%d groups; what costs rows comes first", len(groups))
	}
	var cells []string
	for _, th := range find(groups[0], "th", "") {
		if attr(th, "scope") == "row" {
			cells = append(cells, text(th))
		}
	}
	if !slices.Equal(cells, []string{"B7", "B9"}) {
		t.Errorf("cells %q, want them by row", cells)
	}
	if len(find(doc, "b", "")) != 0 {
		t.Error("a value became markup")
	}
	if !strings.Contains(text(groups[2]), "dữ liệu cá nhân, không lấy") {
		t.Errorf("headers: %q", text(groups[2]))
	}
	leftovers(t, temp)
}

func TestCheckPageGivesBack(t *testing.T) {
	f := &fakeChecker{}
	s, temp := checkServer(t, f, 0, 0)
	w, _ := answer(t, s, form(t, "/en/kiem-tra/tai-ve", "so.csv", "a;b"))
	if w.Code != http.StatusOK || w.Body.String() != "PK marked" || f.asked.Lang != "en" {
		t.Errorf("%d, %q, asked %+v", w.Code, w.Body.String(), f.asked)
	}
	if got := w.Header().Get("Content-Disposition"); !strings.HasPrefix(got, "attachment; filename*=utf-8''s%E1%BB%95") {
		t.Errorf("disposition %q", got)
	}
	leftovers(t, temp)
}

func TestCheckPageRefuses(t *testing.T) {
	foreign := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
	other := func(r *http.Request) { r.Header.Set("Origin", "http://other.example") }
	for name, c := range map[string]struct {
		files  []string
		change func(*http.Request)
		status int
		says   string
	}{
		"no file":        {nil, nil, http.StatusBadRequest, "Chưa chọn tệp"},
		"too large":      {[]string{"a.csv", strings.Repeat("x", 200<<10)}, nil, http.StatusRequestEntityTooLarge, "quá lớn"},
		"size not told":  {[]string{"a.csv", strings.Repeat("x", 200<<10)}, func(r *http.Request) { r.ContentLength = -1 }, http.StatusRequestEntityTooLarge, "quá lớn"},
		"too many":       {slices.Repeat([]string{"a.csv", "x"}, 25), nil, http.StatusBadRequest, "Quá nhiều tệp"},
		"another site":   {[]string{"a.csv", "x"}, foreign, http.StatusForbidden, "trang khác"},
		"another origin": {[]string{"a.csv", "x"}, other, http.StatusForbidden, "trang khác"},
		"no form":        {[]string{"a.csv", "x"}, func(r *http.Request) { r.Header.Set("Content-Type", "text/csv") }, http.StatusBadRequest, "không đúng dạng"},
		"cut off":        {[]string{"a.csv", strings.Repeat("x", 5000)}, func(r *http.Request) { r.Body = io.NopCloser(io.LimitReader(r.Body, 3000)); r.ContentLength = -1 }, http.StatusBadRequest, "không đúng dạng"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &fakeChecker{}
			s, temp := checkServer(t, f, 100<<10, 0)
			r := form(t, "/kiem-tra", c.files...)
			if c.change != nil {
				c.change(r)
			}
			w, doc := answer(t, s, r)
			if w.Code != c.status || !strings.Contains(text(doc), c.says) || len(f.asked.Files) != 0 {
				t.Errorf("status %d, want %d; asked %v; page %q", w.Code, c.status, f.asked, text(doc))
			}
			leftovers(t, temp)
		})
	}
}

// A checker that panics, takes too long or fails leaves nothing behind, and the next check runs.
func TestCheckPageOutlivesItsChecker(t *testing.T) {
	f := &fakeChecker{}
	s, temp := checkServer(t, f, 0, 50*time.Millisecond)
	for name, c := range map[string]struct {
		answer func(context.Context, dashboards.CheckRequest) (dashboards.CheckReport, error)
		status int
	}{
		"panic": {func(context.Context, dashboards.CheckRequest) (dashboards.CheckReport, error) {
			panic("a parser's fault")
		}, http.StatusInternalServerError},
		"late": {func(ctx context.Context, _ dashboards.CheckRequest) (dashboards.CheckReport, error) {
			<-ctx.Done()
			return dashboards.CheckReport{}, ctx.Err()
		}, http.StatusServiceUnavailable},
		"fault": {func(context.Context, dashboards.CheckRequest) (dashboards.CheckReport, error) {
			return dashboards.CheckReport{}, fmt.Errorf("/secret/path: broken")
		}, http.StatusInternalServerError},
		"memory": {func(context.Context, dashboards.CheckRequest) (dashboards.CheckReport, error) {
			return dashboards.CheckReport{}, dashboards.ErrCheckTooLarge
		}, http.StatusUnprocessableEntity},
	} {
		f.answer = c.answer
		w, _ := answer(t, s, form(t, "/kiem-tra", "so.csv", "a;b"))
		if w.Code != c.status || strings.Contains(w.Body.String(), "/secret") {
			t.Errorf("%s: status %d, want %d: %s", name, w.Code, c.status, w.Body.String())
		}
		leftovers(t, temp)
	}
	f.answer = nil
	if w, _ := answer(t, s, form(t, "/kiem-tra", "so.csv", "a;b")); w.Code != http.StatusOK {
		t.Errorf("the next check: %d", w.Code)
	}
}

// One check runs at a time, three wait, the next is told when to come again.
func TestCheckPageQueue(t *testing.T) {
	inside, let := make(chan struct{}, 8), make(chan struct{})
	f := &fakeChecker{answer: func(context.Context, dashboards.CheckRequest) (dashboards.CheckReport, error) {
		inside <- struct{}{}
		<-let
		return dashboards.CheckReport{}, nil
	}}
	s, temp := checkServer(t, f, 0, 0)
	codes := make(chan int, 4)
	for range 4 {
		r := form(t, "/kiem-tra", "so.csv", "a;b")
		go func() {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			codes <- w.Code
		}()
	}
	<-inside
	received := func() bool {
		list, err := filepath.Glob(filepath.Join(temp, "*", "tep-00"))
		return err == nil && len(list) == 4
	}
	for start := time.Now(); !received(); time.Sleep(time.Millisecond) {
		if time.Since(start) > 10*time.Second {
			t.Fatal("the others were not received")
		}
	}
	if len(inside) > 0 {
		t.Error("two checks run at once")
	}
	w, _ := answer(t, s, form(t, "/kiem-tra", "so.csv", "a;b"))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("the fifth: %d, retry %q", w.Code, w.Header().Get("Retry-After"))
	}
	close(let)
	for range 4 {
		if code := <-codes; code != http.StatusOK {
			t.Errorf("one that waited: %d", code)
		}
	}
	leftovers(t, temp)
}

// Only the two addresses take a POST, and without a checker there is no such page.
func TestCheckPageIsTheOnlyPost(t *testing.T) {
	f := &fakeChecker{}
	s, _ := checkServer(t, f, 0, 0)
	for path, want := range map[string]int{"/du-lieu": http.StatusMethodNotAllowed, "/mo-phong/kiem-tra": http.StatusMethodNotAllowed, "/kiem-tra/khac": http.StatusMethodNotAllowed} {
		if w, _ := answer(t, s, form(t, path, "so.csv", "a")); w.Code != want {
			t.Errorf("POST %s: %d, want %d", path, w.Code, want)
		}
	}
	if w, doc := answer(t, s, httptest.NewRequest(http.MethodGet, "/kiem-tra", nil)); w.Code != http.StatusOK || len(find(doc, "input", "")) != 1 {
		t.Errorf("the form over an empty warehouse: %d", w.Code)
	}
	if w, _ := answer(t, server, httptest.NewRequest(http.MethodGet, "/kiem-tra", nil)); w.Code != http.StatusNotFound {
		t.Errorf("without a checker: %d", w.Code)
	}
	if w, _ := answer(t, server, form(t, "/kiem-tra", "so.csv", "a")); w.Code != http.StatusNotFound && w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST without a checker: %d", w.Code)
	}
}
