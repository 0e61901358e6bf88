package semantic

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"nhipcau/internal/stat"
)

// Options decides who is compared and how. The zero value is the product's rule.
type Options struct {
	MinN        int64    // least denominator; 0: 20
	MinCoverage float64  // least share of units that reported; 0: 80%
	Alpha       float64  // chance, for the whole table, that a true rank lies outside its range; 0: 5%
	Target      *float64 // a fixed target from the regulation; nil: none
	Alike       Alike    // only places of one kind, region or size; the others are left out with the reason
	AllLevels   bool     // add up communes, districts and provinces although they differ
}

func (o Options) filled() Options {
	o.MinN = cmp.Or(o.MinN, 20)
	o.MinCoverage = cmp.Or(o.MinCoverage, 0.8)
	o.Alpha = cmp.Or(o.Alpha, 0.05)
	return o
}

// Place is one locality in a comparison.
type Place struct {
	ID, Name string
	Value    Value
	Coverage Coverage
	stat.UnitLabel
	Worth   float64        // how many independent opinions the denominator is worth
	Rank    stat.RankRange // NotApplicable when no end of the metric is the good one
	Stable  float64        // shrunken rate: for sorting only, never shown in place of Value
	Reasons []Reason       // why it is neither labelled nor ranked; empty for those compared
}

// Group is the places of which the same may be said. "Chưa thấy khác biệt" is one group without an order inside.
type Group struct {
	Band stat.Band
	IDs  []string
}

// Comparison sets like beside like. There is no first place in it: a rank is a range, and those inside ordinary variation are
// one group.
type Comparison struct {
	Result  Result
	Metric  Metric
	Options Options
	Refused bool     // some notice refuses: the values may be read one by one, no label or rank is given
	Notices []Notice // what the reader must know, and why it was refused
	Labels  stat.Labels
	Overall Value   // of the places compared
	Places  []Place // compared, in the order of their codes
	Left    []Place // listed with the reason
	Groups  []Group
}

// Compare answers a query of one metric by province or by unit, and says what may be said about the differences (methods §3.5-3.8, §4):
// labels by LabelUnits, rank ranges from joint intervals on what n is worth, an order by shrunken rates. Places under the least n or
// coverage, without figures, incomplete, or judged otherwise than most are left out with the reason.
func (c *Catalog) Compare(ctx context.Context, r Reader, q Query, o Options) (Comparison, error) {
	if len(q.Metrics) != 1 || len(q.By) != 1 || q.By[0] != ByProvince && q.By[0] != ByUnit {
		return Comparison{}, fmt.Errorf("%w: places are compared by one metric, by province or by unit", ErrQuery)
	}
	if err := o.Alike.check(); err != nil {
		return Comparison{}, err
	}
	result, err := c.Run(ctx, r, q)
	if err != nil {
		return Comparison{}, err
	}
	v := Comparison{Result: result, Metric: result.Metrics[0], Options: o.filled()}
	names, err := c.names(ctx, r, result)
	if err != nil {
		return v, err
	}
	made, err := c.madeOf(ctx, r, v)
	if err != nil {
		return v, err
	}
	like, err := c.likenessOf(ctx, r, v.Options.Alike, result)
	if err != nil {
		return v, err
	}
	v.Notices = c.guard(v, made)
	for _, n := range v.Notices {
		v.Refused = v.Refused || n.Refuses
	}
	for _, row := range result.Rows {
		p := Place{ID: row.Keys[0], Name: names[row.Keys[0]], Value: row.Values[0], Coverage: row.Coverage}
		p.Band, p.VsGroup, p.VsTarget = stat.BandNotCompared, stat.BandNotCompared, stat.BandNotCompared
		p.Rank.Status = stat.NotApplicable
		if p.Reasons = append(like.unlike(p.ID), c.reasons(p, row, v, made)...); len(p.Reasons) > 0 {
			v.Left = append(v.Left, p)
		} else {
			v.Places = append(v.Places, p)
		}
	}
	v.Left = append(v.Left, made.tellChannels(c.silentPlaces(v))...)
	byCode(v.Places)
	byCode(v.Left)
	if err := v.judge(); err != nil {
		return v, err
	}
	v.group()
	return v, nil
}

