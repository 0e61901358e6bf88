package metrics

import (
	"strings"

	"nhipcau/internal/engine"
)

// made is one table or view of the roll-ups, with the SELECT that gives it.
type made struct {
	name, query string
	view        bool
}

func (m made) create() string {
	kind := "table "
	if m.view {
		kind = "view "
	}
	return "create " + kind + m.name + " as " + m.query
}

// byUnit is a view for readers.
const byUnit = "metrics.by_unit"

// Views are the roll-ups that are views, as a snapshot keeps them.
func Views(definitions []Definition) ([]engine.Sorted, error) {
	list, err := rollups(definitions)
	var views []engine.Sorted
	for _, m := range list {
		if m.view {
			views = append(views, engine.Sorted{Table: m.name, View: m.query})
		}
	}
	return views, err
}

// sums by place of the facts; not kept in a snapshot, roll-ups are made of them.
const (
	placeTopic   = "metrics.place_topic"
	placeSession = "metrics.place_session"
)

// rollups lists what is made from the metrics, in order.
func rollups(definitions []Definition) ([]made, error) {
	var counted []counting
	var provinces, topics, units []string
	for _, d := range definitions {
		if d.Fact == "" {
			if d.By != topicOnly {
				provinces, units = append(provinces, bySession(d, places)), append(units, bySession(d, "m.unit_id"))
			}
			topics = append(topics, byTopic(d))
			continue
		}
		c, err := parseCounting(d.ID, d.Fact, d.SQL)
		if err != nil {
			return nil, err
		}
		counted = append(counted, c)
		provinces = append(provinces, c.atPlace(placeSession, places, true))
		units = append(units, c.atUnit())
		if c.topic {
			topics = append(topics, c.atPlace(placeTopic, places, false))
		} else {
			topics = append(topics, c.atPlace(placeSession, places, false))
		}
	}
	all := func(parts []string) string { return strings.Join(parts, "\nunion all\n") }
	return []made{
		{name: placeTopic, query: addPlaces(topicFact, "m.topic_l1", counted)},
		{name: placeSession, query: addPlaces(sessionFact, "", counted)},
		{name: "metrics.by_province", query: all(provinces)},
		{name: "metrics.by_topic", query: all(topics)},
		{name: "metrics.by_topic_total", query: topicTotal},
		{name: byUnit, query: all(units), view: true},
	}, nil
}

// addPlaces adds a fact up by place and month. Without a topic a row is a session, and the sums of the clustered error are taken too.
func addPlaces(fact, topic string, counted []counting) string {
	by := "m.origin, " + places + ", m.level, m.session_kind, m.month"
	if topic != "" {
		by += ", " + topic
	}
	list := []string{by}
	for _, c := range counted {
		if topic != "" && !c.topic {
			continue
		}
		names, _ := c.stored(nil)
		for _, name := range names {
			list = append(list, "cast(sum("+name+") as bigint) as "+name)
		}
		if topic == "" {
			list = append(list, c.squares()...)
		}
	}
	return "select " + strings.Join(list, ",\n    ") + "\nfrom " + fact + " m join model.unit u on u.unit_id = m.unit_id where u.level <> 'other'\ngroup by " + by
}

// has tells a measure by its name.
func (c counting) has(name string) bool {
	for _, m := range c.measures {
		if m.name == name {
			return true
		}
	}
	return false
}

// numerator is the column of num, or of value.
func (c counting) numerator() string {
	if c.has("value") {
		return c.id + "_value"
	}
	return c.id + "_num"
}

// squares are the sums over sessions that the clustered error needs, as columns of their own. A count has no denominator and needs none.
func (c counting) squares() []string {
	num, den := "cast("+c.numerator()+" as double)", c.id+"_den"
	list := []string{"cast(sum(" + num + " * " + num + ") as double) as " + c.id + "_num_num"}
	if c.has("den") {
		list = append(list, "count(*) filter (where "+den+" > 0) as "+c.id+"_k", "cast(sum("+num+" * "+den+") as double) as "+c.id+"_num_den",
			"cast(sum(cast("+den+" as double) * "+den+") as double) as "+c.id+"_den_den")
	}
	return list
}

// parts lists num, den and the duties of a metric as columns of a roll-up; wrap says what is done to a stored column.
func (c counting) parts(wrap func(column string) string) []string {
	list := []string{wrap(c.numerator()) + " as num"}
	for _, name := range []string{"den", "not_due", "no_clock", "exempt", "unknown"} {
		value := "cast(0 as bigint)"
		if name == "den" {
			value = "cast(null as bigint)"
		}
		for _, m := range c.measures {
			if m.name == name && !m.zero {
				value = wrap(c.column(m))
			}
		}
		list = append(list, value+" as "+name)
	}
	return list
}

// atPlace reads a metric's rows from the sums by place.
func (c counting) atPlace(table, place string, clustered bool) string {
	list := []string{"'" + c.id + "' as metric_id, m.origin", strings.ReplaceAll(place, "u.", "m."), "m.level, m.session_kind, m.month"}
	if !clustered {
		topic := "m.topic_l1"
		if !c.topic {
			topic = "cast(null as varchar) as topic_l1"
		}
		list = append(list, topic)
	}
	list = append(list, c.parts(func(column string) string { return column })...)
	if clustered {
		k := []string{"cast(0 as bigint) as k", c.id + "_num_num as num_num", "cast(null as double) as num_den", "cast(null as double) as den_den"}
		if c.has("den") {
			k = []string{c.id + "_k as k", c.id + "_num_num as num_num", c.id + "_num_den as num_den", c.id + "_den_den as den_den"}
		}
		list = append(list, k...)
	}
	return "select " + strings.Join(list, ", ") + " from " + table + " m where " + c.rows() + " > 0"
}

// atUnit adds a metric's sessions up by host.
func (c counting) atUnit() string {
	by := "m.unit_id, m.level, m.session_kind, m.month"
	list := append([]string{"'" + c.id + "' as metric_id, m.origin", by}, c.parts(func(column string) string { return "cast(sum(" + column + ") as bigint)" })...)
	num, den := "cast("+c.numerator()+" as double)", "cast(null as double)"
	k := "cast(0 as bigint) as k"
	if c.has("den") {
		den, k = "cast("+c.id+"_den as double)", "count(*) filter (where "+c.id+"_den > 0) as k"
	}
	list = append(list, k, "cast(sum("+num+" * "+num+") as double) as num_num", "cast(sum("+num+" * "+den+") as double) as num_den", "cast(sum("+den+" * "+den+") as double) as den_den")
	return "select " + strings.Join(list, ", ") + " from " + sessionFact + " m where " + c.rows() + " > 0 group by m.origin, " + by
}
