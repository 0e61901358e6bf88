package semantic_test

import (
	"testing"
	"time"

	"nhipcau/internal/semantic"
	"nhipcau/internal/stat"
)

func claimed(id, measure, unit string, b stat.Bounds) semantic.Claim {
	day := func(m time.Month, d int) time.Time { return time.Date(2024, m, d, 0, 0, 0, 0, time.UTC) }
	return semantic.Claim{ID: id, Measure: measure, CountingUnit: unit, Channel: "doi_thoai", Status: "reported", Province: "p24@2004", Scoped: true,
		From: day(1, 1), To: day(12, 31), Bounds: b}
}

func with(c semantic.Claim, change func(*semantic.Claim)) semantic.Claim {
	change(&c)
	return c
}

// Bắc Giang 2024 of the handmade world recorded 3 sessions and 5 opinions, 3 of them resolved; its simulated session and its voters'
// meeting are in no number.
func TestClaimsBesideRecords(t *testing.T) {
	w, c := handmade(t)
	share := 0.6 // a variable: constants are subtracted exactly
	whole := claimed("sessions", "sessions", "cuoc", stat.Above(2))
	for _, test := range []struct {
		claim  semantic.Claim
		reason string
		number float64
		gap    stat.Bounds
		fits   bool
	}{
		{claim: whole, number: 3, gap: stat.Above(-1), fits: true},
		{claim: with(whole, func(c *semantic.Claim) { c.Bounds = stat.Exactly(7) }), number: 3, gap: stat.Exactly(4)},
		{claim: with(whole, func(c *semantic.Claim) { c.Level = "commune" }), number: 2, gap: stat.Above(0)},
		{claim: with(whole, func(c *semantic.Claim) { c.SessionKind = "dot_xuat" }), number: 1, gap: stat.Above(1)},
		{claim: claimed("opinions", "opinions", "y_kien", stat.AtMost(5)), number: 5, gap: stat.AtMost(0), fits: true},
		{claim: claimed("share", "resolved_share", "y_kien", stat.Below(0.9)), number: 0.6, gap: stat.Below(0.9 - share), fits: true},
		{claim: claimed("resolved", "resolved", "y_kien", stat.Exactly(3)), number: 3, gap: stat.Exactly(0), fits: true},
		{claim: claimed("other unit", "opinions", "van_de", stat.Exactly(5)), reason: "counting_unit"},
		{claim: claimed("heads", "attendees", "dai_bieu", stat.Exactly(5)), reason: "counting_unit"},
		{claim: claimed("no such metric", "petitions", "", stat.Exactly(5)), reason: "measure"},
		{claim: with(whole, func(c *semantic.Claim) { c.Channel = "tiep_xuc_cu_tri" }), reason: "channel"},
		{claim: with(whole, func(c *semantic.Claim) { c.Scoped = false }), reason: "scope"},
		{claim: with(whole, func(c *semantic.Claim) { c.To = c.To.AddDate(0, 0, -3) }), reason: "period"},
		{claim: with(whole, func(c *semantic.Claim) { c.From = c.From.AddDate(-1, 0, 0) }), reason: "period"},
		{claim: with(whole, func(c *semantic.Claim) { c.From, c.To = time.Time{}, time.Time{} }), reason: "period"},
		{claim: with(whole, func(c *semantic.Claim) { c.From, c.To = c.From.AddDate(-5, 0, 0), c.To.AddDate(-5, 0, 0) }), reason: "no_records"},
		{claim: with(whole, func(c *semantic.Claim) { c.Province = "p27@2004" }), reason: "no_records"},
		{claim: with(whole, func(c *semantic.Claim) { c.Status = "not_reported" }), reason: "status"},
	} {
		list, err := c.SetBeside(t.Context(), w, []semantic.Claim{test.claim}, "register")
		if err != nil {
			t.Fatal(err)
		}
		b := list[0]
		if test.reason != "" {
			if b.Compared() || b.Reasons[0].Code != test.reason {
				t.Errorf("%s: reasons %v, want %s", test.claim.ID, b.Reasons, test.reason)
			}
			continue
		}
		if !b.Compared() || b.Number != test.number || b.Fits != test.fits || !sameBounds(b.Gap, test.gap) {
			t.Errorf("%s: %v beside a claim, gap %+v, fits %v, reasons %v", test.claim.ID, b.Number, b.Gap, b.Fits, b.Reasons)
		}
		if b.Coverage.Reporting < 1 || b.Coverage.Reporting >= b.Coverage.Expected {
			t.Errorf("%s: coverage %+v", test.claim.ID, b.Coverage)
		}
	}
}

func sameBounds(a, b stat.Bounds) bool {
	same := func(x, y *float64) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return same(a.Lo, b.Lo) && same(a.Hi, b.Hi) && (a.Lo == nil || a.LoOpen == b.LoOpen) && (a.Hi == nil || a.HiOpen == b.HiOpen)
}

// The same claim beside simulated records gives the simulated number: the two origins are never one.
func TestClaimsBesideOneOrigin(t *testing.T) {
	w, c := handmade(t)
	list, err := c.SetBeside(t.Context(), w, []semantic.Claim{claimed("opinions", "opinions", "y_kien", stat.Exactly(5))}, "simulated")
	if err != nil || list[0].Number != 3 {
		t.Errorf("%+v: %v", list, err)
	}
}

func TestClaimsAreOrderedOnlyByLogicalBounds(t *testing.T) {
	a, b := claimed("a", "resolved_share", "y_kien", stat.Below(0.9)), claimed("b", "resolved_share", "y_kien", stat.Exactly(0.95))
	b.Province = "p27@2004"
	near := with(b, func(c *semantic.Claim) { c.Bounds = stat.Below(0.8) })
	later := with(b, func(c *semantic.Claim) { c.To = c.To.AddDate(1, 0, 0) })
	for _, test := range []struct {
		list []semantic.Claim
		want stat.Ordering
		gone int
	}{{[]semantic.Claim{a, b}, stat.OrderLess, 0}, {[]semantic.Claim{a, near}, stat.OrderUndetermined, 0}, {[]semantic.Claim{a, later}, "", 1},
		{[]semantic.Claim{a, with(b, func(c *semantic.Claim) { c.Channel = "tiep_cong_dan" })}, "", 0}} {
		pairs, apart := semantic.OrderClaims(test.list)
		if apart != test.gone || len(pairs) > 0 != (test.want != "") || len(pairs) > 0 && pairs[0].Order != test.want {
			t.Errorf("%v: pairs %v, %d apart, want %s", test.list, pairs, apart, test.want)
		}
	}
}
