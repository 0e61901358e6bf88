package dialogue

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// vectors reads the cases of a file in testdata: our own reading of the regulation, worked by hand.
func vectors[I, E any](t *testing.T, file string, run func(t *testing.T, in I, want E)) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Cases []struct {
			ID     string
			Input  I
			Expect E
		}
	}
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range v.Cases {
		t.Run(c.ID, func(t *testing.T) { run(t, c.Input, c.Expect) })
	}
}

func TestDeadlineVectors(t *testing.T) {
	type input struct {
		Session, Notice, Reply, Cutoff string
		Clarified                      bool `json:"clarified_at_session"`
	}
	words := map[ObligationStatus]string{
		StatusMet: "met", StatusMissedDone: "missed", StatusMissedOpen: "missed",
		StatusNotDue: "not_yet_due", StatusNoClock: "no_notice_yet", StatusExempt: "not_required",
	}
	vectors(t, "deadline_status.json", func(t *testing.T, in input, want map[string]*string) {
		s := Session{ID: "S1", Host: commune(), HeldOn: d(t, in.Session), Notice: Notice{On: d(t, in.Notice)}}
		o := Opinion{ID: "O1", AnsweredAtSession: in.Clarified, Reply: Reply{On: d(t, in.Reply)}}
		err := CheckDates(s, []Opinion{o})
		if code := want["error"]; code != nil {
			if err == nil || !strings.Contains(err.Error(), *code) {
				t.Fatalf("error %v, want %s", err, *code)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		obs := Obligations(s, []Opinion{o}, hoaBinh(), Calendar{}, day(t, in.Cutoff))
		notice := find(t, obs, DutyNotice, ClockRule, "")
		rule, citizen := find(t, obs, DutyReply, ClockRule, ""), find(t, obs, DutyReply, ClockCitizen, "")
		got := map[string]string{
			"notice": words[notice.Status], "notice_due": text(notice.DueOn),
			"reply_by_rule": words[rule.Status], "reply_due_by_rule": text(rule.DueOn),
			"reply_by_latest": words[citizen.Status], "reply_due_latest": text(citizen.DueOn),
			"reply": words[rule.Status], "resolved_on": text(ResolvedDate(s, o).On),
		}
		for key, w := range want {
			switch g, known := got[key]; {
			case !known:
				t.Errorf("unknown expectation %q", key)
			case w == nil && g != "", w != nil && g != *w:
				t.Errorf("%s = %q, want %v", key, g, w)
			}
		}
	})
}

func TestCohortVectors(t *testing.T) {
	type input struct {
		Rows []struct {
			Session  string
			Resolved *string
		}
		Cutoff string
		K      int
	}
	type xn struct{ X, N int }
	type expect struct {
		Snapshot, Cohort xn
		Biased           xn `json:"biased_variant"`
		Immature         int
		Ages             []int `json:"open_age_days"`
		Buckets          []int `json:"open_buckets_0_10_40_90_180"`
	}
	vectors(t, "cohort_vs_snapshot.json", func(t *testing.T, in input, want expect) {
		var cases []Case
		for _, r := range in.Rows {
			c := Case{Start: d(t, r.Session)}
			if r.Resolved != nil {
				c.Done = d(t, *r.Resolved)
			}
			cases = append(cases, c)
		}
		cutoff := day(t, in.Cutoff)
		if got := Snapshot(cases, cutoff); got != (Count{X: want.Snapshot.X, N: want.Snapshot.N}) {
			t.Errorf("snapshot %+v, want %+v", got, want.Snapshot)
		}
		got := Cohort(cases, in.K, cutoff)
		if got != (Count{X: want.Cohort.X, N: want.Cohort.N, Immature: want.Immature}) {
			t.Errorf("cohort %+v, want %+v and %d immature", got, want.Cohort, want.Immature)
		}
		if (xn{got.X, got.N}) == want.Biased {
			t.Error("early finishers of young sessions are counted")
		}
		ages, undated := OpenAges(cases, cutoff)
		if !slices.Equal(ages, want.Ages) || undated != 0 {
			t.Errorf("ages %v and %d undated, want %v", ages, undated, want.Ages)
		}
		if b := Buckets(ages, AgeEdges()); !slices.Equal(b, want.Buckets) {
			t.Errorf("buckets %v, want %v", b, want.Buckets)
		}
	})
}
