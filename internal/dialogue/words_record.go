package dialogue

// Origin (nguồn gốc) says where a row came from. Origins are never added together.
type Origin string

const (
	OriginRegister  Origin = "register"  // sổ theo dõi: records a locality sent
	OriginPublished Origin = "published" // số liệu công bố: figures someone published
	OriginSimulated Origin = "simulated" // mô phỏng
)

// Origins lists every Origin.
var Origins = enum("origin", OriginRegister, OriginPublished, OriginSimulated)

// Channel (kênh) keeps neighbouring duties apart. The BTV Tỉnh ủy Hòa Bình itself names "còn đồng nhất tiếp
// xúc, đối thoại với tiếp xúc cử tri" as a weakness: channels are compared, never summed.
type Channel string

const (
	ChannelDialogue    Channel = "doi_thoai"                   // tiếp xúc, đối thoại trực tiếp với Nhân dân
	ChannelVoters      Channel = "tiep_xuc_cu_tri"             // tiếp xúc cử tri
	ChannelReception   Channel = "tiep_cong_dan"               // tiếp công dân
	ChannelYouth       Channel = "doi_thoai_thanh_nien"        // đối thoại với thanh niên
	ChannelBusiness    Channel = "doi_thoai_doanh_nghiep_cchc" // đối thoại với doanh nghiệp, cải cách hành chính
	ChannelComplaint   Channel = "doi_thoai_khieu_nai"         // đối thoại giải quyết khiếu nại
	ChannelHotline1022 Channel = "duong_day_nong_1022"         // đường dây nóng 1022
	ChannelOnlineQA    Channel = "hoi_dap_truc_tuyen"          // hỏi đáp trực tuyến
)

// Channels lists every Channel.
var Channels = enum("channel", ChannelDialogue, ChannelVoters, ChannelReception, ChannelYouth,
	ChannelBusiness, ChannelComplaint, ChannelHotline1022, ChannelOnlineQA)

// Level (cấp) of a unit or of a session's host.
type Level string

const (
	LevelProvince Level = "province" // cấp tỉnh
	LevelDistrict Level = "district" // cấp huyện, until 30/6/2025
	LevelCommune  Level = "commune"  // cấp xã
	LevelOther    Level = "other"    // cơ quan, ban, ngành: never in a comparison of places
)

// Levels lists every Level.
var Levels = enum("level", LevelProvince, LevelDistrict, LevelCommune, LevelOther)

// SessionKind (hình thức) of a session.
type SessionKind string

const (
	KindRegular  SessionKind = "dinh_ky"   // định kỳ
	KindAdHoc    SessionKind = "dot_xuat"  // đột xuất
	KindThematic SessionKind = "chuyen_de" // chuyên đề, theo nhóm vấn đề
)

// SessionKinds lists every SessionKind.
var SessionKinds = enum("session_kind", KindRegular, KindAdHoc, KindThematic)

// Mode (phương thức) of a session.
type Mode string

const (
	ModeInPerson Mode = "truc_tiep"  // trực tiếp
	ModeOnline   Mode = "truc_tuyen" // trực tuyến, nối điểm cầu
	ModeHybrid   Mode = "ket_hop"    // kết hợp
)

// Modes lists every Mode.
var Modes = enum("mode", ModeInPerson, ModeOnline, ModeHybrid)

// HostRole (người chủ trì) is the chair's title. Titles only: no name is ever kept.
type HostRole string

const (
	HostPartySecretary HostRole = "bi_thu"               // bí thư cấp ủy
	HostCouncilChair   HostRole = "chu_tich_hdnd"        // chủ tịch HĐND
	HostExecutiveChair HostRole = "chu_tich_ubnd"        // chủ tịch UBND
	HostSecretaryChair HostRole = "bi_thu_kiem_chu_tich" // bí thư kiêm chủ tịch
	HostCoChairs       HostRole = "dong_chu_tri"         // đồng chủ trì
	HostDeputy         HostRole = "cap_pho"              // cấp phó được ủy quyền
	HostOther          HostRole = "khac"                 // khác
)

// HostRoles lists every HostRole.
var HostRoles = enum("host_role", HostPartySecretary, HostCouncilChair, HostExecutiveChair,
	HostSecretaryChair, HostCoChairs,
	HostDeputy, HostOther)

// Collected (cách thu thập) says when an opinion was raised.
type Collected string

const (
	CollectedBefore Collected = "before" // tổng hợp trước hội nghị
	CollectedAt     Collected = "at"     // phát biểu tại hội nghị
	CollectedAfter  Collected = "after"  // gửi sau hội nghị
)

// CollectedAll lists every Collected.
var CollectedAll = enum("collected", CollectedBefore, CollectedAt, CollectedAfter)

// Authority (thẩm quyền) over an opinion, seen from the host.
type Authority string

const (
	AuthorityOwn     Authority = "own"     // cấp tổ chức
	AuthorityLower   Authority = "lower"   // cấp dưới
	AuthorityHigher  Authority = "higher"  // cấp trên
	AuthorityCentral Authority = "central" // Trung ương
	AuthorityOutside Authority = "outside" // ngoài hệ thống
)

