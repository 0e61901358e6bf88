package dialogue

import (
	"slices"
	"time"
)

// A Period (kỳ) is a span of whole days, both ends included.
type Period struct{ Start, End time.Time }

// Year is the calendar year y.
func Year(y int) Period { return Period{Day(y, time.January, 1), Day(y, time.December, 31)} }

// Periods splits the year y into the spans of per: 1, 2, 4 or 12 of them, none for an unknown word.
func Periods(per Per, y int) []Period {
	step := per.months()
	if step == 0 {
		return nil
	}
	var out []Period
	for m := 1; m <= 12; m += step {
		start := Day(y, time.Month(m), 1)
		out = append(out, Period{start, start.AddDate(0, step, -1)})
	}
	return out
}

func (p Per) months() int {
	return map[Per]int{PerYear: 12, PerHalfYear: 6, PerQuarter: 3, PerMonth: 1}[p]
}

// months is the number of whole months in the period.
func (p Period) months() int {
	n, end := 0, p.End.AddDate(0, 0, 1)
	for !p.Start.AddDate(0, n+1, 0).After(end) {
		n++
	}
	return n
}

// within says whether the period lies wholly in the half-open span [from, to); a zero end is open.
func (p Period) within(from, to time.Time) bool {
	return !p.Start.Before(from) && (to.IsZero() || p.End.Before(to))
}

// A Holding is what one locality made known of the sessions it held, whatever their kind.
type Holding struct {
	Host      Locality
	Reporting FigureStatus // empty: FigureReported
	Sessions  []Session
}

// A FrequencyResult (mức thực hiện so với quy định) sets the sessions held against the least number required.
type FrequencyResult struct {
	Status       RateStatus       // RateOK, RateNoRule or RateNotJudged
	Duty         ObligationStatus // empty with RateNoRule
	RegulationID string
	RuleID       string
	UnitID       string
	Held         int       // sessions that count, in the period and by the cut-off
	Possible     int       // more that may count: kind or day not known well enough
	Required     int       // số cuộc tối thiểu for the whole period
	DueOn        time.Time // the period's last day
	MetOn        time.Time // day of the session that made the number full, when known
}

// Value is Held / Required; it may exceed 1, as published rates of 270% do, and is not clamped. Not ok where the
// period is not judged or no rule is known.
func (f FrequencyResult) Value() (v float64, ok bool) {
	if f.Status != RateOK {
		return 0, false
	}
	return ratio(f.Held, f.Required)
}

// Obligation is the result as a row of model.obligation; its clock starts with the period.
func (f FrequencyResult) Obligation(p Period) Obligation {
	return Obligation{
		Kind: DutyFrequency, Clock: ClockRule, RegulationID: f.RegulationID, RuleID: f.RuleID, UnitID: f.UnitID,
		ClockStartOn: p.Start, DueOn: f.DueOn, DueSource: DueByRule, MetOn: f.MetOn, Status: f.Duty,
	}
}

// Frequency judges one minimum number of sessions for one locality and period at the cut-off.
//
// By default only định kỳ sessions count (other channels, as the days of tiếp công dân, know no kinds); Rule.Counts
// says otherwise. A period in which the rule or the unit
// was there only in part (the year a regulation was issued, the last months of a district) is not judged. "Không
// phát sinh" is a true zero; "không báo cáo" is unknown, unless the number is full all the same.
func Frequency(h Holding, r Rule, p Period, cutoff time.Time) FrequencyResult {
	cutoff = DayOf(cutoff)
	f := FrequencyResult{RegulationID: r.RegulationID, RuleID: r.ID, UnitID: h.Host.UnitID, DueOn: p.End, Status: RateOK}
	if r.Kind != DutyFrequency || r.Check() != nil || !r.covers(h.Host) {
		f.Status = RateNoRule
		return f
	}
	var days []time.Time
	days, f.Held, f.Possible = h.counted(r, p, cutoff)
	f.Required = r.Value * (p.months() / r.Per.months())
	partial := !p.within(r.ValidFrom, r.ValidTo) || !p.within(h.Host.ValidFrom, h.Host.ValidTo)
	switch {
	case partial, f.Required == 0, h.Reporting == FigureNotApplicable:
		f.Status, f.Duty = RateNotJudged, StatusExempt
	case f.Held >= f.Required:
		f.Duty = StatusMet
		if len(days) == f.Held {
			f.MetOn = days[f.Required-1]
		}
	case p.End.After(cutoff):
		f.Duty = StatusNotDue
	case h.Reporting == FigureNotReported, f.Held+f.Possible >= f.Required:
		f.Duty = StatusUnknown
	default:
		f.Duty = StatusMissedOpen
	}
	return f
}

// counted sorts the sessions: those that count for sure, with the days that are known, and those that may.
func (h Holding) counted(r Rule, p Period, cutoff time.Time) (days []time.Time, held, possible int) {
	for _, s := range h.Sessions {
		on := s.HeldOn
		out := on.On.After(p.End) || on.Last().Before(p.Start)
		if !sameChannel(r.Channel, s.Channel) || !on.Exists(cutoff) || out || !r.mayCount(s.Kind) {
			continue
		}
		inside := !on.On.Before(p.Start) && !on.Last().After(p.End)
		if !inside || !r.counts(s.Kind) {
			possible++
			continue
		}
		held++
		if on.Exact() {
			days = append(days, on.On)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return days, held, possible
}

// counts says whether a session of the kind counts towards the rule for sure.
func (r Rule) counts(k SessionKind) bool {
	if len(r.Counts) > 0 {
		return slices.Contains(r.Counts, k)
	}
	return k == KindRegular || !sameChannel(r.Channel, ChannelDialogue)
}

// mayCount is counts where a kind that was not recorded may be the right one.
func (r Rule) mayCount(k SessionKind) bool { return k == "" || r.counts(k) }
