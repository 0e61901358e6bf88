package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"nhipcau/internal/store"
	"nhipcau/pipeline"
)

// writeReceipts is `nhipcau ingest --receipt DIR`: beside the account on the terminal, a receipt of each file handed in, as text, JSON
// and a workbook, to be sent back to whoever sent the file. A file that landed before has the receipt of that day.
func (a *app) writeReceipts(ctx context.Context, w *store.Warehouse, req pipeline.Request, out pipeline.Outcome, dir string) error {
	rep, err := pipeline.Reported(ctx, w.Engine, req, out)
	if err != nil {
		return err
	}
	for _, f := range rep.Files {
		f, name := a.receiptName(f)
		for _, format := range pipeline.ReceiptFormats {
			ending := map[string]string{"text": "txt"}[format]
			if ending == "" {
				ending = format
			}
			path := filepath.Join(dir, name+"."+ending)
			err := newFile(path, func(to io.Writer) error {
				return pipeline.WriteReceipts(to, format, a.words.lang, pipeline.Report{Files: []pipeline.FileReport{f}})
			})
			if err != nil {
				return err
			}
		}
	}
	fmt.Fprintln(a.stdout, a.words.of("receipts_written", len(rep.Files), dir))
	return nil
}

// receiptName tells a receipt's file by what the sender called the file and by its content, so that two files of one name have two. Of
// a file that bears a mark of secrecy not even the name is written down.
func (a *app) receiptName(f pipeline.FileReport) (pipeline.FileReport, string) {
	hash := f.SHA256[:12]
	if f.Refused != nil && f.Refused.Rule == "secret" {
		f.Name = hash
		return f, hash + a.words.of("receipt_ending")
	}
	return f, f.Name + "-" + hash[:8] + a.words.of("receipt_ending")
}
