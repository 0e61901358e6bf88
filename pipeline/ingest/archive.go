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
	for _, f := range parts.File { // also of what is passed over: the archive would be kept whole
		if err := secretName(strings.ToValidUTF8(f.Name, "_")); err != nil {
			return err
		}
	}
	found, names := 0, map[string]int{}
	for _, f := range parts.File {
		base, whole := memberName(f), strings.ToValidUTF8(f.Name, "_")
		if names[base]++; whole != base {
			names[whole]++
		}
	}
	for _, f := range parts.File {
		if passedOver(f) {
			continue
		}
		if found++; found > mostFiles {
			return refuse("archive_bomb", "Tệp nén có quá nhiều tệp", "The archive holds too many files")
		}
		name := memberName(f)
		if names[name] > 1 { // rows of two files must not bear one name: the folder tells them apart, else their number
			if name = strings.ToValidUTF8(f.Name, "_"); names[name] > 1 {
				name = fmt.Sprintf("(%d) %s", found, name)
			}
		}
		if err := r.member(whole, f, name); err != nil {
			return err
		}
	}
	if found == 0 {
		return refuse("file_empty", "Tệp nén không có tệp nào", "The archive holds no file")
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

// memberName is the name of a file inside an archive without its folder.
func memberName(f *zip.File) string {
	return strings.ToValidUTF8(path.Base(strings.ReplaceAll(f.Name, `\`, "/")), "_")
}

// member unpacks one file beside the Parquet files, reads it and removes it.
func (r *reader) member(whole File, f *zip.File, name string) (err error) {
	temp, err := r.unpack(whole, f)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
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
