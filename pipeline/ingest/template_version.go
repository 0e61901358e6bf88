package ingest

import (
	"strconv"
	"strings"
)

// templateMark stands before the version on the guide sheet.
const templateMark = "Mẫu phiên bản "

// templateVersion notes that a workbook was filled in on another version of the template than this program's: it is read all the same,
// by its headers, but the sender should know. A guide sheet without a mark is not ours.
func (r *reader) templateVersion(book sheetReader, sheet sheetPart) error {
	if sheet.name != guideSheet {
		return nil
	}
	book.path = sheet.path
	for row, err := range book.rows() {
		if err != nil || row.no > 10 {
			return err
		}
		for _, c := range row.cells {
			if version, ok := strings.CutPrefix(strings.TrimSpace(c), templateMark); ok {
				r.tellVersion(sheet.name, row.no, version)
				return nil
			}
		}
	}
	return nil
}

func (r *reader) tellVersion(sheet string, row int64, version string) {
	filled, err := strconv.Atoi(strings.TrimSpace(version))
	ours, _ := strconv.Atoi(TemplateVersion) // a constant; a test reads it
	switch told := version + " → " + TemplateVersion; {
	case err != nil || filled > ours:
		r.note(sheet, row, "", sheet, "template_newer", told)
	case filled < ours:
		r.note(sheet, row, "", sheet, "template_older", told)
	}
}
