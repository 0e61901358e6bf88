package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nhipcau/internal/engine"
	"nhipcau/internal/store"
	"nhipcau/internal/viet"
	"nhipcau/pipeline/ingest"
)

// Report is what is said about files that were handed in together, file by file in the order they came.
type Report struct {
	Files []FileReport `json:"files"`
}

// FileReport is the receipt of one file with what makes its issues easy to find: how its headers were read, and cells by name.
type FileReport struct {
	store.Receipt
	Refused  *ingest.Refusal `json:"refused,omitempty"` // the whole file was not taken in: nothing else is filled then
	Twice    bool            `json:"twice,omitempty"`   // the same bytes as another file of the call
	Layouts  []ingest.Layout `json:"layouts,omitempty"`
	Findings []Finding       `json:"findings,omitempty"` // the issues of the receipt, with their cells

	path string
}

// Finding is an issue and where a spreadsheet shows it.
type Finding struct {
	store.Issue
	Cell string `json:"cell,omitempty"` // "B7"; empty when the row or the file is meant, or the format has no cells

	on       string // the sheet of the workbook; Sheet may name a part of it
	line     int64  // the row there
	at       int    // column of that cell or, in formats without cells, of the field; -1: none
	from, to int    // the columns of that part; to 0: as far as the sheet reaches
}

// Line is the row a spreadsheet shows the issue in; 0: the whole file. Row is the report's, which of a table lying on its side is a column.
func (f Finding) Line() int64 { return f.line }

// Rejects counts rows that were left out and files that were refused.
func (r Report) Rejects() (n int64) {
	for _, f := range r.Files {
		n += f.Rejected
		if f.Refused != nil {
			n++
		}
	}
	return n
}

// Marking asks Inspect for the files back with their problem cells marked (Annotate); a nil Out asks for nothing.
type Marking struct {
	Out  io.Writer
	Lang string
}

// Inspect is Check for people: a report a file, with cells by name. Nothing is stored; copies of files that are not on
// disk lie in a temporary folder until it returns.
func Inspect(ctx context.Context, e engine.Engine, req Request, back Marking) (Report, error) {
	return look(ctx, e, req, func() (Outcome, error) { return Check(ctx, e, req) }, back)
}

// Reported is what Run said about the files of a request, as Inspect would: a report a file, in the order they were handed in.
func Reported(ctx context.Context, e engine.Engine, req Request, out Outcome) (Report, error) {
	return look(ctx, e, req, func() (Outcome, error) { return out, nil }, Marking{})
}

