package viet

import "strings"

// countingUnits are the nouns a figure counts, longest first, with the measure each hints at. They are
// not interchangeable: 11 ý kiến can hold 39 nội dung, a lượt counts people again each time they come.
var countingUnits = []struct{ word, measure string }{
	{"lượt ý kiến phát biểu", "opinions_at"}, {"ý kiến phát biểu", "opinions_at"},
	{"ý kiến tổng hợp trước", "opinions_before"},
	{"lượt ý kiến", "opinions"}, {"lượt kiến nghị", "opinions"}, {"ý kiến", "opinions"}, {"kiến nghị", "opinions"},
	{"phản ánh", "opinions"}, {"nội dung", "issues"}, {"vấn đề", "issues"}, {"câu hỏi", "issues"},
	{"vụ việc", "issues"}, {"đơn", "petitions"},
	{"lượt người", "attendees"}, {"lượt cán bộ", "attendees"}, {"lượt đại biểu", "attendees"}, {"đại biểu", "attendees"},
	{"người", "attendees"}, {"hộ", "attendees"}, {"lượt", "attendees"},
	{"cuộc", "sessions"}, {"hội nghị", "sessions"}, {"buổi", "sessions"}, {"kỳ", "sessions"}, {"lần", "sessions"},
	{"sessions", "sessions"}, {"meetings", "sessions"}, {"opinions", "opinions"}, {"people", "attendees"}, {"attendees", "attendees"},
	{"địa phương", "units"}, {"đơn vị", "units"}, {"tỉnh", "units"}, {"huyện", "units"}, {"xã", "units"}, {"phường", "units"},
	{"ngày làm việc", "days"}, {"ngày", "days"}, {"tháng", ""}, {"năm", ""},
}

// unitWords are the units as they are kept: "lượt ý kiến phát biểu" counts "lượt ý kiến".
var unitWords = map[string]string{
	"lượt ý kiến phát biểu": "lượt ý kiến", "ý kiến phát biểu": "ý kiến", "ý kiến tổng hợp trước": "ý kiến",
	"lượt cán bộ": "lượt", "lượt đại biểu": "lượt",
}

// unitOf finds the counting unit at the start of the words after a number; ok is false for other words.
func unitOf(rest string) (unit string, ok bool) {
	unit, _, ok = unitAndMeasure(rest)
	return unit, ok
}

func unitAndMeasure(rest string) (unit, measure string, ok bool) {
	rest = strings.ToLower(strings.TrimSpace(rest))
	for _, c := range countingUnits {
		if _, found := cutPhrase(rest, c.word); found {
			if kept, shorter := unitWords[c.word]; shorter {
				return kept, c.measure, true
			}
			return c.word, c.measure, true
		}
	}
	return "", "", false
}

// shareMeasure guesses which share a percent is from the verbs after it. A merged numerator ("giải
// quyết, trả lời, đạt 99,7%") has no measure of ours: the four result rates are never mixed.
func shareMeasure(words string) string {
	words = strings.ToLower(words)
	resolved := strings.Contains(words, "giải quyết") || strings.Contains(words, "hoàn thành") || strings.Contains(words, "resolved")
	replied := strings.Contains(words, "trả lời") || strings.Contains(words, "giải đáp") || strings.Contains(words, "replied")
	onSpot := strings.Contains(words, "tại hội nghị") || strings.Contains(words, "tại chỗ")
	switch {
	case resolved && replied:
		return ""
	case resolved:
		return "resolved_share"
	case replied && onSpot:
		return "answered_share"
	case replied:
		return "replied_share"
	}
	return ""
}
