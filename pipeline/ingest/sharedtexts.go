package ingest

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// richText is a text in runs, each with its font; empty for the font of the cell.
type richText []textRun

type textRun struct{ font, text string }

// readRich reads <si> or <is> up to its end. Readings beside the text (rPh) are no part of it.
func readRich(dec *xml.Decoder, until string) (richText, error) {
	var list richText
	var run textRun
	inText, aside, above := false, false, false
	for {
		token, err := dec.RawToken()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = !aside
			case "r":
				run, above = textRun{}, false
			case "vertAlign":
				above = attr(t, "val") == "superscript"
			case "rFont":
				run.font = attr(t, "val")
			case "rPh":
				aside = true
			}
		case xml.CharData:
			if inText {
				run.text += string(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				if inText {
					if run.text = unescape(run.text); above {
						run.text = raised.Replace(run.text)
					}
					list = append(list, textRun{run.font, run.text})
				}
				run.text, inText = "", false
			case "rPh":
				aside = false
			case until:
				return list, nil
			}
		}
	}
}

// sharedTexts are the texts of a workbook, each kept once. Most have one run in the font of their cell.
type sharedTexts struct {
	texts []string
	runs  map[int]richText
}

func (s *sharedTexts) at(i int) richText {
	if runs, ok := s.runs[i]; ok {
		return runs
	}
	return richText{{text: s.texts[i]}}
}

// mostShared bounds the shared texts of a workbook in memory.
const mostShared = 256 << 20

// sharedTexts reads xl/sharedStrings.xml; a workbook may have none.
func (z *zipParts) sharedTexts() (*sharedTexts, error) {
	all := &sharedTexts{runs: map[int]richText{}}
	f := z.part("xl/sharedStrings.xml")
	if f == nil {
		return all, nil
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	dec := xml.NewDecoder(bufio.NewReaderSize(in, 1<<18))
	for size := 0; ; {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "si" {
			continue
		}
		runs, err := readRich(dec, "si")
		if err != nil {
			return nil, err
		}
		all.add(runs)
		if size += len(all.texts[len(all.texts)-1]) + 16; size > mostShared {
			return nil, refuse("sheet_too_large", "Bảng tính có quá nhiều chữ: hãy chia thành nhiều tệp", "The workbook holds too much text: split it into several files")
		}
	}
}

func (s *sharedTexts) add(runs richText) {
	text := ""
	for i, r := range runs {
		text += r.text
		if i > 0 || r.font != "" {
			s.runs[len(s.texts)] = runs
		}
	}
	s.texts = append(s.texts, text)
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads "_x000D_", the way workbooks write characters that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		switch {
		case err != nil || n == 0:
			return ""
		case n == 13:
			return ""
		}
		return string(rune(n))
	})
}
