package ingest

import (
	"fmt"
	"strings"

	"nhipcau/internal/viet"
)

// sums adds up the count columns of a table, whole and by section, to hold its totals against. A cell that states no number
// (approximate, not reported) makes the sum of its column unknown.
type sums struct {
	columns       []placed
	whole, part   []int64
	wholeOK, okay []bool // okay: of the part
	rows, inPart  int64
	waiting       []waitingTotal // totals that stand above their rows
}

type waitingTotal struct {
	row   sheetRow
	label string
}

func newSums(h header, l *Lexicon) sums {
	var s sums
	for _, c := range h.columns {
		if l.kind(h.table, c.name) == "count" {
			s.columns = append(s.columns, c)
		}
	}
	n := len(s.columns)
	s.whole, s.part, s.wholeOK, s.okay = make([]int64, n), make([]int64, n), make([]bool, n), make([]bool, n)
	for i := range n {
		s.wholeOK[i], s.okay[i] = true, true
	}
	return s
}

// group begins a new part.
func (s *sums) group() {
	s.inPart = 0
	for i := range s.part {
		s.part[i], s.okay[i] = 0, true
	}
}

func (s *sums) add(on surface, row sheetRow) {
	s.rows++
	s.inPart++
	for i, c := range s.columns {
		n, ok := stated(on, row.cell(c.at))
		s.whole[i] += n
		s.part[i] += n
		s.wholeOK[i] = s.wholeOK[i] && ok
		s.okay[i] = s.okay[i] && ok
	}
}

// stated is the number a count cell states; an empty cell or a dash adds nothing.
func stated(on surface, cell string) (int64, bool) {
	c := viet.ParseCount(on.asWritten(cell, false))
	switch c.Code {
	case viet.CountOK, viet.CountZero, viet.CountNoneOccurred, viet.CountEmpty, viet.CountDash, viet.CountNo, viet.CountNotApplicable:
		return c.N, true
	}
	return 0, false
}

// total holds a row of totals against the rows above it. A plain "Cộng" may close a section or the table: it is right when
// it fits either.
func (r *reader) total(on surface, h header, row sheetRow, label string, s *sums) {
	if s.rows == 0 {
		s.waiting = append(s.waiting, waitingTotal{row, label})
		return
	}
	for i, c := range s.columns {
		text := row.cell(c.at)
		n, ok := stated(on, text)
		if text == "" || !ok || !strings.ContainsAny(text, "0123456789") {
			continue
		}
		part := s.okay[i] && s.inPart > 0 && s.part[i] == n
		if part && !isWholeTotal(label) || s.whole[i] == n || !s.wholeOK[i] {
			continue
		}
		expected := s.whole[i]
		if !isWholeTotal(label) && s.inPart > 0 {
			expected = s.part[i]
		}
		r.note(on.name, row.no, h.table, c.name, "total_differs", differ(n, expected))
	}
	r.totalInWords(on, h, row, label, s)
	s.group()
}

// finish holds the totals that stood above their rows against the whole table.
func (r *reader) finish(on surface, h header, s *sums) {
	if s.rows == 0 {
		return
	}
	s.inPart = 0
	for _, t := range s.waiting {
		r.total(on, h, t.row, t.label, s)
	}
	s.waiting = nil
}

// totalInWords reads "Tổng cộng: 25 ý kiến" under a register of opinions.
func (r *reader) totalInWords(on surface, h header, row sheetRow, label string, s *sums) {
	_, said, ok := strings.Cut(label, ":")
	if h.table != "opinion" || !ok {
		return
	}
	if c := viet.ParseCount(strings.TrimSpace(said)); c.Code == viet.CountOK && c.N != s.rows && strings.Contains(c.Unit+said, "ki") {
		r.note(on.name, row.no, h.table, label, "total_differs", differ(c.N, s.rows))
	}
}

func differ(said, summed int64) string { return fmt.Sprintf("%d ≠ %d", said, summed) }
