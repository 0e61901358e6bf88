package pipeline

import (
	"fmt"
	"slices"
	"testing"
)

func TestSpansMeetWhenTheySpeakOfTheSameTime(t *testing.T) {
	for _, c := range []struct {
		kind, a, b string // from..to
		want       bool
	}{
		{"session", "2024-01-01..2024-03-31", "2024-04-01..2024-06-30", false},
		{"session", "2024-01-01..2024-03-31", "2024-03-31..2024-06-30", true},
		{"session", "2024-01-01..2024-12-31", "2024-05-05..2024-05-05", true},
		{"opinion", "2024-05-05..2024-05-05", "2024-05-05..2024-05-05", true},
		{"aggregate", "2024-01-01..2024-03-31", "2024-01-01..2024-03-31", true},
		// A quarter stands inside the half-year's report every time: nothing is added up there.
		{"aggregate", "2024-01-01..2024-03-31", "2024-01-01..2024-06-30", false},
		{"aggregate", "2024-01-01..2024-12-31", "2024-04-01..2024-06-30", false},
		{"aggregate", "2023-12-15..2024-06-14", "2024-01-01..2024-06-30", true},
		{"aggregate", "2024-01-01..2024-03-31", "2024-04-01..2024-06-30", false},
	} {
		a, b := spanOf("a", c.kind, "d1@2004", c.a), spanOf("b", c.kind, "d1@2004", c.b)
		if a.meets(b) != c.want || b.meets(a) != c.want {
			t.Errorf("%s %s and %s: %v, %v; want %v", c.kind, c.a, c.b, a.meets(b), b.meets(a), c.want)
		}
	}
}

func spanOf(sha, kind, unit, time string) span {
	s := span{SHA: sha, Kind: kind, Origin: "register", Unit: unit, Aspect: "doi_thoai"}
	if len(time) != 22 {
		panic(time)
	}
	s.From, s.To = time[:10], time[12:]
	return s
}

func TestAFileIsHeldAgainstTheOnesThatCount(t *testing.T) {
	const q1, q2, half = "2024-01-02..2024-03-29", "2024-04-02..2024-06-28", "2024-01-02..2024-06-28"
	base := []span{spanOf("old", "session", "d1", q1), spanOf("old", "session", "d2", q1), spanOf("opinions", "opinion", "d1", q1)}
	other := spanOf("new", "session", "d1", q1)
	other.Aspect = "tiep_dan"
	simulated := spanOf("new", "session", "d1", q1)
	simulated.Origin = "simulated"
	for _, c := range []struct {
		name string
		mine []span
		want string // file, kinds, units, from, to, same
	}{
		{"the same again", []span{spanOf("new", "session", "d1", q1), spanOf("new", "session", "d2", q1)}, "[{old [session] [d1 d2] 2024-01-02 2024-03-29 true}]"},
		{"one unit of it", []span{spanOf("new", "session", "d1", q1)}, "[{old [session] [d1] 2024-01-02 2024-03-29 false}]"},
		{"a longer time", []span{spanOf("new", "session", "d2", half)}, "[{old [session] [d2] 2024-01-02 2024-03-29 false}]"},
		{"the next quarter", []span{spanOf("new", "session", "d1", q2)}, "[]"},
		{"another unit", []span{spanOf("new", "session", "d3", q1)}, "[]"},
		{"another channel", []span{other}, "[]"},
		{"simulated beside real", []span{simulated}, "[]"},
		{"two files at once", []span{spanOf("new", "session", "d1", q1), spanOf("new", "opinion", "d1", q1)},
			"[{old [session] [d1] 2024-01-02 2024-03-29 false} {opinions [opinion] [d1] 2024-01-02 2024-03-29 false}]"},
		{"a file that does not count", []span{spanOf("new", "session", "d1", q1), spanOf("gone", "session", "d9", q1)}, "[{old [session] [d1] 2024-01-02 2024-03-29 false}]"},
		{"sessions and opinions of one file", []span{spanOf("new", "session", "d7", q1), spanOf("new", "opinion", "d7", q1)}, "[]"},
	} {
		got := []string{}
		for _, o := range index(append(slices.Clone(base), c.mine...)).overlaps("new", []string{"old", "opinions"}) {
			got = append(got, fmt.Sprintf("{%s %v %v %s %s %v}", o.SHA, o.Kinds, o.Units, o.From, o.To, o.Same))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v\nwant %s", c.name, got, c.want)
		}
	}
}
