package duckdb

import (
	"fmt"
	"strings"

	"nhipcau/internal/engine"
)

type dialect struct{}

// Parquet reads files as one table; file_row_number is the row's place in its own file.
func (dialect) Parquet(paths []string) string {
	quoted := make([]string, len(paths))
	for i, p := range paths {
		quoted[i] = quote(p)
	}
	return "read_parquet([" + strings.Join(quoted, ", ") + "], file_row_number=true, union_by_name=true)"
}

// CSV reads every column as text: a value is only ever read by our own rules, never sniffed.
func (d dialect) CSV(in engine.CSV) string {
	names := make([]string, in.Width)
	for i := range names {
		names[i] = fmt.Sprintf("'c%d': 'VARCHAR'", i)
	}
	pick := make([]string, len(in.Pick))
	for i, c := range in.Pick {
		pick[i] = fmt.Sprintf("c%d as %s", c.At, d.Ident(c.Name))
	}
	return fmt.Sprintf(
		`(select %s from read_csv(%s, header=false, skip=%d, delim=%s, quote='"', escape='"', columns={%s},
		null_padding=false, ignore_errors=false, auto_detect=false, strict_mode=true, max_line_size=4194304, nullstr=''))`,
		strings.Join(pick, ", "), quote(in.Path), in.Skip, quote(string(in.Delimiter)), strings.Join(names, ", "))
}

// Checksum reads every column of every row: a file that a disk has changed cannot pass.
func (dialect) Checksum(table string) string {
	return "select count(*), coalesce(cast(bit_xor(hash(t)) as varchar), '0') from " + table + " t"
}

// Ident quotes a name.
func (dialect) Ident(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
