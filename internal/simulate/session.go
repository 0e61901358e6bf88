package simulate

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// session is one dialogue before it is spelled.
type session struct {
	code                         string
	no                           int // its number in the segment, which ends the code
	place                        *version
	held                         day
	kind, mode, role             int
	head                         bool
	attendees                    int // -1: not written down
	opinions, before, after      int // the rest was raised at the session
	announced, notice, published day
	theme                        int     // topic of a session on one subject, else -1
	spot, resolve, pace          float64 // what this session drew
	quota                        int     // opinions to resolve by the cut-off (Bắc Giang 2019), else -1
}

// drawer makes the sessions of one segment.
type drawer struct {
	rng
	g      *gazetteer
	seg    *segment
	effect Effect
	topics []topic
	mix    mixture
	until  day
	next   [3]int          // where the round over the units of a level stands
	taken  map[uint32]bool // unit and day: no unit holds two sessions on one day
	count  int
}

// newDrawer shuffles the units, so that a small register does not always speak of the same ones.
func newDrawer(w *writer, seg *segment) *drawer {
	d := &drawer{rng: newRNG(w.Seed, "world "+seg.key()), g: w.g, seg: seg, effect: effectOf(w.Seed, seg.top.id),
		topics: w.topics, mix: mixtureOf(w.Seed, seg, w.topics), until: dayOf(w.Until), taken: map[uint32]bool{}}
	if seg.isBacGiang() {
		d.effect = effects["calibrated"]
	}
	for _, units := range seg.units {
		d.Shuffle(len(units), func(i, j int) { units[i], units[j] = units[j], units[i] })
	}
	return d
}

// draw makes the sessions of a block in order of date; their opinions add up to the block's.
func (d *drawer) draw(b block) []session {
	n := d.sessionCount(b)
	levels := d.levels(n)
	days := make([]day, n)
	for i := range days {
		days[i] = d.dayIn(b)
	}
	slices.Sort(days)
	sessions, weights := make([]session, n), make([]float64, n)
	for i := range sessions {
		v, held := d.pickPlace(levels[i], days[i], b)
		sessions[i] = d.session(v, held)
		if !d.chance(0.015) || n == 1 { // a few sessions brought no opinion
			weights[i] = min(max(d.logNormal(d.seg.medianOpinions(v.level), opinionsSpread[v.level]), 1), 60)
		}
	}
	for i, k := range apportion(b.opinions, d.withSome(weights), nil) {
		d.fill(&sessions[i], int(k))
	}
	if d.seg.isBacGiang() {
		d.calibrate(sessions)
	}
	slices.SortStableFunc(sessions, func(a, b session) int { return int(a.held - b.held) })
	for i := range sessions {
		d.count++
		sessions[i].no, sessions[i].code = d.count, d.seg.sessionPrefix()+pad(d.count, 4)
	}
	return sessions
}

// withSome keeps apportion from having nowhere to put opinions.
func (d *drawer) withSome(weights []float64) []float64 {
	if slices.Max(weights) == 0 {
		weights[0] = 1
	}
	return weights
}

func (d *drawer) sessionCount(b block) int {
	if d.seg.exact {
		return d.between(705, 744) // "hơn 700 cuộc"
	}
	var sessions, opinions float64
	for lv, n := range d.seg.sessions {
		sessions += n
		opinions += n * d.seg.meanOpinions(level(lv))
	}
	return max(1, int(math.Round(float64(b.opinions)*sessions/opinions)))
}

