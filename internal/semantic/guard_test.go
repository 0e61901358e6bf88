package semantic_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nhipcau/internal/engine"
	"nhipcau/internal/semantic"
)

// hosts of one level with the records behind their rates: how each counts its opinions, and by which rule its replies are due.
func hostTable(t *testing.T, counting, rules []string, clocked bool) (engine.Work, *semantic.Catalog) {
	t.Helper()
	metric := "'percent', 'up'"
	w, _ := table(t, metric, func(add func(string, [][2]int)) {
		for i := range counting {
			add(fmt.Sprintf("p%02d@2004", i+1), [][2]int{{15, 20}, {16, 20}, {14, 20}})
		}
	})
	exec(t, w, "create view metrics.by_unit as select *, province_id as unit_id from metrics.by_province",
		"create table model.session (session_id varchar, origin varchar, unit_id varchar, level varchar, kind varchar, month date, channel varchar)",
		"create table model.opinion (origin varchar, unit_id varchar, level varchar, month date, channel varchar, counting_unit varchar)",
		"create table model.obligation (origin varchar, unit_id varchar, level varchar, month date, channel varchar, kind varchar, rule_id varchar, due_source varchar)",
		"alter table model.unit add column province_id varchar", "alter table model.unit add column province63_id varchar")
	for i := range counting {
		id := fmt.Sprintf("p%02d@2004", i+1)
		exec(t, w, fmt.Sprintf("insert into model.unit values ('%s', 'commune', '%s', null, '%s', '%s')", id, id, id, id),
			fmt.Sprintf("insert into model.opinion select 'register', '%s', 'commune', date '2024-01-01', 'doi_thoai', '%s' from range(60)", id, counting[i]),
			fmt.Sprintf("insert into model.obligation select 'register', '%s', 'commune', date '2024-01-01', 'doi_thoai', 'reply', '%s', null from range(60)", id, rules[i]))
	}
	if clocked {
		exec(t, w, "update metrics.definition set clocked = true, sql = 'from model.obligation where kind = ''reply'''")
	}
	return w, loaded(t, w)
}

// Places that count opinions, times of speaking or recommendations are not set side by side, host by host either; where no way is that of half
// of them, nothing is.
func TestGuardOfHosts(t *testing.T) {
	same := slices.Repeat([]string{"r"}, 6)
	for name, test := range map[string]struct {
		counting, rules []string
		clocked         bool
		left            string
		notices         string
		refused         bool
	}{
		"all alike":                 {slices.Repeat([]string{"y_kien"}, 6), same, false, "", "", false},
		"one counts otherwise":      {[]string{"y_kien", "y_kien", "luot_y_kien", "y_kien", "y_kien", "y_kien"}, same, false, "p03@2004 counting_unit", "", false},
		"no way is that of half":    {[]string{"y_kien", "y_kien", "luot_y_kien", "kien_nghi", "van_de", "don"}, same, false, "p03@2004 counting_unit p04@2004 counting_unit p05@2004 counting_unit p06@2004 counting_unit", "counting_unit", true},
		"rules do not bear on this": {slices.Repeat([]string{"y_kien"}, 6), []string{"r", "r", "r", "r", "s", "r"}, false, "", "", false},
		"one has another rule":      {slices.Repeat([]string{"y_kien"}, 6), []string{"r", "r", "r", "r", "s", "r"}, true, "p05@2004 rule", "", false},
		"each has its own rule":     {slices.Repeat([]string{"y_kien"}, 6), []string{"a", "b", "c", "d", "e", "f"}, true, "p02@2004 rule p03@2004 rule p04@2004 rule p05@2004 rule p06@2004 rule", "rule", true},
	} {
		t.Run(name, func(t *testing.T) {
			w, c := hostTable(t, test.counting, test.rules, test.clocked)
			v := compared(t, w, c, semantic.Query{Metrics: []string{"resolved"}, By: []semantic.Dim{semantic.ByUnit}, Where: semantic.Where{Level: "commune"},
				From: month(2024, 1), To: month(2024, 7), Origin: "register"}, semantic.Options{})
			var left []string
			for _, p := range v.Left {
				for _, r := range p.Reasons {
					left = append(left, p.ID, r.Code)
				}
			}
			if got := strings.Join(left, " "); got != test.left {
				t.Errorf("left out %q, want %q", got, test.left)
			}
			if codes(v.Notices) != test.notices || v.Refused != test.refused {
				t.Errorf("notices %q, refused %v", codes(v.Notices), v.Refused)
			}
		})
	}
}

// Sessions of other channels are never added; who has them is said, and of a place with nothing else that this is why it is silent.
func TestGuardOfChannels(t *testing.T) {
	w, _ := hostTable(t, slices.Repeat([]string{"y_kien"}, 3), slices.Repeat([]string{"r"}, 3), false)
	exec(t, w, "insert into model.unit values ('p09@2004', 'commune', 'p09@2004', null, 'p09@2004', 'p09@2004')",
		"insert into metrics.coverage values ('register', 'p09@2004', 'p09@2004', 'p09@2004', 'commune', 2024, 10, 0)",
		`insert into model.session select 's', 'register', id, 'commune', 'dinh_ky', date '2024-02-01', channel from
			(values ('p01@2004', 'doi_thoai'), ('p02@2004', 'tiep_xuc_cu_tri'), ('p02@2004', 'tiep_cong_dan'), ('p09@2004', 'tiep_xuc_cu_tri')) x(id, channel)`,
		"insert into model.session values ('s', 'simulated', 'p03@2004', 'commune', 'dinh_ky', date '2024-02-01', 'tiep_xuc_cu_tri')")
	v := compared(t, w, loaded(t, w), byProvince, semantic.Options{})
	if codes(v.Notices) != "channel" || v.Refused || !strings.Contains(v.Notices[0].Vi, "2 nơi còn 3 cuộc") {
		t.Errorf("%+v", v.Notices)
	}
	if len(v.Places) != 3 || len(v.Left) != 1 || len(v.Left[0].Reasons) != 2 || v.Left[0].Reasons[1].Code != "channel" {
		t.Errorf("%d places, left out %+v", len(v.Places), v.Left)
	}
}

func TestNoSuchKindOfPlaces(t *testing.T) {
	w, c := hostTable(t, []string{"y_kien"}, []string{"r"}, false)
	for _, a := range []semantic.Alike{{Kind: "Bản"}, {Region: "north"}, {Size: "big"}} {
		if _, err := c.Compare(t.Context(), w, byProvince, semantic.Options{Alike: a}); err == nil {
			t.Errorf("%+v: compared", a)
		}
	}
}
