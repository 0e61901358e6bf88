package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nhipcau/internal/store"
	"nhipcau/pipeline/ingest"
)

// Answer is what a person says a file is to one that counts: Supersedes, Completes or Contradicts it.
type Answer struct {
	What store.Deed
	File string // the other file: a hash prefix of 8 or more, or its name when no other has it
}

// Retraction takes a file out of what counts, or with Undo back in. The landing stays.
type Retraction struct {
	File   string
	Reason string
	Undo   bool
}

// Mistakes in what a person said about files.
var (
	ErrNoFile    = errors.New("no such file has landed")
	ErrAmbiguous = errors.New("several files are called so")
	ErrOneFile   = errors.New("an answer speaks of one file")
	ErrItself    = errors.New("a file cannot be held against itself")
	ErrReplaced  = errors.New("the file was itself superseded")
)

// recall reads what has landed and what the history says of it. A landing or a live snapshot the history does not know (from before
// there was one, or from a crash just before the line was written) is entered now.
func (b *build) recall() (err error) {
	if b.landed, err = b.warehouse.Landings(); err != nil {
		return err
	}
	entries, err := b.warehouse.History()
	if err != nil {
		return err
	}
	missing := b.unknown(entries)
	if err := b.warehouse.Record(missing...); err != nil {
		return err
	}
	here := map[string]bool{}
	for _, l := range b.landed {
		here[l.Receipt.SHA256] = true
	}
	b.state = store.Replay(append(entries, missing...), func(sha string) bool { return here[sha] })
	return nil
}

func (b *build) unknown(entries []store.Entry) (missing []store.Entry) {
	known := map[string]bool{}
	for _, e := range entries {
		switch e.What {
		case store.Landed, store.Reread:
			known[e.SHA+e.Reading] = true
		case store.Published, store.Used:
			known[e.Snapshot] = true
		}
	}
	for _, l := range b.landed {
		if r := l.Receipt; !known[r.SHA256+r.Reading] {
			missing = append(missing, b.entry(store.Entry{What: store.Landed, SHA: r.SHA256, Reading: r.Reading, Name: r.Name, Bytes: r.Bytes, Reason: foundHere}))
		}
	}
	if live, err := b.warehouse.Current(); err == nil && !known[live] {
		missing = append(missing, b.entry(store.Entry{What: store.Published, Snapshot: live, Reason: foundHere}))
	}
	return missing
}

// foundHere is the reason of lines that were entered after the deed.
const foundHere = "found in the warehouse"

func (b *build) entry(e store.Entry) store.Entry {
	e.At, e.Who = b.Now, b.Who
	return e
}

// note applies a line at once and keeps it to be written before anything lands.
func (b *build) note(e store.Entry) {
	e = b.entry(e)
	b.state.Apply(e)
	b.noted = append(b.noted, e)
}

// record writes what was noted.
func (b *build) record() error {
	err := b.warehouse.Record(b.noted...)
	b.noted = nil
	return err
}

// refuse keeps that a file was refused: its hash and why, and of a file that bears no mark of secrecy also what it was.
func (b *build) refuse(f Received, sha string, size int64, reason *ingest.Refusal) error {
	b.out.Refused = append(b.out.Refused, Refused{Name: f.Name, SHA: sha, Reason: reason})
	e := store.Entry{What: store.Refused, SHA: sha, Name: f.Name, Bytes: size, Reason: reason.Rule}
	if reason.Rule == "secret" {
		e.Name, e.Bytes = "", 0
	}
	return b.warehouse.Record(b.entry(e))
}

// readingOf names a column map by its content; empty without one.
func readingOf(m *ingest.Map) string {
	if m == nil {
		return ""
	}
	text, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings, and lists and maps of strings
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:4])
}

// decided is a column map as a receipt keeps it.
func decided(m *ingest.Map) store.Decided {
	if m == nil {
		return store.Decided{}
	}
	return store.Decided{Table: m.Table, Parent: m.Parent, Period: m.Period, Locale: m.Locale, Sheets: m.Sheets, Columns: m.Columns}
}

// mapOf is the column map a receipt keeps; nil when the file was read without one.
func mapOf(r store.Receipt) (*ingest.Map, error) {
	if r.Map.IsZero() {
		return nil, nil
	}
	text, err := json.Marshal(r.Map)
	if err != nil {
		return nil, err
	}
	return ingest.ParseMap(text)
}

