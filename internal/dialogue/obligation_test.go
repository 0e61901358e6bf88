package dialogue

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// want is one duty as a test's table writes it.
type want struct {
	kind   ObligationKind
	by     Clock
	status ObligationStatus
	due    string
	met    string
}

func checkDuties(t *testing.T, obs []Obligation, wants []want) {
	t.Helper()
	for _, w := range wants {
		ob := find(t, obs, w.kind, w.by, "")
		if ob.Status != w.status || text(ob.DueOn) != w.due || text(ob.MetOn) != w.met {
			t.Errorf("%s/%s: %s due %q met %q, want %s due %q met %q", w.kind, w.by,
				ob.Status, text(ob.DueOn), text(ob.MetOn), w.status, w.due, w.met)
		}
	}
}

func TestReplyStates(t *testing.T) {
	// Session 25/6/2019, notice 5/7: due 4/8 by both clocks.
	on := func(s string) Date { return d(t, s) }
	tests := []struct {
		name    string
		o       Opinion
		cutoff  string
		rule    want
		citizen want
	}{
		{"due on the cut-off and not done is missed", Opinion{}, "2019-08-04",
			want{status: StatusMissedOpen, due: "2019-08-04"}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"the day before it is not due", Opinion{}, "2019-08-03",
			want{status: StatusNotDue, due: "2019-08-04"}, want{status: StatusNotDue, due: "2019-08-04"}},
		{"late but done", Opinion{Reply: Reply{On: on("2019-08-05")}}, "2019-12-31",
			want{status: StatusMissedDone, due: "2019-08-04", met: "2019-08-05"},
			want{status: StatusMissedDone, due: "2019-08-04", met: "2019-08-05"}},
		{"a resolution is not a reply", Opinion{ResolvedOn: on("2019-07-20"), Outcome: OutcomeResolved}, "2019-12-31",
			want{status: StatusMissedOpen, due: "2019-08-04"}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"the chair's date replaces the rule's, not the citizen's",
			Opinion{DueOn: on("2019-09-30"), DueSource: DueByChair, Reply: Reply{On: on("2019-09-30")}}, "2019-12-31",
			want{status: StatusMet, due: "2019-09-30", met: "2019-09-30"},
			want{status: StatusMissedDone, due: "2019-08-04", met: "2019-09-30"}},
		{"the chair may ask for less", Opinion{DueOn: on("2019-07-10"), DueSource: DueByAgreed, Reply: Reply{On: on("2019-07-20")}},
			"2019-12-31", want{status: StatusMissedDone, due: "2019-07-10", met: "2019-07-20"},
			want{status: StatusMet, due: "2019-08-04", met: "2019-07-20"}},
		{"a due date that only repeats the rule does not bind", Opinion{DueOn: on("2019-09-30"), DueSource: DueByRule}, "2019-08-31",
			want{status: StatusMissedOpen, due: "2019-08-04"}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"the chair's month", Opinion{DueOn: on("2019-09"), DueSource: DueByChair}, "2019-12-31",
			want{status: StatusUnknown}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"the chair's month ahead", Opinion{DueOn: on("2019-09"), DueSource: DueByChair}, "2019-08-31",
			want{status: StatusNotDue}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"replied in a month", Opinion{Reply: Reply{On: on("2019-07")}}, "2019-12-31",
			want{status: StatusUnknown, due: "2019-08-04"}, want{status: StatusUnknown, due: "2019-08-04"}},
		{"replied, no day", Opinion{Reply: Reply{Undated: true}}, "2019-12-31",
			want{status: StatusUnknown, due: "2019-08-04"}, want{status: StatusUnknown, due: "2019-08-04"}},
		{"replied, no day, and not yet due", Opinion{Reply: Reply{Undated: true}}, "2019-07-31",
			want{status: StatusMet, due: "2019-08-04"}, want{status: StatusMet, due: "2019-08-04"}},
		{"replied, no day, and due on the cut-off", Opinion{Reply: Reply{Undated: true}}, "2019-08-04",
			want{status: StatusUnknown, due: "2019-08-04"}, want{status: StatusUnknown, due: "2019-08-04"}},
		{"an impossible reply is on an unknown day", Opinion{Reply: Reply{On: on("2019-06-01")}}, "2019-12-31",
			want{status: StatusUnknown, due: "2019-08-04"}, want{status: StatusUnknown, due: "2019-08-04"}},
		{"made clear at the session", Opinion{AnsweredAtSession: true}, "2019-12-31",
			want{status: StatusExempt, due: "2019-08-04"}, want{status: StatusExempt, due: "2019-08-04"}},
		{"complex, said so in time", Opinion{ComplexNoticeOn: on("2019-08-04")}, "2019-12-31",
			want{status: StatusExempt, due: "2019-08-04"}, want{status: StatusExempt, due: "2019-08-04"}},
		{"complex, said so too late", Opinion{ComplexNoticeOn: on("2019-08-05")}, "2019-12-31",
			want{status: StatusMissedOpen, due: "2019-08-04"}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"complex, in time, after the cut-off", Opinion{ComplexNoticeOn: on("2019-08-01")}, "2019-07-31",
			want{status: StatusNotDue, due: "2019-08-04"}, want{status: StatusNotDue, due: "2019-08-04"}},
		{"complex in a month", Opinion{ComplexNoticeOn: on("2019-07")}, "2019-12-31",
			want{status: StatusUnknown, due: "2019-08-04"}, want{status: StatusUnknown, due: "2019-08-04"}},
		{"complex in a month that begins too late", Opinion{ComplexNoticeOn: on("2019-09")}, "2019-12-31",
			want{status: StatusMissedOpen, due: "2019-08-04"}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"complex in a month, and not yet due", Opinion{ComplexNoticeOn: on("2019-07")}, "2019-07-31",
			want{status: StatusExempt, due: "2019-08-04"}, want{status: StatusExempt, due: "2019-08-04"}},
		{"replied on the day it was forwarded", Opinion{ForwardedOn: on("2019-07-20"), Reply: Reply{On: on("2019-07-20")}}, "2019-12-31",
			want{status: StatusMet, due: "2019-08-04", met: "2019-07-20"}, want{status: StatusMet, due: "2019-08-04", met: "2019-07-20"}},
		{"complex, and the reply late", Opinion{ComplexNoticeOn: on("2019-07-20"), Reply: Reply{On: on("2019-09-01")}}, "2019-12-31",
			want{status: StatusExempt, due: "2019-08-04", met: "2019-09-01"}, want{status: StatusExempt, due: "2019-08-04", met: "2019-09-01"}},
		{"replied before it was called complex", Opinion{ComplexNoticeOn: on("2019-08-01"), Reply: Reply{On: on("2019-07-20")}}, "2019-12-31",
			want{status: StatusMet, due: "2019-08-04", met: "2019-07-20"}, want{status: StatusMet, due: "2019-08-04", met: "2019-07-20"}},
		{"forwarded in time", Opinion{Outcome: OutcomeForwarded, ForwardedOn: on("2019-07-15")}, "2019-12-31",
			want{status: StatusExempt, due: "2019-08-04"}, want{status: StatusExempt, due: "2019-08-04"}},
		{"forwarded, day from the outcome, late", Opinion{Outcome: OutcomeForwarded, OutcomeOn: on("2019-10-15")}, "2019-12-31",
			want{status: StatusMissedOpen, due: "2019-08-04"}, want{status: StatusMissedOpen, due: "2019-08-04"}},
		{"forwarded, no day", Opinion{Outcome: OutcomeForwarded}, "2019-12-31",
			want{status: StatusUnknown, due: "2019-08-04"}, want{status: StatusUnknown, due: "2019-08-04"}},
		{"forwarded, no day, replied in time", Opinion{Outcome: OutcomeForwarded, Reply: Reply{On: on("2019-07-20")}}, "2019-12-31",
			want{status: StatusMet, due: "2019-08-04", met: "2019-07-20"}, want{status: StatusMet, due: "2019-08-04", met: "2019-07-20"}},
		{"forwarded, no day, replied late", Opinion{Outcome: OutcomeForwarded, Reply: Reply{On: on("2019-09-20")}}, "2019-12-31",
			want{status: StatusUnknown, due: "2019-08-04", met: "2019-09-20"}, want{status: StatusUnknown, due: "2019-08-04", met: "2019-09-20"}},
		{"out of scope, noted after the due day", Opinion{Outcome: OutcomeOutOfScope, OutcomeOn: on("2019-11-01")}, "2019-12-31",
			want{status: StatusMissedOpen, due: "2019-08-04"}, want{status: StatusMissedOpen, due: "2019-08-04"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Session{ID: "S1", Host: commune(), HeldOn: on("2019-06-25"), Notice: Notice{On: on("2019-07-05")}}
			tt.rule.kind, tt.rule.by, tt.citizen.kind, tt.citizen.by = DutyReply, ClockRule, DutyReply, ClockCitizen
			obs := Obligations(s, []Opinion{tt.o}, hoaBinh(), Calendar{}, day(t, tt.cutoff))
			checkDuties(t, obs, []want{tt.rule, tt.citizen})
		})
	}
}

