package unit

import (
	"slices"
	"strings"
	"testing"
)

// TestSeedPlaces follows the places of the five source articles from the day of the text to the
// last day of the old lists and into the new one.
func TestSeedPlaces(t *testing.T) {
	g := gazetteer(t)
	tests := []struct {
		text, parent, on, unit string
		lastOld                string // unit that holds it on 30/6/2025
		today                  []string
	}{
		{"quận Ba Đình", "Hà Nội", "2020-11-11", "d001@2004", "d001@2004", []string{"c00004@2025", "c00008@2025", "c00025@2025",
			"c00070@2025", "c00097@2025", "c00190@2025", "c00199@2025", "c00226@2025"}},
		{"huyện Yên Dũng", "Bắc Giang", "2019-10-15", "d221@2004", "d213@2004", nil},
		{"xã Hương Gián", "huyện Yên Dũng, tỉnh Bắc Giang", "2019-10-15", "c07690@2004", "c07690@2004", []string{"c07699@2025"}},
		{"xã Quỳnh Sơn", "huyện Yên Dũng, tỉnh Bắc Giang", "2019-10-15", "c07702@2004", "c07702@2004", []string{"c07682@2025"}},
		{"huyện Lạng Giang", "p24@2004", "2019-12-31", "d217@2004", "d217@2004", nil},
		{"thị trấn Vôi", "huyện Lạng Giang", "2019-12-31", "c07375@2004", "c07375@2004", []string{"c07375@2025"}},
		{"Tân Yên", "24", "2019-12-31", "d216@2004", "d216@2004", nil},
		{"xã Ngọc Vân", "huyện Tân Yên", "2019-05-15", "c07351@2004", "c07351@2004", []string{"c07351@2025"}},
		{"TPHCM", "", "2023-11-03", "p79@2004", "p79@2004", []string{"p79@2025"}},
		{"An Giang", "", "2023-11-03", "p89@2004", "p89@2004", []string{"p91@2025"}},
		{"phường Hữu Nghị", "TP Hòa Bình, tỉnh Hòa Bình", "2019-06-25", "c04798@2004", "c04798@2004", []string{"c04795@2025"}},
		{"phường Tân Hòa", "TP Hòa Bình, tỉnh Hòa Bình", "2019-06-25", "c04792@2004", "c04792@2004", []string{"c04792@2025"}},
		{"xã Yên Quang (Kỳ Sơn)", "p17@2004", "2019-03-27", "c04933@2004", "c04906@2004", []string{"c04897@2025"}},
		{"phường Thổ Quan", "", "2019-09-16", "c00205@2004", "c00205@2004", []string{"c00226@2025"}},
	}
	for _, tt := range tests {
		got := g.Match(Request{Text: tt.text, Parent: tt.parent, AsOf: date(tt.on)})
		if tt.text == "Tân Yên" || tt.text == "An Giang" {
			// No kind: only the level tells huyện Tân Yên from a commune of that name.
			got = g.Match(Request{Text: tt.text, Parent: tt.parent, AsOf: date(tt.on), Level: Level(levelOfID(tt.unit))})
		}
		if got.Status != Unique || got.UnitID != tt.unit {
			t.Errorf("%s: %+v, want %s", tt.text, got, tt.unit)
		}
		if old := g.SuccessorsAt(tt.unit, Reform.AddDate(0, 0, -1)); !slices.Equal(old, []string{tt.lastOld}) {
			t.Errorf("%s on 30/6/2025: %v, want %s", tt.text, old, tt.lastOld)
		}
		if tt.today == nil {
			continue
		}
		if now := g.SuccessorsAt(tt.unit, g.Info.AsOf); !slices.Equal(now, tt.today) {
			t.Errorf("%s now: %v, want %v", tt.text, now, tt.today)
		}
	}
}

func levelOfID(id string) Level {
	return map[byte]Level{'p': Province, 'd': District, 'c': Commune}[id[0]]
}

