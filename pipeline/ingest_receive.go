package pipeline

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"nhipcau/internal/store"
	"nhipcau/pipeline/ingest"
)

// Received is one file handed in.
type Received struct {
	Name string
	Path string // as it was named to us, to be named so again
	Open func() (io.ReadCloser, error)
	Map  *ingest.Map // what a person decided about its columns (FILE.map.yaml); nil: nothing
}

// OpenFile hands in a file from disk under its own name, with the map that lies beside it, if one does.
func OpenFile(path string) (Received, error) {
	m, err := ingest.LoadMap(path)
	return Received{Name: filepath.Base(path), Path: path, Map: m, Open: func() (io.ReadCloser, error) { return os.Open(path) }}, err
}

// arrived is a file that was copied in and parsed, and waits for its receipt.
type arrived struct {
	in      *store.Incoming
	receipt store.Receipt
}

// receive takes the files in, in the order they were handed in.
func (b *build) receive(ctx context.Context) (err error) {
	lex, err := ingest.LoadLexicon(b.Reference)
	if err != nil {
		return err
	}
	if err := b.recall(); err != nil {
		return err
	}
	b.paths, b.isNew, b.waited = map[string]string{}, map[string]bool{}, map[string]bool{}
	if len(b.Files) > 0 {
		b.beginGround(ctx)
	}
	ctx, cancel := context.WithCancel(ctx)
	coming := b.ahead(ctx, lex)
	defer func() {
		cancel()
		err = errors.Join(err, forgo(coming))
	}()
	for i, f := range b.Files {
		b.Progress.File(f.Name, i, len(b.Files))
		c := <-coming
		<-c.done
		if err := b.one(f, c); err != nil {
			return err
		}
	}
	return nil
}

// one takes in the next file, after all before it.
func (b *build) one(f Received, c *coming) error {
	in := c.in
	switch reason, refused := ingest.AsRefusal(c.err); {
	case in == nil && c.err != nil:
		return c.err
	case c.landed != nil:
		b.again(*c.landed, f, c.reading)
		return nil
	case slices.Contains(b.handed, in.SHA256): // the same bytes twice in one call
		b.out.Already = append(b.out.Already, store.Receipt{Name: f.Name, SHA256: in.SHA256})
		return in.Discard()
	case refused:
		return errors.Join(in.Discard(), b.refuse(f, in.SHA256, in.Bytes, reason))
	case c.err != nil:
		return errors.Join(c.err, in.Discard())
	}
	b.arrive(in, f, store.Receipt{SHA256: in.SHA256, Reading: c.reading, Map: decided(f.Map), Bytes: in.Bytes, Name: f.Name, ReceivedAt: b.Now,
		Format: c.result.Format, Encoding: c.result.Encoding, Tables: c.result.Tables, Notes: c.result.Notes})
	return nil
}

// arrive takes note of a file that could be read: new bytes, or old ones read with another map.
func (b *build) arrive(in *store.Incoming, f Received, r store.Receipt) {
	what := store.Landed
	if len(b.state.Readings(r.SHA256)) > 0 {
		what = store.Reread
	}
	b.note(store.Entry{What: what, SHA: r.SHA256, Reading: r.Reading, Name: r.Name, Bytes: r.Bytes})
	b.incoming = append(b.incoming, arrived{in, r})
	b.handed = append(b.handed, r.SHA256)
	b.paths[r.SHA256], b.isNew[r.SHA256] = f.Path, true
}

// again takes in bytes that have landed before: a map that was used before decides once more, and a file that waits is held
// against the others anew.
func (b *build) again(l store.Landing, f Received, reading string) {
	sha := l.Receipt.SHA256
	b.out.Already = append(b.out.Already, l.Receipt)
	if slices.Contains(b.handed, sha) {
		return
	}
	b.handed = append(b.handed, sha)
	b.paths[sha] = f.Path
	if list := b.state.Readings(sha); reading != "" && len(list) > 0 && list[len(list)-1] != reading {
		b.note(store.Entry{What: store.Reread, SHA: sha, Reading: reading, Name: l.Receipt.Name})
		b.isNew[sha] = true
	}
	if b.state.Standing(sha).Why == store.Waits {
		b.waited[sha] = true
		b.state.Apply(store.Entry{What: store.Counted, SHA: sha}) // until hold says otherwise
	}
}

func (b *build) discard() (err error) {
	for _, a := range b.incoming {
		err = errors.Join(err, a.in.Discard())
	}
	return err
}