func TestSessionDuties(t *testing.T) {
	const cutoff = "2019-12-31"
	tests := []struct {
		name    string
		session Session
		answers []bool // made clear at the session, an opinion each
		wants   []want
	}{
		{"held in a month: everything that starts there is unknown",
			Session{HeldOn: d(t, "2019-06"), Notice: Notice{On: d(t, "2019-07-05")}}, []bool{false}, []want{
				{DutyNotice, ClockRule, StatusUnknown, "", "2019-07-05"},
				{DutyReply, ClockRule, StatusMissedOpen, "2019-08-04", ""}, // its clock is the notice's
				{DutyReply, ClockCitizen, StatusUnknown, "", ""},
			}},
		{"held in the cut-off's month: even the earliest due date may have passed",
			Session{HeldOn: d(t, "2019-12")}, []bool{false}, []want{
				{DutyNotice, ClockRule, StatusUnknown, "", ""},
				{DutyReply, ClockRule, StatusNoClock, "", ""},
				{DutyReply, ClockCitizen, StatusNotDue, "", ""}, // 1/12 + 40 is the earliest
			}},
		{"noticed in a month", Session{HeldOn: d(t, "2019-06-25"), Notice: Notice{On: d(t, "2019-07")}}, []bool{false}, []want{
			{DutyNotice, ClockRule, StatusUnknown, "2019-07-05", ""},
			{DutyReply, ClockRule, StatusUnknown, "", ""},
			{DutyReply, ClockCitizen, StatusMissedOpen, "2019-08-04", ""},
		}},
		{"noticed, no day", Session{HeldOn: d(t, "2019-06-25"), Notice: Notice{Undated: true}}, []bool{false}, []want{
			{DutyNotice, ClockRule, StatusUnknown, "2019-07-05", ""},
			{DutyReply, ClockRule, StatusUnknown, "", ""},
		}},
		{"a date counts, whatever else is said", Session{HeldOn: d(t, "2019-06-25"), Notice: Notice{On: d(t, "2019-07-01"), Undated: true}}, []bool{false}, []want{
			{DutyNotice, ClockRule, StatusMet, "2019-07-05", "2019-07-01"},
		}},
		{"noticed before the session", Session{HeldOn: d(t, "2019-06-25"), Notice: Notice{On: d(t, "2019-06-20")}}, []bool{false}, []want{
			{DutyNotice, ClockRule, StatusUnknown, "2019-07-05", ""},
			{DutyReply, ClockRule, StatusUnknown, "", ""},
		}},
		{"noticed after the cut-off", Session{HeldOn: d(t, "2019-12-01"), Notice: Notice{On: d(t, "2020-01-05")}}, []bool{false}, []want{
			{DutyNotice, ClockRule, StatusMissedOpen, "2019-12-11", ""},
			{DutyReply, ClockRule, StatusNoClock, "", ""},
		}},
		{"all was made clear", Session{HeldOn: d(t, "2019-06-25")}, []bool{true}, []want{
			{DutyNotice, ClockRule, StatusExempt, "2019-07-05", ""}}},
		{"no opinion was recorded: the notice is still due", Session{HeldOn: d(t, "2019-06-25")}, nil, []want{
			{DutyNotice, ClockRule, StatusMissedOpen, "2019-07-05", ""}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.session.Host = commune()
			var os []Opinion
			for _, a := range tt.answers {
				os = append(os, Opinion{AnsweredAtSession: a})
			}
			checkDuties(t, Obligations(tt.session, os, hoaBinh(), Calendar{}, day(t, cutoff)), tt.wants)
		})
	}

	some := []Opinion{{AnsweredAtSession: true}, {}}
	obs := Obligations(Session{Host: commune(), HeldOn: d(t, "2019-06-25")}, some, hoaBinh(), Calendar{}, day(t, cutoff))
	if n := find(t, obs, DutyNotice, ClockRule, ""); n.Status != StatusMissedOpen {
		t.Errorf("one point was left open and the notice is %s", n.Status)
	}
	if obs := Obligations(Session{Host: commune(), HeldOn: d(t, "2020-01-01")}, some, hoaBinh(), Calendar{}, day(t, cutoff)); obs != nil {
		t.Errorf("a session after the cut-off has %d duties", len(obs))
	}
}

