package simulate

// opinion is one row (ý kiến) before it is spelled. A day of 0 is an empty cell.
type opinion struct {
	no                int
	collected         int // 0 before, 1 at, 2 after the session
	topic             int
	authority         int
	onSpot            bool // made clear at the session
	outcome           int
	due               day
	replied, resolved day
	updated           day // when the outcome was noted
	moreTime, forward day
	repeats           int // number of the earlier session of the segment it repeats, or 0
}

// hearing draws the opinions of a session one after the other.
type hearing struct {
	*drawer
	s    *session
	odds odds // topics of the month
	seen int  // opinions drawn
	good int  // of them counted against the quota
}

func (d *drawer) hear(s *session) hearing {
	_, m, _ := s.held.civil()
	return hearing{drawer: d, s: s, odds: d.mix.months[m]}
}

// next is the following opinion. What is decided first is whether it will be resolved; authority, answer and
// dates follow from that, so that the published share of Bắc Giang can be met exactly.
func (h *hearing) next() opinion {
	s := h.s
	o := opinion{no: h.seen + 1, collected: h.collected(), topic: h.pick(h.odds)}
	if s.theme >= 0 && h.chance(0.6) {
		o.topic = s.theme
	}
	good := h.willBeResolved()
	h.seen++
	share := s.spot
	if good {
		o.authority = h.pick(authorityResolved)
	} else {
		o.authority = h.pick(authorityOpen)
		share *= 0.7
	}
	o.onSpot = o.collected != 2 && h.chance(share)
	h.reply(&o, good)
	if good {
		h.resolve(&o)
	}
	if o.resolved == 0 {
		h.leave(&o, good)
	}
	if h.seg.isBacGiang() && s.quota >= 0 && !good && !o.onSpot && h.chance(0.25) {
		h.resolveLate(&o)
	}
	if s.no > 1 && h.chance(0.03) {
		o.repeats = h.between(1, s.no-1) // the first opinion of some earlier session
	}
	return o
}

func (h *hearing) collected() int {
	switch {
	case h.seen < h.s.before:
		return 0
	case h.seen >= h.s.opinions-h.s.after:
		return 2
	}
	return 1
}

// willBeResolved is a draw with the session's share, or, with a quota, a draw without replacement.
func (h *hearing) willBeResolved() bool {
	p := h.s.resolve
	if h.s.quota >= 0 {
		p = float64(h.s.quota-h.good) / float64(h.s.opinions-h.seen)
	}
	if !h.chance(p) {
		return false
	}
	h.good++
	return true
}

// reply: what is made clear at the session needs none; the others wait from the notice (Quy chế 07-QC/TU counts so).
func (h *hearing) reply(o *opinion, good bool) {
	s := h.s
	if o.onSpot {
		if h.chance(0.15) {
			o.replied = s.held
		}
		return
	}
	from := s.notice
	if from == 0 {
		from = s.held + 8
	}
	if h.chance(0.12) {
		o.due = s.held + day([...]int{15, 20, 30, 45, 60}[h.IntN(5)]) // set by the chair
	}
	if good || h.chance(h.effect.Reply) {
		o.replied = (from + h.days(20*s.pace, 0.6)).capped(h.until)
	}
	if o.authority == own && h.chance(0.05) {
		o.moreTime = (from + day(h.between(8, 28))).capped(h.until)
	}
}

// resolve dates the solution: often at once for what was made clear, else around or after the reply.
func (h *hearing) resolve(o *opinion) {
	at := o.replied
	switch {
	case o.onSpot && h.chance(0.75):
		at = h.s.held
	case o.onSpot:
		at = h.s.held + h.days(25, 0.7)
	case at == 0:
		return // the reply is still to come when the files are drawn up
	case h.chance(0.5):
		at += h.days(15, 0.8)
	}
	if cut := min(bacGiangCut, h.until); h.s.quota >= 0 && at > cut {
		at = h.s.held + day(h.IntN(int(cut-h.s.held)+1))
		o.replied = min(o.replied, at)
	}
	o.resolved = at.capped(h.until)
	o.outcome, o.updated = resolved, o.resolved
}

// resolveLate is for what Bắc Giang had not resolved when the article was written, and did later.
func (h *hearing) resolveLate(o *opinion) {
	at := bacGiangCut + day(h.between(1, 60))
	if at > h.until {
		return
	}
	if o.replied == 0 || o.replied > at {
		o.replied = at
	}
	o.resolved, o.forward = at, 0
	o.outcome, o.updated = resolved, at
}

// leave gives the outcome of what is not resolved when the files are drawn up.
func (h *hearing) leave(o *opinion, good bool) {
	o.outcome = inProgress
	if !good {
		o.outcome = h.pick(outcomeOdds[o.authority])
	}
	switch o.outcome {
	case explained:
		o.updated = o.replied
		if o.onSpot {
			o.updated = h.s.held
		}
		if o.updated == 0 {
			o.outcome = inProgress // nothing was explained yet
		}
	case forwarded:
		o.forward = (h.s.held + 1 + h.days(9, 0.6)).capped(h.until)
		o.updated = o.forward
		if o.forward == 0 {
			o.outcome = inProgress
		}
	case unknown:
	default:
		if h.chance(0.5) {
			o.updated = (h.s.held + h.days(45, 0.5)).capped(h.until)
		}
	}
}

// confirmed is what stands under "MTTQ xác nhận đã thực hiện": said of two in five solutions, by the numbers of the opinion, so that no
// draw is taken that other columns need.
func confirmed(o *opinion) string {
	switch {
	case o.outcome != resolved || o.no%5 > 1:
		return ""
	case o.no%11 == 0:
		return "không"
	}
	return "có"
}

// why is what stands under "Lý do chưa giải quyết".
func why(o *opinion) string {
	if o.outcome != notResolved || o.no%6 == 0 {
		return ""
	}
	return [...]string{"chưa bố trí được kinh phí", "vướng mắc về pháp lý", "nguyên nhân khách quan", "chưa cân đối được nguồn lực", "lý do khác"}[(o.no+o.topic)%5]
}

// resultWords are the words for what became of an opinion; one in four out of scope was withdrawn. As many words, so as many draws.
func resultWords(o *opinion) []string {
	if o.outcome == outOfScope && o.no%4 == 0 {
		return withdrawnWords
	}
	return outcomeWords[o.outcome]
}
