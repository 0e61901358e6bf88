package chart

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestEChartsDrawsEveryOption draws the samples, and charts full of hostile text, by ECharts itself at the width of a desk
// and of a phone. It needs node and the npm packages of dashboards/web, and says so where they are missing.
func TestEChartsDrawsEveryOption(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node on this machine: options are checked as JSON only")
	}
	if _, err := os.Stat("../web/node_modules/echarts"); err != nil {
		t.Skip("dashboards/web/node_modules is not installed (make assets): options are checked as JSON only")
	}
	options := map[string]json.RawMessage{}
	for name, b := range samples() {
		options[name] = b.Build(printer("vi")).Option
	}
	for _, kind := range []string{"script", "template", "long"} {
		for name, b := range hostile(payloads[kind]) {
			options[name+"/"+kind] = b.Build(printer("en")).Option
		}
	}
	text, err := json.Marshal(options)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "options.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, "--no-warnings", "testdata/render.mjs", file).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var drawn map[string]struct {
		Marks  int
		Broken bool
		Error  string
	}
	if err := json.Unmarshal(out, &drawn); err != nil {
		t.Fatalf("%v: %.300s", err, out)
	}
	if len(drawn) != 2*len(options) {
		t.Errorf("%d drawings of %d options at two widths", len(drawn), len(options))
	}
	for name, d := range drawn {
		if d.Error != "" || d.Broken || d.Marks == 0 {
			t.Errorf("%s: %d marks, broken %v, %s", name, d.Marks, d.Broken, d.Error)
		}
	}
}