func look(ctx context.Context, e engine.Engine, req Request, outcome func() (Outcome, error), back Marking) (rep Report, err error) {
	dir, err := os.MkdirTemp("", "nhipcau-look-")
	if err != nil {
		return rep, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := rep.list(ctx, req, dir); err != nil {
		return rep, err
	}
	out, err := outcome()
	if err != nil {
		return rep, err
	}
	l := looking{ctx: ctx, engine: e, req: req, dir: dir}
	if err := l.tell(&rep, out); err != nil {
		return rep, err
	}
	if back.Out != nil {
		err = l.annotate(rep, back)
	}
	return rep, errors.Join(err, l.work.Close())
}

// list begins a report: the files of a request and where their bytes are.
func (r *Report) list(ctx context.Context, req Request, dir string) (err error) {
	for i, f := range req.Files {
		one := FileReport{}
		one.Name = f.Name
		if one.path, one.SHA256, err = onDisk(ctx, f, filepath.Join(dir, fmt.Sprint(i))); err != nil {
			return err
		}
		r.Files = append(r.Files, one)
	}
	return nil
}

// onDisk gives the path of a file's bytes, copied when they are not a file already, and their hash.
func onDisk(ctx context.Context, f Received, copyTo string) (path, sum string, err error) {
	r, err := f.Open()
	if err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	h := sha256.New()
	if file, ok := r.(*os.File); ok {
		_, err := io.Copy(h, r)
		return file.Name(), hex.EncodeToString(h.Sum(nil)), err
	}
	to, err := os.OpenFile(copyTo, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", "", err
	}
	_, err = io.Copy(io.MultiWriter(to, h), r)
	return copyTo, hex.EncodeToString(h.Sum(nil)), errors.Join(err, to.Close(), ctx.Err())
}

// take puts an outcome beside the files it speaks of: receipts by hash, refusals by name in the order they were met.
func (r *Report) take(out Outcome) {
	receipts := map[string]*store.Receipt{}
	for _, r := range append(slices.Clone(out.Already), out.Receipts...) {
		if r.Format != "" { // the same bytes twice in one call have no receipt of their own
			receipts[r.SHA256] = &r
		}
	}
	refused := map[string][]*ingest.Refusal{}
	for _, x := range out.Refused {
		refused[x.Name] = append(refused[x.Name], x.Reason)
	}
	seen := map[string]bool{}
	for i := range r.Files {
		f := &r.Files[i]
		switch {
		case receipts[f.SHA256] != nil && !seen[f.SHA256]:
			name := f.Name
			f.Receipt = *receipts[f.SHA256]
			f.Name = name
		case receipts[f.SHA256] != nil:
			f.Twice = true
		case len(refused[f.Name]) > 0:
			f.Refused = refused[f.Name][0]
			refused[f.Name] = refused[f.Name][1:]
		}
		seen[f.SHA256] = true
	}
}

// looking finds the headers of files that were read.
type looking struct {
	ctx    context.Context
	engine engine.Engine
	req    Request
	dir    string
	work   engine.Work
	lex    *ingest.Lexicon
}

func (l *looking) open() (err error) {
	if l.lex, err = ingest.LoadLexicon(l.req.Reference); err != nil {
		return err
	}
	l.work, err = l.engine.Work(l.ctx, "", engine.Options{})
	return err
}

// tell takes in what became of the files, and looks at those that were read. The work database stays open.
func (l *looking) tell(rep *Report, out Outcome) error {
	rep.take(out)
	if err := l.open(); err != nil {
		return err
	}
	for i := range rep.Files {
		if err := l.look(&rep.Files[i]); err != nil {
			return errors.Join(err, l.work.Close())
		}
	}
	return nil
}

// file is what a report speaks of, with the column map it was read with: cells by another reading would be the wrong ones.
func (l *looking) file(r *FileReport) (ingest.File, error) {
	m, err := mapOf(r.Receipt)
	return ingest.File{Path: r.path, Name: r.Name, SHA: r.SHA256, Dir: l.dir, Map: m}, err
}

// look fills in layouts and cells. A file that was read once and cannot be looked at again is told without cells: the
// report matters more than the names in it.
func (l *looking) look(r *FileReport) error {
	if r.Refused == nil && !r.Twice {
		f, err := l.file(r)
		if err != nil {
			return err
		}
		layouts, err := l.outside().Look(l.ctx, f)
		if l.ctx.Err() != nil {
			return l.ctx.Err()
		}
		if err == nil {
			r.Layouts = layouts
		}
	}
	r.find()
	return nil
}

// find names the cell of each issue. Values are masked once more: a name may stand in a column of dates.
func (r *FileReport) find() {
	r.Findings = nil
	for _, i := range r.Issues {
		i.Value, _, _ = viet.Mask(i.Value)
		f := Finding{Issue: i, on: i.Sheet, line: i.Row, at: -1}
		if l, ok := ingest.LayoutOf(r.Layouts, i.Sheet, i.Row); ok && i.Row > 0 {
			f.on, f.from, f.to = l.Base(), l.From, l.To
			f.at, f.line = l.Spot(i.Sheet, i.Column, i.Row)
			if at := l.Head(i.Value); at >= 0 && strings.HasPrefix(i.Rule, "column_") { // these speak of a heading
				f.at = at
			}
			if f.at >= 0 && l.HasCells() {
				f.Cell = ingest.CellName(f.at, f.line)
			}
			if f.at >= 0 && (l.Across || i.Sheet != l.Sheet) { // of a unit that is a column, or of one of several periods, no row is left out
				f.from, f.to = f.at, f.at+1
			}
		}
		r.Findings = append(r.Findings, f)
	}
	r.Issues = nil // said once
}

// Landed is the report of a file of the warehouse, by the beginning of its hash or by its name.
func Landed(ctx context.Context, w *store.Warehouse, req Request, which string) (Report, error) {
	landings, err := w.Landings()
	if err != nil {
		return Report{}, err
	}
	rep := Report{}
	for _, l := range landings {
		if l.Receipt.Name == which || len(which) >= 6 && len(which) <= len(l.Receipt.SHA256) && l.Receipt.SHA256[:len(which)] == which {
			rep.Files = append(rep.Files, FileReport{Receipt: l.Receipt, path: l.Original()})
		}
	}
	return rep, lookAgain(ctx, w.Engine, req, rep.Files)
}

// NewReport is what receipts and refusals say, without looking at the files again: for what was just taken in.
func NewReport(out Outcome) Report {
	rep := Report{}
	for _, r := range out.Receipts {
		rep.Files = append(rep.Files, FileReport{Receipt: r})
	}
	for _, r := range out.Refused {
		f := FileReport{Refused: r.Reason}
		f.Name = r.Name
		rep.Files = append(rep.Files, f)
	}
	for i := range rep.Files {
		rep.Files[i].find()
	}
	return rep
}

// lookAgain fills in the cells of receipts whose files are on disk.
func lookAgain(ctx context.Context, e engine.Engine, req Request, files []FileReport) (err error) {
	dir, err := os.MkdirTemp("", "nhipcau-look-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	l := looking{ctx: ctx, engine: e, req: req, dir: dir}
	if err := l.open(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.work.Close()) }()
	for i := range files {
		if err := l.look(&files[i]); err != nil {
			return err
		}
	}
	return nil
}
