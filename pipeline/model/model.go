// Package model holds what the product knows, in the binding tables of the design: units in time, sessions, opinions,
// obligations, published figures, their sources and what is wrong with them.
//
// It reads schema clean and writes schema model, all as SELECT files. Records dated after the cut-off do not exist here.
package model

import "embed"

// Files are the SELECTs of the stage, one a table.
//
//go:embed *.sql
var Files embed.FS
