package dialogue

import (
	"errors"
	"testing"
	"time"
)

func TestOnTimeRate(t *testing.T) {
	cutoff := Day(2019, 12, 31)
	past, on, ahead := Day(2019, 12, 1), cutoff, Day(2020, 1, 15)
	obs := []Obligation{
		{DueOn: past, Status: StatusMet}, {DueOn: on, Status: StatusMet}, {DueOn: past, Status: StatusMet},
		{DueOn: past, Status: StatusMissedDone}, {DueOn: on, Status: StatusMissedOpen},
		{DueOn: ahead, Status: StatusNotDue}, {DueOn: ahead, Status: StatusMet}, // early: out with its peer
		{Status: StatusNotDue},  // due in a month ahead
		{Status: StatusNoClock}, // no notice
		{Status: StatusMet},     // answered, but no notice ever set a due date
		{DueOn: past, Status: StatusExempt}, {DueOn: past, Status: StatusUnknown}, {Status: StatusUnknown},
	}
	got := OnTimeRate(obs, cutoff)
	want := Rate{Status: RateOK, Met: 3, MissedDone: 1, MissedOpen: 1, NotDue: 3, Early: 1, NoClock: 2, Exempt: 1, Unknown: 2}
	if got != want {
		t.Fatalf("got %+v\nwant %+v", got, want)
	}
	if got.Total() != len(obs) {
		t.Errorf("%d of %d duties are accounted for", got.Total(), len(obs))
	}
	if v, ok := got.Value(); !ok || v != 0.6 {
		t.Errorf("value %v", v)
	}
	if lo, hi, ok := got.Bounds(); !ok || lo != 3.0/7 || hi != 5.0/7 {
		t.Errorf("bounds %v %v", lo, hi)
	}
}

func TestRateStatus(t *testing.T) {
	cutoff := Day(2019, 12, 31)
	for status, obs := range map[RateStatus][]Obligation{
		RateNoObligation: nil,
		RateNothingDue:   {{Status: StatusExempt}, {Status: StatusNoClock}, {DueOn: Day(2020, 1, 1), Status: StatusMet}},
		RateNoData:       {{Status: StatusUnknown}, {Status: StatusExempt}},
	} {
		r := OnTimeRate(obs, cutoff)
		if _, ok := r.Value(); ok || r.Status != status {
			t.Errorf("%+v has a value or is not %s", r, status)
		}
	}
	if _, _, ok := (Rate{Exempt: 3}).Bounds(); ok {
		t.Error("bounds of nothing")
	}
	if lo, hi, ok := (Rate{Unknown: 3}).Bounds(); !ok || lo != 0 || hi != 1 {
		t.Errorf("all unknown: %v %v %v", lo, hi, ok)
	}
}

func TestRatesByAgencyAddUp(t *testing.T) {
	due := Day(2019, 6, 1)
	obs := []Obligation{
		{AssignedTo: "A", DueOn: due, Status: StatusMet}, {AssignedTo: "A", DueOn: due, Status: StatusMissedOpen},
		{AssignedTo: "B", DueOn: due, Status: StatusMet}, {AssignedTo: "B", Status: StatusUnknown}, {AssignedTo: "C", Status: StatusExempt},
	}
	by := RatesBy(obs, func(ob Obligation) string { return ob.AssignedTo }, Day(2019, 12, 31))
	if len(by) != 3 || by["C"].Status != RateNothingDue || by["A"].Met != 1 || by["A"].Den() != 2 {
		t.Errorf("by agency: %+v", by)
	}
	sum := by["A"].Add(by["B"]).Add(by["C"])
	if all := OnTimeRate(obs, Day(2019, 12, 31)); sum != all {
		t.Errorf("sum %+v, all %+v", sum, all)
	}
}

func TestUnitWithoutRuleIsUnrated(t *testing.T) {
	rules := append(hoaBinh(), article43()...)
	cutoff := Day(2025, 12, 31)
	inside, outside := commune(), Locality{UnitID: "c00007@2004", Level: LevelCommune, Path: []string{"p01@2004"}}
	gone := outside
	gone.ValidTo = Day(2025, 7, 1)
	tests := []struct {
		name string
		l    Locality
		ch   Channel
		kind ObligationKind
		want RateStatus
	}{
		{"its own rule, no session yet", inside, ChannelDialogue, DutyReply, RateNoObligation},
		{"no rule for it", outside, ChannelDialogue, DutyReply, RateNoRule},
		{"no rule for that channel", inside, ChannelYouth, DutyReply, RateNoRule},
		{"a law of the country", outside, "", DutyPublish, RateNoObligation},
		{"a law that came after it was gone", gone, "", DutyPublish, RateNoRule},
		{"no frequency anywhere", inside, "", DutyFrequency, RateNoRule},
	}
	for _, tt := range tests {
		if got := AssessUnit(tt.l, tt.ch, tt.kind, ClockRule, nil, rules, cutoff); got.Status != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got.Status, tt.want)
		}
	}
	if got := AssessUnit(outside, "", DutyPublish, ClockRule, nil, rules, Day(2025, 6, 30)); got.Status != RateNoRule {
		t.Errorf("a rule not yet in force rates: %s", got.Status)
	}
	byChair := Obligation{Kind: DutyReply, Clock: ClockRule, DueOn: Day(2025, 1, 1), Status: StatusMet}
	if got := AssessUnit(outside, "", DutyReply, ClockRule, []Obligation{byChair}, rules, cutoff); got.Status != RateOK {
		t.Errorf("the chair's date alone gives %s", got.Status)
	}
}

