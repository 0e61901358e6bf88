package dialogue

import (
	"testing"
	"time"
)

// d reads a date of a test's table; "" is no date, "2019-06" a month.
func d(t testing.TB, s string) Date {
	t.Helper()
	out, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func day(t testing.TB, s string) time.Time {
	t.Helper()
	return d(t, s).On
}

// text writes a day as the tables do.
func text(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// hoaBinh are the rules of Quy chế 07-QC/TU as the press quotes them.
func hoaBinh() []Rule {
	return Regulation{
		ID: "07-QC/TU", ScopeUnitID: "p17@2004", ValidFrom: Day(2019, 1, 1), Verification: VerificationPress,
		Rules: []Rule{
			{ID: "notice", Kind: DutyNotice, Value: 10, DayType: DayCalendar, Anchor: AnchorSession, Exempt: []Exemption{ExemptAnswered}},
			{ID: "reply", Kind: DutyReply, Value: 30, DayType: DayCalendar, Anchor: AnchorNotice,
				Exempt: []Exemption{ExemptAnswered, ExemptComplex, ExemptForwarded, ExemptOutOfScope}},
		},
	}.Bound()
}

// article43 are the rules of Luật Tổ chức chính quyền địa phương 2025, Điều 43.
func article43() []Rule {
	return Regulation{ID: "luat-tccqdp-2025", ValidFrom: Day(2025, 7, 1), Rules: []Rule{
		{ID: "announce", Kind: DutyAnnounce, Value: 7, DayType: DayCalendar, Anchor: AnchorSession, Level: LevelCommune},
		{ID: "publish", Kind: DutyPublish, Value: 10, DayType: DayCalendar, Anchor: AnchorSession, Level: LevelCommune},
	}}.Bound()
}

func commune() Locality {
	return Locality{UnitID: "c04795@2004", Level: LevelCommune, Path: []string{"d148@2004", "p17@2004"}}
}

// find returns the only obligation of that kind, clock and regulation.
func find(t testing.TB, obs []Obligation, kind ObligationKind, by Clock, regulation string) Obligation {
	t.Helper()
	var found []Obligation
	for _, ob := range Select(obs, kind, by) {
		if regulation == "" || ob.RegulationID == regulation {
			found = append(found, ob)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d obligations %s/%s of %q, want 1", len(found), kind, by, regulation)
	}
	return found[0]
}
