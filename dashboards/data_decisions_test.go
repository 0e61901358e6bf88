package dashboards_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"nhipcau/dashboards"
	"nhipcau/data"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// TestThePageOfDataTellsDecisions: a corrected file, one taken out again, and one read anew with a map. Each reading is listed
// once, and what does not count is named with its day and reason.
func TestThePageOfDataTellsDecisions(t *testing.T) {
	w, err := store.Open(t.TempDir(), duckdb.New())
	if err != nil {
		t.Fatal(err)
	}
	run := func(day int, also func(*pipeline.Request), files ...pipeline.Received) {
		t.Helper()
		now := time.Date(2026, 1, day, 3, 0, 0, 0, time.UTC)
		req := pipeline.Request{Files: files, AsOf: now, Now: now, Reference: data.FS, Program: "test", Who: "ai@may",
			Verify: func(ctx context.Context, file string, want []store.TableSum) error {
				return store.VerifyFile(ctx, w.Engine, file, want)
			}}
		if also != nil {
			also(&req)
		}
		if _, err := pipeline.Run(t.Context(), w, req); err != nil {
			t.Fatal(err)
		}
	}
	register := func(name, district string, rows ...string) pipeline.Received {
		text := "Mã cuộc;Đơn vị tổ chức;Trực thuộc;Ngày tổ chức;Họ và tên\n"
		for _, r := range rows {
			text += strings.Replace(r, "@", "Huyện "+district+";tỉnh Bắc Giang", 1) + ";\n"
		}
		return pipeline.Received{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
	}
	mapped := register("luc-nam.csv", "Lục Nam", "L1;@;12/3/2019")
	run(1, nil, register("yen-dung.csv", "Yên Dũng", "A1;@;12/3/2019"), register("tan-yen.csv", "Tân Yên", "T1;@;12/3/2019"), mapped)
	run(2, func(r *pipeline.Request) {
		r.Answers = []pipeline.Answer{{What: store.Supersedes, File: "yen-dung.csv"}}
	}, register("yen-dung-moi.csv", "Yên Dũng", "A1;@;13/3/2019"))
	if mapped.Map, err = pipeline.ParseMap([]byte("columns:\n  \"Trực thuộc\": parent\n")); err != nil {
		t.Fatal(err)
	}
	run(3, nil, mapped)
	run(4, func(r *pipeline.Request) {
		r.Retract = &pipeline.Retraction{File: "tan-yen.csv", Reason: "gửi nhầm"}
	})

	s, err := dashboards.New(t.Context(), dashboards.Config{Warehouse: w, Reference: data.FS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	page := func(path string) *html.Node {
		rec := httptest.NewRecorder()
		s.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		doc, err := html.Parse(rec.Body)
		if err != nil || rec.Code != http.StatusOK {
			t.Fatalf("%s: %d %v", path, rec.Code, err)
		}
		return doc
	}
	section := func(doc *html.Node, id string) string {
		for _, n := range find(doc, "section", "section") {
			if attr(n, "aria-labelledby") == id {
				return text(n)
			}
		}
		return ""
	}
	for _, c := range []struct{ path, id, want string }{
		{"/du-lieu", "s-decisions", "yen-dung.csv Không tính: đã được thay thế bằng yen-dung-moi.csv"},
		{"/du-lieu", "s-decisions", "2/1/2026"},
		{"/du-lieu", "s-decisions", "tan-yen.csv Không tính: đã thu hồi"},
		{"/du-lieu", "s-decisions", "4/1/2026"},
		{"/du-lieu", "s-decisions", "gửi nhầm"},
		{"/en/du-lieu", "s-decisions", "yen-dung.csv Not counted: superseded by yen-dung-moi.csv"},
		{"/du-lieu", "s-inputs", "đọc theo tệp ánh xạ cột"},
		{"/du-lieu", "s-inputs", "Bỏ 1 cột dữ liệu cá nhân"},
		{"/en/du-lieu", "s-inputs", "1 column of personal data dropped"},
	} {
		if got := section(page(c.path), c.id); !strings.Contains(got, c.want) {
			t.Errorf("%s %s lacks %q: %s", c.path, c.id, c.want, got)
		}
	}
	inputs := section(page("/du-lieu"), "s-inputs")
	if n := strings.Count(inputs, "luc-nam.csv"); n != 1 {
		t.Errorf("two readings of one file are listed %d times: %s", n, inputs)
	}
	if strings.Contains(inputs, "tan-yen.csv") || strings.Contains(inputs, "ai@may") {
		t.Errorf("what does not count, or who did it: %s", inputs)
	}
}
