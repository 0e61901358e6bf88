package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

// TestJSONLosesNoRecord: tables inside records are refused, tables of a whole file are read with its title beside them.
func TestJSONLosesNoRecord(t *testing.T) {
	cases := []struct {
		name, text string
		records    int
		refused    bool
	}{
		{"a file with a title and a table", `{"period": "năm 2024", "items": [{"unit": "xã A"}, {"unit": "xã B"}]}`, 2, false},
		{"a table inside a record of lines", `{"unit": "xã A", "info": {"files": [{"url": "x"}]}}` + "\n" + `{"unit": "xã B"}`, 0, true},
		{"the same further down", `{"unit": "xã A"}` + "\n" + `{"unit": "xã B", "files": [{"url": "x"}]}`, 0, true},
		{"lines", `{"unit": "xã A"}` + "\n" + `{"unit": "xã B"}`, 2, false},
	}
	for _, c := range cases {
		path := filepath.Join(t.TempDir(), "so.json")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		n := 0
		err := eachJSON(path, func(string, []string, []string) error {
			n++
			return nil
		})
		if refused := err != nil; refused != c.refused || !refused && n != c.records {
			t.Errorf("%s: %d records, %v", c.name, n, err)
		}
	}
}
