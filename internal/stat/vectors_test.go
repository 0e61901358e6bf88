package stat_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A vcase is one case of a vector file: what goes in, what must come out, and how close.
type vcase struct {
	ID     string
	Origin string
	Input  map[string]any
	Expect map[string]any
	Tol    float64
	dir    string
}

// method computes everything a file of that method may expect. A key that is expected and not computed fails.
type method func(c *vcase) (map[string]any, error)

// methods is the registry: a vector file naming a method that is not here fails the test.
var methods = map[string]method{}

// csvMethods does the same for CSV files, by file name; rows become cases.
var csvMethods = map[string]func(rows []map[string]string) ([]checked, error){}

type checked struct {
	id   string
	want map[string]any
	got  map[string]any
	tol  float64
}

// TestVectors runs every vector file of NHIPCAU_VECTORS, by default the product's own, which holds only numbers printed
// in papers and definitions of our own.
func TestVectors(t *testing.T) {
	dir := os.Getenv("NHIPCAU_VECTORS")
	if dir == "" {
		dir = filepath.Join("testdata", "vectors")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	cases, checks, ran := 0, 0, 0
	for _, file := range files {
		var done []checked
		switch filepath.Ext(file) {
		case ".json":
			done, err = runJSON(file)
		case ".csv":
			done, err = runCSV(file)
		default:
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		ran++
		for _, c := range done {
			cases++
			n, err := c.check()
			checks += n
			if err != nil {
				t.Errorf("%s %s: %v", filepath.Base(file), c.id, err)
			}
		}
	}
	if ran == 0 || checks == 0 {
		t.Fatalf("no vectors in %s", dir)
	}
	t.Logf("%d files, %d cases, %d values checked in %s", ran, cases, checks, dir)
}

func TestUnknownMethodFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.json")
	if err := os.WriteFile(file, []byte(`{"method":"horoscope","cases":[{"id":"a","expect":{"v":1}}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := runJSON(file); err == nil || !strings.Contains(err.Error(), "horoscope") {
		t.Fatalf("unknown method: error %v", err)
	}
}

// TestVectorCompare holds the runner itself to account: it must see each way a value can be wrong.
func TestVectorCompare(t *testing.T) {
	for _, c := range []struct{ want, got string }{
		{`{"v":1}`, `{"v":1.1}`}, {`{"v":1}`, `{}`}, {`{"v":null}`, `{"v":0}`}, {`{"v":0}`, `{"v":null}`},
		{`{"v":[1,2]}`, `{"v":[1]}`}, {`{"v":[1,null]}`, `{"v":[1,2]}`}, {`{"v":"a"}`, `{"v":"b"}`}, {`{"v":true}`, `{"v":false}`},
		{`{"v":{}}`, `{"v":{"a":1}}`}, {`{"v":{"a":null}}`, `{"v":{}}`}, {`{"v":{"a":1}}`, `{"v":{"a":2}}`},
	} {
		var want, got map[string]any
		if json.Unmarshal([]byte(c.want), &want) != nil || json.Unmarshal([]byte(c.got), &got) != nil {
			t.Fatal("bad table")
		}
		if _, err := (checked{want: want, got: got, tol: 1e-9}).check(); err == nil {
			t.Errorf("want %s, got %s: not noticed", c.want, c.got)
		}
	}
	if _, err := (checked{want: map[string]any{"v": 1}, got: map[string]any{"v": math.NaN()}}).check(); err == nil {
		t.Error("a NaN was let through")
	}
}

func runJSON(file string) ([]checked, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var v struct {
		Method string
		Cases  []*vcase
	}
	if err := json.Unmarshal(text, &v); err != nil {
		return nil, err
	}
	m, known := methods[v.Method]
	if !known {
		return nil, fmt.Errorf("unknown method %q", v.Method)
	}
	var out []checked
	for _, c := range v.Cases {
		c.dir = filepath.Dir(file)
		got, err := m(c)
		if err != nil {
			return out, fmt.Errorf("%s: %w", c.ID, err)
		}
		out = append(out, checked{c.ID, c.Expect, got, c.Tol})
	}
	return out, nil
}

func runCSV(file string) ([]checked, error) {
	m, known := csvMethods[filepath.Base(file)]
	if !known {
		return nil, fmt.Errorf("unknown CSV file")
	}
	rows, err := readCSV(file)
	if err != nil {
		return nil, err
	}
	return m(rows)
}

func readCSV(file string) ([]map[string]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// check compares through JSON, so that structs, slices and nil pointers are seen as a page or an export would see them,
// and a NaN cannot pass.
func (c checked) check() (n int, err error) {
	text, err := json.Marshal(c.got)
	if err != nil {
		return 0, err
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		return 0, err
	}
	for key, want := range c.want {
		have, ok := got[key]
		if !ok {
			return n, fmt.Errorf("%s is expected but nothing computes it", key)
		}
		k, err := match(want, have, c.tol)
		n += k
		if err != nil {
			return n, fmt.Errorf("%s: %w", key, err)
		}
	}
	return n, nil
}

func match(want, got any, tol float64) (int, error) {
	if list, ok := got.([]any); ok && len(list) == 1 {
		if _, isList := want.([]any); !isList {
			got = list[0] // R writes a list of one as the one
		}
	}
	switch w := want.(type) {
	case float64:
		g, ok := got.(float64)
		if !ok || math.Abs(w-g) > tol*math.Max(1, math.Abs(w)) {
			return 1, fmt.Errorf("got %v, want %v", got, w)
		}
	case []any:
		g, _ := got.([]any)
		if len(g) != len(w) {
			return 1, fmt.Errorf("got %v, want %v", got, w)
		}
		return matchEach(w, g, tol)
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok || len(w) == 0 && len(g) > 0 {
			return 1, fmt.Errorf("got %v, want %v", got, w)
		}
		n := 0
		for key := range w {
			have, ok := g[key]
			if !ok {
				return n, fmt.Errorf("%s is expected but nothing computes it", key)
			}
			k, err := match(w[key], have, tol)
			if n += k; err != nil {
				return n, fmt.Errorf("%s: %w", key, err)
			}
		}
		return n, nil
	default:
		if want != got {
			return 1, fmt.Errorf("got %v, want %v", got, want)
		}
	}
	return 1, nil
}

func matchEach(want, got []any, tol float64) (n int, err error) {
	for i := range want {
		k, err := match(want[i], got[i], tol)
		if n += k; err != nil {
			return n, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return n, nil
}

// The accessors read inputs; a list of one may be written as the one.
func (c *vcase) has(key string) bool { _, ok := c.Input[key]; return ok }

func (c *vcase) num(key string) float64 {
	v, ok := c.Input[key].(float64)
	if !ok {
		panic(fmt.Sprintf("case %s: no number %q", c.ID, key))
	}
	return v
}

func (c *vcase) str(key string) string { s, _ := c.Input[key].(string); return s }

func (c *vcase) flag(key string) bool { b, _ := c.Input[key].(bool); return b }

func (c *vcase) nums(key string) []float64 {
	if v, ok := c.Input[key].(float64); ok {
		return []float64{v}
	}
	list, _ := c.Input[key].([]any)
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = v.(float64)
	}
	return out
}

func (c *vcase) ints(key string) []int {
	var out []int
	for _, v := range c.nums(key) {
		out = append(out, int(v))
	}
	return out
}

// into reads an input of any shape.
func (c *vcase) into(key string, v any) error {
	text, err := json.Marshal(c.Input[key])
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return v
}
