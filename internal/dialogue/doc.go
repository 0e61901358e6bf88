// Package dialogue is the glossary of the product as types, and the arithmetic of deadlines.
//
// It is for everyone who must agree on a word: a Session (cuộc tiếp xúc, đối thoại) is held by a
// Locality (địa phương, đơn vị tổ chức), gathers Opinions (ý kiến, kiến nghị), is followed by a
// Notice (thông báo kết luận) and by a Reply (trả lời bằng văn bản) to each opinion. A Regulation
// (quy chế, quy định, luật) holds dated Rules; a rule that binds a session makes Obligations.
//
// It reads nothing and writes nothing: everything, the cut-off date (ngày chốt số liệu) included, is a
// parameter. It promises that
//
//   - a record dated after the cut-off does not exist;
//   - day 0 is the day of the session or of the notice, and the due day itself is in time;
//   - what is overdue and unanswered is missed; what is not yet due, exempt, without a clock or
//     unknown is counted beside a rate and never inside it;
//   - a date known only to the month or year decides nothing: the duty is unknown, and the rate
//     carries its worst and best case;
//   - rates are kept as numerator and denominator, so that sums can be divided last.
//
// It imports only the standard library.
package dialogue
