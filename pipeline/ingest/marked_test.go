package ingest

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestMayBeMarked: a mark is found wherever it stands, also where two readings meet, and in both forms of Unicode.
func TestMayBeMarked(t *testing.T) {
	filler := strings.Repeat("ý kiến về đất đai, điện, đường; Bình Đại, Mỹ Tho,xã Yên Mật\n", 5_500) // a little over one reading
	for _, mark := range []string{"MẬT", "TỐI MẬT", "M Ậ T", "Độ mật: mật", "TUYET MAT", "MËT", "MAÄT"} {
		for _, at := range []int{0, 256<<10 - reach - 9, 256<<10 - reach - 3, 256<<10 - reach, 256<<10 - 5, 256 << 10, len(filler)} {
			for at < len(filler) && !utf8.RuneStart(filler[at]) {
				at--
			}
			text := filler[:at] + "\n" + mark + "\n" + filler[at:]
			for _, text := range []string{text, norm.NFD.String(text)} {
				if !marked(t, text, ',') {
					t.Errorf("%s at %d: not found", mark, at)
				}
			}
		}
	}
	for _, none := range []string{"bảo vệ, thật, luật, Ất Mùi", "xã Yên Mật,đã rõ bộ mật mã", "giữ bí mật,CÔNG TÁC BẢO MẬT", "MẬT ĐỘ DÂN SỐ", "quán MẬT ONG", "MATERIAL,FORMAT"} {
		if marked(t, filler+none, ',') || marked(t, norm.NFD.String(filler+none), ',') {
			t.Errorf("%s: found where there is none", none)
		}
	}
}

// TestNoMarkIsOverlooked: in files of random pieces no mark that the careful reader finds is missed, whatever quotes, delimiters and line
// ends do to the cells; and most files without one go to the fast reader.
func TestNoMarkIsOverlooked(t *testing.T) {
	pieces := []string{"MẬT", "Mật", "mật", "M Ậ T", "TỐI MẬT", "T Ố I M Ậ T", "TUYỆT MẬT", "MAT", "TOI MAT", "MËT", "MAÄT", "TUYÖT MËT", "Độ mật", "ĐỘ MẬT:", "Mức độ bảo mật",
		"Dấu mật", "xã Yên", "bộ", "thật", " ", "   ", "(", ")", ".", "-", "“", "”", `"`, `""`, ",", ",", ";", ";", "\t", "|", "\n", "\r\n", "\r", "\u200b", "ý kiến", strings.Repeat("x", 79)}
	r := rand.New(rand.NewPCG(1, 2))
	refused, spared := 0, 0
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text, delimiter := b.String(), delimiters[r.IntN(len(delimiters))]
		switch r.IntN(4) {
		case 0:
			text = norm.NFD.String(text)
		case 1:
			text = strings.ReplaceAll(text, "Ậ", "Â\u0323")
		}
		for _, compose := range []bool{false, true} {
			switch careful, quick := carefully(text, delimiter, compose), markedAnywhere(text, delimiter); {
			case careful && !quick:
				t.Fatalf("%q, delimiter %q, composed %v: overlooked", text, delimiter, compose)
			case careful:
				refused++
			case !quick:
				spared++
			}
		}
	}
	if refused < 1_500 || spared < 20_000 {
		t.Errorf("%d marked, %d not: the test tests little", refused, spared)
	}
}

// carefully is what the careful reader says of every record.
func carefully(text string, delimiter rune, compose bool) bool {
	rows := recordsOf(bytes.NewReader([]byte(text)), delimiter)
	if compose {
		rows = composed(rows)
	}
	for row, err := range rows {
		if err != nil {
			return false // refused for another reason, by both
		}
		if secretIn(row.cells) != nil {
			return true
		}
	}
	return false
}

func markedAnywhere(text string, delimiter rune) bool {
	return markedBetween([]byte(text), 0, len(text), byte(delimiter))
}

func marked(t *testing.T, text string, delimiter rune) bool {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := mayBeMarked(path, delimiter)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
