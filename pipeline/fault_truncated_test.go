package pipeline_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/pipeline"
	"nhipcau/pipeline/ingest/testdata/awkward"
)

// TestATruncatedFileOfEveryForm cuts one register, written in every form that is read, at random places and by its last byte.
// A form with an end of its own (all but delimited text and one record a line) is refused; of the others no more rows are read
// than the cut left, and a row that was cut is none. No reader may crash, run out of time or of memory. NHIPCAU_CUTS sets how
// many places, NHIPCAU_SEED where.
func TestATruncatedFileOfEveryForm(t *testing.T) {
	seed := setting(t, "NHIPCAU_SEED", int(time.Now().UnixNano()&0xffffff))
	t.Logf("NHIPCAU_SEED=%d", seed)
	random := rand.New(rand.NewPCG(uint64(seed), 2))
	cuts := setting(t, "NHIPCAU_CUTS", 4)
	for name, whole := range everyForm(t) {
		t.Run(strings.TrimPrefix(filepath.Ext(name), "."), func(t *testing.T) {
			out := checked(t, name, whole)
			if len(out.Receipts) != 1 || out.Receipts[0].Received == 0 || out.Rejects() > 0 {
				t.Fatalf("whole: %+v %+v", out.Receipts, out.Refused)
			}
			rows := out.Receipts[0].Received
			places := []int{len(whole) - 1}
			for range cuts {
				places = append(places, 1+random.IntN(len(whole)-1))
			}
			var contents [][]byte
			for _, at := range places {
				contents = append(contents, whole[:at])
			}
			out = checked(t, name, contents...)
			if len(out.Receipts)+len(out.Refused)+len(out.Already) != len(places) {
				t.Fatalf("%d files, %d receipts, %d refused", len(places), len(out.Receipts), len(out.Refused))
			}
			for _, r := range out.Refused {
				if r.Reason.Vi == "" || r.Reason.En == "" || strings.HasPrefix(r.Reason.Rule, "reader_") {
					t.Errorf("cut at %v: %+v", places, r.Reason)
				}
			}
			for _, r := range out.Receipts {
				at := slices.IndexFunc(contents, func(b []byte) bool { return int64(len(b)) == r.Bytes })
				left := leftOf(name, contents[at])
				t.Logf("cut at %d of %d: %d of %d rows", places[at], len(whole), r.Received, rows)
				if r.Accepted+r.Rejected != r.Received || r.Received > left {
					t.Errorf("cut at %d: %d accepted + %d rejected of %d received; %d were left", places[at], r.Accepted, r.Rejected, r.Received, left)
				}
			}
		})
	}
}

// leftOf counts the whole records before a cut; a form with an end of its own has none.
func leftOf(name string, b []byte) int64 {
	switch filepath.Ext(name) {
	case ".ndjson":
		n := 0
		for line := range bytes.Lines(b) {
			if json.Valid(line) {
				n++
			}
		}
		return int64(n)
	case ".csv", ".tsv":
		r := csv.NewReader(bytes.NewReader(b))
		if filepath.Ext(name) == ".tsv" {
			r.Comma = '\t'
		}
		r.FieldsPerRecord, r.LazyQuotes = 0, true
		n := int64(-1) // the header
		for {
			if _, err := r.Read(); err != nil { // the end, or a row with too few cells
				return n
			}
			n++
		}
	}
	return 0
}

func setting(t *testing.T, name string, otherwise int) int {
	t.Helper()
	if text := os.Getenv(name); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return n
	}
	return otherwise
}

// checked reads files of one name, each in a process of its own.
func checked(t *testing.T, name string, contents ...[]byte) pipeline.Outcome {
	t.Helper()
	req := pipeline.Request{AsOf: time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), Now: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), Reference: data.FS, Reader: child(t, "sound")}
	for _, b := range contents {
		req.Files = append(req.Files, pipeline.Received{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }})
	}
	out, err := pipeline.Check(t.Context(), duckdb.New(), req)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// everyForm writes a register of data/sample in each form. A Word table comes from the awkward files.
func everyForm(t *testing.T) map[string][]byte {
	t.Helper()
	text, err := os.ReadFile("../data/sample/bac-ninh-2025-6-thang-cuoi-nam-cuoc-doi-thoai.csv")
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string][]byte{"so.csv": text, "so.tsv": tabbed(records), "so.xlsx": book(t, records)}
	forms["so.json"], forms["so.ndjson"] = objects(t, records)
	forms["so.parquet"], forms["so.arrow"] = columnar(t, text)
	forms["so.zip"] = packed(t, "so.csv", text)
	for _, c := range awkward.Cases() {
		if filepath.Ext(c.File) == ".docx" && forms["so.docx"] == nil && len(checked(t, c.File, c.Bytes()).Refused) == 0 {
			forms["so.docx"] = c.Bytes()
		}
	}
	if len(forms) != 9 {
		t.Fatalf("%d forms", len(forms))
	}
	return forms
}

func tabbed(records [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = '\t'
	w.WriteAll(records)
	return b.Bytes()
}

func book(t *testing.T, records [][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, r := range records {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func objects(t *testing.T, records [][]string) (array, lines []byte) {
	t.Helper()
	var list []string
	for _, r := range records[1:] {
		object := map[string]string{}
		for i, name := range records[0] {
			object[name] = r[i]
		}
		b, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, string(b))
	}
	return []byte("[" + strings.Join(list, ",\n") + "]"), []byte(strings.Join(list, "\n") + "\n")
}

func columnar(t *testing.T, text []byte) (parquet, arrow []byte) {
	t.Helper()
	w, err := duckdb.New().Work(t.Context(), "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := pipeline.LoadCSV(t.Context(), w, "main", "so", bytes.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "so.parquet")
	if err := w.WriteParquet(t.Context(), "select * from main.so", path); err != nil {
		t.Fatal(err)
	}
	if parquet, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := w.Export(t.Context(), "select * from main.so", engine.Arrow, &b); err != nil {
		t.Fatal(err)
	}
	return parquet, b.Bytes()
}

func packed(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
