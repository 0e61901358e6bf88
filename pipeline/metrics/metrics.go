// Package metrics counts: one file a metric, its words and its SQL together.
//
// It reads schema model and writes schema metrics. A metric table keeps numerator and denominator by session, unit, month,
// level, kind, topic and origin; nothing is divided here, so sums add up from ward to province. From these Go writes the
// roll-ups that dashboards read (rollup.go) and metrics.definition, the words of each metric.
package metrics

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// Files are the SELECTs of the stage, one a table.
//
//go:embed *.sql
var Files embed.FS

// Definition is what the header of a metric's file says: the words a reader sees under the chart.
type Definition struct {
	ID                         string
	NameVi, NameEn             string
	NumVi, NumEn, DenVi, DenEn string
	Unit                       string // count | percent
	Better                     string // up | down | none
	Rule, By, Version, SQL     string
	Clocked                    bool // counts duties: not_due, no_clock, exempt, unknown stand beside num and den
	Sessions                   bool // rows name their session, so the error can be clustered by it
}

// Definitions reads the headers of all metric files. header is the pipeline's reader of `-- key: value` lines.
func Definitions(header func(string) map[string]string) ([]Definition, error) {
	names, err := fs.Glob(Files, "*.sql")
	if err != nil {
		return nil, err
	}
	var list []Definition
	for _, name := range names {
		b, err := fs.ReadFile(Files, name)
		if err != nil {
			return nil, err
		}
		h := header(string(b))
		d := Definition{
			ID: strings.TrimSuffix(name, ".sql"), NameVi: h["vi"], NameEn: h["en"],
			NumVi: h["num_vi"], NumEn: h["num_en"], DenVi: h["den_vi"], DenEn: h["den_en"],
			Unit: h["unit"], Better: h["better"], Rule: h["rule"], By: h["by"], Version: h["version"], SQL: string(b),
			Clocked: strings.Contains(string(b), "as not_due"), Sessions: strings.Contains(string(b), "session_id, unit_id"),
		}
		if d.NameVi == "" || d.NameEn == "" || d.NumVi == "" || d.NumEn == "" || d.Unit == "" || d.Better == "" || d.Version == "" ||
			d.Unit == "percent" && (d.DenVi == "" || d.DenEn == "") {
			return nil, fmt.Errorf("metric %s: its header lacks words", d.ID)
		}
		list = append(list, d)
	}
	return list, nil
}
