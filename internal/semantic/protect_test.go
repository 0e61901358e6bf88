package semantic_test

import (
	"slices"
	"strings"
	"testing"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

var topicShare = semantic.Query{Metrics: []string{"topic_share", "opinions"}, By: []semantic.Dim{semantic.ByTopic}}

func asked1(t *testing.T, ask semantic.Ask, q semantic.Query) semantic.Result {
	t.Helper()
	r, err := ask(q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// seen is what an answer shows, by its last key; -1 where it is hidden.
func seen(t *testing.T, r semantic.Result) map[string]int64 {
	t.Helper()
	list := map[string]int64{}
	for _, row := range r.Rows {
		key := row.Keys[len(row.Keys)-1]
		list[key] = row.Values[0].Num
		for _, v := range row.Values {
			if !v.Hidden {
				continue
			}
			list[key] = -1
			if v.Num+v.Den+v.Sessions != 0 || v.Rate+v.Lo+v.Hi != 0 || v.Status != stat.NotApplicable || !slices.Equal(v.Warnings, []stat.Warning{semantic.WarnSmallCell}) {
				t.Errorf("%v is hidden and says %+v", row.Keys, v)
			}
		}
	}
	return list
}

// Three opinions of one place on one topic are not shown, nor is another that would give them away; of the whole country they are.
func TestSmallCellsOfAPlaceAreHidden(t *testing.T) {
	_, _, ask := talk(t)
	q := topicShare
	q.From, q.To = january(2023), january(2024)
	if country := seen(t, asked1(t, ask, q)); country["DT"] != 3 {
		t.Errorf("the whole country: %v", country)
	}
	q.Where.Province = "p36@2004"
	here := seen(t, asked1(t, ask, q))
	hidden := 0
	for _, n := range here {
		if n < 0 {
			hidden++
		}
	}
	if here["DT"] != -1 || hidden < 2 || here["DD"] < semantic.SmallCell {
		t.Errorf("Nam Định: %v", here)
	}
	exact := q
	exact.Exact = true
	if n := seen(t, asked1(t, ask, exact)); n["DT"] != 3 {
		t.Errorf("exact: %v", n)
	}
	for topic, n := range here { // one topic asked for alone hides the same
		one := q
		one.By, one.Where.Topic = nil, topic
		if got := asked1(t, ask, one).Rows; len(got) == 1 && got[0].Values[0].Hidden != (n < 0) {
			t.Errorf("%s alone: %+v, in the table %d", topic, got[0].Values[0], n)
		}
	}
	year := q
	year.Where.Province, year.Where.Units = "", asked1(t, ask, semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByUnit}, Where: semantic.Where{Province: "p36@2004"}}).Rows[0].Keys
	if host := seen(t, asked1(t, ask, year)); host["DT"] != -1 {
		t.Errorf("its only host: %v", host)
	}
}

// Where one province alone speaks the country's answer is its answer: in March and September of the handmade world only Bắc Giang does. In April
// three do, and the country's opinions are shown, however few.
func TestTheCountryOfOnePlaceIsThatPlace(t *testing.T) {
	q := semantic.Query{Metrics: []string{"opinions"}, By: []semantic.Dim{semantic.ByMonth, semantic.ByTopic}}
	hidden := func(q semantic.Query, month string) (list []string) {
		for _, row := range run(t, q).Rows {
			if row.Keys[0] == month && row.Values[0].Hidden {
				list = append(list, row.Keys[1])
			}
		}
		return list
	}
	own := q
	own.Where.Province = "p24@2004"
	for _, month := range []string{"2024-03-01", "2024-09-01"} {
		country, place := hidden(q, month), hidden(own, month)
		if len(country) < 2 || !slices.Equal(country, place) {
			t.Errorf("%s: the country hides %v, its only province %v", month, country, place)
		}
	}
	if list := hidden(q, "2024-04-01"); len(list) > 0 {
		t.Errorf("three provinces spoke in April, and the country hides %v", list)
	}
	one := q
	one.By, one.Where.Topic = []semantic.Dim{semantic.ByMonth}, "DD" // a topic asked for alone hides the same
	for _, row := range run(t, one).Rows {
		if alone := row.Keys[0] != "2024-04-01"; row.Values[0].Hidden != alone {
			t.Errorf("land in %s: %+v", row.Keys[0], row.Values[0])
		}
	}
	q.Exact = true
	if list := hidden(q, "2024-03-01"); len(list) > 0 {
		t.Errorf("exact, and hides %v", list)
	}
}

// Over all places, month by month, what is hidden cannot be worked out from the totals of places and of topics: audited by the solver that knows
// nothing of how the cells were chosen.
func TestHiddenCellsAreSafeTogether(t *testing.T) {
	_, _, ask := talk(t)
	for name, by := range map[string][]semantic.Dim{"by province": {semantic.ByProvince, semantic.ByTopic}, "by unit": {semantic.ByUnit, semantic.ByTopic}} {
		q := semantic.Query{Metrics: []string{"opinions"}, By: by, From: january(2023), To: january(2024)}
		shown, exact := asked1(t, ask, q), q
		exact.Exact = true
		var places, topics []string
		for _, r := range asked1(t, ask, exact).Rows {
			if !slices.Contains(places, r.Keys[0]) {
				places = append(places, r.Keys[0])
			}
			if !slices.Contains(topics, r.Keys[1]) {
				topics = append(topics, r.Keys[1])
			}
		}
		table := make([][]int, len(places))
		for i := range table {
			table[i] = make([]int, len(topics))
		}
		for _, r := range asked1(t, ask, exact).Rows {
			table[slices.Index(places, r.Keys[0])][slices.Index(topics, r.Keys[1])] = int(r.Values[0].Num)
		}
		var hidden []stat.CellRef
		for _, r := range shown.Rows {
			at := stat.CellRef{Row: slices.Index(places, r.Keys[0]), Col: slices.Index(topics, r.Keys[1])}
			switch n := table[at.Row][at.Col]; {
			case r.Values[0].Hidden:
				hidden = append(hidden, at)
			case n > 0 && n < semantic.SmallCell:
				t.Errorf("%s: %v shows %d", name, r.Keys, n)
			}
		}
		audit, err := stat.AuditTable(table, hidden)
		if err != nil || len(hidden) < 2 {
			t.Fatal(name, hidden, err)
		}
		for _, c := range hidden {
			if table[c.Row][c.Col] >= semantic.SmallCell {
				continue
			}
			for _, x := range audit.Exact {
				if x == c {
					t.Errorf("%s: %s, %s can be worked out", name, places[c.Row], topics[c.Col])
				}
			}
		}
	}
}

// A change of a place is not told of a topic that is small in either period.
func TestChangesOfAPlaceHideSmallCells(t *testing.T) {
	_, _, ask := talk(t)
	list, err := semantic.TopicChanges(ask, semantic.Query{From: january(2024), To: january(2025), Where: semantic.Where{Province: "p36@2004"}}, january(2023), january(2024), asked)
	if err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for _, c := range list {
		if !c.Hidden {
			if n := min(c.Before.Num, c.After.Num); n > 0 && n < semantic.SmallCell {
				t.Errorf("%s: %d and %d", c.Topic, c.Before.Num, c.After.Num)
			}
			continue
		}
		if hidden++; c.Before.Num+c.After.Num+c.Before.Den+c.After.Den != 0 || c.Diff.Diff != 0 || c.Direction != semantic.NoDifference {
			t.Errorf("%+v", c)
		}
	}
	if i := slices.IndexFunc(list, func(c semantic.TopicChange) bool { return c.Topic == "DT" }); hidden < 2 || !list[i].Hidden {
		t.Errorf("%d hidden: %+v", hidden, list[i])
	}
}

// How a topic was raised in a place hides the same topics as its shares.
func TestUsesOfAPlaceHideSmallCells(t *testing.T) {
	w, c, ask := talk(t)
	sums, err := c.TopicSums(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	q := topicShare
	q.Origin, q.From, q.To, q.Where.Province = "register", january(2023), january(2024), "p36@2004"
	shown := seen(t, asked1(t, ask, q))
	uses, err := sums.Uses(q)
	if err != nil {
		t.Fatal(err)
	}
	for topic, n := range shown {
		use, err := uses.Of(topic)
		if err != nil || use.Hidden != (n < 0) || use.Hidden && use.Opinions+use.Reported+use.Rule+use.Sessions.Num != 0 {
			t.Errorf("%s: %+v, its share shows %d: %v", topic, use, n, err)
		}
	}
}

// TestDifferencesOfAnswers takes answers from each other: years from all years, a level from all levels, hosts from their province, other provinces
// from the country and other topics from the place. Whoever is left with a cell under SmallCell must have needed one that is hidden.
func TestDifferencesOfAnswers(t *testing.T) {
	_, _, ask := talk(t)
	values := func(q semantic.Query) map[string]int64 { // by all keys
		list := map[string]int64{}
		for _, row := range asked1(t, ask, q).Rows {
			n := row.Values[0].Num
			if row.Values[0].Hidden {
				n = -1
			}
			list[strings.Join(row.Keys, "/")] = n
		}
		return list
	}
	left := func(name string, whole int64, parts map[string]int64, without string) {
		if whole < 0 {
			return
		}
		for key, n := range parts {
			if n < 0 && key != without {
				return
			}
			if key != without {
				whole -= n
			}
		}
		if whole > 0 && whole < semantic.SmallCell {
			t.Errorf("%s without %s: %d", name, without, whole)
		}
	}
	opinions := func(by ...semantic.Dim) semantic.Query { return semantic.Query{Metrics: []string{"opinions"}, By: by} }
	topics, provinces := values(opinions(semantic.ByTopic)), values(opinions(semantic.ByProvince))
	hidden := 0
	for topic, country := range topics {
		q := opinions(semantic.ByProvince)
		q.Where.Topic = topic
		places := values(q)
		for province, n := range places {
			if n < 0 {
				hidden++
			}
			left(topic+" of the country", country, places, province)
			for _, by := range []semantic.Dim{semantic.ByYear, semantic.ByLevel, semantic.ByQuarter, semantic.ByMonth, semantic.ByUnit, semantic.BySessionKind} {
				q := opinions(by)
				q.Where.Topic, q.Where.Province = topic, province
				parts := values(q)
				for key := range parts {
					left(topic+" of "+province+" by "+string(by), n, parts, key)
				}
			}
		}
	}
	for province, n := range provinces {
		q := opinions(semantic.ByTopic)
		q.Where.Province = province
		parts := values(q)
		for key := range parts {
			left("topics of "+province, n, parts, key)
		}
	}
	if hidden == 0 {
		t.Error("nothing is hidden in this world")
	}
}
