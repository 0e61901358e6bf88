package simulate

import (
	"encoding/csv"
	"slices"
	"strings"
)

// Faulty rows come on top of the good ones. A bad session has a code of its own and no opinions; a bad opinion follows the good
// ones of its session: refusing it takes nothing else along. A reply dated before its session only deserves a warning, so it is
// put into a good row, which Truth counts as not replied.

// noSuchPlace is the name of no unit in any list (a test sees to it).
const noSuchPlace = "Xã Không Có Trong Danh Mục"

// fault changes the cells of a good row into a bad one. The reasons are the rules of pipeline/clean/check.csv.
type fault struct {
	column, reason string
	spoil          func(k *book, cells []string, s *session)
}

var sessionFaults = []fault{
	{"held_on", "date_invalid", func(k *book, cells []string, s *session) {
		y, _, _ := s.held.civil()
		cells[column("session", "held_on")] = "31/02/" + pad(y, 4)
	}},
	{"unit", "place_unknown", func(k *book, cells []string, _ *session) {
		cells[column("session", "unit")] = noSuchPlace
	}},
	{"unit", "place_ambiguous", func(k *book, cells []string, s *session) {
		cells[column("session", "unit")] = k.sharedName(s.held)
		cells[column("session", "parent")] = ""
		cells[column("session", "level")] = levelWords[commune][0]
	}},
	{"attendees", "count_negative", func(k *book, cells []string, _ *session) {
		cells[column("session", "attendees")] = "-" + pad(k.between(1, 99), 1)
	}},
	{"attendees", "count_fractional", func(k *book, cells []string, _ *session) {
		cells[column("session", "attendees")] = pad(k.between(10, 99), 1) + ",5"
	}},
}

var opinionFaults = []fault{
	{"replied_on", "date_invalid", func(k *book, cells []string, s *session) {
		y, _, _ := s.held.civil()
		cells[column("opinion", "replied_on")] = "30/02/" + pad(y+1, 4)
	}},
	{"unit", "place_unknown", func(k *book, cells []string, _ *session) {
		cells[column("opinion", "unit")] = noSuchPlace
	}},
}

func column(table, name string) int { return slices.Index(columns[table], name) }

// badSession writes one more session like the given one, spoiled.
func (k *book) badSession(like session) Reject {
	like.code += "X"
	like.opinions, like.before, like.after = 0, 0, 0
	return k.spoil(k.sessions, k.session(nil, &like), &like, sessionFaults)
}

// badOpinion writes one more opinion like the given one, spoiled.
func (k *book) badOpinion(heading []byte, s *session, like opinion, no int) Reject {
	like.no = no
	return k.spoil(k.opinions, k.opinion(nil, heading, s, &like), s, opinionFaults)
}

func (k *book) spoil(t *table, row []byte, s *session, faults []fault) Reject {
	f := faults[k.IntN(len(faults))]
	cells, err := csv.NewReader(strings.NewReader(string(row))).Read()
	if err != nil {
		panic("simulate: a row of our own cannot be read: " + err.Error())
	}
	f.spoil(k, cells, s)
	var b []byte
	for i, c := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, c)
	}
	if k.crlf {
		b = append(b, '\r')
	}
	return Reject{t.Name, t.row(append(b, '\n'), false), f.column, f.reason}
}

// sharedName is a commune's name that others bore on the same day.
func (k *book) sharedName(held day) string {
	start := k.IntN(len(k.g.ambiguous))
	for i := range k.g.ambiguous {
		v := &k.g.versions[k.g.ambiguous[(start+i)%len(k.g.ambiguous)]]
		if v.on(held) {
			return v.full
		}
	}
	return ""
}
