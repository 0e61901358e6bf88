package dialogue

import (
	"errors"
	"fmt"
	"time"
)

// A Locality (địa phương, đơn vị tổ chức) is a unit in time as a host of sessions. Places and organs alike.
type Locality struct {
	UnitID    string
	Level     Level
	Path      []string  // the units it lies in, up to the province; its own id may be left out
	ValidFrom time.Time // first day of the unit; zero: since ever
	ValidTo   time.Time // first day without it (half-open); zero: still there
}

// within says whether the locality is the unit scope or lies in it. The empty scope is everywhere.
func (l Locality) within(scope string) bool {
	if scope == "" || scope == l.UnitID {
		return true
	}
	for _, id := range l.Path {
		if id == scope {
			return true
		}
	}
	return false
}

// A Session (cuộc tiếp xúc, đối thoại) as far as deadlines see it.
type Session struct {
	ID                string
	Origin            Origin
	Channel           Channel // empty: ChannelDialogue
	Host              Locality
	Kind              SessionKind
	HeldOn            Date   // ngày tổ chức
	AnnouncedOn       Date   // ngày thông báo tổ chức
	Notice            Notice // thông báo kết luận
	ResultPublishedOn Date   // ngày công khai kết quả
}

// A Notice (thông báo kết luận) closes a session and starts the clock of its replies.
type Notice struct {
	On      Date
	Undated bool // the register says that it was issued, not when
}

// An Opinion (ý kiến, kiến nghị) as far as deadlines see it. There is no field for who raised it.
type Opinion struct {
	ID                string
	Collected         Collected
	AssignedTo        string // cơ quan được giao
	AnsweredAtSession bool   // đã làm rõ tại hội nghị
	ReceivedOn        Date   // ngày tiếp nhận; an opinion raised at the session is received on its day
	Reply             Reply  // trả lời bằng văn bản
	ResolvedOn        Date   // ngày giải quyết xong: not a reply, and no reply is a resolution
	Outcome           Outcome
	OutcomeOn         Date
	DueOn             Date // thời hạn, counted with only when the chair set it or both sides agreed
	DueSource         DueSource
	ComplexNoticeOn   Date // ngày thông báo bằng văn bản rằng cần thêm thời gian
	ForwardedOn       Date // ngày chuyển cấp có thẩm quyền
}

// A Reply (trả lời bằng văn bản) to those who raised an opinion.
type Reply struct {
	On      Date
	Undated bool // the register says that it was sent, not when
}

// ResolvedDate is the day on which o was closed: the recorded one or, for a point made clear at the session that
// has no other outcome, the day of the session. The zero Date means open or undated.
func ResolvedDate(s Session, o Opinion) Date {
	closed := o.Outcome == "" || o.Outcome == OutcomeUnknown || o.Outcome == OutcomeResolved
	if o.ResolvedOn.IsZero() && o.AnsweredAtSession && closed {
		return s.HeldOn
	}
	return o.ResolvedOn
}

// Orders of dates that cannot have happened. The text is the code of the data issue.
var (
	ErrAnnouncedAfterSession = errors.New("announced_after_session")
	ErrNoticeBeforeSession   = errors.New("notice_before_session")
	ErrPublishBeforeSession  = errors.New("result_published_before_session")
	ErrReplyBeforeSession    = errors.New("reply_before_session")
	ErrResolvedBefore        = errors.New("resolved_before_session")
	ErrForwardedBefore       = errors.New("forwarded_before_session")
	ErrComplexBefore         = errors.New("complex_notice_before_session")
	ErrDueBeforeSession      = errors.New("due_before_session")
)

// CheckDates returns every order of dates that cannot have happened, joined, or nil. A month that leaves room for
// the right order is no error. Obligations reads an impossible date as done on an unknown day.
func CheckDates(s Session, opinions []Opinion) error {
	var errs []error
	check := func(earlier, later Date, what error, id string) {
		if later.before(earlier) {
			errs = append(errs, fmt.Errorf("%s: %w", id, what))
		}
	}
	check(s.AnnouncedOn, s.HeldOn, ErrAnnouncedAfterSession, s.ID)
	check(s.HeldOn, s.Notice.On, ErrNoticeBeforeSession, s.ID)
	check(s.HeldOn, s.ResultPublishedOn, ErrPublishBeforeSession, s.ID)
	for _, o := range opinions {
		check(s.HeldOn, o.Reply.On, ErrReplyBeforeSession, o.ID)
		check(s.HeldOn, o.ResolvedOn, ErrResolvedBefore, o.ID)
		check(s.HeldOn, o.ForwardedOn, ErrForwardedBefore, o.ID)
		check(s.HeldOn, o.ComplexNoticeOn, ErrComplexBefore, o.ID)
		check(s.HeldOn, o.DueOn, ErrDueBeforeSession, o.ID)
	}
	return errors.Join(errs...)
}
