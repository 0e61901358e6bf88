package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestRowsAreCountedAsASpreadsheetDoes: a cell with line breaks is one row, a blank line is a row too.
func TestRowsAreCountedAsASpreadsheetDoes(t *testing.T) {
	text := "Đơn vị,Nội dung\n" + "A,\"một\nhai\r\nba\"\r\n" + "\n" + "B,\"bốn\nnăm\"\n" + "C,sáu\n"
	var got []int64
	for row, err := range recordsOf(strings.NewReader(text), ',') {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row.no)
	}
	if want := []int64{1, 2, 4, 5}; !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

// TestBreakLines: whatever the buffer holds when a return is read, every line comes out as it went in.
func TestBreakLines(t *testing.T) {
	var in, want strings.Builder
	for i := range 500 {
		line := strings.Repeat("ý", i%23) + strconv.Itoa(i)
		in.WriteString(line + "\r")
		want.WriteString(line + "\n")
	}
	in.WriteString("a\r\nb\r\r\nc")
	want.WriteString("a\r\nb\r\r\nc")
	for size := 16; size < 64; size++ {
		var out bytes.Buffer
		w := bufio.NewWriter(&out)
		if err := errors.Join(breakLines(w, bufio.NewReaderSize(strings.NewReader(in.String()), size)), w.Flush()); err != nil {
			t.Fatal(err)
		}
		if out.String() != want.String() {
			t.Fatalf("a buffer of %d bytes: other lines", size)
		}
	}
}
