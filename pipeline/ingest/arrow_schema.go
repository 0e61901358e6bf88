package ingest

// Numbers of union Type in Arrow's Schema.fbs. All others hold lists or structures.
var flatArrowTypes = map[byte]bool{
	1:  true, // Null
	2:  true, // Int
	3:  true, // FloatingPoint
	4:  true, // Binary
	5:  true, // Utf8
	6:  true, // Bool
	7:  true, // Decimal
	8:  true, // Date
	9:  true, // Time
	10: true, // Timestamp
	11: true, // Interval
	15: true, // FixedSizeBinary
	18: true, // Duration
	19: true, // LargeBinary
	20: true, // LargeUtf8
	23: true, // BinaryView
	24: true, // Utf8View
}

// Types whose columns are checked further.
const (
	arrowTimestamp  = 10
	arrowBinaryView = 23
	arrowUtf8View   = 24
)

// arrowViews are a schema's columns of views, and the dictionaries of views by id. For each, a batch lists how many buffers its texts lie in, and
// arrow-go looks that up without asking how long the list is.
type arrowViews struct {
	columns      int
	dictionaries map[int64]bool
}

// schema checks the columns.
func (c *arrowClaims) schema(t flatTable) error {
	c.views = arrowViews{dictionaries: map[int64]bool{}}
	at, n := t.vector(1, 4)
	if n > mostArrowColumns {
		return columnarTooLarge()
	}
	for i := range n {
		if err := c.field(t.table(at + 4*i)); err != nil {
			return err
		}
	}
	if err := c.remarks(t, 2); err != nil {
		return err
	}
	return t.sound()
}

func (c *arrowClaims) field(t flatTable) error {
	c.texts += t.text(0)
	kind := t.byte(2)
	if kind == arrowTimestamp {
		if zone, ok := t.child(3); ok {
			c.texts += zone.text(1)
		}
	}
	if kind == arrowBinaryView || kind == arrowUtf8View {
		if d, encoded := t.child(4); encoded {
			c.views.dictionaries[d.long(0)] = true
		} else {
			c.views.columns++
		}
	}
	_, children := t.vector(5, 4)
	if err := t.sound(); err != nil {
		return err
	}
	if children > 0 || !flatArrowTypes[kind] {
		at, n := t.vector(0, 1)
		return columnarNested(string(t.b[at : at+min(n, 60)]))
	}
	return c.remarks(t, 6)
}

// remarks checks a list of keys and values. They may point to one text many times, so they are counted as often.
func (c *arrowClaims) remarks(t flatTable, field int) error {
	at, n := t.vector(field, 4)
	for i := range n {
		pair := t.table(at + 4*i)
		c.texts += pair.text(0) + pair.text(1) + 32
		if c.texts > mostArrowMetadata {
			break
		}
	}
	if c.texts > mostArrowMetadata {
		return columnarTooLarge()
	}
	return t.sound()
}