func TestMatch(t *testing.T) {
	g := gazetteer(t)
	tests := []struct {
		text, level, parent, on string
		status                  Status
		want                    string // unit; for ambiguous and none the candidates, for dissolved the successors
		warning                 string
	}{
		// What the text says it lies in.
		{"xã Quỳnh Sơn, huyện Yên Dũng, tỉnh Bắc Giang", "", "", "2019-10-15", Unique, "c07702@2004", ""},
		{"xã Quỳnh Sơn huyện Yên Dũng tỉnh Bắc Giang", "", "", "2019-10-15", Unique, "c07702@2004", ""},
		{"xã Quỳnh Sơn - huyện Yên Dũng", "", "", "2019-10-15", Unique, "c07702@2004", ""},
		{"xã Quỳnh Sơn thuộc huyện Yên Dũng", "", "", "2019-10-15", Unique, "c07702@2004", ""},
		{"P. 12, Q. 3, TPHCM", "", "", "2019-05-01", Unique, "c27130@2004", ""},
		{"TP. Thủ Đức - TP.HCM", "", "", "2024-09-01", Unique, "d769@2004", ""},
		{"TP Hòa Bình, tỉnh Hòa Bình", "", "", "2019-06-25", Unique, "d148@2004", ""},
		{"huyện Lạng Giang (tỉnh Bắc Giang)", "", "p27@2004", "2019-09-01", Warn, "d217@2004", WarnOutsideParent},
		{"xã Ngọc Vân (cũ)", "", "p24@2004", "2019-05-01", Warn, "c07351@2004", WarnNoteIgnored},
		{"xã Ngọc Vân, huyện Tân Lên", "", "p24@2004", "2019-05-01", None, "c07351@2004", WarnParentUnknown},
		{"huyện Tân Yên", "", "p27@2004", "2019-05-01", None, "d216@2004", WarnOutsideParent},
		// A file of a new province that reports its past, and one that still names the old district.
		{"xã Ngọc Vân", "", "p24@2025", "2019-05-01", Unique, "c07351@2004", ""},
		{"xã Ngọc Thiện, huyện Tân Yên", "", "", "2025-08-01", Warn, "c07351@2025", WarnParentDissolved},
		// Organs that speak for the place.
		{"UBND xã Quỳnh Sơn", "", "d221@2004", "2019-10-15", Unique, "c07702@2004", ""},
		{"HĐND, UBND xã Quỳnh Sơn", "", "p24@2004", "2019-05-01", Unique, "c07702@2004", ""},
		{"Đảng ủy - UBND xã Quỳnh Sơn", "", "p24@2004", "2019-05-01", Unique, "c07702@2004", ""},
		{"Huyện ủy, UBND huyện Yên Dũng", "", "p24@2004", "2019-05-01", Unique, "d221@2004", ""},
		{"Huyện ủy – UBND huyện", "", "d221@2004", "2019-05-01", Unique, "d221@2004", ""},
		{"Đảng uỷ - HĐND - UBND - UBMTTQ xã Quỳnh Sơn", "", "p24@2004", "2019-05-01", Unique, "c07702@2004", ""},
		{"Thường trực Thành ủy", "", "d148@2004", "2019-05-01", Unique, "d148@2004", ""},
		{"Tỉnh ủy - UBND tỉnh Bắc Giang", "", "", "2019-05-01", Unique, "p24@2004", ""},
		{"Thành ủy – HĐND – UBND TP Hà Nội", "", "", "2019-05-01", Unique, "p01@2004", ""},
		// A village is its commune's.
		{"thôn Bãi, xã Quỳnh Sơn, huyện Yên Dũng", "", "p24@2004", "2019-05-01", Warn, "c07702@2004", WarnBelowCommune},
		{"TDP số 3, phường Thổ Quan", "", "p01@2004", "2019-05-01", Warn, "c00205@2004", WarnBelowCommune},
		{"Bản Lang", "", "", "2019-05-01", Unique, "c03577@2004", ""},
		{"BTV Tỉnh ủy", "", "p24@2004", "2019-10-15", Unique, "p24@2004", ""},
		{"UBND tỉnh", "", "d221@2004", "2019-10-15", Unique, "p24@2004", ""},
		{"UBND TP", "", "d213@2004", "2019-10-15", Unique, "d213@2004", ""},
		{"Thành ủy TPHCM", "", "", "2023-11-03", Unique, "p79@2004", ""},
		{"Thành ủy Hòa Bình", "", "", "2019-06-25", Unique, "d148@2004", ""},
		{"Đ/c Bí thư Tỉnh ủy Bắc Giang", "", "", "2019-05-01", Unique, "p24@2004", ""},
		{"UBND Hội An", "district", "", "2019-05-01", Unique, "d503@2004", ""},
		{"Tỉnh ủy", "", "p24@2025", "2026-10-01", Warn, "p24@2025", WarnObsoleteKind},
		// Names that changed.
		{"tỉnh Thừa Thiên Huế", "", "", "2025-03-01", Warn, "p46@2004", WarnFormerName},
		{"Huyện Tĩnh Gia", "", "", "2021-03-01", Warn, "d407@2004", WarnFormerName},
		{"phường Lạng Giang", "", "p24@2025", "2025-08-01", Warn, "c07375@2025", WarnLaterKind},
		{"Quận 2", "", "p79@2004", "2022-03-01", Dissolved, "d769@2004", ""},
		{"Xã Phúc Tiến", "", "p17@2004", "2021-03-01", Dissolved, "c04906@2004", ""},
		{"huyện Yên Dũng", "", "p24@2004", "2025-02-01", Dissolved, "d213@2004", ""},
		{"Bắc Giang", "province", "", "2025-08-01", Dissolved, "p24@2025", ""},
		{"Huyện Côn Đảo", "", "", "2025-09-01", Dissolved, "c26732@2025", ""},
		{"Phường Lương Khánh Thiện", "", "p31@2004", "2021-01-01", Dissolved, "c11353@2004", ""},
		{"TP Thủ Đức", "", "p79@2004", "2020-06-01", None, "d769@2004", WarnNotYet},
		{"xã Vôi", "", "d217@2004", "2019-09-01", None, "c07375@2004", WarnKindDiffers},
		{"xã Nà Sác", "", "p04@2004", "2021-01-01", Dissolved, "", WarnSuccessorUnknown},
		// One name, several places.
		{"Bắc Giang", "", "", "2025-08-01", Ambiguous, "c07210@2025 p24@2004", WarnAlsoFormer},
		{"Ba Đình", "", "p01@2025", "2025-09-01", Warn, "c00004@2025", WarnAlsoFormer},
		{"phường Tân Hòa, phường Hữu Nghị", "", "d148@2004", "2019-06-25", Ambiguous, "c04792@2004 c04798@2004", WarnSeveralPlaces},
		{"2 phường Tân Hòa và Hữu Nghị", "", "d148@2004", "2019-06-25", Ambiguous, "c04792@2004 c04798@2004", WarnSeveralPlaces},
		{"Thạnh An", "commune", "p79@2025", "2025-08-01", Unique, "c27676@2025", ""},
		// Codes.
		{"24", "province", "", "2025-08-01", Unique, "p24@2025", ""},
		{"24", "province", "", "2019-08-01", Unique, "p24@2004", ""},
		{"1", "province", "", "2019-08-01", Unique, "p01@2004", ""},
		{"7690", "commune", "", "2024-08-01", Unique, "c07690@2004", ""},
		{"1", "district", "p79@2004", "2024-01-01", Unique, "d760@2004", ""}, // Quận 1, not code 001
		{"760", "district", "p79@2004", "2024-01-01", Unique, "d760@2004", ""},
		{"99999", "commune", "", "2024-01-01", None, "", WarnCodeUnknown},
		{"24", "", "", "2019-08-01", None, "", WarnCodeNeedsLevel}, // a code of which level?
		{"p24@2004", "", "", "2025-08-01", Dissolved, "p24@2025", ""},
		{"07690", "commune", "p27@2004", "2019-08-01", None, "c07690@2004", WarnOutsideParent},
		// Spellings.
		{"Thị trấn NT Mộc Châu", "", "", "2019-05-01", Unique, "c03982@2004", ""},
		{"TT Nông trường Mộc Châu", "", "", "2019-05-01", Unique, "c03982@2004", ""},
		{"TT. NT Moc Chau", "", "", "2019-05-01", Unique, "c03982@2004", ""},
		{"P1 Bảo Lộc", "", "", "2025-09-01", Unique, "c24823@2025", ""},
		{"F.12", "", "Quận 3, TPHCM", "2019-05-01", Unique, "c27130@2004", ""},
		{"Đặc khu Phú Quốc", "", "", "2025-09-01", Unique, "c31078@2025", ""},
		{"Quảng Ninh", "province", "", "2019-05-01", Unique, "p22@2004", ""}, // no quận
		{"Phường Sở Dầu", "", "", "2019-05-01", Unique, "c11302@2004", ""},
		{"Sở Dầu", "", "", "2019-05-01", Unique, "c11302@2004", ""}, // no sở
		// Nothing.
		{"", "", "p24@2004", "2019-05-01", None, "", WarnNoName},
		{" ", "", "p24@2004", "2019-05-01", None, "", WarnNoName},
		{"Toàn tỉnh", "", "p24@2004", "2019-05-01", None, "", ""},
		{"xã Yên Quảng Mới", "", "", "2019-05-01", None, "", ""},
		{"xã Ngọc Vân", "", "tỉnh Bắc Giông", "2019-05-01", None, "", WarnParentUnknown},
		{"tỉnh Bắc Giàng", "", "", "2019-05-01", Warn, "p24@2004", WarnMarksDiffer},
		{"xã Ea Hleo", "", "d645@2004", "2019-05-01", Unique, "c24184@2004", ""},
		{"huyện Tân Yên", "", "p24@2004", "2014-05-01", Warn, "d216@2004", WarnBeforeHistory},
	}
	for _, tt := range tests {
		req := Request{Text: tt.text, Level: Level(tt.level), Parent: tt.parent, AsOf: date(tt.on)}
		got := g.Match(req)
		if got.Status != tt.status || answer(got) != tt.want || tt.warning != "" && !slices.Contains(got.Warnings, tt.warning) ||
			tt.warning == "" && len(got.Warnings) > 0 {
			t.Errorf("%+v\n got %+v\nwant %s %s %s", req, got, tt.status, tt.want, tt.warning)
		}
	}
}