// TestNoNoticeYet: without a notice the rule's clock does not run, and what takes an opinion out still does.
func TestNoNoticeYet(t *testing.T) {
	s := Session{Host: commune(), HeldOn: d(t, "2019-06-25")}
	undated := s
	undated.Notice.Undated = true
	tests := []struct {
		name   string
		s      Session
		o      Opinion
		cutoff string
		want   ObligationStatus
	}{
		{"complex", s, Opinion{ComplexNoticeOn: d(t, "2019-11-01")}, "2019-12-31", StatusExempt},
		{"complex in a month", s, Opinion{ComplexNoticeOn: d(t, "2019-11")}, "2019-12-31", StatusExempt},
		{"replied, and forwarded on no day", s, Opinion{Outcome: OutcomeForwarded, Reply: Reply{On: d(t, "2019-09-01")}}, "2019-12-31", StatusMet},
		{"noticed on no day, too early for any due date", undated, Opinion{}, "2019-07-24", StatusNotDue},
		{"noticed on no day", undated, Opinion{}, "2019-07-25", StatusUnknown},
	}
	for _, tt := range tests {
		obs := Obligations(tt.s, []Opinion{tt.o}, hoaBinh(), Calendar{}, day(t, tt.cutoff))
		if got := find(t, obs, DutyReply, ClockRule, "").Status; got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestCutoffIsADay: midnight of 5/7 in Hà Nội is still 4/7 in UTC, and the cut-off is 5/7.
func TestCutoffIsADay(t *testing.T) {
	cutoff := time.Date(2019, 7, 5, 0, 0, 0, 0, time.FixedZone("ICT", 7*3600))
	obs := Obligations(Session{Host: commune(), HeldOn: d(t, "2019-06-25")}, nil, hoaBinh(), Calendar{}, cutoff)
	if got := find(t, obs, DutyNotice, ClockRule, "").Status; got != StatusMissedOpen {
		t.Errorf("due on the cut-off: %s", got)
	}
	if r := OnTimeRate(obs, cutoff); r.MissedOpen != 1 {
		t.Errorf("rate %+v", r)
	}
}

func TestAnnouncement(t *testing.T) {
	// Session 20/10/2025: at least seven days before is 13/10 at the latest.
	for announced, w := range map[string]want{
		"2025-10-01": {status: StatusMet, met: "2025-10-01"},
		"2025-10-13": {status: StatusMet, met: "2025-10-13"},
		"2025-10-14": {status: StatusMissedDone, met: "2025-10-14"},
		"2025-10-20": {status: StatusMissedDone, met: "2025-10-20"},
		"2025-10":    {status: StatusUnknown},
		"":           {status: StatusUnknown}, // a blank is not "was not announced"
		"2025-10-21": {status: StatusUnknown}, // impossible
	} {
		s := Session{HeldOn: d(t, "2025-10-20"), AnnouncedOn: d(t, announced), Host: Locality{Level: LevelCommune}}
		obs := Obligations(s, nil, article43(), Calendar{}, day(t, "2025-12-31"))
		w.kind, w.by, w.due = DutyAnnounce, ClockRule, "2025-10-13"
		checkDuties(t, obs, []want{w, {DutyPublish, ClockRule, StatusMissedOpen, "2025-10-30", ""}})
	}
}

// TestSeveralRegimes: each regulation that binds a session is evaluated by itself.
func TestSeveralRegimes(t *testing.T) {
	party := Regulation{ID: "party", ValidFrom: Day(2025, 3, 1), ScopeUnitID: "p24@2025", Rules: []Rule{
		{ID: "n", Kind: DutyNotice, Value: 5, DayType: DayWorking, Anchor: AnchorSession},
		{ID: "r", Kind: DutyReply, Value: 10, DayType: DayWorking, Anchor: AnchorNotice},
	}}.Bound()
	upper := Regulation{ID: "upper", Rules: []Rule{
		{ID: "r", Kind: DutyReply, Value: 15, DayType: DayCalendar, Anchor: AnchorSession},
		{ID: "p", Kind: DutyReply, Value: 15, DayType: DayCalendar, Anchor: AnchorSession, Level: LevelProvince},
	}}.Bound()
	rules := append(append(party, upper...), article43()...)
	s := Session{ID: "S", HeldOn: d(t, "2025-04-25"), Notice: Notice{On: d(t, "2025-05-06")},
		Host: Locality{UnitID: "c07210@2025", Level: LevelCommune, Path: []string{"p24@2025"}}}
	o := Opinion{ID: "O", AssignedTo: "Phòng Kinh tế", Reply: Reply{On: d(t, "2025-05-12")}}
	obs := Obligations(s, []Opinion{o}, rules, tet2025(t), day(t, "2025-12-31"))

	// 26/4 is a make-up day, 30/4 to 2/5 are off: five working days end on 6/5, ten more from the notice on 20/5.
	for _, w := range []struct {
		kind       ObligationKind
		by         Clock
		regulation string
		due        string
		status     ObligationStatus
	}{
		{DutyNotice, ClockRule, "party", "2025-05-06", StatusMet},
		{DutyReply, ClockRule, "party", "2025-05-20", StatusMet},
		{DutyReply, ClockCitizen, "party", "2025-05-20", StatusMet},
		{DutyReply, ClockRule, "upper", "2025-05-10", StatusMissedDone},
		{DutyReply, ClockCitizen, "upper", "2025-05-10", StatusMissedDone},
	} {
		ob := find(t, obs, w.kind, w.by, w.regulation)
		if text(ob.DueOn) != w.due || ob.Status != w.status || ob.CalendarGap {
			t.Errorf("%s/%s of %s: %s due %s gap %v, want %s due %s", w.kind, w.by, w.regulation, ob.Status, text(ob.DueOn), ob.CalendarGap, w.status, w.due)
		}
	}
	if len(obs) != 5 {
		t.Errorf("%d duties, want 5: Điều 43 is in force from 1/7/2025 only, and one rule is for provinces", len(obs))
	}
	r := find(t, obs, DutyReply, ClockRule, "party")
	if r.AssignedTo != o.AssignedTo || r.UnitID != s.Host.UnitID || r.OpinionID != "O" || r.RuleID != "r" || text(r.ClockStartOn) != "2025-05-06" {
		t.Errorf("row %+v", r)
	}
	if ob := find(t, Obligations(s, nil, party, Calendar{}, day(t, "2025-12-31")), DutyNotice, ClockRule, ""); !ob.CalendarGap {
		t.Error("working days without a holiday table are not marked")
	}
}

func TestWhichRulesBind(t *testing.T) {
	base := Rule{Kind: DutyNotice, ScopeUnitID: "p17@2004", ValidFrom: Day(2019, 3, 27), ValidTo: Day(2023, 1, 1)}
	tests := []struct {
		name string
		edit func(*Session)
		held string
		want bool
	}{
		{"first day", nil, "2019-03-27", true},
		{"day before", nil, "2019-03-26", false},
		{"last day", nil, "2022-12-31", true},
		{"day after", nil, "2023-01-01", false},
		{"month that holds the first day", nil, "2019-03", true},
		{"month before", nil, "2019-02", false},
		{"no date", nil, "", false},
		{"another province", func(s *Session) { s.Host.Path = []string{"p24@2004"} }, "2020-01-01", false},
		{"the province itself", func(s *Session) { s.Host = Locality{UnitID: "p17@2004", Level: LevelProvince} }, "2020-01-01", true},
		{"a voters' meeting", func(s *Session) { s.Channel = ChannelVoters }, "2020-01-01", false},
		{"dialogue said in full", func(s *Session) { s.Channel = ChannelDialogue }, "2020-01-01", true},
	}
	for _, tt := range tests {
		s := Session{Host: commune(), HeldOn: d(t, tt.held)}
		if tt.edit != nil {
			tt.edit(&s)
		}
		if got := base.Binds(s); got != tt.want {
			t.Errorf("%s: binds %v", tt.name, got)
		}
	}
}

func TestReceiptAndChairAnchors(t *testing.T) {
	receipt := []Rule{{ID: "r", Kind: DutyReply, Value: 10, DayType: DayWorking, Anchor: AnchorReceipt}}
	chair := []Rule{{ID: "c", Kind: DutyReply, DayType: DayCalendar, Anchor: AnchorChair}}
	tests := []struct {
		name  string
		rules []Rule
		o     Opinion
		want  want
		src   DueSource
	}{
		{"received at the session", receipt, Opinion{Collected: CollectedAt}, want{status: StatusMissedOpen, due: "2025-03-17"}, DueByRule},
		{"received before it", receipt, Opinion{Collected: CollectedBefore, ReceivedOn: d(t, "2025-02-28")}, want{status: StatusMissedOpen, due: "2025-03-14"}, DueByRule},
		{"receipt not recorded", receipt, Opinion{Collected: CollectedAfter}, want{status: StatusNoClock}, DueByRule},
		{"the chair set no date", chair, Opinion{}, want{status: StatusNoClock}, DueByChair},
		{"the chair set one", chair, Opinion{DueOn: d(t, "2025-03-20"), DueSource: DueByChair}, want{status: StatusMissedOpen, due: "2025-03-20"}, DueByChair},
		{"no rule, but the chair's date", nil, Opinion{DueOn: d(t, "2025-03-20"), DueSource: DueByAgreed}, want{status: StatusMissedOpen, due: "2025-03-20"}, DueByAgreed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			obs := Obligations(Session{HeldOn: d(t, "2025-03-03")}, []Opinion{tt.o}, tt.rules, tet2025(t), day(t, "2025-12-31"))
			tt.want.kind, tt.want.by = DutyReply, ClockRule
			checkDuties(t, obs, []want{tt.want})
			if got := find(t, obs, DutyReply, ClockRule, "").DueSource; got != tt.src {
				t.Errorf("due source %s, want %s", got, tt.src)
			}
		})
	}
	notice := []Rule{{ID: "n", Kind: DutyNotice, Value: 10, DayType: DayWorking, Anchor: AnchorReceipt}}
	if obs := Obligations(Session{HeldOn: d(t, "2025-03-03")}, []Opinion{{}}, notice, tet2025(t), day(t, "2025-12-31")); len(obs) != 0 {
		t.Errorf("a notice owed to each petitioner makes %d duties of the session", len(obs))
	}
	if obs := Obligations(Session{HeldOn: d(t, "2025-03-03")}, []Opinion{{}}, nil, Calendar{}, day(t, "2025-12-31")); len(obs) != 0 {
		t.Errorf("no rule and no date make %d duties", len(obs))
	}
}

// TestCitizensClockComesFromTheRules: 40 is 10 + 30 of one regulation and no constant.
func TestCitizensClockComesFromTheRules(t *testing.T) {
	rules := []Rule{
		{ID: "other", RegulationID: "B", Kind: DutyNotice, Value: 3, DayType: DayCalendar, Anchor: AnchorSession},
		{ID: "n", RegulationID: "A", Kind: DutyNotice, Value: 7, DayType: DayCalendar, Anchor: AnchorSession},
		{ID: "r", RegulationID: "A", Kind: DutyReply, Value: 20, DayType: DayCalendar, Anchor: AnchorNotice},
	}
	s := Session{HeldOn: d(t, "2025-03-03")}
	cutoff := day(t, "2025-12-31")
	ob := find(t, Obligations(s, []Opinion{{}}, rules, Calendar{}, cutoff), DutyReply, ClockCitizen, "A")
	if text(ob.DueOn) != "2025-03-30" || text(ob.ClockStartOn) != "2025-03-03" {
		t.Errorf("due %s from %s, want session + 27", text(ob.DueOn), text(ob.ClockStartOn))
	}
	afterNotice := []Rule{{RegulationID: "A", Kind: DutyNotice, Value: 1, DayType: DayCalendar, Anchor: AnchorReceipt}}
	ob = find(t, Obligations(s, []Opinion{{}}, append(afterNotice, rules...), Calendar{}, cutoff), DutyReply, ClockCitizen, "A")
	if text(ob.DueOn) != "2025-03-30" {
		t.Errorf("a notice counted from receipt gives %s", text(ob.DueOn))
	}
	rolled := slices.Clone(rules)
	rolled[2].Roll = true // 30/3/2025 is a Sunday
	ob = find(t, Obligations(s, []Opinion{{}}, rolled, Calendar{}, cutoff), DutyReply, ClockCitizen, "A")
	if text(ob.DueOn) != "2025-03-31" || !ob.CalendarGap {
		t.Errorf("rolled to %s, gap %v without a table", text(ob.DueOn), ob.CalendarGap)
	}
	ob = find(t, Obligations(s, []Opinion{{}}, rules[2:], Calendar{}, cutoff), DutyReply, ClockCitizen, "A")
	if ob.Status != StatusNoClock {
		t.Errorf("no rule for the notice, and the citizen's clock is %s", ob.Status)
	}
}

func TestCheckDates(t *testing.T) {
	s := Session{ID: "S", HeldOn: d(t, "2019-06-25"), AnnouncedOn: d(t, "2019-06-26"),
		Notice: Notice{On: d(t, "2019-06-24")}, ResultPublishedOn: d(t, "2019-05")}
	bad := d(t, "2019-06-24")
	o := Opinion{ID: "O", Reply: Reply{On: bad}, ResolvedOn: bad, ForwardedOn: bad, ComplexNoticeOn: bad, DueOn: bad}
	err := CheckDates(s, []Opinion{o})
	for _, want := range []error{ErrAnnouncedAfterSession, ErrNoticeBeforeSession, ErrPublishBeforeSession, ErrReplyBeforeSession,
		ErrResolvedBefore, ErrForwardedBefore, ErrComplexBefore, ErrDueBeforeSession} {
		if !errors.Is(err, want) {
			t.Errorf("%v is not found", want)
		}
	}
	fine := Session{HeldOn: d(t, "2019-06-25"), AnnouncedOn: d(t, "2019-06"), Notice: Notice{On: d(t, "2019-06")}}
	if err := CheckDates(fine, []Opinion{{Reply: Reply{On: d(t, "2019")}}, {Reply: Reply{On: fine.HeldOn}}}); err != nil {
		t.Errorf("a month leaves room: %v", err)
	}
}

func TestResolvedDate(t *testing.T) {
	s := Session{HeldOn: On(Day(2019, time.June, 25))}
	later := On(Day(2019, time.July, 1))
	tests := []struct {
		o    Opinion
		want Date
	}{
		{Opinion{AnsweredAtSession: true}, s.HeldOn},
		{Opinion{AnsweredAtSession: true, Outcome: OutcomeResolved}, s.HeldOn},
		{Opinion{AnsweredAtSession: true, ResolvedOn: later}, later},
		{Opinion{AnsweredAtSession: true, Outcome: OutcomeInProgress}, Date{}},
		{Opinion{AnsweredAtSession: true, Outcome: OutcomeExplained}, Date{}},
		{Opinion{Outcome: OutcomeResolved}, Date{}},
	}
	for _, tt := range tests {
		if got := ResolvedDate(s, tt.o); got != tt.want {
			t.Errorf("%+v: %v", tt.o, got)
		}
	}
}
