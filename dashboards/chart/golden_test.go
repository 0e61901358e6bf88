package chart

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the diff before committing it")

func TestGolden(t *testing.T) {
	for name, b := range samples() {
		if name == "forest34" { // drawn elsewhere; as a file it would say nothing that nine rows do not
			continue
		}
		for _, lang := range []string{"vi", "en"} {
			t.Run(name+"."+lang, func(t *testing.T) {
				got, err := json.MarshalIndent(b.Build(printer(lang)), "", " ")
				if err != nil {
					t.Fatal(err)
				}
				file := filepath.Join("testdata", "golden", name+"."+lang+".json")
				if *update {
					if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatalf("%v (run with -update)", err)
				}
				if diff := cmp.Diff(string(bytes.TrimSpace(want)), string(got)); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
			})
		}
	}
}
