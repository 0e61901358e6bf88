package dialogue

// reply is the duty to answer one opinion in writing, by one of the two clocks.
func (d duties) reply(r Rule, o Opinion, by Clock) Obligation {
	var c clock
	switch chair, set := d.chair(o); {
	case by == ClockCitizen:
		c = d.citizen(r, o)
	case set:
		c = chair
	case r.Anchor == AnchorChair:
		c = clock{source: DueByChair}
	default:
		c = d.from(r, d.anchor(r, o))
	}
	done := d.event(o.Reply.On, o.Reply.Undated)
	ob := d.row(r, c, done)
	ob.Clock, ob.OpinionID, ob.AssignedTo = by, o.ID, o.AssignedTo
	exempt, sure := d.exempt(r, o, c, done)
	switch {
	case exempt != "" && sure:
		ob.Status, ob.ExemptBy = StatusExempt, exempt
	case exempt != "":
		ob.Status = StatusUnknown
	default:
		ob.Status = d.judge(c, done)
	}
	return ob
}

// anchor is what starts the clock of a reply.
func (d duties) anchor(r Rule, o Opinion) event {
	held := event{true, d.s.HeldOn}
	switch r.Anchor {
	case AnchorNotice:
		return d.event(d.s.Notice.On, d.s.Notice.Undated)
	case AnchorReceipt:
		if o.ReceivedOn.IsZero() && o.Collected == CollectedAt {
			return held
		}
		// An opinion gathered beforehand was received before the session: no impossible date here.
		return event{o.ReceivedOn.Exists(d.cutoff), o.ReceivedOn}
	}
	return held
}

// chair is the deadline the chair set, or both sides agreed on: "trả lời công dân rõ trước ngày 20/12/2022".
func (d duties) chair(o Opinion) (clock, bool) {
	if o.DueOn.IsZero() || o.DueSource != DueByChair && o.DueSource != DueByAgreed {
		return clock{}, false
	}
	return clock{running: true, due: o.DueOn.On, exact: o.DueOn.Exact(), source: o.DueSource}, true
}

// citizen is the latest day on which the reply could lawfully come, counted from the session: the last day for the
// notice, and from there the days of the reply. Quy chế 07-QC/TU gives 10 + 30 = 40. A reply that does not wait for
// the notice has one clock only. Without a rule for the notice there is no last day: no clock.
func (d duties) citizen(r Rule, o Opinion) clock {
	switch r.Anchor {
	case AnchorSession, AnchorReceipt:
		return d.from(r, d.anchor(r, o))
	case AnchorChair:
		return clock{source: DueByRule}
	}
	for _, n := range d.rules {
		if n.Kind != DutyNotice || n.RegulationID != r.RegulationID || n.Anchor != AnchorSession {
			continue
		}
		c := d.from(n, event{true, d.s.HeldOn})
		then := d.from(r, event{true, On(c.due)})
		c.due, c.gap = then.due, c.gap || then.gap
		return c
	}
	return clock{source: DueByRule}
}

// exempt says what takes the opinion out of the duty, and whether that is sure; an empty Exemption means nothing
// does. A point made clear at the session is out. A complex matter announced in writing, one passed to the competent
// level and one out of scope are out from that day on, if it came in time and before any reply: neither declaring
// an overdue item complex nor doing so after the answer changes what happened.
func (d duties) exempt(r Rule, o Opinion, c clock, reply event) (by Exemption, sure bool) {
	if o.AnsweredAtSession && r.exempts(ExemptAnswered) {
		return ExemptAnswered, true
	}
	for _, x := range []struct {
		by Exemption
		ev event
	}{
		{ExemptComplex, d.event(o.ComplexNoticeOn, false)},
		{ExemptForwarded, d.outcome(o, OutcomeForwarded, o.ForwardedOn)},
		{ExemptOutOfScope, d.outcome(o, OutcomeOutOfScope, Date{})},
	} {
		switch {
		case !x.ev.happened || !r.exempts(x.by) || answeredFirst(reply, x.ev, c):
		case !c.running, c.due.After(d.cutoff):
			return x.by, true
		case c.exact && x.ev.on.On.After(c.due): // too late, even on the first day it can have been
		case c.exact && x.ev.on.Exact():
			return x.by, true
		default:
			by = x.by
		}
	}
	return by, false
}

// answeredFirst says that the reply had done the duty when x came. Where the day of x is not known, a reply in time
// settles it: whichever came first, nothing was missed.
func answeredFirst(reply, x event, c clock) bool {
	if !reply.on.Exact() {
		return false
	}
	if x.on.Exact() {
		return !x.on.On.Before(reply.on.On)
	}
	return !c.running || !reply.on.On.After(c.due)
}

// outcome is the event behind an outcome: on its own date, else on the day the outcome was noted, else on a day not
// known.
func (d duties) outcome(o Opinion, want Outcome, on Date) event {
	if on.IsZero() && o.Outcome == want {
		return d.event(o.OutcomeOn, o.OutcomeOn.IsZero())
	}
	return d.event(on, false)
}

// chairOnly are the replies that only the chair's date asks for.
func (d duties) chairOnly() []Obligation {
	byChair := Rule{Kind: DutyReply, Anchor: AnchorChair, Exempt: []Exemption{ExemptAnswered, ExemptComplex, ExemptForwarded}}
	var out []Obligation
	for _, o := range d.opinions {
		if _, set := d.chair(o); set {
			out = append(out, d.reply(byChair, o, ClockRule))
		}
	}
	return out
}
