package clean

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/engine"
	"nhipcau/internal/viet"
)

// Words knows which code an official's words stand for.
type Words map[string]map[string]string // field → folded phrase → code

// topicPhrases are looked for inside a text, longest first, when the whole text is no topic's name.
type topicPhrase struct{ key, topic string }

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

// Code is the code of a text in a field; empty when the vocabulary does not know it.
func (words Words) Code(field, text string) string {
	return words[field][viet.Key2(text)]
}

// terms fills clean.term; a text that the vocabulary does not know has no code. A topic cell may hold a phrase around a topic's words ("Lĩnh vực đất đai"): the longest known
// phrase inside decides.
func terms(ctx context.Context, w engine.Work, words Words) error {
	phrases, err := loadTopicPhrases(ctx, w)
	if err != nil {
		return err
	}
	var list [][]any
	for field, columns := range worded {
		texts, err := distinct(ctx, w, columns)
		if err != nil {
			return err
		}
		for _, text := range texts {
			code := words.Code(field, text)
			if code == "" && field == "topic" {
				code = longest(phrases, viet.Key2(text))
			}
			list = append(list, []any{field, text, null(code)})
		}
	}
	return w.Append(ctx, "clean", "term", slices.Values(list))
}

func loadTopicPhrases(ctx context.Context, w engine.Work) ([]topicPhrase, error) {
	rows, err := w.QueryContext(ctx, "select topic_id, phrase from raw.topic_phrase union all select topic_id, label_vi from raw.topic")
	if err != nil {
		return nil, fmt.Errorf("topic phrases: %w", err)
	}
	defer rows.Close()
	var list []topicPhrase
	for rows.Next() {
		var topic, phrase string
		if err := rows.Scan(&topic, &phrase); err != nil {
			return nil, err
		}
		list = append(list, topicPhrase{viet.Key2(phrase), topic})
	}
	slices.SortFunc(list, func(a, b topicPhrase) int {
		if d := len(b.key) - len(a.key); d != 0 {
			return d
		}
		return strings.Compare(a.key+a.topic, b.key+b.topic)
	})
	return list, rows.Err()
}

func longest(phrases []topicPhrase, key string) string {
	padded := " " + key + " "
	for _, p := range phrases {
		if strings.Contains(padded, " "+p.key+" ") {
			return p.topic
		}
	}
	return ""
}
