package pipeline

import (
	"fmt"
	"strconv"
	"time"

	"nhipcau/internal/i18n"
	"nhipcau/internal/viet"
	"nhipcau/pipeline/ingest"
)

// vietnam is where receipts are read.
var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

// speech is the reader's language for receipts.
type speech struct{ lang string }

func (s speech) pick(vi, en string) string {
	if s.lang == "en" {
		return en
	}
	return vi
}

func (s speech) count(n int64) string { return viet.FormatInt(n, viet.Locale(s.lang)) }

func (s speech) severity(code string) string {
	if code == "reject" {
		return s.pick("loại", "rejected")
	}
	return s.pick("cảnh báo", "warning")
}

// said are the sentences of a receipt. Two words a key: Vietnamese, English.
var said = map[string][2]string{
	"title":         {"Kết quả kiểm tra: %s", "Check results: %s"},
	"counts":        {"Nhận %s dòng: chấp nhận %s, loại %s, cảnh báo %s", "Received %s rows: accepted %s, rejected %s, warned %s"},
	"refused":       {"Không nhận tệp này. %s", "This file is not taken in. %s"},
	"twice":         {"Trùng hoàn toàn với một tệp khác trong lần gửi này: chỉ đọc một lần", "The same bytes as another file of this call: read once"},
	"format":        {"Loại tệp %s, bảng mã %s, %s byte", "Form %s, encoding %s, %s bytes"},
	"sha":           {"Mã băm SHA-256: %s", "SHA-256: %s"},
	"at":            {"Nhận lúc %s", "Received at %s"},
	"table":         {"Bảng %s, tiêu đề ở dòng %s, đọc là %s", "Table %s, header in row %s, read as %s"},
	"nosheet":       {"(tệp không chia trang)", "(a file without sheets)"},
	"read_row":      {"dòng %s “%s” → %s", "row %s “%s” → %s"},
	"table_across":  {"Bảng %s, chỉ tiêu theo dòng, mỗi cột một đơn vị hoặc một kỳ, tiêu đề ở dòng %s, đọc là %s", "Table %s, indicators in rows, a unit or a period a column, header in row %s, read as %s"},
	"read":          {"cột %s “%s” → %s", "column %s “%s” → %s"},
	"unknown":       {"cột %s “%s”: không có trong danh mục tiêu đề, không lấy", "column %s “%s”: not among the known headers, not taken in"},
	"col_twice":     {"cột %s “%s”: trùng nghĩa với cột đứng trước, không lấy", "column %s “%s”: means the same as an earlier one, not taken in"},
	"personal":      {"cột %s “%s”: dữ liệu cá nhân, không lấy", "column %s “%s”: personal data, not taken in"},
	"colours":       {"Màu đỏ: dòng bị loại. Màu vàng: cảnh báo, dòng vẫn được nhận. Lý do ghi ở chú thích của ô. Sửa xong có thể gửi lại chính tệp này: trang này sẽ được bỏ qua.", "Red: rows that were rejected. Amber: a warning, the row was accepted. The reason is in the cell's comment. Mend the cells and send this very file again: this sheet will be passed over."},
	"left":          {"… và %s điều nữa", "… and %s more"},
	"clean":         {"Không có điều gì cần sửa.", "Nothing to mend."},
	"issues":        {"Những điều cần xem:", "To be looked at:"},
	"door":          {"Đã làm khi nhận tệp:", "Done at the door:"},
	"sheet":         {"Kết quả kiểm tra", "Check results"},
	"data":          {"Dữ liệu", "Data"},
	"reg_session":   {"sổ các cuộc đối thoại", "a register of sessions"},
	"reg_opinion":   {"sổ ý kiến, kiến nghị", "a register of opinions"},
	"reg_aggregate": {"biểu số liệu tổng hợp", "a report of counts"},
}

func (s speech) say(key string, args ...any) string {
	return fmt.Sprintf(s.pick(said[key][0], said[key][1]), args...)
}

func (s speech) heads() []string {
	if s.lang == "en" {
		return []string{"Severity", "Sheet", "Cell", "Row", "Column", "Value", "Why", "Rule"}
	}
	return []string{"Xử lý", "Trang tính", "Ô", "Dòng", "Cột", "Giá trị", "Vì sao", "Quy tắc"}
}

// Door tells a receipt's notes ("rows_total:3": what was recognised and done while reading) in the reader's language; a code without
// words is shown as it is.
func Door(lang string, notes []string) []string {
	var list []string
	for _, note := range notes {
		list = append(list, i18n.For(i18n.Lang(lang)).Note("door.", note))
	}
	return list
}

// lines are what a receipt says before its issues.
func (s speech) lines(f FileReport) []string {
	list := []string{s.say("title", f.Name)}
	switch {
	case f.Refused != nil:
		return append(list, s.say("refused", s.pick(f.Refused.Vi, f.Refused.En)))
	case f.Twice:
		return append(list, s.say("twice"))
	}
	list = append(list, s.say("counts", s.count(f.Received), s.count(f.Accepted), s.count(f.Rejected), s.count(f.Warned)))
	encoding := f.Encoding
	if encoding == "" {
		encoding = "–"
	}
	list = append(list, s.say("format", f.Format, encoding, s.count(f.Bytes)), s.say("sha", f.SHA256))
	if !f.ReceivedAt.IsZero() {
		list = append(list, s.say("at", f.ReceivedAt.In(vietnam).Format("02/01/2006 15:04")))
	}
	if done := Door(s.lang, f.Notes); len(done) > 0 {
		list = append(list, s.say("door"))
		for _, d := range done {
			list = append(list, "  "+d)
		}
	}
	for _, l := range f.Layouts {
		list = append(list, s.layout(l)...)
	}
	return list
}

// layout tells how one header was read.
func (s speech) layout(l ingest.Layout) []string {
	name, line := l.Sheet, "–"
	if name == "" {
		name = s.say("nosheet")
	}
	if l.Line > 0 {
		line = strconv.FormatInt(l.Line, 10)
	}
	table := "table"
	if l.Across {
		table = "table_across"
	}
	list := []string{s.say(table, name, line, s.say("reg_"+l.Table))}
	for _, c := range l.Columns {
		list = append(list, "  "+s.column(c))
	}
	return list
}

func (s speech) column(c ingest.LayoutColumn) string {
	switch c.Fate {
	case "unknown", "personal":
		return s.say(c.Fate, c.Letter(), c.Words)
	case "twice":
		return s.say("col_twice", c.Letter(), c.Words)
	}
	if c.Row > 0 {
		return s.say("read_row", c.Letter(), c.Words, s.pick(c.LabelVi, c.LabelEn))
	}
	return s.say("read", c.Letter(), c.Words, s.pick(c.LabelVi, c.LabelEn))
}
