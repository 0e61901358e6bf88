package stat_test

import (
	"errors"
	"fmt"
	"testing"

	"nhipcau/internal/stat"
)

// text writes bounds the way mathematicians do, for tables: (700,∞), [5501,5599].
func text(b stat.Bounds) string {
	if b.Empty {
		return "∅"
	}
	lo, hi, open, shut := "-∞", "∞", "(", ")"
	if b.Lo != nil {
		lo = fmt.Sprint(*b.Lo)
		if !b.LoOpen {
			open = "["
		}
	}
	if b.Hi != nil {
		hi = fmt.Sprint(*b.Hi)
		if !b.HiOpen {
			shut = "]"
		}
	}
	return open + lo + "," + hi + shut
}

// The table of methods §3.16.
func TestQualifiers(t *testing.T) {
	for _, c := range []struct {
		q        stat.Qualifier
		v        float64
		decimals int
		kind     stat.Quantity
		logical  string
		reading  string
	}{
		{stat.QExact, 7320, 0, stat.QuantCount, "[7320,7320]", ""},
		{stat.QExact, 89.5, 1, stat.QuantPct, "[89.45,89.55]", ""},
		{stat.QExact, 90, 0, stat.QuantPct, "[89.5,90.5]", ""},
		{stat.QTren, 5500, 0, stat.QuantCount, "[5501,∞)", "[5501,5599]"},
		{stat.QHon, 700, 0, stat.QuantCount, "[701,∞)", "[701,799]"},
		{stat.QHon, 37, 0, stat.QuantCount, "[38,∞)", ""},
		{stat.QVuot, 90, 0, stat.QuantPct, "(90,∞)", "(90,100)"},
		{stat.QItNhat, 12, 0, stat.QuantCount, "[12,∞)", ""},
		{stat.QTroLen, 12, 0, stat.QuantCount, "[12,∞)", ""},
		{stat.QGan, 90, 0, stat.QuantPct, "(-∞,90)", "[85,90)"},
		{stat.QGan, 1000, 0, stat.QuantCount, "(-∞,999]", "[500,999]"},
		{stat.QDuoi, 5, 0, stat.QuantPct, "(-∞,5)", ""},
		{stat.QChuaDen, 300, 0, stat.QuantCount, "(-∞,299]", ""},
		{stat.QKhongQua, 300, 0, stat.QuantCount, "(-∞,300]", ""},
		{stat.QToiDa, 5, 0, stat.QuantPct, "(-∞,5]", ""},
		{stat.QKhoang, 34000, 0, stat.QuantCount, "(-∞,∞)", "[33500,34500]"},
		{stat.QUoc, 97, 0, stat.QuantPct, "(-∞,∞)", "[96.5,97.5]"},
		{stat.QHauHet, 0, 0, stat.QuantPct, "(50,100]", ""},
	} {
		p, err := stat.FromQualifier(c.q, c.v, c.decimals, c.kind)
		reading := ""
		if p.Reading != nil {
			reading = text(*p.Reading)
		}
		if err != nil || p.Status != stat.OK || text(p.Logical) != c.logical || reading != c.reading {
			t.Errorf("%s %v: %s reading %q, %v", c.q, c.v, text(p.Logical), reading, err)
		}
	}
	for _, q := range []stat.Qualifier{stat.QNhieu, stat.QHang} {
		if p, err := stat.FromQualifier(q, 0, 0, stat.QuantCount); err != nil || p.Status != stat.NotApplicable || !p.Logical.IsEverything() {
			t.Errorf("%s: %+v %v", q, p, err)
		}
	}
	if p, err := stat.FromQualifier(stat.QHauHet, 0, 0, stat.QuantCount); err != nil || p.Status != stat.NotApplicable {
		t.Errorf("hầu hết is no count: %+v %v", p, err)
	}
	if _, err := stat.FromQualifier("gần", 90, 0, stat.QuantPct); !errors.Is(err, stat.ErrInvalid) {
		t.Error("a word was taken for a code")
	}
}

