package semantic_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/semantic"
	"nhipcau/internal/simulate"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// country is a snapshot published from simulated registers in every hand's spelling, on both sides of the reform.
type country struct {
	dir, file string
	truth     simulate.Truth
	asOf      time.Time
}

var simulated = sync.OnceValues(func() (c country, err error) {
	dir, err := os.MkdirTemp(scratch, "country")
	if err != nil {
		return c, err
	}
	ctx := context.Background()
	c = country{dir: filepath.Join(dir, "sim"), asOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	if c.truth, err = simulate.Run(ctx, simulate.Config{Seed: 11, Opinions: 6000, Years: [2]int{2024, 2025}, Out: c.dir, Data: data.FS,
		Provinces: []string{"p17@2004", "p24@2004", "p27@2004", "p24@2025", "p25@2025"}}, nil); err != nil {
		return c, err
	}
	w, err := store.Open(filepath.Join(dir, "warehouse"), duckdb.New())
	if err != nil {
		return c, err
	}
	files, err := filepath.Glob(filepath.Join(c.dir, "*.csv"))
	if err != nil {
		return c, err
	}
	request := pipeline.Request{AsOf: c.asOf, Now: c.asOf, Reference: data.FS, Program: "test",
		Verify: func(ctx context.Context, file string, want []store.TableSum) error {
			return store.VerifyFile(ctx, duckdb.New(), file, want)
		}}
	for _, f := range files {
		r, err := pipeline.OpenFile(f)
		if err != nil {
			return c, err
		}
		request.Files = append(request.Files, r)
	}
	out, err := pipeline.Run(ctx, w, request)
	if err == nil && out.Rejects() > 0 {
		err = fmt.Errorf("%d rows rejected", out.Rejects())
	}
	c.file = filepath.Join(dir, "warehouse", "snapshots", out.Snapshot, store.FullFile)
	return c, err
})

func open(t testing.TB) (country, engine.Reader, *semantic.Catalog) {
	t.Helper()
	c, err := simulated()
	if err != nil {
		t.Fatal(err)
	}
	r, err := duckdb.New().Open(t.Context(), c.file, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	catalog, err := semantic.Load(t.Context(), r, c.asOf)
	if err != nil {
		t.Fatal(err)
	}
	return c, r, catalog
}

var headline = []string{"sessions", "attendees", "opinions", "answered_at_session", "replied", "resolved", "resolved_within_authority"}

// TestHeadlineIsTheTruth: by province and year, as the writer of the files counted them while writing.
func TestHeadlineIsTheTruth(t *testing.T) {
	c, r, catalog := open(t)
	result, err := catalog.Run(t.Context(), r, semantic.Query{Metrics: headline, By: []semantic.Dim{semantic.ByProvince, semantic.ByYear}, Origin: "simulated"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][11]int64{}
	for _, row := range result.Rows {
		v := row.Values
		got[row.Keys[0]+"/"+row.Keys[1]] = [11]int64{v[0].Num, v[1].Num, v[2].Num, v[3].Num, v[3].Den, v[4].Num, v[4].Den, v[5].Num, v[5].Den, v[6].Num, v[6].Den}
	}
	want := map[string][11]int64{}
	for key, n := range c.truth.ByProvinceYear {
		want[key] = [11]int64{n.Sessions, n.Attendees, n.Opinions, n.Answered, n.Opinions, n.Replied, n.Opinions, n.Resolved, n.Opinions, n.OwnResolved, n.Own}
	}
	if d := cmp.Diff(want, got); d != "" || len(got) < 5 {
		t.Error("(-truth +semantic layer)", d)
	}
}

// TestHeadlineIsWhatTheFilesSay counts opinions and resolutions straight from the received files: it shares no code with the pipeline
// or the writer, only the reviewed list of words for "resolved".
func TestHeadlineIsWhatTheFilesSay(t *testing.T) {
	c, r, catalog := open(t)
	words := phrases(t, "outcome", "resolved")
	want := map[string][2]int64{}
	paths, _ := filepath.Glob(filepath.Join(c.dir, "*-y-kien.csv"))
	for _, path := range paths {
		for _, row := range rowsOf(t, path) {
			held := day(t, row["Ngày tổ chức"])
			if held.After(c.asOf) {
				continue
			}
			n := want[fmt.Sprint(held.Year())]
			n[1]++
			if done := row["Ngày giải quyết xong"]; done != "" {
				if at := day(t, done); !at.After(c.asOf) {
					n[0]++
				}
			} else if words[plain(row["Kết quả"])] && (row["Ngày cập nhật kết quả"] == "" || !day(t, row["Ngày cập nhật kết quả"]).After(c.asOf)) {
				n[0]++
			}
			want[fmt.Sprint(held.Year())] = n
		}
	}
	result, err := catalog.Run(t.Context(), r, semantic.Query{Metrics: []string{"resolved"}, By: []semantic.Dim{semantic.ByYear}, Origin: "simulated"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]int64{}
	for _, row := range result.Rows {
		got[row.Keys[0]] = [2]int64{row.Values[0].Num, row.Values[0].Den}
	}
	if d := cmp.Diff(want, got); d != "" || len(got) != 2 {
		t.Error("(-files +semantic layer)", d)
	}
}

func rowsOf(t *testing.T, path string) []map[string]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(path, err)
	}
	var list []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, c := range line {
			row[norm.NFC.String(lines[0][i])] = strings.TrimSpace(c)
		}
		list = append(list, row)
	}
	return list
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	for _, form := range []string{"2/1/2006", "2.1.2006", "2-1-2006", "2006-1-2"} {
		if at, err := time.Parse(form, s); err == nil {
			return at
		}
	}
	t.Fatalf("date %q", s)
	return time.Time{}
}

func plain(s string) string { return strings.ToLower(norm.NFC.String(strings.TrimSpace(s))) }

func phrases(t *testing.T, field, code string) map[string]bool {
	t.Helper()
	f, err := data.FS.Open("reference/vocabulary.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	words, r := map[string]bool{}, csv.NewReader(f)
	for {
		line, err := r.Read()
		if errors.Is(err, io.EOF) {
			return words
		}
		if err != nil {
			t.Fatal(err)
		}
		if line[0] == field && line[1] == code {
			words[plain(line[2])], words[plain(line[4])] = true, true
		}
	}
}

// unlocked opens the snapshot in an instance whose settings can still be changed, on one connection.
func unlocked(t *testing.T, file string, settings ...string) engine.Work {
	t.Helper()
	w, err := duckdb.New().Work(t.Context(), "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	w.(interface{ SetMaxOpenConns(int) }).SetMaxOpenConns(1)
	exec(t, w, append([]string{"attach '" + file + "' as snapshot (read_only)", "use snapshot"}, settings...)...)
	return w
}

// TestEngineSettingsDoNotChangeNumbers: for every metric, what the snapshot stores is what its SELECT gives with the optimiser off and
// on, on one thread and on many.
func TestEngineSettingsDoNotChangeNumbers(t *testing.T) {
	c, _, catalog := open(t)
	d := duckdb.New().Dialect()
	sum := func(w engine.Work, table string) string {
		var n int64
		var s string
		// as texts: a code is stored as its number of opinions, elsewhere not
		if err := w.QueryRowContext(t.Context(), d.Checksum("(select columns(*)::varchar from "+table+")")).Scan(&n, &s); err != nil {
			t.Fatal(table, err)
		}
		return fmt.Sprint(n, " ", s)
	}
	for name, settings := range map[string][]string{
		"optimiser off, one thread": {"pragma disable_optimizer", "set threads=1"}, "optimiser off": {"pragma disable_optimizer", "set threads=4"},
		"one thread": {"set threads=1"}, "many threads": {"set threads=4"},
	} {
		w := unlocked(t, c.file, settings...)
		for _, id := range catalog.Order {
			stored, made := sum(w, "metrics."+id), sum(w, "("+catalog.Metrics[id].SQL+")")
			if stored != made {
				t.Errorf("%s, %s: stored %s, computed %s", name, id, stored, made)
			}
		}
	}
}

// TestAnswersDoNotDependOnTheEngine asks the semantic layer the same under each setting.
func TestAnswersDoNotDependOnTheEngine(t *testing.T) {
	c, r, catalog := open(t)
	var other []engine.Work
	for _, settings := range [][]string{{"pragma disable_optimizer", "set threads=1"}, {"set threads=1"}, {"set threads=4"}} {
		other = append(other, unlocked(t, c.file, settings...))
	}
	for limit, q := range bases(catalog) {
		q.Origin = "simulated"
		for _, by := range [][]semantic.Dim{{semantic.ByProvince}, {semantic.ByLevel, semantic.ByYear}, {semantic.ByUnit, semantic.ByYear}} {
			q.By = append(slices.Clone(by), q.By...)
			q.By = slices.Compact(slices.Sorted(slices.Values(q.By)))
			want, err := catalog.Run(t.Context(), r, q)
			if err != nil {
				t.Fatal(err)
			}
			for i, w := range other {
				got, err := catalog.Run(t.Context(), w, q)
				if err != nil {
					t.Fatal(err)
				}
				if a, b := fmt.Sprintf("%+v", want.Rows), fmt.Sprintf("%+v", got.Rows); a != b {
					t.Errorf("metrics read %s by %v differ under other settings, number %d", limit, q.By, i)
				}
			}
		}
	}
}

// TestIntervalsInSQL: whoever adds up the roll-up with the published functions gets the interval the pages show.
func TestIntervalsInSQL(t *testing.T) {
	_, r, catalog := open(t)
	result, err := catalog.Run(t.Context(), r, semantic.Query{Metrics: []string{"resolved"}, By: []semantic.Dim{semantic.ByProvince}, Origin: "simulated"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]float64{}
	for _, row := range result.Rows {
		want[row.Keys[0]] = [2]float64{row.Values[0].Lo, row.Values[0].Hi}
	}
	rows, err := r.QueryContext(t.Context(), `select province_id, clustered_lower(sum(k), sum(num), sum(den), sum(num_num), sum(num_den), sum(den_den)),
		clustered_upper(sum(k), sum(num), sum(den), sum(num_num), sum(num_den), sum(den_den))
		from metrics.by_province where metric_id = 'resolved' and origin = 'simulated' group by province_id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var id string
		var lo, hi float64
		if err := rows.Scan(&id, &lo, &hi); err != nil {
			t.Fatal(err)
		}
		if d := lo - want[id][0]; d*d > 1e-20 {
			t.Errorf("%s: lower %v in SQL, %v in Go", id, lo, want[id][0])
		}
		if d := hi - want[id][1]; d*d > 1e-20 {
			t.Errorf("%s: upper %v in SQL, %v in Go", id, hi, want[id][1])
		}
		n++
	}
	if n != len(want) || n < 5 {
		t.Errorf("%d provinces in SQL, %d in Go", n, len(want))
	}
}

// TestBasesAddUp: whatever the map, the same opinions are counted once.
func TestBasesAddUp(t *testing.T) {
	_, r, catalog := open(t)
	sums := map[semantic.Basis]int64{}
	withheld := map[string]int{}
	for _, b := range []semantic.Basis{semantic.AsRecorded, semantic.Basis63, semantic.Basis34} {
		result, err := catalog.Run(t.Context(), r, semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByProvince}, Basis: b, Origin: "simulated"})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range result.Rows {
			sums[b] += row.Values[0].Num
			if row.Incomplete != nil {
				withheld[row.Keys[0]] = len(row.Incomplete.Missing)
			}
		}
	}
	// p25@2025 Phú Thọ draws on Phú Thọ, Vĩnh Phúc and Hòa Bình (p17): only the last sent; p24@2025 Bắc Ninh is whole
	if d := cmp.Diff(map[string]int{"p25@2025": 2}, withheld); d != "" {
		t.Error(d)
	}
	if sums[semantic.AsRecorded] != sums[semantic.Basis63] || sums[semantic.Basis34] >= sums[semantic.AsRecorded] {
		t.Errorf("opinions by basis: %v", sums)
	}
}

func TestDurationsCountOpenCases(t *testing.T) {
	_, r, catalog := open(t)
	list, err := catalog.Durations(t.Context(), r, semantic.Query{By: []semantic.Dim{semantic.ByProvince, semantic.ByYear}, Origin: "simulated"})
	if err != nil {
		t.Fatal(err)
	}
	opinions, err := catalog.Run(t.Context(), r, semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByProvince, semantic.ByYear}, Origin: "simulated"})
	if err != nil {
		t.Fatal(err)
	}
	got, want := map[string]int64{}, map[string]int64{}
	for _, d := range list {
		got[fmt.Sprint(d.Keys)] = int64(d.KM.N) + d.Undated
		if d.KM.Status != "ok" || d.Median.Days == nil || len(d.Within) != len(semantic.WithinDays) || d.Ended.N != d.KM.N {
			t.Errorf("%v: %+v", d.Keys, d.Median)
		}
	}
	for _, row := range opinions.Rows {
		want[fmt.Sprint(row.Keys)] = row.Values[0].Num
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("every opinion is in one curve or undated (-opinions +cases)", d)
	}
	if _, err := catalog.Durations(t.Context(), r, semantic.Query{By: []semantic.Dim{semantic.ByTopic}, Origin: "simulated"}); !errors.Is(err, semantic.ErrQuery) {
		t.Error("durations are not kept by topic:", err)
	}
}

func TestOrderLimitAndMaturedMonths(t *testing.T) {
	_, r, catalog := open(t)
	ask := func(q semantic.Query) semantic.Result {
		q.Metrics, q.Origin = []string{"resolved"}, "simulated"
		result, err := catalog.Run(t.Context(), r, q)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	down := ask(semantic.Query{By: []semantic.Dim{semantic.ByProvince}, Order: semantic.LargestFirst, Limit: 3})
	if len(down.Rows) != 3 || down.Rows[0].Values[0].Rate < down.Rows[2].Values[0].Rate {
		t.Errorf("%+v", down.Rows)
	}
	last := ""
	for _, row := range ask(semantic.Query{By: []semantic.Dim{semantic.ByMonth}, Matured: true}).Rows {
		last = max(last, row.Keys[0])
	}
	if last > "2026-01-01" {
		t.Errorf("%s holds sessions that are not 40 days old at the cut-off of 31/3/2026", last)
	}
}

func TestExplainSaysHowANumberCameAbout(t *testing.T) {
	_, r, catalog := open(t)
	result, err := catalog.Run(t.Context(), r, semantic.Query{Metrics: []string{"opinions", "reply_on_time"}, Origin: "simulated"})
	if err != nil {
		t.Fatal(err)
	}
	e, err := catalog.Explain(t.Context(), r, result, 1)
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]int64{}
	for _, x := range e.Excluded {
		reasons[x.Reason] = x.N
		if x.Vi == "" || x.En == "" {
			t.Errorf("%s has no words", x.Reason)
		}
	}
	v := result.Rows[0].Values[1]
	if reasons["exempt"] != v.Exempt || v.Exempt == 0 {
		t.Errorf("%v beside %+v", slices.Sorted(maps.Keys(reasons)), v)
	}
	if len(e.Rules) != 1 || e.Rules[0].Value != 30 || e.Rules[0].Anchor != "notice" {
		t.Errorf("rules %+v", e.Rules)
	}
	for _, query := range []string{e.Metric.SQL, e.Records} {
		if _, err := r.Reads(t.Context(), query); err != nil || query == "" {
			t.Errorf("%q is no SELECT: %v", query, err)
		}
	}
}

func TestOverdueByAgencyAddsUp(t *testing.T) {
	_, r, catalog := open(t)
	q := semantic.Query{Metrics: []string{"overdue_replies"}, Origin: "simulated"}
	result, err := catalog.Run(t.Context(), r, q)
	if err != nil {
		t.Fatal(err)
	}
	list, err := catalog.Overdue(t.Context(), r, q)
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	for i, x := range list {
		sum += x.N
		if x.To30+x.To90+x.Over90 != x.N || x.OldestDays < 1 || i > 0 && list[i-1].N < x.N {
			t.Errorf("%+v", x)
		}
	}
	if sum == 0 || sum != result.Rows[0].Values[0].Num {
		t.Errorf("agencies owe %d, the whole is %d", sum, result.Rows[0].Values[0].Num)
	}
}

// TestRecordsLeadBack: the SELECT that Explain gives lists as many records as the denominator counts, and what stands beside it.
func TestRecordsLeadBack(t *testing.T) {
	_, r, catalog := open(t)
	narrow := semantic.Query{Basis: semantic.Basis63, From: month(2024, 3), To: month(2024, 10), Where: semantic.Where{Province: "p24@2004", Level: "commune", SessionKind: "dinh_ky"}}
	heir := semantic.Query{Basis: semantic.Basis34, Where: semantic.Where{Units: someHeir(t, r)}}
	for _, q := range []semantic.Query{{}, narrow, heir, {Matured: true}, {Where: semantic.Where{Topic: "DD"}}} {
		q.Origin, q.Metrics = "simulated", []string{"sessions", "resolved", "resolved_within_authority", "open_at_cutoff", "opinions_at", "head_chaired", "overdue_replies", "reply_on_time", "minimum_met"}
		switch {
		case q.Where.Topic != "":
			q.Metrics, q.Exact = []string{"resolved", "open_at_cutoff", "reply_on_time"}, true
		case q.Where.SessionKind != "":
			q.Metrics = q.Metrics[:8] // periods know no kind
		}
		result, err := catalog.Run(t.Context(), r, q)
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range q.Metrics {
			v := result.Rows[0].Values[i]
			want := v.Num
			if result.Metrics[i].Unit != "count" {
				want = v.Den + v.NotDue + v.NoClock + v.Exempt + v.Unknown
			}
			e, err := catalog.Explain(t.Context(), r, result, i)
			if err != nil {
				t.Fatal(err)
			}
			var n int64
			if err := r.QueryRowContext(t.Context(), "select count(*) from ("+e.Records+")").Scan(&n); err != nil {
				t.Fatal(e.Records, err)
			}
			if n != want || n == 0 && id != "minimum_met" && id != "overdue_replies" && id != "reply_on_time" {
				t.Errorf("%s: %d records, %d counted: %s", id, n, want, e.Records)
			}
		}
	}
}

// someHeir is a commune of today with sessions of more than one old commune.
func someHeir(t *testing.T, r engine.Reader) []string {
	t.Helper()
	var id string
	if err := r.QueryRowContext(t.Context(), `select x.unit34_id from metrics.unit34 x join model.session s on s.unit_id = x.unit_id where s.origin = 'simulated'
		group by x.unit34_id having count(distinct x.unit_id) > 1 order by 1 limit 1`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return []string{id}
}

// TestEveryMetricLeadsToRecords: whatever is asked for, there is a way down.
func TestEveryMetricLeadsToRecords(t *testing.T) {
	_, r, catalog := open(t)
	for name, q := range bases(catalog) {
		q.Origin = "simulated"
		result, err := catalog.Run(t.Context(), r, q)
		if err != nil {
			t.Fatal(name, err)
		}
		for i, id := range q.Metrics {
			e, err := catalog.Explain(t.Context(), r, result, i)
			if err != nil {
				t.Fatal(err)
			}
			if read, err := r.Reads(t.Context(), e.Records); err != nil || len(read) == 0 {
				t.Errorf("%s: %q: %v", id, e.Records, err)
			}
		}
	}
}

// TestMonthsAfterTheReformAreWhole: what the new province itself held needs no old one.
func TestMonthsAfterTheReformAreWhole(t *testing.T) {
	_, r, catalog := open(t)
	result, err := catalog.Run(t.Context(), r, semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByMonth}, Basis: semantic.Basis34,
		Where: semantic.Where{Province: "p25@2025"}, Origin: "simulated"})
	if err != nil {
		t.Fatal(err)
	}
	before, after := 0, 0
	for _, row := range result.Rows {
		switch old := row.Keys[0] < "2025-07-01"; {
		case old && row.Incomplete != nil:
			before++
		case !old && row.Incomplete == nil && row.Values[0].Num > 0:
			after++
		default:
			t.Errorf("%+v", row)
		}
	}
	if before < 10 || after < 3 {
		t.Errorf("%d months withheld before the reform, %d whole after it", before, after)
	}
}
