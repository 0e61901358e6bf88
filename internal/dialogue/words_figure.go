package dialogue

// FigureStatus (tình trạng số liệu) keeps four states apart: missing is not zero.
type FigureStatus string

const (
	FigureReported      FigureStatus = "reported"       // có số liệu
	FigureNoneOccurred  FigureStatus = "none_occurred"  // không phát sinh: a stated, true zero
	FigureNotReported   FigureStatus = "not_reported"   // không báo cáo
	FigureNotApplicable FigureStatus = "not_applicable" // không áp dụng
)

// FigureStatuses lists every FigureStatus.
var FigureStatuses = enum("status", FigureReported, FigureNoneOccurred, FigureNotReported, FigureNotApplicable)

// Qualifier is the word that stood before a published figure. Each word is kept as printed, even where two mean
// the same bound: "gần 90%" stays "gần 90%".
type Qualifier string

const (
	QualifierExact    Qualifier = "exact"     // no word
	QualifierGan      Qualifier = "gan"       // gần
	QualifierNgot     Qualifier = "ngot"      // ngót
	QualifierDuoi     Qualifier = "duoi"      // dưới
	QualifierChuaDen  Qualifier = "chua_den"  // chưa đến
	QualifierTren     Qualifier = "tren"      // trên
	QualifierHon      Qualifier = "hon"       // hơn
	QualifierQua      Qualifier = "qua"       // quá
	QualifierVuot     Qualifier = "vuot"      // vượt
	QualifierKhoang   Qualifier = "khoang"    // khoảng
	QualifierUoc      Qualifier = "uoc"       // ước
	QualifierChung    Qualifier = "chung"     // chừng
	QualifierXapXi    Qualifier = "xap_xi"    // xấp xỉ
	QualifierItNhat   Qualifier = "it_nhat"   // ít nhất, tối thiểu, không dưới
	QualifierKhongQua Qualifier = "khong_qua" // không quá, tối đa
	QualifierTroLen   Qualifier = "tro_len"   // từ … trở lên
	QualifierTroXuong Qualifier = "tro_xuong" // từ … trở xuống
	QualifierTuDen    Qualifier = "tu_den"    // từ … đến …
	QualifierChamNhat Qualifier = "cham_nhat" // chậm nhất
	QualifierHauHet   Qualifier = "hau_het"   // hầu hết
	QualifierDaSo     Qualifier = "da_so"     // đa số
	QualifierPhanLon  Qualifier = "phan_lon"  // phần lớn
	QualifierCoBan    Qualifier = "co_ban"    // cơ bản
	QualifierNhieu    Qualifier = "nhieu"     // nhiều
	QualifierMotSo    Qualifier = "mot_so"    // một số
	QualifierHang     Qualifier = "hang"      // hàng nghìn: an order of magnitude
)

// Qualifiers lists every Qualifier.
var Qualifiers = enum("qualifier", QualifierExact, QualifierGan, QualifierNgot, QualifierDuoi, QualifierChuaDen,
	QualifierTren, QualifierHon, QualifierQua, QualifierVuot, QualifierKhoang, QualifierUoc, QualifierChung,
	QualifierXapXi, QualifierItNhat, QualifierTroLen, QualifierKhongQua, QualifierTroXuong, QualifierTuDen, QualifierChamNhat, QualifierHauHet,
	QualifierDaSo, QualifierPhanLon, QualifierCoBan, QualifierNhieu, QualifierMotSo, QualifierHang)

// Measure (chỉ tiêu) is what a published figure counts. A share is stored as published, never made from counts.
type Measure string

