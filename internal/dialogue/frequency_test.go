package dialogue

import "testing"

func TestFrequency(t *testing.T) {
	yearly := Rule{ID: "f", Kind: DutyFrequency, Value: 2, Per: PerYear, ValidFrom: Day(2019, 3, 27)}
	quarterly := Rule{ID: "q", Kind: DutyFrequency, Value: 1, Per: PerQuarter}
	all := yearly
	all.Counts = SessionKinds.All()
	held := func(kind SessionKind, on ...string) (out []Session) {
		for _, s := range on {
			out = append(out, Session{Kind: kind, HeldOn: d(t, s)})
		}
		return out
	}
	regular := func(on ...string) []Session { return held(KindRegular, on...) }
	ok := FrequencyResult{Status: RateOK}
	tests := []struct {
		name   string
		h      Holding
		rule   Rule
		period Period
		cutoff string
		want   FrequencyResult // Status, Duty, Held, Possible, Required
		metOn  string
	}{
		{"enough", Holding{Sessions: regular("2020-11-02", "2020-05-04")}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMet, Held: 2, Required: 2}, "2020-11-02"},
		{"more than enough", Holding{Sessions: regular("2020-01-02", "2020-02-03", "2020-03-04", "2020-04-05", "2020-05-06")}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMet, Held: 5, Required: 2}, "2020-02-03"},
		{"enough before the year is over", Holding{Sessions: regular("2020-01-02", "2020-02-03")}, yearly, Year(2020), "2020-06-30",
			FrequencyResult{Status: RateOK, Duty: StatusMet, Held: 2, Required: 2}, "2020-02-03"},
		{"too few, the year not over", Holding{Sessions: regular("2020-01-02", "2020-12-30")}, yearly, Year(2020), "2020-12-29",
			FrequencyResult{Status: RateOK, Duty: StatusNotDue, Held: 1, Required: 2}, ""},
		{"too few", Holding{Sessions: regular("2020-01-02", "2021-01-01", "2019-12-31")}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMissedOpen, Held: 1, Required: 2}, ""},
		{"đột xuất does not count", Holding{Sessions: append(regular("2020-01-02"), held(KindAdHoc, "2020-02-03")...)}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMissedOpen, Held: 1, Required: 2}, ""},
		{"đột xuất switched on", Holding{Sessions: append(regular("2020-01-02"), held(KindAdHoc, "2020-02-03")...)}, all, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMet, Held: 2, Required: 2}, "2020-02-03"},
		{"kind not recorded may count", Holding{Sessions: append(regular("2020-01-02"), held("", "2020-02-03")...)}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusUnknown, Held: 1, Possible: 1, Required: 2}, ""},
		{"and cannot help where it is not enough", Holding{Sessions: held("", "2020-02-03")}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMissedOpen, Possible: 1, Required: 2}, ""},
		{"a month within the period counts", Holding{Sessions: regular("2020-02", "2020-03-01")}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMet, Held: 2, Required: 2}, ""},
		{"a year across quarters may", Holding{Sessions: regular("2020")}, quarterly, Periods(PerQuarter, 2020)[1], "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusUnknown, Possible: 1, Required: 1}, ""},
		{"four quarters in a year", Holding{Sessions: regular("2020-02-01", "2020-05-01", "2020-08-01")}, quarterly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMissedOpen, Held: 3, Required: 4}, ""},
		{"the first, partial year", Holding{Sessions: regular("2019-06-25")}, yearly, Year(2019), "2019-12-31",
			FrequencyResult{Status: RateNotJudged, Duty: StatusExempt, Held: 1, Required: 2}, ""},
		{"the last months of a district", Holding{Host: Locality{ValidTo: Day(2025, 7, 1)}}, yearly, Year(2025), "2025-12-31",
			FrequencyResult{Status: RateNotJudged, Duty: StatusExempt, Required: 2}, ""},
		{"a commune born in July", Holding{Host: Locality{ValidFrom: Day(2025, 7, 1)}}, quarterly, Periods(PerQuarter, 2025)[2], "2025-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMissedOpen, Required: 1}, ""},
		{"stated none", Holding{Reporting: FigureNoneOccurred}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMissedOpen, Required: 2}, ""},
		{"not reported is not zero", Holding{Reporting: FigureNotReported}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusUnknown, Required: 2}, ""},
		{"not applicable", Holding{Reporting: FigureNotApplicable}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateNotJudged, Duty: StatusExempt, Required: 2}, ""},
		{"shorter than the rule's span", Holding{}, yearly, Periods(PerQuarter, 2020)[0], "2020-12-31",
			FrequencyResult{Status: RateNotJudged, Duty: StatusExempt}, ""},
		{"another channel does not count", Holding{Sessions: []Session{{Kind: KindRegular, Channel: ChannelVoters, HeldOn: d(t, "2020-02-03")}}}, yearly, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMissedOpen, Required: 2}, ""},
		{"days of reception have no kind", Holding{Sessions: []Session{{Channel: ChannelReception, HeldOn: d(t, "2020-02-03")}}},
			Rule{ID: "m", Kind: DutyFrequency, Value: 1, Per: PerMonth, Channel: ChannelReception}, Periods(PerMonth, 2020)[1], "2020-12-31",
			FrequencyResult{Status: RateOK, Duty: StatusMet, Held: 1, Required: 1}, "2020-02-03"},
		{"no rule", Holding{Sessions: regular("2020-01-02")}, Rule{}, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateNoRule}, ""},
		{"a rule for another place", Holding{}, Rule{Kind: DutyFrequency, Value: 1, Per: PerYear, ScopeUnitID: "p24@2025"}, Year(2020), "2020-12-31",
			FrequencyResult{Status: RateNoRule}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Frequency(tt.h, tt.rule, tt.period, day(t, tt.cutoff))
			if text(got.MetOn) != tt.metOn {
				t.Errorf("met on %q, want %q", text(got.MetOn), tt.metOn)
			}
			tt.want.RuleID, tt.want.DueOn, tt.want.MetOn = tt.rule.ID, tt.period.End, got.MetOn
			if got != tt.want {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
	ok.Held, ok.Required = 5, 2
	if v, is := ok.Value(); !is || v != 2.5 {
		t.Errorf("a rate above 1 is clamped: %v", v)
	}
	if _, is := (FrequencyResult{Status: RateNotJudged, Held: 1, Required: 2}).Value(); is {
		t.Error("a period that is not judged has a rate")
	}
}

func TestPeriods(t *testing.T) {
	for per, n := range map[Per]int{PerYear: 1, PerHalfYear: 2, PerQuarter: 4, PerMonth: 12, "week": 0} {
		ps := Periods(per, 2024)
		if len(ps) != n {
			t.Errorf("%s: %d periods", per, len(ps))
		}
		for i, p := range ps {
			if p.months() != per.months() {
				t.Errorf("%s %d has %d months", per, i, p.months())
			}
			if i > 0 && !ps[i-1].End.AddDate(0, 0, 1).Equal(p.Start) {
				t.Errorf("%s %d does not follow", per, i)
			}
		}
	}
	if e := text(Periods(PerMonth, 2024)[1].End); e != "2024-02-29" {
		t.Errorf("February ends on %s", e)
	}
}

func TestFrequencyObligation(t *testing.T) {
	r := Rule{ID: "f", RegulationID: "g", Kind: DutyFrequency, Value: 1, Per: PerYear}
	got := Frequency(Holding{Host: commune()}, r, Year(2020), Day(2020, 12, 31)).Obligation(Year(2020))
	want := Obligation{Kind: DutyFrequency, Clock: ClockRule, RegulationID: "g", RuleID: "f", UnitID: commune().UnitID,
		ClockStartOn: Day(2020, 1, 1), DueOn: Day(2020, 12, 31), DueSource: DueByRule, Status: StatusMissedOpen}
	if got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}
