package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nhipcau/internal/store"
)

func TestHistoryKeepsEveryLineThroughACrash(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	line := func(sha string) store.Entry {
		return store.Entry{At: at, Who: "a@b", What: store.Landed, SHA: sha, Name: "sổ.csv"}
	}
	for _, c := range []struct {
		name, torn string
		want       []store.Deed
	}{
		{"nothing torn", "", []store.Deed{store.Landed, store.Landed}},
		{"half a line", `{"at":"2026-01-02T03:04:05Z","wh`, []store.Deed{store.Landed, store.Repaired, store.Landed}},
		{"only the line feed is missing", `{"at":"2026-01-02T03:04:05Z","what":"landed","sha":"bb"}`, []store.Deed{store.Landed, store.Landed, store.Landed}},
		{"zeroes where a disk never wrote", "\x00\x00\x00", []store.Deed{store.Landed, store.Repaired, store.Landed}},
		{"torn again while being repaired", "{\"at\"\n{\"at\":\"2026", []store.Deed{store.Landed, store.Repaired, store.Landed}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := warehouse(t)
			if err := w.Record(line("aa")); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(w.Dir, "history.ndjson")
			before, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, append(before, c.torn...), 0o600); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(c.torn, "\n") {
				if list, err := w.History(); err != nil || len(list) != 1 {
					t.Errorf("before the repair: %v, %v", list, err)
				}
			}
			if err := w.Record(line("cc")); err != nil {
				t.Fatal(err)
			}
			list, err := w.History()
			if err != nil {
				t.Fatal(err)
			}
			var got []store.Deed
			for _, e := range list {
				got = append(got, e.What)
			}
			after, _ := os.ReadFile(file)
			if !slices.Equal(got, c.want) || !strings.HasPrefix(string(after), string(before)+c.torn) {
				t.Errorf("deeds %v, want %v; file %q", got, c.want, after)
			}
		})
	}
}

func TestAChangedLineOfTheHistoryIsNotPassedOver(t *testing.T) {
	w := warehouse(t)
	for range 3 {
		if err := w.Record(store.Entry{At: time.Now(), What: store.Used, Snapshot: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(w.Dir, "history.ndjson")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append([]byte("x"), b...), 0o600); err != nil {
		t.Fatal(err)
	}
	if list, err := w.History(); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("read %v, %v", list, err)
	}
}

// say makes entries out of words: "landed b", "supersedes b a".
func say(lines ...string) []store.Entry {
	var list []store.Entry
	for _, l := range lines {
		f := append(strings.Fields(l), "", "")
		list = append(list, store.Entry{What: store.Deed(f[0]), SHA: f[1], Other: f[2]})
	}
	return list
}

func TestWhatCountsFollowsFromTheHistory(t *testing.T) {
	landed := say("landed a", "landed b", "landed c")
	for _, c := range []struct {
		name string
		said []store.Entry
		want string // the files that count; the others with why
	}{
		{"nothing was said", nil, "a b c"},
		{"the later file supersedes", say("supersedes b a"), "b c a:supersedes(b)"},
		{"both count", say("completes b a"), "a b c"},
		{"the older goes on counting", say("contradicts b a"), "a c b:contradicts(a)"},
		{"a question leaves the new file out", say("waits b a"), "a c b:waits(a)"},
		{"an answer ends the waiting", say("waits b a", "completes b a"), "a b c"},
		{"one answer of two wanted", say("waits c a", "waits c b", "supersedes c a"), "a b c:waits(b)"},
		{"handed in again when nothing is in its way", say("waits b a", "retracted a", "counted b"), "b c a:retracted"},
		{"retracted", say("retracted b"), "a c b:retracted"},
		{"restored", say("retracted b", "restored b"), "a b c"},
		{"what a retracted file superseded comes back", say("supersedes b a", "retracted b"), "a c b:retracted"},
		{"and goes again when it is restored", say("supersedes b a", "retracted b", "restored b"), "b c a:supersedes(b)"},
		{"a chain holds", say("supersedes b a", "supersedes c b"), "c a:supersedes(b) b:supersedes(c)"},
		{"a chain whose end is retracted", say("supersedes b a", "supersedes c b", "retracted c"), "b a:supersedes(b) c:retracted"},
		{"what is said last holds", say("supersedes b a", "supersedes a b"), "a c b:supersedes(a)"},
		{"an answer is changed", say("contradicts b a", "completes b a"), "a b c"},
		{"nothing left to contradict", say("contradicts b a", "retracted a"), "b c a:retracted"},
		{"a contradicting file supersedes nothing", say("supersedes b a", "contradicts b c"), "a c b:contradicts(c)"},
		{"a file that never landed has no say", say("supersedes z a", "retracted z"), "a b c"},
		{"an attempt cut short is void when the file lands after all", say("supersedes b a", "waits b c", "landed b"), "a b c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := store.Replay(append(slices.Clone(landed), c.said...), func(sha string) bool { return strings.Contains("abc", sha) })
			var counts, others []string
			for _, sha := range []string{"a", "b", "c"} {
				st := s.Standing(sha)
				switch {
				case st.Counts:
					counts = append(counts, sha)
				case len(st.Others) > 0:
					others = append(others, sha+":"+string(st.Why)+"("+strings.Join(st.Others, ",")+")")
				default:
					others = append(others, sha+":"+string(st.Why))
				}
			}
			if got := strings.Join(append(counts, others...), " "); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTryingADecisionChangesNothing(t *testing.T) {
	s := store.Replay(say("landed a", "landed b", "waits b a"), func(string) bool { return true })
	for _, e := range say("supersedes b a", "retracted b") {
		s.Clone().Apply(e)
	}
	if st := s.Standing("b"); st.Why != store.Waits || s.Related("a", "b") != "" || !s.Standing("a").Counts {
		t.Errorf("b stands %+v", st)
	}
}

// TestANewColumnMapIsANewReading: the landing without a map stays where it was, the reading with one lies beside it.
func TestANewColumnMapIsANewReading(t *testing.T) {
	w := warehouse(t)
	land := func(reading string) (dir string, already bool) {
		in, landed, err := w.Receive(t.Context(), strings.NewReader("Nơi họp\n"), reading)
		if err != nil {
			t.Fatal(err)
		}
		if landed != nil {
			return filepath.Base(landed.Dir), true
		}
		l, err := in.Commit(store.Receipt{Name: "la.csv"})
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Base(l.Dir), false
	}
	mapped, _ := land("0123abcd")
	if len(mapped) != 64+9 || !strings.HasSuffix(mapped, "-0123abcd") {
		t.Errorf("landed as %s", mapped)
	}
	if same, already := land(""); !already || same != mapped {
		t.Errorf("without a map: %s, %v", same, already)
	}
	if other, already := land("ffff0000"); already || other == mapped {
		t.Errorf("with another map: %s, %v", other, already)
	}
	if list, err := w.Landings(); err != nil || len(list) != 2 || list[0].Receipt.Reading != "0123abcd" || list[0].Receipt.SHA256 != list[1].Receipt.SHA256 {
		t.Errorf("landings %+v, %v", list, err)
	}
}
