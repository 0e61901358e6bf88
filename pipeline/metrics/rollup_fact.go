package metrics

import (
	"fmt"
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

// The sums by place that a snapshot keeps. A metric of a fact is columns of them, <metric>_num and so on, as it is of the facts: one row
// a place and month serves all metrics. A metric of its own has rows of its own in placeAlone.
const (
	placeSession = "metrics.place_session" // with the sums of the clustered error
	placeTopic   = "metrics.place_topic"   // a row for each topic, also one without an opinion
	countryTopic = "metrics.country_topic" // placeTopic without places: a trend of all topics reads a sixtieth of the rows
	placeAlone   = "metrics.place_alone"
	topicSpread  = "metrics.topic_spread" // the shares of topics; columns of placeTopic then, and not kept
)

// rollups lists what is made from the metrics, in order.
func rollups(definitions []Definition) ([]made, error) {
	var counted []counting
	var alone, provinces, topics, units []string
	for _, d := range definitions {
		switch {
		case d.By == topicOnly && d.ID == share:
			topics = append(topics, atShare())
		case d.By == topicOnly:
			return nil, fmt.Errorf("%s: %w: only %s is counted once a topic", d.ID, ErrShape, share)
		case d.Fact == "":
			alone, units = append(alone, bySession(d, places)), append(units, bySession(d, "m.unit_id"))
		default:
			c, err := parseCounting(d.ID, d.Fact, d.SQL)
			if err != nil {
				return nil, err
			}
			counted = append(counted, c)
			provinces, units = append(provinces, c.atPlace(placeSession, true)), append(units, c.atUnit())
			if c.topic {
				topics = append(topics, c.atPlace(placeTopic, false))
			} else {
				topics = append(topics, c.atPlace(placeSession, false))
			}
		}
	}
	all := func(parts []string) string { return strings.Join(parts, "\nunion all\n") }
	ownTopic := "select metric_id, origin, " + placeKeys + ", cast(null as varchar) as topic_l1, num, den, not_due, no_clock, exempt, unknown from " + placeAlone
	spread, err := Files.ReadFile("beside/topic_spread.sql")
	if err != nil {
		return nil, err
	}
	return []made{
		{name: placeSession, query: addPlaces(counted)},
		{name: topicSpread, query: string(spread)},
		{name: placeTopic, query: addTopics(counted)},
		{name: countryTopic, query: addCountry(counted)},
		{name: placeAlone, query: all(alone)},
		{name: "metrics.by_province", query: all(append(provinces, "select * from "+placeAlone)), view: true},
		{name: "metrics.by_topic", query: all(append(topics, ownTopic)), view: true},
		{name: byUnit, query: all(units), view: true},
	}, nil
}

// keys of the sums by place.
const (
	placeKeys   = "province_id, province63_id, province34_id, level, session_kind, month"
	countryKeys = "origin, level, session_kind, month, topic_l1"
)

// addPlaces adds the sessions up by place and month, with the sums of the clustered error. A row of the fact is a session.
func addPlaces(counted []counting) string {
	var list []string
	for _, c := range counted {
		list = append(list, sumOf(c.names()...)...)
		list = append(list, c.squares()...)
	}
	return atPlaces(sessionFact, "", list)
}

func (c counting) names() []string {
	names, _ := c.stored(nil)
	return names
}

func sumOf(columns ...string) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = "cast(sum(" + c + ") as bigint) as " + c
	}
	return list
}

func atPlaces(fact, topic string, sums []string) string {
	by := "m.origin, " + places + ", m.level, m.session_kind, m.month"
	if topic != "" {
		by += ", " + topic
	}
	return "select " + by + ",\n    " + strings.Join(sums, ",\n    ") + "\nfrom " + fact + " m join model.unit u on u.unit_id = m.unit_id where u.level <> 'other'\ngroup by " + by
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
func (c counting) atPlace(table string, clustered bool) string {
	list := []string{"'" + c.id + "' as metric_id, origin", placeKeys}
	if !clustered {
		topic := "topic_l1"
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
	return "select " + strings.Join(list, ", ") + " from " + table + " where " + c.rows() + " > 0"
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
