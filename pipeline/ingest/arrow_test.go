package ingest

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// arrowOf writes one batch, as a file or as a stream.
func arrowOf(t testing.TB, stream bool, fields []arrow.Field, fill func(*array.RecordBuilder), opts ...ipc.Option) []byte {
	t.Helper()
	schema := arrow.NewSchema(fields, nil)
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	fill(builder)
	batch := builder.NewRecordBatch()
	var b bytes.Buffer
	opts = append(opts, ipc.WithSchema(schema))
	var w interface {
		Write(arrow.RecordBatch) error
		io.Closer
	}
	if w = ipc.NewWriter(&b, opts...); !stream {
		var err error
		if w, err = ipc.NewFileWriter(&b, opts...); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := w.Write(batch); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func arrowRead(t *testing.T, b []byte) (rows [][]string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.arrow")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	err = eachArrow(path, func(row sheetRow) bool {
		rows = append(rows, row.cells)
		return true
	})
	return rows, err
}

// typicalArrow has a column of every plain type an export may hold.
func typicalArrow(t testing.TB, rows int, stream bool, opts ...ipc.Option) []byte {
	words := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}
	fields := []arrow.Field{
		{Name: "unit", Type: arrow.BinaryTypes.String, Metadata: arrow.MetadataFrom(map[string]string{"pandas": "object"})},
		{Name: "kind", Type: words}, {Name: "view", Type: arrow.BinaryTypes.StringView}, {Name: "n", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
		{Name: "day", Type: arrow.FixedWidthTypes.Date32}, {Name: "at", Type: &arrow.TimestampType{Unit: arrow.Second, TimeZone: "UTC"}},
		{Name: "head", Type: arrow.FixedWidthTypes.Boolean}, {Name: "none", Type: arrow.Null}, {Name: "long", Type: arrow.BinaryTypes.LargeString},
	}
	return arrowOf(t, stream, fields, func(b *array.RecordBuilder) {
		for i := range rows {
			b.Field(0).(*array.StringBuilder).Append("xã Lam Cốt")
			b.Field(1).(*array.BinaryDictionaryBuilder).AppendString("định kỳ")
			b.Field(2).(*array.StringViewBuilder).Append("một chuỗi dài hơn mười hai byte")
			if i%2 == 0 {
				b.Field(3).(*array.Int64Builder).Append(7320)
			} else {
				b.Field(3).(*array.Int64Builder).AppendNull()
			}
			b.Field(4).(*array.Date32Builder).Append(19740)
			b.Field(5).(*array.TimestampBuilder).Append(0)
			b.Field(6).(*array.BooleanBuilder).Append(true)
			b.Field(7).(*array.NullBuilder).AppendNull()
			b.Field(8).(*array.LargeStringBuilder).Append("dài")
		}
	}, opts...)
}

// arrowPackings are the ways the values of a batch can be packed.
var arrowPackings = map[string][]ipc.Option{"plain": nil, "lz4": {ipc.WithLZ4()}, "zstd": {ipc.WithZstd()}}

// TestArrowTypesAreRead: all of them pass the check of claims, packed or not, as a file and as a stream. A column of nothing is empty.
func TestArrowTypesAreRead(t *testing.T) {
	want := []string{"xã Lam Cốt", "định kỳ", "một chuỗi dài hơn mười hai byte", "7320", "2024-01-18", "1970-01-01T00:00:00Z", "có", "", "dài"}
	for name, opts := range arrowPackings {
		for _, stream := range []bool{false, true} {
			rows, err := arrowRead(t, typicalArrow(t, 40, stream, opts...))
			if err != nil || len(rows) != 81 {
				t.Fatalf("%s stream %v: %d rows, %v", name, stream, len(rows), err)
			}
			if !slices.Equal(rows[1], want) {
				t.Errorf("%s stream %v: %q", name, stream, rows[1])
			}
		}
	}
}

// TestArrowClaims: a file that claims more than it holds, or more than the limits, is refused before the library makes room for it.
func TestArrowClaims(t *testing.T) {
	text := []arrow.Field{{Name: "unit", Type: arrow.BinaryTypes.String}}
	some := func(b *array.RecordBuilder) { b.Field(0).(*array.StringBuilder).Append(strings.Repeat("x", 1000)) }
	plain := arrowOf(t, true, text, some)
	many := make([]arrow.Field, mostArrowColumns+1)
	for i := range many {
		many[i] = arrow.Field{Name: "c", Type: arrow.Null}
	}
	damaged, err := os.ReadFile("../testdata/damaged_schema.arrow")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		file []byte
		rule string
	}{
		{"a billion columns", damaged, "columnar_unreadable"},
		{"cut", plain[:len(plain)-600], "columnar_unreadable"},
		{"body of 250 GB", withLong(t, plain, 1008, 1<<38), "columnar_unreadable"},
		{"negative body", withLong(t, plain, 1008, -8), "columnar_unreadable"},
		{"columns", arrowOf(t, false, many, func(*array.RecordBuilder) {}), "columnar_too_large"},
		{"rows of nothing", arrowOf(t, true, many[:1], func(b *array.RecordBuilder) { b.Field(0).(*array.NullBuilder).AppendNulls(50_000_000) }), "columnar_unreadable"},
		{"too many rows of nothing", arrowOf(t, true, many[:1], func(b *array.RecordBuilder) { b.Field(0).(*array.NullBuilder).AppendNulls(70_000_000) }), "sheet_too_large"},
		{"packed too tight", arrowOf(t, true, text, func(b *array.RecordBuilder) {
			b.Field(0).(*array.StringBuilder).Append(strings.Repeat("x", bombFrom+1))
		}, ipc.WithZstd()), "columnar_too_large"},
		{"long cell", arrowOf(t, true, text, func(b *array.RecordBuilder) {
			b.Field(0).(*array.StringBuilder).Append(strings.Repeat("x", longestCell+1))
		}), "cell_too_long"},
		{"no text", arrowOf(t, true, text, func(b *array.RecordBuilder) { b.Field(0).(*array.StringBuilder).Append("\xff\xfe") }), "encoding_mixed"},
		{"nested", arrowOf(t, false, []arrow.Field{{Name: "ý kiến", Type: arrow.ListOf(arrow.BinaryTypes.String)}}, func(*array.RecordBuilder) {}), "columnar_nested"},
	} {
		_, err := arrowRead(t, c.file)
		if err == nil {
			t.Errorf("%s: taken in", c.name)
			continue
		}
		if reason, ok := AsRefusal(columnarBroken(err)); !ok || reason.Rule != c.rule || reason.Vi == "" || reason.En == "" {
			t.Errorf("%s: %v, want %s", c.name, err, c.rule)
		}
	}
}

// withLong puts another number where one stands in the messages: here the length of the bodies.
func withLong(t *testing.T, b []byte, old, new int64) []byte {
	t.Helper()
	was := binary.LittleEndian.AppendUint64(nil, uint64(old))
	at := bytes.LastIndex(b, was)
	if at < 0 {
		t.Fatalf("no %d in the file", old)
	}
	b = bytes.Clone(b)
	binary.LittleEndian.PutUint64(b[at:], uint64(new))
	return b
}
