package simulate

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write data/sample anew")

const sampleDir = "../../data/sample"

// sample is what data/sample/README.md says: the registers shipped with the program.
var sample = Config{Seed: 40, Opinions: 600, Years: [2]int{2024, 2025}, Provinces: []string{"p17@2004", "p24@2004", "p24@2025"}}

func TestSampleIsMadeFromItsSeed(t *testing.T) {
	c := sample
	if c.Out = t.TempDir(); *update {
		c.Out = sampleDir
		old, _ := filepath.Glob(filepath.Join(sampleDir, "*.csv"))
		for _, p := range old {
			if err := os.Remove(p); err != nil {
				t.Fatal(err)
			}
		}
	}
	truth := run(t, c)
	want, got := fingerprint(t, c.Out), fingerprint(t, sampleDir)
	delete(want, "README.md")
	delete(got, "README.md")
	delete(want, ".gitattributes")
	delete(got, ".gitattributes")
	if d := cmp.Diff(want, got); d != "" {
		t.Error("data/sample is not what its seed gives; run go test ./internal/simulate -run Sample -update (-seed +folder):", d)
	}
	if len(truth.ByLevel) != 3 || len(truth.ByProvince) != 3 || len(truth.ByYear) != 2 {
		t.Errorf("the sample should show all levels, provinces and years: %+v", truth)
	}
}
