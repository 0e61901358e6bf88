package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/sys/unix"
)

// progress shows how far long work has come: a bar on a terminal, a line every ten seconds elsewhere.
type progress struct {
	app   *app
	mu    sync.Mutex
	bars  *mpb.Progress
	bar   *mpb.Bar
	what  string
	name  string
	spoke time.Time
}

const silence = 10 * time.Second

func (a *app) progress() *progress {
	p := &progress{app: a, spoke: time.Now()}
	if f, ok := a.stderr.(*os.File); ok && isTerminal(f) {
		p.bars = mpb.New(mpb.WithOutput(f), mpb.WithWidth(40))
	}
	return p
}

func isTerminal(f *os.File) bool {
	_, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	return err == nil
}

// File, Table and Waiting are what a build tells.
func (p *progress) File(name string, done, total int)  { p.step("reading", name, done, total) }
func (p *progress) Table(name string, done, total int) { p.step("making", name, done, total) }
func (p *progress) Waiting()                           { fmt.Fprintln(p.app.stderr, p.app.words.of("waiting")) }

func (p *progress) step(what, name string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.name = name
	if p.bars == nil {
		if time.Since(p.spoke) >= silence {
			p.spoke = time.Now()
			fmt.Fprintln(p.app.stderr, p.app.words.of("progress", p.app.words.of(what), done+1, total, name))
		}
		return
	}
	if what != p.what {
		p.finish()
		p.what = what
		p.bar = p.bars.AddBar(int64(total), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(p.app.words.of(what)+" "), decor.CountersNoUnit("%d/%d ")),
			mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_GO), decor.Any(func(decor.Statistics) string { return " " + p.name })))
	}
	p.bar.SetCurrent(int64(done))
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
	}
}
