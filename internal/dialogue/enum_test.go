package dialogue

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestVocabularyIsComplete reads the package's own source: every exported typed string constant is in the list of
// its type, every list has no word twice and a name of its own.
func TestVocabularyIsComplete(t *testing.T) {
	declared := constants(t)
	listed := map[string][]string{}
	names := map[string]bool{}
	for _, e := range vocabulary {
		full := strings.TrimSuffix(fmt.Sprintf("%T", e), "]")
		typ := full[strings.LastIndex(full, ".")+1:]
		listed[typ] = e.Strings()
		// "status" and the like are columns of several tables; the lists are told apart by name.
		if names[e.Name()] {
			t.Errorf("two lists are called %q", e.Name())
		}
		names[e.Name()] = true
	}
	for typ, words := range declared {
		got := slices.Clone(listed[typ])
		slices.Sort(got)
		slices.Sort(words)
		if !slices.Equal(got, words) {
			t.Errorf("%s lists %q, declares %q", typ, got, words)
		}
	}
	if len(declared) != len(vocabulary) {
		t.Errorf("%d types declared, %d listed", len(declared), len(vocabulary))
	}
}

func constants(t *testing.T) map[string][]string {
	files, err := filepath.Glob("words_*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of words: %v", err)
	}
	out := map[string][]string{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Type == nil {
				return true
			}
			word, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			typ := spec.Type.(*ast.Ident).Name
			out[typ] = append(out[typ], word)
			return true
		})
	}
	return out
}

// TestBindingWords holds the lists that design §6 spells out whole.
func TestBindingWords(t *testing.T) {
	want := map[string]string{
		"origin":            "register published simulated",
		"level":             "province district commune other",
		"session_kind":      "dinh_ky dot_xuat chuyen_de",
		"mode":              "truc_tiep truc_tuyen ket_hop",
		"collected":         "before at after",
		"topic_source":      "reported rule manual",
		"due_source":        "rule chair agreed",
		"authority":         "own lower higher central outside",
		"outcome":           "resolved in_progress explained not_resolved forwarded out_of_scope unknown",
		"obligation_kind":   "announce notice reply publish frequency",
		"obligation_status": "met missed_done missed_open not_due no_clock exempt unknown",
		"day_type":          "calendar working",
		"anchor":            "session notice receipt chair",
		"verification":      "verified press unverified",
		"status":            "reported none_occurred not_reported not_applicable",
		"date_precision":    "day month quarter year",
	}
	got := Vocabulary()
	for name, words := range want {
		if g := strings.Join(got[name], " "); g != words {
			t.Errorf("%s: %q, want %q", name, g, words)
		}
	}
}

func TestParse(t *testing.T) {
	if o, err := Outcomes.Parse("resolved"); o != OutcomeResolved || err != nil {
		t.Errorf("resolved: %q, %v", o, err)
	}
	for _, bad := range []string{"", "Resolved", " resolved", "giải quyết xong"} {
		if o, err := Outcomes.Parse(bad); o != "" || !errors.Is(err, ErrTerm) || Outcomes.Valid(Outcome(bad)) {
			t.Errorf("%q: %q, %v", bad, o, err)
		}
	}
	list := Levels.All()
	list[0] = "spoiled"
	if !Levels.Valid(LevelProvince) {
		t.Error("a caller can change the list")
	}
}