const (
	MeasureSessions          Measure = "sessions"            // số cuộc
	MeasureAttendees         Measure = "attendees"           // lượt người dự
	MeasureOpinions          Measure = "opinions"            // số ý kiến
	MeasureOpinionsBefore    Measure = "opinions_before"     // tổng hợp trước hội nghị
	MeasureOpinionsAt        Measure = "opinions_at"         // phát biểu tại hội nghị
	MeasureOpinionsAfter     Measure = "opinions_after"      // gửi sau hội nghị
	MeasureAnsweredAtSession Measure = "answered_at_session" // giải đáp tại hội nghị
	MeasureReplied           Measure = "replied"             // đã trả lời
	MeasureResolved          Measure = "resolved"            // giải quyết xong
	MeasureInProgress        Measure = "in_progress"         // đang giải quyết
	MeasureExplained         Measure = "explained"           // giải trình, cung cấp thông tin
	MeasureNotResolved       Measure = "not_resolved"        // chưa giải quyết
	MeasureForwarded         Measure = "forwarded"           // chuyển cấp có thẩm quyền
	MeasureOverdue           Measure = "overdue"             // quá hạn
	MeasureOpinionsOwn       Measure = "opinions_own"        // thuộc thẩm quyền cấp tổ chức
	MeasureOpinionsLower     Measure = "opinions_lower"      // thuộc thẩm quyền cấp dưới
	MeasureOpinionsHigher    Measure = "opinions_higher"     // thuộc thẩm quyền cấp trên
	MeasureOpinionsCentral   Measure = "opinions_central"    // thuộc thẩm quyền Trung ương
	MeasureAccepted          Measure = "accepted"            // tiếp thu để chỉ đạo giải quyết
	MeasureHandled           Measure = "handled"             // đã xử lý: one printed figure for answered and resolved together
	MeasureCases             Measure = "cases"               // vụ việc
	MeasurePetitions         Measure = "petitions"           // đơn
	MeasurePlaces            Measure = "places"              // đơn vị đã tổ chức
	MeasureIssues            Measure = "issues"              // vấn đề, vụ việc nổi cộm
	MeasureCarriedOver       Measure = "carried_over"        // tồn kỳ trước: never new opinions
	MeasureAnsweredShare     Measure = "answered_share"      // tỷ lệ giải đáp tại hội nghị
	MeasureRepliedShare      Measure = "replied_share"       // tỷ lệ đã trả lời
	MeasureResolvedShare     Measure = "resolved_share"      // tỷ lệ giải quyết xong
	MeasureInProgressShare   Measure = "in_progress_share"   // tỷ lệ đang giải quyết
	MeasureHandledShare      Measure = "handled_share"       // tỷ lệ đã xử lý
	MeasureSatisfiedShare    Measure = "satisfied_share"     // tỷ lệ hài lòng
	MeasurePlanShare         Measure = "plan_share"          // tỷ lệ so với kế hoạch, quy định
)

// Measures lists every Measure.
var Measures = enum("measure", MeasureSessions, MeasureAttendees, MeasureOpinions, MeasureOpinionsBefore,
	MeasureOpinionsAt, MeasureOpinionsAfter, MeasureAnsweredAtSession, MeasureReplied, MeasureResolved,
	MeasureInProgress, MeasureExplained, MeasureNotResolved, MeasureForwarded, MeasureOverdue,
	MeasureOpinionsOwn, MeasureOpinionsLower, MeasureOpinionsHigher, MeasureOpinionsCentral,
	MeasureAccepted, MeasureHandled, MeasureCases, MeasurePetitions, MeasurePlaces, MeasureIssues,
	MeasureCarriedOver, MeasureAnsweredShare, MeasureRepliedShare, MeasureResolvedShare,
	MeasureInProgressShare, MeasureHandledShare, MeasureSatisfiedShare, MeasurePlanShare)

// CountingUnit (đơn vị tính) is the thing that was counted. "11 ý kiến với 39 nội dung" is one session: figures in
// different units do not compare. The groups are for opinions, sessions,
// attendance, and the rest.
type CountingUnit string

const (
	CountYKien     CountingUnit = "y_kien"      // ý kiến
	CountLuotYKien CountingUnit = "luot_y_kien" // lượt ý kiến
	CountKienNghi  CountingUnit = "kien_nghi"   // kiến nghị
	CountNoiDung   CountingUnit = "noi_dung"    // nội dung
	CountVanDe     CountingUnit = "van_de"      // vấn đề
	CountCauHoi    CountingUnit = "cau_hoi"     // câu hỏi
	CountVuViec    CountingUnit = "vu_viec"     // vụ việc
	CountDon       CountingUnit = "don"         // đơn

	CountCuoc    CountingUnit = "cuoc"     // cuộc
	CountHoiNghi CountingUnit = "hoi_nghi" // hội nghị
	CountBuoi    CountingUnit = "buoi"     // buổi
	CountKy      CountingUnit = "ky"       // kỳ
	CountLan     CountingUnit = "lan"      // lần

	CountLuotNguoi CountingUnit = "luot_nguoi" // lượt người: repeats count, so never unique people
	CountDaiBieu   CountingUnit = "dai_bieu"   // đại biểu
	CountNguoi     CountingUnit = "nguoi"      // người
	CountHo        CountingUnit = "ho"         // hộ

	CountPhanAnh CountingUnit = "phan_anh" // phản ánh
	CountDonVi   CountingUnit = "don_vi"   // đơn vị
	CountXa      CountingUnit = "xa"       // xã
	CountPhuong  CountingUnit = "phuong"   // phường
)

// CountingUnits lists every CountingUnit.
var CountingUnits = enum("counting_unit", CountYKien, CountLuotYKien, CountKienNghi, CountNoiDung, CountVanDe,
	CountCauHoi, CountVuViec, CountDon, CountCuoc, CountHoiNghi, CountBuoi, CountKy, CountLan,
	CountLuotNguoi, CountDaiBieu, CountNguoi, CountHo, CountPhanAnh, CountDonVi, CountXa, CountPhuong)
