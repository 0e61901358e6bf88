package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// hints are the pieces of text without one of which no mark of secrecy (MẬT, Tối mật …) can be there. The file is Unicode by now,
// so the hints in legacy letters need no search.
var hints = [][]byte{[]byte("MẬT"), []byte("M Ậ T"), []byte("ộ mật"), []byte("ộ Mật"), []byte("ấu mật"), []byte("ấu Mật")}

// pivots are Ậ, ậ, and the dot below where letters and marks stand apart: every hint has one of them, so that a search of hundreds of
// megabytes looks closely at one place in hundreds. Their last bytes are what it runs along.
var pivots = [][]byte{[]byte("Ậ"), []byte("ậ"), []byte("\u0323")}

// mayBeMarked looks through the whole file for a hint.
func mayBeMarked(path string, nfd bool) (bool, error) {
	wanted, at := hints, pivots[:2]
	if nfd {
		for _, h := range hints {
			wanted = append(slices.Clip(wanted), norm.NFD.Bytes(h))
		}
		at = pivots
	}
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	const overlap = 32
	buf := make([]byte, 1<<20)
	kept := 0
	for {
		n, err := f.Read(buf[kept:])
		if hinted(buf[:kept+n], wanted, at) {
			return true, nil
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		end := kept + n
		kept = copy(buf, buf[max(0, end-overlap):end])
	}
}

func hinted(b []byte, wanted, at [][]byte) bool {
	const around = 12 // no hint is longer
	for _, pivot := range at {
		for from := 0; ; {
			i := bytes.IndexByte(b[from:], pivot[len(pivot)-1])
			if i < 0 {
				break
			}
			from += i + 1
			if !bytes.HasSuffix(b[:from], pivot) {
				continue
			}
			near := b[max(0, from-around):min(len(b), from+around)]
			if slices.ContainsFunc(wanted, func(h []byte) bool { return bytes.Contains(near, h) }) {
				return true
			}
		}
	}
	return false
}