func TestCohortWithUnknownDays(t *testing.T) {
	cutoff := Day(2019, 12, 31)
	cases := []Case{
		{Start: d(t, "2019-03-01"), Done: d(t, "2019-03-31")},  // day 30
		{Start: d(t, "2019-03-01"), Done: d(t, "2019-03")},     // unknown day
		{Start: d(t, "2019-03-01"), Undated: true},             // unknown day
		{Start: d(t, "2019-03-01"), Done: d(t, "2019-02-01")},  // impossible
		{Start: d(t, "2019-04"), Done: d(t, "2019-04-20")},     // session in a month
		{Start: d(t, "2019-12-01"), Done: d(t, "2020-01-01")},  // exactly 30 days old, done after the cut-off
		{Start: d(t, "2019-12-02"), Done: d(t, "2019-12-03")},  // 29 days old
		{Start: d(t, "2020-01-01"), Done: d(t, "2020-01-01")},  // does not exist yet
		{Start: d(t, "2019-05"), Done: Date{}, Undated: false}, // open, no day
	}
	got := Cohort(cases, 30, cutoff)
	if want := (Count{X: 1, N: 2, Immature: 1, Unknown: 5}); got != want {
		t.Errorf("cohort %+v, want %+v", got, want)
	}
	if lo, hi, _ := got.Bounds(); lo != 1.0/7 || hi != 6.0/7 {
		t.Errorf("bounds %v %v", lo, hi)
	}
	if s := Snapshot(cases, cutoff); s != (Count{X: 6, N: 8}) {
		t.Errorf("snapshot %+v", s)
	}
	midnight := time.Date(2019, 12, 31, 0, 0, 0, 0, time.FixedZone("ICT", 7*3600)) // 30/12 in UTC
	if Cohort(cases, 30, midnight) != got {
		t.Error("the cut-off is not a day")
	}
	if ages, undated := OpenAges(cases, cutoff); len(ages) != 1 || ages[0] != 30 || undated != 1 {
		t.Errorf("ages %v, %d undated", ages, undated)
	}
	if _, ok := Snapshot(nil, cutoff).Value(); ok {
		t.Error("no opinion is 0%")
	}
}

func TestBucketsEdges(t *testing.T) {
	got := Buckets([]int{0, 10, 11, 40, 41, 90, 91, 180, 181}, AgeEdges())
	for i, n := range []int{2, 2, 2, 2, 1} {
		if got[i] != n {
			t.Fatalf("buckets %v", got)
		}
	}
}

func TestRuleCheck(t *testing.T) {
	good := Rule{Kind: DutyReply, Value: 30, DayType: DayCalendar, Anchor: AnchorNotice}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func(*Rule){
		"kind":            func(r *Rule) { r.Kind = "answer" },
		"level":           func(r *Rule) { r.Level = "ward" },
		"negative":        func(r *Rule) { r.Value = -1 },
		"day type":        func(r *Rule) { r.DayType = "" },
		"anchor":          func(r *Rule) { r.Anchor = "day" },
		"session's chair": func(r *Rule) { r.Kind, r.Anchor = DutyPublish, AnchorChair },
		"direction":       func(r *Rule) { r.Direction = "back" },
		"exempt":          func(r *Rule) { r.Exempt = []Exemption{"late"} },
		"validity":        func(r *Rule) { r.ValidFrom, r.ValidTo = Day(2020, 1, 1), Day(2020, 1, 1) },
		"no frequency":    func(r *Rule) { r.Kind, r.Per, r.Value = DutyFrequency, PerYear, 0 },
		"frequency's per": func(r *Rule) { r.Kind, r.Per = DutyFrequency, "decade" },
	} {
		bad := good
		edit(&bad)
		if err := bad.Check(); !errors.Is(err, ErrRule) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
