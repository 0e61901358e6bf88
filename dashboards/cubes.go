package dashboards

import (
	"context"

	"nhipcau/internal/semantic"
)

// cubes are the sums that no metric table holds: duties by status, opinions by second-level topic, sessions by topic, opinions in and out by
// month. They need a scan of all opinions, so they are made once for a snapshot, which never changes, and kept: a page only adds up some hundred rows.
type cubes struct {
	load   func()
	duties []dutySum
	topics []topicSum
	raised *semantic.TopicSums
	flows  []flowSum
	err    error
}

type dutySum struct {
	Origin, Kind, Province, P63, P34, Level, SessionKind string
	Year                                                 int
	Status, Citizen                                      string
	N                                                    int64
}

type topicSum struct {
	Origin, Province, P63, P34, Level string
	Year                              int
	L1, L2                            string
	N                                 int64
}

// flowSum is what came in and what was finished in a month.
type flowSum struct {
	Origin, Level, Kind string
	Month               date
	Came, Went, Undated int64
}

func (c *cubes) read(ctx context.Context, r semantic.Reader, catalog *semantic.Catalog) {
	c.duties, c.err = list(ctx, r, "cube.duty", func(d *dutySum) []any {
		return []any{&d.Origin, &d.Kind, &d.Province, &d.P63, &d.P34, &d.Level, &d.SessionKind, &d.Year, &d.Status, &d.Citizen, &d.N}
	})
	if c.err != nil {
		return
	}
	c.topics, c.err = list(ctx, r, "cube.topic", func(t *topicSum) []any {
		return []any{&t.Origin, &t.Province, &t.P63, &t.P34, &t.Level, &t.Year, &t.L1, &t.L2, &t.N}
	})
	if c.err == nil {
		c.raised, c.err = catalog.TopicSums(ctx, r)
	}
	if c.err != nil {
		return
	}
	c.flows, c.err = list(ctx, r, "cube.flow", func(f *flowSum) []any {
		return []any{&f.Origin, &f.Level, &f.Kind, &f.Month, &f.Came, &f.Went, &f.Undated}
	})
}

// ready waits for the cubes.
func (c *cubes) ready() (*cubes, error) {
	c.load()
	return c, c.err
}
