package clean

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"nhipcau/internal/engine"
	"nhipcau/internal/viet"
)

// Words knows which code an official's words stand for.
type Words map[string]map[string]string // field → folded phrase → code

// LoadWords reads the vocabulary and the names of topics from schema raw.
func LoadWords(ctx context.Context, w engine.Work) (Words, error) {
	words := Words{}
	rows, err := w.QueryContext(ctx, `
		select field, code, phrase from raw.vocabulary
		union all select 'topic', topic_id, label_vi from raw.topic
		union all select 'topic', topic_id, topic_id from raw.topic
		order by field, code, phrase`)
	if err != nil {
		return nil, fmt.Errorf("vocabulary: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var field, code, phrase string
		if err := rows.Scan(&field, &code, &phrase); err != nil {
			return nil, err
		}
		if words[field] == nil {
			words[field] = map[string]string{}
		}
		for _, key := range []string{viet.Key2(phrase), code} {
			if _, taken := words[field][key]; !taken {
				words[field][key] = code
			}
		}
	}
	return words, rows.Err()
}

// Code is the code of a text in a field; empty when the vocabulary does not know it. A result may name the paper that says so behind
// its words: "Đã giải quyết xong tại Công văn số 225/UBND-TNMT ngày 10/6/2019".
func (words Words) Code(field, text string) string {
	switch field {
	case "outcome":
		return words.Result(text).Code
	case "reason":
		return words.reason(text)
	case "reply_kind":
		first, _, _ := strings.Cut(strings.TrimSpace(text), "\n") // the number of the paper stands below
		for _, part := range []string{text, byPaper.ReplaceAllString(text, ""), first} {
			if code, known := words[field][viet.Key2(part)]; known {
				return code
			}
		}
	case "authority":
		if code, known := words[field][viet.Key2(text)]; known {
			return code
		}
		return words.level(text)
	}
	if code, known := words[field][viet.Key2(text)]; known || field != "session_kind" {
		return code
	}
	return words.kind(text)
}

// kind is the one kind of session that words around it name: "Đột xuất (khiếu kiện)", "Đối thoại chuyên đề về đất đai".
func (words Words) kind(text string) (code string) {
	key := " " + strings.Join(strings.FieldsFunc(viet.Key2(text), func(r rune) bool { return strings.ContainsRune(" ,;:()/", r) }), " ") + " "
	for _, phrase := range words.phrases("session_kind") {
		if !strings.Contains(key, " "+phrase+" ") {
			continue
		}
		if found := words["session_kind"][phrase]; code != "" && code != found {
			return ""
		} else {
			code = found
		}
	}
	return code
}

// level is the level that has the authority, where words name it by itself: "Cấp huyện", "thuộc thẩm quyền cấp tỉnh". Whether that is
// the host's own depends on who the host is (opinion.sql).
func (words Words) level(text string) string {
	key := viet.Key2(text)
	for _, lead := range []string{"thuộc thẩm quyền", "thẩm quyền", "thuộc"} {
		key = strings.TrimPrefix(key, viet.Key2(lead)+" ")
	}
	switch code := words["level"][strings.TrimPrefix(key, viet.Key2("của")+" ")]; code {
	case "province", "district", "commune":
		return code
	}
	return ""
}

var byPaper = regexp.MustCompile(`(?i)[\s,;(–-]+(?:tại|theo|bằng|ở)?\s*(?:công văn|văn bản|thông báo|báo cáo|quyết định|tờ trình|cv|vb|tb|bc|qđ)\s*(?:số)?\s*[:.]?\s*\d.*$`)

// terms fills clean.term; a text that the vocabulary does not know has no code. A topic cell may hold a phrase around a topic's
// words ("Lĩnh vực đất đai"): it is filed as an opinion's text is.
func terms(ctx context.Context, w engine.Work, words Words, filer *Filer) error {
	var list [][]any
	for field, columns := range worded {
		texts, err := distinct(ctx, w, columns)
		if err != nil {
			return err
		}
		for _, text := range texts {
			code := words.Code(field, text)
			if code == "" && field == "topic" {
				if f := filer.File(text); f.Topic != KH {
					code = f.Topic
				}
			}
			var more Result
			if field == "outcome" {
				more = words.Result(text)
			}
			list = append(list, []any{field, text, null(code), null(more.Detail), null(more.Reason)})
		}
	}
	return w.Append(ctx, "clean", "term", slices.Values(list))
}

// LoadFiler reads the lexicon of topics from schema raw: the phrases, and the topics' own names.
func LoadFiler(ctx context.Context, w engine.Work) (*Filer, error) {
	rows, err := w.QueryContext(ctx, "select topic_id, phrase, cast(weight as integer) from raw.topic_phrase union all select topic_id, label_vi, 3 from raw.topic order by 1, 2, 3")
	if err != nil {
		return nil, fmt.Errorf("topic phrases: %w", err)
	}
	defer rows.Close()
	var list []Phrase
	for rows.Next() {
		var p Phrase
		if err := rows.Scan(&p.Topic, &p.Text, &p.Weight); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return NewFiler(list), rows.Err()
}
