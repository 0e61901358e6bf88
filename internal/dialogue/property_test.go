package dialogue

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawDate is a date near the session's, known to the day, to the month or quarter, or not at all.
func drawDate(t *rapid.T, name string, from time.Time) Date {
	switch rapid.IntRange(0, 5).Draw(t, name+" kind") {
	case 0, 1:
		return Date{}
	case 2:
		return NewDate(from.AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, name)), rapid.SampledFrom([]DatePrecision{PrecisionMonth, PrecisionQuarter}).Draw(t, name+" precision"))
	}
	return On(from.AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, name)))
}

// drawCase is a session of 2025 with one opinion: any dates, in any order that may happen.
func drawCase(t *rapid.T) (Session, Opinion) {
	held := Day(2025, 1, 1).AddDate(0, 0, rapid.IntRange(0, 300).Draw(t, "held"))
	s := Session{ID: "S", Host: Locality{Level: LevelCommune, Path: []string{"p17@2004"}}, HeldOn: On(held)}
	if rapid.IntRange(0, 4).Draw(t, "held in a month") == 0 {
		s.HeldOn = NewDate(held, PrecisionMonth)
	}
	s.Notice.On = drawDate(t, "notice", held)
	s.ResultPublishedOn = drawDate(t, "publish", held)
	o := Opinion{
		ID: "O", AnsweredAtSession: rapid.IntRange(0, 5).Draw(t, "clear") == 0,
		Reply:           Reply{On: drawDate(t, "reply", held), Undated: rapid.IntRange(0, 5).Draw(t, "undated") == 0},
		ComplexNoticeOn: drawDate(t, "complex", held), ForwardedOn: drawDate(t, "forwarded", held),
		DueOn: drawDate(t, "due", held), DueSource: rapid.SampledFrom(DueSources.All()).Draw(t, "due source"),
		Outcome: rapid.SampledFrom(Outcomes.All()).Draw(t, "outcome"), OutcomeOn: drawDate(t, "outcome on", held),
	}
	return s, o
}

// TestCutoffMovesForward: as the cut-off moves on, duties do not vanish, due dates once known stay, what is missed
// is never met again, and what was met in full knowledge is never missed.
func TestCutoffMovesForward(t *testing.T) {
	rules := append(hoaBinh(), article43()...)
	cal := tet2025(t)
	missed := func(ob Obligation) bool { return ob.Status == StatusMissedDone || ob.Status == StatusMissedOpen }
	rapid.Check(t, func(t *rapid.T) {
		s, o := drawCase(t)
		cutoff := s.HeldOn.On.AddDate(0, 0, rapid.IntRange(-5, 130).Draw(t, "cutoff"))
		later := cutoff.AddDate(0, 0, rapid.IntRange(0, 60).Draw(t, "later"))
		a, b := Obligations(s, []Opinion{o}, rules, cal, cutoff), Obligations(s, []Opinion{o}, rules, cal, later)
		if len(a) > len(b) || len(a) > 0 && len(a) != len(b) {
			t.Fatalf("%d duties, later %d", len(a), len(b))
		}
		for i := range a {
			x, y := a[i], b[i]
			switch {
			case !x.DueOn.IsZero() && !x.DueOn.Equal(y.DueOn), !x.MetOn.IsZero() && !x.MetOn.Equal(y.MetOn):
				t.Fatalf("a known day changed: %+v\n%+v", x, y)
			case x.Status == StatusMissedDone && y.Status != StatusMissedDone:
				t.Fatalf("late and done became %s", y.Status)
			case missed(x) && (y.Status == StatusMet || y.Status == StatusNotDue || y.Status == StatusNoClock):
				t.Fatalf("missed became %s", y.Status)
			case x.Status == StatusMet && !x.MetOn.IsZero() && missed(y):
				t.Fatalf("met became %s: %+v\n%+v", y.Status, x, y)
			}
		}
	})
}

