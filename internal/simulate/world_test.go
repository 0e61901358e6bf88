package simulate

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// Published of Bắc Giang 2019: "hơn 700 cuộc", "khoảng 34 nghìn lượt", "7.320 ý kiến", "gần 90%" by 23/1/2020.
func TestBacGiang2019IsAsPublished(t *testing.T) {
	cut := time.Date(2020, 1, 23, 0, 0, 0, 0, time.UTC)
	for seed := range uint64(6) {
		c := Config{Seed: seed, Opinions: bacGiangOpinions, Years: [2]int{2019, 2019}, Provinces: []string{bacGiang}, Out: t.TempDir()}
		truth := run(t, c)
		if !truth.BacGiang2019.AtNaturalScale {
			t.Fatalf("seed %d: scaled", seed)
		}
		n := recount(t, c.Out, cut).total
		if n.Sessions <= 700 || n.Sessions >= 750 {
			t.Errorf("seed %d: %d sessions", seed, n.Sessions)
		}
		if n.Attendees < 33_500 || n.Attendees >= 34_500 {
			t.Errorf("seed %d: %d attendees", seed, n.Attendees)
		}
		if n.Opinions != 7_320 {
			t.Errorf("seed %d: %d opinions", seed, n.Opinions)
		}
		if share := float64(n.Resolved) / float64(n.Opinions); share < 0.89 || share >= 0.9 {
			t.Errorf("seed %d: %.4f resolved", seed, share)
		}
		if n != truth.BacGiang2019.Counts {
			t.Errorf("seed %d: truth %+v, files %+v", seed, truth.BacGiang2019.Counts, n)
		}
	}
}

func TestNaturalScaleWhenThereIsRoom(t *testing.T) {
	g, err := loadUnits(reviewed)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		c       Config
		natural bool
		want    int64
	}{
		"room":            {Config{Opinions: 7_320 + 62, Years: [2]int{2019, 2019}}, true, 7_320},
		"plenty":          {Config{Opinions: 1_000_000, Years: [2]int{2018, 2020}}, true, 7_320},
		"too small":       {Config{Opinions: 7_320 + 61, Years: [2]int{2019, 2019}}, false, -1},
		"nowhere else":    {Config{Opinions: 9_000, Years: [2]int{2019, 2019}, Provinces: []string{bacGiang}}, false, 9_000},
		"nothing at all":  {Config{Opinions: 40, Years: [2]int{2019, 2019}, Provinces: []string{bacGiang}}, false, 40},
		"two provinces":   {Config{Opinions: 7_321, Years: [2]int{2019, 2019}, Provinces: []string{bacGiang, "p27@2004"}}, true, 7_320},
		"another country": {Config{Opinions: 100_000, Years: [2]int{2019, 2019}, Provinces: []string{"p27@2004"}}, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			tc.c.Data, tc.c.Out = reviewed, "unused"
			segs, err := plan(tc.c, g)
			if err != nil {
				t.Fatal(err)
			}
			var got, sum int64
			var exact bool
			for _, s := range segs {
				sum += s.opinions
				if s.isBacGiang() {
					got, exact = s.opinions, s.exact
				}
			}
			if sum != tc.c.Opinions || exact != tc.natural || tc.want >= 0 && got != tc.want {
				t.Errorf("all %d, Bắc Giang %d, exact %v", sum, got, exact)
			}
		})
	}
}

func TestNearlyNinetyEvenWhenScaled(t *testing.T) {
	truth := run(t, Config{Seed: 1, Opinions: 60_000, Years: [2]int{2019, 2019}, Provinces: []string{bacGiang}})
	if c := truth.BacGiang2019; c.AtNaturalScale || float64(c.Counts.Resolved)/float64(c.Counts.Opinions) >= 0.9 ||
		float64(c.Counts.Resolved)/float64(c.Counts.Opinions) < 0.88 {
		t.Errorf("%+v", c)
	}
}

