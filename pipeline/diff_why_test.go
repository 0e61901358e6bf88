package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhipcau/internal/store"
)

// A figure that differs while every record is the same differs by what defines it: its own definition, and other versions beside it, by name.
func TestCauseOfAFigureWithoutARecord(t *testing.T) {
	key := figureKey{metric: "resolved", origin: "register", province: "p24@2004", year: 2019}
	at := spot{"register", "p24@2004", 2019}
	one := func(sql string, num int64) side {
		return side{
			manifest:    store.Manifest{AsOf: "2019-12-31", Inputs: []store.Input{{SHA256: "aaaaaaaaaaaabbbb", Name: "a.csv"}}},
			definitions: map[string]definition{"resolved": {vi: "v", en: "e", version: "1", sql: sql}},
			figures:     map[figureKey]figure{key: {num: num, den: 10, hasDen: true}},
			records:     map[spot]map[recordKey]records{at: {{"opinion", "aaaaaaaaaaaa"}: {n: 10, sums: 7}}},
		}
	}
	const sql, newer = "select count(*) from model.opinion", "select count(*) from model.opinion where outcome = 'resolved'"
	for name, test := range map[string]struct {
		before, after side
		versions      []string
		want          []Cause
	}{
		"its definition":        {one(sql, 5), one(newer, 4), nil, []Cause{{Kind: CauseDefinition}}},
		"the gazetteer":         {one(sql, 5), one(sql, 4), []string{"gazetteer"}, []Cause{{Kind: CauseVersion, What: "gazetteer"}}},
		"reference and program": {one(sql, 5), one(sql, 4), []string{"program", "reference"}, []Cause{{Kind: CauseVersion, What: "program"}, {Kind: CauseVersion, What: "reference"}}},
		"nothing that is known": {one(sql, 5), one(sql, 4), nil, []Cause{{Kind: CauseUnknown}}},
	} {
		x := explainer{before: test.before, after: test.after, versions: test.versions}
		x.redefined = x.definitions()
		list := x.changes()
		if len(list) != 1 || cmp.Diff(test.want, list[0].Causes) != "" {
			t.Errorf("%s: %+v, want the causes %+v", name, list, test.want)
		}
	}
}
