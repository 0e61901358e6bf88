package ingest_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"nhipcau/internal/viet"
	"nhipcau/pipeline/ingest/testdata/awkward"
)

// iconv converts by the C library's own tables, which nobody here wrote.
func iconv(t *testing.T, from, to string, in []byte) []byte {
	t.Helper()
	path, err := exec.LookPath("iconv")
	if err != nil {
		t.Skip("iconv is not on this machine: the decoders are held to their own tables only")
	}
	cmd := exec.Command(path, "-f", from, "-t", to)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("this iconv does not turn %s into %s: %v", from, to, err)
	}
	return out
}

// TestIconvDecodes: the files of the awkward cases read the same by iconv and by us.
func TestIconvDecodes(t *testing.T) {
	for _, c := range []struct {
		name, charset string
		encoding      viet.Encoding
	}{{"tcvn3", "TCVN", viet.TCVN3}, {"windows1258", "CP1258", viet.Windows1258}} {
		t.Run(c.name, func(t *testing.T) {
			content := awkwardCase(t, c.name).Bytes()
			want := norm.NFC.String(string(iconv(t, c.charset, "UTF-8", content)))
			got, damaged := viet.Decode(content, c.encoding)
			if damaged > 0 {
				t.Errorf("%d characters damaged", damaged)
			}
			if diff := cmp.Diff(want, norm.NFC.String(got)); diff != "" {
				t.Errorf("(-iconv +ours):\n%s", diff)
			}
			if d, err := viet.Detect(content); err != nil || d.Encoding != c.encoding {
				t.Errorf("detected as %s, %v", d.Encoding, err)
			}
		})
	}
}

// TestIconvEncodes: what iconv writes is detected, and its report is that of the same register in UTF-8.
func TestIconvEncodes(t *testing.T) {
	plain := awkwardCase(t, "utf8_bom")
	// TCVN 5712-1 puts capitals with tones where control codes are; files made with the ABC fonts have none there, nor do we read any.
	text := strings.ReplaceAll(strings.TrimPrefix(string(plain.Bytes()), "\ufeff"), "Ý kiến", "ý kiến")
	plain.Bytes = func() []byte { return []byte(text) }
	_, want, _ := strings.Cut(checked(t, plain), ": ")
	for charset, encoding := range map[string]string{"TCVN": "tcvn3", "CP1258": "windows-1258"} {
		t.Run(charset, func(t *testing.T) {
			c := plain
			content := iconv(t, "UTF-8", charset, []byte(text))
			c.Bytes = func() []byte { return content }
			head, got, _ := strings.Cut(checked(t, c), ": ")
			if head != "csv "+encoding {
				t.Errorf("read as %q", head)
			}
			got, _, _ = strings.Cut(got, "warning encoding_converted")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-utf-8 +%s):\n%s", charset, diff)
			}
		})
	}
}

func awkwardCase(t *testing.T, name string) awkward.Case {
	t.Helper()
	for _, c := range awkward.Cases() {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no case %s", name)
	return awkward.Case{}
}
