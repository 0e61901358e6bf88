package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestMayBeMarked: a hint is found wherever it stands, also where two readings meet, and in both forms of Unicode.
func TestMayBeMarked(t *testing.T) {
	filler := strings.Repeat("ý kiến về đất đai, điện, đường; Bình Đại, Mỹ Tho\n", 22_000) // a little over one reading
	for _, h := range hints {
		for _, at := range []int{0, 1<<20 - 9, 1<<20 - 5, 1<<20 - 3, 1<<20 + 1, len(filler)} {
			for at < len(filler) && !utf8.RuneStart(filler[at]) {
				at--
			}
			text := filler[:at] + string(h) + filler[at:]
			for _, nfd := range []bool{false, true} {
				if nfd {
					text = norm.NFD.String(text)
				}
				if got := marked(t, text, nfd); !got {
					t.Errorf("%s at %d, nfd %v: not found", h, at, nfd)
				}
			}
		}
	}
	if marked(t, filler+"bảo vệ, thật, luật, Ất Mùi", false) || marked(t, norm.NFD.String(filler+"ất, vật"), true) {
		t.Error("found where there is none")
	}
}

func marked(t *testing.T, text string, nfd bool) bool {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := mayBeMarked(path, nfd)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
