package pipeline

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"nhipcau/pipeline/ingest"
)

// ReceiptFormats are the forms of a receipt.
var ReceiptFormats = []string{"text", "json", "xlsx"}

// ErrReceiptFormat says that a receipt has no such form.
var ErrReceiptFormat = errors.New("text, json, xlsx")

// WriteReceipts writes what is said about files as text for people, JSON for machines, or a workbook with a sheet a file.
func WriteReceipts(out io.Writer, format, lang string, r Report) error {
	switch format {
	case "text":
		return writeText(out, speech{lang}, r)
	case "json":
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		return enc.Encode(r)
	case "xlsx":
		list := make([]ingest.Remarks, len(r.Files))
		for i, f := range r.Files {
			list[i] = speech{lang}.remarks(f, false)
		}
		return ingest.WriteRemarks(list, out)
	}
	return fmt.Errorf("%q: %w", format, ErrReceiptFormat)
}

func writeText(out io.Writer, s speech, r Report) error {
	w := bufio.NewWriter(out)
	for i, f := range r.Files {
		if i > 0 {
			fmt.Fprintln(w)
		}
		for _, line := range s.lines(f) {
			fmt.Fprintln(w, line)
		}
		if f.Refused != nil || f.Twice {
			continue
		}
		if len(f.Findings) == 0 {
			fmt.Fprintln(w, s.say("clean"))
			continue
		}
		fmt.Fprintln(w, s.say("issues"))
		for _, x := range f.Findings {
			fmt.Fprintln(w, "  "+s.finding(x))
		}
		if f.IssuesCut > 0 {
			fmt.Fprintln(w, "  "+s.say("left", s.count(f.IssuesCut)))
		}
	}
	return w.Flush()
}

// finding is one issue on a line: what, where, why, and what stands there.
func (s speech) finding(f Finding) string {
	var where []string
	if f.Sheet != "" {
		where = append(where, s.pick("trang ", "sheet ")+f.Sheet)
	}
	if f.Cell != "" {
		where = append(where, s.pick("ô ", "cell ")+f.Cell)
	} else if f.Row > 0 {
		where = append(where, s.pick("dòng ", "row ")+s.count(f.Row))
	}
	if f.Column != "" {
		where = append(where, s.pick("cột “", "column “")+f.Column+"”")
	}
	text := s.severity(f.Severity)
	if len(where) > 0 {
		text += " · " + strings.Join(where, ", ")
	}
	text += ": " + s.pick(f.MessageVi, f.MessageEn)
	if f.Value != "" {
		text += " (" + f.Value + ")"
	}
	return text
}

// remarks are a file's report for a workbook; marked says whether its cells are coloured there.
func (s speech) remarks(f FileReport, marked bool) ingest.Remarks {
	r := ingest.Remarks{Sheet: s.say("sheet"), Data: s.say("data"), Lines: s.lines(f), Heads: s.heads()}
	if f.Refused == nil && !f.Twice {
		switch {
		case len(f.Findings) == 0:
			r.Lines = append(r.Lines, s.say("clean"))
		case marked:
			r.Lines = slices.Insert(r.Lines, 2, s.say("colours"))
		}
	}
	for _, x := range f.Findings {
		r.Marks = append(r.Marks, ingest.Mark{
			Reject: x.Severity == "reject", What: s.severity(x.Severity), Sheet: x.Sheet, On: x.on, Row: x.line, At: x.at, From: x.from, To: x.to, Column: x.Column, Value: x.Value,
			Text: s.pick(x.MessageVi, x.MessageEn), Rule: x.Rule,
		})
	}
	if f.IssuesCut > 0 {
		r.Left = s.say("left", s.count(f.IssuesCut))
	}
	return r
}

// annotate gives the files back: one as a workbook, several as a zip of workbooks. A file that was refused, or that an
// earlier one of the call repeats, is given back as its reason alone.
func (l *looking) annotate(rep Report, back Marking) error {
	if len(rep.Files) == 1 {
		return l.annotateOne(&rep.Files[0], back, back.Out)
	}
	z := zip.NewWriter(back.Out)
	used := map[string]bool{}
	for i := range rep.Files {
		w, err := z.Create(freeName(used, AnnotatedName(rep.Files[i].Name, back.Lang)))
		if err != nil {
			return err
		}
		if err := l.annotateOne(&rep.Files[i], back, w); err != nil {
			return err
		}
	}
	return z.Close()
}

func (l *looking) annotateOne(f *FileReport, back Marking, out io.Writer) error {
	s := speech{back.Lang}
	if f.Refused != nil || f.Twice {
		return ingest.WriteRemarks([]ingest.Remarks{s.remarks(*f, false)}, out)
	}
	file, err := l.file(f)
	if err != nil {
		return err
	}
	return l.outside().Annotate(l.ctx, file, f.Format, s.remarks(*f, true), out)
}

// AnnotatedName is what a file is called when it is given back: "so.csv" comes back as "so.csv-kiem-tra.xlsx".
func AnnotatedName(name, lang string) string {
	base := filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.TrimSuffix(base, ".xlsx") + speech{lang}.pick("-kiem-tra", "-checked") + ".xlsx"
}

// BackName is what the files of a report are called when they are given back together.
func BackName(r Report, lang string) string {
	if len(r.Files) == 1 {
		return AnnotatedName(r.Files[0].Name, lang)
	}
	return speech{lang}.pick("ket-qua-kiem-tra", "check-results") + ".zip"
}

func freeName(used map[string]bool, name string) string {
	free := name
	for i := 2; used[free]; i++ {
		free = fmt.Sprintf("%s (%d).xlsx", strings.TrimSuffix(name, ".xlsx"), i)
	}
	used[free] = true
	return free
}
