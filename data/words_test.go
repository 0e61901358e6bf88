package data

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	headerColumns     = "table,column,label_vi,label_en,kind,required,synonyms"
	vocabularyColumns = "field,code,label_vi,label_en,phrase"
	topicColumns      = "topic_id,parent_id,label_vi,label_en,sensitivity"
	phraseColumns     = "topic_id,phrase,weight,source"
)

// fold drops case, marks and punctuation: what is left of a header typed in a hurry. Two words that fold alike cannot be told apart.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			b.WriteRune('d')
			space = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
			space = false
		case !space && b.Len() > 0:
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSpace(b.String())
}

// codes gives the codes of each field of vocabulary.csv.
func codes(t *testing.T) map[string]map[string]bool {
	t.Helper()
	m := make(map[string]map[string]bool)
	for _, r := range table(t, "reference/vocabulary.csv", vocabularyColumns) {
		if m[r.get("field")] == nil {
			m[r.get("field")] = make(map[string]bool)
		}
		m[r.get("field")][r.get("code")] = true
	}
	return m
}

func TestHeadersAreUnambiguous(t *testing.T) {
	owner := make(map[string]string)
	for _, r := range table(t, "reference/headers.csv", headerColumns) {
		column := r.get("column")
		words := append(strings.Split(r.get("synonyms"), "|"), column, r.get("label_vi"), r.get("label_en"))
		for _, w := range words {
			key := r.get("table") + ": " + fold(w)
			if was, ok := owner[key]; ok && was != column {
				t.Errorf("%s: %q stands for %s and for %s", r.where, w, was, column)
			}
			owner[key] = column
		}
		if !slices.Contains([]string{"text", "date", "count", "share", "yesno", "term", "place", "ref"}, r.get("kind")) {
			t.Errorf("%s: kind %q", r.where, r.get("kind"))
		}
		if !slices.Contains([]string{"yes", "no", "key"}, r.get("required")) {
			t.Errorf("%s: required %q", r.where, r.get("required"))
		}
	}
}

// The columns and their order are a promise to the localities that fill in the template and to every reader of it.
func TestHeaderColumns(t *testing.T) {
	want := map[string]string{
		"session": "session_code,unit,parent,level,held_on,kind,mode,channel,host_role,host_is_head,attendees,opinions_before,opinions_at," +
			"opinions_after,announced_on,notice_on,result_published_on,theme,note,simulated",
		"opinion": "session_code,unit,parent,held_on,opinion_no,counting_unit,collected,topic,content,authority,assigned_to,answered_at_session," +
			"due_on,replied_on,reply_kind,resolved_on,outcome,outcome_on,not_resolved_reason,complex_notice_on,forwarded_on,front_confirmed,repeat_of,note,simulated",
	}
	got := make(map[string][]string)
	for _, r := range table(t, "reference/headers.csv", headerColumns) {
		got[r.get("table")] = append(got[r.get("table")], r.get("column"))
	}
	for name, columns := range want {
		if g := strings.Join(got[name], ","); g != columns {
			t.Errorf("%s:\n got %s\nwant %s", name, g, columns)
		}
	}
	if len(got["aggregate"]) == 0 || len(got) != 3 {
		t.Errorf("tables: want session, opinion and aggregate, got %d", len(got))
	}
}

func TestVocabularyIsUnambiguous(t *testing.T) {
	owner, label := make(map[string]string), make(map[string]string)
	for _, r := range table(t, "reference/vocabulary.csv", vocabularyColumns) {
		code := r.get("field") + "/" + r.get("code")
		key := r.get("field") + ": " + fold(r.get("phrase"))
		if was, ok := owner[key]; ok {
			t.Errorf("%s: %q already stands for %s", r.where, r.get("phrase"), was)
		}
		owner[key] = code
		if was, ok := label[code]; !ok {
			label[code] = r.get("label_vi")
			if r.get("phrase") != r.get("label_vi") {
				t.Errorf("%s: the first phrase of a code is its label", r.where)
			}
		} else if was != r.get("label_vi") {
			t.Errorf("%s: %s has two labels", r.where, code)
		}
		if fold(r.get("phrase")) == "" || r.get("label_en") == "" {
			t.Errorf("%s: an empty phrase or label", r.where)
		}
	}
}

