package metrics

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// ErrShape says that a file asks for a fact table and is not written in the one shape that can be fused.
var ErrShape = errors.New("shape")

// Fact is a table that holds the measures of many metrics, so that opinions are grouped once and not once a metric.
//
// A metric's file stays one plain SELECT that anybody can run. Where its header says `fact: topic` or `fact: session`, its measures
// become columns <metric>_<measure> of metrics.topic_fact (one row a session and topic) or metrics.session_fact (one row a session),
// and metrics.<metric> becomes a view that gives the rows the SELECT alone gives; a test runs each file alone and compares. Session_fact
// also holds the measures of topic_fact added up over a session's topics: what roll-ups and the error clustered by session need.
type Fact struct {
	Name, SQL string // the SELECT gives the rows in the order they are stored
}

const (
	topicFact   = "metrics.topic_fact"
	sessionFact = "metrics.session_fact"
)

// counting is a file of the one shape: counts of a source's rows under a condition, by session or by session and topic.
type counting struct {
	id       string
	topic    bool
	source   string // model.opinion | model.obligation
	withRun  bool   // reads the cut-off
	where    []string
	measures []measure
}

// measure is count(*) filter (where filter) as name; zero is a measure that says "none of these can be".
type measure struct {
	name, filter string
	zero         bool
}

var (
	shape = regexp.MustCompile(`^select session_id, unit_id, month, level, session_kind, (topic_l1|cast\(null as varchar\) as topic_l1), origin, (.+) ` +
		`from (model\.opinion|model\.obligation)( cross join model\.run)? where (.+) group by session_id, unit_id, month, level, session_kind, (topic_l1, )?origin$`)
	countOf = regexp.MustCompile(`^count\(\*\)( filter \(where (.+)\))? as (\w+)$`)
	zeroOf  = regexp.MustCompile(`^cast\(0 as bigint\) as (\w+)$`)
)

// parseCounting reads a file that says `fact: topic` or `fact: session`. All it relies on is that unit, month, level, kind and origin are
// those of the session, in every source.
func parseCounting(id, fact, sql string) (counting, error) {
	m := shape.FindStringSubmatch(plain(sql))
	if m == nil {
		return counting{}, fmt.Errorf("%s: %w: not counts by session of one source", id, ErrShape)
	}
	c := counting{id: id, topic: fact == "topic", source: m[3], withRun: m[4] != ""}
	if fact != "topic" && fact != "session" || c.topic != (m[1] == "topic_l1") || c.topic != (m[6] != "") {
		return counting{}, fmt.Errorf("%s: %w: fact %q is not what it groups by", id, ErrShape, fact)
	}
	if strings.Contains(m[5], " between ") || len(splitTop(m[5], " or ")) > 1 {
		return counting{}, fmt.Errorf("%s: %w: its condition is more than parts joined by and", id, ErrShape)
	}
	c.where = splitTop(m[5], " and ")
	for _, text := range splitTop(m[2], ", ") {
		if z := zeroOf.FindStringSubmatch(text); z != nil {
			c.measures = append(c.measures, measure{name: z[1], zero: true})
		} else if n := countOf.FindStringSubmatch(text); n != nil {
			c.measures = append(c.measures, measure{name: n[3], filter: n[2]})
		} else {
			return counting{}, fmt.Errorf("%s: %w: %q is no count", id, ErrShape, text)
		}
	}
	return c, nil
}

// plain is a SELECT without comments, on one line.
func plain(sql string) string {
	var words []string
	for line := range strings.Lines(sql) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "--") {
			words = append(words, strings.Fields(line)...)
		}
	}
	return strings.Join(words, " ")
}

// splitTop cuts a text at a separator that stands in no bracket and no string.
func splitTop(text, separator string) []string {
	var parts []string
	depth, start, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth == 0 && strings.HasPrefix(text[i:], separator):
			parts = append(parts, text[start:i])
			i += len(separator) - 1
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

func (c counting) column(m measure) string { return c.id + "_" + m.name }

// rows is the column that is above zero where the SELECT alone has a row: a measure that counts them all, or one made for it.
func (c counting) rows() string {
	for _, m := range c.measures {
		if m.filter == "" && (m.name == "den" || m.name == "value") {
			return c.column(m)
		}
	}
	return c.id + "_rows"
}

// stored lists the columns of a fact table, with what each counts; common is what the whole source is filtered by already.
func (c counting) stored(common []string) (names, expressions []string) {
	own := slices.DeleteFunc(slices.Clone(c.where), func(s string) bool { return slices.Contains(common, s) })
	add := func(name, filter string) {
		parts := slices.Clone(own)
		if filter != "" {
			parts = append(parts, "("+filter+")")
		}
		count := "count(*)"
		if len(parts) > 0 {
			count += " filter (where " + strings.Join(parts, " and ") + ")"
		}
		names, expressions = append(names, name), append(expressions, "cast("+count+" as integer)")
	}
	for _, m := range c.measures {
		if !m.zero {
			add(c.column(m), m.filter)
		}
	}
	if c.rows() == c.id+"_rows" {
		add(c.rows(), "")
	}
	return names, expressions
}

// view gives the rows of the SELECT alone.
func (c counting) view() string {
	table, topic := sessionFact, "cast(null as varchar) as topic_l1"
	if c.topic {
		table, topic = topicFact, "topic_l1"
	}
	list := []string{"session_id, unit_id, month, level, session_kind", topic, "origin"}
	for _, m := range c.measures {
		list = append(list, c.wide(m)+" as "+m.name)
	}
	return "select " + strings.Join(list, ", ") + " from " + table + " where " + c.rows() + " > 0"
}

// wide is a measure as the SELECT alone types it: facts keep 32 bits, a session is not that large.
func (c counting) wide(m measure) string {
	if m.zero {
		return "cast(0 as bigint)"
	}
	return "cast(" + c.column(m) + " as bigint)"
}

// Fuse writes the fact tables of metrics, and the view each of them becomes. files are their SELECTs and wanted what their headers ask
// for (topic or session), both by table name; ErrShape when a file cannot be fused.
func Fuse(files, wanted map[string]string) (facts []Fact, views map[string]string, err error) {
	var list []counting
	views = map[string]string{}
	for name, sql := range files {
		c, err := parseCounting(strings.TrimPrefix(name, "metrics."), wanted[name], sql)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, c)
		views[name] = c.view()
	}
	if len(list) == 0 {
		return nil, views, nil
	}
	slices.SortFunc(list, func(a, b counting) int { return strings.Compare(a.id, b.id) })
	return []Fact{topicTable(list), sessionTable(list)}, views, nil
}