// decide applies what the request says about files. An answer is about the one file handed in.
func (b *build) decide() error {
	if len(b.Answers) > 0 {
		if len(b.handed) != 1 {
			return ErrOneFile
		}
		if err := b.answer(b.handed[0]); err != nil {
			return err
		}
	}
	if b.Retract == nil {
		return nil
	}
	m, err := b.find(b.Retract.File)
	if err != nil {
		return err
	}
	what, told := store.Retracted, &b.out.Retracted
	if b.Retract.Undo {
		what, told = store.Restored, &b.out.Restored
	}
	*told = m.landing.Receipt
	if retracted := b.state.Standing(m.sha()).Why == store.Retracted; retracted == b.Retract.Undo { // else it is so already
		b.note(store.Entry{What: what, SHA: m.sha(), Name: m.landing.Receipt.Name, Reason: b.Retract.Reason})
	}
	return nil
}

func (b *build) answer(sha string) error {
	for _, a := range b.Answers {
		other, err := b.find(a.File)
		if err != nil {
			return err
		}
		if other.sha() == sha {
			return ErrItself
		}
		b.note(store.Entry{What: a.What, SHA: sha, Name: b.name(sha), Other: other.sha()})
	}
	if st := b.state.Standing(sha); st.Why == store.Supersedes {
		return fmt.Errorf("%w: %s (%s)", ErrReplaced, b.name(st.Others[0]), st.Others[0][:12])
	}
	return nil
}

// find names a file by the beginning of its hash, or by its name; of several of one name, by the one that counts.
func (b *build) find(ref string) (member, error) {
	var found, counted []member
	for _, m := range b.members() {
		r := m.landing.Receipt
		if (len(ref) < 8 || !strings.HasPrefix(r.SHA256, ref)) && r.Name != ref {
			continue
		}
		found = append(found, m)
		if b.state.Standing(m.sha()).Counts {
			counted = append(counted, m)
		}
	}
	switch {
	case len(found) == 0:
		return member{}, fmt.Errorf("%w: %s", ErrNoFile, ref)
	case len(found) == 1:
		return found[0], nil
	case len(counted) == 1:
		return counted[0], nil
	}
	var list []string
	for _, m := range found {
		list = append(list, m.sha()[:12])
	}
	return member{}, fmt.Errorf("%w: %s: %s", ErrAmbiguous, ref, strings.Join(list, ", "))
}

// member is one file of the warehouse in the reading that decides, landed or about to.
type member struct {
	landing  store.Landing
	incoming *arrived
}

func (m member) sha() string { return m.landing.Receipt.SHA256 }

// members lists each file once, what has landed by hash and then what is coming in, in the order it was handed in.
func (b *build) members() []member {
	var list []member
	at := map[string]int{}
	put := func(m member) {
		i, ok := at[m.sha()]
		if !ok {
			at[m.sha()] = len(list)
			list = append(list, m)
		} else if b.decides(m.landing.Receipt, list[i].landing.Receipt) {
			list[i] = m
		}
	}
	for _, l := range b.landed {
		put(member{landing: l})
	}
	for i := range b.incoming {
		a := &b.incoming[i]
		put(member{store.Landing{Dir: a.in.Dir, Receipt: a.receipt}, a})
	}
	return list
}

// decides tells whether the reading of r came to decide after that of old.
func (b *build) decides(r, old store.Receipt) bool {
	list := b.state.Readings(r.SHA256)
	return slices.Index(list, r.Reading) > slices.Index(list, old.Reading)
}

// counted lists the files that count in a state.
func (b *build) counted(s store.State) []member {
	return slices.DeleteFunc(b.members(), func(m member) bool { return !s.Standing(m.sha()).Counts })
}

func (b *build) name(sha string) string {
	for _, m := range b.members() {
		if m.sha() == sha {
			return m.landing.Receipt.Name
		}
	}
	return sha
}

// decisions lists, for the manifest, the files that do not count and why, and those that were said to complete another.
func (b *build) decisions(s store.State) []store.Decision {
	var list []store.Decision
	for _, m := range b.members() {
		d := store.Decision{SHA256: m.sha(), Name: m.landing.Receipt.Name}
		if st := s.Standing(m.sha()); !st.Counts {
			d.What, d.Others, d.Reason = st.Why, st.Others, st.Reason
		} else if d.Others = s.Completed(m.sha()); len(d.Others) > 0 {
			d.What = store.Completes
		} else {
			continue
		}
		list = append(list, d)
	}
	slices.SortFunc(list, func(x, y store.Decision) int { return strings.Compare(x.SHA256, y.SHA256) })
	return list
}
