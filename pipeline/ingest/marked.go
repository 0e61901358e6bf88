package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"nhipcau/internal/viet"
)

// pivots are bytes one of which stands in every hint of secretHints, composed or not: its M, the last byte of ậ, the first byte of a mark
// that stands apart from its letter. The search of hundreds of megabytes runs along them, so they are as rare as bytes of Vietnamese are;
// hint tells from the bytes around one whether its cell is worth a look.
var pivots = []struct {
	sign byte
	hint func(b []byte, at int) bool
}{
	{'M', func(b []byte, at int) bool { return opensMark(b[at+1:]) }},
	{"ậ"[2], func(b []byte, at int) bool { return bytes.HasSuffix(b[:at+1], []byte("mậ")) }},
	{"\u0323"[0], func(b []byte, at int) bool { return hinted(b[max(0, at-around):min(len(b), at+around)]) }},
}

// opensMark: these bytes can follow the M of a hint. The letters are told by all their bytes but the last, which only gives their case;
// A and E take marks or go on.
func opensMark(b []byte) bool {
	if len(b) < 2 {
		return false
	}
	switch b[0] {
	case 'A', 'a', 'E':
		return b[1] == 'T' || b[1] >= 0xc0
	case ' ', "Ë"[0]:
		return true
	case "Ậ"[0]:
		return b[1] == "Ậ"[1]
	}
	return false
}

// reach is how far around a pivot its cell is looked for. A cell that is longer is no mark (longestMark), even when its letters and marks
// are put together.
const reach = 192

// mayBeMarked looks through a whole text file for a mark of secrecy (MẬT, Tối mật …). Only the cells that hold a hint are looked at, and
// without knowing which quotes and delimiters are text: where one reading of them shows a mark the answer is true, and the reader
// that knows decides. "Xã Yên Mật" and "đã rõ bộ mật mã" do not keep a file from the fast reader.
func mayBeMarked(path string, delimiter rune) (bool, error) {
	marked, _, err := lookThrough(path, delimiter)
	return marked, err
}

// lookThrough is mayBeMarked; of a file without a mark it also counts the lines.
func lookThrough(path string, delimiter rune) (marked bool, lines int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return false, 0, err
	}
	defer f.Close()
	buf := make([]byte, 256<<10)
	kept, from := 0, 0 // bytes of the last reading that are looked at again, and where the search goes on
	for {
		n, err := io.ReadFull(f, buf[kept:])
		b := buf[:kept+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return false, 0, err
		}
		lines += int64(bytes.Count(b[kept:], []byte{'\n'}))
		until := len(b)
		if !last {
			until -= reach
		}
		if markedBetween(b, from, until, byte(delimiter)) {
			return true, 0, nil
		}
		if last {
			if len(b) > 0 && b[len(b)-1] != '\n' {
				lines++ // the last one has no end
			}
			return false, lines, nil
		}
		keep := until - reach
		kept, from = copy(buf, b[keep:]), reach
	}
}

// markedBetween looks at the cells around the pivots in b[from:until].
func markedBetween(b []byte, from, until int, delimiter byte) bool {
	for _, p := range pivots {
		for at := from; at < until; at++ {
			i := bytes.IndexByte(b[at:until], p.sign)
			if i < 0 {
				break
			}
			at += i
			if p.hint(b, at) && markedCell(b, at, delimiter) {
				return true
			}
		}
	}
	return false
}

// around is more than any hint is long.
const around = 16

// hinted: an M stands near, in the case of the pivot's hint or the other.
func hinted(near []byte) bool {
	return bytes.IndexByte(near, 'M') >= 0 || bytes.IndexByte(near, 'm') >= 0
}

// markedCell looks at what stands between the nearest signs that may end a cell. Signs that are text split a cell into several; of a
// mark with its label in front that leaves the label.
func markedCell(b []byte, at int, delimiter byte) bool {
	ends := func(c byte) bool {
		return c == delimiter || c == '"' || c == '\n' || c == '\r' || c == '\t' || c == '|'
	}
	first := at
	for ; first > 0 && !ends(b[first-1]); first-- {
		if at-first > reach {
			return false
		}
	}
	end := at
	for ; end < len(b) && !ends(b[end]); end++ {
		if end-at > reach {
			return false
		}
	}
	cell := norm.NFC.String(string(b[first:end]))
	if !slices.ContainsFunc(secretHints, func(hint string) bool { return strings.Contains(cell, hint) }) {
		return false
	}
	if secretIn([]string{cell}) != nil {
		return true
	}
	_, label := viet.FindSecrecy(cell + ": mật")
	return label
}
