package simulate

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var reviewed = os.DirFS("../../data")

func run(t testing.TB, c Config) Truth {
	t.Helper()
	c.Data = reviewed
	if c.Out == "" {
		c.Out = t.TempDir()
	}
	truth, err := Run(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

// fingerprint is the hash of every file of a folder.
func fingerprint(t *testing.T, dir string) map[string]string {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(dir, "*"))
	sums := map[string]string{}
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		io.Copy(h, f)
		f.Close()
		sums[filepath.Base(p)] = fmt.Sprintf("%x", h.Sum(nil))
	}
	return sums
}

func TestSameSeedSameBytes(t *testing.T) {
	c := Config{Seed: 7, Opinions: 12_000, Years: [2]int{2024, 2025}, Faults: 0.01}
	a, b, other := c, c, c
	a.Out, b.Out, other.Out, other.Seed = t.TempDir(), t.TempDir(), t.TempDir(), 8
	truthA, truthB := run(t, a), run(t, b)
	run(t, other)
	if d := cmp.Diff(fingerprint(t, a.Out), fingerprint(t, b.Out)); d != "" {
		t.Error("two runs of one seed differ:", d)
	}
	if d := cmp.Diff(truthA, truthB); d != "" {
		t.Error("two truths of one seed differ:", d)
	}
	same := fingerprint(t, a.Out)
	for name, sum := range fingerprint(t, other.Out) {
		if same[name] == sum {
			t.Errorf("%s is the same for another seed", name)
		}
	}
}

