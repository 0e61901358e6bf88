package semantic

import (
	"context"
	"fmt"
	"slices"
	"time"

	"nhipcau/internal/stat"
)

// Claim is a published figure in what decides whether records may be set beside it. Bounds are the logical bounds of its words: a reading
// ("gần" as within half a step) never enters here.
type Claim struct {
	ID, Measure, CountingUnit, Channel, SessionKind, Status string
	Place, Scope                                            string   // the unit that the claim is about, and the levels it speaks for
	Level                                                   string   // of the hosts meant; empty: all levels
	Province                                                string   // the province the place is, or lies in
	Units                                                   []string // the hosts meant; empty: the province with all in it
	Scoped                                                  bool     // the words say which hosts are meant
	From, To                                                time.Time
	Bounds                                                  stat.Bounds
}

// Beside is a claim with what the records of exactly the same scope and period give. Gap is the claim less the records by arithmetic on the
// claim's bounds: in cases, or as a share. Without a gap Reasons say why.
type Beside struct {
	Claim    Claim
	Metric   Metric
	Recorded Value
	Number   float64 // of the records: a count, or the rate
	Coverage Coverage
	Gap      stat.Bounds
	Fits     bool // the recorded number is one the words allow
	Reasons  []Reason
}

// Compared says that the two could be set beside each other.
func (b Beside) Compared() bool { return len(b.Reasons) == 0 }

// ofRecords names the metric a published measure is of, by the glossary's definitions; share says that the rate is meant, not its count.
var ofRecords = map[string]struct {
	metric string
	share  bool
}{
	"sessions": {"sessions", false}, "attendees": {"attendees", false}, "opinions": {"opinions", false},
	"opinions_before": {"opinions_before", false}, "opinions_at": {"opinions_at", false}, "opinions_after": {"opinions_after", false},
	"answered_at_session": {"answered_at_session", false}, "replied": {"replied", false}, "resolved": {"resolved", false},
	"in_progress": {"in_progress", false}, "not_resolved": {"not_resolved", false}, "forwarded": {"forwarded", false},
	"answered_share": {"answered_at_session", true}, "replied_share": {"replied", true}, "resolved_share": {"resolved", true},
}

// sameUnits are the words for one counting unit. "Lượt người" are attendances, "người" and "đại biểu" are heads: not the same.
var sameUnits = map[string][]string{
	"sessions": {"", "cuoc", "hoi_nghi", "buoi", "lan"}, "attendees": {"", "luot_nguoi"},
}

// SetBeside sets records of one origin beside each claim. Origins are never added together.
func (c *Catalog) SetBeside(ctx context.Context, r Reader, claims []Claim, origin string) ([]Beside, error) {
	list := make([]Beside, len(claims))
	for i, claim := range claims {
		b, err := c.beside(ctx, r, claim, origin)
		if err != nil {
			return nil, fmt.Errorf("records beside %s: %w", claim.ID, err)
		}
		list[i] = b
	}
	return list, nil
}

func (c *Catalog) beside(ctx context.Context, r Reader, claim Claim, origin string) (Beside, error) {
	b := Beside{Claim: claim, Gap: stat.Everything(), Recorded: Value{Status: stat.NotApplicable}}
	kind := ofRecords[claim.Measure]
	b.Metric = c.Metrics[kind.metric]
	if b.Reasons = c.unlike(claim, origin); len(b.Reasons) > 0 {
		return b, nil
	}
	q := Query{Metrics: []string{kind.metric}, Origin: origin, From: claim.From, To: claim.To.AddDate(0, 0, 1),
		Where: Where{Level: claim.Level, SessionKind: claim.SessionKind, Units: claim.Units}}
	if len(claim.Units) == 0 {
		q.Where.Province = claim.Province
	}
	if err := c.countingUnit(ctx, r, &b, q); err != nil || !b.Compared() {
		return b, err
	}
	result, err := c.Run(ctx, r, q)
	if err != nil {
		return b, err
	}
	if b.Coverage, err = c.claimCoverage(ctx, r, claim, q); err != nil {
		return b, err
	}
	b.settle(result, kind.share)
	return b, nil
}

// unlike are the reasons known from the claim itself: before any record is read.
func (c *Catalog) unlike(claim Claim, origin string) []Reason {
	one := func(code, vi, en string) []Reason { return []Reason{{code, vi, en}} }
	_, known := ofRecords[claim.Measure]
	switch {
	case claim.Status != "reported":
		return one("status", "nguồn không nêu con số", "the source gives no figure")
	case claim.Channel != "doi_thoai":
		return one("channel", "kênh khác: hồ sơ chỉ gồm đối thoại trực tiếp", "another channel: the records are of direct dialogue only")
	case !known:
		return one("measure", "hồ sơ không có chỉ tiêu cùng định nghĩa", "no metric of records has this definition")
	case !claim.Scoped:
		return one("scope", "lời công bố không nói rõ gồm những cấp, đơn vị nào", "the words do not say which levels or units are meant")
	case claim.From.IsZero() || claim.To.IsZero():
		return one("period", "nguồn không nêu kỳ số liệu", "the source names no period")
	case claim.From.Day() != 1 || claim.To.AddDate(0, 0, 1).Day() != 1:
		return one("period", "kỳ không tròn tháng, hồ sơ cộng theo tháng", "the period is not whole months, by which records are added up")
	case sameUnits[claim.Measure] != nil && !slices.Contains(sameUnits[claim.Measure], claim.CountingUnit):
		return one("counting_unit", "đơn vị đếm khác với hồ sơ", "counted in another unit than the records")
	}
	return c.unheld(claim, origin)
}

