package ingest

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strings"

	"nhipcau/internal/viet"
)

// Column is one column of a register: its name in schema raw and its labels in the template.
type Column struct {
	Table, Name, LabelVi, LabelEn, Kind string
	Required                            string // yes | key | no
}

// Lexicon knows which words of a header row stand for which column (reference/headers.csv: data, not code).
type Lexicon struct {
	Columns []Column
	byKey   map[string]map[string]string // table → folded words → column
}

// LoadLexicon reads reference/headers.csv.
func LoadLexicon(reference fs.FS) (*Lexicon, error) {
	f, err := reference.Open("reference/headers.csv")
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	lex := &Lexicon{byKey: map[string]map[string]string{}}
	for _, r := range records[1:] {
		c := Column{Table: r[0], Name: r[1], LabelVi: r[2], LabelEn: r[3], Kind: r[4], Required: r[5]}
		lex.Columns = append(lex.Columns, c)
		if lex.byKey[c.Table] == nil {
			lex.byKey[c.Table] = map[string]string{}
		}
		for _, words := range append([]string{c.Name, c.LabelVi, c.LabelEn}, strings.Split(r[6], "|")...) {
			if key := viet.Key2(words); key != "" {
				lex.byKey[c.Table][key] = c.Name
			}
		}
	}
	return lex, nil
}

// Of lists the columns of one kind of register, in the template's order.
func (l *Lexicon) Of(table string) []Column {
	var list []Column
	for _, c := range l.Columns {
		if c.Table == table {
			list = append(list, c)
		}
	}
	return list
}

// Label is what a column is called, for messages.
func (l *Lexicon) Label(table, column, lang string) string {
	for _, c := range l.Columns {
		if c.Table == table && c.Name == column {
			if lang == "en" {
				return c.LabelEn
			}
			return c.LabelVi
		}
	}
	return column
}

// header is a header row that was understood.
type header struct {
	table   string
	line    int64 // its line, the first is 1
	width   int
	columns []placed
	unknown []placed // words that no column answers to
	twice   []placed // a second column for the same thing
}

type placed struct {
	at    int
	name  string
	words string
}

func (h header) names() []string {
	names := make([]string, len(h.columns))
	for i, c := range h.columns {
		names[i] = c.name
	}
	return names
}

// understand reads a row as the header of a register; ok when it has a host and a date, or names a session.
func (l *Lexicon) understand(cells []string, line int64) (best header, ok bool) {
	for _, table := range []string{"session", "opinion"} {
		h := l.as(table, cells, line)
		if len(h.columns) > len(best.columns) {
			best = h
		}
	}
	has := map[string]bool{}
	for _, c := range best.columns {
		has[c.name] = true
	}
	ok = len(best.columns) >= 3 && (has["unit"] && has["held_on"] || best.table == "opinion" && has["session_code"])
	return best, ok
}

func (l *Lexicon) as(table string, cells []string, line int64) header {
	h := header{table: table, line: line, width: len(cells)}
	taken := map[string]bool{}
	for at, words := range cells {
		if strings.TrimSpace(words) == "" {
			continue
		}
		name, known := l.byKey[table][viet.Key2(words)]
		p := placed{at, name, words}
		switch {
		case !known:
			h.unknown = append(h.unknown, p)
		case taken[name]:
			h.twice = append(h.twice, p)
		default:
			taken[name] = true
			h.columns = append(h.columns, p)
		}
	}
	return h
}

// remark notes columns that were not taken in.
func (r *reader) remark(sheet string, h header) {
	for _, p := range h.unknown {
		r.bad = append(r.bad, badRow{sheet: sheet, row: h.line, table: h.table, column: p.words, rule: "column_unknown", value: p.words})
	}
	for _, p := range h.twice {
		r.bad = append(r.bad, badRow{sheet: sheet, row: h.line, table: h.table, column: p.words, rule: "column_twice", value: p.words})
	}
}
