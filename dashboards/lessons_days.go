package dashboards

import (
	"strconv"
	"time"

	"nhipcau/internal/dialogue"
	"nhipcau/internal/stat"
)

// yearText writes a year without a separator of thousands.
func yearText(year int) string { return strconv.Itoa(year) }

// endingsLesson sets Aalen–Johansen beside the curve that takes other endings for cases still open.
func (q *request) endingsLesson() (lesson, error) {
	c, err := stat.AalenJohansen([]stat.Case{{Time: 1, Outcome: 1, Count: 1}, {Time: 2, Outcome: 2, Count: 1}, {Time: 3, Count: 1}, {Time: 4, Outcome: 1, Count: 1}})
	if err != nil {
		return lesson{}, err
	}
	naive, err := stat.KaplanMeier([]stat.Case{{Time: 1, Outcome: 1, Count: 1}, {Time: 2, Count: 1}, {Time: 3, Count: 1}, {Time: 4, Outcome: 1, Count: 1}}, 0.95)
	if err != nil {
		return lesson{}, err
	}
	last := len(c.Time) - 1
	return q.lesson("endings", "one", q.Percent(c.Ended[0][0]), "two", q.Percent(c.Ended[1][1]), "open", q.Percent(c.Open[1]), "answered", q.Percent(c.Ended[0][last]), "forwarded", q.Percent(c.Ended[1][last]),
		"naive", q.Percent(1-naive.Points[len(naive.Points)-1].Open)), nil
}

// logRankLesson compares two courses of days: the leukaemia trial that survival programs are tried on.
func (q *request) logRankLesson() (lesson, error) {
	groups := [][]stat.Case{amlMaintained, amlNot}
	t, err := stat.LogRank(groups)
	if err != nil {
		return lesson{}, err
	}
	var days [2]stat.MeanWithin
	for i, g := range groups {
		km, err := stat.KaplanMeier(g, 0.95)
		if err != nil {
			return lesson{}, err
		}
		days[i] = km.RMST(40)
	}
	return q.lesson("logrank", "a", "9, 13, 13+, 18, 23, 28+, 31, 34, 45+, 48, 161+", "b", "5, 5, 8, 8, 12, 16+, 23, 27, 30, 33, 43, 45", "observed", q.Decimal(t.Observed[0], 0), "expected", q.Decimal(t.Expected[0], 2),
		"chi", q.Decimal(t.ChiSq, 3), "p", q.pText(t.P), "rmsta", q.Decimal(days[0].Days, 1), "rmstb", q.Decimal(days[1].Days, 1)), nil
}

// statusLesson gives the seven statuses of a reply by the rules of Quy chế 07-QC/TU, Hòa Bình: notice within 10 days of the session, reply within
// 30 days of the notice, what was made clear at the session exempt.
func (q *request) statusLesson() (lesson, error) {
	held, notice := dialogue.Day(2019, time.June, 25), dialogue.Day(2019, time.July, 5)
	end := dialogue.Day(2019, time.December, 31)
	rules := dialogue.Regulation{ID: "07-QC/TU", ScopeUnitID: "p17@2004", ValidFrom: dialogue.Day(2019, 1, 1), Verification: dialogue.VerificationPress, Rules: []dialogue.Rule{
		{ID: "reply", Kind: dialogue.DutyReply, Value: 30, DayType: dialogue.DayCalendar, Anchor: dialogue.AnchorNotice, Exempt: []dialogue.Exemption{dialogue.ExemptAnswered}}}}.Bound()
	on := func(d time.Time) dialogue.Reply { return dialogue.Reply{On: dialogue.On(d)} }
	l := q.lesson("status", "held", q.Date(held), "notice", q.Date(notice), "due", q.Date(notice.AddDate(0, 0, 30)))
	l.Table = &table{Caption: q.T("lesson.status.table"), Unsorted: true, Heads: []head{{Text: q.T("lesson.status.case")}, {Text: q.T("fact.cutoff")}, {Text: q.T("lesson.status.due")}, {Text: q.T("head.state")}}}
	for _, c := range []struct {
		key    string
		o      dialogue.Opinion
		silent bool // no notice was given
		cutoff time.Time
	}{
		{"on_day", dialogue.Opinion{Reply: on(notice.AddDate(0, 0, 30))}, false, end},
		{"day_after", dialogue.Opinion{Reply: on(notice.AddDate(0, 0, 31))}, false, end},
		{"open", dialogue.Opinion{}, false, end},
		{"before", dialogue.Opinion{}, false, notice.AddDate(0, 0, 29)},
		{"no_notice", dialogue.Opinion{}, true, end},
		{"clear", dialogue.Opinion{AnsweredAtSession: true}, false, end},
		{"undated", dialogue.Opinion{Reply: dialogue.Reply{Undated: true}}, false, end},
	} {
		s := dialogue.Session{ID: "S", Host: dialogue.Locality{UnitID: "p17@2004", Level: dialogue.LevelProvince}, HeldOn: dialogue.On(held), Notice: dialogue.Notice{On: dialogue.On(notice)}}
		if c.silent {
			s.Notice = dialogue.Notice{}
		}
		for _, ob := range dialogue.Select(dialogue.Obligations(s, []dialogue.Opinion{c.o}, rules, dialogue.Calendar{}, c.cutoff), dialogue.DutyReply, dialogue.ClockRule) {
			due := "–"
			if !ob.DueOn.IsZero() {
				due = q.Date(ob.DueOn)
			}
			l.Table.Rows = append(l.Table.Rows, row{ID: "vi-du-" + c.key, Cells: []cell{{Text: q.T("lesson.status." + c.key)}, {Text: q.Date(c.cutoff)}, {Text: due}, {Text: q.T("status." + string(ob.Status))}}})
		}
	}
	return l, nil
}
