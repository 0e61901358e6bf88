package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"nhipcau/pipeline"
)

// Off a terminal a line comes every ten seconds, with rows, rate and time left, also while one file takes long; nothing is
// said before, nothing after the end. Time is the bubble's own.
func TestProgressSpeaksEveryTenSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said bytes.Buffer
		a := &app{stderr: &said, words: wordsFor("vi")}
		p := a.progress()
		p.sizes = map[string]fileSize{"a.csv": {bytes: 3000, rows: 30_000}, "b.csv": {bytes: 1000}}
		p.total = 4000
		p.File("a.csv", 0, 2)
		for range 9 {
			time.Sleep(time.Second)
			p.Rows(1)
		}
		if said.Len() > 0 {
			t.Errorf("said before ten seconds: %q", said.String())
		}
		p.Rows(10_000)
		time.Sleep(time.Second)
		synctest.Wait()
		want := []string{"đọc tệp 1/2 a.csv: 10.000 dòng, 1.000 dòng/giây, còn khoảng 30 giây"} // a quarter of all bytes in 10 s
		p.Rows(20_000)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		want = append(want, "đọc tệp 1/2 a.csv: 20.000 dòng, 1.000 dòng/giây, còn khoảng 20 giây")
		p.File("b.csv", 1, 2)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		want = append(want, "đọc tệp 2/2 b.csv, còn khoảng 10 giây")
		p.Table("clean.session", 4, 30)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		want = append(want, "lập bảng 5/30 clean.session")
		p.done()
		if got := strings.Split(strings.TrimSpace(said.String()), "\n"); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("said\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func TestProgressWithoutPaceNamesNoTime(t *testing.T) {
	p := &progress{app: &app{words: wordsFor("en")}, total: 1000, sizes: map[string]fileSize{"a.csv": {bytes: 1000, rows: 100}}}
	now := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	p.begun, p.at = now, phase{what: "reading", name: "a.csv", rows: 50, since: now}
	if got := p.told(now.Add(2 * time.Second)); strings.Contains(got, "left") {
		t.Errorf("two seconds are no pace: %q", got)
	}
	if got := p.told(now.Add(200 * time.Second)); got != "a.csv: 50 rows, 0 rows/s, about 3 min left" {
		t.Errorf("%q", got)
	}
}

func TestRowsAreGuessedFromTheFirstLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, bytes.Repeat([]byte("0123456789abcde\n"), 100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := pipeline.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := &progress{}
	p.expect([]pipeline.Received{f})
	if got := p.sizes["a.csv"]; got.bytes != 1_600_000 || got.rows != 100_000 || p.total != 1_600_000 {
		t.Errorf("%+v of %d bytes", got, p.total)
	}
}
