package semantic_test

import (
	"fmt"
	"strings"
	"testing"

	"nhipcau/data"
	"nhipcau/internal/semantic"
	"nhipcau/internal/unit"
	"nhipcau/internal/viet"
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

// The regions by name, as the sources of RegionSources write them.
var regionNames = map[string]map[string]string{
	"2004": {
		"tdmn":  "Hà Giang, Cao Bằng, Lạng Sơn, Bắc Giang, Phú Thọ, Thái Nguyên, Bắc Kạn, Tuyên Quang, Lào Cai, Yên Bái, Lai Châu, Sơn La, Điện Biên, Hòa Bình",
		"dbsh":  "Hà Nội, Hải Phòng, Hải Dương, Hưng Yên, Vĩnh Phúc, Bắc Ninh, Thái Bình, Nam Định, Hà Nam, Ninh Bình, Quảng Ninh",
		"btb":   "Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình, Quảng Trị, Huế, Đà Nẵng, Quảng Nam, Quảng Ngãi, Bình Định, Phú Yên, Khánh Hòa, Ninh Thuận, Bình Thuận",
		"tn":    "Kon Tum, Gia Lai, Đắk Lắk, Đắk Nông, Lâm Đồng",
		"dnb":   "Hồ Chí Minh, Đồng Nai, Bà Rịa - Vũng Tàu, Bình Dương, Bình Phước, Tây Ninh",
		"dbscl": "Cần Thơ, Long An, Tiền Giang, Bến Tre, Trà Vinh, Vĩnh Long, An Giang, Đồng Tháp, Kiên Giang, Hậu Giang, Sóc Trăng, Bạc Liêu, Cà Mau",
	},
	"2025": {
		"tdmn":  "Tuyên Quang, Cao Bằng, Lai Châu, Điện Biên, Sơn La, Lào Cai, Thái Nguyên, Lạng Sơn, Phú Thọ",
		"dbsh":  "Hà Nội, Hải Phòng, Quảng Ninh, Bắc Ninh, Hưng Yên, Ninh Bình",
		"btb":   "Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Trị, Huế",
		"tn":    "Đà Nẵng, Quảng Ngãi, Gia Lai, Đắk Lắk, Khánh Hòa, Lâm Đồng",
		"dnb":   "Hồ Chí Minh, Đồng Nai, Tây Ninh",
		"dbscl": "Cần Thơ, Vĩnh Long, Đồng Tháp, An Giang, Cà Mau",
	},
}

// The codes say the same places as the sources say by name.
func TestRegionsAreAsTheSourcesNameThem(t *testing.T) {
	g, err := unit.Load(data.FS)
	if err != nil {
		t.Skip("no gazetteer: ", err)
	}
	want := map[string]string{}
	for list, regions := range regionNames {
		if s := semantic.RegionSources[list]; s.Document == "" || s.Verification != "press" || s.Read == "" {
			t.Errorf("list %s rests on %+v", list, s)
		}
		for region, names := range regions {
			for _, name := range strings.Split(names, ", ") {
				want[viet.Key4(name)+"@"+list] = region
			}
		}
	}
	n := 0
	for _, u := range g.Units() {
		if u.Level != "province" {
			continue
		}
		_, list, _ := strings.Cut(u.ID, "@")
		key := viet.Key4(u.Versions[len(u.Versions)-1].Name) + "@" + list
		if n++; want[key] == "" || semantic.RegionOf(u.ID) != want[key] {
			t.Errorf("%s (%s) lies in %q, the source says %q", u.ID, u.Versions[len(u.Versions)-1].Name, semantic.RegionOf(u.ID), want[key])
		}
	}
	if n != 97 || len(want) != 97 {
		t.Errorf("%d provinces, %d named", n, len(want))
	}
}
