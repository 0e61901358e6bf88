package ingest

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"nhipcau/internal/viet"
)

// Column is one column of a register: its name in schema raw and its labels in the template.
type Column struct {
	Table, Name, LabelVi, LabelEn, Kind string
	Required                            string // yes | key | no
}

// Lexicon knows which words of a header row stand for which column (reference/headers.csv: data, not code).
type Lexicon struct {
	Columns   []Column
	provinces func() []string              // "tỉnh Bắc Giang", to be known in the names of files
	byKey     map[string]map[string]string // table → folded words → column
	kinds     map[string]string            // table.column → kind
	noTicks   bool                         // sub-headings are not taken for words that are ticked
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
	lex := &Lexicon{provinces: sync.OnceValue(func() []string { return loadProvinces(reference) }), byKey: map[string]map[string]string{}, kinds: map[string]string{}}
	for _, r := range records[1:] {
		c := Column{Table: r[0], Name: r[1], LabelVi: r[2], LabelEn: r[3], Kind: r[4], Required: r[5]}
		lex.Columns = append(lex.Columns, c)
		lex.kinds[c.Table+"."+c.Name] = c.Kind
		if lex.byKey[c.Table] == nil {
			lex.byKey[c.Table] = map[string]string{}
		}
		for _, words := range append([]string{c.Name, c.LabelVi, c.LabelEn}, strings.Split(r[6], "|")...) {
			if key := headKey(words); key != "" {
				lex.byKey[c.Table][key] = c.Name
			}
		}
	}
	return lex, nil
}

// headKey folds the words of a header cell: case, tones, the star of a required column, and the unit in brackets behind it
// ("Lượt người dự (lượt)").
func headKey(words string) string {
	words = strings.Trim(viet.Tidy(words), " *:.")
	key := viet.Key2(words)
	if open := strings.LastIndexByte(words, '('); open > 0 && strings.HasSuffix(words, ")") && len(words)-open < 16 {
		switch viet.Key2(strings.Trim(words[open:], "()")) {
		case viet.Key2("chức danh"), viet.Key2("ngày"), viet.Key2("thứ tự"):
		default:
			key = viet.Key2(words[:open])
		}
	}
	return key
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

// kind is what a column holds: ref, place, term, date, count, text, yesno, or share for percents of an aggregate.
func (l *Lexicon) kind(table, column string) string {
	if table == "aggregate" && strings.HasSuffix(column, "_share") {
		return "share"
	}
	return l.kinds[table+"."+column]
}

// ordinals head the column of running numbers: in sessions and aggregates it says nothing.
var ordinals = map[string]bool{}

func init() {
	for _, words := range []string{"STT", "TT", "Số TT", "Số thứ tự", "Thứ tự", "No.", "#"} {
		ordinals[headKey(words)] = true
	}
}
