package viet

import "strings"

// YesNo is what a yes-or-no cell says. An empty cell is neither.
type YesNo string

const (
	Yes          YesNo = "yes"
	No           YesNo = "no"
	YesNoEmpty   YesNo = "empty" // nothing, or a dash
	YesNoUnknown YesNo = "unknown_word"
)

// yesNoWords: "x", a tick and "có" are yes everywhere; "đã" and "chưa" answer headings like "Đã làm rõ
// tại hội nghị".
var yesNoWords = map[string]YesNo{
	"có": Yes, "co": Yes, "x": Yes, "✓": Yes, "✔": Yes, "☑": Yes, "☒": Yes, "√": Yes, "v": Yes, "1": Yes, "true": Yes, "đúng": Yes,
	"phải": Yes, "yes": Yes, "y": Yes, "đã": Yes, "rồi": Yes, "đạt": Yes,
	"không": No, "khong": No, "ko": No, "0": No, "false": No, "sai": No, "no": No, "n": No, "chưa": No, "chua": No, "☐": No, "✗": No, "✘": No,
	"không phải": No, "không có": No,
}

// ParseYesNo reads có, không, x, ✓, 1, 0, true, false and their kin. A word it does not know is
// YesNoUnknown and not a no.
func ParseYesNo(s string) YesNo {
	s = lowerTidy(s)
	if isDashes(s) {
		return YesNoEmpty
	}
	s = strings.TrimSpace(strings.NewReplacer("\ufe0f", "", "\ufe0e", "").Replace(s)) // emoji selectors after ✔
	if answer, ok := yesNoWords[strings.Trim(s, " .,;()[]")]; ok {
		return answer
	}
	return YesNoUnknown
}
