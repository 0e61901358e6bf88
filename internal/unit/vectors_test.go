package unit

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// unitsDir is the reviewed data this package is shipped with.
const unitsDir = "../../data/reference/units"

var loaded = sync.OnceValues(func() (*Gazetteer, error) { return Load(os.DirFS(unitsDir)) })

func gazetteer(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// obsolete are the vectors that say "(warn)" in their rule: the old kind of a live unit.
var obsolete = map[string]bool{
	"Tỉnh Bắc Ninh 2026-10-01": true, "Tỉnh Đồng Nai 2026-06-01": true, "xã Hương Gián 2025-03-01": true,
}

// TestVectors runs the vectors gathered while the gazetteer was made: spellings seen in reports and
// official lists, each with what it must resolve to.
func TestVectors(t *testing.T) {
	g := gazetteer(t)
	f, err := os.Open("testdata/match_vectors.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 123 {
		t.Fatalf("%d rows, want a header and 122 vectors", len(rows))
	}
	for _, r := range rows[1:] {
		asOf := date(r[3])
		got := g.Match(Request{Text: r[0], Level: Level(r[1]), Parent: r[2], AsOf: asOf})
		want := wantIDs(Level(r[1]), r[4], asOf)
		ok := false
		switch r[5] {
		case "unique":
			status := Unique
			if obsolete[r[0]+" "+r[3]] {
				status = Warn
			}
			ok = got.Status == status && got.UnitID == want[0]
		case "ambiguous":
			ok = got.Status == Ambiguous && got.UnitID == "" && slices.Equal(got.Candidates, want)
		case "none":
			ok = (got.Status == None || got.Status == Dissolved) && got.UnitID == ""
		}
		if !ok {
			t.Errorf("%q %s in %q on %s: %+v, want %s %v (%s)", r[0], r[1], r[2], r[3], got, r[5], want, r[6])
		}
	}
}

func wantIDs(level Level, codes string, asOf time.Time) []string {
	list := List2004
	if !asOf.Before(Reform) {
		list = List2025
	}
	var out []string
	for c := range strings.SplitSeq(codes, "|") {
		out = append(out, levelLetter[level]+c+"@"+list)
	}
	slices.Sort(out)
	return out
}