// TestDutiesAreWellFormed: every row has one of the seven statuses, agrees with its own days, and shows nothing of
// the days after the cut-off; every row stands in exactly one part of the rate.
func TestDutiesAreWellFormed(t *testing.T) {
	rules := append(hoaBinh(), article43()...)
	cal := tet2025(t)
	rapid.Check(t, func(t *rapid.T) {
		s, o := drawCase(t)
		cutoff := s.HeldOn.On.AddDate(0, 0, rapid.IntRange(0, 130).Draw(t, "cutoff"))
		obs := Obligations(s, []Opinion{o}, rules, cal, cutoff)
		for _, ob := range obs {
			due, met := ob.DueOn, ob.MetOn
			switch {
			case !ObligationStatuses.Valid(ob.Status):
				t.Fatalf("status %q", ob.Status)
			case met.After(cutoff) || ob.ClockStartOn.After(cutoff) && ob.DueSource == DueByRule:
				t.Fatalf("a day after the cut-off shows: %+v", ob)
			case ob.Status == StatusMissedOpen && (due.IsZero() || due.After(cutoff) || !met.IsZero()),
				ob.Status == StatusMissedDone && (due.IsZero() || !met.After(due)),
				ob.Status == StatusMet && !due.IsZero() && met.After(due),
				(ob.Status == StatusExempt) != (ob.ExemptBy != ""):
				t.Fatalf("row contradicts itself: %+v", ob)
			}
		}
		r := OnTimeRate(obs, cutoff)
		if r.Total() != len(obs) {
			t.Fatalf("%d rows, %d in the rate: %+v", len(obs), r.Total(), r)
		}
		worst, best, ok := r.Bounds()
		if v, has := r.Value(); has && (!ok || v < worst || v > best || worst < 0 || best > 1) {
			t.Fatalf("%v not in [%v, %v]", v, worst, best)
		}
	})
}

// TestBoundsHold: whatever day hides behind a month, the rate that the true days give lies within the bounds of the
// rate that the months give, where every session is held on a known day.
func TestBoundsHold(t *testing.T) {
	rules := hoaBinh()
	rapid.Check(t, func(t *rapid.T) {
		cutoff := Day(2025, 12, 31)
		var known, blurred []Obligation
		for range rapid.IntRange(1, 12).Draw(t, "sessions") {
			held := Day(2025, 1, 1).AddDate(0, 0, rapid.IntRange(0, 250).Draw(t, "held"))
			notice := held.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "notice"))
			reply := notice.AddDate(0, 0, rapid.IntRange(0, 60).Draw(t, "reply"))
			s := Session{Host: Locality{Path: []string{"p17@2004"}}, HeldOn: On(held), Notice: Notice{On: On(notice)}}
			o := Opinion{Reply: Reply{On: On(reply)}}
			known = append(known, Obligations(s, []Opinion{o}, rules, Calendar{}, cutoff)...)
			if rapid.Bool().Draw(t, "blur") {
				o.Reply.On = NewDate(reply, PrecisionMonth)
			}
			blurred = append(blurred, Obligations(s, []Opinion{o}, rules, Calendar{}, cutoff)...)
		}
		truth := OnTimeRate(Select(known, DutyReply, ClockCitizen), cutoff)
		seen := OnTimeRate(Select(blurred, DutyReply, ClockCitizen), cutoff)
		worst, best, ok := seen.Bounds()
		if v, has := truth.Value(); has && (!ok || v < worst || v > best) {
			t.Fatalf("true %v not in [%v, %v]", v, worst, best)
		}
	})
}

// TestCohortGrows: a later cut-off never shrinks a cohort, and no case is in two parts.
func TestCohortGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cases []Case
		for range rapid.IntRange(0, 15).Draw(t, "cases") {
			start := Day(2025, 1, 1).AddDate(0, 0, rapid.IntRange(0, 200).Draw(t, "start"))
			cases = append(cases, Case{Start: On(start), Done: drawDate(t, "done", start)})
		}
		k := rapid.IntRange(0, 60).Draw(t, "k")
		cutoff := Day(2025, 1, 1).AddDate(0, 0, rapid.IntRange(0, 300).Draw(t, "cutoff"))
		a, b := Cohort(cases, k, cutoff), Cohort(cases, k, cutoff.AddDate(0, 0, rapid.IntRange(0, 60).Draw(t, "later")))
		if b.X < a.X || b.N+b.Unknown < a.N+a.Unknown || a.X > a.N {
			t.Fatalf("%+v, later %+v", a, b)
		}
		if s := Snapshot(cases, cutoff); s.N != a.N+a.Immature+a.Unknown {
			t.Fatalf("snapshot %+v, cohort %+v", s, a)
		}
	})
}
