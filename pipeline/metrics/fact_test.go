package metrics

import (
	"errors"
	"testing"
)

func TestOnlyOneShapeIsFused(t *testing.T) {
	const (
		keys  = "select session_id, unit_id, month, level, session_kind, topic_l1, origin, "
		group = " group by session_id, unit_id, month, level, session_kind, topic_l1, origin"
		good  = keys + "count(*) as value from model.opinion where channel = 'doi_thoai'" + group
	)
	if _, err := parseCounting("m", "topic", "-- fact: topic\n"+good); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ fact, sql string }{
		"another fact than it groups by": {"session", good},
		"no fact of ours":                {"month", good},
		"another table":                  {"topic", keys + "count(*) as value from model.session where channel = 'doi_thoai'" + group},
		"a sum":                          {"topic", keys + "sum(n) as value from model.opinion where channel = 'doi_thoai'" + group},
		"no condition":                   {"topic", keys + "count(*) as value from model.opinion" + group},
		"or between conditions":          {"topic", keys + "count(*) as value from model.opinion where a = 1 or b = 2 and c = 3" + group},
		"between holds an and":           {"topic", keys + "count(*) as value from model.opinion where a between 1 and 2" + group},
		"one key less":                   {"topic", keys + "count(*) as value from model.opinion where a = 1 group by session_id, unit_id, month, level, topic_l1, origin"},
		"more after the keys":            {"topic", good + " having count(*) > 1"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := parseCounting("m", c.fact, c.sql); !errors.Is(err, ErrShape) {
				t.Errorf("it was fused: %v", err)
			}
		})
	}
}

func TestSplitTop(t *testing.T) {
	got := splitTop("a = 'x, y', f(b, c), d", ", ")
	if len(got) != 3 || got[0] != "a = 'x, y'" || got[1] != "f(b, c)" || got[2] != "d" {
		t.Errorf("%q", got)
	}
}
