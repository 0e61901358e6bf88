package dashboards

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

const (
	// mostCheckFiles is how many files may come at a time: a province's registers and opinions of a year, and their maps.
	mostCheckFiles = 24
	// receiveTime is how long a slow line may take.
	receiveTime = 3 * time.Minute
	// longestName of a file, in letters; it is shown and never used as a path.
	longestName = 200
	mapEnding   = ".map.yaml"
)

// getOrCheck lets a POST through to the two addresses that take files, and nothing else; sentence by sentence the rule is
// getOnly's.
func getOrCheck(next http.Handler) http.Handler {
	others := getOnly(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/en")
		if r.Method == http.MethodPost && (path == checkPath || path == backPath) {
			next.ServeHTTP(w, r)
			return
		}
		others.ServeHTTP(w, r)
	})
}

// receive copies the files of the form into dir, under numbers: the sender's names are data. A column map goes with the
// file whose name it bears.
func (q *request) receive(dir string) ([]CheckFile, error) {
	limit := q.server.checkBytes()
	control := http.NewResponseController(q.w)
	now := time.Now()
	for _, set := range []error{control.SetReadDeadline(now.Add(receiveTime)), control.SetWriteDeadline(now.Add(receiveTime + q.server.checkTime() + time.Minute))} {
		if set != nil && !errors.Is(set, http.ErrNotSupported) {
			return nil, set
		}
	}
	const frame = 64 << 10 // what the form itself may take
	if q.http.ContentLength > limit+frame {
		return nil, errCheckHeavy
	}
	q.http.Body = http.MaxBytesReader(q.w, q.http.Body, limit+frame)
	form, err := q.http.MultipartReader()
	if err != nil {
		return nil, errCheckBroken
	}
	var files []CheckFile
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, uploadError(err)
		}
		name := partName(part)
		if name == "" {
			continue
		}
		if len(files) == mostCheckFiles {
			return nil, errCheckMany
		}
		path := filepath.Join(dir, fmt.Sprintf("tep-%02d", len(files)))
		if err := save(path, part); err != nil {
			return nil, uploadError(err)
		}
		files = append(files, CheckFile{Name: name, Path: path})
	}
	files = withMaps(files)
	if len(files) == 0 {
		return nil, errCheckNothing
	}
	return files, nil
}

// uploadError tells a form that is too large or too slow from one that is broken.
func uploadError(err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errCheckHeavy
	case errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return errCheckBroken
	}
	var path *os.PathError
	if errors.As(err, &path) {
		return err // of our disk
	}
	return fmt.Errorf("%w: %w", errCheckBroken, err)
}

// partName is what the sender calls a file; empty for other fields and for a field of files that was left empty.
func partName(part *multipart.Part) string {
	name := filepath.Base(strings.ReplaceAll(part.FileName(), `\`, "/"))
	if part.FileName() == "" || name == "." || name == "/" {
		return ""
	}
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 { // letters that turn the line around
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	name = norm.NFC.String(name)
	if runes := []rune(name); len(runes) > longestName {
		name = string(runes[len(runes)-longestName:])
	}
	return name
}

func save(path string, from io.Reader) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = io.Copy(f, from)
	return err
}

// withMaps pairs each FILE.map.yaml with FILE; one without its file is handed on, to be refused by what it is.
func withMaps(files []CheckFile) []CheckFile {
	maps := map[string]string{}
	for _, f := range files {
		if of, ok := strings.CutSuffix(f.Name, mapEnding); ok {
			maps[of] = f.Path
		}
	}
	var list []CheckFile
	named := map[string]bool{}
	for _, f := range files {
		named[f.Name] = true
	}
	for _, f := range files {
		if of, ok := strings.CutSuffix(f.Name, mapEnding); ok && named[of] {
			continue
		}
		f.Map = maps[f.Name]
		list = append(list, f)
	}
	return list
}
