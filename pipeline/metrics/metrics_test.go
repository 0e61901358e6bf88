package metrics_test

import (
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"nhipcau/pipeline"
	"nhipcau/pipeline/metrics"
)

func TestEveryMetricHasItsWords(t *testing.T) {
	list, err := metrics.Definitions(pipeline.Header)
	if err != nil {
		t.Fatal(err)
	}
	vi, en := map[string]string{}, map[string]string{}
	for _, d := range list {
		if other, taken := vi[d.NameVi]; taken {
			t.Errorf("%s and %s are both called %q", d.ID, other, d.NameVi)
		}
		if other, taken := en[d.NameEn]; taken {
			t.Errorf("%s and %s are both called %q", d.ID, other, d.NameEn)
		}
		vi[d.NameVi], en[d.NameEn] = d.ID, d.ID
		for _, words := range []string{d.NameVi, d.NumVi, d.DenVi} {
			if !norm.NFC.IsNormalString(words) {
				t.Errorf("%s: %q is not NFC", d.ID, words)
			}
		}
		if d.Unit == "count" && (d.DenVi != "" || d.DenEn != "") {
			t.Errorf("%s is a count and yet names a denominator", d.ID)
		}
		if !regexp.MustCompile(`^[1-9]\d*$`).MatchString(d.Version) {
			t.Errorf("%s: version %q", d.ID, d.Version)
		}
		if d.By != "" && d.By != "topic_l1" && d.By != "year" {
			t.Errorf("%s: by %q is no dimension that can be asked for", d.ID, d.By)
		}
	}
	if len(list) < 35 {
		t.Errorf("only %d metrics", len(list))
	}
}

// TestTheCommissionsListIsAccountedFor: the package comment says where each of the 26 metrics is; it names every file, and no other.
func TestTheCommissionsListIsAccountedFor(t *testing.T) {
	b, err := os.ReadFile("metrics.go")
	if err != nil {
		t.Fatal(err)
	}
	comment, _, _ := strings.Cut(string(b), "package metrics")
	files, err := fs.Glob(metrics.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	// Written together in the comment: opinions_before/_at/_after, within_/above_/below_/outside_authority.
	together := map[string]string{"opinions_at": "/_at", "opinions_after": "/_after", "within_authority": "within_/", "above_authority": "above_/", "below_authority": "below_/"}
	for _, f := range files {
		id := strings.TrimSuffix(f, ".sql")
		mark := id
		if short, ok := together[id]; ok {
			mark = short
		}
		if !strings.Contains(comment, mark) {
			t.Errorf("%s is not in the list of the package comment", id)
		}
	}
	for n := 1; n <= 26; n++ {
		if !regexp.MustCompile(`[^0-9]` + strconv.Itoa(n) + `[ ,]`).MatchString(comment) {
			t.Errorf("metric %d of the commission's list is not accounted for", n)
		}
	}
}

// TestBesideIsMade: every file of folder beside becomes a table of the snapshot, and every roll-up has its order.
func TestBesideIsMade(t *testing.T) {
	stored := map[string]bool{}
	for _, r := range metrics.Rollups {
		stored[r.Table] = true
		if r.By == "" {
			t.Errorf("%s has no order: the same input would not give the same file", r.Table)
		}
	}
	files, err := fs.Glob(metrics.Files, "beside/*.sql")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		if f == "beside/topic_spread.sql" {
			continue // columns of place_topic: TestFactsGiveWhatTheFilesSay
		}
		if name := strings.TrimSuffix(strings.TrimPrefix(f, "beside/"), ".sql"); !stored["metrics."+name] {
			t.Errorf("%s is not stored", f)
		}
	}
}