// byCode sorts by era, then code: the default order says nothing about merit.
func byCode(list []Place) {
	slices.SortStableFunc(list, func(a, b Place) int {
		return cmp.Or(cmp.Compare(era(a.ID), era(b.ID)), cmp.Compare(a.ID, b.ID))
	})
}

func era(id string) string {
	if len(id) < 4 {
		return ""
	}
	return id[len(id)-4:]
}

// judge labels and ranks the places compared, by what their opinions are worth: those of one session fall together, and a funnel that takes
// them for independent calls 2% of equal places different at 99.8% (a test draws such places). The allowance for ordinary differences
// is one number for all n and cannot mend that.
func (v *Comparison) judge() error {
	var all stat.ClusterSums
	units := make([]stat.Unit, len(v.Places))
	x, n := make([]float64, len(v.Places)), make([]float64, len(v.Places))
	for i, worth := range worths(v.Places) {
		s := v.Places[i].Value.sums
		all = plus(all, s, 1)
		v.Places[i].Worth = worth
		units[i] = stat.Unit{X: min(s.X/s.N*worth, worth), N: worth, NEff: worth}
		x[i], n[i] = s.X, s.N
	}
	v.Overall.Status = stat.NotApplicable
	if v.Metric.Unit != "percent" {
		return nil
	}
	var err error
	if v.Overall, err = overall(all); err != nil || v.Refused {
		return err
	}
	if v.Labels, err = stat.LabelUnits(units, v.Options.Target); err != nil {
		return err
	}
	shrunk, err := stat.Shrink(x, n)
	if err != nil {
		return err
	}
	if err := v.temper(units); err != nil {
		return err
	}
	for i := range v.Places {
		v.Places[i].UnitLabel = v.Labels.Units[i]
		if shrunk.Status == stat.OK {
			v.Places[i].Stable = shrunk.Estimate[i]
		}
	}
	return v.rank(units)
}

// Limits are where rates of places worth n independent opinions lie by ordinary variation, the differences common between places allowed
// for (methods §3.5); not applicable where the places are not labelled by a funnel.
func (v Comparison) Limits(n float64) stat.Limits {
	if v.Refused || v.Labels.Status != stat.OK || v.Labels.Basis != stat.BasisFunnel {
		return stat.Limits{Status: stat.NotApplicable}
	}
	return stat.Overdispersion{Status: stat.OK, Theta: v.Labels.Theta, Tau2: v.Labels.Tau2}.Limits(n, true)
}

// manyPlaces is from how many on a table is read as hundreds of tests at once.
const manyPlaces = 100

// temper takes labels back where hundreds of places are looked at together: at 99.8% two of a thousand equal communes would be called
// different. Only those stay whose Benjamini-Hochberg q is under 5% (methods §3.4).
func (v *Comparison) temper(units []stat.Unit) error {
	if len(units) < manyPlaces {
		return nil
	}
	x, n := make([]float64, len(units)), make([]float64, len(units))
	for i, u := range units {
		x[i], n[i] = u.X, u.N
	}
	od, err := stat.Overdispersed(x, n, 0.1)
	if err != nil || od.Status != stat.OK {
		return err
	}
	p := make([]float64, len(units))
	for i, z := range od.ZAdjusted {
		p[i] = math.Erfc(math.Abs(z) / math.Sqrt2)
	}
	q, err := stat.BH(p)
	if err != nil {
		return err
	}
	for i := range v.Labels.Units {
		if l := &v.Labels.Units[i]; q[i] >= 0.05 && l.VsGroup.Outside95() {
			l.VsGroup = stat.BandExpected
			l.Band = l.VsGroup
		}
	}
	v.Notices = append(v.Notices, Notice{Code: "many_places",
		Vi: fmt.Sprintf("So sánh cùng lúc %d nơi: chỉ nêu khác biệt khó có thể do ngẫu nhiên sau khi xét cả bảng.", len(units)),
		En: fmt.Sprintf("%d places are looked at together: only differences unlikely to be chance over the whole table are named.", len(units))})
	return nil
}

