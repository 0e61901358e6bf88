package duckdb

import (
	"fmt"
	"strings"

	"nhipcau/internal/engine"
)

// common holds for every instance. top_n_window_elimination drops rows in DuckDB 1.5.5 (QUALIFY row_number() <= k over a
// join or a nullable key); enginetest keeps the queries that show it.
var common = []string{
	"set autoinstall_known_extensions=false",
	"set autoload_known_extensions=false",
	"set allow_community_extensions=false",
	"set allow_persistent_secrets=false",
	"set disabled_optimizers='top_n_window_elimination'",
	"set timezone='Asia/Ho_Chi_Minh'",
	"set enable_progress_bar=false",
}

// workSettings: a work database is thrown away when it is closed, so closing it writes nothing more.
func workSettings(o engine.Options) []string {
	return append(append(limits(o), common...), "pragma disable_checkpoint_on_shutdown")
}

// readSettings: the lock comes last, nothing can be set after it. External access is off, so SQL reaches no file but the
// attached snapshot.
func readSettings(o engine.Options) []string {
	list := append(limits(o), common...)
	return append(list,
		"set allow_unredacted_secrets=false",
		"set enable_external_file_cache=false",
		"set max_expression_depth=250",
		"set enable_external_access=false",
		"set lock_configuration=true",
	)
}

func limits(o engine.Options) []string {
	list := []string{"set temp_directory=" + quote(o.TempDir)}
	if o.MemoryMB > 0 {
		list = append(list, fmt.Sprintf("set memory_limit='%dMiB'", o.MemoryMB))
	}
	if o.Threads > 0 {
		list = append(list, fmt.Sprintf("set threads=%d", o.Threads))
	}
	return list
}

// quote makes a SQL string literal. Only for statements that take no placeholders (SET, ATTACH, COPY).
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
