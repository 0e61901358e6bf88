package metrics

import (
	"fmt"
	"slices"
	"strings"
)

// grouped is a query with one row a session, or a session and topic, and the columns it adds.
type grouped struct {
	query   string
	columns []string
}

// groupSources groups each source once, for all metrics that count it.
func groupSources(list []counting, topic bool) []grouped {
	var parts []grouped
	for _, source := range []string{"model.opinion", "model.obligation"} {
		of := slices.DeleteFunc(slices.Clone(list), func(c counting) bool { return c.topic != topic || c.source != source })
		if len(of) == 0 {
			continue
		}
		by, from := "session_id", source
		if topic {
			by += ", topic_l1"
		}
		if slices.ContainsFunc(of, func(c counting) bool { return c.withRun }) {
			from += " cross join model.run"
		}
		common := commonConditions(of)
		var g grouped
		var selects []string
		for _, c := range of {
			names, expressions := c.stored(common)
			for i := range names {
				selects = append(selects, expressions[i]+" as "+names[i])
			}
			g.columns = append(g.columns, names...)
		}
		g.query = "select " + by + ",\n    " + strings.Join(selects, ",\n    ") + "\nfrom " + from
		if len(common) > 0 {
			g.query += " where " + strings.Join(common, " and ")
		}
		g.query += " group by " + by
		parts = append(parts, g)
	}
	return parts
}

// commonConditions are those that every metric of a source asks for.
func commonConditions(list []counting) []string {
	return slices.DeleteFunc(slices.Clone(list[0].where), func(s string) bool {
		return slices.ContainsFunc(list, func(c counting) bool { return !slices.Contains(c.where, s) })
	})
}

// keys of a fact: what a session says of itself.
const keys = "s.session_id, s.unit_id, s.month, s.level, s.kind as session_kind"

// topicTable joins the sources on session and topic. A topic that one of them lacks counts nothing there.
func topicTable(list []counting) Fact {
	parts := groupSources(list, true)
	var columns, sessions, topics []string
	from := ""
	for i, p := range parts {
		name := fmt.Sprintf("p%d", i)
		sessions, topics = append(sessions, name+".session_id"), append(topics, name+".topic_l1")
		for _, c := range p.columns {
			columns = append(columns, "coalesce("+name+"."+c+", 0) as "+c)
		}
		if i == 0 {
			from = "(\n" + p.query + "\n) p0"
			continue
		}
		from += fmt.Sprintf("\nfull join (\n%s\n) %s on %s.session_id = p0.session_id and %s.topic_l1 = p0.topic_l1", p.query, name, name, name)
	}
	query := "select " + keys + ", " + "coalesce(" + strings.Join(topics, ", ") + ") as topic_l1, s.origin,\n    " + strings.Join(columns, ", ") +
		"\nfrom " + from + "\njoin model.session s on s.session_id = coalesce(" + strings.Join(sessions, ", ") + ")\norder by s.unit_id, s.month, s.session_id, topic_l1"
	return Fact{Name: topicFact, SQL: query}
}

// sessionTable has a row for every session: what was counted by topic, added up, and what is counted by session alone.
func sessionTable(list []counting) Fact {
	parts := append([]grouped{addUp(list)}, groupSources(list, false)...)
	var columns []string
	from := "model.session s"
	for i, p := range parts {
		name := fmt.Sprintf("p%d", i)
		for _, c := range p.columns {
			columns = append(columns, "coalesce("+name+"."+c+", 0) as "+c)
		}
		from += fmt.Sprintf("\nleft join (\n%s\n) %s on %s.session_id = s.session_id", p.query, name, name)
	}
	query := "select " + keys + ", s.origin,\n    " + strings.Join(columns, ", ") + "\nfrom " + from + "\norder by s.unit_id, s.month, s.session_id"
	return Fact{Name: sessionFact, SQL: query}
}

func addUp(list []counting) grouped {
	var g grouped
	var selects []string
	for _, c := range list {
		if c.topic {
			names, _ := c.stored(nil)
			g.columns = append(g.columns, names...)
		}
	}
	for _, name := range g.columns {
		selects = append(selects, "cast(sum("+name+") as integer) as "+name)
	}
	g.query = "select session_id,\n    " + strings.Join(selects, ", ") + "\nfrom " + topicFact + " group by session_id"
	return g
}
