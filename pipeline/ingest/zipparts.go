package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	largestUnpacked = 2 << 30 // what an archive may unpack to
	bombFrom        = 64 << 20
	bombRatio       = 200 // no honest sheet is packed tighter
	mostParts       = 5000
)

// zipParts are the files inside a .xlsx, .docx or .zip.
type zipParts struct{ *zip.ReadCloser }

// openParts opens an archive and refuses bombs by what its directory says; archive/zip holds each part to that size.
func openParts(path string) (*zipParts, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, refuse("archive_unreadable", "Không mở được tệp nén: tệp hỏng hoặc bị cắt ngang. Xin gửi lại", "The archive cannot be opened: damaged or cut off. Please send it again")
	}
	var packed, unpacked uint64
	for _, f := range z.File {
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
		if f.UncompressedSize64 > largestUnpacked {
			unpacked = largestUnpacked + 1
			break
		}
	}
	if len(z.File) > mostParts || unpacked > largestUnpacked || unpacked > bombFrom && unpacked/max(packed, 1) > bombRatio {
		z.Close()
		return nil, refuse("archive_bomb", "Tệp nén bung ra quá lớn: từ chối để bảo vệ máy", "The archive unpacks to far too much: refused to protect this machine")
	}
	return &zipParts{z}, nil
}

func (z *zipParts) part(name string) *zip.File {
	for _, f := range z.File {
		if strings.EqualFold(f.Name, name) {
			return f
		}
	}
	return nil
}

// read is a small part, whole.
func (z *zipParts) read(name string, most int64) ([]byte, error) {
	f := z.part(name)
	if f == nil {
		return nil, io.EOF
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, most+1))
	if int64(len(b)) > most {
		return nil, errors.New("part too large")
	}
	return b, err
}

// sheetPart is a sheet of a workbook.
type sheetPart struct {
	name, path string
	hidden     bool
}

// sheets lists the sheets of a workbook; from1904: it counts days from 1904, as old Macs did.
func (z *zipParts) sheets() (list []sheetPart, from1904 bool, err error) {
	var book struct {
		Props struct {
			Date1904 bool `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := z.decode("xl/workbook.xml", &book); err != nil {
		return nil, false, err
	}
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := z.decode("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return nil, false, err
	}
	targets := map[string]string{}
	for _, r := range rels.List {
		if strings.HasPrefix(r.Target, "/") {
			targets[r.ID] = strings.TrimPrefix(r.Target, "/")
		} else {
			targets[r.ID] = path.Join("xl", r.Target)
		}
	}
	for _, s := range book.Sheets {
		if !strings.Contains(targets[s.ID], "worksheets/") {
			continue // a sheet that is a chart
		}
		list = append(list, sheetPart{name: s.Name, path: targets[s.ID], hidden: s.State != "" && s.State != "visible"})
	}
	return list, book.Props.Date1904, nil
}

func (z *zipParts) decode(name string, into any) error {
	b, err := z.read(name, 8<<20)
	if err != nil {
		return err
	}
	return xml.Unmarshal(b, into)
}

var markup = regexp.MustCompile(`<[^>]*>`)

// secret looks for a mark of secrecy in parts outside the sheets: text boxes, headers, properties.
func (z *zipParts) secret(prefixes ...string) error {
	for _, f := range z.File {
		for _, p := range prefixes {
			if !strings.HasPrefix(f.Name, p) || !strings.HasSuffix(f.Name, ".xml") {
				continue
			}
			b, err := z.read(f.Name, 8<<20)
			if err != nil {
				continue
			}
			text := strings.NewReplacer("</w:p>", "\n", "</a:p>", "\n", "</w:tc>", "\n").Replace(string(b))
			if err := secretText(markup.ReplaceAllString(text, "")); err != nil {
				return err
			}
		}
	}
	return nil
}

var (
	mergeRef  = regexp.MustCompile(`<mergeCell [^>]*?ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"`)
	pageTexts = regexp.MustCompile(`<(?:odd|even|first)(?:Header|Footer)>([^<]*)<`)
	pageCodes = regexp.MustCompile(`&amp;(?:[LCRPNDTFAGBIUSXYE]|[0-9]+|"[^"]*"|&quot;[^&]*&quot;)`)
)

// afterRows reads what a sheet says behind its rows: merged cells and the texts of page headers. The part is streamed: only
// its last megabytes can hold them.
func (z *zipParts) afterRows(name string) (merges, []string, error) {
	f := z.part(name)
	if f == nil {
		return nil, nil, io.EOF
	}
	in, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	defer in.Close()
	b, err := tail(bufio.NewReaderSize(in, 1<<20), "</sheetData>", 16<<20)
	if err != nil {
		return nil, nil, err
	}
	found := merges{}
	for _, m := range mergeRef.FindAllSubmatch(b, -1) {
		c1, r1, err1 := excelize.CellNameToCoordinates(string(m[1]))
		c2, r2, err2 := excelize.CellNameToCoordinates(string(m[2]))
		if err1 == nil && err2 == nil && c1 == c2 && r2 > r1 {
			found[c1-1] = append(found[c1-1], rowSpan{int64(r1), int64(r2)})
		}
	}
	var texts []string
	for _, m := range pageTexts.FindAllSubmatch(b, -1) {
		for _, line := range strings.Split(pageCodes.ReplaceAllString(string(m[1]), "\n"), "\n") {
			texts = append(texts, strings.TrimSpace(line))
		}
	}
	return found, texts, nil
}

// tail is what follows mark in a stream, at most so many bytes; nothing when the mark never comes.
func tail(in io.Reader, mark string, most int) ([]byte, error) {
	buf := make([]byte, 0, 1<<20)
	chunk := make([]byte, 256<<10)
	found := false
	for {
		n, err := in.Read(chunk)
		buf = append(buf, chunk[:n]...)
		if !found {
			if i := bytes.Index(buf, []byte(mark)); i >= 0 {
				buf, found = append([]byte(nil), buf[i:]...), true
			} else if len(buf) > len(mark) {
				buf = append(buf[:0], buf[len(buf)-len(mark):]...)
			}
		}
		if len(buf) > most {
			return buf, nil
		}
		if errors.Is(err, io.EOF) {
			if !found {
				buf = nil
			}
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
