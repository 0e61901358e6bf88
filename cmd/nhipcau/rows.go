package main

import (
	"bufio"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// writeRows prints a result as a table, CSV, or JSON objects (one a line).
func writeRows(w io.Writer, rows *sql.Rows, format string) error {
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	defer out.Flush()
	switch format {
	case "csv":
		return writeCSV(out, names, rows)
	case "json":
		return writeJSON(out, names, rows)
	}
	return writeTable(out, names, rows)
}

func each(names []string, rows *sql.Rows, visit func([]any) error) error {
	values := make([]any, len(names))
	targets := make([]any, len(names))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if err := visit(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

func writeCSV(w io.Writer, names []string, rows *sql.Rows) error {
	c := csv.NewWriter(w)
	if err := c.Write(names); err != nil {
		return err
	}
	err := each(names, rows, func(values []any) error { return c.Write(cells(values, "")) })
	c.Flush()
	if err != nil {
		return err
	}
	return c.Error()
}

func writeJSON(w io.Writer, names []string, rows *sql.Rows) error {
	return each(names, rows, func(values []any) error {
		var b strings.Builder
		b.WriteByte('{')
		for i, v := range values {
			if t, ok := v.(time.Time); ok {
				v = plain(t)
			}
			key, err := json.Marshal(names[i])
			if err != nil {
				return err
			}
			value, err := json.Marshal(v)
			if err != nil {
				return err
			}
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(key)
			b.WriteByte(':')
			b.Write(value)
		}
		_, err := fmt.Fprintln(w, b.String()+"}")
		return err
	})
}

// writeTable aligns columns; it holds the rows, as widths are known only at the end.
func writeTable(w io.Writer, names []string, rows *sql.Rows) error {
	lines := [][]string{names}
	if err := each(names, rows, func(values []any) error { lines = append(lines, cells(values, "∅")); return nil }); err != nil {
		return err
	}
	widths := make([]int, len(names))
	for _, line := range lines {
		for i, c := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for n, line := range lines {
		for i, c := range line {
			fmt.Fprint(w, c, strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+2))
		}
		fmt.Fprintln(w)
		if n == 0 {
			for _, width := range widths {
				fmt.Fprint(w, strings.Repeat("─", width), "  ")
			}
			fmt.Fprintln(w)
		}
	}
	return nil
}

func cells(values []any, null string) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = null
		if v != nil {
			list[i] = plain(v)
		}
	}
	return list
}

func plain(v any) string {
	switch x := v.(type) {
	case time.Time:
		if x.Equal(x.Truncate(24 * time.Hour)) {
			return x.Format(time.DateOnly)
		}
		return x.Format(time.RFC3339)
	case []byte:
		return string(x)
	}
	return fmt.Sprint(v)
}
