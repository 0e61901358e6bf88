package stat_test

import (
	"fmt"
	"strings"
	"time"

	"nhipcau/internal/dialogue"
)

func init() { methods["deadline_status"] = deadline }

// deadline arithmetic is internal/dialogue's; the runner only dispatches to it. The rules are those of Quy chế 07-QC/TU
// of Hòa Bình as the press quotes them.
func deadline(c *vcase) (map[string]any, error) {
	day := func(key string) (dialogue.Date, error) { return dialogue.ParseDate(c.str(key)) }
	dates := map[string]dialogue.Date{}
	for _, key := range []string{"session", "notice", "reply", "cutoff"} {
		d, err := day(key)
		if err != nil {
			return nil, err
		}
		dates[key] = d
	}
	s := dialogue.Session{ID: "S1", Host: dialogue.Locality{UnitID: "p17@2004"}, HeldOn: dates["session"],
		Notice: dialogue.Notice{On: dates["notice"]}}
	o := dialogue.Opinion{ID: "O1", AnsweredAtSession: c.flag("clarified_at_session"), Reply: dialogue.Reply{On: dates["reply"]}}
	if err := dialogue.CheckDates(s, []dialogue.Opinion{o}); err != nil {
		code, _ := c.Expect["error"].(string)
		if code == "" || !strings.Contains(err.Error(), code) {
			return nil, err
		}
		return map[string]any{"error": code}, nil
	}
	return duties(s, o, dates["cutoff"].On)
}

func duties(s dialogue.Session, o dialogue.Opinion, cutoff time.Time) (map[string]any, error) {
	obs := dialogue.Obligations(s, []dialogue.Opinion{o}, hoaBinh(), dialogue.Calendar{}, cutoff)
	got := map[string]any{"resolved_on": dayText(dialogue.ResolvedDate(s, o).On)}
	words := map[dialogue.ObligationStatus]string{
		dialogue.StatusMet: "met", dialogue.StatusMissedDone: "missed", dialogue.StatusMissedOpen: "missed",
		dialogue.StatusNotDue: "not_yet_due", dialogue.StatusNoClock: "no_notice_yet", dialogue.StatusExempt: "not_required",
	}
	for _, d := range []struct {
		kind         dialogue.ObligationKind
		clock        dialogue.Clock
		status, due  string
		alsoStatusAs string
	}{
		{dialogue.DutyNotice, dialogue.ClockRule, "notice", "notice_due", ""},
		{dialogue.DutyReply, dialogue.ClockRule, "reply_by_rule", "reply_due_by_rule", "reply"},
		{dialogue.DutyReply, dialogue.ClockCitizen, "reply_by_latest", "reply_due_latest", ""},
	} {
		found := dialogue.Select(obs, d.kind, d.clock)
		if len(found) != 1 {
			return nil, fmt.Errorf("%d obligations %s by %s", len(found), d.kind, d.clock)
		}
		got[d.status], got[d.due] = words[found[0].Status], dayText(found[0].DueOn)
		if d.alsoStatusAs != "" {
			got[d.alsoStatusAs] = words[found[0].Status]
		}
	}
	return got, nil
}

func hoaBinh() []dialogue.Rule {
	exempt := []dialogue.Exemption{dialogue.ExemptAnswered}
	return dialogue.Regulation{
		ID: "07-QC/TU", ScopeUnitID: "p17@2004", ValidFrom: dialogue.Day(2019, 1, 1),
		Rules: []dialogue.Rule{
			{ID: "notice", Kind: dialogue.DutyNotice, Value: 10, DayType: dialogue.DayCalendar, Anchor: dialogue.AnchorSession, Exempt: exempt},
			{ID: "reply", Kind: dialogue.DutyReply, Value: 30, DayType: dialogue.DayCalendar, Anchor: dialogue.AnchorNotice, Exempt: exempt},
		},
	}.Bound()
}

// dayText is a day as vectors write it, nil where there is none.
func dayText(day time.Time) *string {
	if day.IsZero() {
		return nil
	}
	s := day.Format(time.DateOnly)
	return &s
}
