package viet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

func TestIsSyllable(t *testing.T) {
	for _, s := range strings.Fields(`đối thoại trực tiếp nghị quyết giải quyết kiến nghị khiếu nại giếng gì gìn giữ quốc quý huyện ủy
		Ủy UỶ hòa hoà thủy thuỷ khuya nguyễn ngoằn ngoèo xoong thuở yêu yết ỷ im ích Bắc Kạn Đắk Lắk Krông THƯỜNG TRỰC đường rượu khuỷu
		nghiêng ghế kẻ cử gừng ngành quanh quyển loạt thoắt tuyết chếch huých`) {
		if !IsSyllable(s) {
			t.Errorf("IsSyllable(%q) is false", s)
		}
	}
	for _, s := range strings.Fields(`nh©n TRƯựC TIÊếP Hũaa Bỡnh ce ghà ngi kô tiêp cac quu hoàá đđ ơo ưư street Straße bl zá wá ắắ`) {
		if IsSyllable(s) {
			t.Errorf("IsSyllable(%q) is true", s)
		}
	}
	if IsSyllable("") {
		t.Error("nothing is no syllable")
	}
}

// The seed articles are ordinary administrative Vietnamese: nearly every word with a mark must pass.
func TestIsSyllableOnRealText(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(files) == 0 {
		t.Skip("the seed articles are not here")
	}
	seen, bad := map[string]bool{}, []string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range strings.FieldsFunc(string(b), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if w = strings.ToLower(w); !seen[w] && !isASCII(w) {
				seen[w] = true
				if !IsSyllable(w) {
					bad = append(bad, w)
				}
			}
		}
	}
	if len(bad)*50 > len(seen) {
		t.Errorf("%d of %d different words refused: %v", len(bad), len(seen), bad)
	}
	t.Logf("%d of %d different words refused: %v", len(bad), len(seen), bad)
}