// levels of n sessions: drawn, or in fixed proportion where the totals are published.
func (d *drawer) levels(n int) []level {
	out := make([]level, 0, n)
	if d.seg.exact {
		for lv, k := range apportion(int64(n), d.seg.sessions[:], nil) {
			for range k {
				out = append(out, level(lv))
			}
		}
		d.Shuffle(n, func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}
	by := newOdds(d.seg.sessions[:]...)
	for range n {
		out = append(out, level(d.pick(by)))
	}
	return out
}

// dayIn draws a day by the months' weights; few sessions are on a Sunday.
func (d *drawer) dayIn(b block) day {
	for {
		at := b.from + day(d.IntN(int(b.to-b.from)))
		_, m, _ := at.civil()
		if d.chance(monthWeight[m]/1.4) && !at.holiday() && (!at.sunday() || d.chance(0.1)) {
			return at
		}
	}
}

// pickPlace goes round the units of a level, so that all get their turn, past those that did not exist on the day and those
// that have a session on it. Only where a block asks for more sessions than there are days does a unit hold two on one day.
func (d *drawer) pickPlace(lv level, held day, b block) (*version, day) {
	units := d.seg.units[lv]
	for try := range 64 + len(units) {
		if len(units) == 0 {
			break
		}
		i := d.next[lv] % len(units)
		d.next[lv]++
		v, slot := &d.g.versions[units[i]], uint32(units[i])<<9|uint32(held-d.seg.from)
		if d.g.whole(v, held) && (!d.taken[slot] || try >= 64) {
			d.taken[slot] = true
			return v, held
		}
		if try < 64 && try%8 == 7 {
			held = d.dayIn(b)
		}
	}
	return d.seg.top, held
}

// whole: the unit and all above it exist on the day.
func (g *gazetteer) whole(v *version, d day) bool {
	for ; v.level != province; v = g.at(v.parent, d) {
		if !v.on(d) || g.at(v.parent, d) == nil {
			return false
		}
	}
	return v.on(d)
}

func (d *drawer) session(v *version, held day) session {
	s := session{place: v, held: held, theme: -1, quota: -1}
	s.kind, s.mode, s.role = d.pick(kindOdds), d.pick(modeOdds), d.pick(roleOdds)
	s.head = s.role != deputy && d.chance(0.92)
	if y, _, _ := held.civil(); y < 2020 {
		s.mode = 0 // online sessions came with 2020
	}
	if _, m, _ := held.civil(); s.kind == onOneSubject {
		s.theme = d.pick(d.mix.months[m])
	}
	median := attendeesMedian[v.level]
	if v.level == commune && held >= reform {
		median = newCommuneAttendees
	}
	s.attendees = int(min(max(d.logNormal(median, 0.4), 12), 400))
	if d.chance(0.02) && !d.seg.exact {
		s.attendees = -1
	}
	if d.chance(0.85) {
		s.announced = held - day(d.between(2, 20))
	}
	if !d.chance(d.effect.NoNotice) {
		s.notice = (held + d.days(d.effect.NoticeMedian, 0.5)).capped(d.until)
	}
	if s.notice != 0 && d.chance(0.6) {
		s.published = (s.notice + day(d.IntN(9))).capped(d.until)
	}
	s.spot, s.resolve = d.beta(d.effect.OnSpot, 5), d.beta(d.effect.Resolved, 9)
	s.pace = d.effect.Pace * d.logNormal(1, 0.35)
	return s
}

// fill splits a session's opinions into raised before, at and after it (Ba Đình: 182 gathered before, 48 raised at the session).
func (d *drawer) fill(s *session, n int) {
	mean := 0.35
	if s.place.level != commune {
		mean = 0.7
	}
	s.opinions = n
	s.before = min(n, int(math.Round(float64(n)*d.beta(mean, 4))))
	if n-s.before > 2 && d.chance(0.1) {
		s.after = d.between(1, 2)
	}
}

// calibrate fixes what was published of Bắc Giang 2019: the share resolved by the day of the article and, at natural scale, the
// attendance. Which opinions those are is still drawn: unresolved ones gather in some sessions.
func (d *drawer) calibrate(sessions []session) {
	var total int64
	open, limits := make([]float64, len(sessions)), make([]int64, len(sessions))
	heads := make([]float64, len(sessions))
	for i, s := range sessions {
		total += int64(s.opinions)
		open[i], limits[i], heads[i] = float64(s.opinions)*(1-s.resolve), int64(s.opinions), float64(s.attendees)
		if s.held >= date(bacGiangYear, time.December, 1) {
			open[i] *= 1.5 // less time to act
		}
	}
	// Just under nine in ten, by less than one point in a hundred.
	below := total/10 + 1 + int64(d.Float64()*0.009*float64(total))
	for i, k := range apportion(min(below, total), open, limits) {
		sessions[i].quota = sessions[i].opinions - int(k)
	}
	if !d.seg.exact {
		return
	}
	for i, k := range apportion(int64(d.between(33_600, 34_399)), heads, nil) { // "khoảng 34 nghìn lượt"
		sessions[i].attendees = int(k)
	}
}

// pad writes n with at least width digits.
func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}
