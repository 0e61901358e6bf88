package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
	"nhipcau/internal/store"
	"nhipcau/internal/viet"
)

// topicReadings are the three readings of topic_share that are more than its values: the change to another year, what sets a place apart, and bursts.
func (f *metricFlags) topicReadings() bool { return f.compareWith != 0 || f.apart || f.bursts }

// readTopics prints the one that was asked for, as the page of topics has it.
func (a *app) readTopics(cmd *cobra.Command, s *store.Snapshot, c *semantic.Catalog, q semantic.Query, f metricFlags) error {
	if !slices.Equal(q.Metrics, []string{"topic_share"}) || len(q.By) > 1 || len(q.By) == 1 && q.By[0] != semantic.ByTopic || f.format == "csv" {
		return fmt.Errorf("%w: --compare-with, --apart, --bursts: topic_share --by topic, --format table | json", semantic.ErrQuery)
	}
	topics, err := semantic.FirstLevel(cmd.Context(), s)
	if err != nil {
		return err
	}
	ask := c.Asking(cmd.Context(), s)
	var answer any
	var lines [][]string
	switch {
	case f.apart:
		answer, lines, err = a.topicsApart(c, ask, q, topics)
	case f.bursts:
		answer, lines, err = a.topicBursts(c, ask, q, topics)
	default:
		from := time.Date(f.compareWith, 1, 1, 0, 0, 0, 0, time.UTC)
		answer, lines, err = a.topicChanges(ask, q, from, topics)
	}
	if err != nil {
		return err
	}
	if f.format == "json" {
		return json.NewEncoder(a.stdout).Encode(answer)
	}
	if len(lines) > 1 {
		align(a.stdout, lines)
	} else {
		fmt.Fprintln(a.stderr, a.words.of("metric_none"))
	}
	fmt.Fprintln(a.stdout, a.words.of("metric_source", viet.FormatDate(c.AsOf, viet.Locale(a.words.lang)), q.Origin))
	return nil
}

func (a *app) topicChanges(ask semantic.Ask, q semantic.Query, from time.Time, topics []string) (any, [][]string, error) {
	list, err := semantic.TopicChanges(ask, q, from, from.AddDate(1, 0, 0), topics)
	lines := [][]string{{"topic_l1", a.words.of("metric_before"), a.words.of("metric_after"), a.words.of("metric_points"), "95%", "q", a.words.of("metric_label")}}
	for _, t := range list {
		if t.Hidden {
			lines = append(lines, []string{t.Topic, "*", "*", "∅", "∅", "∅", a.words.of("topic_hidden")})
			continue
		}
		lines = append(lines, []string{t.Topic, a.ratio(t.Before), a.ratio(t.After), a.points(t.Diff.Diff), a.points(t.Diff.Lower) + " … " + a.points(t.Diff.Upper),
			a.decimal(t.Q, 3), a.words.of("topic_" + string(t.Direction))})
	}
	return list, lines, err
}

func (a *app) topicsApart(c *semantic.Catalog, ask semantic.Ask, q semantic.Query, topics []string) (any, [][]string, error) {
	var levels []string
	if q.Where.Level != "" {
		levels = []string{q.Where.Level}
	}
	v, err := c.SetsApart(ask, q, levels, topics)
	lines := [][]string{{"topic_l1", a.words.of("metric_here"), a.words.of("metric_elsewhere"), "z", "q", a.words.of("metric_label")}}
	for _, t := range v.Topics {
		if t.Hidden {
			lines = append(lines, []string{t.Topic, "∅", "∅", "∅", "∅", a.words.of("topic_hidden")})
			continue
		}
		lines = append(lines, []string{t.Topic, a.ratio(t.Here), a.ratio(t.Rest), a.decimal(t.Odds.Z, 1), a.decimal(t.Odds.Q, 3), a.words.of(map[semantic.Direction]string{semantic.Up: "topic_more", semantic.Down: "topic_less", semantic.NoDifference: "topic_none"}[t.Direction()])})
	}
	return v, lines, err
}

func (a *app) topicBursts(c *semantic.Catalog, ask semantic.Ask, q semantic.Query, topics []string) (any, [][]string, error) {
	v, err := c.Bursts(ask, q, topics)
	lines := [][]string{{"topic_l1", a.words.of("metric_months"), a.words.of("metric_burst_level"), a.words.of("metric_in_burst"), a.words.of("metric_usual")}}
	for _, b := range v.Bursts {
		lines = append(lines, []string{b.Topic, b.From.Format("2006-01") + " … " + b.To.Format("2006-01"), strconv.Itoa(b.Level), a.ratio(b.Value), a.ratio(b.Usual)})
	}
	return v, lines, err
}

// ratio is x/n with its percent, where n can carry one.
func (a *app) ratio(v semantic.Value) string {
	text, _ := a.valueText(semantic.Metric{Unit: "percent"}, v)
	if v.Hidden {
		return "*"
	}
	ratio := a.words.count(v.Num) + "/" + a.words.count(v.Den)
	if v.Status != stat.OK || stat.DisplayFor(float64(v.Den)) == stat.DisplayCount {
		return ratio
	}
	return ratio + " (" + text + ")"
}

func (a *app) decimal(x float64, digits int) string {
	return viet.FormatDecimal(x, digits, viet.Locale(a.words.lang))
}

func (a *app) points(x float64) string { return a.decimal(100*x, 1) }
