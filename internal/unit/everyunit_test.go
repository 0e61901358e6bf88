package unit

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// TestEveryUnitByEveryHand resolves every unit of the five lists from each way of writing its name, with
// its parent known. A wrong unit is never acceptable; an ambiguous one is where two units of one parent
// cannot be told apart in that spelling (thị trấn and xã Yên Viên; Sa Pa and Sa Pả).
func TestEveryUnitByEveryHand(t *testing.T) {
	g := gazetteer(t)
	before, after := Reform.AddDate(0, 0, -1), Reform
	lists := []struct {
		level Level
		on    time.Time
	}{{Province, before}, {Province, after}, {District, before}, {Commune, before}, {Commune, after}}
	hands := []struct {
		why   string
		write func(Version) string
		short [5]int // units of each list that may stay ambiguous
	}{
		{"kind and name", func(v Version) string { return v.FullName }, [5]int{}},
		{"decomposed", func(v Version) string { return norm.NFD.String(v.FullName) }, [5]int{}},
		{"capitals", func(v Version) string { return strings.ToUpper(v.FullName) }, [5]int{}},
		{"loose spaces", func(v Version) string { return " " + strings.ReplaceAll(v.FullName, " ", "\u00a0 ") }, [5]int{}},
		{"eth for Đ", func(v Version) string { return strings.ReplaceAll(v.FullName, "Đ", "\u00d0") }, [5]int{}},
		{"abbreviated", func(v Version) string { return shortest(v.Kind) + ". " + v.Name }, [5]int{0, 0, 0, 3, 1}},
		{"name only", func(v Version) string { return v.Name }, [5]int{0, 0, 12, 40, 1}},
		{"no diacritics", func(v Version) string { return ascii(v.FullName) }, [5]int{0, 0, 0, 44, 16}},
		{"no diacritics, name only", func(v Version) string { return ascii(v.Name) }, [5]int{0, 0, 12, 88, 20}},
	}
	for _, h := range hands {
		for i, l := range lists {
			short := 0
			for _, id := range g.AllAt(l.level, l.on) {
				v, _ := g.At(id, l.on)
				got := g.Match(Request{Text: h.write(v), Level: l.level, Parent: v.ParentID, AsOf: l.on})
				if got.UnitID == id {
					continue
				}
				short++
				if got.UnitID != "" {
					t.Errorf("%s: %q in %s is taken for %s, is %s", h.why, h.write(v), v.ParentID, got.UnitID, id)
				}
				if got.Status != Ambiguous {
					t.Errorf("%s: %q in %s on %s: %+v, want %s", h.why, h.write(v), v.ParentID, l.on.Format(time.DateOnly), got, id)
				}
			}
			if short != h.short[i] {
				t.Errorf("%s, list %d: %d units not resolved, want %d", h.why, i, short, h.short[i])
			}
		}
	}
}

func shortest(k kind) string {
	return map[kind]string{tinh: "T", thanhPho: "TP", huyen: "H", quan: "Q", thiXa: "TX", xa: "X", phuong: "P", thiTran: "TT", dacKhu: "ĐK"}[k]
}

func ascii(s string) string {
	s = strings.NewReplacer("đ", "d", "Đ", "D").Replace(s)
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
