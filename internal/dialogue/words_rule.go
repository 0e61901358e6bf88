package dialogue

// ObligationKind (loại nghĩa vụ) of a duty, and so of the rule that makes it.
type ObligationKind string

const (
	DutyAnnounce  ObligationKind = "announce"  // thông báo tổ chức, before the session
	DutyNotice    ObligationKind = "notice"    // thông báo kết luận
	DutyReply     ObligationKind = "reply"     // trả lời bằng văn bản
	DutyPublish   ObligationKind = "publish"   // công khai kết quả
	DutyFrequency ObligationKind = "frequency" // số cuộc tối thiểu
)

// ObligationKinds lists every ObligationKind. Its name carries the table because "kind" is a session's column too.
var ObligationKinds = enum("obligation_kind", DutyAnnounce, DutyNotice, DutyReply, DutyPublish, DutyFrequency)

// ObligationStatus (tiến độ) of a duty at the cut-off.
type ObligationStatus string

const (
	StatusMet        ObligationStatus = "met"         // đúng hạn
	StatusMissedDone ObligationStatus = "missed_done" // quá hạn, đã thực hiện
	StatusMissedOpen ObligationStatus = "missed_open" // quá hạn, chưa thực hiện
	StatusNotDue     ObligationStatus = "not_due"     // chưa đến hạn
	StatusNoClock    ObligationStatus = "no_clock"    // chưa xác định hạn: what starts the clock has not happened
	StatusExempt     ObligationStatus = "exempt"      // không áp dụng
	StatusUnknown    ObligationStatus = "unknown"     // không đủ dữ liệu
)

// ObligationStatuses lists every ObligationStatus.
var ObligationStatuses = enum("obligation_status", StatusMet, StatusMissedDone, StatusMissedOpen, StatusNotDue,
	StatusNoClock, StatusExempt, StatusUnknown)

// DayType (cách tính ngày) of a rule: calendar unless the text says "ngày làm việc".
type DayType string

const (
	DayCalendar DayType = "calendar" // ngày theo lịch
	DayWorking  DayType = "working"  // ngày làm việc
)

// DayTypes lists every DayType.
var DayTypes = enum("day_type", DayCalendar, DayWorking)

// Anchor (mốc tính hạn) is the day 0 of a rule's clock.
type Anchor string

const (
	AnchorSession Anchor = "session" // ngày tổ chức
	AnchorNotice  Anchor = "notice"  // ngày thông báo kết luận
	AnchorReceipt Anchor = "receipt" // ngày tiếp nhận
	AnchorChair   Anchor = "chair"   // ngày người chủ trì ấn định
)

// Anchors lists every Anchor.
var Anchors = enum("anchor", AnchorSession, AnchorNotice, AnchorReceipt, AnchorChair)

// Direction of a rule's days from its anchor.
type Direction string

const (
	DirectionAfter  Direction = "after"  // chậm nhất N ngày sau
	DirectionBefore Direction = "before" // ít nhất N ngày trước
)

// Directions lists every Direction.
var Directions = enum("direction", DirectionAfter, DirectionBefore)

// Exemption is a state of an opinion that a rule may take out of a duty (exempt statuses, trường hợp loại trừ).
type Exemption string

const (
	ExemptAnswered   Exemption = "answered_at_session" // đã làm rõ tại hội nghị
	ExemptComplex    Exemption = "complex_notice"      // vụ việc phức tạp, đã thông báo bằng văn bản
	ExemptForwarded  Exemption = "forwarded"           // vượt thẩm quyền, đã chuyển cấp có thẩm quyền
	ExemptOutOfScope Exemption = "out_of_scope"        // không thuộc phạm vi
)

// Exemptions lists every Exemption.
var Exemptions = enum("exempt_status", ExemptAnswered, ExemptComplex, ExemptForwarded, ExemptOutOfScope)

// Per is the span a minimum frequency is written for.
type Per string

const (
	PerYear     Per = "year"      // năm
	PerHalfYear Per = "half_year" // 6 tháng
	PerQuarter  Per = "quarter"   // quý
	PerMonth    Per = "month"     // tháng
)

// Pers lists every Per.
var Pers = enum("per", PerYear, PerHalfYear, PerQuarter, PerMonth)

// Clock says by whose clock a reply is read.
type Clock string

const (
	// ClockRule is the rule's own clock (theo thông báo). It rewards a late notice.
	ClockRule Clock = "rule"
	// ClockCitizen is the citizen's clock (tính từ hội nghị): the latest day on which the reply could lawfully come,
	// so no delay of the notice can improve it.
	ClockCitizen Clock = "citizen"
)

// Clocks lists every Clock.
var Clocks = enum("clock", ClockRule, ClockCitizen)

// Verification says how well a rule's text is known.
type Verification string

const (
	VerificationVerified   Verification = "verified"   // đã đối chiếu văn bản gốc
	VerificationPress      Verification = "press"      // trích báo chí
	VerificationUnverified Verification = "unverified" // chưa xác minh
)

// Verifications lists every Verification.
var Verifications = enum("verification", VerificationVerified, VerificationPress, VerificationUnverified)

// DatePrecision says how much of a date is known.
type DatePrecision string

const (
	PrecisionDay     DatePrecision = "day"     // đến ngày
	PrecisionMonth   DatePrecision = "month"   // đến tháng
	PrecisionQuarter DatePrecision = "quarter" // đến quý
	PrecisionYear    DatePrecision = "year"    // đến năm
)

// DatePrecisions lists every DatePrecision.
var DatePrecisions = enum("date_precision", PrecisionDay, PrecisionMonth, PrecisionQuarter, PrecisionYear)

// DayKind says how a dated day differs from the week's pattern.
type DayKind string

const (
	DayHoliday DayKind = "holiday"     // ngày nghỉ lễ, tết, nghỉ bù
	DayMakeUp  DayKind = "makeup_work" // ngày làm bù
)

// DayKinds lists every DayKind.
var DayKinds = enum("day_kind", DayHoliday, DayMakeUp)

// RateStatus says whether a rate may be shown as one.
type RateStatus string

const (
	RateOK           RateStatus = "ok"
	RateNothingDue   RateStatus = "nothing_due"   // chưa có nghĩa vụ đến hạn
	RateNoData       RateStatus = "no_data"       // không đủ dữ liệu: what was due is all unknown
	RateNoObligation RateStatus = "no_obligation" // chưa phát sinh nghĩa vụ
	RateNoRule       RateStatus = "no_rule"       // chưa có quy định trong hệ thống: unrated
	RateNotJudged    RateStatus = "not_judged"    // không đánh giá: a partial period, or does not apply
)

// RateStatuses lists every RateStatus.
var RateStatuses = enum("rate_status", RateOK, RateNothingDue, RateNoData, RateNoObligation, RateNoRule, RateNotJudged)
