package stat_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"nhipcau/internal/stat"
	"nhipcau/internal/viet"
)

func init() {
	methods["log_odds_informative_dirichlet"] = logOdds
	methods["kleinberg_two_state_batched"] = kleinberg
	methods["interval_add_sub_mul_div"] = intervalMath
	methods["grim_consistency"] = grim
	methods["bounds_from_published_text"] = published
	methods["suppression_and_rounding"] = disclosure
}

func logOdds(c *vcase) (map[string]any, error) {
	if c.str("variant") == "tidylo" {
		return tidylo(c)
	}
	terms, err := stat.LogOdds(c.nums("count_a"), c.nums("count_b"), c.nums("alpha"))
	var delta, variance, z []float64
	for _, t := range terms {
		delta, variance, z = append(delta, t.Delta), append(variance, t.Variance), append(z, t.Z)
	}
	return map[string]any{"delta": delta, "variance": variance, "z": z}, err
}

// tidylo is the variant we do not use: group against the pooled total, counts as prior, absent rows left out. It is
// computed to show that the warning about it is about the right formula.
func tidylo(c *vcase) (map[string]any, error) {
	var feature []string
	if err := c.into("feature", &feature); err != nil {
		return nil, err
	}
	set, n := c.ints("set"), c.nums("n")
	total := map[string]float64{}
	for i, f := range feature {
		total[f] += n[i]
	}
	pooled, group, all := map[string]float64{}, map[int]float64{}, 0.0
	for i, f := range feature {
		y := n[i] + total[f]
		pooled[f], group[set[i]], all = pooled[f]+y, group[set[i]]+y, all+y
	}
	var z []float64
	for i, f := range feature {
		y := n[i] + total[f]
		delta := math.Log(y/(group[set[i]]-y)) - math.Log(pooled[f]/(all-pooled[f]))
		z = append(z, delta/math.Sqrt(1/y+1/pooled[f]))
	}
	return map[string]any{"z": z}, nil
}

func kleinberg(c *vcase) (map[string]any, error) {
	b, err := stat.KleinbergBursts(c.nums("r"), c.nums("d"), c.num("s"), c.num("gamma"))
	bursts := []map[string]any{}
	for _, v := range b.Bursts {
		bursts = append(bursts, map[string]any{"start": v.Start, "end": v.End, "weight": v.Weight})
	}
	return map[string]any{"p0": b.P0, "p1": b.P1, "state": b.State, "cost": b.Cost, "bursts": bursts}, err
}

func intervalMath(c *vcase) (map[string]any, error) {
	a, b := setOf(c.Input["a"]), setOf(c.Input["b"])
	var r stat.Bounds
	switch op := c.str("op"); op {
	case "add":
		r = a.Add(b)
	case "sub":
		r = a.Sub(b)
	case "mul":
		r = a.Mul(b)
	case "div":
		r = a.Div(b)
	default:
		return nil, fmt.Errorf("unknown operation %q", op)
	}
	return map[string]any{"result": setText(r)}, nil
}

// setOf reads "empty", "entire" or two ends of which one may be infinite.
func setOf(v any) stat.Bounds {
	switch v := v.(type) {
	case string:
		if v == "empty" {
			return stat.Nothing()
		}
		return stat.Everything()
	case []any:
		var b stat.Bounds
		if lo, ok := v[0].(float64); ok {
			b.Lo = &lo
		}
		if hi, ok := v[1].(float64); ok {
			b.Hi = &hi
		}
		return b
	}
	panic(fmt.Sprintf("interval %v", v))
}

func setText(b stat.Bounds) any {
	switch {
	case b.Empty:
		return "empty"
	case b.IsEverything():
		return "entire"
	}
	out := []any{"-infinity", "infinity"}
	if b.Lo != nil {
		out[0] = *b.Lo
	}
	if b.Hi != nil {
		out[1] = *b.Hi
	}
	return out
}

func grim(c *vcase) (map[string]any, error) {
	text, f := c.str("percent"), stat.GRIMPercent
	if c.has("mean") {
		text, f = c.str("mean"), stat.GRIMMean
	}
	whole, fraction, _ := strings.Cut(text, ".")
	unscaled, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil {
		return nil, err
	}
	r, err := f(unscaled, len(fraction), int64(c.num("n")))
	return map[string]any{"consistent": r.Consistent}, err
}

// published has one shape a kind of input; Vietnamese words are read by internal/viet as in the product.
func published(c *vcase) (map[string]any, error) {
	switch {
	case c.has("rule"):
		return hedge(c)
	case c.has("percent_text"):
		return resolved(c)
	case c.has("sessions_text"):
		return perSession(stat.Exactly(c.num("opinions")), textCount(c.str("sessions_text")))
	case c.has("attendees_text"):
		return perSession(textCount(c.str("attendees_text")), stat.Exactly(c.num("sessions")))
	case c.has("opinions"):
		return perSession(stat.Exactly(c.num("opinions")), stat.Exactly(c.num("sessions")))
	case c.has("text"):
		return textFigure(c.str("text"))
	case c.has("a"):
		a, b := setOf(c.Input["a"]), setOf(c.Input["b"])
		a.HiOpen = c.flag("a_upper_open")
		return map[string]any{"order": stat.OrderOf(a, b)}, nil
	case c.has("unknown"):
		r, err := stat.RateWithUnknown(int(c.num("met")), int(c.num("missed")), int(c.num("unknown")))
		return map[string]any{"rate_known": r.Rate, "lower": r.Lower, "upper": r.Upper}, err
	case c.has("x"):
		share := stat.RestShare(setOf(c.Input["x"]), stat.Exactly(c.num("n")))
		return map[string]any{"open_share": []*float64{share.Lo, share.Hi}}, nil
	}
	return nil, fmt.Errorf("input of no known shape")
}

