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

// pivots are the last bytes of Ậ, of ậ, and of the dot below where letters and marks stand apart: every hint has one of them, and
// few other letters do, so that a search of hundreds of megabytes looks closely at one place in a hundred.
var pivots = []byte{0xac, 0xad, 0xa3}

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

func hinted(b []byte, wanted [][]byte, at []byte) bool {
	const around = 12 // no hint is longer
	for _, pivot := range at {
		for from := 0; ; {
			i := bytes.IndexByte(b[from:], pivot)
			if i < 0 {
				break
			}
			i += from
			near := b[max(0, i-around):min(len(b), i+around)]
			if slices.ContainsFunc(wanted, func(h []byte) bool { return bytes.Contains(near, h) }) {
				return true
			}
			from = i + 1
		}
	}
	return false
}
