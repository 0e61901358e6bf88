package simulate

// Effect is how a province works. All of it is INVENTION; Truth carries it so that a test can ask whether a comparison finds the
// differences that are there, and none that are not.
type Effect struct {
	Group        string  // equal (three in five), fast, slow; calibrated for Bắc Giang 2019
	OnSpot       float64 // mean share of opinions made clear at the session
	Resolved     float64 // mean share resolved in the end
	Reply        float64 // chance of a written reply where the matter is not resolved
	Pace         float64 // factor on the median time to reply
	NoNotice     float64 // share of sessions without a notice of conclusions
	NoticeMedian float64 // days from session to notice
}

var effects = map[string]Effect{
	"equal":      {"equal", 0.52, 0.64, 0.66, 1, 0.08, 7},
	"fast":       {"fast", 0.62, 0.76, 0.82, 0.7, 0.03, 6},
	"slow":       {"slow", 0.40, 0.50, 0.46, 1.5, 0.18, 9},
	"calibrated": {"calibrated", 0.62, bacGiangResolved, 0.80, 0.75, 0.04, 6},
}

// effectOf depends on the seed and the province only, so a province keeps its way over the years.
func effectOf(seed uint64, provinceID string) Effect {
	switch u := newRNG(seed, "effect "+provinceID).Float64(); {
	case u < 0.6:
		return effects["equal"]
	case u < 0.8:
		return effects["fast"]
	}
	return effects["slow"]
}

// How sessions are: kinds after Hà Nội 2018 (433 regular, 173 extraordinary at commune level), the rest INVENTION.
var (
	kindOdds  = newOdds(66, 25, 9)
	modeOdds  = newOdds(93, 2, 5)
	roleOdds  = newOdds(38, 27, 18, 5, 12)
	unitsOdds = newOdds(82, 6, 6, 3, 3) // what is counted: ý kiến, kiến nghị, nội dung, vấn đề, lượt ý kiến
)

// Authority (thẩm quyền) of what gets resolved and of what does not: most own, as in the voters' reports of Thái Nguyên
// (of 125 items 13 central, 93 provincial, 19 district), the numbers INVENTION.
const (
	own = iota
	lower
	higher
	central
	outside
	noAuthority // the cell is empty
)

var (
	authorityResolved = newOdds(86, 7, 3, 0.5, 0, 3.5)
	authorityOpen     = newOdds(46, 6, 28, 11, 5, 4)
)

// Outcomes (kết quả). unknown is an empty cell or "không rõ".
const (
	resolved = iota
	inProgress
	explained
	notResolved
	forwarded
	outOfScope
	unknown
)

var outcomeIDs = [...]string{"resolved", "in_progress", "explained", "not_resolved", "forwarded", "out_of_scope", "unknown"}

// outcomeOdds is what becomes of an opinion that is not resolved, by its authority.
var outcomeOdds = [...]odds{
	own:         newOdds(0, 46, 33, 13, 0, 2, 6),
	lower:       newOdds(0, 50, 30, 12, 0, 2, 6),
	higher:      newOdds(0, 14, 20, 0, 62, 0, 4),
	central:     newOdds(0, 8, 22, 0, 66, 0, 4),
	outside:     newOdds(0, 0, 15, 0, 15, 70, 0),
	noAuthority: newOdds(0, 55, 20, 10, 0, 0, 15),
}
