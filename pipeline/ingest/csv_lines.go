package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
)

// loneReturn: lines end with a carriage return and nothing else, as old Macs and some exports write them. "\r\r\n" is a line end too.
func loneReturn(b []byte) bool {
	for {
		i := bytes.IndexByte(b, '\r')
		if i < 0 || i+1 == len(b) {
			return false
		}
		if next := b[i+1:]; next[0] != '\n' && !bytes.HasPrefix(next, []byte("\r\n")) {
			return true
		}
		b = b[i+1:]
	}
}

// withLines writes a text anew in the landing folder with a line feed for every lone carriage return.
func (r *reader) withLines(path string) (string, error) {
	in, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.CreateTemp(r.file.Dir, "lines-*.tmp")
	if err != nil {
		return "", err
	}
	w := bufio.NewWriterSize(out, 1<<18)
	err = breakLines(w, bufio.NewReaderSize(in, 1<<18))
	if err = errors.Join(err, w.Flush(), out.Close()); err != nil {
		return "", errors.Join(err, os.Remove(out.Name()))
	}
	return out.Name(), nil
}

func breakLines(w *bufio.Writer, in *bufio.Reader) error {
	var text []byte
	for {
		read, err := in.ReadSlice('\r')
		text = append(text[:0], read...) // Peek may fill the buffer over what was read
		if n := len(text); n > 0 && text[n-1] == '\r' {
			if next, _ := in.Peek(2); len(next) == 0 || next[0] != '\n' && string(next) != "\r\n" {
				text[n-1] = '\n'
			}
		}
		if _, e := w.Write(text); e != nil {
			return e
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}
