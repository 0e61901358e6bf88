package chart

import (
	"math"
	"strconv"
)

// State says whether there is a number at all. Missing is not zero.
type State string

// The states of a value; the zero value is Reported.
const (
	Reported      State = ""
	NoneOccurred  State = "none_occurred"  // không phát sinh: a reported zero
	NotReported   State = "not_reported"   // chưa báo cáo
	NotApplicable State = "not_applicable" // không áp dụng: no such level then, nobody to ask
	Hidden        State = "hidden"         // a small cell, kept back to protect the people who spoke
)

// MinN and FewN are the sizes below which a rate has no percent, and is drawn hollow (methods §3.1).
const (
	MinN = 5
	FewN = 20
)

// Rate is x of n with its interval. The percent is computed here, so that it cannot disagree with x/n.
type Rate struct {
	X, N   int64
	Lo, Hi float64 // 95% interval as shares; both 0 with X > 0: none known
	State  State
}

// Shown says whether a percent may be printed and drawn.
func (r Rate) Shown() bool { return r.State == Reported && r.N >= MinN && r.X >= 0 && r.X <= r.N }

// few: to be drawn hollow.
func (r Rate) few() bool { return r.N < FewN }

func (r Rate) share() float64 { return float64(r.X) / float64(r.N) }

func (r Rate) interval() bool {
	return r.Shown() && finite(r.Lo, r.Hi) && r.Lo <= r.Hi && r.Lo >= 0 && r.Hi <= 1 && r.Hi > 0
}

// Count is a number of sessions, people or opinions.
type Count struct {
	N     int64
	State State
}

// number is the count as it may be drawn: a reported zero is a zero, everything else missing is nothing.
func (c Count) number() (int64, bool) {
	switch c.State {
	case Reported:
		return c.N, c.N >= 0
	case NoneOccurred:
		return 0, true
	default:
		return 0, false
	}
}

// drawableMost is far above any count of this country; what is larger is an error, and arithmetic on it could overflow.
const drawableMost = 1e15

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > drawableMost {
			return false
		}
	}
	return true
}

func finitePtr(p *float64) bool { return p != nil && finite(*p) }

// key is a number as a sort key.
func key(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// round6 keeps options small: a millionth of a share is far below a pixel.
func round6(v float64) float64 { return math.Round(v*1e6) / 1e6 }
