package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/store"
	"nhipcau/pipeline"
	"nhipcau/pipeline/ingest"
	"nhipcau/pipeline/ingest/testdata/awkward"
)

// TestMain lets the tests start this binary as a reading process, sound or in one of the ways such a process can fail.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "read-file" {
		if err := misbehave(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func misbehave(how string) error {
	switch how {
	case "hog":
		for held := []byte{}; ; time.Sleep(time.Millisecond) {
			held = append(held, bytes.Repeat([]byte{1}, 8<<20)...)
		}
	case "hang":
		time.Sleep(time.Hour)
	case "segv":
		return syscall.Kill(os.Getpid(), syscall.SIGSEGV)
	case "panic":
		panic("Nguyễn") // a word of the file: it must not be passed on
	case "exit":
		os.Exit(7)
	case "silent":
	case "garbage":
		fmt.Print(`{"result":{"Format":`)
	case "liar":
		fmt.Print(`{"result":{"Format":"csv","Tables":[{"table":"session","file":"../../etc/passwd"}]}}`)
	case "probe":
		return pipeline.ServeChild(context.Background(), prober{}, data.FS, nil, os.Stdin, os.Stdout)
	default:
		return pipeline.ServeChild(context.Background(), duckdb.New(), data.FS, nil, os.Stdin, os.Stdout)
	}
	return nil
}

func child(t *testing.T, how string) pipeline.Child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return pipeline.Child{Command: []string{self, "read-file", how}, MemoryMB: 1024}
}

// handedIn is a file as it lies in a warehouse: the original in an incoming folder.
func handedIn(t *testing.T, name string, content []byte) ingest.File {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "incoming")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "original")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return ingest.File{Path: path, Name: name, SHA: strings.Repeat("a", 64), Dir: dir}
}

const smallRegister = "Mã cuộc,Đơn vị tổ chức,Trực thuộc,Ngày tổ chức,Lượt người dự\nA1,xã Lam Cốt,\"huyện Tân Yên, tỉnh Bắc Giang\",18/01/2024,39\n"

// TestWhateverAReadingProcessDoesIsARefusalOfItsFile: the reason is said, what it had begun is gone, nothing else is harmed.
func TestWhateverAReadingProcessDoesIsARefusalOfItsFile(t *testing.T) {
	for _, c := range []struct{ how, rule, vi string }{
		{"hog", "reader_memory", "Tệp cần quá nhiều bộ nhớ (hơn 300 MiB)"},
		{"hang", "reader_time", "chưa xong nên đã dừng"},
		{"segv", "reader_crashed", "dừng đột ngột"},
		{"panic", "reader_crashed", "dừng đột ngột"},
		{"exit", "reader_crashed", "exit status 7"},
		{"silent", "reader_crashed", "không trả kết quả"},
		{"garbage", "reader_crashed", "trả lời sai dạng"},
		{"liar", "reader_crashed", "kết quả không có thật"},
	} {
		t.Run(c.how, func(t *testing.T) {
			r := child(t, c.how)
			r.MemoryMB, r.Time = 300, 20*time.Second
			if c.how == "hang" {
				r.Time = 300 * time.Millisecond
			}
			f := handedIn(t, "so.csv", []byte(smallRegister))
			start := time.Now()
			_, err := r.Read(t.Context(), f)
			reason, ok := ingest.AsRefusal(err)
			if !ok || reason.Rule != c.rule || !strings.Contains(reason.Vi, c.vi) || reason.En == "" || strings.Contains(reason.Vi+reason.En, "Nguyễn") {
				t.Fatalf("%v %+v", err, reason)
			}
			if took := time.Since(start); took > 15*time.Second {
				t.Errorf("took %v", took)
			}
			if left, err := filepath.Glob(filepath.Join(filepath.Dir(f.Dir), "*.building*")); err != nil || len(left) > 0 {
				t.Errorf("scratch left behind: %v %v", left, err)
			}
		})
	}
}

// TestAFileThatAsksForAllMemoryIsRefused: a kilobyte found by FuzzArrow whose schema claims billions of columns. The library would ask
// for a quarter of a terabyte at once, which ends a Go program beyond any recover; ingest reads the claims first.
func TestAFileThatAsksForAllMemoryIsRefused(t *testing.T) {
	content, err := os.ReadFile("testdata/damaged_schema.arrow")
	if err != nil {
		t.Fatal(err)
	}
	_, err = child(t, "sound").Read(t.Context(), handedIn(t, "so.arrow", content))
	if reason, ok := ingest.AsRefusal(err); !ok || reason.Rule != "columnar_unreadable" {
		t.Errorf("%v", err)
	}
}

