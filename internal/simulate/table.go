package simulate

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Columns in the template's order, by their names in headers.csv.
var columns = map[string][]string{
	"session": {"session_code", "unit", "parent", "level", "held_on", "kind", "mode", "channel", "host_role", "host_is_head",
		"attendees", "opinions_before", "opinions_at", "opinions_after", "announced_on", "notice_on", "result_published_on",
		"theme", "note", "simulated"},
	"opinion": {"session_code", "unit", "parent", "held_on", "opinion_no", "counting_unit", "collected", "topic", "content",
		"authority", "assigned_to", "answered_at_session", "due_on", "replied_on", "reply_kind", "resolved_on", "outcome",
		"outcome_on", "not_resolved_reason", "complex_notice_on", "forwarded_on", "front_confirmed", "repeat_of", "note", "simulated"},
}

const headerFile = "reference/headers.csv"

// loadHeaders gives, per table and column, the label the template prints.
func loadHeaders(data fs.FS) (map[string]map[string]string, error) {
	f, err := data.Open(headerFile)
	if err != nil {
		return nil, fmt.Errorf("read headers: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("read %s: %w", headerFile, errors.Join(err, errors.New("need rows")))
	}
	at := func(name string) int { return slices.Index(rows[0], name) }
	table, column, label := at("table"), at("column"), at("label_vi")
	if min(table, column, label) < 0 {
		return nil, fmt.Errorf("read %s: need the columns table, column, label_vi", headerFile)
	}
	labels := map[string]map[string]string{"session": {}, "opinion": {}}
	for _, r := range rows[1:] {
		if m := labels[r[table]]; m != nil {
			m[r[column]] = r[label]
		}
	}
	for name, cols := range columns {
		for _, c := range cols {
			if labels[name][c] == "" {
				return nil, fmt.Errorf("read %s: no label for %s.%s", headerFile, name, c)
			}
		}
	}
	return labels, nil
}

// table is one CSV file being written.
type table struct {
	FileTruth
	f *os.File
	w *bufio.Writer
}

// create starts a file with its header row.
func create(dir, name, kind string, labels map[string]string, bom, crlf bool) (*table, error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, fmt.Errorf("write register: %w", err)
	}
	t := &table{FileTruth{Name: name, Table: kind}, f, bufio.NewWriterSize(f, 1<<18)}
	var b []byte
	if bom {
		b = append(b, "\ufeff"...)
	}
	for i, c := range columns[kind] {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, labels[c])
	}
	if crlf {
		b = append(b, '\r')
	}
	t.w.Write(append(b, '\n')) // bufio keeps the error for close
	return t, nil
}

// row writes one row and gives its number in a spreadsheet, where the header is row 1.
func (t *table) row(b []byte, good bool) int64 {
	t.w.Write(b)
	t.Rows++
	if good {
		t.Good++
	}
	return t.Rows + 1
}

func (t *table) close() error {
	if err := errors.Join(t.w.Flush(), t.f.Close()); err != nil {
		return fmt.Errorf("write register %s: %w", t.Name, err)
	}
	return nil
}

// refuseStrangers keeps two runs from mixing: what is in the folder already must be what this run writes anew.
func refuseStrangers(dir string, names []string) error {
	found, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		return err
	}
	for _, p := range found {
		if n := filepath.Base(p); !slices.Contains(names, n) && !strings.HasPrefix(n, ".") {
			return fmt.Errorf("%w: %s holds %s, which is not of this run; choose an empty folder", ErrConfig, dir, n)
		}
	}
	return nil
}
