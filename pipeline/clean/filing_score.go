package clean

import (
	"cmp"
	"slices"
)

// What a phrase is worth, found on the dev half of testdata/labelled.csv.
const (
	bareFactor   = 0.7  // read without diacritics
	laterFactor  = 0.8  // for each topic phrase before it: what is said first is what the opinion is about
	repeatFactor = 0.3  // the same phrase again
	wordBonus    = 0.1  // for each syllable beyond two: longer is more specific
	groupRest    = 0.3  // what another topic of the same first level adds to a topic when groups are compared
	alsoShare    = 0.55 // a further topic needs this share of the primary's score
)

// scored is a topic with what speaks for it.
type scored struct {
	topic, group string
	score, best  float64
	phrase       string
}

// decide weighs the phrases found. First the group (first level) is chosen, then the largest topic within it, so that three
// phrases about three kinds of road trouble are not beaten by one about rubbish.
func (l *lexicon) decide(s *scratch) Filing {
	s.scores = s.scores[:0]
	phrases := make([]string, 0, len(s.found))
	factor := 1.0
	for i, m := range s.found {
		e := &l.entries[m.entry]
		if e.phrase.Topic == noTopic {
			continue
		}
		value := l.value(e) * factor
		if !m.exact {
			value *= bareFactor
		}
		if slices.ContainsFunc(s.found[:i], func(p match) bool { return p.entry == m.entry }) {
			value *= repeatFactor
		} else {
			phrases = append(phrases, e.phrase.Text)
		}
		s.add(e, value)
		factor *= laterFactor
	}
	if len(s.scores) == 0 {
		return Filing{Topic: KH}
	}
	return s.filing(phrases)
}

func (l *lexicon) value(e *entry) float64 {
	return float64(e.phrase.Weight) + wordBonus*float64(min(e.words, 6)-2)
}

func (s *scratch) add(e *entry, value float64) {
	at := slices.IndexFunc(s.scores, func(c scored) bool { return c.topic == e.phrase.Topic })
	if at < 0 {
		at = len(s.scores)
		s.scores = append(s.scores, scored{topic: e.phrase.Topic, group: e.group})
	}
	c := &s.scores[at]
	c.score += value
	if value > c.best {
		c.best, c.phrase = value, e.phrase.Text
	}
}

func (s *scratch) filing(phrases []string) Filing {
	group := s.bestGroup()
	// Within the group, the first level gives way to any second level.
	slices.SortStableFunc(s.scores, func(a, b scored) int {
		return cmp.Or(compareBool(b.group == group, a.group == group), compareBool(b.topic != b.group, a.topic != a.group),
			cmp.Compare(b.score, a.score))
	})
	first := s.scores[0]
	out := Filing{Topic: first.topic, Phrases: phrases, Confidence: confidence(evidence(s.sum(group)/s.sum(""), first.score))}
	out.Labels = make([]Label, 0, len(s.scores))
	for _, c := range s.scores {
		if c.topic == first.topic || c.score >= alsoShare*first.score && !s.hasFiner(c) {
			out.Labels = append(out.Labels, Label{c.topic, c.score, c.phrase})
		}
	}
	slices.SortStableFunc(out.Labels[1:], func(a, b Label) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// bestGroup gives the first level that wins: the one whose best topic, with a part of the others in it, weighs most.
func (s *scratch) bestGroup() (group string) {
	best := 0.0
	for _, c := range s.scores {
		weight := (1-groupRest)*c.score + groupRest*s.sum(c.group)
		if weight > best {
			group, best = c.group, weight
		}
	}
	return group
}

// sum is what speaks for a first level; for all of them when group is empty.
func (s *scratch) sum(group string) (sum float64) {
	for _, c := range s.scores {
		if group == "" || c.group == group {
			sum += c.score
		}
	}
	return sum
}

// hasFiner: a first level is no label of its own beside a second level of it.
func (s *scratch) hasFiner(c scored) bool {
	return c.topic == c.group && slices.ContainsFunc(s.scores, func(d scored) bool { return d.group == c.group && d.topic != d.group })
}

// evidence in [0,1) says how one-sided and how strong the words are: the share of the winning first level in all that was
// found, times a saturating function of the primary's score.
func evidence(share, score float64) float64 { return share * score / (score + 1.5) }

// steps turn evidence into confidence: right is the share of sentences with at least this evidence (and less than the step
// above) whose Topic was right. The shares were read off the half of testdata/labelled.csv that no phrase was written
// against; TestFilingOnLabelledSet prints and checks them.
var steps = []struct{ evidence, right float64 }{{0.65, 0.98}, {0.50, 0.95}, {0.41, 0.72}, {0, 0.68}}

func confidence(evidence float64) float64 {
	for _, s := range steps {
		if evidence >= s.evidence {
			return s.right
		}
	}
	return 0
}