func TestAReadingProcessEndsWithItsCaller(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	start := time.Now()
	_, err := child(t, "hang").Read(ctx, handedIn(t, "so.csv", []byte(smallRegister)))
	if !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// TestOneBadFileHarmsNoOther: of three files the reader of the second dies; the others land and are published.
func TestOneBadFileHarmsNoOther(t *testing.T) {
	w, err := store.Open(t.TempDir(), duckdb.New())
	if err != nil {
		t.Fatal(err)
	}
	sound, dying := child(t, "sound"), child(t, "segv")
	req := pipeline.Request{
		AsOf: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC), Now: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC), Reference: data.FS, Program: "test",
		Reader: oneDies{sound, dying},
		Verify: func(ctx context.Context, file string, want []store.TableSum) error {
			return store.VerifyFile(ctx, duckdb.New(), file, want)
		},
	}
	for i := range 3 {
		text := strings.ReplaceAll(smallRegister, "A1", "A"+strconv.Itoa(i+1))
		req.Files = append(req.Files, pipeline.Received{Name: strconv.Itoa(i+1) + ".csv", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }})
	}
	out, err := pipeline.Run(t.Context(), w, req)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Receipts) != 2 || len(out.Refused) != 1 || out.Refused[0].Name != "2.csv" || out.Snapshot == "" {
		t.Fatalf("%+v", out)
	}
	landed, err := w.Landings()
	if err != nil || len(landed) != 2 {
		t.Errorf("%d landed, %v", len(landed), err)
	}
}

// oneDies reads with a sound process all files but the second.
type oneDies struct {
	pipeline.Child
	dying pipeline.Child
}

func (r oneDies) Share(int) pipeline.Reader { return r }

func (r oneDies) Read(ctx context.Context, f ingest.File) (ingest.Result, error) {
	if f.Name == "2.csv" {
		return r.dying.Read(ctx, f)
	}
	return r.Child.Read(ctx, f)
}

// TestAChildReadsAsThisProcessDoes holds the two readers against each other over a file of every form, with a map and without.
func TestAChildReadsAsThisProcessDoes(t *testing.T) {
	lex, err := ingest.LoadLexicon(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	w, err := duckdb.New().Work(t.Context(), "", engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	forms := map[string]int{}
	for _, c := range awkward.Cases() {
		form := filepath.Ext(c.File)
		if c.Map != "" {
			form += " with a map"
		}
		if forms[form]++; forms[form] > 2 || c.Bytes == nil || c.Name == "bomb" {
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			content := c.Bytes()
			f, g := handedIn(t, c.File, content), handedIn(t, c.File, content)
			if c.Map != "" {
				m, err := ingest.ParseMap([]byte(c.Map))
				if err != nil {
					t.Fatal(err)
				}
				f.Map, g.Map = m, m
			}
			here, err := ingest.Read(t.Context(), w, duckdb.New().Dialect(), lex, f)
			there, e := child(t, "sound").Read(t.Context(), g)
			if a, b := said(here, err), said(there, e); a != b {
				t.Errorf("here  %s\nchild %s", a, b)
			}
			seen, err := ingest.Look(t.Context(), w, duckdb.New().Dialect(), lex, f, nil)
			through, e := child(t, "sound").Look(t.Context(), g)
			if a, b := fmt.Sprint(seen, err != nil), fmt.Sprint(through, e != nil); a != b {
				t.Errorf("here  %s\nchild %s", a, b)
			}
		})
	}
	if len(forms) < 8 {
		t.Errorf("forms %v", forms)
	}
}

func said(r ingest.Result, err error) string {
	if reason, ok := ingest.AsRefusal(err); ok {
		return reason.Rule + " " + reason.Vi
	}
	return fmt.Sprintf("%+v %v", r, err)
}

// prober looks, from inside a reading process that has shut itself in, for a way out.
type prober struct{ duckdb.Engine }

func (p prober) Work(context.Context, string, engine.Options) (engine.Work, error) {
	var out []string
	try := func(what string, err error) {
		if err == nil {
			out = append(out, what)
		}
	}
	conn, err := net.DialTimeout("udp", "127.0.0.1:9", time.Second)
	try("network", err)
	if err == nil {
		conn.Close()
	}
	try("exec", exec.Command("/bin/true").Run())
	if err := syscall.Kill(os.Getppid(), 0); err == nil {
		out = append(out, "signal")
	}
	_, err = os.ReadFile("/etc/passwd")
	try("read", err)
	try("write", os.WriteFile(filepath.Join(os.TempDir(), "..", "..", "escaped"), []byte("x"), 0o600))
	try("own scratch", os.WriteFile(filepath.Join(os.TempDir(), "x"), []byte("x"), 0o600))
	var env []string
	for _, e := range os.Environ() {
		name, _, _ := strings.Cut(e, "=")
		env = append(env, name)
	}
	return nil, fmt.Errorf("could: %s; environment: %s", strings.Join(out, ", "), strings.Join(env, " "))
}

// TestAReadingProcessIsShutIn: what its parser might be talked into is refused by the kernel.
func TestAReadingProcessIsShutIn(t *testing.T) {
	_, err := child(t, "probe").Read(t.Context(), handedIn(t, "so.csv", []byte(smallRegister)))
	if err == nil {
		t.Fatal("no report")
	}
	want := "could: own scratch; environment: GOMEMLIMIT GOGC GOMAXPROCS TMPDIR HOME GOTRACEBACK READER_SHUT_IN"
	if !strings.Contains(err.Error(), want) {
		t.Errorf("%v\nwant %s", err, want)
	}
}
