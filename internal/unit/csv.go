package unit

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// row is one record of a CSV file, its cells in the order the reader asked for.
type row struct {
	file  string
	line  int
	cols  []string
	at    []int
	cells []string
}

func (r row) text(i int) string { return r.cells[r.at[i]] }

func (r row) bad(i int, why string) error {
	return fmt.Errorf("%w: %s line %d: %s %q %s", ErrFormat, r.file, r.line, r.cols[i], r.text(i), why)
}

// day reads a date cell; an empty one means empty, or is refused if empty is negative.
func (r row) day(i int, empty day) (day, error) {
	if r.text(i) == "" && empty >= 0 {
		return empty, nil
	}
	d, ok := parseDay(r.text(i))
	if !ok {
		return 0, r.bad(i, "is not a date YYYY-MM-DD")
	}
	return d, nil
}

func (r row) bool(i int) (bool, error) {
	switch r.text(i) {
	case "1":
		return true, nil
	case "0":
		return false, nil
	}
	return false, r.bad(i, "is neither 0 nor 1")
}

// eachRow reads a CSV file with a header; columns may stand in any order and others may be added.
func eachRow(fsys fs.FS, file string, cols []string, do func(row) error) error {
	f, err := fsys.Open(file)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	defer f.Close()
	in := csv.NewReader(bufio.NewReaderSize(f, 1<<16))
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return fmt.Errorf("%w: %s: no header: %w", ErrFormat, file, err)
	}
	r := row{file: file, cols: cols, line: 1, at: make([]int, len(cols))}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	for i, c := range cols {
		if r.at[i] = slices.Index(head, c); r.at[i] < 0 {
			return fmt.Errorf("%w: %s has no column %s", ErrFormat, file, c)
		}
	}
	for {
		r.cells, err = in.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrFormat, file, err)
		}
		r.line++
		if err := do(r); err != nil {
			return err
		}
	}
}
