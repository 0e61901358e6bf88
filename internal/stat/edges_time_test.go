package stat_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"nhipcau/internal/stat"
)

func mustKM(t *testing.T, cases ...stat.Case) stat.KM {
	t.Helper()
	km, err := stat.KaplanMeier(cases, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return km
}

func TestKaplanMeierEdges(t *testing.T) {
	if km := mustKM(t); km.Status != stat.NotApplicable || km.Median(stat.LogLog).Status != stat.NotApplicable {
		t.Errorf("no case: %+v", km)
	}
	if _, err := stat.KaplanMeier([]stat.Case{{Time: -1, Outcome: 1}}, 0.95); !errors.Is(err, stat.ErrInvalid) {
		t.Errorf("answered before the session: %v", err)
	}
	open := mustKM(t, stat.Case{Time: 5}, stat.Case{Time: 20})
	if m := open.Median(stat.LogLog); m.Status != stat.NotReached || m.Days != nil {
		t.Errorf("all open: median %+v", m)
	}
	late := open.ShareWithin(30, stat.LogLog)
	if late.Status != stat.Insufficient || late.Share != 0 || late.Lower != nil || !slices.Contains(late.Warnings, stat.WarnBeyondData) {
		t.Errorf("day 30 of 20 observed: %+v", late)
	}
	if m := open.RMST(60); m.Status != stat.Insufficient {
		t.Errorf("mean within 60 of 20 observed days: %+v", m)
	}
	if m := mustKM(t, stat.Case{Time: 10, Outcome: 1, Count: 3}).RMST(60); m.Status != stat.OK || m.Days != 10 || m.SE != 0 {
		t.Errorf("all answered on day 10: %+v", m)
	}
}

// R's rule on the last piece: half answered on day 10, nothing after, last seen on day 30: 20.
func TestMedianOnTheLastFlatPiece(t *testing.T) {
	km := mustKM(t, stat.Case{Time: 10, Outcome: 1}, stat.Case{Time: 10, Outcome: 1}, stat.Case{Time: 15}, stat.Case{Time: 30})
	if m := km.Median(stat.LogLog); m.Days == nil || *m.Days != 20 {
		t.Errorf("median %v, want 20", m.Days)
	}
}

// A case entered on day 20 was not watched before: taking it as watched makes delays look shorter.
func TestLateEntryIsNotWatchedBefore(t *testing.T) {
	early := []stat.Case{{Time: 5, Outcome: 1}, {Time: 40, Outcome: 1}}
	late := slices.Concat(early, []stat.Case{{Entry: 20, Time: 60, Outcome: 1}, {Entry: 20, Time: 60, Outcome: 1}})
	with := mustKM(t, late...)
	if p := with.Points[0]; p.AtRisk != 2 || p.Open != 0.5 {
		t.Errorf("day 5: %+v", p)
	}
	for i := range late {
		late[i].Entry = 0
	}
	if p := mustKM(t, late...).Points[0]; p.AtRisk != 4 || p.Open != 0.75 {
		t.Errorf("day 5 when entry is forgotten: %+v", p)
	}
	// Entered on the day it was answered: never under observation.
	dropped := mustKM(t, stat.Case{Time: 9, Outcome: 1}, stat.Case{Entry: 30, Time: 30, Outcome: 1, Count: 2})
	if dropped.N != 1 || !slices.Contains(dropped.Warnings, stat.WarnLateEntry) {
		t.Errorf("%+v", dropped)
	}
	// The only one watched is answered before the others enter: the curve falls to 0 and says so.
	empty := mustKM(t, stat.Case{Time: 2, Outcome: 1}, stat.Case{Entry: 5, Time: 9, Outcome: 1})
	if !slices.Contains(empty.Warnings, stat.WarnEarlyZero) {
		t.Errorf("warnings %v", empty.Warnings)
	}
}

func TestGroupedCasesAreTheSame(t *testing.T) {
	single := mustKM(t, stat.Case{Time: 3, Outcome: 1}, stat.Case{Time: 3, Outcome: 1}, stat.Case{Time: 3}, stat.Case{Time: 8, Outcome: 1})
	grouped := mustKM(t, stat.Case{Time: 3, Outcome: 1, Count: 2}, stat.Case{Time: 3, Count: 1}, stat.Case{Time: 8, Outcome: 1})
	for i, p := range single.Points {
		if q := grouped.Points[i]; p.AtRisk != q.AtRisk || p.Open != q.Open || p.Events != q.Events {
			t.Errorf("%+v and %+v", p, q)
		}
	}
}

func TestDrawOnlyWhileEnoughAreFollowed(t *testing.T) {
	km := mustKM(t, stat.Case{Time: 5, Outcome: 1, Count: 5}, stat.Case{Time: 20, Count: 8}, stat.Case{Time: 50, Count: 4})
	if km.DrawUntil == nil || *km.DrawUntil != 20 {
		t.Errorf("draw until %v, want 20 (12 followed then, 4 on day 50)", km.DrawUntil)
	}
	if a := km.ShareWithin(40, stat.LogLog); !slices.Contains(a.Warnings, stat.WarnFewAtRisk) || a.AtRisk != 4 {
		t.Errorf("%+v", a)
	}
	// Of 1,000 cases 5% is the higher bar: 100 are followed on day 20, 40 on day 50.
	many := mustKM(t, stat.Case{Time: 5, Outcome: 1, Count: 900}, stat.Case{Time: 20, Count: 60}, stat.Case{Time: 50, Count: 40})
	if many.DrawUntil == nil || *many.DrawUntil != 20 {
		t.Errorf("draw until %v, want 20", many.DrawUntil)
	}
	if few := mustKM(t, stat.Case{Time: 5, Outcome: 1}); few.DrawUntil != nil {
		t.Error("one case makes no curve")
	}
}

func TestLogRankNeedsTwoGroupsAndEvents(t *testing.T) {
	one := []stat.Case{{Time: 4, Outcome: 1}}
	for name, c := range map[string]struct {
		groups [][]stat.Case
		status stat.Status
	}{
		"one group": {[][]stat.Case{one, nil}, stat.NotApplicable},
		"no event":  {[][]stat.Case{{{Time: 3}}, {{Time: 4}}}, stat.Insufficient},
		"apart":     {[][]stat.Case{{{Time: 3, Outcome: 1}}, {{Entry: 5, Time: 9, Outcome: 1}}}, stat.Insufficient},
		"two":       {[][]stat.Case{{{Time: 3, Outcome: 1, Count: 9}}, {{Time: 8, Outcome: 1, Count: 9}}}, stat.OK},
		"three":     {[][]stat.Case{{{Time: 3, Outcome: 1, Count: 9}}, {{Time: 8, Outcome: 1, Count: 9}}, {{Time: 9, Outcome: 1, Count: 9}}}, stat.OK},
	} {
		r, err := stat.LogRank(c.groups)
		if err != nil || r.Status != c.status || !slices.Contains(r.Warnings, stat.WarnUnclustered) {
			t.Errorf("%s: %+v %v", name, r, err)
		}
		if c.status == stat.OK && (r.DF != len(c.groups)-1 || r.P > 0.001) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestCohortIgnoresTheFuture(t *testing.T) {
	cutoff := date("2019-12-31")
	r := stat.CohortAt([]stat.Followed{
		{Session: date("2019-11-01"), Done: date("2020-01-05")}, // answered later: still open
		{Session: date("2020-01-02")},                           // not held yet
		{Session: date("2019-11-10"), Done: date("2019-11-01")}, // before its session: a wrong record
	}, cutoff, 40)
	if r.Snapshot != (stat.Share{N: 1}) || r.Cohort != (stat.Share{N: 1}) || r.Rejected != 1 {
		t.Errorf("%+v", r)
	}
	// A session exactly K days old is mature.
	if r := stat.CohortAt([]stat.Followed{{Session: cutoff.AddDate(0, 0, -40)}, {Session: cutoff.AddDate(0, 0, -39)}}, cutoff, 40); r.Cohort.N != 1 || r.Immature != 1 {
		t.Errorf("40 and 39 days old: %+v", r)
	}
	if r := stat.CohortAt(nil, cutoff, 40); r.Status != stat.NotApplicable {
		t.Errorf("nothing: %+v", r)
	}
}

func TestAgeing(t *testing.T) {
	cutoff := date("2020-12-31")
	ago := func(days int) time.Time { return cutoff.AddDate(0, 0, -days) }
	var open []stat.OpenCase
	for _, age := range []int{0, 10, 11, 40, 41, 90, 91, 180, 181, 291, 5, 6, -3} {
		open = append(open, stat.OpenCase{Session: ago(age), DueFinal: ago(age - 40)})
	}
	open[2].DueByRule = cutoff // due today: not past
	open[3].DueByRule = ago(1)
	b := stat.Ageing(open, cutoff)
	if b.Open != 12 || b.Buckets != [5]int{4, 2, 2, 2, 2} || b.Oldest != 291 || b.PastByRule != 1 || b.NoRuleClock != 10 {
		t.Errorf("%+v", b)
	}
	if b.PastFinal != 6 || len(b.OldestIndexes) != 10 || b.OldestIndexes[0] != 9 || b.OldestIndexes[1] != 8 {
		t.Errorf("past the citizen's clock %d, oldest %v", b.PastFinal, b.OldestIndexes)
	}
	if b := stat.Ageing(nil, cutoff); b.Status != stat.NotApplicable {
		t.Errorf("nothing open: %+v", b)
	}
}

// Neither the hour nor the zone may move a day.
func TestDaysAreCalendarDays(t *testing.T) {
	hanoi := time.FixedZone("ICT", 7*3600)
	f := stat.Followed{Session: time.Date(2019, 3, 1, 23, 30, 0, 0, hanoi), Done: time.Date(2019, 3, 31, 0, 15, 0, 0, hanoi)}
	r := stat.CohortAt([]stat.Followed{f}, time.Date(2019, 12, 31, 8, 0, 0, 0, hanoi), 30)
	if r.Cohort != (stat.Share{X: 1, N: 1}) {
		t.Errorf("day 30 is in time: %+v", r)
	}
}

func TestBalanceReconciles(t *testing.T) {
	fine := []stat.Flow{{Opened: 10, New: 5, Closed: 3}, {Opened: 12, New: 0, Closed: 12}, {Opened: 0}}
	if at, ok := stat.Reconciles(fine); !ok {
		t.Errorf("fails at %d", at)
	}
	if at, ok := stat.Reconciles([]stat.Flow{{Opened: 1}, {Opened: 2}}); ok || at != 0 {
		t.Error("2 opened after 1 closed was accepted")
	}
	if at, ok := stat.Reconciles([]stat.Flow{{Opened: 1, Closed: 2}}); ok || at != 0 {
		t.Error("more closed than there were")
	}
}
