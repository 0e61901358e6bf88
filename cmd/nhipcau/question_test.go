package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// TestAQuestionOnATerminal: what a person types decides, in either language; nothing typed decides nothing.
func TestAQuestionOnATerminal(t *testing.T) {
	q := pipeline.Question{SHA: strings.Repeat("a", 64), Name: "moi.csv", With: []pipeline.Overlap{{
		SHA: strings.Repeat("b", 64), Name: "cu.csv", Kinds: []string{"opinion"}, Units: []string{"d1", "d2", "d3", "d4"},
		UnitNames: []string{"Huyện Yên Dũng", "Huyện Lục Nam"}, From: "2024-01-02", To: "2024-03-29", Same: true,
	}}, Suggest: store.Supersedes}
	for typed, want := range map[string]store.Deed{
		"t\n": store.Supersedes, "S\n": store.Supersedes, "b\n": store.Completes, " c \n": store.Completes, "m\n": store.Contradicts,
		"\n": store.Waits, "": store.Waits, "gì\nb\n": store.Completes,
	} {
		var said bytes.Buffer
		a := &app{stderr: &said, words: wordsFor("vi")}
		if got := a.askOn(bufio.NewScanner(strings.NewReader(typed)), q); got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
		for _, word := range []string{"moi.csv", "cu.csv (bbbbbbbbbbbb): sổ ý kiến của Huyện Yên Dũng, Huyện Lục Nam và 2 đơn vị khác, từ 2/1/2024 đến 29/3/2024", "đính chính"} {
			if !strings.Contains(said.String(), word) {
				t.Errorf("does not say %q: %s", word, said.String())
			}
		}
	}
}
