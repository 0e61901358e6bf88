package dashboards

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"

	"nhipcau/internal/i18n"
	"nhipcau/internal/semantic"
	"nhipcau/internal/store"
)

// The two origins that may be computed from. They never meet on one page.
const (
	fromRegisters  = "register"
	fromSimulation = "simulated"
)

// facts is what every page needs from its snapshot: words, places, topics, years. Read once when the snapshot is opened.
type facts struct {
	catalog  *semantic.Catalog
	units    map[string]*place
	codes    []*place // provinces by code, those of 2004 first
	children map[string][]string
	topics   []topic
	topic    map[string]topic
	words    map[string][2]string // "field code" → Vietnamese, English
	spans    map[string]span      // by origin
	cubes    cubes
	stop     context.CancelFunc
}

type place struct {
	ID, Level, Code, Name, Kind, FullName, NameEn, Parent, Province, P63, P34 string
	From, To                                                                  date
}

type topic struct {
	ID, Parent, Vi, En string
}

// span is what an origin covers.
type span struct {
	Years  []int
	First  time.Time
	Last   time.Time // the last month with rows
	Before int       // provinces of the map until 30/6/2025 with records
	After  int       // and of the map since 1/7/2025
}

func loadFacts(ctx context.Context, s *store.Snapshot) (*facts, error) {
	f := &facts{units: map[string]*place{}, children: map[string][]string{}, topic: map[string]topic{}, words: map[string][2]string{}, spans: map[string]span{}}
	var err error
	if f.catalog, err = semantic.Load(ctx, s, s.AsOf); err != nil {
		return nil, err
	}
	if err := f.loadUnits(ctx, s); err != nil {
		return nil, err
	}
	f.topics, err = list(ctx, s, "facts.topic", func(t *topic) []any { return []any{&t.ID, &t.Parent, &t.Vi, &t.En} })
	if err != nil {
		return nil, err
	}
	for _, t := range f.topics {
		f.topic[t.ID] = t
	}
	type word struct{ Field, Code, Vi, En string }
	words, err := list(ctx, s, "facts.word", func(w *word) []any { return []any{&w.Field, &w.Code, &w.Vi, &w.En} })
	if err != nil {
		return nil, err
	}
	for _, w := range words {
		f.words[w.Field+" "+w.Code] = [2]string{w.Vi, w.En}
	}
	if err := f.loadSpans(ctx, s); err != nil {
		return nil, err
	}
	// the cubes take a scan of all opinions: begin now, wait for it only where it is shown
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	f.stop = stop
	f.cubes.load = sync.OnceFunc(func() { f.cubes.read(background, s, f.catalog) })
	go f.cubes.load()
	return f, nil
}

func (f *facts) loadUnits(ctx context.Context, s *store.Snapshot) error {
	units, err := list(ctx, s, "facts.unit", func(p *place) []any {
		return []any{&p.ID, &p.Level, &p.Code, &p.Name, &p.Kind, &p.FullName, &p.NameEn, &p.Parent, &p.Province, &p.P63, &p.P34, &p.From, &p.To}
	})
	if err != nil {
		return err
	}
	for i := range units {
		p := &units[i]
		f.units[p.ID] = p
		if p.Level == "province" {
			f.codes = append(f.codes, p)
		}
		if p.Parent != "" {
			f.children[p.Parent] = append(f.children[p.Parent], p.ID)
		}
	}
	return nil
}

func (f *facts) loadSpans(ctx context.Context, s *store.Snapshot) error {
	type row struct {
		Origin              string
		Year, Before, After int
		First, Last         time.Time
	}
	rows, err := list(ctx, s, "facts.span", func(r *row) []any { return []any{&r.Origin, &r.Year, &r.Before, &r.After, &r.First, &r.Last} })
	if err != nil {
		return err
	}
	for _, r := range rows {
		v := f.spans[r.Origin]
		v.Years = append(v.Years, r.Year)
		if v.First.IsZero() {
			v.First = r.First
		}
		v.Last = r.Last
		v.Before, v.After = r.Before, r.After
		f.spans[r.Origin] = v
	}
	return nil
}

// word is a code of a register or a publication in the reader's language; the code itself when it has no words.
func (f *facts) word(p *i18n.Printer, field, code string) string {
	w, ok := f.words[field+" "+code]
	switch {
	case !ok:
		return code
	case p.Lang == i18n.En:
		return w[1]
	}
	return w[0]
}

func (t topic) label(p *i18n.Printer) string {
	if p.Lang == i18n.En {
		return t.En
	}
	return t.Vi
}

// topicName is the label of a topic code, first or second level.
func (f *facts) topicName(p *i18n.Printer, id string) string {
	if t, ok := f.topic[id]; ok {
		return t.label(p)
	}
	return id
}

// firstLevel lists the topics of the first level; Khác (KH) comes last, for it is no topic of its own.
func (f *facts) firstLevel() []topic {
	var list, other []topic
	for _, t := range f.topics {
		switch {
		case t.Parent != "":
		case t.ID == "KH":
			other = append(other, t)
		default:
			list = append(list, t)
		}
	}
	return append(list, other...)
}

// provinces lists the provinces of a basis by code: those of one code list, or all that have rows when as recorded.
func (f *facts) provinces(list string) []*place {
	var out []*place
	for _, p := range f.codes {
		if strings.HasSuffix(p.ID, "@"+list) {
			out = append(out, p)
		}
	}
	return out
}

// name is how a place is called in lists. Both code lists have a Bắc Ninh: when they stand side by side the era is told.
func (f *facts) name(id string) string {
	if p, ok := f.units[id]; ok {
		return p.Name
	}
	return id
}

func (f *facts) fullName(id string) string {
	if p, ok := f.units[id]; ok {
		return p.FullName
	}
	return id
}

// latest is the last year of an origin that has rows; 0 when it has none.
func (v span) latest() int {
	if len(v.Years) == 0 {
		return 0
	}
	return v.Years[len(v.Years)-1]
}

func (v span) has(year int) bool {
	for _, y := range v.Years {
		if y == year {
			return true
		}
	}
	return false
}

// codeOrder makes codes compare as numbers, so that order is the official one.
func codeOrder(id string) int {
	digits := strings.TrimLeft(id, "pdco")
	digits, _, _ = strings.Cut(digits, "@")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 1 << 30
	}
	return n
}
