package viet

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestSort(t *testing.T) {
	for _, want := range []string{
		"An Giang|Ăn|Ân Thi|Ba Đình|Bắc Giang|Bắc Ninh|Cà Mau|Dĩ An|Đà Nẵng|Điện Biên|Đông Anh|Gia Lai",
		"a|ă|â|b|d|đ|e|ê|o|ô|ơ|u|ư|y",
		"ma|mà|mả|mã|má|mạ",
		"Phường 1|Phường 2|Phường 10",
		"Hà Nam|Hà Nội|Hải Phòng|Hòa Bình|Huế|Hưng Yên",
	} {
		names := strings.Split(want, "|")
		slices.Reverse(names)
		Sort(names)
		if got := strings.Join(names, "|"); got != want {
			t.Errorf(" got %s\nwant %s", got, want)
		}
	}
}

func TestSortKeyAgreesWithCompare(t *testing.T) {
	names := []string{"Ân Thi", "Đông Anh", "an giang", "Dĩ An", "Ba Đình", "ÂN THI", "Phường 10", "Phường 2"}
	for _, a := range names {
		for _, b := range names {
			byKey, byName := bytes.Compare(SortKey(a), SortKey(b)), Compare(a, b)
			if byKey != 0 && byKey != byName || byKey == 0 && !strings.EqualFold(a, b) {
				t.Errorf("%q and %q: %d by key, %d by name", a, b, byKey, byName)
			}
		}
	}
}