func TestRecountAgreesWithTruth(t *testing.T) {
	asOf := time.Date(2025, 3, 31, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]Config{
		"messy files":      {Seed: 1, Opinions: 20_000, Years: [2]int{2019, 2025}},
		"one tidy pair":    {Seed: 2, Opinions: 9_000, Years: [2]int{2023, 2025}, SingleFile: true, Tidy: true},
		"an early cut-off": {Seed: 3, Opinions: 9_000, Years: [2]int{2024, 2025}, AsOf: asOf},
		"with faults":      {Seed: 4, Opinions: 9_000, Years: [2]int{2024, 2025}, Faults: 0.05},
	} {
		t.Run(name, func(t *testing.T) {
			c.Out = t.TempDir()
			truth := run(t, c)
			cut, err := time.Parse(time.DateOnly, truth.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			n := recount(t, c.Out, cut)
			if truth.Opinions != c.Opinions {
				t.Errorf("opinions %d, asked for %d", truth.Opinions, c.Opinions)
			}
			if truth.Total.Opinions == 0 || truth.Total.Resolved == 0 {
				t.Fatal("nothing was counted")
			}
			if d := cmp.Diff(truth.Total, n.total); d != "" {
				t.Error("total (-truth +files):", d)
			}
			if d := cmp.Diff(truth.ByYear, n.byYear); d != "" {
				t.Error("by year (-truth +files):", d)
			}
			if d := cmp.Diff(truth.ByLevel, n.byLevel); d != "" {
				t.Error("by level (-truth +files):", d)
			}
			if d := cmp.Diff(truth.ByProvinceYear, n.byPlace); d != "" {
				t.Error("by province and year (-truth +files):", d)
			}
			for id, want := range truth.ByOutcome {
				if n.outcomes[id] != want {
					t.Errorf("outcome %s: truth %d, files %d", id, want, n.outcomes[id])
				}
			}
			bad := map[string]bool{}
			for _, r := range truth.Rejects {
				bad[fmt.Sprintf("%s:%d", r.File, r.Row)] = true
			}
			if d := cmp.Diff(bad, n.bad); d != "" {
				t.Error("rows to refuse (-truth +files):", d)
			}
			if c.Faults > 0 && len(bad) < 300 {
				t.Errorf("only %d faulty rows", len(bad))
			}
		})
	}
}

func TestTruthAddsUp(t *testing.T) {
	truth := run(t, Config{Seed: 5, Opinions: 15_000})
	sum := func(groups map[string]Counts) (c Counts) {
		for _, g := range groups {
			c.add(g)
		}
		return c
	}
	years := Counts{}
	for _, c := range truth.ByYear {
		years.add(c)
	}
	for name, got := range map[string]Counts{"province": sum(truth.ByProvince), "province and year": sum(truth.ByProvinceYear),
		"level": sum(truth.ByLevel), "year": years} {
		if got != truth.Total {
			t.Errorf("by %s adds up to %+v, total is %+v", name, got, truth.Total)
		}
	}
	for name, m := range map[string]map[string]int64{"topic": truth.ByTopic, "subtopic": truth.BySubtopic, "outcome": truth.ByOutcome} {
		var n int64
		for _, k := range m {
			n += k
		}
		if n != 15_000 {
			t.Errorf("by %s adds up to %d", name, n)
		}
	}
	if len(truth.ByProvince) != 63+34 {
		t.Errorf("%d provinces, need the 63 and the 34", len(truth.ByProvince))
	}
	if _, err := json.Marshal(truth); err != nil {
		t.Error(err)
	}
}

func TestEveryRowIsMarked(t *testing.T) {
	c := Config{Seed: 6, Opinions: 4_000, Years: [2]int{2019, 2019}, Faults: 0.05, Out: t.TempDir()}
	run(t, c)
	sessions, opinions := readAll(t, c.Out)
	for _, r := range append(sessions, opinions...) {
		if r.cell["Dữ liệu mô phỏng"] != simulatedMark {
			t.Fatalf("%s row %d is not marked", r.file, r.row)
		}
	}
	if len(opinions) < 4_000 {
		t.Fatalf("only %d opinions", len(opinions))
	}
}

func TestHeadersAreTheTemplates(t *testing.T) {
	c := Config{Seed: 6, Opinions: 10, Years: [2]int{2019, 2019}, SingleFile: true, Tidy: true, Out: t.TempDir()}
	run(t, c)
	for file, want := range map[string]string{
		sessionsName: `Mã cuộc,Đơn vị tổ chức,Trực thuộc,Cấp,Ngày tổ chức,Hình thức,Phương thức,Kênh,Người chủ trì (chức danh),` +
			`Người đứng đầu trực tiếp chủ trì,Lượt người dự,Ý kiến tổng hợp trước hội nghị,Ý kiến tại hội nghị,Ý kiến gửi sau hội nghị,` +
			`Ngày thông báo tổ chức,Ngày thông báo kết luận,Ngày công khai kết quả,Chủ đề,Ghi chú,Dữ liệu mô phỏng`,
		opinionsName: `Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,STT ý kiến,Đơn vị tính,Thời điểm nêu,Lĩnh vực,Nội dung tóm tắt,` +
			`Thẩm quyền,Cơ quan được giao,Đã làm rõ tại hội nghị,Thời hạn trả lời,Ngày trả lời,Hình thức trả lời,Ngày giải quyết xong,Kết quả,` +
			`Ngày cập nhật kết quả,Lý do chưa giải quyết,Ngày thông báo cần thêm thời gian,Ngày chuyển cấp có thẩm quyền,MTTQ xác nhận đã thực hiện,Kiến nghị lặp lại,Ghi chú,Dữ liệu mô phỏng`,
	} {
		b, err := os.ReadFile(filepath.Join(c.Out, file))
		if err != nil {
			t.Fatal(err)
		}
		if got, _, _ := strings.Cut(string(b), "\n"); got != want {
			t.Errorf("%s starts\n%s, want\n%s", file, got, want)
		}
	}
}

func TestSettingsThatCannotBeMet(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "khac.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	ok := Config{Opinions: 10, Out: t.TempDir(), Data: reviewed, Years: [2]int{2019, 2019}}
	for name, spoil := range map[string]func(*Config){
		"no opinions":             func(c *Config) { c.Opinions = 0 },
		"no folder":               func(c *Config) { c.Out = "" },
		"no data":                 func(c *Config) { c.Data = nil },
		"years reversed":          func(c *Config) { c.Years = [2]int{2020, 2019} },
		"before the gazetteer":    func(c *Config) { c.Years = [2]int{2014, 2019} },
		"a district":              func(c *Config) { c.Provinces = []string{"d216@2004"} },
		"a province of later":     func(c *Config) { c.Provinces = []string{"p24@2025"} },
		"too many faults":         func(c *Config) { c.Faults = 0.9 },
		"drawn up too early":      func(c *Config) { c.Until = time.Date(2019, 1, 20, 0, 0, 0, 0, time.UTC) },
		"files of something else": func(c *Config) { c.Out = dir },
	} {
		c := ok
		spoil(&c)
		if _, err := Run(context.Background(), c, nil); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestStopsAndReportsProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := Config{Seed: 1, Opinions: 50_000, Out: t.TempDir(), Data: reviewed, Years: [2]int{2024, 2024}}
	var last int64
	_, err := Run(ctx, c, func(done, total int64) {
		if done < last || total != c.Opinions {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		if last = done; done > 5_000 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if last == 0 || last > 20_000 {
		t.Errorf("stopped at %d", last)
	}
}

// BenchmarkRun reports opinions a second, spelled and written to a file.
// TestLevelsAndUntil: asked for one level, every unit of it is reached by few opinions, no other holds a session, and nothing is later
// than the day the registers were drawn up.
func TestLevelsAndUntil(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "sim")
	until := time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)
	truth, err := Run(t.Context(), Config{Seed: 2, Opinions: 4000, Out: dir, Data: reviewed, Years: [2]int{2026, 2026}, Provinces: []string{"p24@2025"},
		Levels: []string{"commune"}, Until: until, SingleFile: true, Tidy: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(dir, "cuoc-doi-thoai.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	units, levels := map[string]bool{}, map[string]bool{}
	for _, row := range rows[1:] {
		units[row[at["Đơn vị"]]], levels[row[at["Cấp"]]] = true, true
		held, err := time.Parse("02/01/2006", row[at["Ngày tổ chức"]])
		if err != nil || held.After(until) || held.Year() != 2026 {
			t.Errorf("held %q, %v", row[at["Ngày tổ chức"]], err)
		}
	}
	if int64(len(rows)-1) != truth.Sessions || len(levels) != 1 || len(units) < 90 { // 99 communes, some of one name
		t.Errorf("%d sessions of %d, levels %v, %d units", len(rows)-1, truth.Sessions, levels, len(units))
	}
	for _, bad := range []Config{{Levels: []string{"xã"}}, {Years: [2]int{2026, 2026}, Until: time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)}} {
		bad.Opinions, bad.Out, bad.Data = 10, filepath.Join(t.TempDir(), "bad"), reviewed
		if _, err := Run(t.Context(), bad, nil); !errors.Is(err, ErrConfig) {
			t.Errorf("%v %v: %v", bad.Levels, bad.Until, err)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	const n = 200_000
	b.ReportAllocs()
	for b.Loop() {
		run(b, Config{Seed: 1, Opinions: n, SingleFile: true, Out: b.TempDir()})
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "opinions/s")
}