func TestPlacesAreRealOnTheirDate(t *testing.T) {
	c := Config{Seed: 9, Opinions: 30_000, Years: [2]int{2019, 2026}, SingleFile: true, Tidy: true, Out: t.TempDir()}
	run(t, c)
	g, err := loadUnits(reviewed)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string][]int{}
	for i, v := range g.versions {
		byName[v.full] = append(byName[v.full], i)
	}
	sessions, opinions := readAll(t, c.Out)
	levels := map[string]int{}
	days := map[string]int64{}
	for _, r := range sessions {
		key := r.cell["Đơn vị tổ chức"] + r.cell["Trực thuộc"] + r.cell["Ngày tổ chức"]
		if days[key] > 0 {
			t.Errorf("rows %d and %d: one unit, one day", days[key], r.row)
		}
		days[key] = r.row
	}
	for _, r := range append(sessions, opinions...) {
		held, _ := dateOf(r.cell["Ngày tổ chức"])
		fits := 0
		for _, i := range byName[r.cell["Đơn vị tổ chức"]] {
			if v := &g.versions[i]; v.on(dayOf(held)) && g.whole(v, dayOf(held)) && g.parents(v, dayOf(held)) == r.cell["Trực thuộc"] {
				fits++
			}
		}
		if fits != 1 {
			t.Fatalf("%s row %d: %q, %q fits %d units on %s", r.file, r.row, r.cell["Đơn vị tổ chức"], r.cell["Trực thuộc"], fits, held)
		}
		levels[r.cell["Cấp"]]++
		if !held.Before(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)) && (r.cell["Cấp"] == "huyện" || strings.Contains(r.cell["Trực thuộc"], "huyện")) {
			t.Fatalf("row %d: a district on %s", r.row, held)
		}
	}
	if levels["xã"] == 0 || levels["huyện"] == 0 || levels["tỉnh"] == 0 {
		t.Errorf("levels %v", levels)
	}
}

func TestCellsAreLegibleAndInOrder(t *testing.T) {
	c := Config{Seed: 10, Opinions: 30_000, Years: [2]int{2024, 2025}, Out: t.TempDir(), Until: time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)}
	run(t, c)
	v := vocabulary(t)
	sessions, opinions := readAll(t, c.Out)
	terms := map[string]string{"Hình thức": "session_kind", "Phương thức": "mode", "Kênh": "channel", "Cấp": "level",
		"Người chủ trì (chức danh)": "host_role", "Người đứng đầu trực tiếp chủ trì": "yesno", "Đơn vị tính": "counting_unit",
		"Thời điểm nêu": "collected", "Thẩm quyền": "authority", "Đã làm rõ tại hội nghị": "yesno", "Hình thức trả lời": "reply_kind", "Kết quả": "outcome"}
	kinds := map[string]int{} // spellings seen, so that the mess is really there
	for _, r := range append(sessions, opinions...) {
		for label, field := range terms {
			if s := clean(r.cell[label]); s != "" && v[field][s] == "" {
				t.Fatalf("%s row %d, %s: %q is not in the vocabulary", r.file, r.row, label, s)
			}
		}
		held, ok := dateOf(r.cell["Ngày tổ chức"])
		if !ok || held.IsZero() {
			t.Fatalf("%s row %d: held on %q", r.file, r.row, r.cell["Ngày tổ chức"])
		}
		for label, s := range r.cell {
			if !strings.HasPrefix(label, "Ngày ") && label != "Thời hạn trả lời" || s == "" {
				continue
			}
			at, ok := dateOf(s)
			if !ok || at.Before(held) && label != "Ngày thông báo tổ chức" || at.After(c.Until) && label != "Thời hạn trả lời" {
				t.Fatalf("%s row %d, %s: %q, held on %s", r.file, r.row, label, s, r.cell["Ngày tổ chức"])
			}
			kinds[strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return '0'
				}
				return r
			}, s)]++
		}
		if n, ok := countOf(r.cell["Lượt người dự"]); !ok || n > 400 {
			t.Fatalf("%s row %d: attendees %q", r.file, r.row, r.cell["Lượt người dự"])
		}
	}
	for _, form := range []string{"00/00/0000", "0/0/0000", "00.00.0000", "0000-00-00"} {
		if kinds[form] == 0 {
			t.Errorf("no date is spelled %s", form)
		}
	}
}

