package clean

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"nhipcau/internal/dialogue"
	"nhipcau/internal/viet"
)

// Result is what an official's words for a result say: the outcome, what they say besides (dialogue.OutcomeDetail), and why nothing
// is resolved (dialogue.Reason). Empty: not said, or not known.
type Result struct{ Code, Detail, Reason string }

// Result reads words for a result. "Đã giải đáp trực tiếp tại hội nghị" is an answer at the session: explained, and never resolved
// (domain.md §0.1, §2.1: "95 % is answered on the spot, not resolved"). "Chưa giải quyết do thiếu kinh phí" says why. The
// vocabulary's own words go first, whole; then the place of an answer or a reason is taken off and what is left must be known.
//
// Of a cell with several lines the first is the result and the rest what is told about it; words of how the time was kept are taken
// off ("Đang giải quyết, quá hạn"), and alone they say the time and no result.
func (words Words) Result(text string) Result {
	if r := words.result(text); r.Code != "" {
		return r
	}
	head, rest, several := strings.Cut(strings.TrimSpace(text), "\n")
	if !several {
		return Result{}
	}
	r := words.result(head)
	if other := words.result(rest); other.Code != "" && other.Code != r.Code || r.Code == string(dialogue.OutcomeResolved) && doubted.MatchString(rest) {
		return Result{}
	}
	return words.besides(r, text)
}

// doubted: what is told below a result takes some of it back.
var doubted = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:một phần|phần còn lại|còn|chưa|không|đang|nhưng|tuy nhiên|song|trừ|riêng|tiếp tục|sẽ|đề nghị|chờ|dự kiến)(?:$|[^\pL])`)

// result reads words that are one line, or may be read as one.
func (words Words) result(text string) Result {
	bare := byPaper.ReplaceAllString(text, "")
	for _, whole := range []string{text, bare, unbracketed.Replace(bare)} {
		if code, key := words.outcome(viet.Key2(whole)); code != "" {
			return words.besides(Result{Code: code, Detail: words["outcome_detail"][key]}, whole)
		}
	}
	if head, time, ok := words.inTime(viet.Key2(commas.Replace(bare))); ok {
		return words.besides(Result{Code: head, Detail: time}, bare)
	}
	if head, ok := words.atSession(viet.Key2(unbracketed.Replace(bare))); ok {
		return Result{Code: head, Detail: string(dialogue.DetailAtSession)}
	}
	code, _ := words.outcome(viet.Key2(byReason.ReplaceAllString(bare, "")))
	if code != string(dialogue.OutcomeNotResolved) && code != string(dialogue.OutcomeInProgress) { // nothing else needs a reason
		return Result{}
	}
	return words.besides(Result{Code: code}, bare)
}

func (words Words) besides(r Result, text string) Result {
	if r.Code == string(dialogue.OutcomeNotResolved) {
		r.Reason = words.reason(text)
	}
	return r
}

var (
	byReason    = regexp.MustCompile(`(?i)[\s,;:.(–-]+(?:do|vì|bởi|lý do|lí do|nguyên nhân|vướng|thiếu|chờ|chưa)[\s:].*$`)
	unbracketed = strings.NewReplacer("(", " ", ")", " ")
	// done are the words before a deed: "đã (được) trả lời" is known as "trả lời".
	done = []string{viet.Key2("đã được") + " ", viet.Key2("đã") + " ", viet.Key2("được") + " "}
)

// outcome is the code of a key and the key it was found under.
func (words Words) outcome(key string) (code, found string) {
	if code, known := words["outcome"][key]; known {
		return code, key
	}
	for _, d := range done {
		if rest, ok := strings.CutPrefix(key, d); ok {
			if code, known := words["outcome"][rest]; known {
				return code, rest
			}
		}
	}
	return "", ""
}

// atSession is the outcome of words that end with where the answer was given; only an answer or a solution is given there.
func (words Words) atSession(key string) (code string, ok bool) {
	for _, tail := range words.phrases("outcome_detail") {
		if words["outcome_detail"][tail] != string(dialogue.DetailAtSession) {
			continue
		}
		if head, found := strings.CutSuffix(key, " "+tail); found {
			code, _ := words.outcome(strings.Trim(head, " ,;"))
			if code == string(dialogue.OutcomeExplained) || code == string(dialogue.OutcomeResolved) {
				return code, true
			}
		}
	}
	return "", false
}

// inTime is the outcome of words that begin or end with how the time was kept.
func (words Words) inTime(written string) (code, detail string, ok bool) {
	key := unbracketed.Replace(written)
	key = strings.Join(strings.FieldsFunc(key, func(r rune) bool { return strings.ContainsRune(signs, r) }), " ")
	for _, phrase := range words.phrases("outcome_detail") {
		detail = words["outcome_detail"][phrase]
		if detail != string(dialogue.DetailLate) && detail != string(dialogue.DetailInTime) {
			continue
		}
		head, last := strings.CutSuffix(key, " "+phrase)
		rest, first := strings.CutPrefix(head, phrase+" ")
		if rest = byDays.ReplaceAllString(rest, ""); !first && !last || first && rest != "" && !apart(written, phrase, rest) {
			continue
		}
		if code, _ = words.outcome(rest); code == "" && rest == "" {
			code = string(dialogue.OutcomeUnknown)
		}
		if code != "" {
			return code, detail, true
		}
	}
	return "", "", false
}

// apart: what follows a time that leads is a result of its own, by a sign between them or by the word it begins with. "Quá hạn trả lời"
// says what is overdue, and not that there was a reply.
func apart(written, phrase, rest string) bool {
	after := strings.TrimSpace(strings.TrimPrefix(strings.TrimLeft(written, signs+"()"), phrase))
	after = strings.TrimSpace(byDays.ReplaceAllString(after, ""))
	if after != "" && strings.ContainsRune(signs+"()", []rune(after)[0]) {
		return true
	}
	word, _, _ := strings.Cut(rest, " ")
	return slices.Contains(toldOf, word)
}

// toldOf begin words that tell how far a thing is.
var toldOf = []string{viet.Key2("đã"), viet.Key2("đang"), viet.Key2("chưa"), viet.Key2("không")}

// commas keep the signs that a key drops.
var commas = strings.NewReplacer("-", ",", "–", ",", "—", ",", ".", ",")

const signs = " ,;:.–-"

// byDays: "Quá hạn 15 ngày".
var byDays = regexp.MustCompile(`^\d+ (?:` + viet.Key2("ngày") + `|` + viet.Key2("tháng") + `)(?: ` + viet.Key2("làm việc") + `)? ?`)

// reason files why something is not resolved by the longest phrase that stands in it.
func (words Words) reason(text string) string {
	key := " " + strings.Join(strings.FieldsFunc(viet.Key2(text), func(r rune) bool { return strings.ContainsRune(" ,;:()/", r) }), " ") + " "
	for _, phrase := range words.phrases("reason") {
		if strings.Contains(key, " "+phrase+" ") {
			return words["reason"][phrase]
		}
	}
	return ""
}

// phrases are the words of a field, the longest first.
func (words Words) phrases(field string) []string {
	list := slices.Sorted(maps.Keys(words[field]))
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}
