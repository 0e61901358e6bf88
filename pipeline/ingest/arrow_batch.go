package ingest

import "encoding/binary"

// piece is a stretch of the file.
type piece struct{ at, length int64 }

func (c *arrowClaims) content(kind byte, head flatTable, body piece) error {
	switch kind {
	case arrowSchema:
		return c.schema(head)
	case arrowDictionary:
		data, ok := head.child(1)
		if !ok {
			return errArrowClaims
		}
		views := 0
		if c.views.dictionaries[head.long(0)] {
			views = 1
		}
		_, memory, err := c.batch(data, body, views)
		if c.kept += memory; err == nil && c.kept > mostArrowMemory {
			err = columnarTooLarge()
		}
		return err
	case arrowBatch:
		rows, _, err := c.batch(head, body, c.views.columns)
		if c.rows += rows; err == nil && c.rows > mostRows {
			err = tooManyRows()
		}
		return err
	}
	return errArrowClaims
}

// batch checks the columns of a batch of rows, or the one of a dictionary. views is how many of them are views.
func (c *arrowClaims) batch(t flatTable, body piece, views int) (rows, memory int64, err error) {
	rows = t.long(0)
	nodes, n := t.vector(1, 16)
	switch {
	case rows < 0:
		return 0, 0, errArrowClaims
	case rows > mostRows:
		return 0, 0, tooManyRows()
	case n > mostArrowColumns:
		return 0, 0, columnarTooLarge()
	}
	for i := range n { // no lists: every column is as long as the batch
		if length, empty := t.i64(nodes+16*i), t.i64(nodes+16*i+8); length != rows || empty < -1 || empty > rows {
			return 0, 0, errArrowClaims
		}
	}
	if memory, err = c.buffers(t, body, views); err != nil {
		return 0, 0, err
	}
	if rows > 8*memory { // a truth value takes a bit
		return 0, 0, errArrowClaims
	}
	return rows, memory, t.sound()
}

// buffers checks where the values of a batch lie, and says how much memory they take.
func (c *arrowClaims) buffers(t flatTable, body piece, views int) (memory int64, err error) {
	_, packed := t.child(3)
	list, n := t.vector(2, 16)
	var unpacked int64
	for i := range n {
		from, length := t.i64(list+16*i), t.i64(list+16*i+8)
		if from < 0 || length < 0 || from > body.length || length > body.length-from {
			return 0, errArrowClaims
		}
		if packed && length > 0 {
			size, err := c.unpacked(piece{body.at + from, length})
			if err != nil {
				return 0, err
			}
			unpacked += size
		}
	}
	if unpacked > mostArrowMemory-body.length || unpacked > bombFrom && unpacked/max(body.length, 1) > bombRatio {
		return 0, columnarTooLarge()
	}
	counts, many := t.vector(4, 8)
	if many < views {
		return 0, errArrowClaims
	}
	for i := range many {
		if k := t.i64(counts + 8*i); k < 0 || k > int64(n) {
			return 0, errArrowClaims
		}
	}
	return body.length + unpacked, nil
}

// unpacked is how long a packed buffer says it will be; -1 says that it was left as it is.
func (c *arrowClaims) unpacked(p piece) (int64, error) {
	if p.length < 8 {
		return 0, errArrowClaims
	}
	b, err := c.bytes(p.at, 8)
	if err != nil {
		return 0, err
	}
	size := int64(binary.LittleEndian.Uint64(b))
	switch {
	case size == -1:
		return 0, nil
	case size < 0:
		return 0, errArrowClaims
	case size > mostArrowMemory:
		return 0, columnarTooLarge()
	}
	return size, nil
}
