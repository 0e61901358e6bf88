package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/semantic"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// TestMetric asks a warehouse with the sample registers.
func TestMetric(t *testing.T) {
	a := asker(sampled(t))
	t.Run("carries its doubts", a.doubts)
	t.Run("table and explanation", a.table)
	t.Run("comparison", a.comparison)
	t.Run("old districts", a.districts)
	t.Run("usage", a.usage)
}

func sampled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	w, err := store.Open(dir, duckdb.New())
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	request := pipeline.Request{AsOf: at, Now: at, Reference: data.FS, Program: "test",
		Verify: func(ctx context.Context, file string, want []store.TableSum) error {
			return store.VerifyFile(ctx, duckdb.New(), file, want)
		}}
	paths, err := filepath.Glob("../../data/sample/*.csv")
	if err != nil || len(paths) == 0 {
		t.Fatal("sample", err)
	}
	for _, p := range paths {
		f, err := pipeline.OpenFile(p)
		if err != nil {
			t.Fatal(err)
		}
		request.Files = append(request.Files, f)
	}
	if _, err := pipeline.Run(t.Context(), w, request); err != nil {
		t.Fatal(err)
	}
	return dir
}

// asker is the folder of a warehouse.
type asker string

// ask runs the program and gives what it printed.
func (a asker) ask(t *testing.T, code int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, complaints bytes.Buffer
	got := run(t.Context(), append([]string{"--warehouse", string(a), "--lang", "vi", "metric"}, args...), strings.NewReader(""), &out, &complaints)
	if got != code {
		t.Fatalf("%v: exit code %d, want %d: %s", args, got, code, complaints.String())
	}
	return out.String(), complaints.String()
}

func (a asker) doubts(t *testing.T) {
	out, _ := a.ask(t, exitOK, "resolution_rate", "--by", "province,year", "--basis", "63", "--origin", "simulated", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) < 3 {
		t.Fatal(out, err)
	}
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, c := range row {
			record[rows[0][i]] = c
		}
		if record["metric"] != "resolved" || record["definition"] != "resolved@1" || record["as_of"] != "2026-03-31" || record["origin"] != "simulated" || record["snapshot"] == "" {
			t.Errorf("%v", record)
		}
		for _, c := range []string{"num", "den", "value", "lo", "hi", "sessions", "units_reporting", "units_expected"} {
			if record["status"] == "ok" && record[c] == "" {
				t.Errorf("%s is missing: %v", c, record)
			}
		}
	}
	lines, _ := a.ask(t, exitOK, "attendees_per_session", "--by", "unit", "--origin", "simulated", "--format", "json")
	lone := 0
	for line := range strings.Lines(lines) {
		var c cell
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(line, err)
		}
		if unknown := slices.Contains(c.Warnings, string(semantic.WarnNoInterval)); c.Value != nil && unknown != (c.Lo == nil) {
			t.Error("of one session there is no interval, not one of no width:", line)
		} else if unknown {
			lone++
		}
	}
	if lone == 0 {
		t.Error("no host with a single session in the sample")
	}
	lines, _ = a.ask(t, exitOK, "resolved", "opinions", "--by", "level", "--origin", "simulated", "--format", "json")
	seen := 0
	for line := range strings.Lines(lines) {
		var c cell
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(line, err)
		}
		if c.Metric == "opinions" && c.Den != nil || c.Metric == "resolved" && (c.Den == nil || c.Keys["level"] == "") {
			t.Error(line)
		}
		seen++
	}
	if seen != 6 {
		t.Errorf("%d values for 2 metrics on 3 levels", seen)
	}
}

func (a asker) table(t *testing.T) {
	out, _ := a.ask(t, exitOK, "reply_on_time", "--origin", "simulated", "--explain")
	for _, want := range []string{"Tính đến ngày 31/3/2026", "Tử số:", "Mẫu số:", "Quy định: 07-QC/TU", "from model.obligation", "Hồ sơ gốc"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
	out, _ = a.ask(t, exitOK)
	if !strings.Contains(out, "Tỷ lệ giải quyết xong") || strings.Count(out, "\n") < 30 {
		t.Error("without a name all metrics are listed:", out)
	}
	out, _ = a.ask(t, exitOK, "resolved", "attendees_per_session", "frequency", "--by", "unit", "--origin", "simulated")
	for _, want := range []string{"số ít (dưới 20)", "chỉ một hội nghị", "chưa đủ hội nghị để tính khoảng tin cậy", "chưa có số liệu"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%.3000s", want, out)
		}
	}
	if strings.Contains(out, "warn_") || strings.Contains(out, "small_n") {
		t.Error("a warning without words")
	}
	out, said := a.ask(t, exitOK, "opinions", "--by", "year")
	if strings.Contains(out, "2024") || !strings.Contains(said, "không có nghĩa là bằng 0") {
		t.Error("simulated rows shown as records:", out, said)
	}
}

func (a asker) comparison(t *testing.T) {
	out, _ := a.ask(t, exitOK, "resolved", "--by", "province", "--level", "commune", "--year", "2024", "--origin", "simulated", "--compare", "--min-coverage", "0.01", "--target", "0.6")
	for _, want := range []string{"Chung các nơi được so sánh", "Tỉnh Bắc Giang (p24@2004)", "trên 2", "không có số liệu trong kỳ (không phải bằng 0)"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
	out, _ = a.ask(t, exitOK, "resolved", "--by", "province", "--origin", "simulated", "--compare")
	if strings.Count(out, "Không so sánh: ") < 2 || strings.Contains(out, "vị trí") && strings.Contains(out, "từ 1") {
		t.Error("levels and maps are mixed, so nothing is ranked:", out)
	}
	a.ask(t, exitUsage, "resolved", "opinions", "--by", "province", "--compare", "--origin", "simulated")
}

// districts: after their end those are answered whose people can be told apart among the new communes; the others are refused with the reason, for
// nothing found would look like nothing said.
func (a asker) districts(t *testing.T) {
	out, _ := a.ask(t, exitOK, "opinions", "--district", "d217@2004", "--from", "2025-07", "--origin", "simulated", "--format", "csv")
	if !strings.Contains(out, "opinions,ok,15,") {
		t.Error("Lạng Giang after July 2025:", out)
	}
	for id, why := range map[string]string{"d216@2004": "không tách lại được", "d221@2004": "đã thôi tồn tại", "p24@2004": "không phải một huyện"} {
		if _, said := a.ask(t, exitUsage, "opinions", "--district", id, "--from", "2025-07", "--origin", "simulated"); !strings.Contains(said, why) {
			t.Errorf("%s: %s", id, said)
		}
	}
	a.ask(t, exitOK, "opinions", "--district", "d216@2004", "--to", "2025-06", "--origin", "simulated")
	a.ask(t, exitUsage, "opinions", "--district", "d217@2004", "--unit", "d217@2004", "--origin", "simulated")
}

func (a asker) usage(t *testing.T) {
	for _, args := range [][]string{
		{"happiness"}, {"resolved", "--by", "mood"}, {"resolved", "--basis", "35"}, {"resolved", "--format", "xml"}, {"resolved", "--year", "24x"},
		{"resolved", "--year", "2024", "--from", "2024-01"}, {"resolved", "--from", "1/2024"}, {"resolved", "--origin", "all"}, {"topic_share"},
		{"resolved", "--order", "best"}, {"resolved", "--no-such-flag"}, {"repeated", "--topic", "DD", "--origin", "simulated"},
	} {
		if _, complaint := a.ask(t, exitUsage, args...); complaint == "" {
			t.Errorf("%v: refused without a word", args)
		}
	}
}
