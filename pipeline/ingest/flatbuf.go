package ingest

import "encoding/binary"

// flat is a flatbuffer of unknown origin. Every place it is asked about is held against the bytes there are; the first one outside
// makes broken true, and from then on every answer is zero, so that a walk needs to ask only once, at its end.
type flat struct {
	b      []byte
	broken bool
}

// has reports whether n bytes lie at a place.
func (f *flat) has(at, n int) bool {
	if f.broken || at < 0 || n < 0 || at > len(f.b) || n > len(f.b)-at {
		f.broken = true
	}
	return !f.broken
}

func (f *flat) u16(at int) int {
	if !f.has(at, 2) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(f.b[at:]))
}

func (f *flat) i32(at int) int {
	if !f.has(at, 4) {
		return 0
	}
	return int(int32(binary.LittleEndian.Uint32(f.b[at:])))
}

func (f *flat) u32(at int) int {
	if !f.has(at, 4) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(f.b[at:]))
}

func (f *flat) i64(at int) int64 {
	if !f.has(at, 8) {
		return 0
	}
	return int64(binary.LittleEndian.Uint64(f.b[at:]))
}

// root is the table a flatbuffer begins with.
func (f *flat) root() flatTable { return f.table(0) }

// table follows the offset that stands at a place.
func (f *flat) table(at int) flatTable {
	pos := at + f.u32(at)
	slots := pos - f.i32(pos) // the list of the table's fields stands elsewhere
	return flatTable{f, pos, slots, f.u16(slots)}
}

// flatTable is one table: its fields are numbered from 0 in the order of the schema.
type flatTable struct {
	*flat
	pos, slots, size int
}

// at is where a field lies; false when the table leaves it out.
func (t flatTable) at(field int) (int, bool) {
	slot := 4 + 2*field
	if t.broken || slot+2 > t.size {
		return 0, false
	}
	off := t.u16(t.slots + slot)
	return t.pos + off, off != 0 && !t.broken
}

// byte is a field of one byte, 0 when it is left out.
func (t flatTable) byte(field int) byte {
	if at, ok := t.at(field); ok && t.has(at, 1) {
		return t.b[at]
	}
	return 0
}

// long is a field of eight bytes, 0 when it is left out.
func (t flatTable) long(field int) int64 {
	if at, ok := t.at(field); ok {
		return t.i64(at)
	}
	return 0
}

// child is a table inside this one.
func (t flatTable) child(field int) (flatTable, bool) {
	at, ok := t.at(field)
	if !ok {
		return flatTable{}, false
	}
	c := t.table(at)
	return c, !t.broken
}

// vector is where the elements of a list begin, and how many there are of a size in bytes: never more than the bytes hold.
func (t flatTable) vector(field, size int) (at, n int) {
	at, ok := t.at(field)
	if !ok {
		return 0, 0
	}
	at += t.u32(at)
	n = t.u32(at)
	if !t.has(at+4, n*size) {
		return 0, 0
	}
	return at + 4, n
}

// text is the number of bytes of a text.
func (t flatTable) text(field int) int64 {
	_, n := t.vector(field, 1)
	return int64(n)
}