func TestBoundsArithmeticKeepsOpenEnds(t *testing.T) {
	open := func(lo, hi float64) stat.Bounds { return stat.Above(lo).Intersect(stat.Below(hi)) }
	for name, c := range map[string]struct {
		got  stat.Bounds
		want string
	}{
		"sum":                   {open(1, 2).Add(stat.Exactly(5)), "(6,7)"},
		"difference":            {stat.Exactly(7320).Sub(stat.AtMost(6587)), "[733,∞)"},
		"product with zero":     {stat.AtLeast(0).Mul(stat.Between(-1, 2)), "(-∞,∞)"},
		"open zero stays open":  {stat.Above(0).Mul(stat.Between(1, 2)), "(0,∞)"},
		"quotient":              {stat.Exactly(6).Div(stat.Above(2)), "(0,3)"},
		"by zero":               {stat.Exactly(6).Div(stat.Exactly(0)), "∅"},
		"contradiction":         {stat.Above(5).Intersect(stat.Below(5)), "∅"},
		"whole above":           {stat.Above(700).Whole(), "[701,∞)"},
		"whole below a product": {stat.Below(0.9).Mul(stat.Exactly(7320)).Whole(), "(-∞,6587]"},
		"no whole number":       {stat.Between(1.2, 1.8).Whole(), "∅"},
		"rest":                  {stat.Rest(stat.Between(6222, 6587), stat.Exactly(7320)), "[733,1098]"},
		"share of a range":      {stat.ShareOf(stat.Between(40, 60), stat.Between(50, 80)), "[0.5,1]"},
		"share of nothing":      {stat.ShareOf(stat.Exactly(0), stat.Exactly(0)), "∅"},
		"per session":           {stat.Ratio(stat.Exactly(7320), stat.AtLeast(732)), "(0,10]"},
		"empty":                 {stat.Nothing().Add(stat.Exactly(1)).Mul(stat.Everything()).Sub(stat.Exactly(1)).Whole(), "∅"},
	} {
		if got := text(c.got); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if stat.Below(90).Contains(90) || !stat.AtMost(90).Contains(90) || stat.Nothing().Contains(1) {
		t.Error("an open end does not belong to the set")
	}
}

func TestOrderNeedsBounds(t *testing.T) {
	for _, c := range []struct {
		a, b stat.Bounds
		want stat.Ordering
	}{
		{stat.Below(90), stat.Exactly(90), stat.OrderLess},
		{stat.AtMost(90), stat.Exactly(90), stat.OrderUndetermined},
		{stat.Above(700), stat.Exactly(600), stat.OrderGreater},
		{stat.Exactly(9), stat.Exactly(9), stat.OrderEqual},
		{stat.Everything(), stat.Exactly(9), stat.OrderUndetermined},
		{stat.Nothing(), stat.Exactly(9), stat.OrderUndetermined},
	} {
		if got := stat.OrderOf(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %s, want %s", text(c.a), text(c.b), got, c.want)
		}
	}
}

func TestGRIM(t *testing.T) {
	for _, c := range []struct {
		unscaled int64
		decimals int
		n        int64
		want     bool
		status   stat.Status
		warned   bool
	}{
		{90, 0, 11, false, stat.OK, false},
		{91, 0, 11, true, stat.OK, false},
		{125, 1, 8, true, stat.OK, false},
		{12, 0, 8, true, stat.OK, false}, // 1 of 8 is 12,5: rounded either way
		{13, 0, 8, true, stat.OK, false},
		{14, 0, 8, false, stat.OK, false},
		{55, 0, 100, true, stat.OK, true}, // every percent fits: the check says nothing
		{120, 0, 5, false, stat.OK, false},
		{90, 0, 0, false, stat.NotApplicable, false},
	} {
		r, err := stat.GRIMPercent(c.unscaled, c.decimals, c.n)
		if err != nil || r.Consistent != c.want || r.Status != c.status || (len(r.Warnings) > 0) != c.warned {
			t.Errorf("%+v: %+v %v", c, r, err)
		}
	}
	// The answer of the formula is that of trying every x.
	for n := int64(1); n < 60; n++ {
		for p := int64(0); p <= 100; p++ {
			possible := false
			for x := int64(0); x <= n; x++ {
				if d := 200*x - 2*p*n; max(d, -d) <= n {
					possible = true
				}
			}
			if r, err := stat.GRIMPercent(p, 0, n); err != nil || r.Consistent != possible {
				t.Fatalf("%d%% of %d: %+v, tried %v", p, n, r, possible)
			}
		}
	}
}

func TestGRIMMean(t *testing.T) {
	// 26 opinions in 5 sessions are 5,2 a session; 5,3 cannot be.
	for unscaled, want := range map[int64]bool{52: true, 53: false, 54: true} {
		if r, err := stat.GRIMMean(unscaled, 1, 5); err != nil || r.Consistent != want {
			t.Errorf("%d tenths of 5: %+v %v", unscaled, r, err)
		}
	}
}

func TestEnglishHedges(t *testing.T) {
	for hedge, want := range map[string]string{"about": "[50,90]", "around": "[-30,170]", "exactly": "[69,71]", "": "[65,75]",
		"almost": "[65,70]", "over": "[70,75]", "at least": "[70,∞)", "at most": "(-∞,70]"} {
		b, err := stat.HedgeReading(hedge, 70, 0)
		if err != nil || text(b) != want {
			t.Errorf("%q 70: %s, want %s, %v", hedge, text(b), want, err)
		}
	}
	if _, err := stat.HedgeReading("roughly", 70, 0); !errors.Is(err, stat.ErrInvalid) {
		t.Error("an unknown hedge was read")
	}
}

func TestPublicShare(t *testing.T) {
	for _, c := range []struct {
		x, n   int
		status stat.Status
		share  float64
		digits int
	}{
		{10, 11, stat.NotApplicable, 0, 0}, // the one left is hidden, so the rate must be
		{3, 90, stat.NotApplicable, 0, 0},
		{0, 0, stat.NotApplicable, 0, 0},
		{40, 40, stat.OK, 1, 0},
		{6587, 7320, stat.OK, 6585.0 / 7320, 1},
		{43, 60, stat.OK, 45.0 / 60, 0},
	} {
		r, err := stat.RoundShare(c.x, c.n, 5, 8)
		if err != nil || r.Status != c.status || !near(r.Share, c.share, 1e-12) || r.Decimals != c.digits {
			t.Errorf("%d/%d: %+v %v", c.x, c.n, r, err)
		}
	}
	if _, err := stat.RoundCount(-1, 5, 8); !errors.Is(err, stat.ErrInvalid) {
		t.Error("a negative count was published")
	}
	if _, err := stat.RoundShare(5, 4, 5, 8); !errors.Is(err, stat.ErrInvalid) {
		t.Error("5 of 4 was published")
	}
}

func TestSuppressEdges(t *testing.T) {
	for name, c := range map[string]struct {
		table         [][]int
		status        stat.Status
		complementary int
	}{
		"one column cannot protect":   {[][]int{{3}, {50}, {60}}, stat.Insufficient, 0},
		"zeros cannot serve":          {[][]int{{3, 0}, {0, 50}}, stat.Insufficient, 0},
		"two small ones may protect":  {[][]int{{3, 2, 40}, {4, 3, 50}, {30, 30, 30}}, stat.OK, 0},
		"one small one needs three":   {[][]int{{3, 20}, {20, 20}}, stat.OK, 3},
		"nothing small":               {[][]int{{9, 0}, {5, 7}}, stat.OK, 0},
		"neighbours as low as itself": {[][]int{{1, 1}, {1, 1}}, stat.Insufficient, 0},
	} {
		s, err := stat.Suppress(c.table, 5)
		if err != nil || s.Status != c.status || len(s.Complementary) != c.complementary {
			t.Errorf("%s: %+v %v", name, s, err)
		}
	}
	for name, table := range map[string][][]int{"empty": nil, "ragged": {{1, 2}, {3}}, "negative": {{-1}}} {
		if _, err := stat.Suppress(table, 5); !errors.Is(err, stat.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A large table takes the constructive way; what it hides must still be enough.
func TestSuppressLargeTable(t *testing.T) {
	table := make([][]int, 30)
	for i := range table {
		for j := range 14 {
			table[i] = append(table[i], (i*37+j*j*11+i*j*5)%97)
		}
	}
	s, err := stat.Suppress(table, 5)
	if err != nil || s.Status != stat.OK || len(s.Warnings) != 1 || s.Warnings[0] != stat.WarnHeuristic {
		t.Fatalf("%s %v %v", s.Status, s.Warnings, err)
	}
	for _, r := range s.Ranges {
		if r.Hi-r.Lo < 4 || r.Lo > 0 && r.Hi < 5 {
			t.Errorf("%+v is too narrow", r)
		}
	}
}

// The same cell in two tables: a topic by place, and the place's total for last year's form, together give it away.
func TestAuditAcrossTables(t *testing.T) {
	r := stat.Release{
		//             by place       others
		Values: []int{3, 20, 12, 9},
		Hidden: []bool{true, true, true, true},
		Sums:   [][]int{{0, 1}, {2, 3}, {0, 2}, {1, 3}},
	}
	found, err := stat.Audit(r, 4)
	if err != nil || len(found) != 0 {
		t.Fatalf("one table alone is safe: %+v %v", found, err)
	}
	r.Sums = append(r.Sums, []int{0, 3}) // another report adds the two
	found, err = stat.Audit(r, 4)
	if err != nil || len(found) != 4 || !found[0].Exact || found[0].Lo != 3 {
		t.Fatalf("the second report gives all away: %+v %v", found, err)
	}
	// Pinned by counts not being negative, though not by algebra alone.
	r = stat.Release{Values: []int{0, 1, 1, 9}, Hidden: []bool{true, true, true, true}, Sums: [][]int{{0, 1}, {2, 3}, {0, 2}, {1, 3}}}
	found, err = stat.Audit(r, 4)
	if err != nil || len(found) != 4 || found[0].Exact || found[0].Hi != 1 {
		t.Fatalf("%+v %v", found, err)
	}
	if _, err := stat.Audit(stat.Release{Sums: [][]int{{7}}}, 1); !errors.Is(err, stat.ErrInvalid) {
		t.Error("a sum of a cell that is not there")
	}
}
