package ingest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
)

// A damaged or made-up Arrow file of a kilobyte can claim a billion columns, and arrow-go makes room for what a file claims before it
// looks for it: the program ends, beyond any recover. So all that a file says of its own size is read here first and held against the
// bytes there are and against these limits. Source: format/{File,Message,Schema}.fbs of Apache Arrow, metadata version 4 and later.
const (
	mostArrowColumns  = 16_384   // as many as a spreadsheet has
	mostArrowMetadata = 16 << 20 // of one message, and of all names and remarks of a schema: they can point to one text many times
	mostArrowMemory   = 1 << 30  // of one batch of rows, unpacked
)

var errArrowClaims = errors.New("arrow: the file does not hold what it claims")

func columnarTooLarge() error {
	return refuse("columnar_too_large",
		"Tệp Arrow có quá nhiều cột (trên 16.384) hoặc một khối dòng quá lớn (trên 1 GiB khi giải nén): hãy xuất lại với khối nhỏ hơn, hoặc gửi tệp CSV",
		"The Arrow file has too many columns (over 16,384) or one batch of rows is too large (over 1 GiB unpacked): write it again with smaller batches, or send CSV")
}

func columnarNested(column string) error {
	return refuse("columnar_nested",
		"Cột “"+column+"” của tệp Arrow chứa danh sách hoặc cấu trúc lồng nhau, không phải mỗi ô một giá trị: hãy tách thành các cột đơn rồi gửi lại",
		"Column “"+column+"” of the Arrow file holds lists or structures, not one value a cell: split it into plain columns and send it again")
}

// arrowClaims adds up what a file claims.
type arrowClaims struct {
	in    *os.File
	size  int64
	rows  int64
	read  int64 // bytes of all messages: no more than the file has, else many share one body
	texts int64 // bytes of names and remarks
	kept  int64 // bytes of the dictionaries, which stay in memory
	views arrowViews
}

// checkArrow reads the claims of a file or stream; nil: it may be given to the library.
func checkArrow(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	c := arrowClaims{in: f, size: info.Size()}
	if isArrowFile(f) {
		return c.footer()
	}
	return c.stream()
}

var arrowMagic = []byte("ARROW1")

func isArrowFile(f *os.File) bool {
	head := make([]byte, len(arrowMagic))
	_, err := f.ReadAt(head, 0)
	return err == nil && bytes.Equal(head, arrowMagic)
}

// bytes reads a piece of the file that is known to be there.
func (c *arrowClaims) bytes(at, n int64) ([]byte, error) {
	if at < 0 || n < 0 || at > c.size || n > c.size-at {
		return nil, errArrowClaims
	}
	if n > mostArrowMetadata {
		return nil, columnarTooLarge()
	}
	b := make([]byte, n)
	_, err := c.in.ReadAt(b, at)
	return b, err
}

// footer follows the list of messages at the end of a file.
func (c *arrowClaims) footer() error {
	end := c.size - int64(len(arrowMagic))
	tail, err := c.bytes(end-4, c.size-end+4)
	if err != nil {
		return err
	}
	length := int64(int32(binary.LittleEndian.Uint32(tail)))
	b, err := c.bytes(end-4-length, length)
	if err != nil || !bytes.Equal(tail[4:], arrowMagic) {
		return errors.Join(err, errArrowClaims)
	}
	foot := (&flat{b: b}).root()
	schema, ok := foot.child(1)
	if !ok {
		return errArrowClaims
	}
	if err := c.schema(schema); err != nil {
		return err
	}
	for _, list := range []int{2, 3} { // dictionaries, batches of rows
		at, n := foot.vector(list, blockSize)
		for i := range n {
			block := at + i*blockSize
			if err := c.block(foot.i64(block), int64(foot.i32(block+8)), foot.i64(block+16)); err != nil {
				return err
			}
		}
	}
	return foot.sound()
}

const blockSize = 24 // offset, length of the metadata, padding, length of the body

func (f *flat) sound() error {
	if f.broken {
		return errArrowClaims
	}
	return nil
}

func (c *arrowClaims) block(at, meta, body int64) error {
	b, err := c.bytes(at, meta)
	if err != nil {
		return err
	}
	prefix := 4
	if len(b) >= 8 && binary.LittleEndian.Uint32(b) == math.MaxUint32 {
		prefix = 8
	}
	if len(b) < prefix {
		return errArrowClaims
	}
	claimed, err := c.message(b[prefix:], at+meta)
	if err == nil && claimed != body {
		err = errArrowClaims
	}
	return err
}

// stream follows the messages one after the other.
func (c *arrowClaims) stream() error {
	for at := int64(0); ; {
		head := make([]byte, 8)
		n, err := c.in.ReadAt(head, at)
		if errors.Is(err, io.EOF) && n < 4 {
			return nil
		}
		prefix, length := int64(4), int64(int32(binary.LittleEndian.Uint32(head)))
		if length == -1 {
			prefix, length = 8, int64(int32(binary.LittleEndian.Uint32(head[4:])))
		}
		if length == 0 {
			return nil
		}
		b, err := c.bytes(at+prefix, length)
		if err != nil {
			return err
		}
		body, err := c.message(b, at+prefix+length)
		if err != nil {
			return err
		}
		at += prefix + length + body
	}
}

// What a message holds.
const (
	arrowSchema     = 1
	arrowDictionary = 2
	arrowBatch      = 3
)

// message checks one message whose body begins at a place of the file, and says how long the body is.
func (c *arrowClaims) message(b []byte, at int64) (body int64, err error) {
	m := (&flat{b: b}).root()
	kind, body := m.byte(1), m.long(3)
	head, ok := m.child(2)
	if !ok || body < 0 || at > c.size || body > c.size-at {
		return 0, errArrowClaims
	}
	if body > mostArrowMemory {
		return 0, columnarTooLarge()
	}
	if c.read += int64(len(b)) + body; c.read > c.size {
		return 0, errArrowClaims
	}
	if err := c.remarks(m, 4); err != nil {
		return 0, err
	}
	if err := c.content(kind, head, piece{at, body}); err != nil {
		return 0, err
	}
	return body, m.sound()
}
