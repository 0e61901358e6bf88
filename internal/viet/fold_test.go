package viet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestKeysFoldWhatHandsWriteDifferently(t *testing.T) {
	tests := []struct {
		why  string
		key  func(string) string
		a, b string
		same bool
	}{
		{"tone placement", Key1, "Hòa Bình", "Hoà Bình", true},
		{"tone placement", Key1, "Tỉnh ủy", "Tỉnh uỷ", true},
		{"capitals", Key1, "THÀNH PHỐ HỒ CHÍ MINH", "Thành phố Hồ Chí Minh", true},
		{"decomposed", Key1, norm.NFD.String("Bắc Giang"), "Bắc Giang", true},
		{"no-break space", Key1, "Bắc\u00a0Giang", "Bắc Giang", true},
		{"zero-width space", Key1, "Bắc \u200bGiang\ufeff", "Bắc Giang", true},
		{"spaces", Key1, "  Bắc \t Giang\n", "Bắc Giang", true},
		{"eth U+00D0", Key1, "\u00d0ắk Lắk", "Đắk Lắk", true},
		{"small eth U+00F0", Key1, "\u00f0ắk Lắk", "đắk lắk", true},
		{"dashes", Key1, "Bà Rịa – Vũng Tàu", "Bà Rịa-Vũng Tàu", true},
		{"curly apostrophe", Key1, "Ea H’Leo", "Ea H'Leo", true},
		{"dot", Key1, "TP.HCM", "TP HCM", true},
		{"the tone itself counts", Key1, "Thanh An", "Thạnh An", false},
		{"circumflex counts", Key1, "Đông", "Đong", false},
		{"đ counts", Key1, "Đông", "Dông", false},
		{"i and y differ in Key1", Key1, "Mỹ Quý", "Mỹ Quí", false},

		{"y after qu", Key2, "Mỹ Quý", "Mĩ Quí", true},
		{"y after a consonant", Key2, "Sỹ", "Sĩ", true},
		{"y with the tone on it, decomposed", Key2, norm.NFD.String("Lý"), "Lí", true},
		{"uy is no i", Key2, "Thủy", "Thủi", false},
		{"ay is no ai", Key2, "Mây", "Mâi", false},
		{"yê is no iê", Key2, "Yên", "Iên", false},
		{"y alone stays", Key2, "Y Can", "I Can", false},
		{"closed syllable stays", Key2, "Huỳnh", "Huình", false},

		{"no diacritics", Key4, "Đắk Lắk", "daklak", true},
		{"no apostrophe", Key4, "Ea H'Leo", "Ea Hleo", true},
		{"digits stay", Key4, "Phường 12", "phuong12", true},
		{"digits differ", Key4, "Phường 12", "Phường 1", false},
	}
	for _, tt := range tests {
		if got := tt.key(tt.a) == tt.key(tt.b); got != tt.same {
			t.Errorf("%s: %q %q: keys %q %q, same = %v", tt.why, tt.a, tt.b, tt.key(tt.a), tt.key(tt.b), got)
		}
	}
}

func TestKey1Writes(t *testing.T) {
	for in, want := range map[string]string{
		"":               "",
		" - ":            "",
		"Quận 1":         "qua\u0302n\u0323 1",
		"(Kỳ Sơn)":       "(ky\u0300 so\u031bn)",
		"P.08":           "p 08",
		"Hoà-Bình":       "hoa\u0300 binh\u0300",
		"Đường Lâm":      "đu\u031bo\u031bng\u0300 la\u0302m",
		"a\u0301b\u0323": "ab\u0323\u0301",
	} {
		if got := Key1(in); got != want {
			t.Errorf("Key1(%q) = %+q, want %+q", in, got, want)
		}
	}
}

func TestHasDiacritics(t *testing.T) {
	for in, want := range map[string]bool{
		"": false, "Bac Giang": false, "Bắc Giang": true, "TP. HCM – Q.1": false, "Da Nang": false,
		"Đa": true, "\u00d0a": true, "đ": true, norm.NFD.String("Hà"): true, "xã Ea Hleo": true, "a\u00a0b": false,
	} {
		if got := HasDiacritics(in); got != want {
			t.Errorf("HasDiacritics(%q) = %v", in, got)
		}
	}
}

// nameLike draws text of the letters, marks and separators that names are made of.
func nameLike() *rapid.Generator[string] {
	letters := []rune("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÐƠƯ0123456789 -–.'’_\u00a0\u200b\u0300\u0301\u0303\u0309\u0323áàảãạấầẩẫậắằẳẵặýỳỷỹỵ")
	return rapid.StringOf(rapid.SampledFrom(letters))
}

func TestKeysHoldTheirPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := nameLike().Draw(t, "s")
		if Key1(norm.NFC.String(s)) != Key1(norm.NFD.String(s)) {
			t.Fatalf("composed and decomposed %q differ", s)
		}
		if k := Key1(s); k != strings.Join(strings.Fields(k), " ") {
			t.Fatalf("Key1 %q has loose spaces", k)
		}
		if Key2(s) != Key2Of(Key1(s)) || Key4(s) != Key4Of(Key2Of(Key1(s))) && !strings.ContainsAny(Key4(s), "y") {
			t.Fatalf("ladder of %q is not one", s)
		}
		for _, r := range Key4(s) {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
				t.Fatalf("Key4(%q) holds %q", s, r)
			}
		}
	})
}

func FuzzKey1(f *testing.F) {
	for _, s := range []string{"Hòa Bình", "TP.HCM", "\u00d0ắk", "\xff\u0301", "a\u0301\u0323b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if k := Key1(s); Key1(k) != k {
			t.Errorf("Key1 is not stable: %q, %q, %q", s, k, Key1(k))
		}
	})
}

func BenchmarkKey1(b *testing.B) {
	for b.Loop() {
		Key1("Phường Văn Miếu - Quốc Tử Giám")
	}
}
