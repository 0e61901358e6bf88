// Package metrics counts: one file a metric, its words and its SQL together.
//
// It reads schema model and writes schema metrics. A metric table keeps numerator and denominator by session, unit, month,
// level, kind, topic and origin; nothing is divided here, so sums add up from ward to province.
package metrics

import "embed"

// Files are the SELECTs of the stage, one a table.
//
//go:embed *.sql
var Files embed.FS
