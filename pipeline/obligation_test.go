package pipeline_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"nhipcau/data"
)

// reference is the reviewed data with a script's own rows added: a part named reference/X.csv has the columns of that file.
func reference(t *testing.T, parts map[string]string) fs.FS {
	t.Helper()
	more := fstest.MapFS{}
	for name, text := range parts {
		if !strings.HasPrefix(name, "reference/") {
			continue
		}
		reviewed, err := fs.ReadFile(data.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		header, rows, _ := strings.Cut(text, "\n")
		if head, _, _ := strings.Cut(string(reviewed), "\n"); head != header {
			t.Fatalf("%s has the columns %s, not %s", name, head, header)
		}
		more[name] = &fstest.MapFile{Data: append(reviewed, rows...)}
	}
	return layered{data.FS, more}
}

// layered is a file system with some of its files replaced.
type layered struct {
	fs.FS
	over fstest.MapFS
}

func (l layered) Open(name string) (fs.File, error) {
	if _, ok := l.over[name]; ok {
		return l.over.Open(name)
	}
	return l.FS.Open(name)
}
