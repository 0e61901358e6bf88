package ingest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/engine"
	"nhipcau/internal/viet"
)

// Suggest proposes the map of a file (MapSuffix) as text for a person to correct: every column with the name it is read as,
// the nearest names for words that are not known, "-" for columns of personal data. w is needed for Parquet only.
func Suggest(ctx context.Context, w engine.Work, d engine.Dialect, lex *Lexicon, f File) ([]byte, error) {
	f.Map = nil
	r := &reader{ctx: ctx, work: w, dialect: d, lexicon: lex, file: f, seen: map[string]int64{}, masks: newMasker(), suggest: &suggestion{}}
	if err := r.open(); err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	if len(r.suggest.sheets) == 0 {
		return nil, headerMissing()
	}
	return r.suggest.yaml(lex), nil
}

// suggestion is what was seen of a file's tables.
type suggestion struct {
	sheets []seenSheet
	look   func(*reader, surface) (bool, error) // not nil: looks at each surface in place of see (Look)
}

type seenSheet struct {
	name   string
	parent string
	h      header
	heads  []headCell
	sure   bool
	guess  map[int]string // what values below unknown words look like: names, the likeliest first
}

// see looks at the head of a surface: the header that is understood, else the widest row of words.
func (g *suggestion) see(r *reader, s surface) (bool, error) {
	if g.look != nil {
		return g.look(r, s)
	}
	src := newRowSource(s.rows)
	defer src.stop()
	around := surroundings{}
	for _, line := range s.above {
		around.hear(line)
	}
	rows := slices.Clone(src.peek(headRows))
	if src.err != nil && len(rows) == 0 {
		return false, src.err
	}
	seen, ok := seenSheet{name: s.name}, false
	for i := range rows {
		if err := secretIn(rows[i].cells); err != nil {
			return false, err
		}
		if h, depth, found := r.lexicon.headerFrom(rows[i:min(i+deepest, len(rows))], nil); found && !ok {
			seen.h, seen.heads, seen.sure, ok = h, mergeHead(rows[i:i+depth]), true, true
		}
		if !ok {
			for _, c := range rows[i].cells {
				around.hear(c)
			}
		}
	}
	if i := widest(rows); !ok && i >= 0 {
		seen.heads, ok = mergeHead(rows[i:i+1]), true
		seen.h = r.lexicon.nearest(seen.heads, rows[i].no)
		var table string
		if table, seen.guess = guessed(seen.heads, rows[i+1:], s); table != "" && len(seen.h.columns) < 2 {
			seen.h = r.lexicon.as(table, seen.heads, rows[i].no, nil)
		}
	}
	if ok {
		host, above := around.host()
		seen.parent = strings.Trim(host+", "+above, ", ")
		g.sheets = append(g.sheets, seen)
	}
	return ok, nil
}

// widest is the row with most words and no digits; at least two are wanted.
func widest(rows []sheetRow) int {
	best, most := -1, 1
	for i, row := range rows {
		if n := row.filled(); n > most && !hasDigits(row.cells) {
			best, most = i, n
		}
	}
	return best
}

// nearest is the kind of table that a header of unknown words comes closest to.
func (l *Lexicon) nearest(heads []headCell, line int64) (best header) {
	for _, table := range []string{"session", "opinion", "aggregate"} {
		if h := l.as(table, heads, line, nil); best.table == "" || h.score() > best.score() {
			best = h
		}
	}
	return best
}

// near lists the columns whose words share most with unknown header words, the best first.
func (l *Lexicon) near(table, words string) []string {
	type candidate struct {
		name  string
		share float64
	}
	var list []candidate
	have := strings.Fields(viet.Key1(words))
	for key, name := range l.byKey[table] {
		share := overlap(have, strings.Fields(key))
		i := slices.IndexFunc(list, func(c candidate) bool { return c.name == name })
		switch {
		case share < 0.4:
		case i < 0:
			list = append(list, candidate{name, share})
		case share > list[i].share:
			list[i].share = share
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		if a.share != b.share {
			if a.share > b.share {
				return -1
			}
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	var names []string
	for _, c := range list[:min(3, len(list))] {
		names = append(names, c.name)
	}
	return names
}

// overlap is the share of words two texts have in common.
func overlap(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			common++
		}
	}
	return float64(common) / float64(len(a)+len(b)-common)
}

func (g *suggestion) yaml(lex *Lexicon) []byte {
	var b bytes.Buffer
	b.WriteString("# Ánh xạ cột cho tệp cùng tên: sửa tên bên phải nếu chưa đúng, ghi \"-\" cho cột không đọc.\n")
	b.WriteString("# Column map of the file beside it: correct the names on the right; \"-\" leaves a column out.\n")
	main := g.sheets[0]
	fmt.Fprintf(&b, "table: %s   # session | opinion | aggregate\n", main.h.table)
	fmt.Fprintf(&b, "parent: %s\n", quoteYAML(main.parent))
	b.WriteString("period: \"\"   # năm 2024: kỳ số liệu, và năm của ngày không ghi năm · the period, and the year of dates without one\n")
	b.WriteString("locale: vi   # vi: 7.320 · en: 7,320\ncolumns:\n")
	done := map[string]bool{}
	for _, s := range g.sheets {
		if s.h.table != main.h.table {
			continue
		}
		for at, cell := range s.heads {
			if words := cell.String(); len(cell) > 0 && !done[words] {
				done[words] = true
				fmt.Fprintf(&b, "  %s: %s\n", quoteYAML(words), s.proposed(lex, at, words))
			}
		}
	}
	return b.Bytes()
}

// proposed is the name for one column, with the alternatives in a comment.
func (s seenSheet) proposed(lex *Lexicon, at int, words string) string {
	for _, c := range s.h.columns {
		if c.at == at {
			return c.name
		}
	}
	if term := memberOf(s.h.ticks, at); term != "" {
		return term
	}
	for _, c := range s.h.personal {
		if c.at == at {
			return `"-"   # dữ liệu cá nhân / personal data`
		}
	}
	near := lex.near(s.h.table, words)
	if ordinals[headKey(words)] {
		return `"-"`
	}
	guess := s.guess[at]
	if sure, ok := strings.CutPrefix(guess, "="); ok && len(near) == 0 {
		return sure + "   # ?"
	}
	if len(near) == 0 && guess != "" {
		return `"-"   # ? ` + guess
	}
	if len(near) == 0 {
		return `"-"`
	}
	return near[0] + "   # ? " + strings.Join(near, " | ")
}

func quoteYAML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}

// likelyDelimiter is the sign that parts most lines into equally many cells.
func likelyDelimiter(sample []byte) rune {
	best, most := ',', 0
	for _, d := range delimiters {
		widths := map[int]int{}
		for row, err := range recordsOf(bytes.NewReader(sample), d) {
			if err != nil {
				break
			}
			if len(row.cells) > 1 {
				widths[len(row.cells)] += len(row.cells)
			}
		}
		for _, n := range widths {
			if n > most {
				best, most = d, n
			}
		}
	}
	return best
}
