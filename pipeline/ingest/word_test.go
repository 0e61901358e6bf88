package ingest

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nhipcau/pipeline/ingest/testdata/awkward"
)

// TestWordShows: the cells of a Word table are what a reader of the page sees.
func TestWordShows(t *testing.T) {
	want := map[string][][]string{
		"docx_changes":               {{"1", "Huyện Tân Yên", "18/01/2024", "39"}, {"2", "Huyện Yên Dũng", "20/01/2024", "40"}, nil},
		"docx_text_boxes":            {{"2", "Huyện Yên Dũng", "19/1/2024", "40"}},
		"docx_hyphens_and_footnotes": {{"1", "Huyện Tân Yên", "18-1-2024", "39¹"}},
		"docx_rows_indented":         {{"1", "Huyện Tân Yên", "18/1/2024", "39"}, {"", "Huyện Yên Dũng", "19/1/2024", "40"}},
	}
	for _, c := range awkward.Cases() {
		rows, asked := want[c.Name]
		if !asked {
			continue
		}
		delete(want, c.Name)
		path := filepath.Join(t.TempDir(), "x.docx")
		if err := os.WriteFile(path, c.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		parts, err := openParts(path)
		if err != nil {
			t.Fatal(err)
		}
		tables, _, _, err := parts.tables()
		if err != nil || len(tables) == 0 {
			t.Fatalf("%s: %d tables, %v", c.Name, len(tables), err)
		}
		parts.Close()
		last := tables[len(tables)-1].rows
		for i, cells := range rows {
			if got := last[i+1].cells; !slices.Equal(got, cells) {
				t.Errorf("%s row %d: %q, want %q", c.Name, i+1, got, cells)
			}
		}
		if c.Name == "docx_text_boxes" && len(tables) != 2 {
			t.Errorf("%d tables: the one in the text box was read once for each copy", len(tables))
		}
	}
	if len(want) > 0 {
		t.Errorf("no such file: %v", want)
	}
	if got := unmarked("39¹"); got != "39" {
		t.Errorf("39¹ is %s", got)
	}
}

// TestPeriodsOfTitles: the figures are of what the title says was done, not of what it says is to come.
func TestPeriodsOfTitles(t *testing.T) {
	for title, want := range map[string]string{
		"kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024":          "6 tháng đầu năm 2024",
		"báo cáo công tác quý iii, phương hướng, nhiệm vụ quý iv năm 2024": "quý iii năm 2024",
		"kết quả tháng 12, nhiệm vụ tháng 01 năm 2025":                     "tháng 12 năm 2024",
		"kết quả 9 tháng đầu năm và phương hướng 3 tháng cuối năm 2024":    "9 tháng đầu năm 2024",
		"kết quả năm 2024, phương hướng nhiệm vụ năm 2025":                 "năm 2024",
		"kết quả quý iv/2024, nhiệm vụ quý i/2025":                         "quý iv/2024",
		"kết quả thực hiện kế hoạch đối thoại năm 2024":                    "năm 2024",
		"kế hoạch đối thoại năm 2025":                                      "năm 2025",
		"tổng hợp ý kiến 6 tháng đầu năm 2024":                             "6 tháng đầu năm 2024",
		"kết quả 6 tháng đầu năm thực hiện kế hoạch đối thoại năm 2024":    "6 tháng đầu năm 2024",
		"kết quả quý ii thực hiện kế hoạch đối thoại năm 2024":             "quý ii năm 2024",
		"kết quả quý iv thực hiện kế hoạch đối thoại năm 2024":             "quý iv năm 2024",
		"kết quả 6 tháng đầu năm và nhiệm vụ trọng tâm năm 2024":           "6 tháng đầu năm 2024",
		"kết quả quý iv, phương hướng nhiệm vụ năm 2025":                   "quý iv năm 2024",
		"kết quả năm 2023, nhiệm vụ năm 2024":                              "năm 2023",
		"tổng hợp ý kiến":                        "",
		"báo cáo kết quả, phương hướng nhiệm vụ": "",
		"kết quả nhiệm vụ 6 tháng đầu năm 2024, giải pháp 6 tháng cuối năm 2024": "6 tháng đầu năm 2024",
	} {
		if got := periodOf(title); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}