func TestSessionCountsAreOfTheirOpinions(t *testing.T) {
	c := Config{Seed: 11, Opinions: 8_000, Years: [2]int{2023, 2023}, Out: t.TempDir()}
	run(t, c)
	sessions, opinions := readAll(t, c.Out)
	v, want, got := vocabulary(t), map[string]int64{}, map[string]int64{}
	onSpotAfter := 0
	for _, r := range sessions {
		for label, when := range map[string]string{"Ý kiến tổng hợp trước hội nghị": "before", "Ý kiến tại hội nghị": "at", "Ý kiến gửi sau hội nghị": "after"} {
			if n, _ := countOf(r.cell[label]); n > 0 {
				want[r.cell["Mã cuộc"]+when] = n
			}
		}
	}
	seen := map[string]bool{}
	for _, r := range opinions {
		when := v["collected"][clean(r.cell["Thời điểm nêu"])]
		got[r.cell["Mã cuộc"]+when]++
		if when == "after" && v["yesno"][clean(r.cell["Đã làm rõ tại hội nghị"])] == "yes" {
			onSpotAfter++
		}
		if key := r.cell["Mã cuộc"] + "/" + r.cell["STT ý kiến"]; seen[key] {
			t.Errorf("%s twice", key)
		} else {
			seen[key] = true
		}
	}
	if len(want) < 500 {
		t.Fatalf("only %d counts", len(want))
	}
	for k, n := range want {
		if got[k] != n {
			t.Errorf("%s: session says %d, its opinions are %d", k, n, got[k])
		}
	}
	if len(got) != len(want) || onSpotAfter > 0 {
		t.Errorf("%d counts for %d kinds of opinions; %d answered before they were raised", len(want), len(got), onSpotAfter)
	}
}

// The groups of provinces must differ where Truth says so, and opinions of one session must be more alike than chance allows.
func TestTheWorldHasStructure(t *testing.T) {
	c := Config{Seed: 12, Opinions: 60_000, Years: [2]int{2023, 2024}, Out: t.TempDir()}
	truth := run(t, c)
	groups := map[string]Counts{}
	for id, n := range truth.ByProvince {
		addTo(groups, truth.Provinces[id].Group, n)
	}
	rate := func(g string) float64 { return float64(groups[g].Resolved) / float64(groups[g].Opinions) }
	if !(rate("slow")+0.08 < rate("equal") && rate("equal")+0.08 < rate("fast")) {
		t.Errorf("resolved: slow %.3f, equal %.3f, fast %.3f", rate("slow"), rate("equal"), rate("fast"))
	}
	if n := len(truth.Bursts); n < 20 {
		t.Errorf("%d bursts in 126 province-years", n)
	}

	_, opinions := readAll(t, c.Out)
	type cluster struct{ n, x float64 }
	sessions, total := map[string]cluster{}, cluster{}
	for _, r := range opinions {
		k := sessions[r.cell["Mã cuộc"]]
		k.n++
		total.n++
		if r.cell["Ngày giải quyết xong"] != "" {
			k.x++
			total.x++
		}
		sessions[r.cell["Mã cuộc"]] = k
	}
	// Design effect of stats/methods.md §3.2.
	p, ss := total.x/total.n, 0.0
	for _, k := range sessions {
		ss += (k.x - p*k.n) * (k.x - p*k.n)
	}
	if deff := ss / (total.n * p * (1 - p)); deff < 1.5 || deff > 6 {
		t.Errorf("design effect %.2f", deff)
	}
}

