package chart

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// The words that stand inside charts and their tables are kept beside them, one file a language with the same keys.
//
//go:embed words/vi.json words/en.json
var wordFiles embed.FS

var catalogue = map[string]map[string]string{"vi": loadWords("vi"), "en": loadWords("en")}

func loadWords(lang string) map[string]string {
	b, err := wordFiles.ReadFile("words/" + lang + ".json")
	if err == nil {
		words := map[string]string{}
		if err = json.Unmarshal(b, &words); err == nil {
			return words
		}
	}
	panic(fmt.Sprintf("chart words %s: %v", lang, err)) // embedded at build: only a broken build comes here
}

// speaker is a Printer with the words of charts.
type speaker struct {
	Printer
	words map[string]string
}

func speak(p Printer) speaker {
	words, ok := catalogue[p.Lang()]
	if !ok {
		words = catalogue["vi"]
	}
	return speaker{p, words}
}

// t gives the words of a key; {0}, {1} … stand for args, which are already printed.
func (s speaker) t(key string, args ...string) string {
	text := s.words[key]
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i), a)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func (s speaker) count(n int) string { return s.Int(int64(n)) }

func (s speaker) ratio(r Rate) string { return s.Int(r.X) + "/" + s.Int(r.N) }

func (s speaker) asOf(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return s.t("as_of", s.Date(day))
}

// lines joins what is not empty, one to a line: tooltips.
func lines(parts ...string) string { return joinKept("\n", parts) }

// sentences joins what is not empty: descriptions.
func sentences(parts ...string) string { return joinKept(" ", parts) }

func joinKept(sep string, parts []string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}
