package dialogue

import "time"

// An Obligation (nghĩa vụ) is one duty as it stands at the cut-off: a row of model.obligation.
type Obligation struct {
	Kind         ObligationKind
	Clock        Clock // ClockRule, and for a reply a second row with ClockCitizen
	RegulationID string
	RuleID       string // empty when only the chair's date binds
	SessionID    string
	OpinionID    string // DutyReply only
	UnitID       string
	AssignedTo   string    // cơ quan được giao, DutyReply only
	ClockStartOn time.Time // zero: not known, or not started
	DueOn        time.Time // zero: no clock, or not known to the day
	DueSource    DueSource
	MetOn        time.Time // zero: not done at the cut-off, or not known to the day
	Status       ObligationStatus
	ExemptBy     Exemption // set when Status is StatusExempt
	CalendarGap  bool      // working days were counted through a year the holiday table does not have
}

// Obligations returns the duties that the rules make of one session and its opinions, as known on the cut-off date:
// in the order of the rules, then of the opinions; a reply gives two rows, by the rule's clock and by the citizen's.
// Every regime that binds the session is evaluated by itself. A session held after the cut-off has none, and so has
// one that no rule binds: see AssessUnit for what that means. One without any date has none either, as no rule can
// be said to bind it.
//
// A notice counted from receipt (Quy định 11-QĐi/TW: 10 working days to say that a petition was accepted) is owed to
// each petitioner and no duty of the session: it makes no row, as no day of acceptance is kept.
//
// A date set by the chair, or agreed, replaces the rule's own clock for that reply and, where no rule asks for a
// reply, makes the duty. It does not move the citizen's clock, which nothing the host does can move.
func Obligations(s Session, opinions []Opinion, rules []Rule, cal Calendar, cutoff time.Time) []Obligation {
	cutoff = DayOf(cutoff)
	if !s.HeldOn.Exists(cutoff) {
		return nil
	}
	d := duties{s, opinions, nil, cal, cutoff}
	for _, r := range rules {
		if r.Binds(s) {
			d.rules = append(d.rules, r)
		}
	}
	var out []Obligation
	replyRuled := false
	for _, r := range d.rules {
		switch r.Kind {
		case DutyAnnounce, DutyNotice, DutyPublish:
			if r.Anchor == AnchorSession || r.Anchor == AnchorNotice {
				out = append(out, d.ofSession(r))
			}
		case DutyReply:
			replyRuled = true
			for _, o := range opinions {
				out = append(out, d.reply(r, o, ClockRule), d.reply(r, o, ClockCitizen))
			}
		}
	}
	if !replyRuled {
		out = append(out, d.chairOnly()...)
	}
	return out
}

// duties holds one session while its obligations are made.
type duties struct {
	s        Session
	opinions []Opinion
	rules    []Rule // those that bind s
	cal      Calendar
	cutoff   time.Time
}

// event is something that did or did not happen by the cut-off.
type event struct {
	happened bool
	on       Date // exact, or the day is not known
}

// event reads a recorded date. One that lies before the session is impossible: it happened, on a day not known.
func (d duties) event(on Date, undated bool) event {
	switch {
	case undated && on.IsZero(), on.Exists(d.cutoff) && on.before(d.s.HeldOn):
		return event{happened: true}
	case on.Exists(d.cutoff):
		return event{true, on}
	}
	return event{}
}

// clock is a running or a missing deadline.
type clock struct {
	running bool
	start   time.Time // zero when not known to the day
	due     time.Time // the earliest it can be
	exact   bool      // due is known to the day
	source  DueSource
	gap     bool
}

// from starts the clock of r at an event.
func (d duties) from(r Rule, start event) clock {
	if !start.happened {
		return clock{source: DueByRule}
	}
	c := clock{running: true, exact: start.on.Exact(), source: DueByRule}
	first := start.on.On
	if start.on.IsZero() {
		first = d.s.HeldOn.On // nothing that follows a session comes before it
	}
	if c.exact {
		c.start = first
	}
	c.due = d.cal.AddDays(first, r.days(), r.DayType, r.Roll)
	c.gap = (r.DayType == DayWorking || r.Roll) && !d.cal.Covers(first, c.due)
	return c
}

// ofSession is a duty of the session as a whole.
func (d duties) ofSession(r Rule) Obligation {
	start := event{true, d.s.HeldOn}
	if r.Anchor == AnchorNotice {
		start = d.event(d.s.Notice.On, d.s.Notice.Undated)
	}
	c, done := d.from(r, start), d.act(r.Kind)
	ob := d.row(r, c, done)
	if r.exempts(ExemptAnswered) && d.allAnswered() {
		ob.Status, ob.ExemptBy = StatusExempt, ExemptAnswered
		return ob
	}
	ob.Status = d.judge(c, done)
	return ob
}

// act is what fulfils a duty of the session.
func (d duties) act(kind ObligationKind) event {
	switch kind {
	case DutyAnnounce:
		return d.announced()
	case DutyNotice:
		return d.event(d.s.Notice.On, d.s.Notice.Undated)
	default:
		return d.event(d.s.ResultPublishedOn, false)
	}
}

// announced reads the announcement. A session that was held was called somehow: a blank date, and one after the
// session, is a date that is not known, not an announcement that was not made.
func (d duties) announced() event {
	on := d.s.AnnouncedOn
	if !on.Exists(d.cutoff) || d.s.HeldOn.before(on) {
		return event{happened: true}
	}
	return event{true, on}
}

// allAnswered says that the session has opinions and that each was made clear on the spot.
func (d duties) allAnswered() bool {
	for _, o := range d.opinions {
		if !o.AnsweredAtSession {
			return false
		}
	}
	return len(d.opinions) > 0
}

// row is everything of an obligation but its status: the recorded days stand in exempt rows too.
func (d duties) row(r Rule, c clock, done event) Obligation {
	ob := Obligation{
		Kind: r.Kind, Clock: ClockRule, RegulationID: r.RegulationID, RuleID: r.ID,
		SessionID: d.s.ID, UnitID: d.s.Host.UnitID,
		ClockStartOn: c.start, DueSource: c.source, CalendarGap: c.gap,
	}
	if c.running && c.exact {
		ob.DueOn = c.due
	}
	if done.on.Exact() {
		ob.MetOn = done.on.On
	}
	return ob
}

// judge reads a duty against the cut-off, which is the end of that day: what was due on it and is not done is
// missed. While even the earliest due date lies ahead, a date known only to the month decides too.
func (d duties) judge(c clock, done event) ObligationStatus {
	switch {
	case !c.running && done.happened:
		return StatusMet // answered before the clock could start
	case !c.running:
		return StatusNoClock
	case c.due.After(d.cutoff) && done.happened:
		return StatusMet
	case c.due.After(d.cutoff):
		return StatusNotDue
	case !c.exact, done.happened && !done.on.Exact():
		return StatusUnknown
	case !done.happened:
		return StatusMissedOpen
	case done.on.On.After(c.due):
		return StatusMissedDone
	}
	return StatusMet
}