func answer(r Result) string {
	switch r.Status {
	case Unique, Warn:
		return r.UnitID
	case Dissolved:
		return strings.Join(r.Successors, " ")
	}
	return strings.Join(r.Candidates, " ")
}

func TestMatchNeedsADate(t *testing.T) {
	r := gazetteer(t).Match(Request{Text: "tỉnh Bắc Giang"})
	if r.Resolved() || !slices.Contains(r.Warnings, WarnNoDate) {
		t.Errorf("resolved without a date: %+v", r)
	}
}

func TestOrgans(t *testing.T) {
	g := gazetteer(t)
	tests := []struct{ text, parent, organ, place, id string }{
		{"Sở TN&MT", "p17@2004", "Sở TN&MT", "p17@2004", "o17.so-tai-nguyen-va-moi-truong@2004"},
		{"Sở Tài nguyên và Môi trường", "p17@2004", "Sở Tài nguyên và Môi trường", "p17@2004", "o17.so-tai-nguyen-va-moi-truong@2004"},
		{"Sở TN&MT tỉnh Hòa Bình", "", "Sở TN&MT", "p17@2004", "o17.so-tai-nguyen-va-moi-truong@2004"},
		{"Sở Y tế Bắc Giang", "", "Sở Y tế", "p24@2004", "o24.so-y-te@2004"},
		{"Sở Y tế", "d221@2004", "Sở Y tế", "p24@2004", "o24.so-y-te@2004"},
		{"Đảng ủy Công an", "p17@2004", "Đảng ủy Công an", "p17@2004", "o17.dang-uy-cong-an@2004"},
		{"Dang uy Cong an", "p17@2004", "Dang uy Cong an", "p17@2004", "o17.dang-uy-cong-an@2004"},
		{"Đảng ủy Quân sự tỉnh", "d148@2004", "Đảng ủy Quân sự", "p17@2004", "o17.dang-uy-quan-su@2004"},
		{"Ban Dân tộc tỉnh", "p17@2004", "Ban Dân tộc", "p17@2004", "o17.ban-dan-toc@2004"},
		{"Ban Dân vận Huyện ủy Yên Dũng", "p24@2004", "Ban Dân vận Huyện ủy", "d221@2004", "o221.ban-dan-van-huyen-uy@2004"},
		{"Công an huyện Yên Dũng, tỉnh Bắc Giang", "", "Công an", "d221@2004", "o221.cong-an@2004"},
		{"Bảo hiểm xã hội huyện Yên Dũng", "", "Bảo hiểm xã hội", "d221@2004", "o221.bao-hiem-xa-hoi@2004"},
		{"MTTQ xã Ngọc Vân", "p24@2004", "MTTQ", "c07351@2004", "o07351.mat-tran-to-quoc@2004"},
		{"Tỉnh đoàn Bắc Giang", "", "Tỉnh đoàn", "p24@2004", "o24.tinh-doan@2004"},
		{"Sở NN & PTNT", "p24@2004", "Sở NN & PTNT", "p24@2004", "o24.so-nong-nghiep-va-phat-trien-nong-thon@2004"},
		{"Ban TG&DV Tỉnh ủy", "p24@2004", "Ban TG&DV Tỉnh ủy", "p24@2004", "o24.ban-tuyen-giao-va-dan-van-tinh-uy@2004"},
		{"Trường THPT Lạng Giang số 1", "p24@2004", "Trường THPT Lạng Giang số 1", "p24@2004", "o24.truong-thpt-lang-giang-so-1@2004"},
		{"Sở Nội vụ", "", "Sở Nội vụ", "", ""},
	}
	for _, tt := range tests {
		got := g.Match(Request{Text: tt.text, Parent: tt.parent, AsOf: date("2019-06-25")})
		if got.Status != Organ || got.Organ != tt.organ || got.PlaceID != tt.place || got.UnitID != tt.id {
			t.Errorf("%q in %q: %+v", tt.text, tt.parent, got)
		}
		if tt.id == "" {
			continue
		}
		if place, ok := OrganPlace(tt.id); !ok || place != tt.place {
			t.Errorf("OrganPlace(%s) = %s", tt.id, place)
		}
		if up := g.Ancestors(tt.id, date("2019-06-25")); len(up) == 0 || up[0] != tt.place {
			t.Errorf("Ancestors(%s) = %v", tt.id, up)
		}
	}
	if id := OrganID("o24.so-y-te@2004", "Phòng khám"); id != "" {
		t.Errorf("an organ under an organ: %s", id)
	}
}

