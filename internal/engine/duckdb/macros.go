package duckdb

import (
	_ "embed"
	"strings"
)

//go:embed macros.sql
var macroText string

// macros are the statements that make engine.Functions in a published file, in the order they build on each other.
func macros() []string {
	var list []string
	for _, s := range strings.Split(macroText, "create macro ")[1:] {
		s, _, _ = strings.Cut(s, ";")
		list = append(list, "create macro "+s)
	}
	return list
}
