package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"nhipcau/internal/store"
	"nhipcau/internal/viet"
	"nhipcau/pipeline"
)

// question says which file speaks of what a file that counts speaks of.
func (a *app) question(w io.Writer, q pipeline.Question) {
	fmt.Fprintln(w, a.words.of("question", q.Name))
	for _, o := range q.With {
		var kinds []string
		for _, k := range o.Kinds {
			kinds = append(kinds, a.words.of("kind_"+k))
		}
		units := strings.Join(o.UnitNames, ", ")
		if more := len(o.Units) - len(o.UnitNames); more > 0 {
			units = a.words.of("and_more_units", units, a.words.count(int64(more)))
		}
		fmt.Fprintln(w, "  • "+a.words.of("question_with", o.Name, short(o.SHA), strings.Join(kinds, ", "), units, a.day(o.From), a.day(o.To)))
	}
	if q.Suggest == store.Supersedes {
		fmt.Fprintln(w, "  "+a.words.of("question_suggest"))
	}
}

// commands are the three ways to answer, ready to be copied.
func (a *app) commands(q pipeline.Question) {
	var others []string
	for _, o := range q.With {
		others = append(others, short(o.SHA))
	}
	path := q.Path
	if strings.ContainsAny(path, " '\"()&$") {
		path = "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	fmt.Fprintln(a.stdout, "  "+a.words.of("question_choose"))
	for _, what := range deeds {
		fmt.Fprintf(a.stdout, "    %s\n      nhipcau ingest --%s %s %s\n", a.words.of("choice_"+string(what)), what, strings.Join(others, ","), path)
	}
}

func (a *app) day(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return viet.FormatDate(t, viet.Locale(a.words.lang))
}

// asker asks on a terminal; anywhere else nobody is asked, and the file waits.
func (a *app) asker(p *progress) func(pipeline.Question) store.Deed {
	in, ok := a.stdin.(*os.File)
	if !ok || !isTerminal(in) {
		return nil
	}
	lines := bufio.NewScanner(in)
	return func(q pipeline.Question) store.Deed {
		p.mu.Lock()
		p.finish()
		p.mu.Unlock()
		return a.askOn(lines, q)
	}
}

// askOn reads one answer: t, b, m in Vietnamese, s, c, m in English; an empty line or the end of input leaves the file waiting.
func (a *app) askOn(lines *bufio.Scanner, q pipeline.Question) store.Deed {
	a.question(a.stderr, q)
	for {
		fmt.Fprint(a.stderr, "  "+a.words.of("question_ask")+" ")
		if !lines.Scan() {
			return store.Waits
		}
		switch strings.ToLower(strings.TrimSpace(lines.Text())) {
		case "t", "s":
			return store.Supersedes
		case "b", "c":
			return store.Completes
		case "m":
			return store.Contradicts
		case "":
			return store.Waits
		}
	}
}
