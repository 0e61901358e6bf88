package main

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"nhipcau/internal/viet"
)

//go:embed words_vi.json
var wordsVi []byte

//go:embed words_en.json
var wordsEn []byte

// words are the sentences of the command line in the reader's language.
type words struct {
	lang string
	text map[string]string
}

func wordsFor(lang string) words {
	b := wordsVi
	if lang == "en" {
		b = wordsEn
	}
	w := words{lang: lang}
	if err := json.Unmarshal(b, &w.text); err != nil {
		panic(err) // embedded and tested
	}
	return w
}

func (w words) of(key string, args ...any) string {
	text, ok := w.text[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

func (w words) pick(vi, en string) string {
	if w.lang == "en" {
		return en
	}
	return vi
}

func (w words) count(n int64) string { return viet.FormatInt(n, viet.Locale(w.lang)) }