// unheld says that the records do not reach over the claim's period.
func (c *Catalog) unheld(claim Claim, origin string) []Reason {
	first, last, ok := c.years(Query{Origin: origin})
	if !ok || claim.To.Year() < first || claim.From.Year() > last {
		return []Reason{{"no_records", "chưa có hồ sơ của kỳ này", "no records of this period yet"}}
	}
	if claim.From.Year() < first || claim.To.Year() > last || claim.To.After(c.AsOf) {
		return []Reason{{"period", fmt.Sprintf("hồ sơ chỉ có từ năm %d đến năm %d, không phủ hết kỳ", first, last),
			fmt.Sprintf("the records reach from %d to %d only, not over the whole period", first, last)}}
	}
	return nil
}

// countingUnit looks whether records of opinions are counted in the claim's unit; the records of a place say so by province, level and year.
func (c *Catalog) countingUnit(ctx context.Context, r Reader, b *Beside, q Query) error {
	if sameUnits[b.Claim.Measure] != nil {
		return nil
	}
	q.By, q.Basis = []Dim{ByProvince}, AsRecorded
	made, err := c.madeOf(ctx, r, Comparison{Result: Result{Query: q}, Metric: Metric{}})
	if err != nil {
		return err
	}
	values := made["counting_unit"][b.Claim.Province]
	whole := 0.0
	for _, n := range values {
		whole += n
	}
	want := b.Claim.CountingUnit
	if want == "" {
		want = "y_kien"
	}
	switch most := main(values); {
	case whole == 0 || values[want] >= 0.95*whole:
	case most == want:
		b.Reasons = []Reason{{"counting_unit", fmt.Sprintf("hồ sơ đếm lẫn nhiều đơn vị: %.0f%% là %s", 100*values[want]/whole, unitWords(want, false)),
			fmt.Sprintf("the records count in several units: %.0f%% are %s", 100*values[want]/whole, unitWords(want, true))}}
	default:
		b.Reasons = []Reason{{"counting_unit", "hồ sơ đếm bằng đơn vị khác: " + unitWords(most, false), "the records count in another unit: " + unitWords(most, true)}}
	}
	return nil
}

// claimCoverage is how many of the units meant sent a record: of a province by unit-years, else by the hosts one by one.
func (c *Catalog) claimCoverage(ctx context.Context, r Reader, claim Claim, q Query) (Coverage, error) {
	if len(claim.Units) == 0 {
		first, last, _ := c.years(q)
		return c.coverage(scope{q: q, first: first, last: last, province: claim.Province, level: claim.Level}), nil
	}
	q.Metrics, q.By, q.Where.SessionKind = []string{"sessions"}, []Dim{ByUnit}, ""
	result, err := c.Run(ctx, r, q)
	return Coverage{Known: true, Reporting: int64(len(result.Rows)), Expected: int64(len(claim.Units))}, err
}

// settle works out the gap, or why there is none. No record is not a record of none.
func (b *Beside) settle(result Result, share bool) {
	if len(result.Rows) > 0 {
		b.Recorded = result.Rows[0].Values[0]
	}
	switch {
	case b.Recorded.Status != stat.OK || share && b.Recorded.Den == 0:
		b.Reasons = []Reason{{"no_records", "chưa có hồ sơ của nơi và kỳ này (không phải bằng 0)", "no records of this place and period (which is not zero)"}}
		return
	case !b.Coverage.Known:
		b.Reasons = []Reason{{"coverage", "chưa biết bao nhiêu đơn vị phải có số liệu", "how many units should have reported is not known"}}
		return
	}
	b.Number = float64(b.Recorded.Num)
	if share {
		b.Number = b.Recorded.Rate
	}
	b.Gap = b.Claim.Bounds.Sub(stat.Exactly(b.Number))
	b.Fits = b.Claim.Bounds.Contains(b.Number)
}

// Ordered is what the logical bounds of two claims say of their order.
type Ordered struct {
	A, B  int // indexes of the claims
	Order stat.Ordering
}

// OrderClaims orders claims of the same measure, counting unit, channel, kind of session, level and period about different places, pair by
// pair, where their logical bounds decide; apart counts the pairs that differ in their period only and so say nothing of each other.
func OrderClaims(claims []Claim) (pairs []Ordered, apart int) {
	for i, a := range claims {
		for j := i + 1; j < len(claims); j++ {
			b := claims[j]
			switch {
			case a.Status != "reported" || b.Status != "reported" || !a.Scoped || !b.Scoped || a.Measure != b.Measure || a.CountingUnit != b.CountingUnit ||
				a.Channel != b.Channel || a.SessionKind != b.SessionKind || a.Level != b.Level || a.Scope != b.Scope || samePlace(a, b) || len(a.Units) == 0 != (len(b.Units) == 0):
			case !a.From.Equal(b.From) || !a.To.Equal(b.To) || a.From.IsZero():
				apart++
			default:
				pairs = append(pairs, Ordered{i, j, stat.OrderOf(a.Bounds, b.Bounds)})
			}
		}
	}
	return pairs, apart
}

// samePlace: a place's own levels are parts of each other, and no two places to put in order.
func samePlace(a, b Claim) bool {
	return a.Place != "" && a.Place == b.Place || a.Province == b.Province && slices.Equal(a.Units, b.Units)
}
