package viet

import (
	"slices"
	"testing"
)

func TestParseDocNumber(t *testing.T) {
	for _, c := range []struct {
		text string
		want DocNumber
	}{
		{"07-QC/TU", DocNumber{"07-QC/TU", 7, 0, "QC", "TU", true}},
		{"Số 2200-QĐ/TU", DocNumber{"2200-QĐ/TU", 2200, 0, "QĐ", "TU", true}},
		{"11-QĐi/TW", DocNumber{"11-QĐi/TW", 11, 0, "QĐi", "TW", true}},
		{"165-BC/BTGTU", DocNumber{"165-BC/BTGTU", 165, 0, "BC", "BTGTU", true}},
		{"Số: 225/BC-UBND", DocNumber{"225/BC-UBND", 225, 0, "BC", "UBND", false}},
		{"225 / BC – UBND", DocNumber{"225/BC-UBND", 225, 0, "BC", "UBND", false}},
		{"06/2024/QĐ-UBND", DocNumber{"06/2024/QĐ-UBND", 6, 2024, "QĐ", "UBND", false}},
		{"19/2025/QĐ-TTg", DocNumber{"19/2025/QĐ-TTg", 19, 2025, "QĐ", "TTg", false}},
		{"356/2025/NĐ-CP", DocNumber{"356/2025/NĐ-CP", 356, 2025, "NĐ", "CP", false}},
		{"237/NQ-UBTVQH16", DocNumber{"237/NQ-UBTVQH16", 237, 0, "NQ", "UBTVQH16", false}},
		{"91/2025/QH15", DocNumber{"91/2025/QH15", 91, 2025, "", "QH15", false}},
		{"12/TB-STNMT-VP", DocNumber{"12/TB-STNMT-VP", 12, 0, "TB", "STNMT-VP", false}},
	} {
		if got, ok := ParseDocNumber(c.text); !ok || got != c.want {
			t.Errorf("ParseDocNumber(%q) = %+v, %v", c.text, got, ok)
		}
	}
	for _, text := range []string{"", "1158", "25/5/2017", "22/27", "07-QC", "TU", "07-QC/TU và 08-QC/TU", "a07-QC/TU", "07-qc/tu", "1.07-QC/TU", "300000-QC/TU"} {
		if got, ok := ParseDocNumber(text); ok {
			t.Errorf("ParseDocNumber(%q) = %+v", text, got)
		}
	}
}

func TestFindDocNumbers(t *testing.T) {
	var got []string
	for _, d := range FindDocNumbers("Căn cứ Quy chế 07-QC/TU ngày 27/3/2019, Quyết định số 06/2024/QĐ-UBND (kèm 225/BC-UBND) và Luật số 91/2025/QH15.") {
		got = append(got, d.Text)
	}
	if want := []string{"07-QC/TU", "06/2024/QĐ-UBND", "225/BC-UBND", "91/2025/QH15"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzParseDocNumber(f *testing.F) {
	f.Add("07-QC/TU")
	f.Add("Số: 06/2024/QĐ-UBND")
	f.Fuzz(func(t *testing.T, s string) {
		FindDocNumbers(s)
		d, ok := ParseDocNumber(s)
		if !ok {
			return
		}
		if again, ok := ParseDocNumber(d.Text); !ok || again != d {
			t.Fatalf("%q gives %+v, and that gives %+v", s, d, again)
		}
	})
}
