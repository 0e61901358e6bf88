package clean

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"nhipcau/internal/viet"
)

func TestFile(t *testing.T) {
	f := NewFiler(reviewedPhrases(t))
	for _, c := range []struct{ name, text, want string }{
		{"a phrase", "Đề nghị cấp sổ đỏ cho các hộ", "DD1"},
		{"the longest wins", "Hỏi về thuế sử dụng đất phi nông nghiệp", "DD5"},
		{"an abbreviation", "Công tác GPMB còn chậm", "DD2"},
		{"an abbreviation in small letters", "công tác gpmb còn chậm", "DD2"},
		{"first level when nothing finer is sure", "Ý kiến về lĩnh vực đất đai", "DD"},
		{"without diacritics", "de nghi sua chua duong lien thon", "GT1"},
		{"capitals without diacritics", "DE NGHI SUA CHUA DUONG LIEN THON", "GT1"},
		{"one syllable is not trusted without diacritics", "de nghi xa cho biet", KH},
		{"a wrong tone in a phrase of three", "công tác phòng chông cháy nổ, chữa chay", "AN2"},
		{"a word typed bare", "làm so do cho dân", "DD1"},
		{"hỏi for ngã", "đường xuống cấp, nhiều ổ gà, cần sữa chữa đường", "GT1"},
		{"old tone placement", "thuỷ lợi nội đồng", "NN2"},
		{"new tone placement", "thủy lợi nội đồng", "NN2"},
		{"i for y", "quĩ thôn thu chi không rõ", "KT3"},
		{"a list with commas", "Về điện, nước sinh hoạt của bản", "DN2"},
		{"no phrase across a full stop", "Xã họp với y. Tế lễ đầu xuân vui", KH},
		{"no phrase across a masked name", "Gửi công [họ tên] an ủi gia đình", KH},
		{"power line is no road", "Đường dây điện sà xuống thấp", "DN1"},
		{"the nation is no land", "Đất nước đổi mới, nhân dân phấn khởi", KH},
		{"drinking water is no nation", "Nước sinh hoạt thiếu vào mùa khô", "DN2"},
		{"a case is no school", "Một số trường hợp chưa rõ", KH},
		{"sugar is no road", "Giá đường, giá gạo tăng", KH},
		{"officials everywhere", "Cán bộ xã đã nắm được", KH},
		{"leaders follow no religion", "Cảm ơn lãnh đạo đã chỉ đạo", KH},
		{"a hotline is neither power nor road", "Gọi đường dây nóng", KH},
		{"other matters say nothing", "Rác thải và các vấn đề khác", "MT1"},
		{"only other matters", "Một số vấn đề khác", KH},
		{"nothing", "Không có ý kiến", KH},
		{"empty", "", KH},
		{"signs only", "... ?! -- 12/3", KH},
		{"a pasted document is read for three pages", strings.Repeat("và rồi ", 2000) + "sổ đỏ", KH},
		{"broken bytes", "\xff\xfe sổ đỏ", "DD1"},
	} {
		if got := f.File(c.text); got.Topic != c.want {
			t.Errorf("%s: %q: got %s by %v, want %s", c.name, c.text, got.Topic, got.Phrases, c.want)
		}
	}
}

func TestFileSaysWhy(t *testing.T) {
	f := NewFiler([]Phrase{{"MT1", "rác thải", 3}, {"MT", "môi trường", 1}, {"GT1", "đường liên thôn", 3}, {"KT4", "chợ", 1}})
	got := f.File("Rác thải dọc đường liên thôn, rác thải ở chợ, ảnh hưởng môi trường")
	if got.Topic != "MT1" || !reflect.DeepEqual(got.Phrases, []string{"rác thải", "đường liên thôn", "chợ", "môi trường"}) {
		t.Errorf("got %+v", got)
	}
	if len(got.Labels) != 2 || got.Labels[0].Phrase != "rác thải" || got.Labels[1].Topic != "GT1" {
		t.Errorf("labels %+v: the market is too weak, the first level gives way to MT1", got.Labels)
	}
	if none := f.File("Không có gì"); none.Topic != KH || none.Confidence != 0 || none.Labels != nil {
		t.Errorf("nothing found: %+v", none)
	}
	if sure, unsure := f.File("Rác thải"), f.File("Rác thải, đường liên thôn"); sure.Confidence <= unsure.Confidence {
		t.Errorf("confidence %v of one topic, %v of two", sure.Confidence, unsure.Confidence)
	}
}