// rank gives the joint ranges; units already hold what n is worth.
func (v *Comparison) rank(units []stat.Unit) error {
	if v.Metric.Better == "none" || len(units) < 2 {
		return nil
	}
	x, n := make([]float64, len(units)), make([]float64, len(units))
	for i, u := range units {
		x[i], n[i] = u.X, u.N
	}
	order := stat.LargestFirst
	if v.Metric.Better == "down" {
		order = stat.SmallestFirst
	}
	ranks, err := stat.RankRates(x, n, v.Options.Alpha, order)
	for i := range ranks {
		v.Places[i].Rank = ranks[i]
	}
	return err
}

func (v *Comparison) group() {
	for _, band := range []stat.Band{stat.BandLow998, stat.BandLow95, stat.BandExpected, stat.BandHigh95, stat.BandHigh998, stat.BandNotCompared} {
		g := Group{Band: band}
		for _, p := range v.Places {
			if p.Band == band {
				g.IDs = append(g.IDs, p.ID)
			}
		}
		if len(g.IDs) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
}

// ByStability is the order "ổn định hoá": places with few opinions stand nearer to the overall level, so that a few cases do not
// swing the order. The good end comes first.
func (v Comparison) ByStability() []Place {
	list := slices.Clone(v.Places)
	slices.SortStableFunc(list, func(a, b Place) int {
		if v.Metric.Better == "down" {
			return cmp.Compare(a.Stable, b.Stable)
		}
		return cmp.Compare(b.Stable, a.Stable)
	})
	return list
}

// Difference compares two places one asked about beforehand, by Newcombe on their clustered intervals. Whether they differ is read
// here, never from intervals that overlap or not.
func (v Comparison) Difference(a, b string) (stat.Difference, error) {
	pa, pb := v.find(a), v.find(b)
	if pa == nil || pb == nil {
		return stat.Difference{Status: stat.NotApplicable}, fmt.Errorf("%w: %s and %s are not both compared", ErrQuery, a, b)
	}
	return stat.DifferenceOf(pa.Value.proportion(), pb.Value.proportion()), nil
}

// AgainstRest compares one place with all others together.
func (v Comparison) AgainstRest(id string) (stat.Difference, error) {
	p := v.find(id)
	if p == nil {
		return stat.Difference{Status: stat.NotApplicable}, fmt.Errorf("%w: %s is not compared", ErrQuery, id)
	}
	rest, err := overall(plus(v.Overall.sums, p.Value.sums, -1))
	return stat.DifferenceOf(p.Value.proportion(), rest.proportion()), err
}

func (v Comparison) find(id string) *Place {
	if v.Refused {
		return nil
	}
	for i := range v.Places {
		if v.Places[i].ID == id {
			return &v.Places[i]
		}
	}
	return nil
}

func (v Value) proportion() stat.Proportion {
	return stat.Proportion{Status: v.Status, Rate: v.Rate, Lower: v.Lo, Upper: v.Hi, Warnings: v.Warnings}
}

func plus(a, b stat.ClusterSums, sign float64) stat.ClusterSums {
	return stat.ClusterSums{K: a.K + int(sign)*b.K, X: a.X + sign*b.X, N: a.N + sign*b.N,
		XX: a.XX + sign*b.XX, XN: a.XN + sign*b.XN, NN: a.NN + sign*b.NN}
}

func overall(s stat.ClusterSums) (Value, error) {
	v := Value{Status: stat.OK, Num: int64(s.X), Den: int64(s.N), Sessions: int64(s.K), sums: s}
	return v.rate()
}

// names are the last full names of the places of a result.
func (c *Catalog) names(ctx context.Context, r Reader, result Result) (map[string]string, error) {
	if result.Query.By[0] == ByProvince {
		return c.provinces, nil
	}
	names := map[string]string{}
	rows, err := r.QueryContext(ctx, "select unit_id, full_name from model.unit")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		names[id] = name
	}
	return names, rows.Err()
}
