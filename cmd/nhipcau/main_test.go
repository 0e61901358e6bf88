package main

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts call the program, and the program call itself to read and to verify a file in a fresh process.
func TestMain(m *testing.M) {
	program := func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
	if len(os.Args) > 1 && (os.Args[1] == "verify-file" || os.Args[1] == "read-file" || os.Args[1] == "check-files") {
		program()
	}
	testscript.Main(m, map[string]func(){"nhipcau": program})
}

// TestScripts runs the program as a newcomer would: testdata/*.txtar.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("NHIPCAU_LANG", "vi")
			return nil
		},
	})
}

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	var vi, en map[string]string
	for target, b := range map[*map[string]string][]byte{&vi: wordsVi, &en: wordsEn} {
		if err := json.Unmarshal(b, target); err != nil {
			t.Fatal(err)
		}
	}
	keys := func(m map[string]string) []string {
		var list []string
		for k := range m {
			list = append(list, k)
		}
		slices.Sort(list)
		return list
	}
	if len(vi) < 50 || !slices.Equal(keys(vi), keys(en)) {
		t.Errorf("%d Vietnamese words, %d English", len(vi), len(en))
	}
}
