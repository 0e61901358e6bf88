// Package i18n holds the words of the product and the forms of its numbers and dates, in Vietnamese first and English second.
//
// It reads vi.json and en.json, embedded, and imports nothing of ours. It promises that both catalogues have the same keys
// (a test), that a Printer never mixes the two languages, and that a number has one form per language wherever it stands:
// 7.320, 89,5%, 16/9/2019 against 7,320, 89.5%, 16 Sep 2019.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Lang is a language of the interface.
type Lang string

// The two languages. Vietnamese is the one a new text is written in.
const (
	Vi Lang = "vi"
	En Lang = "en"
)

//go:embed vi.json en.json
var files embed.FS

// entry is one text of a catalogue: a text, or one text for each plural form of the argument n.
type entry struct {
	One, Other string
}

// UnmarshalJSON takes a plain string, or {"one": …, "other": …}.
func (e *entry) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &e.Other)
	}
	var forms struct {
		One   string `json:"one"`
		Other string `json:"other"`
	}
	if err := json.Unmarshal(b, &forms); err != nil {
		return err
	}
	e.One, e.Other = forms.One, forms.Other
	return nil
}

type catalogue map[string]entry

// printers are made when they are first asked for: the process that reads one file needs none.
var printers = map[Lang]func() *Printer{
	Vi: sync.OnceValue(func() *Printer { return newPrinter(Vi, language.Vietnamese) }),
	En: sync.OnceValue(func() *Printer { return newPrinter(En, language.English) }),
}

// Printer writes texts, numbers and dates in one language. It is safe for concurrent use.
type Printer struct {
	Lang  Lang
	tag   language.Tag
	words catalogue
}

// For gives the printer of a language; an unknown language gets Vietnamese.
func For(lang Lang) *Printer {
	if p, ok := printers[lang]; ok {
		return p()
	}
	return printers[Vi]()
}

// newPrinter panics on a catalogue that is no JSON: it is embedded, so that is a fault of the build.
func newPrinter(lang Lang, tag language.Tag) *Printer {
	words, err := load(files, string(lang)+".json")
	if err != nil {
		panic(err)
	}
	return &Printer{Lang: lang, tag: tag, words: words}
}

func load(files fs.FS, name string) (catalogue, error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	c := catalogue{}
	if err := json.Unmarshal(b, &c); err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", name, err)
	}
	return c, nil
}

// Keys lists the keys of a language, sorted.
func Keys(lang Lang) []string {
	var keys []string
	for k := range For(lang).words {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Has says whether there is a text under a key.
func (p *Printer) Has(key string) bool { _, ok := p.words[key]; return ok }

// T gives the text of a key. args are pairs of a name and a value for the {name} in the text; whole numbers are written in
// the language's form. The argument "n" decides the plural. A key that does not exist comes back as it is, so that a page
// still shows; the tests of the pages look for that.
func (p *Printer) T(key string, args ...any) string {
	e, ok := p.words[key]
	if !ok {
		return key
	}
	text := e.Other
	if e.One != "" && p.one(args) {
		text = e.One
	}
	if len(args) < 2 {
		return text
	}
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, "{"+fmt.Sprint(args[i])+"}", p.argument(args[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Note tells a code with its number ("rows_total:3") by the text whose key is the code behind a prefix; a code without a text, or
// without a number, comes back as it is.
func (p *Printer) Note(prefix, note string) string {
	code, number, _ := strings.Cut(note, ":")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || !p.Has(prefix+code) {
		return note
	}
	return p.T(prefix+code, "n", n)
}

func (p *Printer) argument(v any) string {
	switch v := v.(type) {
	case int:
		return p.Int(int64(v))
	case int64:
		return p.Int(v)
	}
	return fmt.Sprint(v)
}

func (p *Printer) one(args []any) bool {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != "n" {
			continue
		}
		n := 0
		switch v := args[i+1].(type) {
		case int:
			n = v
		case int64:
			n = int(v)
		}
		return plural.Cardinal.MatchPlural(p.tag, n, 0, 0, 0, 0) == plural.One
	}
	return false
}
