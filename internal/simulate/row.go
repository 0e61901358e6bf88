package simulate

import (
	"strconv"

	"golang.org/x/text/unicode/norm"
)

// book writes the two files of a segment: it spells sessions and opinions into rows.
type book struct {
	*hand
	g        *gazetteer
	topics   []topic
	prefix   string // of session codes
	sessions *table
	opinions *table
}

// session appends the row of a session.
func (k *book) session(b []byte, s *session) []byte {
	b = append(append(b, s.code...), ',')
	b = append(b, k.place(s.place.full, k.g.parents(s.place, s.held))...)
	b = k.term(b, levelWords[s.place.level])
	b = k.date(b, s.held)
	b = k.term(b, kindWords[s.kind])
	b = k.term(b, modeWords[s.mode])
	b = k.mostly(b, 0.9, channelWords)
	b = k.term(b, roleWords[s.role])
	b = k.yesNo(b, s.head)
	b = k.count(b, s.attendees)
	b = k.count(b, s.before)
	b = k.count(b, s.opinions-s.before-s.after)
	b = k.count(b, s.after)
	b = k.date(b, s.announced)
	b = k.date(b, s.notice)
	b = k.date(b, s.published)
	theme := ""
	if s.theme >= 0 {
		theme = k.topics[s.theme].label
	}
	return k.end(append(appendCell(b, theme), ','))
}

// heading is what every opinion of a session starts with: one clerk copies the cells down.
func (k *book) heading(s *session) []byte {
	b := append([]byte(nil), s.code...)
	b = append(b, ',')
	b = append(b, k.place(s.place.full, k.g.parents(s.place, s.held))...)
	return k.date(b, s.held)
}

// opinion appends the row of an opinion after the cells it shares with its session.
func (k *book) opinion(b, heading []byte, s *session, o *opinion) []byte {
	t := &k.topics[o.topic]
	b = append(b, heading...)
	b = append(strconv.AppendInt(b, int64(o.no), 10), ',')
	b = append(append(b, countingWords[k.pick(unitsOdds)]...), ',')
	b = k.term(b, collectedWords[o.collected])
	b = append(appendCell(b, k.topicWord(t)), ',')
	b = k.summary(b, t)
	b = k.term(b, authorityWords[o.authority])
	b = append(appendCell(b, k.assigned(t, s, o)), ',')
	b = k.yesNo(b, o.onSpot)
	b = k.date(b, o.due)
	b = k.date(b, o.replied)
	b = k.replyKind(b, o)
	b = k.date(b, o.resolved)
	b = k.term(b, resultWords(o))
	b = k.date(b, o.updated)
	b = append(append(b, why(o)...), ',')
	b = k.date(b, o.moreTime)
	b = k.date(b, o.forward)
	b = append(append(b, confirmed(o)...), ',')
	if o.repeats > 0 {
		b = append(append(append(b, k.prefix...), pad(o.repeats, 4)...), "/1"...)
	}
	return k.end(append(b, ','))
}

// topicWord is what stands in "Lĩnh vực": the second-level label, or the first-level one, or officials' wording.
func (k *book) topicWord(t *topic) string {
	if k.tidy {
		return t.label
	}
	switch u := k.Float64(); {
	case u < 0.18:
		return t.groupLabel
	case u < 0.33 && len(t.wordings) > 0:
		return k.oneOf(t.wordings)
	}
	return t.label
}

// summary is one sentence in our own words: a request or a complaint, no place, no person. Always quoted, which is cheaper than looking.
func (k *book) summary(b []byte, t *topic) []byte {
	start, core, tail := k.oneOf(requestWords), "", k.oneOf(requestTails)
	if i := k.IntN(len(t.requests) + len(t.complaints)); i < len(t.requests) {
		core = t.requests[i]
	} else {
		start, core, tail = k.oneOf(complaintWords), t.complaints[i-len(t.requests)], k.oneOf(complaintTails)
	}
	if b = append(b, '"'); k.decomposes() {
		start, core = norm.NFD.String(start), norm.NFD.String(core)
	}
	b = append(append(append(b, start...), core...), tail...)
	return append(b, '"', ',')
}

// assigned is a kind of organ, empty where nothing is left to do.
func (k *book) assigned(t *topic, s *session, o *opinion) string {
	if o.onSpot && k.chance(0.5) {
		return ""
	}
	lv := s.place.level
	if o.authority == higher && lv > province {
		lv--
		if lv == district && s.held >= reform {
			lv = province
		}
	}
	return organ(t.group, lv, s.held)
}

func (k *book) replyKind(b []byte, o *opinion) []byte {
	switch {
	case o.onSpot:
		return k.mostly(b, 0.8, replyWords[0])
	case o.replied != 0:
		return k.mostly(b, 0.9, replyWords[1])
	}
	return append(b, ',')
}

// mostly fills an optional cell with the given chance.
func (k *book) mostly(b []byte, p float64, words []string) []byte {
	if !k.tidy && !k.chance(p) {
		return append(b, ',')
	}
	return k.term(b, words)
}

// end adds the note and the mark.
func (k *book) end(b []byte) []byte {
	if !k.tidy && k.chance(0.04) {
		b = append(b, k.oneOf(noteWords)...)
	}
	b = append(append(b, ','), simulatedMark...)
	if k.crlf {
		b = append(b, '\r')
	}
	return append(b, '\n')
}