// Authorities lists every Authority.
var Authorities = enum("authority", AuthorityOwn, AuthorityLower, AuthorityHigher, AuthorityCentral, AuthorityOutside)

// Outcome (kết quả giải quyết) of an opinion. An answer is not an outcome: "đã trả lời" and "giải quyết xong"
// are different events with different rates.
type Outcome string

const (
	OutcomeResolved    Outcome = "resolved"     // giải quyết xong
	OutcomeInProgress  Outcome = "in_progress"  // đang giải quyết
	OutcomeExplained   Outcome = "explained"    // giải trình, cung cấp thông tin
	OutcomeNotResolved Outcome = "not_resolved" // chưa giải quyết
	OutcomeForwarded   Outcome = "forwarded"    // chuyển cấp có thẩm quyền
	OutcomeOutOfScope  Outcome = "out_of_scope" // không thuộc phạm vi
	OutcomeUnknown     Outcome = "unknown"      // không rõ
)

// Outcomes lists every Outcome.
var Outcomes = enum("outcome", OutcomeResolved, OutcomeInProgress, OutcomeExplained, OutcomeNotResolved,
	OutcomeForwarded, OutcomeOutOfScope, OutcomeUnknown)

// OutcomeDetail is what an official's words for a result say besides the outcome: "đã giải đáp trực tiếp tại hội nghị" is an answer
// at the session, "công dân rút kiến nghị" a withdrawal, "quá hạn" how the time was kept.
type OutcomeDetail string

const (
	DetailAtSession OutcomeDetail = "at_session" // tại hội nghị
	DetailWithdrawn OutcomeDetail = "withdrawn"  // người nêu rút ý kiến
	DetailLate      OutcomeDetail = "late"       // quá hạn
	DetailInTime    OutcomeDetail = "in_time"    // trong hạn, đúng hạn
)

// OutcomeDetails lists every OutcomeDetail.
var OutcomeDetails = enum("outcome_detail", DetailAtSession, DetailWithdrawn, DetailLate, DetailInTime)

// Reason (lý do chưa giải quyết) is why an opinion is not resolved.
type Reason string

const (
	ReasonResources Reason = "resources" // nguồn lực
	ReasonLegal     Reason = "legal"     // vướng pháp lý
	ReasonObjective Reason = "objective" // khách quan
	ReasonOther     Reason = "other"     // khác
)

// Reasons lists every Reason.
var Reasons = enum("reason", ReasonResources, ReasonLegal, ReasonObjective, ReasonOther)

// TopicSource says who filed an opinion under its topic (lĩnh vực).
type TopicSource string

const (
	TopicReported TopicSource = "reported" // theo đơn vị báo cáo
	TopicByRule   TopicSource = "rule"     // theo từ điển cụm từ
	TopicManual   TopicSource = "manual"   // phân loại thủ công
)

// TopicSources lists every TopicSource.
var TopicSources = enum("topic_source", TopicReported, TopicByRule, TopicManual)

// DueSource says who set a deadline (thời hạn).
type DueSource string

const (
	DueByRule   DueSource = "rule"   // theo quy định
	DueByChair  DueSource = "chair"  // người chủ trì ấn định
	DueByAgreed DueSource = "agreed" // hai bên thống nhất
)

// DueSources lists every DueSource.
var DueSources = enum("due_source", DueByRule, DueByChair, DueByAgreed)

// ReplyKind (hình thức trả lời) of an answer. "Đã trả lời" counts any form; only a written one does the duty.
type ReplyKind string

const (
	ReplyAtSession ReplyKind = "at_session" // trả lời tại hội nghị
	ReplyWritten   ReplyKind = "written"    // trả lời bằng văn bản
	ReplyInPerson  ReplyKind = "in_person"  // trả lời trực tiếp
	ReplyOnline    ReplyKind = "online"     // trả lời trực tuyến
	ReplyPosted    ReplyKind = "posted"     // niêm yết, công khai
	ReplyNone      ReplyKind = "none"       // chưa trả lời
)

// ReplyKinds lists every ReplyKind.
var ReplyKinds = enum("reply_kind", ReplyAtSession, ReplyWritten, ReplyInPerson, ReplyOnline, ReplyPosted, ReplyNone)

// SpeakerGroup (nhóm người nêu) is all that is ever kept of who raised an opinion.
type SpeakerGroup string

const (
	SpeakerResident    SpeakerGroup = "nguoi_dan"     // người dân
	SpeakerVillageHead SpeakerGroup = "truong_thon"   // trưởng thôn, tổ trưởng tổ dân phố
	SpeakerPartyMember SpeakerGroup = "dang_vien"     // đảng viên
	SpeakerFront       SpeakerGroup = "mttq_doan_the" // MTTQ, đoàn thể
	SpeakerBusiness    SpeakerGroup = "doanh_nghiep"  // doanh nghiệp
	SpeakerOfficial    SpeakerGroup = "can_bo"        // cán bộ
	SpeakerOther       SpeakerGroup = "khac"          // khác, không ghi
)

// SpeakerGroups lists every SpeakerGroup.
var SpeakerGroups = enum("speaker_group", SpeakerResident, SpeakerVillageHead, SpeakerPartyMember, SpeakerFront,
	SpeakerBusiness, SpeakerOfficial, SpeakerOther)
