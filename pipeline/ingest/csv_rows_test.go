package ingest

import (
	"slices"
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