// TestWordsForEveryCode: what a user reads is never a code.
func TestWordsForEveryCode(t *testing.T) {
	for code := range words {
		vi, en := Words(code)
		if vi == "" || en == "" || vi == code || en == code {
			t.Errorf("no words for %s", code)
		}
	}
	for _, code := range []string{WarnObsoleteKind, WarnAlsoFormer, WarnCodeUnknown, WarnBeforeHistory, ReasonMergedProvince, ReasonSharedCommune} {
		if vi, _ := Words(code); vi == code {
			t.Errorf("no words for %s", code)
		}
	}
}

func FuzzMatch(f *testing.F) {
	g := gazetteer(f)
	for _, s := range []string{"xã Yên Quang (Kỳ Sơn)", "HĐND, UBND", "và", "((", "Sở", "p24@2004", "2 phường A và B", "TP", "Tỉnh ủy tỉnh", ",,", "đ/c", "thuộc"} {
		f.Add(s, "p24@2004", int32(20190501))
		f.Add(s, s, int32(20251001))
	}
	f.Fuzz(func(t *testing.T, text, parent string, on int32) {
		d := day(on)
		if _, ok := parseDay(isoDay(d)); !ok {
			t.Skip()
		}
		r := g.match(Request{Text: text, Parent: parent, AsOf: d.time()}, d)
		switch r.Status {
		case Unique, Warn:
			if g.versionAt(g.byID[r.UnitID], d) == nil {
				t.Errorf("%q in %q resolved to %s, not in force on %d", text, parent, r.UnitID, d)
			}
		case Ambiguous, Dissolved, None:
			if r.UnitID != "" {
				t.Errorf("%q: %s with a unit", text, r.Status)
			}
		}
	})
}

func BenchmarkMatchWarm(b *testing.B) {
	g, on := gazetteer(b), date("2019-10-15")
	req := Request{Text: "xã Quỳnh Sơn, huyện Yên Dũng", Level: Commune, Parent: "p24@2004", AsOf: on}
	g.Match(req)
	b.ReportAllocs()
	for b.Loop() {
		g.Match(req)
	}
}

func BenchmarkMatchCold(b *testing.B) {
	g, on := gazetteer(b), date("2019-10-15")
	req := Request{Text: "xã Quỳnh Sơn, huyện Yên Dũng", Level: Commune, Parent: "p24@2004", AsOf: on}
	b.ReportAllocs()
	for b.Loop() {
		g.match(req, dayOf(on))
	}
}