func hedge(c *vcase) (map[string]any, error) {
	_, fraction, _ := strings.Cut(c.str("value"), ".")
	b, err := stat.HedgeReading(c.str("hedge"), number(c.str("value")), len(fraction))
	return map[string]any{"lower": b.Lo, "upper": b.Hi}, err
}

func resolved(c *vcase) (map[string]any, error) {
	p, err := textPublished(c.str("percent_text"))
	if err != nil {
		return nil, err
	}
	use := p.Logical
	if c.has("reading") {
		use = *p.Reading
	}
	n := c.num("n")
	part, err := stat.PartOf(use.Div(stat.Exactly(100)), n)
	rest := stat.Rest(part, stat.Exactly(n))
	return map[string]any{"resolved_min": part.Lo, "resolved_max": part.Hi, "open_min": rest.Lo, "open_max": rest.Hi,
		"percent_lower": use.Lo, "percent_upper": use.Hi, "upper_open": use.HiOpen}, err
}

func perSession(a, sessions stat.Bounds) (map[string]any, error) {
	r := stat.Ratio(a, sessions)
	got := map[string]any{"per_session_min": r.Lo, "per_session_max": r.Hi}
	if r.IsExact() {
		got["per_session"] = *r.Lo
	}
	return got, nil
}

func textCount(text string) stat.Bounds {
	p, err := textPublished(text)
	if err != nil {
		panic(err)
	}
	return p.Logical
}

// textPublished reads the words with internal/viet and the bounds with stat.
func textPublished(text string) (stat.Published, error) {
	f := viet.ParseFigure(text)
	v, kind := 0.0, stat.QuantCount
	if f.Value != nil {
		v = *f.Value
	}
	if f.Number.IsPercent || f.Value == nil {
		v, kind = v*100, stat.QuantPct
	}
	return stat.FromQualifier(stat.Qualifier(f.Qualifier), v, f.Number.Decimals, kind)
}

func textFigure(text string) (map[string]any, error) {
	p, err := textPublished(text)
	if err != nil {
		return nil, err
	}
	got := map[string]any{"lower": p.Logical.Lo, "upper": p.Logical.Hi, "reading": p.Reading,
		"logical_lower_percent": p.Logical.Lo, "logical_upper_percent": p.Logical.Hi, "lower_open": p.Logical.LoOpen}
	if lo, hi := p.Logical.Lo, p.Logical.Hi; lo != nil && hi != nil {
		got["value"] = (*lo + *hi) / 2
	}
	return got, nil
}

func disclosure(c *vcase) (map[string]any, error) {
	if c.has("counts") {
		shown := []any{}
		for _, n := range c.ints("counts") {
			p, err := stat.RoundCount(n, int(c.num("base")), int(c.num("min_shown")))
			if err != nil {
				return nil, err
			}
			if p.Hidden {
				shown = append(shown, "*")
			} else {
				shown = append(shown, p.Value)
			}
		}
		return map[string]any{"shown": shown}, nil
	}
	var table [][]int
	if err := c.into("table", &table); err != nil {
		return nil, err
	}
	if c.has("suppressed") {
		return auditTable(c, table)
	}
	s, err := stat.Suppress(table, int(c.num("threshold")))
	return map[string]any{"primary": pairs(s.Primary), "complementary": pairs(s.Complementary),
		"feasible_range": rangeMap(s.Ranges), "warnings": s.Warnings}, err
}

func auditTable(c *vcase, table [][]int) (map[string]any, error) {
	var at [][2]int
	if err := c.into("suppressed", &at); err != nil {
		return nil, err
	}
	var hidden []stat.CellRef
	for _, p := range at {
		hidden = append(hidden, stat.CellRef{Row: p[0], Col: p[1]})
	}
	r, err := stat.AuditTable(table, hidden)
	return map[string]any{"exactly_recoverable": pairs(r.Exact), "feasible_range": rangeMap(r.Ranges)}, err
}

func pairs(cells []stat.CellRef) [][2]int {
	out := [][2]int{}
	for _, c := range cells {
		out = append(out, [2]int{c.Row, c.Col})
	}
	return out
}

func rangeMap(r []stat.CellRange) map[string]any {
	out := map[string]any{}
	for _, v := range r {
		out[fmt.Sprintf("%d,%d", v.Cell.Row, v.Cell.Col)] = [2]int{v.Lo, v.Hi}
	}
	return out
}