// What is read without diacritics weighs less, and is a cover when the lexicon has two readings for it.
func TestWithoutDiacritics(t *testing.T) {
	f := NewFiler([]Phrase{{"DD1", "đất vườn", 3}, {"GT1", "dắt vượn", 3}, {"KT5", "BOT", 3}, {"MT1", "rác thải", 3}, {"MT2", "rắc thái", 3}})
	marked, bare := f.File("đất vườn"), f.File("dat vuon")
	if marked.Topic != "DD1" || bare.Topic != KH {
		t.Errorf("two first levels: %s with, %s without diacritics", marked.Topic, bare.Topic)
	}
	if got := f.File("rac thai nhieu"); got.Topic != "MT" {
		t.Errorf("two topics of one first level: %s", got.Topic)
	}
	if got := f.File("de nghi bot di"); got.Topic != KH {
		t.Errorf("bớt is not BOT: %s", got.Topic)
	}
	if got := f.File("tram BOT"); got.Topic != "KT5" {
		t.Errorf("BOT in capitals: %s", got.Topic)
	}
}

// The same text in NFC and NFD, in any case, by any number of callers at once, is filed alike.
func TestFileIsStable(t *testing.T) {
	phrases := reviewedPhrases(t)
	f, again := NewFiler(phrases), NewFiler(phrases)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, l := range readLabelled(t, false) {
				want := f.File(l.text)
				for _, text := range []string{norm.NFD.String(l.text), strings.ToUpper(l.text), "\ufeff" + strings.ReplaceAll(l.text, " ", "\u00a0")} {
					if got := again.File(text); !reflect.DeepEqual(got, want) {
						t.Errorf("%q: %+v, want %+v", text, got, want)
					}
				}
			}
		})
	}
	wg.Wait()
	if f.Version() != again.Version() || len(f.Version()) != 12 {
		t.Errorf("versions %q, %q", f.Version(), again.Version())
	}
	if other := NewFiler(phrases[1:]); other.Version() == f.Version() {
		t.Error("a lexicon of other phrases has the same version")
	}
}

// The scanner's keys tell apart what viet.Key2 tells apart (but hỏi and ngã), and join what it joins.
func TestKeysAgreeWithViet(t *testing.T) {
	s := &scanner{vocabulary: newVocabulary(), learning: true}
	ours, theirs := map[uint32]string{}, map[string]uint32{}
	bareOurs, bareTheirs := map[uint32]string{}, map[string]uint32{}
	merged := strings.NewReplacer("\u0303", "\u0309")
	for _, p := range reviewedPhrases(t) {
		for _, word := range strings.FieldsFunc(p.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			for _, form := range []string{word, norm.NFD.String(word), strings.ToUpper(word)} {
				s.scan(form)
				if len(s.tokens) != 1 {
					t.Fatalf("%q: %d tokens", form, len(s.tokens))
				}
				id, key := s.tokens[0].marked, merged.Replace(viet.Key2(form))
				if was, ok := ours[id]; ok && was != key {
					t.Errorf("%q and %q have one number", was, key)
				}
				if was, ok := theirs[key]; ok && was != id {
					t.Errorf("%q has two numbers", key)
				}
				ours[id], theirs[key] = key, id
				bare, bareKey := s.tokens[0].bare, viet.Key4Of(viet.Key2(form))
				if was, ok := bareOurs[bare]; ok && was != bareKey {
					t.Errorf("bare: %q and %q have one number", was, bareKey)
				}
				if was, ok := bareTheirs[bareKey]; ok && was != bare {
					t.Errorf("bare: %q has two numbers", bareKey)
				}
				bareOurs[bare], bareTheirs[bareKey] = bareKey, bare
			}
		}
	}
}

// Every phrase is filed under its own topic when it stands alone: no cover and no longer phrase hides it.
func TestEveryPhraseFilesItsTopic(t *testing.T) {
	phrases := reviewedPhrases(t)
	f := NewFiler(phrases)
	for _, p := range phrases {
		if got := f.File("Ý kiến về vấn đề: " + p.Text); groupOf(got.Topic) != groupOf(p.Topic) {
			t.Errorf("%q (%s) is filed under %s by %v", p.Text, p.Topic, got.Topic, got.Phrases)
		}
	}
}

// BenchmarkFile files the labelled sentences; ns/op is for one sentence, brought to 120 characters.
func BenchmarkFile(b *testing.B) {
	f := NewFiler(reviewedPhrases(b))
	list := append(readLabelled(b, false), readLabelled(b, true)...)
	letters := 0
	for _, l := range list {
		letters += len([]rune(l.text))
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		f.File(list[i%len(list)].text)
		i++
	}
	perRune := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / (float64(letters) / float64(len(list)))
	b.ReportMetric(perRune*120, "ns/120chars")
}