// The codes are those of the tables in design §6; a word for a code nobody knows would be lost, a code without words never met.
func TestVocabularyCodes(t *testing.T) {
	want := map[string]string{
		"session_kind": "dinh_ky dot_xuat chuyen_de",
		"mode":         "truc_tiep truc_tuyen ket_hop",
		"channel": "doi_thoai tiep_xuc_cu_tri tiep_cong_dan doi_thoai_thanh_nien doi_thoai_doanh_nghiep_cchc doi_thoai_khieu_nai " +
			"duong_day_nong_1022 hoi_dap_truc_tuyen",
		"collected":      "before at after",
		"authority":      "own lower higher central outside",
		"outcome":        "resolved in_progress explained not_resolved forwarded out_of_scope unknown",
		"outcome_detail": "at_session withdrawn late in_time",
		"reason":         "resources legal objective other",
		"status":         "reported none_occurred not_reported not_applicable",
		"yesno":          "yes no",
	}
	got := codes(t)
	for field, list := range want {
		for _, code := range strings.Fields(list) {
			if !got[field][code] {
				t.Errorf("%s has no words for %s", field, code)
			}
		}
		if len(got[field]) != len(strings.Fields(list)) {
			t.Errorf("%s has codes the tables do not know: %v", field, got[field])
		}
	}
	for _, field := range []string{"reply_kind", "counting_unit", "host_role", "level", "speaker_group", "measure", "qualifier"} {
		if len(got[field]) < 4 {
			t.Errorf("%s has %d codes", field, len(got[field]))
		}
	}
}

// domainTopics is the two-level taxonomy as it was settled; the numbers behind a code are its second level.
const domainTopics = "DD:123456 XD:123 GT:123456 MT:12345 DN:123 NN:1234 KT:12345 CS:12345 GD:12345 AN:1234 HC:1234 XDD:1234 DT:12 KN:123 KH:01"

func TestTopicsAreTheSettledTaxonomy(t *testing.T) {
	var want []string
	for _, part := range strings.Fields(domainTopics) {
		l1, digits, _ := strings.Cut(part, ":")
		want = append(want, l1)
		for _, d := range digits {
			want = append(want, l1+string(d))
		}
	}
	var got []string
	for _, r := range table(t, "reference/topic.csv", topicColumns) {
		id := r.get("topic_id")
		got = append(got, id)
		l1 := strings.TrimRight(id, "0123456789")
		if parent := r.get("parent_id"); id == l1 && parent != "" || id != l1 && parent != l1 {
			t.Errorf("%s: parent of %s is %q", r.where, id, parent)
		}
		sensitivity := "normal"
		if l1 == "XDD" || l1 == "DT" || l1 == "KN" { // beliefs, origin, disputes: never shown below commune level in shared views
			sensitivity = "high"
		}
		if r.get("sensitivity") != sensitivity || r.get("label_vi") == "" || r.get("label_en") == "" {
			t.Errorf("%s: sensitivity %q, labels %q, %q", r.where, r.get("sensitivity"), r.get("label_vi"), r.get("label_en"))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("topics\n got %v\nwant %v", got, want)
	}
}

func TestTopicPhrases(t *testing.T) {
	topics := byID(table(t, "reference/topic.csv", topicColumns), "topic_id")
	marked, bare, count := make(map[string]string), make(map[string]string), make(map[string]int)
	for _, r := range table(t, "reference/topic_phrase.csv", phraseColumns) {
		id, phrase := r.get("topic_id"), r.get("phrase")
		if _, ok := topics[id]; !ok {
			t.Errorf("%s: unknown topic %q", r.where, id)
		}
		count[id]++
		key := strings.ToLower(phrase)
		if was, ok := marked[key]; ok {
			t.Errorf("%s: %q is filed under %s and %s", r.where, phrase, was, id)
		}
		marked[key] = id
		// Typed without marks, only a phrase of several syllables is trusted (đất, đạt, dắt fold alike), so those must stay apart.
		if f := fold(phrase); strings.Contains(f, " ") {
			l1 := strings.TrimRight(id, "0123456789")
			if was, ok := bare[f]; ok && was != l1 {
				t.Errorf("%s: without marks %q is both %s and %s", r.where, phrase, was, l1)
			}
			bare[f] = l1
		}
		if w, s := r.get("weight"), r.get("source"); !strings.Contains("123", w) || s != "domain" && s != "own" {
			t.Errorf("%s: weight %q, source %q", r.where, w, s)
		}
	}
	for id := range topics {
		if last := id[len(id)-1]; last >= '0' && last <= '9' && !strings.HasPrefix(id, "KH") && count[id] < 5 {
			t.Errorf("topic %s has %d phrases", id, count[id])
		}
	}
}
