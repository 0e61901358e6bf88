package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/sys/unix"
)

// progress shows how far long work has come: a bar on a terminal, a line every ten seconds elsewhere, also while one file or
// table takes longer than that.
type progress struct {
	app  *app
	bars *mpb.Progress // nil off a terminal
	bar  *mpb.Bar
	over chan struct{}
	gone sync.WaitGroup
	// What the bar shows. It is drawn by a goroutine that also takes the bar's orders, so drawing must not wait for mu.
	count, text atomic.Pointer[string]

	mu     sync.Mutex
	at     phase
	sizes  map[string]fileSize // what is known of the files before they are read
	total  int64               // bytes of all files
	passed int64               // bytes of the files before this one
	begun  time.Time           // when reading began
}

// phase is where the work stands.
type phase struct {
	what, name  string
	done, total int
	rows        int64
	since       time.Time // of this file or table
}

const silence = 10 * time.Second

func (a *app) progress() *progress {
	p := &progress{app: a, over: make(chan struct{})}
	if f, ok := a.stderr.(*os.File); ok && isTerminal(f) {
		p.bars = mpb.New(mpb.WithOutput(f), mpb.WithWidth(40))
		return p
	}
	p.gone.Go(p.speak)
	return p
}

func isTerminal(f *os.File) bool {
	_, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	return err == nil
}

// speak says a line every ten seconds, when there is something to say.
func (p *progress) speak() {
	tick := time.NewTicker(silence)
	defer tick.Stop()
	for {
		select {
		case <-p.over:
			return
		case now := <-tick.C:
			p.mu.Lock()
			if p.at.what != "" {
				fmt.Fprintln(p.app.stderr, p.app.words.of("progress", p.app.words.of(p.at.what), p.at.done+1, p.at.total, p.told(now)))
			}
			p.mu.Unlock()
		}
	}
}

// File, Table and Waiting are what a build tells.
func (p *progress) File(name string, done, total int)  { p.step("reading", name, done, total) }
func (p *progress) Table(name string, done, total int) { p.step("making", name, done, total) }
func (p *progress) Waiting()                           { fmt.Fprintln(p.app.stderr, p.app.words.of("waiting")) }

// Rows tells how many rows of the present file were read.
func (p *progress) Rows(n int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at.rows = n
	p.show(time.Now())
}

func (p *progress) step(what, name string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.at.what == "reading" {
		p.passed += p.sizes[p.at.name].bytes
	}
	if p.begun.IsZero() {
		p.begun = now
	}
	old := p.at.what
	p.at = phase{what: what, name: name, done: done, total: total, since: now}
	p.show(now)
	if p.bars != nil && what != old {
		p.finish()
		p.bar = p.bars.AddBar(0, mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(p.app.words.of(what)+" "), decor.Any(func(decor.Statistics) string { return *p.count.Load() + " " })),
			mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_GO), decor.Any(func(decor.Statistics) string { return " " + *p.text.Load() })))
	}
	p.move()
}

// fine is how finely a bar divides one file or table.
const fine = 1000

// show says anew what stands beside the bar, and moves it.
func (p *progress) show(now time.Time) {
	if p.bars == nil {
		return
	}
	count, text := fmt.Sprintf("%d/%d", min(p.at.done+1, p.at.total), p.at.total), p.told(now)
	p.count.Store(&count)
	p.text.Store(&text)
	p.move()
}

// move sets the bar: whole files and tables, and the share of the present file that its rows stand for.
func (p *progress) move() {
	if p.bar == nil {
		return
	}
	p.bar.SetTotal(int64(p.at.total)*fine, false)
	p.bar.SetCurrent(int64(p.at.done)*fine + int64(fine*p.share()))
}

// share is how much of the present file is read, as far as that can be known; below 1.
func (p *progress) share() float64 {
	expected := p.sizes[p.at.name].rows
	if p.at.what != "reading" || expected == 0 {
		return 0
	}
	return min(float64(p.at.rows)/float64(expected), 0.99)
}

// told is the present file or table, with rows, rate and the time left where they are known.
func (p *progress) told(now time.Time) string {
	w, text := p.app.words, p.at.name
	if p.at.what != "reading" {
		return text
	}
	if seconds := now.Sub(p.at.since).Seconds(); p.at.rows > 0 && seconds > 0 {
		text += ": " + w.of("rate", w.count(p.at.rows), w.count(int64(float64(p.at.rows)/seconds)))
	}
	if left, known := p.left(now); known {
		text += ", " + w.of("left", w.duration(left))
	}
	return text
}

// left is how long reading will still take at the pace so far, by bytes. A pace of the first seconds says nothing.
func (p *progress) left(now time.Time) (time.Duration, bool) {
	read := float64(p.passed) + p.share()*float64(p.sizes[p.at.name].bytes)
	spent := now.Sub(p.begun)
	if p.total == 0 || read/float64(p.total) < 0.02 || spent < 3*time.Second {
		return 0, false
	}
	return time.Duration(float64(spent) * (float64(p.total) - read) / read), true
}

func (p *progress) finish() {
	if p.bar != nil {
		p.bar.SetTotal(-1, true)
		p.bar = nil
	}
}

func (p *progress) done() {
	p.mu.Lock()
	p.finish()
	p.mu.Unlock()
	if p.bars != nil {
		p.bars.Wait()
		return
	}
	close(p.over)
	p.gone.Wait()
}
