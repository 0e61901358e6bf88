package unit

// Codes of warnings in Result.Warnings.
const (
	WarnObsoleteKind      = "obsolete_kind"
	WarnLaterKind         = "later_kind"
	WarnFormerName        = "former_name"
	WarnKindDiffers       = "kind_differs"
	WarnNotYet            = "not_yet"
	WarnOutsideParent     = "outside_parent"
	WarnParentUnknown     = "parent_unknown"
	WarnParentDissolved   = "parent_dissolved"
	WarnNoteIgnored       = "note_ignored"
	WarnSeveralPlaces     = "several_places"
	WarnNoName            = "no_name"
	WarnNoDate            = "no_date"
	WarnBeforeHistory     = "before_history"
	WarnSuccessorUnknown  = "successor_unknown"
	WarnOrganWithoutPlace = "organ_without_place"
	WarnCodeUnknown       = "code_unknown"
	WarnCodeNeedsLevel    = "code_needs_level"
	WarnAlsoFormer        = "also_former_place"
	WarnMarksDiffer       = "diacritics_differ"
	WarnBelowCommune      = "below_commune"
)

// Words puts a status, a warning or a reason of this package into a sentence in both languages, to
// stand after the text it is about. A code that is none comes back as it is.
func Words(code string) (vi, en string) {
	if w, ok := words[code]; ok {
		return w[0], w[1]
	}
	return code, code
}

var words = map[string][2]string{
	string(Unique):    {"khớp đúng một đơn vị", "matches exactly one unit"},
	string(Warn):      {"khớp một đơn vị, có điểm cần lưu ý", "matches one unit, with a remark"},
	string(Ambiguous): {"khớp nhiều đơn vị, cần ghi rõ đơn vị cấp trên", "matches several units; say what it lies in"},
	string(Dissolved): {"đơn vị không còn tồn tại vào ngày này", "the unit no longer existed on this date"},
	string(Organ):     {"là cơ quan, không phải địa bàn", "is an organ, not a place"},
	string(None):      {"không tìm thấy đơn vị hành chính nào", "no administrative unit found"},

	WarnObsoleteKind:      {"loại đơn vị đã thay đổi trước ngày này", "the kind of unit had changed by this date"},
	WarnLaterKind:         {"loại đơn vị này chỉ có từ sau ngày này", "the unit became of this kind only later"},
	WarnFormerName:        {"tên cũ, đã đổi trước ngày này", "a former name, changed by this date"},
	WarnKindDiffers:       {"có đơn vị cùng tên nhưng khác loại", "a unit of this name exists, but of another kind"},
	WarnNotYet:            {"đơn vị hoặc tên gọi này chưa có vào ngày này", "there was no such unit or name yet on this date"},
	WarnOutsideParent:     {"tên có thật nhưng không thuộc địa phương đã nêu", "the name exists, but not within the place given"},
	WarnParentUnknown:     {"không xác định được đơn vị cấp trên đã ghi", "the place it is said to lie in was not found"},
	WarnParentDissolved:   {"đơn vị cấp trên đã ghi không còn tồn tại vào ngày này", "the place it is said to lie in no longer existed"},
	WarnNoteIgnored:       {"phần trong ngoặc không phải tên đơn vị, đã bỏ qua", "the words in brackets name no place and were passed over"},
	WarnSeveralPlaces:     {"ô ghi nhiều đơn vị, cần tách thành từng dòng", "the cell lists several places; give each a row"},
	WarnNoName:            {"không có tên đơn vị và không suy ra được từ địa phương gửi tệp", "no name, and none follows from where the file is from"},
	WarnNoDate:            {"không có ngày nên không xác định được đơn vị", "without a date no unit can be told"},
	WarnBeforeHistory:     {"dữ liệu đơn vị hành chính bắt đầu từ năm 2015", "the history of units begins in 2015"},
	WarnSuccessorUnknown:  {"chưa rõ đơn vị kế thừa", "its successor is not known"},
	WarnOrganWithoutPlace: {"chưa rõ cơ quan này thuộc địa phương nào", "which place the organ belongs to is not known"},
	WarnCodeUnknown:       {"mã không có trong danh mục vào ngày này", "the code is not in the list in force on this date"},
	WarnCodeNeedsLevel:    {"chỉ có số, cần biết cấp đơn vị hoặc tên", "only a number; say the level or the name"},
	WarnMarksDiffer:       {"dấu hoặc chữ khác với tên chính thức", "the diacritics differ from the official name"},
	WarnBelowCommune:      {"thôn, tổ dân phố được tính vào xã, phường", "a village counts as its commune"},
	WarnAlsoFormer:        {"tên này cũng là tên một tỉnh hoặc huyện cũ đã giải thể", "a former province or district, now dissolved, bore this name too"},

	ReasonMergedProvince: {"số liệu của cả tỉnh mới, không tách được về các tỉnh cũ", "a figure of the new province as a whole; it cannot be split among the old ones"},
	ReasonUnknownUnit:    {"không có đơn vị này trong danh mục", "there is no such unit"},
	ReasonUnknownBasis:   {"không có cách xem địa bàn này", "there is no such basis"},
	ReasonNoLineage:      {"không có dữ liệu kế thừa", "no lineage is known"},
	ReasonNotDistrict:    {"không phải đơn vị cấp huyện", "not a district"},
	ReasonClosedBefore:   {"đơn vị cấp huyện này đã giải thể trước ngày 1/7/2025", "the district was dissolved before 1/7/2025"},
	ReasonSharedCommune:  {"có xã, phường mới nhận dân của nhiều huyện cũ, không tính lại chính xác được", "new communes hold people of several old districts; it cannot be rebuilt exactly"},
}
