package chart

import (
	"encoding/json"
	"os"
	"testing"
)

// TestDump writes every sample to CHART_DUMP, for looking at real drawings; see testdata/look.mjs.
func TestDump(t *testing.T) {
	file := os.Getenv("CHART_DUMP")
	if file == "" {
		t.Skip("CHART_DUMP is not set")
	}
	all := map[string]map[string]Chart{}
	for name, b := range samples() {
		all[name] = map[string]Chart{"vi": b.Build(printer("vi")), "en": b.Build(printer("en"))}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
