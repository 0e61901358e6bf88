package i18n

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

func TestCataloguesHaveTheSameKeys(t *testing.T) {
	vi, en := Keys(Vi), Keys(En)
	if len(vi) < 300 {
		t.Fatalf("only %d keys", len(vi))
	}
	for _, k := range vi {
		if !slices.Contains(en, k) {
			t.Errorf("en.json lacks %s", k)
		}
	}
	for _, k := range en {
		if !slices.Contains(vi, k) {
			t.Errorf("vi.json lacks %s", k)
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// An English text may leave out a Vietnamese quotation, but may not ask for what the Vietnamese one is not given.
func TestTextsAreWhole(t *testing.T) {
	for key, vi := range For(Vi).words {
		en := For(En).words[key]
		if strings.TrimSpace(vi.Other) == "" || strings.TrimSpace(en.Other) == "" {
			t.Errorf("%s is empty", key)
		}
		if !norm.NFC.IsNormalString(vi.Other) {
			t.Errorf("%s is not NFC", key)
		}
		for _, p := range placeholder.FindAllString(en.Other, -1) {
			if key != "claim.of" && !strings.Contains(vi.Other, p) {
				t.Errorf("%s: English asks for %s", key, p)
			}
		}
		if strings.ContainsAny(strings.ToLower(en.Other), "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ") {
			t.Errorf("%s: Vietnamese in the English text %q", key, en.Other)
		}
		// old tone placement: the product writes hòa, thủy, khỏe
		for _, old := range []string{"hoà", "thuỷ", "khoẻ", "uỷ", "hoá"} {
			if strings.Contains(strings.ToLower(vi.Other), old) {
				t.Errorf("%s: tone mark in the old place in %q", key, vi.Other)
			}
		}
	}
}

func TestNumbersAndDates(t *testing.T) {
	day := time.Date(2019, 9, 16, 8, 5, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		of     func(*Printer) string
		vi, en string
	}{
		{"int", func(p *Printer) string { return p.Int(7320) }, "7.320", "7,320"},
		{"small int", func(p *Printer) string { return p.Int(700) }, "700", "700"},
		{"million", func(p *Printer) string { return p.Int(2300000) }, "2.300.000", "2,300,000"},
		{"below zero", func(p *Printer) string { return p.Int(-1234) }, "−1.234", "−1,234"},
		{"decimal", func(p *Printer) string { return p.Decimal(1234.56, 1) }, "1.234,6", "1,234.6"},
		{"percent", func(p *Printer) string { return p.Percent(0.895) }, "89,5%", "89.5%"},
		{"half a tenth goes up", func(p *Printer) string { return p.Percent(0.2895) }, "29,0%", "29.0%"},
		{"nothing", func(p *Printer) string { return p.Percent(0) }, "0,0%", "0.0%"},
		{"all", func(p *Printer) string { return p.Percent(1) }, "100,0%", "100.0%"},
		{"range", func(p *Printer) string { return p.PercentRange(0.765, 0.802) }, "76,5–80,2%", "76.5–80.2%"},
		{"bound", func(p *Printer) string { return p.PercentBound(0.9) }, "90%", "90%"},
		{"finer bound", func(p *Printer) string { return p.PercentBound(0.9885) }, "98,85%", "98.85%"},
		{"rise", func(p *Printer) string { return p.Points(0.032) }, "+3,2", "+3.2"},
		{"fall", func(p *Printer) string { return p.Points(-0.011) }, "−1,1", "−1.1"},
		{"no change", func(p *Printer) string { return p.Points(-0.0001) }, "0,0", "0.0"},
		{"date", func(p *Printer) string { return p.Date(day) }, "16/9/2019", "16 Sep 2019"},
		{"no date", func(p *Printer) string { return p.Date(time.Time{}) }, "–", "–"},
		{"month", func(p *Printer) string { return p.Month(day) }, "9/2019", "Sep 2019"},
		{"quarter", func(p *Printer) string { return p.Quarter(day) }, "Quý III/2019", "Q3 2019"},
	} {
		if got := c.of(For(Vi)); got != c.vi {
			t.Errorf("%s: vi %q, want %q", c.name, got, c.vi)
		}
		if got := c.of(For(En)); got != c.en {
			t.Errorf("%s: en %q, want %q", c.name, got, c.en)
		}
	}
}

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		n    int
		want string
	}{
		{Vi, 1, "1 ngày"}, {Vi, 30, "30 ngày"}, {En, 1, "1 day"}, {En, 30, "30 days"}, {En, 0, "0 days"},
	} {
		if got := For(c.lang).T("rule.days.calendar", "n", c.n); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestUnknown(t *testing.T) {
	if got := For("fr").Lang; got != Vi {
		t.Errorf("an unknown language gives %q", got)
	}
	if got := For(En).T("no.such.key", "n", 1); got != "no.such.key" {
		t.Errorf("an unknown key gives %q", got)
	}
}

func TestNote(t *testing.T) {
	for _, c := range []struct{ note, vi, en string }{
		{"columns_personal:1", "Bỏ 1 cột dữ liệu cá nhân, không đưa vào hệ thống", "1 column of personal data dropped"},
		{"rows_note:1200", "Nhận ra 1.200 dòng ghi chú", "1,200 rows of notes recognised"},
		{"nobody_knows:3", "nobody_knows:3", "nobody_knows:3"},
		{"rows_note", "rows_note", "rows_note"},
	} {
		if vi, en := For(Vi).Note("door.", c.note), For(En).Note("door.", c.note); vi != c.vi || en != c.en {
			t.Errorf("%s: %q, %q", c.note, vi, en)
		}
	}
}
