package simulate

// Truth is what was written, counted while writing. It can be kept as JSON; a test recounts the files and compares.
//
// Counts are of the good rows dated up to AsOf: an opinion belongs to the day of its session; answered, replied and resolved
// are counted where they had happened by then.
type Truth struct {
	Seed        uint64
	AsOf, Until string
	Files       []FileTruth
	Sessions    int64 // good rows in all files, whatever their date
	Opinions    int64 // likewise: Config.Opinions

	Total          Counts
	ByProvince     map[string]Counts // unit id
	ByYear         map[int]Counts
	ByProvinceYear map[string]Counts // "p24@2004/2019"
	ByLevel        map[string]Counts // province, district, commune
	ByTopic        map[string]int64  // opinions by first-level code
	BySubtopic     map[string]int64  // by second-level code; the cell may say less
	ByOutcome      map[string]int64  // as the cells say, without regard to AsOf

	BacGiang2019 *Calibration `json:",omitempty"`
	Provinces    map[string]Effect
	Bursts       []Burst
	Rejects      []Reject `json:",omitempty"` // rows a correct ingest must refuse (Config.Faults)
	Warnings     []Reject `json:",omitempty"` // good rows it must warn about, and is then right to read as counted here
}

// FileTruth is one file: all its rows below the header, and the good ones.
type FileTruth struct {
	Name       string
	Table      string // session or opinion
	Rows, Good int64
}

// Counts are sums that the metrics must give back.
type Counts struct {
	Sessions, Attendees int64
	Opinions            int64
	Answered            int64 // made clear at the session
	Replied             int64 // in any form, answered at the session included
	Resolved            int64
	Own, OwnResolved    int64 // within the host's own authority
	Notices             int64 // sessions whose conclusions were sent out
	NoticesIn10Days     int64
}

func (c *Counts) add(d Counts) {
	c.Sessions += d.Sessions
	c.Attendees += d.Attendees
	c.Opinions += d.Opinions
	c.Answered += d.Answered
	c.Replied += d.Replied
	c.Resolved += d.Resolved
	c.Own += d.Own
	c.OwnResolved += d.OwnResolved
	c.Notices += d.Notices
	c.NoticesIn10Days += d.NoticesIn10Days
}

// Calibration is Bắc Giang 2019 as written, beside "hơn 700 cuộc", "khoảng 34 nghìn lượt", "7.320 ý kiến" and "gần 90%" as published.
type Calibration struct {
	AtNaturalScale bool // false: the request was too small (or for nothing else), the numbers are scaled
	AsOf           string
	Counts         Counts // as of AsOf, the day of the article
}

// Reject is a row with a deliberate defect and the column it is in.
type Reject struct {
	File   string
	Row    int64 // in a spreadsheet: the header is row 1
	Column string
	Reason string // rule of pipeline/clean/check.csv: date_invalid, place_unknown, place_ambiguous, count_negative, count_fractional, replied_before_session
}

// tally counts one segment.
type tally struct {
	asOf, calibrated day // calibrated: the second cut-off, of Bắc Giang 2019
	levels           [3]Counts
	calibration      Counts
	sessions         int64
	opinions         int64
	topics           []int64
	outcomes         [len(outcomeIDs)]int64
}

func (t *tally) session(s *session) {
	t.sessions++
	countSession(&t.levels[s.place.level], s, t.asOf)
	countSession(&t.calibration, s, t.calibrated)
}

func countSession(c *Counts, s *session, asOf day) {
	if s.held > asOf {
		return
	}
	c.Sessions++
	c.Attendees += int64(max(s.attendees, 0))
	if s.notice != 0 && s.notice <= asOf {
		c.Notices++
		if s.notice <= s.held+10 {
			c.NoticesIn10Days++
		}
	}
}

func (t *tally) opinion(s *session, o *opinion) {
	t.opinions++
	t.topics[o.topic]++
	t.outcomes[o.outcome]++
	countOpinion(&t.levels[s.place.level], s, o, t.asOf)
	countOpinion(&t.calibration, s, o, t.calibrated)
}

func countOpinion(c *Counts, s *session, o *opinion, asOf day) {
	if s.held > asOf {
		return
	}
	done := o.resolved != 0 && o.resolved <= asOf
	c.Opinions++
	if o.onSpot {
		c.Answered++
	}
	if o.onSpot || o.replied != 0 && o.replied <= asOf {
		c.Replied++
	}
	if done {
		c.Resolved++
	}
	if o.authority == own {
		c.Own++
		if done {
			c.OwnResolved++
		}
	}
}

// take adds a finished segment.
func (t *Truth) take(seg *segment, n *tally, topics []topic) {
	var all Counts
	for lv, c := range n.levels {
		all.add(c)
		addTo(t.ByLevel, levelIDs[lv], c)
	}
	t.Total.add(all)
	addTo(t.ByProvince, seg.top.id, all)
	addTo(t.ByYear, seg.year, all)
	addTo(t.ByProvinceYear, seg.key(), all)
	t.Sessions += n.sessions
	t.Opinions += n.opinions
	for i, k := range n.topics {
		t.ByTopic[topics[i].group] += k
		t.BySubtopic[topics[i].code] += k
	}
	for i, k := range n.outcomes {
		t.ByOutcome[outcomeIDs[i]] += k
	}
	if seg.isBacGiang() {
		t.BacGiang2019 = &Calibration{seg.exact, bacGiangCut.time().Format("2006-01-02"), n.calibration}
	}
}

// addTo leaves out sums of nothing: they would read as counts of zero.
func addTo[K comparable](m map[K]Counts, key K, c Counts) {
	if c == (Counts{}) {
		return
	}
	sum := m[key]
	sum.add(c)
	m[key] = sum
}
