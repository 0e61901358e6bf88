package semantic_test

import (
	"fmt"
	"testing"

	"nhipcau/data"
	"nhipcau/internal/semantic"
	"nhipcau/internal/unit"
)

// Like is compared with like: the others are listed with the reason, and no label is given over them.
func TestAlike(t *testing.T) {
	w, c := table(t, "'percent', 'up'", func(add func(string, [][2]int)) {
		for i, id := range []string{"p01@2004", "p02@2004", "p04@2004", "p31@2004", "p62@2004", "p79@2004"} {
			var sessions [][2]int
			for range i + 2 {
				sessions = append(sessions, [2]int{8, 20})
			}
			add(id, sessions)
		}
	})
	exec(t, w, "alter table model.unit add column kind varchar", "alter table model.unit add column province_id varchar",
		`insert into model.unit select p, 'province', p, null, case when p in ('p01@2004', 'p31@2004', 'p79@2004') then 'Thành phố' else 'Tỉnh' end, p
			from (select distinct province_id as p from metrics.by_province)`)
	for _, test := range []struct {
		alike semantic.Alike
		in    []string
		code  string
	}{
		{semantic.Alike{Kind: "Thành phố"}, []string{"p01@2004", "p31@2004", "p79@2004"}, "kind"},
		{semantic.Alike{Region: "tdmn"}, []string{"p02@2004", "p04@2004"}, "region"},
		{semantic.Alike{Size: "small"}, []string{"p01@2004", "p02@2004"}, "size"},
		{semantic.Alike{Size: "large"}, []string{"p62@2004", "p79@2004"}, "size"},
		{semantic.Alike{}, []string{"p01@2004", "p02@2004", "p04@2004", "p31@2004", "p62@2004", "p79@2004"}, ""},
	} {
		v := compared(t, w, c, byProvince, semantic.Options{Alike: test.alike})
		var in []string
		for _, p := range v.Places {
			in = append(in, p.ID)
		}
		if fmt.Sprint(in) != fmt.Sprint(test.in) {
			t.Errorf("%+v: compared %v, want %v", test.alike, in, test.in)
		}
		for _, p := range v.Left {
			if p.Reasons[0].Code != test.code || p.Reasons[0].Vi == "" || p.Reasons[0].En == "" {
				t.Errorf("%+v: %s left out for %v", test.alike, p.ID, p.Reasons)
			}
		}
		if len(v.Places)+len(v.Left) != 6 {
			t.Errorf("%+v: %d places are gone", test.alike, 6-len(v.Places)-len(v.Left))
		}
	}
}

// Every province of both lists lies in one region.
func TestEveryProvinceHasARegion(t *testing.T) {
	g, err := unit.Load(data.FS)
	if err != nil {
		t.Skip("no gazetteer: ", err)
	}
	n := 0
	for _, u := range g.Units() {
		if u.Level != "province" {
			continue
		}
		if n++; semantic.RegionOf(u.ID) == "" {
			t.Errorf("%s has no region", u.ID)
		}
	}
	if n != 97 {
		t.Errorf("%d provinces", n)
	}
}
