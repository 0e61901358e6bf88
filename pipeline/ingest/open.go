package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// open finds out what a file is from its first bytes and reads it as that.
func (r *reader) open() error {
	if err := secretName(r.file.Name); err != nil {
		return err
	}
	head, err := headOf(r.file.Path, 4096)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return refuse("file_empty", "Tệp trống", "The file is empty")
	}
	form := formOf(head, strings.ToLower(filepath.Ext(r.file.Name)))
	if form == "zip" {
		if form, err = zipForm(r.file.Path); err != nil {
			return err
		}
	}
	if r.inside == "" && !forms[form].called(r.file.Name) && forms[form].read != nil {
		r.note("", 0, "", filepath.Ext(r.file.Name), "extension_wrong", form)
	}
	f, ok := forms[form]
	switch {
	case !ok:
		return refuse("format_unknown",
			"Không nhận dạng được loại tệp: hãy gửi .xlsx, .docx, .csv, .tsv, .json, .ndjson, .parquet, .arrow hoặc .zip chứa các tệp đó (mẫu: nhipcau template)",
			"File type not known: send .xlsx, .docx, .csv, .tsv, .json, .ndjson, .parquet, .arrow or a .zip of these (template: nhipcau template)")
	case f.read == nil:
		return refuse("format_convert", f.vi, f.en)
	}
	return f.read(r)
}

// form is one kind of file: how it is called and read, or, when it cannot be read, how to convert it.
type form struct {
	endings []string
	read    func(*reader) error
	vi, en  string
}

func (f form) called(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	for _, e := range f.endings {
		if e == ending {
			return true
		}
	}
	return false
}

var forms map[string]form

func init() {
	forms = map[string]form{
		"text":    {endings: []string{".csv", ".tsv", ".txt"}, read: (*reader).csv},
		"xlsx":    {endings: []string{".xlsx", ".xlsm"}, read: (*reader).xlsx},
		"docx":    {endings: []string{".docx", ".docm"}, read: (*reader).docx},
		"json":    {endings: []string{".json", ".ndjson", ".jsonl"}, read: (*reader).json},
		"parquet": {endings: []string{".parquet"}, read: (*reader).parquet},
		"arrow":   {endings: []string{".arrow", ".feather"}, read: (*reader).arrow},
		"archive": {endings: []string{".zip"}, read: (*reader).archive},
		"xls": {vi: "Tệp Excel 97-2003 (.xls): mở bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) “Excel Workbook (.xlsx)” rồi gửi lại",
			en: "An Excel 97-2003 file (.xls): open it in Excel or LibreOffice, Save As “Excel Workbook (.xlsx)” and send that"},
		"xlsb": {vi: "Bảng tính nhị phân (.xlsb): mở bằng Excel, chọn Lưu thành (Save As) “Excel Workbook (.xlsx)” rồi gửi lại",
			en: "A binary workbook (.xlsb): open it in Excel, Save As “Excel Workbook (.xlsx)” and send that"},
		"doc": {vi: "Tệp Word 97-2003 (.doc): mở bằng Word hoặc LibreOffice, chọn Lưu thành “Word Document (.docx)” rồi gửi lại",
			en: "A Word 97-2003 file (.doc): open it in Word or LibreOffice, Save As “Word Document (.docx)” and send that"},
		"locked": {vi: "Tệp có mật khẩu: hãy bỏ mật khẩu (Tệp > Thông tin > Bảo vệ) rồi gửi lại",
			en: "The file is protected by a password: remove it and send the file again"},
		"pdf": {vi: "Tệp PDF không giữ bảng số liệu: hãy gửi tệp Word hoặc Excel gốc; nếu chỉ có bản quét, nhập lại vào mẫu (nhipcau template)",
			en: "A PDF keeps no table: send the Word or Excel file it was made from, or fill in the template (nhipcau template)"},
		"html": {vi: "Tệp thực chất là trang web (HTML) mang tên khác: mở bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại",
			en: "The file is in truth a web page (HTML): open it in Excel, Save As “Excel Workbook (.xlsx)” and send that"},
		"rtf": {vi: "Tệp RTF: mở bằng Word, chọn Lưu thành “Word Document (.docx)” rồi gửi lại",
			en: "An RTF file: open it in Word, Save As “Word Document (.docx)” and send that"},
		"ods": {vi: "Tệp OpenDocument: mở bằng LibreOffice, chọn Lưu thành .xlsx hoặc .docx rồi gửi lại",
			en: "An OpenDocument file: open it in LibreOffice, save it as .xlsx or .docx and send that"},
	}
}

func headOf(path string, n int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := make([]byte, n)
	n, err = io.ReadFull(f, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return b[:n], err
}

// formOf tells a file by its first bytes. Text is JSON when it begins like JSON, else it is delimited.
func formOf(head []byte, ending string) string {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return "zip"
	case bytes.HasPrefix(head, []byte("PAR1")):
		return "parquet"
	case bytes.HasPrefix(head, []byte("ARROW1")), bytes.HasPrefix(head, []byte{0xff, 0xff, 0xff, 0xff}) && ending == ".arrow":
		return "arrow"
	case bytes.HasPrefix(head, []byte("%PDF")):
		return "pdf"
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "rtf"
	case bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}):
		return oleForm(head, ending)
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n"))
	switch {
	case bytes.HasPrefix(text, []byte("<html")), bytes.HasPrefix(text, []byte("<!doctype")), bytes.HasPrefix(text, []byte("<table")), bytes.HasPrefix(text, []byte("<?xml")), bytes.HasPrefix(text, []byte("<meta")):
		return "html"
	case bytes.HasPrefix(text, []byte("{")), bytes.HasPrefix(text, []byte("[{")), ending == ".json" && bytes.HasPrefix(text, []byte("[")):
		return "json"
	case ending == ".xlsx", ending == ".docx":
		return ending[1:] // its reader says that it is damaged
	case ending == ".zip":
		return "archive"
	case ending == ".parquet", ending == ".arrow":
		return strings.TrimPrefix(ending, ".")
	}
	switch ending {
	case ".csv", ".tsv", ".txt", "", ".xls", ".dat", ".json", ".ndjson", ".jsonl":
		return "text"
	}
	return "unknown"
}

// oleForm tells the old Office files apart by the names of their streams, which are UTF-16.
func oleForm(head []byte, ending string) string {
	switch {
	case ending == ".xlsx" || ending == ".docx":
		return "locked"
	case ending == ".doc":
		return "doc"
	}
	return "xls"
}

// zipForm tells what an archive is by the names inside it.
func zipForm(path string) (string, error) {
	z, err := openParts(path)
	if err != nil {
		return "", err
	}
	defer z.Close()
	switch {
	case z.part("xl/workbook.xml") != nil:
		return "xlsx", nil
	case z.part("xl/workbook.bin") != nil:
		return "xlsb", nil
	case z.part("word/document.xml") != nil:
		return "docx", nil
	case z.part("mimetype") != nil && z.part("content.xml") != nil:
		return "ods", nil
	}
	return "archive", nil
}