// A cell says the second level by its label, the first level by its label, or the same in officials' words.
func TestTopicCellsAgreeWithTruth(t *testing.T) {
	codes := map[string]string{}
	for _, r := range readCSV(t, "../../data/reference/topic.csv") {
		codes[r.cell["label_vi"]] = r.cell["topic_id"]
	}
	for _, r := range readCSV(t, "topics.csv") {
		for _, w := range strings.Split(r.cell["wordings"], "|") {
			if codes[w] == "" {
				codes[w] = strings.TrimRight(r.cell["code"], "0123456789")
			}
		}
	}
	for _, tidy := range []bool{true, false} {
		c := Config{Seed: 15, Opinions: 5_000, Years: [2]int{2022, 2022}, SingleFile: true, Tidy: tidy, Out: t.TempDir()}
		truth := run(t, c)
		_, opinions := readAll(t, c.Out)
		groups, subtopics := map[string]int64{}, map[string]int64{}
		for _, r := range opinions {
			code := codes[r.cell["Lĩnh vực"]]
			groups[strings.TrimRight(code, "0123456789")]++
			subtopics[code]++
		}
		if !maps.Equal(groups, truth.ByTopic) {
			t.Errorf("tidy %v: truth %v, files %v", tidy, truth.ByTopic, groups)
		}
		if same := maps.Equal(subtopics, truth.BySubtopic); same != tidy {
			t.Errorf("tidy %v: second level agrees: %v", tidy, same)
		}
	}
}

func TestTopicsDrift(t *testing.T) {
	share := func(year int, code string) float64 {
		truth := run(t, Config{Seed: 13, Opinions: 20_000, Years: [2]int{year, year}, SingleFile: true})
		return float64(truth.BySubtopic[code]) / 20_000
	}
	// Online services rise, consolidation of plots fades (topics.csv).
	if a, b := share(2018, "HC3"), share(2024, "HC3"); b < 2*a {
		t.Errorf("HC3 %.4f in 2018, %.4f in 2024", a, b)
	}
	if a, b := share(2018, "DD6"), share(2024, "DD6"); b > a {
		t.Errorf("DD6 %.4f in 2018, %.4f in 2024", a, b)
	}
}

func TestApportion(t *testing.T) {
	for name, tc := range map[string]struct {
		total   int64
		weights []float64
		limits  []int64
		want    []int64
	}{
		"exact":             {10, []float64{1, 4}, nil, []int64{2, 8}},
		"largest remainder": {10, []float64{1, 1, 1}, nil, []int64{4, 3, 3}},
		"limits":            {10, []float64{9, 1, 0}, []int64{5, 9, 9}, []int64{5, 5, 0}},
		"more than fits":    {10, []float64{1, 1}, []int64{2, 2}, []int64{2, 2}},
		"no weight":         {10, []float64{0, 0}, nil, []int64{0, 0}},
	} {
		if got := apportion(tc.total, tc.weights, tc.limits); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

// Memory stays flat because no block grows.
func TestBlocksAreSmallAndAddUp(t *testing.T) {
	s := &segment{year: 2024, from: date(2024, 1, 1), to: date(2025, 1, 1), opinions: 10_000_000}
	var sum int64
	for _, b := range s.blocks() {
		sum += b.opinions
		if b.opinions > blockSize || b.from < s.from || b.to > s.to || b.from >= b.to {
			t.Fatalf("block %+v", b)
		}
	}
	if sum != s.opinions {
		t.Errorf("%d of %d", sum, s.opinions)
	}
}

func TestDays(t *testing.T) {
	for d := date(1999, 12, 25); d < date(2031, 1, 5); d++ {
		at := d.time()
		if y, m, dd := d.civil(); y != at.Year() || m != int(at.Month()) || dd != at.Day() {
			t.Fatalf("%s is %d-%d-%d", at, y, m, dd)
		}
		if d.sunday() != (at.Weekday() == time.Sunday) {
			t.Fatalf("%s: Sunday %v", at, d.sunday())
		}
	}
}

func TestBetaHasItsMeanAndSpread(t *testing.T) {
	r := newRNG(1, "beta")
	const n, mean, weight = 200_000, 0.64, 9.0
	var sum, squares float64
	for range n {
		x := r.beta(mean, weight)
		sum, squares = sum+x, squares+x*x
	}
	m := sum / n
	variance := squares/n - m*m
	if math.Abs(m-mean) > 0.003 || math.Abs(variance-mean*(1-mean)/(weight+1)) > 0.001 {
		t.Errorf("mean %.4f, variance %.5f", m, variance)
	}
}
