package ingest

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/xuri/excelize/v2"
)

// TemplateVersion stands in the guide sheet, so that a filled-in workbook says which form it is.
const TemplateVersion = "2"

// templateRows is how many rows below the header carry drop-downs.
const templateRows = 5000

// Choices are the words offered in drop-downs, by column of a register.
type Choices map[string][]string // "session.kind" → labels

// choiceFields says which vocabulary a column takes.
var choiceFields = map[string][]string{
	"session_kind": {"session.kind"}, "mode": {"session.mode"}, "host_role": {"session.host_role"}, "level": {"session.level"},
	"channel": {"session.channel"}, "counting_unit": {"opinion.counting_unit"}, "collected": {"opinion.collected"},
	"authority": {"opinion.authority"}, "reply_kind": {"opinion.reply_kind"}, "outcome": {"opinion.outcome"}, "reason": {"opinion.not_resolved_reason"},
	"yesno": {"session.host_is_head", "opinion.answered_at_session", "opinion.front_confirmed"},
}

// LoadChoices reads the vocabulary and the level-2 topics.
func LoadChoices(reference fs.FS) (Choices, error) {
	choices := Choices{}
	seen := map[string]bool{}
	add := func(column, label string) {
		if label != "" && !seen[column+label] {
			seen[column+label] = true
			choices[column] = append(choices[column], label)
		}
	}
	records, err := readAll(reference, "reference/vocabulary.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if r[0] == "level" && (r[1] == "all" || r[1] == "other") {
			continue
		}
		for _, column := range choiceFields[r[0]] {
			add(column, r[2])
		}
	}
	topics, err := readAll(reference, "reference/topic.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range topics {
		if r[1] != "" {
			add("opinion.topic", r[2])
		}
	}
	return choices, nil
}

func readAll(files fs.FS, name string) ([][]string, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil || len(records) == 0 {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return records[1:], nil
}

var templateSheets = []struct{ sheet, table string }{{"Cuộc đối thoại", "session"}, {"Ý kiến", "opinion"}}

// Template writes the workbook: a guide, a sheet a register with its header row locked and drop-downs for words, and the
// lists behind them.
func Template(w io.Writer, lex *Lexicon, choices Choices) (err error) {
	book := excelize.NewFile()
	defer func() {
		if e := book.Close(); err == nil {
			err = e
		}
	}()
	t := templateWriter{book: book, lex: lex, choices: choices}
	if err := t.write(); err != nil {
		return fmt.Errorf("template: %w", err)
	}
	_, err = book.WriteTo(w)
	return err
}

type templateWriter struct {
	book    *excelize.File
	lex     *Lexicon
	choices Choices
	lists   int // columns used on the sheet of lists
}

const (
	guideSheet = "Hướng dẫn"
	listSheet  = "Danh mục"
)

func (t *templateWriter) write() error {
	if err := t.book.SetSheetName("Sheet1", guideSheet); err != nil {
		return err
	}
	for _, s := range templateSheets {
		if _, err := t.book.NewSheet(s.sheet); err != nil {
			return err
		}
	}
	if _, err := t.book.NewSheet(listSheet); err != nil {
		return err
	}
	for _, s := range templateSheets {
		if err := t.register(s.sheet, s.table); err != nil {
			return err
		}
	}
	return t.guide()
}

func (t *templateWriter) register(sheet, table string) error {
	head, body, date, err := t.styles()
	if err != nil {
		return err
	}
	columns := t.lex.Of(table)
	for i, c := range columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		style := body
		if c.Kind == "date" {
			style = date
		}
		label := c.LabelVi
		if c.Required == "yes" {
			label += " *"
		}
		for _, do := range []error{
			t.book.SetColStyle(sheet, letter, style),
			t.book.SetColWidth(sheet, letter, letter, max(14, float64(len([]rune(label)))*0.8)),
			t.book.SetCellStr(sheet, letter+"1", label),
			t.book.SetCellStyle(sheet, letter+"1", letter+"1", head),
			t.dropDown(sheet, letter, t.choices[table+"."+c.Name]),
		} {
			if do != nil {
				return do
			}
		}
	}
	if err := t.book.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	// Only the header is locked: rows may be filled in, added, sorted and coloured.
	return t.book.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, FormatColumns: true, FormatRows: true, InsertRows: true, DeleteRows: true, Sort: true, AutoFilter: true,
	})
}

func (t *templateWriter) styles() (head, body, date int, err error) {
	if head, err = t.book.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DCE9EA"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}, Protection: &excelize.Protection{Locked: true},
	}); err != nil {
		return
	}
	if body, err = t.book.NewStyle(&excelize.Style{Protection: &excelize.Protection{Locked: false}}); err != nil {
		return
	}
	format := "dd/mm/yyyy"
	date, err = t.book.NewStyle(&excelize.Style{CustomNumFmt: &format, Protection: &excelize.Protection{Locked: false}})
	return
}

// dropDown offers words; others may be typed too, officials have words of their own.
func (t *templateWriter) dropDown(sheet, letter string, words []string) error {
	if len(words) == 0 {
		return nil
	}
	t.lists++
	list, err := excelize.ColumnNumberToName(t.lists)
	if err != nil {
		return err
	}
	if err := t.book.SetSheetCol(listSheet, list+"1", &words); err != nil {
		return err
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%s2:%s%d", letter, letter, templateRows))
	v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", listSheet, list, list, len(words)))
	v.SetError(excelize.DataValidationErrorStyleWarning, "Từ ngoài danh mục", "Từ này chưa có trong danh mục. Vẫn giữ lại?")
	return t.book.AddDataValidation(sheet, v)
}

func (t *templateWriter) guide() error {
	lines := []string{
		"Sổ theo dõi tiếp xúc, đối thoại trực tiếp với Nhân dân",
		templateMark + TemplateVersion,
		"",
		"1. Mỗi cuộc đối thoại một dòng ở trang “" + templateSheets[0].sheet + "”; mỗi ý kiến, kiến nghị một dòng ở trang “" + templateSheets[1].sheet + "”, nối với cuộc đối thoại bằng Mã cuộc.",
		"2. Cột có dấu * bắt buộc ghi. Cột khác chưa có thông tin thì để trống: để trống là chưa biết, số 0 là không có.",
		"3. Ngày ghi theo dạng ngày/tháng/năm. Số đếm ghi số nguyên, ví dụ 7.320.",
		"4. Tên đơn vị ghi theo tên gọi vào ngày tổ chức; cột Trực thuộc ghi đơn vị cấp trên để không nhầm với nơi cùng tên.",
		"5. Không ghi họ tên, địa chỉ, số điện thoại, số căn cước của người nêu ý kiến ở bất kỳ cột nào.",
		"6. Dòng tiêu đề đã khóa, xin không đổi tên cột. Có thể thêm dòng, lọc và sắp xếp.",
	}
	for i, line := range lines {
		if err := t.book.SetCellStr(guideSheet, fmt.Sprintf("A%d", i+1), line); err != nil {
			return err
		}
	}
	return t.book.SetColWidth(guideSheet, "A", "A", float64(len([]rune(strings.Join(lines[3:4], ""))))*0.7)
}
