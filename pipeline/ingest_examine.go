package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"nhipcau/internal/store"
)

// cleanAndLand is all that a check does, in a warehouse of its own.
func (b *build) cleanAndLand(ctx context.Context) error {
	if err := b.examine(ctx); err != nil {
		return err
	}
	return b.land()
}

// examine makes raw and clean, holds the new files against the ones that count, and writes the receipts from what clean found.
// Most of the time clean is made once. A file that may not count costs two more: one to write its receipt as if it replaced what
// it overlaps, and one without it.
func (b *build) examine(ctx context.Context) error {
	if err := b.clean(ctx, b.state); err != nil {
		return err
	}
	if err := b.hold(ctx); err != nil {
		return err
	}
	alone, imagined := b.asIf()
	if len(alone) > 0 {
		if err := b.clean(ctx, imagined); err != nil {
			return err
		}
		if err := b.account(ctx, alone); err != nil {
			return err
		}
	}
	if err := b.clean(ctx, b.state); err != nil {
		return err
	}
	return b.account(ctx, slices.DeleteFunc(b.newFiles(), func(a *arrived) bool { return slices.Contains(alone, a) }))
}

// clean makes raw and clean of the files that count in a state, unless they are made of these already.
func (b *build) clean(ctx context.Context, s store.State) error {
	return b.cleanOf(ctx, b.counted(s), b.decisions(s))
}

func (b *build) cleanOf(ctx context.Context, members []member, decisions []store.Decision) error {
	notes := b.notes(members, decisions)
	made := fmt.Sprint(keys(members), notes)
	if made == b.cleaned {
		return nil
	}
	if b.cleaned != "" {
		for _, schema := range []string{"clean", "raw"} {
			if _, err := b.work.ExecContext(ctx, "drop schema "+schema+" cascade"); err != nil {
				return err
			}
		}
	}
	b.cleaned = made
	parsed := parsedFiles(members)
	noted, remove, err := b.writeNotes(ctx, notes)
	if err != nil {
		return err
	}
	parsed["bad_row"] = append(parsed["bad_row"], noted...)
	if err := b.prepare(ctx, parsed); err != nil {
		return errors.Join(err, remove())
	}
	debug.FreeOSMemory() // names were resolved with lists of ours; the engine's largest tables come next
	cleaned := slices.DeleteFunc(slices.Clone(b.tables), func(t Table) bool { return t.Stage != "clean" })
	return errors.Join(Build(ctx, b.work, cleaned, abreast(members, b.Options.MemoryMB), b.Progress.Table), remove())
}

func (b *build) prepare(ctx context.Context, parsed map[string][]string) error {
	g, err := b.ground(ctx)
	if err != nil {
		return err
	}
	b.tables = g.tables
	return g.prepare(ctx, b.work, b.dialect, Source{AsOf: b.AsOf, Reference: b.Reference, Parsed: parsed})
}

// asIf lists the new files that do not count, and imagines a state in which each replaces what it was held against: their receipts
// are about themselves, not about being sent twice.
func (b *build) asIf() (alone []*arrived, imagined store.State) {
	imagined = b.state.Clone()
	for _, a := range b.newFiles() {
		sha := a.receipt.SHA256
		st := b.state.Standing(sha)
		if st.Counts {
			continue
		}
		alone = append(alone, a)
		imagined.Apply(store.Entry{What: store.Landed, SHA: sha, Reading: a.receipt.Reading})
		for _, other := range st.Others {
			imagined.Apply(store.Entry{What: store.Supersedes, SHA: sha, Other: other})
		}
	}
	return alone, imagined
}

func (b *build) newFiles() []*arrived {
	var list []*arrived
	for i := range b.incoming {
		list = append(list, &b.incoming[i])
	}
	return list
}

// account fills the receipts of new files from clean.
func (b *build) account(ctx context.Context, files []*arrived) error {
	receipts := map[string]*store.Receipt{}
	for _, a := range files {
		receipts[a.receipt.SHA256] = &a.receipt
	}
	if err := fillReceipts(ctx, b.work, receipts); err != nil {
		return err
	}
	for _, r := range receipts {
		if err := b.noteOnReceipt(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func keys(members []member) []string {
	var list []string
	for _, m := range members {
		list = append(list, m.sha()+m.landing.Receipt.Reading)
	}
	slices.Sort(list)
	return list
}

// parsedFiles lists the Parquet files of each raw table.
func parsedFiles(members []member) map[string][]string {
	files := map[string][]string{}
	for _, table := range append(slices.Clone(registers), "aggregate", "bad_row") {
		for _, m := range members {
			files[table] = append(files[table], m.landing.ParsedFiles(table)...)
		}
	}
	return files
}
