package ingest

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// mostFiles bounds an archive: one province sends a few dozen.
const mostFiles = 500

// archive reads each file of a .zip. Files of kinds that hold no table (a covering letter, a PDF) are named and passed over;
// a file that is damaged or marked secret refuses the whole archive, so that nothing partial is taken in.
func (r *reader) archive() error {
	if r.inside != "" {
		return refuse("archive_nested", "Tệp nén lồng trong tệp nén: hãy giải nén lớp trong rồi gửi lại", "An archive inside an archive: unpack the inner one and send again")
	}
	parts, err := openParts(r.file.Path)
	if err != nil {
		return err
	}
	defer parts.Close()
	whole := r.file
	defer func() { r.file, r.inside = whole, "" }()
	found := 0
	for _, f := range parts.File {
		if passedOver(f) {
			continue
		}
		if found++; found > mostFiles {
			return refuse("archive_bomb", "Tệp nén có quá nhiều tệp", "The archive holds too many files")
		}
		if err := r.member(whole, f); err != nil {
			return err
		}
	}
	r.file, r.inside = whole, ""
	r.result.Format = "zip"
	if len(r.result.Tables) == 0 {
		return headerMissing()
	}
	return nil
}

// passedOver: folders, and what operating systems and Office leave behind.
func passedOver(f *zip.File) bool {
	base := path.Base(f.Name)
	return f.FileInfo().IsDir() || strings.HasPrefix(f.Name, "__MACOSX/") || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || base == "Thumbs.db"
}

// member unpacks one file beside the Parquet files, reads it and removes it.
func (r *reader) member(whole File, f *zip.File) (err error) {
	temp, err := r.unpack(whole, f)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	if !strings.HasPrefix(f.Name, name) || f.NonUTF8 {
		name = strings.ToValidUTF8(name, "_")
	}
	parts, notes := len(r.result.Tables), len(r.bad)
	r.file = File{Path: temp, Name: name, SHA: whole.SHA, Dir: whole.Dir, Map: whole.Map}
	r.inside, r.nfd, r.lying = name, false, 0
	err = r.open()
	reason, refused := AsRefusal(err)
	if !refused {
		return err
	}
	switch reason.Rule {
	case "format_unknown", "format_convert", "header_missing", "indicators_unknown":
		if len(r.result.Tables) == parts {
			r.bad = r.bad[:notes]
			r.note("", 0, "", name, "archive_part_skipped", reason.Rule)
			return nil
		}
	}
	return &Refusal{reason.Rule, name + ": " + reason.Vi, name + ": " + reason.En}
}

func (r *reader) unpack(whole File, f *zip.File) (string, error) {
	in, err := f.Open()
	if err != nil {
		return "", refuse("archive_unreadable", fmt.Sprintf("Không mở được %s trong tệp nén: tệp hỏng hoặc có mật khẩu", f.Name), fmt.Sprintf("%s inside the archive cannot be opened: damaged or protected", f.Name))
	}
	defer in.Close()
	out, err := os.CreateTemp(whole.Dir, "member-*.tmp")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	if e := out.Close(); e != nil {
		return "", e
	}
	if err != nil {
		os.Remove(out.Name())
		return "", refuse("archive_unreadable", "Tệp nén hỏng hoặc bị cắt ngang: xin gửi lại", "The archive is damaged or cut off: please send it again")
	}
	return out.Name(), nil
}
