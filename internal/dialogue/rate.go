package dialogue

import "time"

// A Rate is an on-time rate (tỷ lệ đúng hạn) with everything that stands beside it. Counts are kept, so that rates
// are summed and divided last; percentages are never averaged.
type Rate struct {
	Status     RateStatus
	Met        int // đúng hạn
	MissedDone int // quá hạn, đã thực hiện
	MissedOpen int // quá hạn, chưa thực hiện
	NotDue     int // chưa đến hạn, the early finishers included
	Early      int // of NotDue: done already
	NoClock    int // chưa xác định hạn: no due date, done or not
	Exempt     int // không áp dụng
	Unknown    int // không đủ dữ liệu
}

// OnTimeRate is met / (met + missed) over the duties due by the cut-off. An early finisher whose due date lies after
// the cut-off is left out with its unfinished peers: else only the fast half of the recent cases would count.
//
// The obligations are those of one kind and one clock, made for the same cut-off; see Select.
func OnTimeRate(obligations []Obligation, cutoff time.Time) Rate {
	cutoff = DayOf(cutoff)
	var r Rate
	for _, ob := range obligations {
		r.count(ob, cutoff)
	}
	return r.settled()
}

func (r *Rate) count(ob Obligation, cutoff time.Time) {
	switch {
	case ob.Status == StatusExempt:
		r.Exempt++
	case ob.Status == StatusUnknown:
		r.Unknown++
	case ob.Status == StatusNotDue, ob.DueOn.After(cutoff):
		r.NotDue++
		if ob.Status == StatusMet {
			r.Early++
		}
	case ob.Status == StatusNoClock, ob.DueOn.IsZero():
		r.NoClock++
	case ob.Status == StatusMet:
		r.Met++
	case ob.Status == StatusMissedDone:
		r.MissedDone++
	case ob.Status == StatusMissedOpen:
		r.MissedOpen++
	}
}

// settled sets the status that the counts give.
func (r Rate) settled() Rate {
	switch {
	case r.Den() > 0:
		r.Status = RateOK
	case r.Unknown > 0:
		r.Status = RateNoData
	case r.Total() > 0:
		r.Status = RateNothingDue
	default:
		r.Status = RateNoObligation
	}
	return r
}

// Den is the denominator: duties due by the cut-off whose outcome is known.
func (r Rate) Den() int { return r.Met + r.MissedDone + r.MissedOpen }

// Total is every duty seen, inside and beside the rate.
func (r Rate) Total() int { return r.Den() + r.NotDue + r.NoClock + r.Exempt + r.Unknown }

// Value is Met / Den in [0, 1]; not ok without a denominator.
func (r Rate) Value() (v float64, ok bool) { return ratio(r.Met, r.Den()) }

// Bounds are the worst and the best case, [met/N, (met+unknown)/N] with N the known and the unknown. Not ok when N
// is 0.
func (r Rate) Bounds() (worst, best float64, ok bool) { return bounds(r.Met, r.Den(), r.Unknown) }

// Add is the rate of both sets of duties together.
func (r Rate) Add(o Rate) Rate {
	return Rate{
		Met: r.Met + o.Met, MissedDone: r.MissedDone + o.MissedDone, MissedOpen: r.MissedOpen + o.MissedOpen,
		NotDue: r.NotDue + o.NotDue, Early: r.Early + o.Early,
		NoClock: r.NoClock + o.NoClock, Exempt: r.Exempt + o.Exempt, Unknown: r.Unknown + o.Unknown,
	}.settled()
}

func ratio(num, den int) (float64, bool) {
	if den == 0 {
		return 0, false
	}
	return float64(num) / float64(den), true
}

func bounds(num, den, unknown int) (worst, best float64, ok bool) {
	worst, ok = ratio(num, den+unknown)
	best, _ = ratio(num+unknown, den+unknown)
	return worst, best, ok
}

// Select is the obligations of one kind and clock. An empty clock is the rule's.
func Select(obligations []Obligation, kind ObligationKind, by Clock) []Obligation {
	var out []Obligation
	for _, ob := range obligations {
		if ob.Kind == kind && ob.Clock == fallback(by, ClockRule) {
			out = append(out, ob)
		}
	}
	return out
}

// RatesBy is OnTimeRate for each group: by unit, by the agency an opinion was assigned to, by regulation.
func RatesBy[K comparable](obligations []Obligation, key func(Obligation) K, cutoff time.Time) map[K]Rate {
	cutoff = DayOf(cutoff)
	out := map[K]Rate{}
	for _, ob := range obligations {
		r := out[key(ob)]
		r.count(ob, cutoff)
		out[key(ob)] = r
	}
	for k, r := range out {
		out[k] = r.settled()
	}
	return out
}

// AssessUnit is the on-time rate of one locality for one kind of duty, or RateNoRule ("chưa có quy định trong hệ
// thống") where no rule of that kind is known for it on the cut-off or before: such a unit is unrated, not at 0%.
// Obligations are the unit's own; rules are all that are known.
func AssessUnit(l Locality, ch Channel, kind ObligationKind, by Clock, obligations []Obligation, rules []Rule, cutoff time.Time) Rate {
	r := OnTimeRate(Select(obligations, kind, by), cutoff)
	if r.Status == RateNoObligation && !HasRule(l, ch, kind, rules, cutoff) {
		r.Status = RateNoRule
	}
	return r
}

// HasRule says whether some rule of the kind and channel is written for the locality and was in force on the
// cut-off or before, while the locality existed.
func HasRule(l Locality, ch Channel, kind ObligationKind, rules []Rule, cutoff time.Time) bool {
	cutoff = DayOf(cutoff)
	for _, r := range rules {
		began := !r.ValidFrom.After(cutoff) && (l.ValidTo.IsZero() || r.ValidFrom.Before(l.ValidTo))
		lived := r.ValidTo.IsZero() || l.ValidFrom.Before(r.ValidTo)
		if r.Kind == kind && r.covers(l) && began && lived && sameChannel(r.Channel, ch) {
			return true
		}
	}
	return false
}

func sameChannel(a, b Channel) bool {
	return fallback(a, ChannelDialogue) == fallback(b, ChannelDialogue)
}
