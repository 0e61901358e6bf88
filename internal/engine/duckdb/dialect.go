package duckdb

import "strings"

type dialect struct{}

// Parquet reads files as one table; file_row_number is the row's place in its own file.
func (dialect) Parquet(paths []string) string {
	quoted := make([]string, len(paths))
	for i, p := range paths {
		quoted[i] = quote(p)
	}
	return "read_parquet([" + strings.Join(quoted, ", ") + "], file_row_number=true, union_by_name=true)"
}

// Checksum reads every column of every row: a file that a disk has changed cannot pass.
func (dialect) Checksum(table string) string {
	return "select count(*), coalesce(cast(bit_xor(hash(t)) as varchar), '0') from " + table + " t"
}

// Ident quotes a name.
func (dialect) Ident(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
