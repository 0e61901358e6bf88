package dialogue

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrRule marks a rule that cannot be evaluated.
var ErrRule = errors.New("bad rule")

// A Regulation (quy chế, quy định, luật) is the paper that rules stand in.
type Regulation struct {
	ID           string
	Number       string // số ký hiệu, "07-QC/TU"
	Title        string // trích yếu
	Issuer       string // cơ quan ban hành
	ScopeUnitID  string // the unit it holds in, with everything below; empty: the country
	Channel      Channel
	ValidFrom    time.Time
	ValidTo      time.Time // half-open; zero: in force
	Verification Verification
	Rules        []Rule
}

// Bound returns the regulation's rules with what they leave open (scope, channel, validity, verification) filled
// in from the regulation, ready for Obligations and Frequency.
func (g Regulation) Bound() []Rule {
	out := slices.Clone(g.Rules)
	for i := range out {
		r := &out[i]
		r.RegulationID = g.ID
		r.ScopeUnitID = fallback(r.ScopeUnitID, g.ScopeUnitID)
		r.Channel = fallback(r.Channel, g.Channel)
		r.Verification = fallback(r.Verification, g.Verification)
		r.ValidFrom = fallback(r.ValidFrom, g.ValidFrom)
		r.ValidTo = fallback(r.ValidTo, g.ValidTo)
	}
	return out
}

func fallback[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// A Rule (điều khoản) is one dated duty. What is not known is not entered: a regulation whose day limits were not
// found has no rule, and its units are unrated.
type Rule struct {
	ID           string
	RegulationID string
	Article      string
	Kind         ObligationKind
	Value        int // days; for DutyFrequency the least number of sessions
	DayType      DayType
	Anchor       Anchor
	Direction    Direction // empty: before for DutyAnnounce, after for the others
	Roll         bool      // an end that is not worked moves on (Bộ luật Dân sự 2015 Điều 148)
	Exempt       []Exemption
	Per          Per           // DutyFrequency only
	Counts       []SessionKind // DutyFrequency only; empty: định kỳ in the dialogue channel, every kind in another
	Level        Level         // empty or AllLevels: every level
	ScopeUnitID  string        // empty: everywhere
	Channel      Channel       // empty: ChannelDialogue
	ValidFrom    time.Time     // first day in force; zero: since ever
	ValidTo      time.Time     // first day no longer in force; zero: in force
	Verification Verification
}

// AllLevels is how the rule table writes "every level".
const AllLevels = "all"

// Check says what keeps the rule from being evaluated; the error wraps ErrRule.
func (r Rule) Check() error {
	var what string
	switch {
	case !ObligationKinds.Valid(r.Kind):
		what = "kind"
	case r.Level != "" && r.Level != AllLevels && !Levels.Valid(r.Level):
		what = "level"
	case !r.ValidTo.IsZero() && !r.ValidFrom.Before(r.ValidTo):
		what = "valid_to"
	case r.Kind == DutyFrequency && (r.Value < 1 || !Pers.Valid(r.Per)):
		what = "frequency"
	case r.Kind == DutyFrequency:
		return nil
	case r.Value < 0:
		what = "value"
	case !DayTypes.Valid(r.DayType):
		what = "day_type"
	case !Anchors.Valid(r.Anchor), r.Kind != DutyReply && r.Anchor == AnchorChair:
		what = "anchor" // the chair sets dates for replies
	case r.Direction != "" && !Directions.Valid(r.Direction):
		what = "direction"
	case slices.ContainsFunc(r.Exempt, func(e Exemption) bool { return !Exemptions.Valid(e) }):
		what = "exempt"
	default:
		return nil
	}
	return fmt.Errorf("rule %s: %s: %w", r.ID, what, ErrRule)
}

// Binds says whether the rule holds for the session: its channel, level and place, on its day. A session known
// only to the month is bound if it may have been held in the rule's time; its duties are unknown then.
func (r Rule) Binds(s Session) bool {
	return sameChannel(r.Channel, s.Channel) && r.covers(s.Host) && !s.HeldOn.IsZero() &&
		!s.HeldOn.Last().Before(r.ValidFrom) && (r.ValidTo.IsZero() || s.HeldOn.On.Before(r.ValidTo))
}

// covers says whether the rule is written for the locality, at any time.
func (r Rule) covers(l Locality) bool {
	return (r.Level == "" || r.Level == AllLevels || r.Level == l.Level) && l.within(r.ScopeUnitID)
}

// days is the rule's value, signed by its direction.
func (r Rule) days() int {
	if r.Direction == DirectionBefore || r.Direction == "" && r.Kind == DutyAnnounce {
		return -r.Value
	}
	return r.Value
}

func (r Rule) exempts(e Exemption) bool { return slices.Contains(r.Exempt, e) }
