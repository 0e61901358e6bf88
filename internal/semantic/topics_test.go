package semantic_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nhipcau/internal/engine"
	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

// spoken says how many opinions of a month are on what: three districts hold a session a month for two years. Sessions speak of building
// in the odd months only; the first place speaks of waste far more from August to October 2023, and in 2024 all speak more of roads.
func spoken(place, month int) map[string]int {
	n := map[string]int{"Đất đai": 6 - place, "Môi trường": 2, "Giao thông, hạ tầng": 1, "Khác": 1, "": 1, "rác": 1}
	if month%2 == 0 {
		n["Xây dựng, trật tự đô thị"] = 1
	}
	if place == 0 && month >= 7 && month <= 9 {
		n["Môi trường"] = 24
	}
	if month >= 12 {
		n["Giao thông, hạ tầng"] = 4
	}
	if place == 2 && month == 3 {
		n["Dân tộc, tôn giáo"] = 3
	}
	return n
}

var (
	hosts  = []string{`Thành phố Hoa Lư,tỉnh Ninh Bình`, `Thành phố Phủ Lý,tỉnh Hà Nam`, `Thành phố Nam Định,tỉnh Nam Định`}
	codeOf = map[string]string{"Đất đai": "DD", "Môi trường": "MT", "rác": "MT", "Giao thông, hạ tầng": "GT", "Xây dựng, trật tự đô thị": "XD", "Dân tộc, tôn giáo": "DT", "Khác": "KH", "": "KH"}
	asked  = []string{"AN", "DD", "DT", "GT", "KH", "MT", "XD"}
)

// counted adds up what was written, by code.
func counted(places []int, from, to int) map[string]float64 {
	n := map[string]float64{}
	for _, p := range places {
		for m := from; m < to; m++ {
			for label, k := range spoken(p, m) {
				n[codeOf[label]] += float64(k)
			}
		}
	}
	return n
}

// sessionsOf adds the same up as sessions: what the error clustered by session is made of, and each session's opinions on a topic and in all.
func sessionsOf(id string, places []int, from, to int) (s stat.ClusterSums, x, n []float64) {
	for _, p := range places {
		for m := from; m < to; m++ {
			all := counted([]int{p}, m, m+1)
			s.Add(all[id], sumOf(all))
			x, n = append(x, all[id]), append(n, sumOf(all))
		}
	}
	return s, x, n
}

// worthOf is the design effect of a topic in a group, recounted: its own, that of the topic over both groups, and for a rare one that of all topics.
func worthOf(t *testing.T, id string, groups [2][]stat.ClusterSums, group int) float64 {
	t.Helper()
	i := slices.Index(asked, id)
	var sets [][]stat.ClusterSums
	for j := range asked {
		sets = append(sets, []stat.ClusterSums{groups[0][j], groups[1][j]})
	}
	own, err := stat.ClusteredSums(groups[group][i], 0.95)
	if err != nil {
		t.Fatal(err)
	}
	topic, _ := stat.WithinDeff(sets[i])
	deff := max(1, own.Deff, topic)
	if groups[group][i].X < 30 || groups[group][i].K < 10 {
		common, _ := stat.WithinDeff(sets...)
		deff = max(deff, common)
	}
	return deff
}

func groupsOf(places []int, from, to int, others []int, otherFrom, otherTo int) (g [2][]stat.ClusterSums) {
	for _, id := range asked {
		a, _, _ := sessionsOf(id, places, from, to)
		b, _, _ := sessionsOf(id, others, otherFrom, otherTo)
		g[0], g[1] = append(g[0], a), append(g[1], b)
	}
	return g
}

func sumOf(n map[string]float64) (all float64) {
	for _, x := range n {
		all += x
	}
	return all
}

var speaking = sync.OnceValues(func() (engine.Work, error) {
	var sessions, opinions strings.Builder
	sessions.WriteString("session_code,unit,parent,held_on,kind,channel\n")
	opinions.WriteString("session_code,unit,parent,held_on,opinion_no,topic,content\n")
	for place, host := range hosts {
		for month := range 24 {
			head := fmt.Sprintf("S%d-%d,%s,%d-%02d-05", place, month, host, 2023+month/12, month%12+1)
			fmt.Fprintf(&sessions, "%s,định kỳ,đối thoại\n", head)
			no, n := 0, spoken(place, month)
			for _, label := range slices.Sorted(maps.Keys(n)) {
				for range n[label] {
					no++
					text := ""
					if label == "rác" {
						text = "Đề nghị thu gom rác thải ở khu chợ"
					}
					fmt.Fprintf(&opinions, "%s,%d,\"%s\",%s\n", head, no, strings.TrimPrefix(label, "rác"), text)
				}
			}
		}
	}
	return built(context.Background(), engine.Options{}, map[string]string{"session": sessions.String(), "opinion": opinions.String()})
})

