package simulate

import (
	"context"
	"fmt"
	"os"
	"time"
)

// Names of the files: bac-giang-2019-cuoc-doi-thoai.csv beside bac-giang-2019-y-kien.csv, or without a stem in one file.
const (
	sessionsName = "cuoc-doi-thoai.csv"
	opinionsName = "y-kien.csv"
)

// Run writes the registers and tells what is in them. It stops between two sessions when ctx ends, leaving the files
// written so far. Settings that cannot be met give ErrConfig. Progress may be nil.
func Run(ctx context.Context, cfg Config, progress func(done, total int64)) (Truth, error) {
	cfg, err := cfg.complete()
	if err != nil {
		return Truth{}, err
	}
	w := &writer{Config: cfg, ctx: ctx, progress: progress}
	if w.labels, err = loadHeaders(cfg.Data); err != nil {
		return Truth{}, err
	}
	if w.g, err = loadUnits(cfg.Data); err != nil {
		return Truth{}, err
	}
	if w.topics, err = loadTopics(cfg.Data); err != nil {
		return Truth{}, err
	}
	segs, err := plan(cfg, w.g)
	if err != nil {
		return Truth{}, err
	}
	w.truth = newTruth(cfg)
	if err := w.folder(segs); err != nil {
		return Truth{}, err
	}
	if err := w.all(segs); err != nil {
		return Truth{}, fmt.Errorf("simulate into %s: %w", cfg.Out, err)
	}
	return w.truth, nil
}

func newTruth(c Config) Truth {
	return Truth{
		Seed: c.Seed, AsOf: c.AsOf.Format(time.DateOnly), Until: c.Until.Format(time.DateOnly),
		ByProvince: map[string]Counts{}, ByYear: map[int]Counts{}, ByProvinceYear: map[string]Counts{}, ByLevel: map[string]Counts{},
		ByTopic: map[string]int64{}, BySubtopic: map[string]int64{}, ByOutcome: map[string]int64{}, Provinces: map[string]Effect{},
	}
}

// writer is one run.
type writer struct {
	Config
	ctx      context.Context
	progress func(done, total int64)
	labels   map[string]map[string]string
	g        *gazetteer
	topics   []topic
	truth    Truth
	row      []byte
}

func (w *writer) folder(segs []*segment) error {
	if err := os.MkdirAll(w.Out, 0o755); err != nil {
		return fmt.Errorf("write registers: %w", err)
	}
	names := []string{sessionsName, opinionsName}
	if !w.SingleFile {
		names = nil
		for _, s := range segs {
			names = append(names, s.fileStem()+"-"+sessionsName, s.fileStem()+"-"+opinionsName)
		}
	}
	return refuseStrangers(w.Out, names)
}

func (w *writer) all(segs []*segment) error {
	var k *book
	for i, seg := range segs {
		if !w.SingleFile || i == 0 {
			stem := ""
			if !w.SingleFile {
				stem = seg.fileStem() + "-"
			}
			var err error
			if k, err = w.open(seg, stem); err != nil {
				return err
			}
		}
		k.prefix = seg.sessionPrefix()
		err := w.segment(seg, k)
		if err != nil || !w.SingleFile || i == len(segs)-1 {
			if err2 := w.close(k); err == nil {
				err = err2
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// open starts a pair of files in the hand of one clerk.
func (w *writer) open(seg *segment, stem string) (*book, error) {
	k := &book{hand: newHand(w.Seed, seg.key(), w.Tidy, w.SingleFile), g: w.g, topics: w.topics}
	var err error
	if k.sessions, err = create(w.Out, stem+sessionsName, "session", w.labels["session"], k.bom, k.crlf); err != nil {
		return nil, err
	}
	k.opinions, err = create(w.Out, stem+opinionsName, "opinion", w.labels["opinion"], k.bom, k.crlf)
	if err != nil {
		k.sessions.close()
	}
	return k, err
}

func (w *writer) close(k *book) error {
	err, err2 := k.sessions.close(), k.opinions.close()
	w.truth.Files = append(w.truth.Files, k.sessions.FileTruth, k.opinions.FileTruth)
	if err == nil {
		err = err2
	}
	return err
}

// segment draws, spells, writes and counts one province-year.
func (w *writer) segment(seg *segment, k *book) error {
	d := newDrawer(w, seg)
	w.truth.Provinces[seg.top.id] = effectOf(w.Seed, seg.top.id)
	w.truth.Bursts = append(w.truth.Bursts, d.mix.bursts...)
	n := &tally{asOf: dayOf(w.AsOf), calibrated: bacGiangCut, topics: make([]int64, len(w.topics))}
	done := w.truth.Opinions
	for _, b := range seg.blocks() {
		sessions := d.draw(b)
		for i := range sessions {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			w.session(d, k, n, &sessions[i])
		}
		if w.progress != nil {
			w.progress(done+n.opinions, w.Opinions)
		}
	}
	w.truth.take(seg, n, w.topics)
	return nil
}

// session writes a session, its opinions, and the faulty rows that are due.
func (w *writer) session(d *drawer, k *book, n *tally, s *session) {
	n.session(s)
	w.row = k.session(w.row[:0], s)
	k.sessions.row(w.row, true)
	if w.Faults > 0 && k.chance(w.Faults) {
		w.truth.Rejects = append(w.truth.Rejects, k.badSession(*s))
	}
	heading, h, bad := k.heading(s), d.hear(s), 0
	var o opinion
	for range s.opinions {
		o = h.next()
		early := w.Faults > 0 && !o.onSpot && k.chance(w.Faults/4)
		if early {
			o.replied = s.held - 3
		}
		w.row = k.opinion(w.row[:0], heading, s, &o)
		row := k.opinions.row(w.row, true)
		if early {
			o.replied = 0
			w.truth.Warnings = append(w.truth.Warnings, Reject{k.opinions.Name, row, "replied_on", "replied_before_session"})
		}
		n.opinion(s, &o)
		if w.Faults > 0 && k.chance(w.Faults) {
			bad++
		}
	}
	for i := range bad {
		w.truth.Rejects = append(w.truth.Rejects, k.badOpinion(heading, s, o, s.opinions+1+i))
	}
}
