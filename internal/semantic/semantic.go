// Package semantic turns a question about metrics into one SELECT over a snapshot's metric tables, and the rows it gives
// into values that carry their doubts.
//
// One Query answers dashboards, API and command line, so the same question has the same number everywhere. Totals are
// recomputed from numerators and denominators, never averaged; a Value is never a bare percent.
//
// Small cells of places by topics are in no answer (methods §3.17; domain §6e), nor what would give them away: by itself (protect.go), or together with
// other answers (thin.go), for hosts by the rule of provinces. The country is no place: its answers are shown, but for those of which one place alone
// spoke (alone.go, which also says what that leaves open).
package semantic

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"nhipcau/internal/stat"
)

// ErrQuery says that a question cannot be asked that way; its text says why.
var ErrQuery = errors.New("query")

// Metric is what the header of a metric's file says.
type Metric struct {
	ID                         string
	NameVi, NameEn             string
	NumVi, NumEn, DenVi, DenEn string
	Unit                       string // count | percent | mean, ratio: num over a den that does not contain it (ratio is read as a percent that may pass 100)
	Better                     string // up | down | none: which way is good
	Rule                       string
	By                         string // a dimension it may only be read by: topic_l1 for the share of topics, year for what is carried over
	Clocked                    bool   // counts duties: NotDue, NoClock, Exempt, Unknown stand beside
	Clustered                  bool
	SQL, Version               string
}

// OfPeriods: the metric judges periods with a least number of sessions: what is unknown of it is a unit without data, what is exempt a period
// that is not whole.
func (m Metric) OfPeriods() bool { return strings.Contains(m.SQL, "model.frequency") }

// Dim is something to group by.
type Dim string

const (
	ByProvince    Dim = "province" // on the query's basis
	ByLevel       Dim = "level"
	ByYear        Dim = "year"
	ByQuarter     Dim = "quarter"
	ByMonth       Dim = "month"
	BySessionKind Dim = "session_kind"
	ByTopic       Dim = "topic_l1"
	ByUnit        Dim = "unit" // the host itself: commune, district, province
)

// Basis says which map places are shown on.
type Basis string

const (
	AsRecorded Basis = "recorded" // the province that was, on the day
	Basis63    Basis = "63"
	Basis34    Basis = "34"
)

// Where narrows a query; zero fields do not.
type Where struct {
	Province    string   // unit id of a province on the query's basis
	Units       []string // hosts
	Level       string
	SessionKind string
	Topic       string // level-1 topic
}

// Query is one question.
type Query struct {
	Metrics  []string
	By       []Dim
	Where    Where
	From, To time.Time // months, [From, To); zero: open
	Basis    Basis     // empty: AsRecorded
	Origin   string    // register | simulated: never both
	Matured  bool      // only months whose sessions are all at least 40 days old at the cut-off
	Order    Order     // of the rows; empty: by their keys
	Limit    int       // rows; 0: all
	Exact    bool      // small cells of places by topics as they are: only for what is made of them and hides them itself, never to be shown
}

// Order is how rows are sorted by the first metric; rows without a value come last.
type Order string

const (
	ByKeys       Order = ""
	LargestFirst Order = "-value"
	SmallFirst   Order = "value"
)

// aliases are other names of metrics, as researchers ask for them.
var aliases = map[string]string{
	"resolution_rate": "resolved", "reply_rate": "replied", "answered_rate": "answered_at_session", "own_resolution_rate": "resolved_within_authority",
	"on_time_rate": "reply_on_time", "topics": "topic_share", "attendance": "attendees",
}

// ID is a metric's id for a name or another name of it; ok is false when there is none.
func (c *Catalog) ID(name string) (id string, ok bool) {
	if other, known := aliases[name]; known {
		name = other
	}
	_, ok = c.Metrics[name]
	return name, ok
}

// Value is a number with its doubts.
type Value struct {
	Status   stat.Status
	Num, Den int64   // of a rate; Num alone of a count
	Rate     float64 // only when Status is ok
	Lo, Hi   float64 // 95% interval: clustered by session where the metric knows its sessions, else Wilson
	Sessions int64   // sessions behind the rate; 0 when not known
	Deff     float64 // design effect the interval allows for; 0 when not known
	NotDue   int64
	NoClock  int64
	Exempt   int64
	Unknown  int64
	Hidden   bool // a small cell, or one that would give it away (protect): there is a value, and it must not be seen
	Warnings []stat.Warning

	sums stat.ClusterSums // what the interval was made of
}

// Row is one group: its keys in the order of Query.By, and one value a metric.
type Row struct {
	Keys       []string // empty string: not recorded
	Values     []Value
	Coverage   Coverage
	Incomplete *Incomplete // nil unless an old province, or commune, that is part of this one has not reported
	Split      bool        // a commune some of whose people went elsewhere in the reform, or that took in part of one
}

// Result answers a Query.
type Result struct {
	Query   Query
	Metrics []Metric
	Rows    []Row
	AsOf    time.Time
	Breaks  []Break // days on which the places themselves changed, inside the period
}

// Reader is what a query runs on.
type Reader interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Catalog knows the metrics of one snapshot.
type Catalog struct {
	Metrics map[string]Metric
	Order   []string
	AsOf    time.Time

	covered   []covered // metrics.coverage
	coveredBy map[coverKey][]covered
	provinces map[string]string // full names
	oldOf     map[string][]string

	ruleNames map[string][2]string // what a rule is called: number and title of its regulation, Vietnamese and English
	untimed   bool                 // the snapshot is of an earlier program, without metrics.durations
	columns   map[string]bool      // table.column of the tables in which a metric is columns; none in a snapshot of an earlier program
	guarding  sync.Mutex           // of thins
	thins     map[string]thin      // which topics of places are shown by whole years only, and of which hosts not at all
	records   bool                 // the snapshot has the records themselves: schema model with sessions, opinions and obligations
}

// Load reads metrics.definition.
func Load(ctx context.Context, r Reader, asOf time.Time) (*Catalog, error) {
	rows, err := r.QueryContext(ctx, `select metric_id, name_vi, name_en, num_vi, num_en, coalesce(den_vi, ''), coalesce(den_en, ''), unit, better,
		coalesce(rule, ''), coalesce("by", ''), clocked, clustered, sql, version from metrics.definition order by metric_id`)
	if err != nil {
		return nil, fmt.Errorf("metric definitions: %w", err)
	}
	defer rows.Close()
	c := &Catalog{Metrics: map[string]Metric{}, AsOf: asOf}
	for rows.Next() {
		var m Metric
		if err := rows.Scan(&m.ID, &m.NameVi, &m.NameEn, &m.NumVi, &m.NumEn, &m.DenVi, &m.DenEn, &m.Unit, &m.Better,
			&m.Rule, &m.By, &m.Clocked, &m.Clustered, &m.SQL, &m.Version); err != nil {
			return nil, err
		}
		c.Metrics[m.ID] = m
		c.Order = append(c.Order, m.ID)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if err := c.loadRules(ctx, r); err != nil {
		return nil, err
	}
	return c, c.loadPlaces(ctx, r)
}