func talk(t *testing.T) (engine.Work, *semantic.Catalog, semantic.Ask) {
	t.Helper()
	w, err := speaking()
	if err != nil {
		t.Fatal(err)
	}
	c, err := semantic.Load(t.Context(), w, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return w, c, func(q semantic.Query) (semantic.Result, error) {
		q.Origin = "register"
		return c.Run(t.Context(), w, q)
	}
}

func january(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }

// A session counts once for a topic however often it was raised, and every opinion has been filed by its reporter, by its words, or by nobody.
func TestTopicsBySession(t *testing.T) {
	w, c, _ := talk(t)
	sums, err := c.TopicSums(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	year := semantic.Query{Origin: "register", From: january(2023), To: january(2024)}
	uses, err := sums.Uses(year)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"DD": "36/36 180+0+0", "MT": "36/36 138+36+0", "XD": "18/36 18+0+0", "DT": "1/36 3+0+0", "KH": "36/36 36+0+36", "AN": "0/36 0+0+0"}
	got := map[string]string{}
	for id := range want {
		use, err := uses.Of(id)
		if err != nil {
			t.Fatal(err)
		}
		got[id] = fmt.Sprintf("%d/%d %d+%d+%d", use.Sessions.Num, use.Sessions.Den, use.Reported, use.Rule, use.Neither())
		p, err := stat.Wilson(float64(use.Sessions.Num), 36, 0.95)
		if err != nil || p.Lower != use.Sessions.Lo || p.Upper != use.Sessions.Hi {
			t.Errorf("%s: interval %v–%v, Wilson's %v–%v: %v", id, use.Sessions.Lo, use.Sessions.Hi, p.Lower, p.Upper, err)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("sessions, then opinions filed by reporter + words + nobody (-want +got)", d)
	}
	year.Where.Province, year.Where.Level = "p35@2004", "district"
	if uses, err = sums.Uses(year); err != nil || uses.All.Sessions.Den != 12 {
		t.Errorf("%d sessions of Hà Nam: %v", uses.All.Sessions.Den, err)
	}
	year.Where.SessionKind = "dinh_ky"
	if _, err = sums.Uses(year); !errors.Is(err, semantic.ErrQuery) {
		t.Errorf("by kind of session: %v", err)
	}
}

// Changes are Newcombe's differences of the counts written, and only those that hold over all topics together are named.
func TestTopicChanges(t *testing.T) {
	_, _, ask := talk(t)
	list, err := semantic.TopicChanges(ask, semantic.Query{From: january(2024), To: january(2025)}, january(2023), january(2024), asked)
	if err != nil || len(list) != len(asked) {
		t.Fatal(list, err)
	}
	groups := groupsOf([]int{0, 1, 2}, 0, 12, []int{0, 1, 2}, 12, 24)
	p, named := make([]float64, len(asked)), []string{}
	for i, c := range list {
		b, a := groups[0][i], groups[1][i]
		before, after := worthOf(t, c.Topic, groups, 0), worthOf(t, c.Topic, groups, 1)
		x, err := stat.AtDeff(a.X, a.N, after, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		y, err := stat.AtDeff(b.X, b.N, before, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		want := stat.DifferenceOf(x, y)
		if math.Abs(c.Diff.Diff-want.Diff)+math.Abs(c.Diff.Lower-want.Lower)+math.Abs(c.Diff.Upper-want.Upper) > 1e-12 || c.Before.Sessions != 36 {
			t.Errorf("%s: %v over %d sessions, recounted %v", c.Topic, c.Diff, c.Before.Sessions, want)
		}
		_, xs, ns := sessionsOf(c.Topic, []int{0, 1, 2}, 12, 24)
		if own, err := stat.Clustered(xs, ns, 0.95); err != nil || math.Abs(own.Lower-c.After.Lo)+math.Abs(own.Upper-c.After.Hi) > 1e-9 {
			t.Errorf("%s: share between %v and %v, its sessions one by one give %v and %v: %v", c.Topic, c.After.Lo, c.After.Hi, own.Lower, own.Upper, err)
		}
		if c.Direction != semantic.NoDifference {
			named = append(named, c.Topic+" "+string(c.Direction))
		}
		p[i] = pooled(a.X, a.N, b.X, b.N, after, before)
	}
	q, err := stat.BH(p)
	if err != nil {
		t.Fatal(err)
	}
	for i := range q {
		if math.Abs(q[i]-list[i].Q) > 1e-12 {
			t.Errorf("%s: q %v, want %v", list[i].Topic, list[i].Q, q[i])
		}
	}
	if want := []string{"GT up"}; !slices.Contains(named, want[0]) || slices.Contains(named, "DD up") || slices.Contains(named, "DD down") {
		t.Errorf("named %v, want roads and not land", named)
	}
	if _, err := semantic.TopicChanges(ask, semantic.Query{From: january(2024), To: january(2025)}, january(2023), january(2025), asked); !errors.Is(err, semantic.ErrQuery) {
		t.Errorf("periods with a year in common: %v", err)
	}
}

func pooled(x1, n1, x2, n2, deff1, deff2 float64) float64 {
	p := (x1 + x2) / (n1 + n2)
	if p == 0 {
		return 1
	}
	z := (x1/n1 - x2/n2) / math.Sqrt(p*(1-p)*(deff1/n1+deff2/n2))
	return 2 * (1 - 0.5*math.Erfc(-math.Abs(z)/math.Sqrt2))
}

// What sets a place apart is LogOdds of what was written there against the other places, not against the total.
func TestSetsApart(t *testing.T) {
	_, c, ask := talk(t)
	v, err := c.SetsApart(ask, semantic.Query{Where: semantic.Where{Province: "p37@2004"}}, nil, asked)
	if err != nil || v.Status != stat.OK {
		t.Fatal(v, err)
	}
	here, rest := counted([]int{0}, 0, 24), counted([]int{1, 2}, 0, 24)
	var a, b, both []float64
	for _, id := range asked {
		a, b, both = append(a, here[id]), append(b, rest[id]), append(both, here[id]+rest[id])
	}
	prior, err := stat.BackgroundPrior(both, semantic.ApartPrior)
	if err != nil {
		t.Fatal(err)
	}
	groups := groupsOf([]int{0}, 0, 24, []int{1, 2}, 0, 24)
	var deffA, deffB []float64
	for _, id := range asked {
		deffA, deffB = append(deffA, worthOf(t, id, groups, 0)), append(deffB, worthOf(t, id, groups, 1))
	}
	odds, err := stat.LogOddsClustered(a, b, prior, deffA, deffB)
	if err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for _, topic := range v.Topics {
		i := slices.Index(asked, topic.Topic)
		if topic.Hidden {
			if hidden++; topic.Odds != (stat.TermOdds{}) || topic.Here.Den+topic.Rest.Den != 0 {
				t.Errorf("%s is hidden and says %v", topic.Topic, topic)
			}
			continue
		}
		if topic.Here.Num != int64(a[i]) || topic.Rest.Num != int64(b[i]) || math.Abs(topic.Odds.Z-odds[i].Z) > 1e-9 {
			t.Errorf("%s: %d and %d, z %v; want %v and %v, z %v", topic.Topic, topic.Here.Num, topic.Rest.Num, topic.Odds.Z, a[i], b[i], odds[i].Z)
		}
	}
	if !v.Hidden["DT"] || hidden < 2 {
		t.Errorf("three opinions elsewhere on one topic: hidden %v; one alone is given away by the totals", v.Hidden)
	}
	// Three sessions of 24 spoke of nothing but waste: opinion by opinion that sets the place apart, session by session it does not.
	if first := v.Topics[0]; first.Topic != "MT" || first.Direction() != semantic.NoDifference || first.Odds.Delta/math.Sqrt(1/a[slices.Index(asked, "MT")]+1/b[slices.Index(asked, "MT")]) < 3 || v.Topics[len(v.Topics)-1].Topic != semantic.Other {
		t.Errorf("the order is %v", v.Topics)
	}
}

// Like is set beside like: a district against districts; too few opinions, or nobody else, is not compared.
func TestSetsApartNeedsOthers(t *testing.T) {
	_, c, ask := talk(t)
	units, err := ask(semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByUnit}})
	if err != nil || len(units.Rows) != 3 {
		t.Fatal(units.Rows, err)
	}
	where := semantic.Where{Units: units.Rows[0].Keys}
	v, err := c.SetsApart(ask, semantic.Query{Where: where}, []string{"district"}, asked)
	if err != nil || v.Status != stat.OK || v.Rest == 0 {
		t.Error(v, err)
	}
	if v, err = c.SetsApart(ask, semantic.Query{Where: where, To: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC)}, []string{"district"}, asked); err != nil || v.Status != stat.Insufficient || v.Topics != nil {
		t.Error("two months are few:", v.N, v.Status, err)
	}
	if _, err = c.SetsApart(ask, semantic.Query{}, nil, asked); !errors.Is(err, semantic.ErrQuery) {
		t.Error("no place was named:", err)
	}
}

// Bursts are Kleinberg's, by month, of the counts written.
func TestTopicBursts(t *testing.T) {
	_, c, ask := talk(t)
	got, err := c.Bursts(ask, semantic.Query{Where: semantic.Where{Province: "p37@2004"}}, asked)
	if err != nil || len(got.Sides) != 1 || !got.Sides[0].Judged || got.Sides[0].Months != 24 {
		t.Fatal(got, err)
	}
	var want, have []string
	for _, id := range asked {
		var r, d []float64
		for m := range 24 {
			n := counted([]int{0}, m, m+1)
			r, d = append(r, n[id]), append(d, sumOf(n))
		}
		// A place with a session a month: five in a row are held against each other, as nothing within a month tells.
		var months []stat.ClusterSums
		for m := 0; m < 20; m += 5 {
			s, _, _ := sessionsOf(id, []int{0}, m, m+5+4*(m/15))
			months = append(months, s)
		}
		deff, _ := stat.WithinDeff(months)
		path, err := stat.KleinbergBurstsClustered(r, d, 2, 1, max(1, deff))
		if err != nil {
			t.Fatal(err)
		}
		if id == semantic.Other || slices.Contains(path.Warnings, stat.WarnFewEvents) {
			continue
		}
		for _, b := range path.Bursts {
			if b.Weight < math.Log(24*6/0.05) {
				continue
			}
			want = append(want, fmt.Sprintf("%s %d-%d %.6f", id, b.Start, b.End, b.Weight))
		}
	}
	for _, b := range got.Bursts {
		from, to := 12*(b.From.Year()-2023)+int(b.From.Month())-1, 12*(b.To.Year()-2023)+int(b.To.Month())-1
		have = append(have, fmt.Sprintf("%s %d-%d %.6f", b.Topic, from, to, b.Weight))
	}
	slices.Sort(have)
	if d := cmp.Diff(want, have); d != "" || len(want) != 1 || !strings.HasPrefix(want[0], "MT 7-9 ") {
		t.Errorf("waste in three months of 2023, while twice the roads for a year is a change and no burst: %v (-Kleinberg's +got) %s", want, d)
	}
}

// The reform cuts a series: a share that is higher on its other side is no burst, and a side of a few months is not judged.
func TestBurstsDoNotCrossTheReform(t *testing.T) {
	_, c, _ := talk(t)
	series := func(after, peak int) semantic.TopicBursts {
		t.Helper()
		got, err := c.Bursts(func(semantic.Query) (r semantic.Result, err error) {
			for m := range 24 + after {
				at, x := time.Date(2023, 7+time.Month(m), 1, 0, 0, 0, 0, time.UTC), int64(10)
				if m >= 24 {
					x = 40
				}
				if m == peak {
					x *= 4
				}
				r.Rows = append(r.Rows, semantic.Row{Keys: []string{at.Format(time.DateOnly), "MT"}, Values: []semantic.Value{{Num: x, Den: 200}}})
			}
			return r, nil
		}, semantic.Query{}, []string{"MT"})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := series(24, -1); len(got.Bursts) != 0 || len(got.Sides) != 2 || !got.Sides[1].Judged || got.Sides[1].From != semantic.Reform {
		t.Errorf("%+v", got)
	}
	if got := series(24, 30); len(got.Bursts) != 1 || got.Bursts[0].From != time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%+v", got)
	}
	if got := series(6, 26); len(got.Bursts) != 0 || got.Sides[1].Judged {
		t.Errorf("%+v", got)
	}
	if got := series(0, 0); len(got.Bursts) != 1 || got.Bursts[0].Level != 2 {
		t.Errorf("a first month with four times the usual: %+v", got)
	}
}
